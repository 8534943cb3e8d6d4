//! The flags about time that every change shares: windows, how much a session sends, what is left at its end, and the
//! targets of a canary.
//!
//! They become members of the plan's policy; whether they can be meant together is judged here, before anything is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::str::FromStr;

use clap::Args;
use jiff::Timestamp;

use super::context::Context;
use super::error::CliError;
use super::selection_args::read_list;
use super::words::Words;
use crate::inventory::{Filters, Selected, Selection, Snapshot};
use crate::model::{ClosedDates, Hold, Verb, Window, WorkspaceId, format_span, parse_span};
use crate::planner::Policy;
use crate::planner::document::Plan;

/// When calls may start, and for how long
#[derive(Args, Clone, Debug, Default)]
pub(super) struct ClockArgs {
    /// Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite
    #[arg(long, value_name = "WINDOW", help_heading = "Time")]
    window: Vec<Window>,
    /// Start nothing on these dates of the window's zone
    #[arg(long, value_name = "DATE[..DATE]", requires = "window", help_heading = "Time")]
    not_on: Vec<ClosedDates>,
    /// Start also what may take longer than its window is open
    #[arg(long, requires = "window", help_heading = "Time")]
    late_start: bool,
    /// Send to so many targets each time the window is open
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), requires = "window", help_heading = "Time")]
    per_window: Option<u32>,
    /// Stop sending after this time, such as 4h; `resume` goes on
    #[arg(long, value_name = "TIME", value_parser = span, help_heading = "Time")]
    max_duration: Option<u64>,
    /// Skip what is left at the end, instead of leaving it to `resume`
    #[arg(long, help_heading = "Time")]
    one_shot: bool,
    /// When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)
    #[arg(long, value_name = "WHAT", value_parser = Words::new(hold, &["wait", "defer"]), hide_possible_values = true, help_heading = "Time")]
    hold: Option<Hold>,
}

/// The canary: the first so many, or those of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CanaryArg {
    First(u32),
    File(String),
}

impl FromStr for CanaryArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix('@') {
            Some(path) if !path.is_empty() => Ok(Self::File(path.to_owned())),
            _ => match text.parse() {
                Ok(count @ 1..) => Ok(Self::First(count)),
                _ => Err(format!("`{text}` is neither a count nor a list: write 5 or @FILE")),
            },
        }
    }
}

fn span(text: &str) -> Result<u64, String> {
    match parse_span(text)? {
        0 => Err("nothing is sent in no time: write a time such as 4h".to_owned()),
        seconds => Ok(seconds),
    }
}

fn hold(text: &str) -> Result<Hold, String> {
    match text {
        "wait" => Ok(Hold::Wait),
        "defer" => Ok(Hold::Defer),
        _ => Err(format!("`{text}` is unknown: choose wait or defer")),
    }
}

impl ClockArgs {
    /// Puts the flags into a policy.
    pub(super) fn apply(&self, policy: &mut Policy) {
        policy.calendar.windows.clone_from(&self.window);
        policy.calendar.not_on.clone_from(&self.not_on);
        policy.late_start = self.late_start;
        policy.per_window = self.per_window;
        policy.max_duration_s = self.max_duration;
        policy.one_shot = self.one_shot;
        policy.hold = self.hold;
    }
}

/// Refuses limits that can't be kept together, or would keep everything from being sent.
///
/// # Errors
/// Names the flags.
pub(super) fn refuse_clock(policy: &Policy, verb: Verb, now: Timestamp) -> Result<(), CliError> {
    if policy.one_shot && policy.canary > 0 && policy.after_canary_s.is_none() {
        return Err(CliError::usage("`--one-shot` skips what is left, and after its canary the run stops")
            .hint("say how long to wait after the canary with `--after-canary TIME`, or leave one of them out"));
    }
    if policy.calendar.is_always_open() {
        return Ok(());
    }
    let needs_s = policy.needs_s(verb);
    if policy.calendar.next_start(now, needs_s).is_none() {
        let (longest, is_empty) = (format_span(needs_s), needs_s == 0);
        let message = if is_empty {
            "`--window` never opens".to_owned()
        } else {
            format!("`--window` is never open for the {longest} that {verb} may take")
        };
        return Err(CliError::usage(message)
            .hint("write a longer window, or start what may not be over when it closes with `--late-start`"));
    }
    if policy.per_window.is_some() && !policy.calendar.ever_closes(now) {
        return Err(CliError::usage("`--per-window` counts by windows that close, and these never do")
            .hint("write a window with an end, such as `Mon-Fri 22:00-05:00 Europe/Berlin`"));
    }
    Ok(())
}

/// Finds the targets of `--canary @FILE` among the selected.
///
/// # Errors
/// When the list can't be read, or names something that is not selected.
pub(super) async fn canary_of(
    context: &Context,
    path: &str,
    seen: &Snapshot,
    selected: &Selected,
    lineage: &BTreeMap<WorkspaceId, WorkspaceId>,
) -> Result<BTreeSet<WorkspaceId>, CliError> {
    let targets = read_list(context, Path::new(path)).await?;
    let selection = Selection { targets, all: false, filters: Filters::default(), exclude: Vec::new() };
    let refuse = |what: String| {
        CliError::usage(format!("`--canary @{path}`: {what}")).hint("a canary is a part of what is selected")
    };
    if selection.targets.is_empty() {
        return Err(refuse("the list is empty".to_owned()));
    }
    let found = selection.select(seen, lineage, seen.seen_at)?;
    found.unambiguous()?;
    if let Some(missing) = found.missing.first() {
        return Err(refuse(format!("no such desktop was found: {}", missing.text)));
    }
    match found.workspaces.iter().find(|id| !selected.workspaces.contains(id)) {
        Some(id) => Err(refuse(format!("{id} is not selected"))),
        None => Ok(found.workspaces.into_iter().collect()),
    }
}

/// Refuses a plan in which none of the named canary is ready: another wave would pass for it.
///
/// # Errors
/// Names the flag.
pub(super) fn refuse_empty_canary(plan: &Plan) -> Result<(), CliError> {
    let named = &plan.policy.canary_targets;
    let is_canary = |step: &crate::planner::document::Step| named.contains(&step.target.workspace_id);
    let first = plan.waves.first().and_then(|wave| wave.first()).and_then(|id| plan.step(id));
    if named.is_empty() || first.is_none_or(is_canary) {
        return Ok(());
    }
    Err(CliError::usage("no desktop of `--canary @FILE` can be acted on now").hint("name others, or leave it out"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-01-05T08:00:00Z".parse().expect("a timestamp")
    }

    fn policy(windows: &[&str], change: impl FnOnce(&mut Policy)) -> Policy {
        let mut policy = Policy::for_verb(Verb::Migrate);
        policy.calendar.windows = windows.iter().map(|text| text.parse().expect("a window")).collect();
        change(&mut policy);
        policy
    }

    #[test]
    fn limits_that_would_keep_everything_back_are_refused() {
        let refused =
            |policy: &Policy| refuse_clock(policy, Verb::Migrate, now()).map_err(|error| error.failure().message);
        let short = policy(&["22:00-05:00 UTC"], |_| {});
        assert_eq!(refused(&short).expect_err("7 hours"), "`--window` is never open for the 12h that migrate may take");
        assert_eq!(refused(&policy(&["22:00-05:00 UTC"], |policy| policy.late_start = true)), Ok(()));
        assert_eq!(refused(&policy(&["17:00-05:00 UTC"], |_| {})), Ok(()), "to the second");
        // Nobody says how long a volume may take to grow, so a day is what is waited for (domain.md A2-15).
        let night = refuse_clock(&short, Verb::Resize, now()).expect_err("7 hours");
        let failure = night.failure();
        assert_eq!((failure.exit, failure.message.contains("open for the 1d that resize may take")), (2, true));
        assert!(failure.hints.iter().any(|hint| hint.contains("longer window") && hint.contains("`--late-start`")));
        let weekend = policy(&["Fri 22:00-Mon 05:00 Europe/Berlin"], |_| {});
        assert_eq!(refuse_clock(&weekend, Verb::Resize, now()), Ok(()));
        let always = policy(&["00:00-24:00 UTC"], |policy| policy.per_window = Some(5));
        assert!(refused(&always).expect_err("no end").contains("`--per-window`"));
        let once = policy(&[], |policy| (policy.one_shot, policy.canary) = (true, 5));
        assert!(refused(&once).expect_err("it would stop").contains("`--one-shot`"));
        assert_eq!(refused(&policy(&[], |_| {})), Ok(()));
    }

    #[test]
    fn a_canary_is_a_count_or_a_list() {
        assert_eq!("5".parse(), Ok(CanaryArg::First(5)));
        assert_eq!("@pilot.txt".parse(), Ok(CanaryArg::File("pilot.txt".to_owned())));
        for bad in ["0", "@", "-1", "five", ""] {
            assert!(bad.parse::<CanaryArg>().expect_err(bad).contains("write 5 or @FILE"));
        }
    }
}
