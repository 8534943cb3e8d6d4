//! What the ledger makes of CloudTrail, held against the world that it tells of.

use std::collections::BTreeMap;

use deskfleet::journal::Journal;
use deskfleet::model::{Asked, Clocks, Looked, WorkspaceId};
use deskfleet::sim::{FleetKind, WorldSpec};
use jiff::{SignedDuration, Timestamp};

use crate::rig::Rig;

const SIX_HOURS: SignedDuration = SignedDuration::from_hours(6);
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

fn rig(desktops: u32, seed: u64) -> Rig {
    Rig::new(WorldSpec { desktops, seed, fleet: FleetKind::Clocks, ..WorldSpec::default() })
}

/// Reads the trail of 30 days into a journal; returns what follows for each desktop, and the moment.
fn learn(rig: &Rig) -> (BTreeMap<WorkspaceId, Clocks>, Timestamp) {
    rig.process(async |connected| {
        let now = connected.clock.now();
        let span = Looked { from: now - SignedDuration::from_hours(30 * 24), until: now };
        let trail = connected.aws.trail(span).await.expect("a trail");
        let mut journal = Journal::in_memory().expect("a journal");
        let from = trail.from.expect("a begin");
        journal.see_events(&trail.changes, Looked { from, until: now }).expect("recorded");
        let ids: Vec<WorkspaceId> =
            rig.sim.world(now).desktops.iter().map(|desktop| WorkspaceId::from_service(desktop.id.as_str())).collect();
        (journal.clocks(&ids).expect("readable"), now)
    })
}

/// Whatever the service counts, we count no less, and what it has not told stays unknown: an event without parameters
/// could be about anybody.
#[test]
fn the_ledger_never_allows_what_the_service_does_not() {
    for seed in 1..5 {
        let rig = rig(72, seed);
        let (clocks, now) = learn(&rig);
        for desktop in rig.sim.world(now).desktops {
            let kind = desktop.tags["kind"].clone().expect("a kind");
            let known = &clocks[&WorkspaceId::from_service(desktop.id.as_str())];
            let allowed = |asked| known.allowed(asked, now).from;
            // A clock that is over does not say what was changed since.
            let expected = |changed: Option<Timestamp>, clock: SignedDuration| match (kind.as_str(), changed) {
                ("untold", _) => None,
                (_, changed) => changed.map(|changed| changed + clock).filter(|end| *end > now),
            };
            if kind == "new" {
                let age = |asked| allowed(asked).map(|from| from.duration_since(now).as_hours());
                let grows = [Asked::GrowRoot, Asked::GrowUser, Asked::GrowCompute].map(age);
                assert_eq!(grows, [Some(4); 3], "seed {seed}: made two hours before");
                continue;
            }
            assert_eq!(allowed(Asked::GrowUser), expected(desktop.user_changed_at, SIX_HOURS), "seed {seed}, {kind}");
            assert_eq!(allowed(Asked::GrowRoot), expected(desktop.root_changed_at, SIX_HOURS), "seed {seed}, {kind}");
            // The event does not say which type there was before: it may have been in either direction.
            let compute = desktop.larger_at.or(desktop.smaller_at);
            assert_eq!(compute.is_some(), ["larger", "smaller"].contains(&kind.as_str()), "seed {seed}, {kind}");
            assert_eq!(allowed(Asked::GrowCompute), expected(compute, SIX_HOURS), "seed {seed}, {kind}");
            assert_eq!(allowed(Asked::ShrinkCompute), expected(compute, MONTH), "seed {seed}, {kind}");
        }
    }
}

/// Where CloudTrail tells everything, its silence counts: nothing was changed, so all is allowed.
#[test]
fn silence_is_an_answer_where_everything_is_told() {
    let rig = rig(24, 7);
    let (clocks, now) = learn(&rig);
    assert_eq!(clocks.len(), 24);
    for (id, known) in &clocks {
        for asked in Asked::ALL {
            let allowed = known.allowed(asked, now);
            assert!(allowed.from.is_some_and(|from| from <= now) && allowed.because.is_none(), "{id}: {allowed:?}");
        }
    }
}

/// One sweep for the whole fleet, whatever its size: a call for each operation and fifty of its events, at the service's
/// own pace.
#[test]
fn a_sweep_takes_few_calls_and_is_never_throttled() {
    let rig = rig(720, 3);
    learn(&rig);
    let record = rig.sim.record();
    let sent: Vec<_> = record.iter().filter(|record| record.operation == "LookupEvents").collect();
    assert!(sent.iter().all(|record| record.error.is_none()), "two a second, and no more");
    assert_eq!(sent.len(), 11, "ten operations, and a second page for a hundred modifications");
}
