//! Which API actions each command can call: the source of `iam-policy` and of the hint at it.
//!
//! What a change reads comes from where it is decided (the planner's `reads`, the facts that a plan requires), so that a
//! new verb is known here without a line. A new command gets its arm in `of_command`; tests run every command and hold
//! what it sent against this, both ways. Imports `aws`, `model` and `planner`; calls nothing.

use std::collections::BTreeSet;

use crate::aws::Action;
use crate::inventory::Needs;
use crate::model::around::{Act, ActFacts, Kinds};
use crate::model::{AfterNo, Danger, Follow, Verb};
use crate::planner::document::{Fact, Plan};
use crate::planner::{Policy, also, reads};

/// Actions, each once, in the order of their table.
pub(super) type Actions = BTreeSet<Action>;

/// What a selection can make a command read, with every filter.
const SELECT: [Action; 6] = [
    Action::DescribeWorkspaces,
    Action::DescribeWorkspaceDirectories,
    Action::DescribeWorkspaceBundles,
    Action::DescribeTags,
    Action::GetResources,
    Action::DescribeWorkspacesConnectionStatus,
];

/// The changes that a clock can keep back, which ask CloudTrail when `--cloudtrail` says so.
const TRAIL: [&str; 2] = ["resize", "modify"];

/// Returns what a command can call with every flag it has; `None` when there is no such command.
pub(super) fn of_command(name: &str) -> Option<Actions> {
    let mut verbs = Verb::ALL.iter().copied().filter(|verb| verb.command() == name).peekable();
    if verbs.peek().is_some() {
        let trail = TRAIL.contains(&name).then_some(Action::LookupEvents);
        return Some(verbs.flat_map(of_change).chain(trail).collect());
    }
    match name {
        "list" | "show" => Some(
            SELECT.into_iter().chain([Action::DescribeWorkspaceSnapshots, Action::DescribeNetworkInterfaces]).collect(),
        ),
        "apply" => Some(Verb::ALL.iter().copied().flat_map(of_run).collect()),
        "resume" => {
            Some(Verb::ALL.iter().copied().flat_map(of_run).chain(Act::ALL.iter().copied().flat_map(of_act)).collect())
        }
        "ip-group" => {
            let acts = Act::ALL.iter().copied().filter(|facts| facts.reads.ip_groups);
            Some(acts.flat_map(of_act).collect())
        }
        "directory" => {
            let acts = Act::ALL
                .iter()
                .copied()
                .filter(|facts| !facts.reads.ip_groups && (facts.reads.directories || facts.reads.domains));
            let also = [Action::DescribeWorkspaces, Action::DescribeSubnets, Action::DescribeSecurityGroups];
            Some(acts.flat_map(of_act).chain(also).collect())
        }
        "bundle" => {
            let acts = Act::ALL.iter().copied().filter(|facts| facts.operation.ends_with("WorkspaceBundle"));
            Some(acts.flat_map(of_act).collect())
        }
        "image" => {
            let acts = Act::ALL.iter().copied().filter(|facts| facts.operation.contains("WorkspaceImage"));
            Some(acts.flat_map(of_act).collect())
        }
        "alias" => {
            let acts = Act::ALL.iter().copied().filter(|facts| facts.reads.aliases);
            // Which directory is meant is looked up before.
            Some(acts.flat_map(of_act).chain([Action::DescribeWorkspaceDirectories]).collect())
        }
        // What the primaries are like is read in their Region; the key and the directory of a standby in its own.
        "standby" => {
            let acts = Act::ALL.iter().copied().filter(|facts| facts.reads.occupants);
            Some(acts.flat_map(of_act).chain(SELECT).chain([Action::DescribeKey]).collect())
        }
        "history" => Some(SELECT.into_iter().chain([Action::LookupEvents]).collect()),
        "adopt" => {
            let found = [Action::DescribeWorkspaces, Action::LookupEvents];
            let sent = Verb::ALL.iter().copied().filter(|verb| verb.facts().unknown.after_no != AfterNo::Never);
            Some(sent.flat_map(of_run).chain(found).collect())
        }
        "runs" => Some(Actions::from([Action::GetCallerIdentity])),
        "check" | "completions" | "config" | "explain" | "iam-policy" | "rehearse" | "sim" => Some(Actions::new()),
        _ => None,
    }
}

/// Returns what a plan can make `apply` and `resume` call: less than the verb, since the planning is done.
pub(super) fn of_plan(plan: &Plan) -> Actions {
    let of_step = |step: &crate::planner::document::Step| {
        let marks = (step.proof.follow == Follow::Created).then_some(Action::DescribeTags);
        let facts = step.requires.iter().flat_map(|requirement| reads_for(&requirement.that)).copied();
        let once_more = if_not_connected(step.repeat);
        let back = step.proof.tags.is_some().then_some([Action::DescribeTags, Action::GetResources]);
        let gives_back = step.verb != plan.intent.verb && step.verb.facts().is_of_interface();
        let gone = gives_back.then_some(Action::DescribeSecurityGroups);
        facts
            .chain(back.into_iter().flatten())
            .chain(gone)
            .chain(once_more)
            .chain(marks)
            .chain(Action::of(&step.operation))
            .chain([Action::DescribeWorkspaces])
            .collect::<Vec<_>>()
    };
    plan.steps.iter().flat_map(of_step).collect()
}

/// What a verb's command can call: select, look, and then a run.
fn of_change(verb: Verb) -> Actions {
    let reads = reads(verb, &Policy::for_verb(verb));
    let wanted = [
        (reads.subnets, Action::DescribeSubnets),
        (verb.facts().is_of_interface(), Action::DescribeSecurityGroups),
        (reads.quotas, Action::GetServiceQuota),
    ];
    let wanted = wanted.into_iter().filter(|(is_read, _)| *is_read).map(|(_, action)| action);
    // What is to be made is not selected: only names are looked up.
    let select: &[Action] = if verb.facts().follow == Follow::Created { &SELECT[..3] } else { &SELECT };
    select.iter().copied().chain(wanted).chain(of_run(verb)).collect()
}

/// What carrying out any plan of a verb can call.
fn of_run(verb: Verb) -> Actions {
    let facts = verb.facts();
    let reads = reads(verb, &Policy::for_verb(verb));
    let wanted = [
        (reads.tags || facts.follow == Follow::Created, Action::DescribeTags), // whose a new desktop is
        (facts.is_of_tags(), Action::GetResources),
        (reads.connection, Action::DescribeWorkspacesConnectionStatus),
        (reads.interface, Action::DescribeNetworkInterfaces),
        (reads.keys, Action::DescribeKey),
        (reads.volume_snapshots, Action::DescribeWorkspaceSnapshots),
        (reads.volume_snapshots, Action::GetMetricData),
    ];
    let wanted = wanted.into_iter().filter(|(is_read, _)| *is_read).map(|(_, action)| action);
    let once_more = if_not_connected(facts.unknown.after_no);
    let also: Vec<Verb> = also(verb).to_vec();
    // Which groups are gone is asked when those that were taken away are put back.
    let gone = also.iter().any(|verb| verb.facts().is_of_interface()).then_some(Action::DescribeSecurityGroups);
    let also = also.into_iter().flat_map(of_run).chain(gone);
    let own = wanted.chain(once_more).chain(Action::of(facts.operation)).chain([Action::DescribeWorkspaces]);
    own.chain(also).collect()
}

/// What carrying out an act can call: what it is judged by, and itself.
fn of_act(facts: &'static ActFacts) -> Vec<Action> {
    let Kinds {
        ip_groups,
        directories,
        domains,
        library,
        bundle_use,
        image_shares,
        desktop,
        aliases,
        shares,
        occupants,
    } = facts.reads;
    let reads = [
        (ip_groups, Action::DescribeIpGroups),
        (directories, Action::DescribeWorkspaceDirectories),
        (domains, Action::DescribeDirectories),
        (library, Action::DescribeWorkspaceBundles),
        (library, Action::DescribeWorkspaceImages),
        (bundle_use || desktop || occupants, Action::DescribeWorkspaces),
        (desktop, Action::DescribeWorkspacesConnectionStatus),
        (image_shares, Action::DescribeWorkspaceImagePermissions),
        (aliases, Action::DescribeConnectionAliases),
        (shares, Action::DescribeConnectionAliasPermissions),
        (facts.danger == Danger::Severe, Action::DescribeTags), // the protect tag
    ];
    let reads = reads.into_iter().filter(|(is_read, _)| *is_read).map(|(_, action)| action);
    reads.chain(Action::of(facts.operation)).collect()
}

/// The reads that a fact is judged by right before sending.
fn reads_for(fact: &Fact) -> &'static [Action] {
    match fact {
        Fact::StateIn(_)
        | Fact::StateNot(_)
        | Fact::BundleIs(_)
        | Fact::VolumesAre { .. }
        | Fact::Has(_)
        | Fact::NotYet(_)
        | Fact::NotModifying => &[Action::DescribeWorkspaces],
        Fact::NotConnected => &[Action::DescribeWorkspacesConnectionStatus],
        Fact::NotTagged(_) | Fact::HasTag(_) => &[Action::DescribeTags],
        Fact::KeyEnabled(_) => &[Action::DescribeKey],
        Fact::GroupsWithin(_)
        | Fact::GroupsInclude(_)
        | Fact::InterfaceIs(_)
        | Fact::HasInterface
        | Fact::GroupsNotYet(_)
        | Fact::GroupsFit { .. } => &[Action::DescribeNetworkInterfaces],
        Fact::SavedSinceUse(_) => {
            &[Action::DescribeWorkspacesConnectionStatus, Action::DescribeWorkspaceSnapshots, Action::GetMetricData]
        }
        Fact::Passes(filter) => match filter.needs() {
            Needs { tags: true, .. } => &[Action::DescribeTags],
            Needs { connection: true, .. } => &[Action::DescribeWorkspacesConnectionStatus],
            Needs { .. } => &[Action::DescribeWorkspaces],
        },
    }
}

/// The read before a second send.
fn if_not_connected(repeat: AfterNo) -> Option<Action> {
    match repeat {
        AfterNo::OnceMoreIfNotConnected => Some(Action::DescribeWorkspacesConnectionStatus),
        AfterNo::OnceMore | AfterNo::OnceMoreSoon | AfterNo::Never => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::docs::command_names;

    /// A command that is added must say what it calls.
    #[test]
    fn every_command_is_known() {
        for name in command_names() {
            assert!(of_command(&name).is_some(), "`iam-policy` does not know what `{name}` calls");
        }
        assert_eq!(of_command("migrat"), None);
    }

    /// Whatever a plan of a verb calls, `apply`, `resume` and the verb itself may call.
    #[test]
    fn a_run_is_part_of_its_command() {
        let (apply, resume) = (of_command("apply").expect("known"), of_command("resume").expect("known"));
        for verb in Verb::ALL {
            let run = of_run(*verb);
            assert!(run.is_subset(&apply) && run.is_subset(&resume) && run.is_subset(&of_change(*verb)), "{verb}");
        }
    }
}
