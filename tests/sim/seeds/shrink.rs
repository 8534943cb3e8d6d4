//! Makes a story that fails smaller, for as long as it still fails the same check, and tells what is left of it.

use std::fmt::Write as _;

use deskfleet::executor::event::Event;
use deskfleet::model::{Calendar, Hold, WhenConnected};
use deskfleet::planner::Policy;
use deskfleet::sim::{Faults, FleetKind, Record};
use jiff::Timestamp;

use super::evidence::Evidence;
use super::story::{Carried, Interruption, Story};
use super::{Outcome, try_out};

/// How many smaller stories are tried at most.
const TRIES_MAX: u32 = 400;
/// How many lines a story is told in at most; the first ones, then the last.
const LINES_MAX: usize = 160;

/// Returns the smallest story found that fails the same check, with what came of it.
pub(super) fn shrink(story: &Story, check: &str) -> (Story, Outcome) {
    let mut best = (story.clone(), try_out(story));
    let mut tries = 0;
    loop {
        let smaller = smaller(&best.0).into_iter().find_map(|story| {
            tries += 1;
            let outcome = try_out(&story);
            let fails = outcome.violations.iter().any(|violation| violation.check == check);
            (fails && tries <= TRIES_MAX).then_some((story, outcome))
        });
        match smaller {
            Some(smaller) => best = smaller,
            None => return best,
        }
    }
}

/// Stories that are one step simpler, the greatest steps first.
fn smaller(story: &Story) -> Vec<Story> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Story)| {
        let mut changed = story.clone();
        change(&mut changed);
        if format!("{changed:?}") != format!("{story:?}") {
            all.push(changed);
        }
    };
    with(&|story| story.rival = None);
    for place in 0..story.interruptions.len() {
        with(&|story| {
            story.interruptions.remove(place);
        });
        with(&|story| story.interruptions[place] = earlier(story.interruptions[place]));
    }
    for place in 0..story.meddling.len() {
        with(&|story| {
            story.meddling.remove(place);
        });
        with(&|story| story.meddling[place].target /= 2);
    }
    for place in 0..story.script.len() {
        with(&|story| {
            story.script.remove(place);
        });
    }
    with(&|story| story.carried = story.carried.map(|carried| Carried { gone: false, ..carried }));
    with(&|story| story.carried = story.carried.map(|carried| Carried { share: carried.share / 2, ..carried }));
    with(&|story| story.timed.clear());
    with(&|story| story.brought_in /= 2);
    with(&|story| story.wish.newcomers = story.wish.newcomers.div_ceil(2));
    with(&|story| story.hold = Hold::Wait);
    with(&|story| story.untold = false);
    with(&|story| (story.wish.policy.per_window, story.wish.policy.max_duration_s) = (None, None));
    with(&|story| story.wish.policy.calendar = Calendar::default());
    for desktops in [1, 2, 3, story.desktops / 2, story.desktops.saturating_sub(1)] {
        with(&|story| story.desktops = desktops.clamp(1, story.desktops));
    }
    with(&|story| story.chosen = story.chosen.map(|share| (share / 2).max(1)));
    with(&|story| story.fleet = FleetKind::Uniform);
    // What a wish can't be without stays: when a resize restarts, and one size or property.
    let wishes = story.wish.parameters.keys().filter(|name| *name != "reboot");
    for name in wishes.clone().filter(|_| wishes.clone().count() > 1) {
        with(&|story| drop(story.wish.parameters.remove(name)));
    }
    for calm in calmer(&story.faults) {
        with(&|story| story.faults = calm);
    }
    with(&|story| (story.rate_milli, story.latency_ms) = (2_000, 80));
    with(&|story| story.pauses_s.iter_mut().for_each(|pause| *pause = 10));
    with(&|story| story.waited_s = 0);
    with(&|story| story.wish.policy = Policy::for_verb(story.wish.verb));
    with(&|story| story.wish.policy.canary = 0);
    with(&|story| story.wish.policy.connected = WhenConnected::Ignore);
    with(&|story| story.wish.policy.max_in_flight = Policy::for_verb(story.wish.verb).max_in_flight);
    all
}

fn earlier(interruption: Interruption) -> Interruption {
    let less = |number: u64| number - number.div_ceil(8).min(number - 1);
    match interruption {
        Interruption::Commit(number, stage) => Interruption::Commit(less(number), stage),
        Interruption::Request(number, stage) => Interruption::Request(less(number), stage),
        Interruption::Signal(number) => Interruption::Signal(less(number)),
        Interruption::Nothing => Interruption::Nothing,
    }
}

/// The same faults without one of them.
fn calmer(faults: &Faults) -> Vec<Faults> {
    vec![
        Faults { throttle: 0.0, ..*faults },
        Faults { error: 0.0, ..*faults },
        Faults { latency: 0.0, ..*faults },
        Faults { partial: 0.0, ..*faults },
        Faults { stale: 0.0, ..*faults },
        Faults { stuck: 0.0, ..*faults },
        Faults { fail: 0.0, ..*faults },
        Faults { expired: 0.0, ..*faults },
        Faults { lost: 0.0, ..*faults },
    ]
}

/// Tells a story: what was drawn, then events and requests in the order in which they happened.
///
/// One that is too long is told as far as it concerns the desktop that `about` names.
pub(super) fn tell(story: &Story, evidence: &Evidence, about: &str) -> String {
    let mut lines: Vec<(Timestamp, u8, String)> = Vec::new();
    for (number, process) in evidence.processes.iter().enumerate() {
        let run = process.run.map_or_else(|| "looks".to_owned(), |run| format!("carries out run {run}"));
        let calm = if process.calm { ", without faults" } else { "" };
        lines.push((process.from, 0, format!("== process {number} {run}{calm}")));
        let end = process
            .summary
            .as_ref()
            .map_or_else(|| "it died or only looked".to_owned(), |summary| format!("{summary:?}"));
        lines.push((process.to, 9, format!("== process {number} ends: {end}")));
    }
    for line in &evidence.record {
        lines.push((line.at, 2, request(evidence, line)));
    }
    for (number, run) in evidence.runs.iter().enumerate() {
        lines.extend(run.events.iter().map(|event| (event.at, 1, told(number, event))));
    }
    lines.sort_by_key(|(at, order, _)| (*at, *order));
    let desktop = about.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
    let desktop = desktop.into_iter().find(|word| word.starts_with("ws-"));
    if let Some(desktop) = desktop.filter(|_| lines.len() > LINES_MAX) {
        lines.retain(|(_, _, line)| line.starts_with("==") || line.contains(desktop));
    }
    let mut text = format!("{story:#?}\n");
    let dropped = lines.len().saturating_sub(LINES_MAX);
    for (place, (at, _, line)) in lines.iter().enumerate() {
        if place == LINES_MAX / 2 && dropped > 0 {
            let _ = writeln!(text, "… {dropped} lines …");
        }
        if place < LINES_MAX / 2 || place >= LINES_MAX / 2 + dropped {
            let _ = writeln!(text, "{} {line}", at.strftime("%d %H:%M:%S%.3f"));
        }
    }
    text
}

fn request(evidence: &Evidence, line: &Record) -> String {
    let whose = if evidence.is_ours(line) { "" } else { "somebody else: " };
    let lost = line.lost.map_or_else(String::new, |lost| format!(" lost {lost:?}"));
    let applied = if line.applied { " applied" } else { "" };
    let error = line.error.as_deref().unwrap_or("");
    let failed: Vec<&str> = line.failed.iter().map(|failed| failed.id.as_str()).collect();
    let failed = if failed.is_empty() { String::new() } else { format!(" failed {failed:?}") };
    format!(
        "   #{} {whose}{} {} {} {error}{applied}{lost}{failed} {:?}",
        line.seq, line.operation, line.parameters, line.status, line.violations
    )
}

fn told(run: usize, event: &Event) -> String {
    format!("-- run {run}: {}", serde_json::to_string(&event.what).expect("an event"))
}
