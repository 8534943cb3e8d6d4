//! Security groups on the built-in service: as few calls as there can be, at EC2's own pace, from what is there when the
//! call goes out; and both readings of what an interface can have.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::aws::{self, Want, WorkspaceQuery};
use deskfleet::executor::event::{Event, What};
use deskfleet::inventory::{Selected, Snapshot};
use deskfleet::model::{End, SecurityGroup, Verb, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, check, plan};
use deskfleet::sim::{Record, Scripted, ScriptedFault, Stage, WorldSpec};
use jiff::SignedDuration;

use crate::rig::{Rig, Session, ask_ec2, group_text, uniform};

/// Rules about the service that are shown here, in both directions where the service enforces them (SG-06 it does not).
pub(crate) const SHOWN: [&str; 3] = ["SG-04", "SG-05", "SG-06"];
/// Our own: an interface that is not found. The planner's tests try it.
pub(crate) const OWN: [&str; 1] = ["SG-03"];

const WRITE: &str = "ModifyNetworkInterfaceAttribute";
const READ: &str = "DescribeNetworkInterfaces";
/// Values that one request of EC2 takes (domain.md Q).
const VALUES: u64 = 200;
/// Writes at once, and in a second (F).
const BURST: u64 = 100;
const RATE: u64 = 5;

/// The id of a group of the ready-made world, by its name.
fn group(rig: &Rig, name: &str) -> String {
    group_text(&rig.sim, name, "groupId")
}

/// Puts groups on an interface as somebody else would.
fn put(rig: &Rig, id: &WorkspaceId, groups: &[String]) {
    let view = rig.sim.world(rig.sim.now());
    let desktop = view.desktops.iter().find(|desktop| desktop.id == id.as_str()).expect("a desktop");
    let groups: Vec<String> =
        groups.iter().enumerate().map(|(place, id)| format!("&SecurityGroupId.{}={id}", place + 1)).collect();
    ask_ec2(&rig.sim, &format!("Action={WRITE}&NetworkInterfaceId={}{}", desktop.interface, groups.concat()));
}

/// The groups that each interface has.
fn groups(rig: &Rig, ids: &[WorkspaceId]) -> Vec<BTreeSet<String>> {
    let view = rig.sim.world(rig.sim.now());
    let of = |id: &WorkspaceId| view.desktops.iter().find(|desktop| desktop.id == id.as_str()).expect("a desktop");
    ids.iter().map(|id| of(id).groups.iter().cloned().collect()).collect()
}

/// The first so many desktops in the VPC of the groups that people attach by hand.
fn desktops(rig: &Rig, count: usize) -> Vec<WorkspaceId> {
    let view = rig.sim.world(rig.sim.now());
    let vpc = group_text(&rig.sim, "build-farm", "vpcId");
    let is_there = |subnet: &str| view.subnets.iter().any(|seen| seen.id == subnet && seen.vpc == vpc);
    let ids = view.desktops.iter().filter(|desktop| is_there(&desktop.subnet) && desktop.state == "AVAILABLE");
    let ids: Vec<WorkspaceId> = ids.take(count).map(|one| WorkspaceId::from_service(one.id.as_str())).collect();
    assert_eq!(ids.len(), count);
    ids
}

/// Reads the fleet as the command line does.
fn see(rig: &Rig, ids: &[WorkspaceId], named: &[&str]) -> (Snapshot, Selected) {
    rig.process(async |connected| {
        let mut want = Want::only(WorkspaceQuery::All);
        want.directories = true;
        want.security_groups = named.iter().map(|id| (*id).to_owned()).collect();
        let now = connected.clock.now();
        let mut seen = aws::collect(&connected.aws, &want, now).await.expect("a fleet");
        want.interface = true;
        aws::enrich(&connected.aws, &mut seen, ids, &want).await.expect("interfaces");
        let named = ids.iter().cloned().collect();
        (seen, Selected { workspaces: ids.to_vec(), named, ..Selected::default() })
    })
}

fn planned(seen: &Snapshot, selected: &Selected, wish: &[(String, String)], lowered: &[&str]) -> Plan {
    let intent = Intent {
        verb: Verb::SecurityGroup,
        parameters: wish.iter().cloned().collect(),
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    let mut policy = Policy::for_verb(Verb::SecurityGroup);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    let plan = plan(seen, &intent, selected, &policy, &History::default(), seen.seen_at).expect("a plan");
    assert_eq!(check(&plan, None), []);
    plan
}

fn wish(name: &str, ids: &[&str]) -> Vec<(String, String)> {
    vec![(name.to_owned(), ids.join(","))]
}

/// Reads and plans; gives what was asked for that, too.
fn plan_for(rig: &Rig, ids: &[WorkspaceId], wish: &[(String, String)], lowered: &[&str]) -> (Plan, Vec<Record>) {
    let named: Vec<&str> = wish.iter().flat_map(|(_, ids)| ids.split(',')).collect();
    // Buckets are as full as they are for somebody who comes back a minute later.
    rig.sim.advance(SignedDuration::from_mins(1)).expect("time moves on");
    let before = rig.sim.record().len();
    let (seen, selected) = see(rig, ids, &named);
    (planned(&seen, &selected, wish, lowered), rig.sim.record().split_off(before))
}

/// Carries a plan out; gives what was asked for that.
fn carry_out(rig: &mut Rig, plan: &Plan) -> (deskfleet::executor::Summary, Vec<Event>, Vec<Record>) {
    rig.sim.advance(SignedDuration::from_mins(1)).expect("time moves on");
    let before = rig.sim.record().len();
    let (summary, events) = rig.run_all(plan);
    (summary, events, rig.sim.record().split_off(before))
}

fn count(record: &[Record], operation: &str) -> u64 {
    record.iter().filter(|line| line.operation == operation).count() as u64
}

/// 500 interfaces of which 200 have the group: a look at all, and then at the others before and after their writes.
#[test]
fn a_group_for_five_hundred_takes_one_write_for_each_that_lacks_it() {
    let mut rig = Rig::new(uniform(1_040, 7));
    let ids = desktops(&rig, 500);
    let extra = group(&rig, "build-farm");
    let before = groups(&rig, &ids);
    let (some, _) = plan_for(&rig, &ids[..200], &wish("attach", &[&extra]), &[]);
    assert_eq!(carry_out(&mut rig, &some).0.counts.done, 200);

    let (plan, looked) = plan_for(&rig, &ids, &wish("attach", &[&extra]), &[]);
    assert_eq!((plan.steps.len(), plan.unchanged.len()), (300, 200));
    assert_eq!(count(&looked, READ), 500_u64.div_ceil(VALUES));
    let (summary, events, record) = carry_out(&mut rig, &plan);
    assert_eq!((summary.counts.done, summary.counts.unchanged), (300, 200), "{summary:?}");
    assert!(looked.iter().chain(&record).all(|line| line.status == 200 && line.violations.is_empty()));
    let mut calls: BTreeMap<&str, u64> = BTreeMap::new();
    for line in record.iter().filter(|line| line.operation != "GetCallerIdentity") {
        *calls.entry(line.operation.as_str()).or_default() += 1;
    }
    let said: BTreeMap<&str, u64> = plan.estimate.calls.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!((calls[WRITE], calls[READ]), (said[WRITE], said[READ]), "the estimate is what the service counts");
    assert!(
        calls["DescribeWorkspaces"] - said["DescribeWorkspaces"] <= 2,
        "but for a call that is not full in a round"
    );
    assert_eq!(calls[WRITE], 300, "one a desktop that lacks it");
    assert_eq!(calls[READ], 2 * 300_u64.div_ceil(VALUES), "before the writes, and after them");
    let lacking: BTreeSet<&str> = plan.steps.iter().map(|step| step.target.workspace_id.as_str()).collect();
    assert!(ids[..200].iter().all(|id| !lacking.contains(id.as_str())));
    let expected: Vec<BTreeSet<String>> =
        before.into_iter().map(|groups| groups.into_iter().chain([extra.clone()]).collect()).collect();
    assert_eq!(groups(&rig, &ids), expected);
    // As fast as EC2 lets it, and no faster: the bucket is full when it begins.
    let writes: Vec<_> = record.iter().filter(|line| line.operation == WRITE).map(|line| line.at).collect();
    let took = writes[299].duration_since(writes[0]).as_secs();
    let least = i64::try_from((300 - BURST) / RATE).expect("small");
    assert!((least - 1..=least * 2).contains(&took), "{took} s, and {least} s is what it must take");
    assert!(events.iter().any(|event| matches!(event.what, What::Ended { end: End::Done, .. })));

    let (again, _) = plan_for(&rig, &ids, &wish("attach", &[&extra]), &[]);
    assert_eq!((again.steps.len(), again.unchanged.len()), (0, 500));
}

/// The set is made from what is there when the call goes out, not from what was there when the plan was made.
#[test]
fn what_somebody_attaches_meanwhile_stays() {
    let mut rig = Rig::new(uniform(20, 7));
    let ids = desktops(&rig, 4);
    let (ours, theirs) = (group(&rig, "build-farm"), group(&rig, "old-printers"));
    let own: Vec<String> = groups(&rig, &ids)[0].iter().cloned().collect();
    let both = |one: &str, other: &str| -> Vec<String> {
        own.iter().cloned().chain([one.to_owned(), other.to_owned()]).collect()
    };
    let (plan, _) = plan_for(&rig, &ids, &wish("attach", &[&ours]), &[]);
    put(&rig, &ids[0], &both(&theirs, &theirs)[..=own.len()]);
    put(&rig, &ids[1], &both(&ours, &theirs));
    let full: Vec<String> =
        ["finance-applications", "database-clients", "old-printers"].map(|name| group(&rig, name)).into();
    let full: Vec<String> = own.iter().cloned().chain(full).collect();
    put(&rig, &ids[2], &full[..own.len() + 3]);
    let (summary, _, record) = carry_out(&mut rig, &plan);
    assert_eq!((summary.counts.done, summary.counts.unchanged), (3, 1), "{summary:?}");
    assert_eq!(count(&record, WRITE), 3, "one has it already");
    let now = groups(&rig, &ids);
    assert_eq!(now[0], both(&ours, &theirs).into_iter().collect());
    assert_eq!(now[1], both(&ours, &theirs).into_iter().collect());
    assert_eq!(now[2], full.into_iter().chain([ours.clone()]).collect());
    assert_eq!(now[3], own.iter().cloned().chain([ours]).collect());
}

/// Others were attached meanwhile: there is no room, which is seen before the call and not by it.
#[test]
fn a_full_interface_is_skipped_unsent() {
    let mut rig = Rig::new(uniform(20, 7));
    let ids = desktops(&rig, 2);
    let own: Vec<String> = groups(&rig, &ids)[0].iter().cloned().collect();
    let extra = group(&rig, "build-farm");
    let (plan, _) = plan_for(&rig, &ids, &wish("attach", &[&extra]), &[]);
    let others = ["finance-applications", "database-clients", "old-printers"].map(|name| group(&rig, name));
    let full: Vec<String> = own.iter().chain(&others).cloned().chain([controllers(&rig, &own[0])]).collect();
    assert_eq!(full.len(), 5);
    put(&rig, &ids[0], &full);
    let (summary, events, record) = carry_out(&mut rig, &plan);
    assert_eq!((summary.counts.done, summary.counts.skipped, summary.named_skipped), (1, 1, true), "{summary:?}");
    assert_eq!(count(&record, WRITE), 1);
    let said = events.iter().find_map(|event| {
        let What::Ended { end: End::Skipped, reason, rule, .. } = &event.what else { return None };
        Some((rule.clone(), reason.clone()))
    });
    let reason = "its interface would have 6 security groups, 5 are allowed";
    assert_eq!(said, Some((Some("SG-04".to_owned()), Some(reason.to_owned()))));
    assert_eq!(groups(&rig, &ids)[0], full.into_iter().collect());
}

/// A group that EC2 no longer has when the call goes out: a named failure of that desktop, and the others go on.
#[test]
fn a_group_that_is_gone_is_a_failure_of_its_desktop() {
    let mut rig = Rig::new(uniform(20, 7));
    let ids = desktops(&rig, 3);
    let (real, gone) = (group(&rig, "build-farm"), "sg-0123456789abcdef0".to_owned());
    let wish: Vec<(String, String)> =
        ids.iter().zip([&real, &gone, &real]).map(|(id, group)| (format!("set:{id}"), group.clone())).collect();
    let (mut seen, selected) = see(&rig, &ids, &[&real]);
    let vpc_id = seen.security_groups[0].vpc_id.clone();
    seen.security_groups.push(SecurityGroup { group_id: gone.clone(), group_name: None, vpc_id });
    seen.sort();
    let plan = planned(&seen, &selected, &wish, &[]);
    let (summary, events, _) = carry_out(&mut rig, &plan);
    assert_eq!((summary.counts.done, summary.counts.failed), (2, 1), "{summary:?}");
    let reason = events.iter().find_map(|event| {
        let What::Ended { end: End::Failed, reason, target, .. } = &event.what else { return None };
        assert_eq!(target.workspace_id, ids[1]);
        reason.clone()
    });
    let reason = reason.expect("a failure");
    assert!(reason.contains("InvalidGroup.NotFound") && reason.contains(&gone), "{reason}");
}

/// Design 6.1: an answer that never came is judged by the groups that are there, and only a No is followed by a repeat.
#[test]
fn an_answer_that_never_came_is_judged_by_what_the_interface_has() {
    for (fault, sends) in [
        (ScriptedFault::LostAfter, 3),
        (ScriptedFault::LostLate(120), 3),
        (ScriptedFault::ErrorAfter, 3),
        (ScriptedFault::LostBefore, 4),
        (ScriptedFault::ErrorBefore, 4),
    ] {
        let mut rig = Rig::new(uniform(20, 7));
        let ids = desktops(&rig, 3);
        let extra = group(&rig, "build-farm");
        let (plan, _) = plan_for(&rig, &ids, &wish("attach", &[&extra]), &[]);
        rig.sim.script(vec![Scripted { operation: WRITE.to_owned(), nth: 2, fault }]);
        let (summary, _, record) = carry_out(&mut rig, &plan);
        assert_eq!((summary.counts.done, summary.counts.unknown), (3, 0), "{fault:?}: {summary:?}");
        let writes: Vec<&Record> = record.iter().filter(|line| line.operation == WRITE).collect();
        assert_eq!(writes.len(), sends, "{fault:?}");
        if sends == 4 {
            let waited = writes[3].at.duration_since(writes[1].at).as_secs();
            assert!(waited >= 900, "{fault:?}: sent again after {waited} s");
        }
        assert!(groups(&rig, &ids).iter().all(|groups| groups.contains(&extra)), "{fault:?}");
    }
}

/// Faults of every kind, somebody else who writes meanwhile, and a process that dies: each desktop that is told to be done has the
/// group and what somebody else put there, the group of the directory is never dropped, and nothing is sent again on a guess.
#[test]
fn whatever_goes_wrong_nothing_is_lost_and_nothing_is_claimed() {
    use ScriptedFault::{
        ErrorAfter, ErrorBefore, LostAfter, LostBefore, LostLate, Partial, Stale, Throttle, Unavailable,
    };
    let of_writes = [LostBefore, LostAfter, LostLate(200), ErrorBefore, ErrorAfter, Throttle, Unavailable];
    let of_reads = [Stale, Partial, ErrorBefore, Unavailable];
    let mut died = 0;
    for seed in 0..14_usize {
        let mut rig = Rig::new(uniform(60, 7 + seed as u64));
        let ids = desktops(&rig, 24);
        let (extra, theirs) = (group(&rig, "build-farm"), group(&rig, "old-printers"));
        let (plan, _) = plan_for(&rig, &ids, &wish("attach", &[&extra]), &[]);
        for (id, own) in ids.iter().zip(groups(&rig, &ids)).take(6) {
            put(&rig, id, &own.into_iter().chain([theirs.clone()]).collect::<Vec<_>>());
        }
        let before = groups(&rig, &ids);
        let base = |operation: &str| count(&rig.sim.record(), operation);
        let write = |place: usize| Scripted {
            operation: WRITE.to_owned(),
            nth: base(WRITE) + 3 + 5 * place as u64,
            fault: of_writes[(seed + place) % of_writes.len()],
        };
        let read = Scripted { operation: READ.to_owned(), nth: base(READ) + 2, fault: of_reads[seed % of_reads.len()] };
        rig.sim.script((0..4).map(write).chain([read]).collect());
        rig.sim.advance(SignedDuration::from_mins(1)).expect("time moves on");
        let from = rig.sim.record().len();
        rig.sim.halt_at((from + 4 + seed * 3) as u64, Stage::After);
        let mut events = Vec::new();
        let open = rig.open(&plan).expect("opened");
        if matches!(rig.carry_out(open, &mut events), Session::Died) {
            died += 1;
            rig.sim.revive();
            rig.sim.advance(SignedDuration::from_mins(1)).expect("time moves on");
        }
        rig.resume_to_the_end(&mut events, 3);
        let stored = rig.journal.run(&rig.run_id()).expect("a run").expect("it is there");
        let after = groups(&rig, &ids);
        for (place, id) in ids.iter().enumerate() {
            let step = plan.steps.iter().find(|step| step.target.workspace_id == *id).expect("a step");
            let end = stored.steps.iter().find(|row| row.step == step.id).expect("a row").end;
            let wanted: BTreeSet<String> = before[place].iter().cloned().chain([extra.clone()]).collect();
            assert_eq!(end, Some(End::Done), "seed {seed}: {id}");
            assert_eq!(after[place], wanted, "seed {seed}: {id}");
        }
        let record = rig.sim.record().split_off(from);
        assert!(record.iter().all(|line| line.violations.is_empty()), "seed {seed}");
        sent_again_on_proof_only(&record, seed);
    }
    assert!(died >= 7, "{died} of 14 processes died");
}

/// A write that may have been carried out is followed by another of the same interface a quarter of an hour later at the
/// earliest (design 6.1), and never by a third.
fn sent_again_on_proof_only(record: &[Record], seed: usize) {
    let mut writes: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for line in record.iter().filter(|line| line.operation == WRITE) {
        writes.entry(line.parameters["NetworkInterfaceId"].as_str().expect("an interface")).or_default().push(line);
    }
    for (interface, lines) in writes {
        let throttled = |line: &&&Record| line.error.as_deref() == Some("RequestLimitExceeded");
        let open: Vec<&&Record> = lines.iter().filter(|line| !throttled(line)).collect();
        assert!(open.len() <= 2, "seed {seed}: {interface} was written {} times", open.len());
        for pair in open.windows(2) {
            let waited = pair[1].at.duration_since(pair[0].at).as_secs();
            assert!(waited >= 900, "seed {seed}: {interface} was written again after {waited} s");
        }
    }
}

/// Each of the two that the service enforces: lowered, it says no by the row; ignored there, the planner still refuses.
#[test]
fn what_an_interface_can_not_have_is_refused_by_both() {
    for (rule, row) in [("SG-04", "J-09"), ("SG-05", "J-15")] {
        for ignored in [false, true] {
            let ignored_rows = ignored.then(|| row.to_owned()).into_iter().collect();
            let mut rig = Rig::new(WorldSpec { ignored_rows, ..WorldSpec::default() });
            let ids = desktops(&rig, 1);
            let names: &[&str] = match rule {
                "SG-05" => &["branch-cameras"],
                _ => &["finance-applications", "build-farm", "database-clients", "old-printers"],
            };
            let found: Vec<String> = names.iter().map(|name| group(&rig, name)).collect();
            let mut wanted: Vec<&str> = found.iter().map(String::as_str).collect();
            let own = groups(&rig, &ids)[0].iter().next().expect("a group").clone();
            let fifth = controllers(&rig, &own);
            if rule == "SG-04" {
                wanted.push(&fifth);
            }
            let (plan, _) = plan_for(&rig, &ids, &wish("attach", &wanted), &[]);
            assert_eq!((plan.steps.len(), plan.refused[0].rule.as_str()), (0, rule), "whatever the service ignores");
            let (plan, _) = plan_for(&rig, &ids, &wish("attach", &wanted), &[rule]);
            let (summary, _, record) = carry_out(&mut rig, &plan);
            let line = record.iter().find(|line| line.operation == WRITE).expect("a write");
            let expected: &[String] = if ignored { &[] } else { &[row.to_owned()] };
            assert_eq!((line.violations.as_slice(), line.applied), (expected, ignored), "{rule}: {line:?}");
            assert_eq!(summary.counts.failed, u64::from(!ignored), "{rule}: {summary:?}");
        }
    }
}

/// The other group that a directory makes for itself (domain.md J-11): one more of the same VPC.
fn controllers(rig: &Rig, members: &str) -> String {
    let answer = ask_ec2(&rig.sim, &format!("Action=DescribeSecurityGroups&GroupId.1={members}"));
    let (_, rest) = answer.split_once("<groupName>").expect("a name");
    let name = rest.split('<').next().expect("a name").replace("_workspacesMembers", "_controllers");
    group(rig, &name)
}

/// What is still the custom group of its directory comes back with a new interface, and nothing but a warning says so.
#[test]
fn a_custom_group_that_is_replaced_is_warned_of() {
    let mut rig = Rig::new(WorldSpec::default());
    let view = rig.sim.world(rig.sim.now());
    let custom = group(&rig, "lab-desktops");
    let desktop = view.desktops.iter().find(|desktop| desktop.groups.contains(&custom) && desktop.state == "AVAILABLE");
    let ids = [WorkspaceId::from_service(desktop.expect("a desktop").id.as_str())];
    let (plan, _) = plan_for(&rig, &ids, &wish("detach", &[&custom]), &[]);
    assert_eq!((plan.steps.len(), plan.warnings[0].rule.as_str()), (1, "SG-06"), "{plan:?}");
    let (summary, _, record) = carry_out(&mut rig, &plan);
    assert_eq!(summary.counts.done, 1);
    assert!(record.iter().all(|line| line.violations.is_empty()));
    assert!(!groups(&rig, &ids)[0].contains(&custom));
}

/// What the journal keeps of an interface is what it had right before the write, whatever the plan had seen; a second send, after
/// one that may have been carried out, leaves that as it is.
#[test]
fn the_set_before_is_the_one_that_was_replaced() {
    let mut rig = Rig::new(uniform(20, 7));
    let ids = desktops(&rig, 3);
    let [extra, theirs] = ["build-farm", "old-printers"].map(|name| group(&rig, name));
    rig.sim.script(vec![Scripted { operation: WRITE.to_owned(), nth: 2, fault: ScriptedFault::LostLate(1_200) }]);
    let (plan, _) = plan_for(&rig, &ids, &wish("attach", &[&extra]), &[]);
    let own: Vec<String> = groups(&rig, &ids[..1]).remove(0).into_iter().collect();
    put(&rig, &ids[0], &[own, vec![theirs.clone()]].concat());
    let before = groups(&rig, &ids);
    assert!(before[0].contains(&theirs) && !before[1].contains(&theirs));
    let (summary, _, _) = carry_out(&mut rig, &plan);
    assert_eq!(summary.counts.done, 3, "{summary:?}");
    let stored = rig.journal.run(&rig.run_id()).expect("a run").expect("it is there");
    for (step, row) in plan.steps.iter().zip(&stored.steps) {
        assert_eq!(step.id, row.step);
        let place = ids.iter().position(|id| *id == step.target.workspace_id).expect("one of them");
        let kept = row.before.as_deref().expect("kept").split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(kept, before[place], "{row:?}");
    }
}
