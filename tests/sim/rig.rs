//! A world, a connection to it and a journal: what a run needs, without the command line.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use deskfleet::aws::{self, Aws, Bundles, ConnectOptions, InProcess, Want, WorkspaceQuery, documented_rates};
use deskfleet::clock::{self, Clock};
use deskfleet::executor::approval::{self, Confirm, Consent, Refusal, Subject};
use deskfleet::executor::event::Event;
use deskfleet::executor::{Cancel, ExecError, OpenRun, OpenRunError, Parts, Summary, execute, open, reopen, run_id};
use deskfleet::inventory::{Filters, Selected, Selection, Snapshot, Target};
use deskfleet::journal::{Commit, Journal};
use deskfleet::model::{Hold, RunId, Verb, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, check, plan, reads};
use deskfleet::sim::http::Request;
use deskfleet::sim::{FleetKind, Sim, SimClient, WorldSpec};
use jiff::Timestamp;
use serde_json::Value;

/// A world with a journal beside it; sessions come and go, as processes do.
pub(crate) struct Rig {
    pub(crate) sim: Sim,
    pub(crate) journal: Journal,
    /// What sessions do when all that is left may be sent later only.
    pub(crate) hold: Hold,
    /// Security groups that whoever plans asks for.
    pub(crate) groups: BTreeSet<String>,
}

/// What happened to a session.
#[derive(Debug)]
pub(crate) enum Session {
    /// It came to its end.
    Ended(Box<Summary>),
    /// The process died: the client was cut off, or a commit crashed.
    Died,
}

/// A uniform world of a size, without faults, that answers at once.
pub(crate) fn uniform(desktops: u32, seed: u64) -> WorldSpec {
    WorldSpec { desktops, seed, fleet: FleetKind::Uniform, ..WorldSpec::default() }
}

/// Everybody's yes.
pub(crate) struct Yes;

impl Confirm for Yes {
    fn confirm(&mut self, _: Subject<'_>) -> Result<Consent, Refusal> {
        Ok(Consent { who: "test".to_owned(), how: "test".to_owned() })
    }
}

/// A connection in a runtime with paused time.
pub(crate) struct Connected {
    pub(crate) aws: Aws,
    pub(crate) clock: Clock,
}

impl Rig {
    pub(crate) fn new(spec: WorldSpec) -> Self {
        let (sim, journal) = (Sim::in_memory(spec), Journal::in_memory().expect("a journal"));
        Self { sim, journal, hold: Hold::Wait, groups: BTreeSet::new() }
    }

    /// Runs something in a process of its own: a new runtime, a new connection, the world's present time.
    pub(crate) fn process<T>(&self, body: impl AsyncFnOnce(&Connected) -> T) -> T {
        self.process_in(&self.sim.spec().region, body)
    }

    /// The same in another Region of the world.
    pub(crate) fn process_in<T>(&self, region: &str, body: impl AsyncFnOnce(&Connected) -> T) -> T {
        let runtime = clock::runtime(true).expect("a runtime");
        runtime.block_on(async {
            let clock = Clock::virtual_from(self.sim.now());
            let aws = Aws::connect(ConnectOptions {
                region: Some(region.to_owned()),
                profile: None,
                is_profile_said: false,
                login: None,
                endpoints: aws::Endpoints::default(),
                use_fips: None,
                ca_bundle: None,
                in_process: Some(InProcess::new(SimClient::new(self.sim.clone(), clock.clone()))),
                clock: clock.clone(),
                rates: documented_rates(),
                seed: 7,
            })
            .await
            .expect("a connection");
            let connected = Connected { aws, clock };
            let out = body(&connected).await;
            self.sim.save_now(connected.clock.now()).expect("time is kept");
            out
        })
    }

    /// Reads the fleet as the command line does, and plans a migration of all to a bundle.
    pub(crate) fn plan(&self, bundle: &str, change: impl FnOnce(&mut Policy)) -> Plan {
        self.plan_for(bundle, None, change).0
    }

    /// Plans a migration of some, or all; gives the snapshot, too.
    pub(crate) fn plan_for(
        &self,
        bundle: &str,
        targets: Option<&[WorkspaceId]>,
        change: impl FnOnce(&mut Policy),
    ) -> (Plan, Snapshot) {
        let mut policy = Policy::for_verb(Verb::Migrate);
        change(&mut policy);
        let (seen, selected) = self.see(targets, &policy);
        let plan = plan_of(&seen, &selected, bundle, &policy, &History::default(), seen.seen_at);
        (plan, seen)
    }

    /// Reads the fleet as the command line does for a migration of some, or all.
    pub(crate) fn see(&self, targets: Option<&[WorkspaceId]>, policy: &Policy) -> (Snapshot, Selected) {
        self.try_see(Verb::Migrate, targets, policy).expect("a fleet")
    }

    /// Reads the fleet as the command line does for a verb, of some or all; `None` when it can't be read.
    pub(crate) fn try_see(
        &self,
        verb: Verb,
        targets: Option<&[WorkspaceId]>,
        policy: &Policy,
    ) -> Option<(Snapshot, Selected)> {
        self.process(async |connected| {
            let now = connected.clock.now();
            let mut want = Want::only(WorkspaceQuery::All);
            want.directories = true;
            want.bundles = Bundles::All;
            let needs = reads(verb, policy);
            want.subnets = needs.subnets;
            want.security_groups = self.groups.clone();
            let mut seen = aws::collect(&connected.aws, &want, now).await.ok()?;
            let selection = Selection {
                targets: targets.unwrap_or_default().iter().cloned().map(Target::Id).collect(),
                all: targets.is_none(),
                filters: Filters::default(),
                exclude: Vec::new(),
            };
            let selected = selection.select(&seen, &BTreeMap::new(), now).ok()?;
            want.tags = needs.tags;
            want.connection = needs.connection;
            want.volume_snapshots = needs.volume_snapshots;
            want.interface = needs.interface;
            want.keys = needs.keys;
            aws::enrich(&connected.aws, &mut seen, &selected.workspaces, &want).await.ok()?;
            Some((seen, selected))
        })
    }

    /// Reads the fleet as the command line does, and plans a verb without parameters for some, or all.
    pub(crate) fn plan_verb(
        &self,
        verb: Verb,
        targets: Option<&[WorkspaceId]>,
        change: impl FnOnce(&mut Policy),
    ) -> Plan {
        let mut policy = Policy::for_verb(verb);
        change(&mut policy);
        let (seen, selected) = self.try_see(verb, targets, &policy).expect("a fleet");
        let selection = vec!["--all".to_owned()];
        let intent = Intent { verb, parameters: BTreeMap::new(), desktops: Vec::new(), selection, reason: None };
        let plan = plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan");
        assert_eq!(check(&plan, None), []);
        plan
    }

    /// Sends migrations as they are, past planner and executor and whatever these would have kept back.
    pub(crate) fn send(&self, calls: &[(WorkspaceId, String)]) {
        self.process(async |connected| {
            for (id, bundle) in calls {
                let parameters = BTreeMap::from([
                    ("SourceWorkspaceId".to_owned(), id.to_string()),
                    ("BundleId".to_owned(), bundle.clone()),
                ]);
                connected.aws.change_slot(Verb::Migrate).await;
                // What came of it stands in the record.
                drop(connected.aws.change(Verb::Migrate, &[(id.clone(), &parameters)]).await);
            }
        });
    }

    /// Opens a run in the journal.
    pub(crate) fn open(&mut self, plan: &Plan) -> Result<OpenRun, OpenRunError> {
        let now = self.sim.now();
        let approval = approval::obtain(plan, &mut Yes, now).expect("approved");
        open(plan.clone(), run_id(&plan.id, now), approval, &BTreeSet::new(), &mut self.journal, now)
    }

    /// Opens the only run of the journal again; `None` when it is finished or was never opened.
    pub(crate) fn reopen(&mut self) -> Option<Result<OpenRun, ()>> {
        let row = self.journal.runs().expect("runs").into_iter().next()?;
        let stored = self.journal.run(&row.run).expect("a run").expect("it is there");
        if stored.row.status == deskfleet::journal::RunStatus::Finished {
            return None;
        }
        Some(reopen(stored, &mut self.journal, self.sim.now()).map_err(drop))
    }

    /// Carries a run out in a process of its own, until it ends or dies.
    pub(crate) fn carry_out(&mut self, open: OpenRun, events: &mut Vec<Event>) -> Session {
        self.carry_out_with(open, &mut |event| events.push(event.clone()), &Cancel::default())
    }

    pub(crate) fn carry_out_with(&mut self, open: OpenRun, emit: &mut dyn FnMut(&Event), cancel: &Cancel) -> Session {
        let mut journal = std::mem::replace(&mut self.journal, Journal::in_memory().expect("a journal"));
        let outcome = self.process(async |connected| {
            let parts = Parts {
                journal: &mut journal,
                aws: &connected.aws,
                clock: &connected.clock,
                emit,
                cancel,
                poll_interval: Duration::from_mins(1),
                hold: self.hold,
            };
            // Boxed: the layout of all futures below in one is more than the compiler wants to look at.
            let run: Pin<Box<dyn Future<Output = _> + '_>> = Box::pin(execute(open, parts));
            until_death(&self.sim, run).await
        });
        // A new process opens the journal anew: hooks are gone, what was committed is there.
        self.journal = journal.reopen().expect("the journal opens again");
        match outcome {
            None | Some(Err(ExecError::Journal(deskfleet::journal::JournalError::Crashed))) => Session::Died,
            Some(Ok(summary)) => Session::Ended(Box::new(summary)),
            Some(Err(error)) => panic!("the run failed: {error}"),
        }
    }

    /// Resumes until the run is finished, at most `most` times.
    pub(crate) fn resume_to_the_end(&mut self, events: &mut Vec<Event>, most: usize) -> Option<Summary> {
        let mut last = None;
        for _ in 0..most {
            let Some(open) = self.reopen() else { break };
            match self.carry_out(open.expect("it opens again"), events) {
                Session::Ended(summary) => last = Some(*summary),
                Session::Died => panic!("nothing kills this session"),
            }
        }
        assert!(self.reopen().is_none(), "not finished after {most} resumes: {last:?}");
        last
    }

    /// The whole way, undisturbed.
    pub(crate) fn run_all(&mut self, plan: &Plan) -> (Summary, Vec<Event>) {
        let mut events = Vec::new();
        let open = self.open(plan).expect("opened");
        match self.carry_out(open, &mut events) {
            Session::Ended(summary) => (*summary, events),
            Session::Died => panic!("nothing kills this session"),
        }
    }

    pub(crate) fn run_id(&self) -> RunId {
        self.journal.runs().expect("runs").first().expect("a run").run.clone()
    }

    pub(crate) fn run_status(&self) -> deskfleet::journal::RunStatus {
        self.journal.runs().expect("runs").first().expect("a run").status.clone()
    }

    /// Lets the journal crash at a commit of this handle.
    pub(crate) fn crash_at(&mut self, number: u64, stage: deskfleet::journal::Stage) {
        self.journal.on_commit(Box::new(move |commit: Commit| commit == Commit { number, stage }));
    }
}

/// Sends a request of WorkSpaces as somebody else would, past everything of ours.
pub(crate) fn ask(sim: &Sim, at: Timestamp, operation: &str, parameters: &Value) {
    ask_of(sim, at, ("workspaces", "WorkspacesService"), operation, parameters);
}

/// Sends a request of a service, by its names in signatures and in requests.
pub(crate) fn ask_of(sim: &Sim, at: Timestamp, (name, target): (&str, &str), operation: &str, parameters: &Value) {
    let scope = format!(
        "AWS4-HMAC-SHA256 Credential=k/20260105/us-east-1/{name}/aws4_request, SignedHeaders=host, Signature=0"
    );
    let headers = [("x-amz-target", format!("{target}.{operation}")), ("authorization", scope)];
    let request = Request {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        body: parameters.to_string().into_bytes(),
    };
    drop(sim.step(at, &request));
}

/// Sends a request of EC2 as somebody else would; returns the answer.
pub(crate) fn ask_ec2(sim: &Sim, form: &str) -> String {
    let answer = sim.step(sim.now(), &of_ec2(form)).answer.expect("an answer");
    String::from_utf8(answer.body).expect("text")
}

/// Gives an interface its groups as somebody else would, whatever comes of it.
pub(crate) fn set_groups(sim: &Sim, interface: &str, groups: &[String]) {
    let groups = groups.iter().enumerate().map(|(place, id)| format!("&SecurityGroupId.{}={id}", place + 1));
    let groups: String = groups.collect();
    let form = format!("Action=ModifyNetworkInterfaceAttribute&NetworkInterfaceId={interface}{groups}");
    drop(sim.step(sim.now(), &of_ec2(&form)));
}

fn of_ec2(form: &str) -> Request {
    let scope = "AWS4-HMAC-SHA256 Credential=k/20260105/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0";
    let headers = [("authorization", scope), ("content-type", "application/x-www-form-urlencoded; charset=utf-8")];
    Request {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: format!("Version=2016-11-15&{form}").into_bytes(),
    }
}

/// What EC2 says of a security group of the ready-made world, by its name.
pub(crate) fn group_text(sim: &Sim, name: &str, member: &str) -> String {
    let form = format!("Action=DescribeSecurityGroups&Filter.1.Name=group-name&Filter.1.Value.1={name}");
    let answer = ask_ec2(sim, &form);
    let (_, rest) = answer.split_once(&format!("<{member}>")).expect("a group");
    rest.split('<').next().expect("a text").to_owned()
}

/// Plans a migration from what was seen.
pub(crate) fn plan_of(
    seen: &Snapshot,
    selected: &Selected,
    bundle: &str,
    policy: &Policy,
    history: &History,
    now: Timestamp,
) -> Plan {
    let bundle = deskfleet::inventory::find_bundle("to", &seen.bundles, bundle).expect("a bundle").bundle_id.clone();
    let intent = Intent {
        verb: Verb::Migrate,
        parameters: BTreeMap::from([("bundle_id".to_owned(), bundle.to_string())]),
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    plan(seen, &intent, selected, policy, history, now).expect("a plan")
}

/// Polls a run until it ends, or until the client is cut off: then it is dropped where it is, as a process is.
pub(crate) async fn until_death<T>(sim: &Sim, run: impl Future<Output = T>) -> Option<T> {
    let mut run = pin!(run);
    std::future::poll_fn(|context| {
        let polled = run.as_mut().poll(context);
        if sim.is_halted() { Poll::Ready(None) } else { polled.map(Some) }
    })
    .await
}
