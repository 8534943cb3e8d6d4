//! Tags on the built-in service: as few calls as there can be, whatever may be asked; what a run says of them is what is
//! there; and both readings of what a tag may be.

use std::collections::BTreeMap;

use deskfleet::aws::{self, Want, WorkspaceQuery};
use deskfleet::executor::event::{Event, What};
use deskfleet::inventory::{Selected, Snapshot};
use deskfleet::model::{End, Verb, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, check, plan};
use deskfleet::sim::{DesktopView, Record, Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::rig::{Rig, ask, uniform};

/// Rules about the service that are shown here in both directions.
pub(crate) const SHOWN: [&str; 5] = ["TAG-02", "TAG-03", "TAG-04", "TAG-05", "TAG-08"];
/// Our own. The planner's tests try them; TAG-09 is judged right before a call, here.
pub(crate) const OWN: [&str; 4] = ["TAG-01", "TAG-06", "TAG-07", "TAG-09"];

/// ARNs that one request of the Tagging API takes.
const ARNS: u64 = 100;
/// Desktops on a page of a listing (domain.md G-01).
const PAGE: u64 = 25;

type Tags = BTreeMap<String, Option<String>>;

fn desktops(rig: &Rig, count: usize) -> Vec<WorkspaceId> {
    let view = rig.sim.world(rig.sim.now());
    view.desktops.iter().take(count).map(|desktop| WorkspaceId::from_service(desktop.id.as_str())).collect()
}

/// The tags that each desktop has.
fn all_tags(rig: &Rig) -> BTreeMap<WorkspaceId, Tags> {
    let view = rig.sim.world(rig.sim.now());
    let of = |desktop: DesktopView| (WorkspaceId::from_service(desktop.id.as_str()), desktop.tags);
    view.desktops.into_iter().map(of).collect()
}

/// The tags that one has.
fn tags(rig: &Rig, id: &WorkspaceId) -> Tags {
    all_tags(rig).remove(id).expect("a desktop")
}

/// Reads the fleet, and the tags of some, as the command line does.
fn see(rig: &Rig, ids: &[WorkspaceId]) -> Snapshot {
    rig.process(async |connected| {
        let mut want = Want::only(WorkspaceQuery::All);
        let mut seen = aws::collect(&connected.aws, &want, connected.clock.now()).await.expect("a fleet");
        want.tags = true;
        aws::enrich(&connected.aws, &mut seen, ids, &want).await.expect("tags");
        seen
    })
}

fn planned(seen: &Snapshot, ids: &[WorkspaceId], verb: Verb, wish: &[(&str, &str)], lowered: &[&str]) -> Plan {
    let parameters = wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let selection = vec!["--all".to_owned()];
    let intent = Intent { verb, parameters, desktops: Vec::new(), selection, reason: None };
    let mut policy = Policy::for_verb(verb);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    let selected = Selected { workspaces: ids.to_vec(), named: ids.iter().cloned().collect(), ..Selected::default() };
    let plan = plan(seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan");
    assert_eq!(check(&plan, None), []);
    plan
}

fn carry_out(rig: &mut Rig, plan: &Plan) -> (deskfleet::executor::Summary, Vec<Event>, Vec<Record>) {
    rig.sim.advance(SignedDuration::from_mins(1)).expect("time moves on");
    let before = rig.sim.record().len();
    let (summary, events) = rig.run_all(plan);
    (summary, events, rig.sim.record().split_off(before))
}

fn calls(record: &[Record]) -> BTreeMap<&str, u64> {
    let mut calls = BTreeMap::new();
    for line in record.iter().filter(|line| line.operation != "GetCallerIdentity") {
        *calls.entry(line.operation.as_str()).or_default() += 1;
    }
    calls
}

/// What somebody else does.
fn put(rig: &Rig, id: &WorkspaceId, key: &str, value: &str) {
    let tag = json!({"Key": key, "Value": value});
    ask(&rig.sim, rig.sim.now(), "CreateTags", &json!({"ResourceId": id, "Tags": [tag]}));
}

/// A thousand desktops in ten calls beyond the listing; where the Tagging API may not be asked, a call each, and it is asked
/// once.
#[test]
fn tags_of_a_thousand_take_ten_calls() {
    for denied in [false, true] {
        let right = denied.then(|| "tagging:GetResources".to_owned());
        let rig = Rig::new(WorldSpec { denied: right.into_iter().collect(), ..uniform(1_000, 7) });
        let ids = desktops(&rig, 1_000);
        let seen = see(&rig, &ids);
        let mut there = all_tags(&rig);
        for desktop in &seen.workspaces {
            let known = desktop.deskfleet.tags.as_ref().expect("tags were read");
            let known = known.iter().map(|tag| (tag.key.clone(), tag.value.clone()));
            let has = there
                .remove(&desktop.workspace_id)
                .expect("a desktop")
                .into_iter()
                .map(|(key, value)| (key, value.unwrap_or_default()));
            assert_eq!(known.collect::<Vec<_>>(), has.collect::<Vec<_>>());
        }
        assert_eq!(seen.gaps, []);
        let record = rig.sim.record();
        assert!(record.iter().all(|line| line.violations.is_empty()));
        let mut expected = BTreeMap::from([("DescribeWorkspaces", 1_000_u64.div_ceil(PAGE))]);
        if denied {
            expected.extend([("GetResources", 1), ("DescribeTags", 1_000)]);
        } else {
            expected.insert("GetResources", 1_000_u64.div_ceil(ARNS));
        }
        assert_eq!(calls(&record), expected);
    }
}

/// One call for each that lacks it, none for the others, and a handful to read all of it back.
#[test]
fn a_tag_for_three_hundred_takes_a_call_for_each_that_lacks_it() {
    let mut rig = Rig::new(uniform(320, 7));
    let ids = desktops(&rig, 300);
    let wish = [("set team", "lab"), ("set site", "south")];
    let some = planned(&see(&rig, &ids), &ids[..60], Verb::TagSet, &wish, &[]);
    assert_eq!(carry_out(&mut rig, &some).0.counts.done, 60);

    rig.sim.advance(SignedDuration::from_mins(1)).expect("time moves on");
    let plan = planned(&see(&rig, &ids), &ids, Verb::TagSet, &wish, &[]);
    assert_eq!((plan.steps.len(), plan.unchanged.len()), (240, 60));
    let (summary, _, record) = carry_out(&mut rig, &plan);
    assert_eq!((summary.counts.done, summary.counts.unchanged), (240, 60), "{summary:?}");
    assert!(record.iter().all(|line| line.status == 200 && line.violations.is_empty()));
    let (calls, said) = (calls(&record), &plan.estimate.calls);
    assert_eq!((calls["CreateTags"], said["CreateTags"]), (240, 240), "both tags in one");
    assert_eq!(calls["DescribeWorkspaces"], said["DescribeWorkspaces"]);
    // They are read when there are a hundred, and what was sent last of them shows with the next.
    assert!((said["GetResources"]..=240 / 20).contains(&calls["GetResources"]), "{calls:?} {said:?}");
    assert_eq!(calls.get("DescribeTags"), None);
    let there = all_tags(&rig);
    for id in &ids {
        assert_eq!((there[id]["team"].as_deref(), there[id]["site"].as_deref()), (Some("lab"), Some("south")));
    }
    assert_eq!(there.values().filter(|tags| tags.contains_key("team")).count(), 300);

    rig.sim.advance(SignedDuration::from_mins(1)).expect("time moves on");
    let again = planned(&see(&rig, &ids), &ids, Verb::TagSet, &wish, &[]);
    assert_eq!((again.steps.len(), again.unchanged.len()), (0, 300));
}

/// The new key is there before the old one goes; where somebody gave the tag another value meanwhile, neither is touched.
#[test]
fn a_renamed_tag_loses_no_value() {
    let mut rig = Rig::new(WorldSpec { rate: 0.0, ..uniform(12, 7) });
    let ids = desktops(&rig, 12);
    for (place, id) in ids.iter().enumerate() {
        put(&rig, id, "team", &format!("red {place}"));
    }
    rig.sim.advance(SignedDuration::from_mins(1)).expect("time moves on");
    let plan = planned(&see(&rig, &ids), &ids, Verb::TagSet, &[("rename team", "group")], &[]);
    put(&rig, &ids[3], "team", "blue");
    let (summary, events, record) = carry_out(&mut rig, &plan);
    assert_eq!((summary.counts.done, summary.counts.skipped, summary.named_skipped), (11, 1, true), "{summary:?}");
    for (place, id) in ids.iter().enumerate() {
        let tags = tags(&rig, id);
        let (old, new) = (tags.get("team").cloned().flatten(), tags.get("group").cloned().flatten());
        let expected = if place == 3 { (Some("blue".to_owned()), None) } else { (None, Some(format!("red {place}"))) };
        assert_eq!((old, new), expected, "{place}");
        let at = |operation: &str| {
            record.iter().find(|line| line.operation == operation && line.parameters["ResourceId"] == id.as_str())
        };
        if let (Some(set), Some(removed)) = (at("CreateTags"), at("DeleteTags")) {
            assert!(set.seq < removed.seq);
        }
    }
    let rule = events.iter().find_map(|event| {
        let What::Ended { end: End::Skipped, rule, .. } = &event.what else { return None };
        rule.clone()
    });
    assert_eq!(rule.as_deref(), Some("TAG-09"));
}

/// Design 6.1: an answer that never came is judged by the tags that are there, and only a No is followed by a repeat.
#[test]
fn an_answer_that_never_came_is_judged_by_the_tags() {
    for (fault, sends) in [
        (ScriptedFault::LostAfter, 8),
        (ScriptedFault::LostLate(120), 8),
        (ScriptedFault::ErrorAfter, 8),
        (ScriptedFault::LostBefore, 9),
        (ScriptedFault::ErrorBefore, 9),
    ] {
        for denied in [false, true] {
            let right = denied.then(|| "tagging:GetResources".to_owned());
            let mut rig = Rig::new(WorldSpec { denied: right.into_iter().collect(), ..uniform(8, 7) });
            let ids = desktops(&rig, 8);
            let plan = planned(&see(&rig, &ids), &ids, Verb::TagSet, &[("set team", "lab")], &[]);
            rig.sim.script(vec![Scripted { operation: "CreateTags".to_owned(), nth: 3, fault }]);
            let (summary, _, record) = carry_out(&mut rig, &plan);
            assert_eq!((summary.counts.done, summary.counts.unknown), (8, 0), "{fault:?}: {summary:?}");
            let sent: Vec<&Record> = record.iter().filter(|line| line.operation == "CreateTags").collect();
            assert_eq!(sent.len(), sends, "{fault:?}");
            if let [.., last] = sent.as_slice()
                && sends == 9
            {
                let waited = last.at.duration_since(sent[2].at).as_secs();
                assert!(waited >= 900, "{fault:?}: sent again after {waited} s");
            }
            assert!(ids.iter().all(|id| tags(&rig, id).contains_key("team")), "{fault:?}");
        }
    }
}

/// Each that the service minds: lowered, it says so by the row; ignored there, the planner still refuses.
#[test]
fn what_a_tag_can_not_be_is_refused_by_both() {
    let key = format!("set {}", "k".repeat(128));
    let value = "v".repeat(256);
    // Lengths are the API model's as well, which nothing lowers. Of the characters the documentation does not say whether the
    // service itself minds them: it takes them, and notes it.
    for (rule, row, wish, taken) in [
        ("TAG-02", "H-02", (key.as_str(), "x"), Some(false)),
        ("TAG-03", "H-03", ("set team", value.as_str()), Some(false)),
        ("TAG-04", "H-05", ("set team", "red,blue"), Some(true)),
        ("TAG-05", "H-06", ("set aws:team", "red"), None),
        ("TAG-05", "H-06", ("set team", "aws:red"), Some(true)),
        ("TAG-08", "H-01", ("set team", "red"), None),
    ] {
        for ignored in [false, true] {
            let ignored_rows = ignored.then(|| row.to_owned()).into_iter().collect();
            let mut rig = Rig::new(WorldSpec { ignored_rows, rate: 0.0, ..uniform(3, 7) });
            let ids = desktops(&rig, 1);
            if rule == "TAG-08" {
                let own = tags(&rig, &ids[0]).len();
                (own..50).for_each(|number| put(&rig, &ids[0], &format!("k{number}"), ""));
                assert_eq!(tags(&rig, &ids[0]).len(), 50);
            }
            let seen = see(&rig, &ids);
            let plan = planned(&seen, &ids, Verb::TagSet, &[wish], &[]);
            assert_eq!((plan.steps.len(), plan.refused[0].rule.as_str()), (0, rule), "whatever the service ignores");
            let plan = planned(&seen, &ids, Verb::TagSet, &[wish], &[rule]);
            let (summary, _, record) = carry_out(&mut rig, &plan);
            let line = record.iter().find(|line| line.operation == "CreateTags").expect("a call");
            let expected: &[String] = if ignored { &[] } else { &[row.to_owned()] };
            let taken = taken.unwrap_or(ignored);
            assert_eq!((line.violations.as_slice(), line.applied), (expected, taken), "{rule}: {line:?}");
            assert_eq!(summary.counts.failed, u64::from(!taken), "{rule}: {summary:?}");
        }
    }
}
