//! What was sent: nothing outside the plan, within the service's limits, on fresh readings, and never twice on a guess.

use std::collections::BTreeSet;

use deskfleet::model::{StepId, WhenConnected};
use deskfleet::planner::document::{Plan, Step};
use deskfleet::planner::find_rule;
use deskfleet::sim::{Lost, Record, Sim};
use jiff::Timestamp;

use super::Findings;
use super::law::{self, Law, Send};
use super::work;
use crate::seeds::evidence::{Evidence, Process, Run};

/// Design 4: what is known of a connection is at most a minute old when the call leaves.
const STATUS_AGE_MAX_S: i64 = 60;
/// A desktop is read before its connection; while the service throttles that takes its time.
const READ_AGE_MAX_S: i64 = 600;
/// A desktop reboots in minutes: who has not looked for longer than this cannot say that it did not.
const UNSEEN_S_MAX: i64 = 120;
/// A reading counts from its answer, which takes as long as the service is slow: 4 s by the fault, 2 s by the story; and a
/// second for spans that are counted in whole ones.
const ANSWER_S_MAX: i64 = 7;
/// How long a change may stay away whose answer was lost.
const LATE_S_MAX: i64 = 300;
/// For how long after a change a read may show the state before it.
const STALE_S: i64 = 30;

/// Nothing outside the plan was changed, and what was sent is what the plan says.
pub(super) fn nothing_outside_the_plan(evidence: &Evidence, findings: &mut Findings) {
    for process in &evidence.processes {
        let run = process.run.map(|number| &evidence.runs[number]);
        for line in evidence.lines(process).iter().filter(|line| evidence.is_ours(line)) {
            let reads = law::is_read(&line.operation);
            if reads {
                findings.unless(!line.applied, "outside", || format!("a read changed something: {line:?}"));
                continue;
            }
            let Some(run) = run else {
                findings.add("outside", format!("a process that only looks sent {line:?}"));
                continue;
            };
            let law = law::all().into_iter().find(|law| law.operation == line.operation);
            let Some(law) = law else {
                findings.add("outside", format!("not the plan's call: {line:?}"));
                continue;
            };
            for id in (law.ids)(&line.parameters) {
                let step = run
                    .plan
                    .steps
                    .iter()
                    .find(|step| step.target.workspace_id.as_str() == id && law::is_for(line, step));
                let Some(step) = step else {
                    findings.add("outside", format!("this of {id} is not in the plan: {line:?}"));
                    continue;
                };
                let bundle = run.plan.intent.parameters.get("bundle_id");
                let as_planned = !law.new_id || line.parameters["BundleId"].as_str() == bundle.map(String::as_str);
                findings.unless(as_planned, "outside", || format!("another bundle than wanted: {line:?}"));
                let due = step.not_before.is_none_or(|at| line.at >= at);
                findings.unless(due, "not_before", || {
                    format!("{id} was not to be sent before {:?}: {line:?}", step.not_before)
                });
                findings
                    .unless(!run.taken.contains(id), "claims", || format!("{id} was in another run's hands: {line:?}"));
            }
        }
    }
}

/// Ids in a call, desktops under way, and every rule of the service that the caller could have known.
pub(super) fn within_the_limits(evidence: &Evidence, findings: &mut Findings) {
    for line in evidence.record.iter().filter(|line| evidence.is_ours(line)) {
        one_line(line, findings);
        let ids: Vec<&str> = law::all().iter().flat_map(|law| (law.ids)(&line.parameters)).collect();
        let excused = |row: &String| match row.as_str() {
            // Whether somebody is at work is judged by when the connection was read.
            "D" => true,
            // Somebody else changed the state, or a property, after it was read.
            "C1-02" | "C1-03" | "C1-04" | "C1-05" | "C1-06" | "C1-09" | "D-01" | "D-02" | "A2-07" | "A2-10"
            | "A2-16" | "A3-01" | "B-03" => {
                let meddled =
                    |id: &&str| evidence.meddled_before(id, line.at, STATUS_AGE_MAX_S + ANSWER_S_MAX + STALE_S);
                ids.iter().any(meddled)
            }
            // Another run made it after this one was planned; there is nothing to read before such a call.
            "E-11" => {
                let is_for =
                    |run: &&Run| run.plan.steps.iter().any(|step| ids.contains(&step.target.workspace_id.as_str()));
                evidence.runs.iter().filter(is_for).count() > 1
            }
            // Or let it grow, and nobody can see when.
            "A2-08" if ids.iter().any(|id| evidence.meddled_before(id, line.at, law::CLOCK_S)) => true,
            row => evidence.runs.iter().any(|run| is_foretold(&run.plan, &ids, row)),
        };
        let broken: Vec<&String> = line.violations.iter().filter(|row| !excused(row)).collect();
        findings.unless(broken.is_empty(), "rules", || format!("broke {broken:?}: {line:?}"));
    }
}

/// Whether the plan warned that the service may refuse, because what decides it can't be read.
fn is_foretold(plan: &Plan, ids: &[&str], row: &str) -> bool {
    let of_row = |rule: &str| find_rule(rule).is_ok_and(|rule| rule.rows.contains(&row));
    let warned = plan.warnings.iter().filter(|warning| of_row(&warning.rule));
    warned.flat_map(|warning| &warning.targets).any(|target| ids.contains(&target.as_str()))
}

/// What can be told of a request by itself.
pub(super) fn one_line(line: &Record, findings: &mut Findings) {
    for law in law::all().into_iter().filter(|law| law.operation == line.operation) {
        let ids = (law.ids)(&line.parameters);
        let different: BTreeSet<&&str> = ids.iter().collect();
        let fits = (1..=law.ids_per_call).contains(&ids.len()) && different.len() == ids.len();
        findings.unless(fits, "batch", || format!("{} desktops in a call: {line:?}", ids.len()));
        let room = law.in_flight_max.is_none_or(|most| line.in_flight <= most);
        findings.unless(room, "in_flight", || format!("more than {:?} at once: {line:?}", law.in_flight_max));
    }
    if line.operation == law::CHANGE_PROPERTIES {
        let asked = law::properties(line);
        findings.unless(asked.len() == 1, "one_property", || format!("{asked:?} in a call: {line:?}"));
    }
    let ids = line.parameters["WorkspaceIds"].as_array().map_or(0, Vec::len);
    findings.unless(ids <= law::IDS_PER_READ, "batch", || format!("{ids} ids in a call: {line:?}"));
}

/// No second send without the observations of design 6.1, and never a third.
pub(super) fn never_twice_on_a_guess(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let sessions: Vec<(&Process, &[Record])> = evidence.sessions(number).collect();
        for step in &run.plan.steps {
            let law = law::of_step(step);
            let id = step.target.workspace_id.as_str();
            let id = if law::puts_back(step) { evidence.heir(id) } else { id };
            let mut sends = Vec::new();
            for (process, lines) in &sessions {
                let of_step = law::sends_for(lines.iter().filter(|line| evidence.is_ours(line)), step);
                sends.extend(of_step.into_iter().map(|send| (*process, send)));
            }
            let target = Target { id, directory: step.target.directory_id.as_str(), user: &step.target.user_name };
            let heard = |(process, send): &(&Process, Send<'_>)| {
                // It went on after the answer, so it had it.
                send.line.lost.is_none() && process.requests.1 > send.line.seq + 1
            };
            second_sends(&evidence.record, law, &target, &sends, heard, findings);
        }
    }
}

/// A desktop, and how it is found.
pub(super) struct Target<'a> {
    pub(super) id: &'a str,
    pub(super) directory: &'a str,
    pub(super) user: &'a str,
}

/// Judges the sends of one run for one desktop; `heard` says of one whether its answer surely was.
pub(super) fn second_sends<T>(
    record: &[Record],
    law: &Law,
    target: &Target<'_>,
    sends: &[(T, Send<'_>)],
    heard: impl Fn(&(T, Send<'_>)) -> bool,
    findings: &mut Findings,
) {
    let open: Vec<&(T, Send<'_>)> = sends.iter().filter(|(_, send)| !send.is_surely_undone()).collect();
    findings.unless(open.len() <= 2, "second_send", || format!("{} was sent {} times", target.id, open.len()));
    for first in &open {
        let Some((_, second)) = sends.iter().find(|(_, other)| other.line.seq > first.1.line.seq) else { continue };
        if first.1.is_taken() && heard(first) {
            findings.add("second_send", format!("{} was taken, and sent again: {:?}", target.id, second.line));
            continue;
        }
        let apart = second.line.at.duration_since(first.1.line.at).as_secs();
        findings.unless(apart <= law.again_within_s, "second_send", || {
            format!("{} was sent again {apart} s later: {:?}", target.id, second.line)
        });
        if let Err(why) = proven_undone(record, law, target, first.1.line, second.line) {
            findings.add(
                "second_send",
                format!("{} was sent again: {why}: {:?} {:?}", target.id, first.1.line, second.line),
            );
        }
    }
}

/// Three good reads a minute apart, the last a window after the send; what a gap hides is not proven.
fn proven_undone(
    record: &[Record],
    law: &Law,
    target: &Target<'_>,
    first: &Record,
    second: &Record,
) -> Result<(), String> {
    let between = || record.iter().filter(|line| line.seq > first.seq && line.seq < second.seq && law::is_good(line));
    let is_of_tags = law::CHANGE_TAGS.contains(&law.operation);
    let reads_it = |line: &&Record| {
        if is_of_tags { law::reads_tags(line, target.id) } else { law::reads_id(line, target.id) }
    };
    let by_id: Vec<Timestamp> = between().filter(reads_it).map(|line| line.at).collect();
    let mut kinds = Vec::new();
    if !law.made {
        kinds.push(("reads of it", by_id.clone()));
    }
    if law.new_id || law.made {
        let listed = between().filter(|line| law::lists_user(line, target.directory, target.user));
        kinds.push(("listings of its user", listed.map(|line| line.at).collect()));
    }
    for (kind, reads) in kinds {
        // From the last one back: that is the one which has to be late enough.
        let mut apart: Vec<Timestamp> = Vec::new();
        for at in reads.into_iter().rev() {
            if apart.last().is_none_or(|later| later.duration_since(at).as_secs() >= 60) {
                apart.push(at);
            }
        }
        let late = apart.first().is_some_and(|last| last.duration_since(first.at).as_secs() >= law.window_s);
        if apart.len() < 3 || !late {
            return Err(format!("on {} {kind}, the last at {:?}", apart.len(), apart.first()));
        }
    }
    let is_made_anew = law.new_interface && !law.new_id;
    if is_made_anew && !between().any(|line| line.operation == "DescribeNetworkInterfaces") {
        return Err("nobody looked at its interface".to_owned());
    }
    if !law.gap_hides_no {
        return Ok(());
    }
    // Counted in whole seconds.
    if by_id.first().is_none_or(|read| read.duration_since(first.at).as_secs() > 60) {
        return Err("the first read came too late to tell".to_owned());
    }
    let unseen = |pair: &&[Timestamp]| {
        pair[0].duration_since(first.at).as_secs() < law.window_s
            && pair[1].duration_since(pair[0]).as_secs() > UNSEEN_S_MAX + ANSWER_S_MAX
    };
    match by_id.windows(2).find(unseen) {
        Some(pair) => Err(format!("nobody looked from {} to {}", pair[0], pair[1])),
        None => Ok(()),
    }
}

/// Each send stands on readings that are not older than they may be: the desktop, its tags, its connection.
pub(super) fn on_fresh_readings(evidence: &Evidence, findings: &mut Findings) {
    let mut looks = Vec::new();
    for (number, run) in evidence.runs.iter().enumerate() {
        let mut seen: Vec<&StepId> = Vec::new();
        for (_, lines) in evidence.sessions(number) {
            let ours = lines.iter().filter(|line| evidence.is_ours(line));
            for (step, send) in law::sends_with_steps(ours, &run.plan.steps) {
                let law = law::of_step(step);
                let again = seen.contains(&&step.id);
                if !send.is_surely_undone() {
                    seen.push(&step.id);
                }
                let before = || lines.iter().rev().filter(|line| line.seq < send.line.seq && law::is_good(line));
                let fresh = |line: &&Record| age(line, send) <= STATUS_AGE_MAX_S + ANSWER_S_MAX;
                let desktop = if law::puts_back(step) { evidence.heir(send.id) } else { send.id };
                let read = before().find(|line| law::reads_id(line, desktop));
                // Of what is still to be made there is nothing to read.
                let read = law.made || read.is_some_and(|line| age(line, send) <= READ_AGE_MAX_S);
                findings.unless(read, "reread", || format!("{} was not read again before {:?}", send.id, send.line));
                if law.severe {
                    tags(evidence, run, law, send, lines, findings);
                }
                let asks =
                    asks_who_is_connected(&run.plan, step, law) || law.loses_work && !work::may_lose(run, send.id);
                if asks || again && law.second_if_not_connected {
                    match before().filter(fresh).find(|line| law::reads_connection(line, send.id)) {
                        Some(line) if law.disturbs => looks.push((line.at, send)),
                        Some(_) => {}
                        None => findings
                            .add("connected", format!("{}: its connection was not read: {:?}", send.id, send.line)),
                    }
                }
            }
        }
    }
    nobody_at_work(evidence, looks, findings);
}

/// Whether it matters to a step if somebody is at work: what the policy says, but for the steps that have a word of their
/// own. A switch of the running mode disturbs nobody, and when the restart after a resize comes was said with it.
fn asks_who_is_connected(plan: &Plan, step: &Step, law: &Law) -> bool {
    match (plan.intent.verb.to_string().as_str(), step.verb.to_string().as_str()) {
        ("resize", "reboot") => plan.intent.parameters.get("reboot").is_some_and(|when| when == "idle"),
        // Nobody is at work on what is to be started for that restart, nor on what is not there yet.
        ("resize", "start") | ("provision", _) => false,
        ("modify", _) if !law.disturbs => false,
        // It puts back what was taken away, and nobody notices (J-01).
        _ if law::puts_back(step) => false,
        _ => plan.policy.connected != WhenConnected::Ignore,
    }
}

fn age(line: &Record, send: Send<'_>) -> i64 {
    send.line.at.duration_since(line.at).as_secs()
}

/// The tags were read in this session, after whatever was sent of the same desktop before, and did not forbid it.
fn tags(evidence: &Evidence, run: &Run, law: &Law, send: Send<'_>, lines: &[Record], findings: &mut Findings) {
    let before = || lines.iter().filter(|line| line.seq < send.line.seq);
    let sends = law.sends(before()).into_iter().filter(|other| other.id == send.id && !other.is_surely_undone());
    let since = sends.map(|other| other.line.seq).max().unwrap_or(0);
    let mut reads = before().filter(|line| line.seq > since && line.operation == "DescribeTags" && law::is_good(line));
    let read = reads.rfind(|line| line.parameters["ResourceId"] == send.id);
    findings.unless(read.is_some(), "protect", || format!("{}: its tags were not read: {:?}", send.id, send.line));
    let key = &run.plan.policy.protect_tag;
    let was = evidence.desktop_before(send.id).is_some_and(|desktop| desktop.tags.contains_key(key));
    let put = evidence.record.iter().any(|line| {
        let tags = line.parameters["Tags"].as_array().into_iter().flatten();
        let forbids = line.applied
            && line.operation == "CreateTags"
            && line.parameters["ResourceId"] == send.id
            && tags.map(|tag| &tag["Key"]).any(|name| name == key);
        let later = if line.lost == Some(Lost::Late) { LATE_S_MAX } else { 0 };
        forbids && read.is_some_and(|read| read.at.duration_since(line.at).as_secs() > STALE_S + later)
    });
    findings.unless(!was && !put, "protect", || format!("{} is protected, and was sent: {:?}", send.id, send.line));
}

/// Whoever was at work when the connection was read is not thrown out.
fn nobody_at_work(evidence: &Evidence, mut looks: Vec<(Timestamp, Send<'_>)>, findings: &mut Findings) {
    // Who is at work when depends on the desktop's user alone: a world in which nothing happens tells.
    let twin = Sim::in_memory(evidence.spec.clone());
    looks.sort_by_key(|(at, _)| *at);
    for (at, send) in looks.into_iter().filter(|(at, send)| !was_switched(evidence, send.id, *at)) {
        let view = twin.world(at);
        let working = view.desktops.iter().any(|desktop| desktop.id == send.id && desktop.connection == "CONNECTED");
        findings.unless(!working, "connected", || format!("{}'s user was at work at {at}: {:?}", send.id, send.line));
    }
}

/// Whether a desktop was started, stopped, changed or taken into maintenance by a call before a moment: then its user comes
/// and goes differently.
pub(super) fn was_switched(evidence: &Evidence, id: &str, at: Timestamp) -> bool {
    let grows = |line: &Record| law::properties(line).keys().any(|name| name.ends_with("VolumeSizeGib"));
    let switches = ["start", "stop", "modify", "maintenance on"].map(law::of);
    let sends = switches.into_iter().flat_map(|law| law.sends(&evidence.record));
    sends.into_iter().any(|send| send.id == id && send.line.at <= at && !grows(send.line))
}
