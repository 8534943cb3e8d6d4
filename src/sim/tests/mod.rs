//! Tests of the simulator as a whole, through its one door: requests as the API reference writes them.

mod aliases;
mod claims;
mod clocks;
mod creation;
mod demo;
mod directories;
mod faults;
mod images;
mod import;
mod ip_groups;
mod keys;
mod measured;
mod migration;
mod modify;
mod modifying;
mod monitoring;
mod operations;
mod paging;
mod power;
mod quotas;
mod regions;
mod renewal;
mod replay;
mod rules;
mod standby;
mod tagging;
mod terminate;
mod trail;

use std::borrow::Borrow;
use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::http::{Reply, Request};
use super::world::{Desktop, World};
use super::{FleetKind, Record, Sim, WorldSpec, WorldView};

/// A caller of a simulator, with a clock that moves when told to.
struct Caller {
    sim: Sim,
    now: Timestamp,
}

/// An answer as a caller sees it.
#[derive(Debug, PartialEq)]
struct Seen {
    status: u16,
    body: Value,
}

impl Seen {
    /// Returns the error code without its text.
    fn code(&self) -> &str {
        self.body["__type"].as_str().unwrap_or_default()
    }
}

impl Caller {
    fn new(spec: WorldSpec) -> Self {
        Self::of(Sim::in_memory(spec))
    }

    fn of(sim: Sim) -> Self {
        let now = sim.now();
        Self { sim, now }
    }

    fn demo() -> Self {
        Self::new(WorldSpec { rate: 0.0, ..WorldSpec::default() })
    }

    fn uniform(desktops: u32) -> Self {
        Self::new(WorldSpec { desktops, fleet: FleetKind::Uniform, rate: 0.0, ..WorldSpec::default() })
    }

    fn wait(&mut self, minutes: i64) {
        self.now += SignedDuration::from_mins(minutes);
    }

    fn send(&self, operation: &str, parameters: &Value) -> Reply {
        self.sim.step(self.now, &workspaces_request(operation, &parameters.to_string()))
    }

    /// Sends a request of any JSON service whose answer must come.
    fn raw(&self, request: &Request) -> Seen {
        let answer = self.sim.step(self.now, request).answer.expect("an answer");
        let body = serde_json::from_slice(&answer.body).expect("a JSON body");
        Seen { status: answer.status, body }
    }

    /// Sends a request whose answer must come.
    fn call(&self, operation: &str, parameters: impl Borrow<Value>) -> Seen {
        let answer = self.send(operation, parameters.borrow()).answer.expect("an answer");
        let body = serde_json::from_slice(&answer.body).expect("a JSON body");
        Seen { status: answer.status, body }
    }

    /// Sends a request that must be granted, and returns the answer's members.
    fn good(&self, operation: &str, parameters: impl Borrow<Value>) -> Value {
        let seen = self.call(operation, parameters);
        assert_eq!(seen.status, 200, "{operation}: {}", seen.body);
        seen.body
    }

    fn migrate(&self, id: &str, bundle: &str) -> Seen {
        let bundle = self.bundle(bundle);
        self.call("MigrateWorkspace", json!({ "SourceWorkspaceId": id, "BundleId": bundle }))
    }

    /// Returns the id of the account's bundle of this name.
    fn bundle(&self, name: &str) -> String {
        self.edit(|world| {
            let own = |bundle: &&super::world::Bundle| bundle.name == name && bundle.owner == world.account;
            world.bundles.values().find(own).map(|bundle| bundle.id.clone()).expect("the bundle")
        })
    }

    /// Returns a desktop as `DescribeWorkspaces` shows it, if it does.
    fn shown(&self, id: &str) -> Option<Value> {
        self.good("DescribeWorkspaces", json!({ "WorkspaceIds": [id] }))["Workspaces"].get(0).cloned()
    }

    fn state(&self, id: &str) -> Option<String> {
        Some(self.shown(id)?["State"].as_str().expect("a state").to_owned())
    }

    fn view(&self) -> WorldView {
        self.sim.world(self.now)
    }

    fn last(&self) -> Record {
        self.sim.record().pop().expect("a record")
    }

    /// Reaches into the world behind the service's back.
    fn edit<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        change(&mut self.sim.lock().engine.present.world)
    }

    fn edit_desktop(&self, id: &str, change: impl FnOnce(&mut Desktop)) {
        self.edit(|world| change(world.desktops.get_mut(id).expect("the desktop")));
    }

    /// Returns the first desktop of a fleet.
    fn first(&self) -> String {
        self.view().desktops[0].id.clone()
    }
}

fn authorization(region: &str, service: &str) -> String {
    format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260105/{region}/{service}/aws4_request, \
         SignedHeaders=host;x-amz-date, Signature=0"
    )
}

fn request(headers: &[(&str, &str)], body: &str) -> Request {
    Request {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        body: body.as_bytes().to_vec(),
    }
}

fn workspaces_request(operation: &str, body: &str) -> Request {
    json_request("workspaces", &format!("WorkspacesService.{operation}"), body)
}

/// Returns a request with this target, signed for a service.
fn json_request(service: &str, target: &str, body: &str) -> Request {
    let signed = authorization("us-east-1", service);
    request(
        &[("x-amz-target", target), ("authorization", &signed), ("content-type", "application/x-amz-json-1.1")],
        body,
    )
}

fn query_request(service: &str, form: &str) -> Request {
    request(&[("authorization", &authorization("us-east-1", service))], form)
}
