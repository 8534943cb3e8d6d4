//! A plan as a person reads it before saying yes: what, where, in which waves, how long, and everything left out.
//!
//! Lists are cut to a few examples, all but what blocks; the plan document (`--out`, `-o json`) has all of them.
//! Imports `model` and `planner::document`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::Timestamp;

use super::wrap::wrap;
use super::{OutputError, Printer, visible};
use crate::model::{BundleId, StepId, Strategy, WhenConnected, format_span};
use crate::planner::document::{Fact, Plan, Step, TargetRef, Verdict};

/// How many targets of a group are named.
const EXAMPLES_MAX: usize = 3;
/// Where the values stand, and what is broken off goes on.
pub(super) const VALUE_INDENT: usize = 18;
/// How many reasons of a group are shown.
const REASONS_MAX: usize = 12;
/// How many targets are named for which somebody has to do something by hand afterwards; the report has all.
const TENDED_MAX: usize = 12;
/// How many held targets are shown with their time.
const HELD_MAX: usize = 5;

/// Shows a plan on stderr: it is what the question after it is about. Steps that are `left_out` are named, and windows are
/// those from `now` on: a plan may be older.
pub fn show_plan(printer: &Printer, plan: &Plan, left_out: &BTreeSet<StepId>, now: Timestamp) {
    printer.page(&printer.fitted(text(plan, left_out, now).trim_end(), VALUE_INDENT));
}

/// Shows a plan that was just made on stdout, for a command whose result it is.
///
/// # Errors
/// When stdout does not take it.
pub fn print_plan(printer: &Printer, plan: &Plan) -> Result<(), OutputError> {
    let text = text(plan, &BTreeSet::new(), plan.made_at);
    match printer.look().out_width() {
        Some(width) => printer.data(&(wrap(&text, width, VALUE_INDENT) + "\n")),
        None => printer.data(&text),
    }
}

/// Returns how many desktops a plan changes as soon as it is carried out.
#[must_use]
pub fn count_now(plan: &Plan, left_out: &BTreeSet<StepId>) -> usize {
    let is_held = |step: &Step| plan.held.iter().any(|verdict| verdict.workspace.as_ref() == Some(&step.target));
    if left_out.is_empty() {
        return plan.heads().count().saturating_sub(plan.held.len());
    }
    plan.heads().filter(|step| !left_out.contains(&step.id) && !is_held(step)).count()
}

/// Returns a plan in words, with names from outside escaped.
fn text(plan: &Plan, left_out: &BTreeSet<StepId>, now: Timestamp) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "  {name:<14}  {value}"); // writing to a String can't fail
    };
    line("where", &plan.scope.to_string());
    if let Some(endpoint) = &plan.scope.endpoint {
        line("endpoint", &visible(endpoint));
    }
    line(
        "plan",
        &format!(
            "{}, made {}, can be applied until {}",
            plan.id.short(),
            moment(plan.made_at),
            moment(plan.expires_at)
        ),
    );
    line("selected by", &visible(&plan.intent.selection.join(" ")));
    if let Some(reason) = &plan.intent.reason {
        line("reason", &visible(reason));
    }
    if !left_out.is_empty() {
        let targets = plan.heads().filter(|step| left_out.contains(&step.id)).map(|step| &step.target);
        let names: Vec<_> = targets.map(target_name).collect();
        line("left out", &format!("{} by `--exclude`: {}", names.len(), some(&names, EXAMPLES_MAX)));
    }
    if !plan.steps.is_empty() {
        line("order", &order(plan));
        line("estimate", &estimate(plan));
        for (subnet, needed) in &plan.estimate.addresses {
            let free = plan.observed.subnets.iter().find(|seen| seen.subnet_id.as_str() == subnet);
            let free = free.map_or("unknown".to_owned(), |seen| seen.available_ip_address_count.to_string());
            let too_few = too_few(plan, subnet);
            line("addresses", &format!("{needed} at once in {}, {free} free{too_few}", visible(subnet)));
        }
        for lost in &plan.estimate.irreversible {
            line("is lost", &visible(lost));
        }
        line("limits", &limits(plan));
        if !plan.policy.calendar.is_always_open() {
            line("windows", &windows(plan));
            line("opens", &opens(plan, now));
        }
    }
    if !plan.policy.lowered.is_empty() {
        let lowered: Vec<_> = plan.policy.lowered.iter().map(String::as_str).collect();
        line("lowered rules", &visible(&lowered.join(", ")));
    }
    format!("{}\n{text}{}", headline(plan, left_out), not_acted_on(plan))
}

/// Which waves need more addresses than a subnet has.
fn too_few(plan: &Plan, subnet: &str) -> String {
    let short: Vec<_> = plan.estimate.shortages.iter().filter(|short| short.subnet_id.as_str() == subnet).collect();
    let Some(first) = short.first() else { return String::new() };
    let further = match short.len() - 1 {
        0 => String::new(),
        1 => ", and 1 further wave lacks some".to_owned(),
        further => format!(", and {further} further waves lack some"),
    };
    format!("; wave {} lacks {}{further}", first.wave, first.needed.saturating_sub(first.free))
}

fn headline(plan: &Plan, left_out: &BTreeSet<StepId>) -> String {
    let verb = plan.intent.verb;
    let act = count_now(plan, left_out);
    let mut text = format!("{verb} {act} of {} selected", plan.selected());
    // Which groups are carried over stands among the warnings, by desktop.
    let mut parameters = plan.intent.parameters.iter().filter(|(name, _)| *name != "carry_groups").peekable();
    match plan.intent.bundles().as_slice() {
        [] if parameters.peek().is_none() => {}
        [] if plan.intent.parameters.len() > 1 && plan.intent.parameters.keys().all(|name| name.contains(":ws-")) => {
            text.push_str(": each as its list says"); // one parameter a desktop
        }
        [] => {
            let wanted =
                parameters.map(|(name, value)| if value.is_empty() { name.clone() } else { format!("{name}={value}") });
            let _ = write!(text, ": {}", visible(&wanted.collect::<Vec<_>>().join(" ")));
        }
        [(None, id)] => {
            let _ = write!(text, " to {}", bundle(plan, id));
        }
        several => {
            for (from, to) in several {
                let from = from.as_ref().map_or_else(|| "any other".to_owned(), |from| bundle(plan, from));
                let _ = write!(text, "\n{:<16}{from} to {}", "bundles", bundle(plan, to));
            }
        }
    }
    text
}

/// A bundle by its name, where it has one, and by its id.
fn bundle(plan: &Plan, id: &BundleId) -> String {
    let found = plan.observed.bundles.iter().find(|bundle| bundle.bundle_id == *id);
    match found.and_then(|bundle| bundle.name.as_deref()) {
        Some(name) => format!("{} ({})", visible(name), visible(id.as_str())),
        None => visible(id.as_str()).into_owned(),
    }
}

fn order(plan: &Plan) -> String {
    let heads: BTreeSet<&StepId> = plan.heads().map(|step| &step.id).collect();
    let targets = |wave: &Vec<StepId>| wave.iter().filter(|step| heads.contains(step)).count();
    let sizes: Vec<_> = plan.waves.iter().map(|wave| targets(wave).to_string()).collect();
    let count = sizes.len();
    let shown =
        if count > 12 { format!("{}, … {}", sizes[..10].join(", "), sizes[count - 1]) } else { sizes.join(", ") };
    let waves = if count == 1 { "1 wave".to_owned() } else { format!("{count} waves") };
    match plan.policy.strategy {
        Strategy::Waves => format!("{waves} of {shown}"),
        Strategy::Rolling => {
            let most =
                plan.policy.max_in_flight.map_or("as many as are due".to_owned(), |most| format!("at most {most}"));
            format!("rolling, {most} in flight")
        }
    }
}

fn estimate(plan: &Plan) -> String {
    let total: u64 = plan.estimate.calls.values().sum();
    let calls: Vec<_> = plan.estimate.calls.iter().map(|(name, count)| format!("{count} {}", visible(name))).collect();
    format!("about {}, {total} calls ({})", format_span(plan.estimate.duration_s), calls.join(", "))
}

/// Whether every step lets people work on, by its nature or because it waits for them.
fn disturbs_nobody(plan: &Plan) -> bool {
    plan.steps.iter().all(|step| {
        let waits = step.requires.iter().any(|requirement| requirement.that == Fact::NotConnected);
        waits || step.verb.facts().when_connected == WhenConnected::Ignore
    })
}

fn limits(plan: &Plan) -> String {
    let policy = &plan.policy;
    let connected = match policy.connected {
        WhenConnected::Skip => "people at work are skipped",
        WhenConnected::Defer => "people at work are waited for",
        WhenConnected::Ignore if disturbs_nobody(plan) => "people at work are not disturbed",
        WhenConnected::Ignore => "people at work are NOT spared",
    };
    let mut text = format!("stops when more than {} fail; {connected}", policy.max_failures);
    if policy.canary > 0 {
        let then = policy.after_canary_s.map_or("stop".to_owned(), |wait| format!("wait {}", format_span(wait)));
        let _ = write!(text, "; first a canary of {}, then {then}", policy.canary);
    }
    if let Some(most) = policy.max_duration_s {
        let _ = write!(text, "; sends for {} at most", format_span(most));
    }
    if policy.one_shot {
        text.push_str("; what is left at the end is skipped");
    }
    text
}

/// The rules of the week, as they were written.
fn windows(plan: &Plan) -> String {
    let calendar = &plan.policy.calendar;
    let windows: Vec<String> = calendar.windows.iter().map(ToString::to_string).collect();
    let mut text = visible(&windows.join("; ")).into_owned();
    if !calendar.not_on.is_empty() {
        let dates: Vec<String> = calendar.not_on.iter().map(ToString::to_string).collect();
        let _ = write!(text, "; not on {}", dates.join(", "));
    }
    if let Some(most) = plan.policy.per_window {
        let _ = write!(text, "; at most {most} each time");
    }
    text
}

/// The first opening from `now` on, in UTC.
fn opens(plan: &Plan, now: Timestamp) -> String {
    let needs_s = plan.policy.needs_s(plan.intent.verb);
    let Some(opening) = plan.policy.calendar.opening(now, needs_s) else {
        return "never".to_owned();
    };
    let needs = jiff::SignedDuration::from_secs(i64::try_from(needs_s).unwrap_or(0));
    let from = if opening.opens <= now { "now".to_owned() } else { moment(opening.opens) };
    let last = match needs_s {
        0 => String::new(),
        needs_s => {
            let last = opening.closes.checked_sub(needs).unwrap_or(opening.opens);
            format!("; nothing starts after {}, since it may take {}", moment(last), format_span(needs_s))
        }
    };
    format!("{from}, until {}{last}", moment(opening.closes))
}

/// Lists what is not acted on, or later, by rule.
fn not_acted_on(plan: &Plan) -> String {
    let mut text = String::new();
    // What blocks is to be put right one by one, so none of it goes unnamed.
    let refused_max = if plan.is_blocked() { plan.refused.len() } else { EXAMPLES_MAX };
    group(&mut text, "refused", &plan.refused, refused_max);
    group(&mut text, "skipped", &plan.skipped, EXAMPLES_MAX);
    held(&mut text, &plan.held);
    group(&mut text, "unchanged", &plan.unchanged, EXAMPLES_MAX);
    for warning in &plan.warnings {
        let count = warning.targets.len();
        let of = if count == 0 { String::new() } else { format!(" ({count})") };
        let _ = writeln!(text, "  warning {}: {}{of}", visible(&warning.rule), visible(&warning.text));
        let tended: Vec<String> = warning.targets.iter().filter_map(|id| elastic(plan, id)).collect();
        if warning.rule == "ADDR-05" && !tended.is_empty() {
            let _ = writeln!(text, "                     {}", some(&tended, TENDED_MAX));
        }
    }
    if plan.is_blocked() {
        let _ = writeln!(text, "  blocked by what is refused; `--skip-refused` goes on without");
    }
    text
}

/// A desktop with the address that somebody has to associate with it anew.
fn elastic(plan: &Plan, id: &str) -> Option<String> {
    let seen = plan.observed.workspaces.iter().find(|seen| seen.workspace_id.as_str() == id)?;
    let address = seen.deskfleet.interface.as_ref()?.elastic_address()?;
    Some(format!("{} {}", target_name(&TargetRef::from(seen)), visible(address)))
}

fn group(text: &mut String, word: &str, verdicts: &[Verdict], named_max: usize) {
    if verdicts.is_empty() {
        return;
    }
    let _ = writeln!(text, "  {word} {}", verdicts.len());
    let mut reasons: BTreeMap<(&str, &str), Vec<&Verdict>> = BTreeMap::new();
    for verdict in verdicts {
        reasons.entry((&verdict.rule, &verdict.reason)).or_default().push(verdict);
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|((rule, _), verdicts)| (*rule, Reverse(verdicts.len())));
    let reasons_max = if named_max == EXAMPLES_MAX { REASONS_MAX } else { reasons.len() };
    let hidden: usize = reasons.iter().skip(reasons_max).map(|(_, verdicts)| verdicts.len()).sum();
    for ((rule, why), verdicts) in reasons.into_iter().take(reasons_max) {
        let names: Vec<String> = verdicts.iter().map(|verdict| name(verdict)).collect();
        let _ = writeln!(text, "    {rule:<9} {:>5}  {}", verdicts.len(), visible(why));
        let _ = writeln!(text, "                     {}", some(&names, named_max));
    }
    if hidden > 0 {
        let _ = writeln!(text, "    and {hidden} more for other reasons");
    }
}

fn held(text: &mut String, verdicts: &[Verdict]) {
    if verdicts.is_empty() {
        return;
    }
    let _ = writeln!(text, "  held {}, judged again by `resume`", verdicts.len());
    let mut sorted: Vec<_> = verdicts.iter().collect();
    sorted.sort_by_key(|verdict| verdict.until);
    for verdict in sorted.iter().take(HELD_MAX) {
        let until =
            verdict.until.map_or("when it no longer holds".to_owned(), |at| format!("allowed again at {}", moment(at)));
        let _ = writeln!(text, "    {:<9} {}: {}; {until}", verdict.rule, name(verdict), visible(&verdict.reason));
    }
    if let Some(more @ 1..) = verdicts.len().checked_sub(HELD_MAX) {
        let _ = writeln!(text, "    and {more} more");
    }
}

/// Writes the first few names, and how many there are more.
fn some(names: &[String], named_max: usize) -> String {
    let mut shown: Vec<_> = names.iter().take(named_max).cloned().collect();
    if let Some(more @ 1..) = names.len().checked_sub(named_max) {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

fn target_name(target: &TargetRef) -> String {
    format!("{} ({})", visible(&target.user_name), visible(target.workspace_id.as_str()))
}

fn name(verdict: &Verdict) -> String {
    match &verdict.workspace {
        Some(workspace) => target_name(workspace),
        None => visible(&verdict.target).into_owned(),
    }
}

/// Returns a moment as people read it, to the minute and in UTC.
pub(super) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%MZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::super::report::testing::plan;
    use super::*;
    use crate::model::SubnetId;
    use crate::planner::document::Shortage;

    fn plan_text(plan: &Plan) -> String {
        text(plan, &BTreeSet::new(), plan.made_at)
    }

    /// A plan is shown again days later, and then the window that is open now may be over.
    #[test]
    fn windows_are_those_from_now_on() {
        let mut plan = plan();
        plan.policy.calendar.windows = vec!["Mon 06:00-24:00 UTC".parse().expect("a window")];
        let opens = |now: &str| {
            let text = text(&plan, &BTreeSet::new(), now.parse().expect("a moment"));
            text.lines().find_map(|line| line.trim().strip_prefix("opens").map(|value| value.trim().to_owned()))
        };
        let opens = |now| opens(now).expect("a line");
        assert!(opens("2026-01-05T08:00:00Z").starts_with("now, until 2026-01-06 00:00Z"), "as it was made");
        assert!(opens("2026-01-05T13:00:00Z").starts_with("2026-01-12 06:00Z, until 2026-01-13 00:00Z"), "too late");
        assert!(opens("2026-01-08T08:00:00Z").starts_with("2026-01-12 06:00Z, until 2026-01-13 00:00Z"), "days later");
    }

    #[test]
    fn a_plan_says_what_where_and_what_is_left_out() {
        let expected = "\
migrate 1 of 5 selected to win11-standard (wsb-0123abcde)
  where           111122223333 us-east-1 SIMULATED
  plan            000000000000, made 2026-01-05 08:00Z, can be applied until 2026-01-12 08:00Z
  selected by     --os WINDOWS_10
  reason          end of support
  order           2 waves of 1, 1
  estimate        about 1h20m, 44 calls (42 DescribeWorkspaces, 2 MigrateWorkspace)
  addresses       1 at once in subnet-0123456789, 200 free
  is lost         drive C:
  limits          stops when more than 10pct fail; people at work are waited for
  lowered rules   SG-01
  refused 1
    MIG-04        1  Windows can't become Linux
                     =cmd\\u{202e} (ws-0000000005)
  skipped 1
    STATE-01      1  it is STOPPING
                     zoe (ws-0000000004)
  held 1, judged again by `resume`
    CONN-01   bob (ws-0000000002): somebody is connected; allowed again at 2026-01-05 14:20Z
  unchanged 1
    SAME-01       1  it is on this bundle already
                     eve (ws-0000000003)
  warning VSNAP-02: the last volume snapshot is 13h old (1)
";
        assert_eq!(plan_text(&plan()), expected);
    }

    #[test]
    fn a_plan_names_the_waves_that_lack_addresses() {
        let mut plan = plan();
        let subnet_id = SubnetId::from_service("subnet-0123456789");
        let short = |wave| Shortage { wave, subnet_id: subnet_id.clone(), needed: 25, free: 12 };
        let addresses = |plan: &Plan| {
            let text = plan_text(plan);
            text.lines().find_map(|line| line.trim().strip_prefix("addresses").map(|line| line.trim().to_owned()))
        };
        let known = "1 at once in subnet-0123456789, 200 free";
        for (waves, said) in [
            (&[][..], ""),
            (&[3], "; wave 3 lacks 13"),
            (&[3, 4], "; wave 3 lacks 13, and 1 further wave lacks some"),
            (&[1, 2, 3], "; wave 1 lacks 13, and 2 further waves lack some"),
        ] {
            plan.estimate.shortages = waves.iter().map(|wave| short(*wave)).collect();
            assert_eq!(addresses(&plan), Some(format!("{known}{said}")));
        }
        plan.estimate.shortages = vec![Shortage { subnet_id: SubnetId::from_service("subnet-9"), ..short(1) }];
        assert_eq!(addresses(&plan).as_deref(), Some(known), "another subnet's");
    }

    #[test]
    fn a_plan_with_a_reason_for_everybody_stays_short() {
        let mut plan = plan();
        plan.refused =
            (0..40).map(|number| Verdict { reason: format!("reason {number}"), ..plan.refused[0].clone() }).collect();
        let text = plan_text(&plan);
        assert!(text.contains("    and 28 more for other reasons\n"), "{text}");
    }

    /// One rule can have several reasons, and each is somebody's next step.
    #[test]
    fn each_reason_of_a_rule_has_its_own_line() {
        let mut plan = plan();
        let mut other = plan.refused[0].clone();
        other.reason = "Windows can't become Rocky Linux".to_owned();
        plan.refused.extend([other, plan.refused[0].clone()]);
        let text = plan_text(&plan);
        assert!(text.contains("MIG-04        2  Windows can't become Linux\n"), "{text}");
        assert!(text.contains("MIG-04        1  Windows can't become Rocky Linux\n"), "{text}");
    }

    #[test]
    fn what_is_left_out_by_hand_is_named_and_not_counted() {
        let plan = plan();
        let text = text(&plan, &BTreeSet::from([plan.steps[0].id.clone()]), plan.made_at);
        assert!(text.starts_with("migrate 0 of 5 selected"), "{text}");
        assert!(text.contains("  left out        1 by `--exclude`: ada (ws-0000000001)\n"), "{text}");
    }

    #[test]
    fn a_blocked_plan_names_the_flag_that_goes_on() {
        let mut plan = plan();
        plan.policy.skip_refused = false;
        assert!(plan_text(&plan).contains("`--skip-refused`"));
        plan.refused = vec![plan.refused[0].clone(); 5];
        assert_eq!(plan_text(&plan).matches("(ws-0000000005)").count(), 5, "all that blocks is named");
        plan.refused.clear();
        assert!(!plan_text(&plan).contains("blocked"));
    }
}
