//! How a person is asked before anything changes: flags, a question on the terminal, or a refusal that names the flag.
//!
//! Mild verbs don't ask, moderate ones ask yes or no, severe ones ask for verb and count to be typed. Guards (`--confirm`,
//! `--max-targets`) are held against the selected also where a question follows: they were said for a reason. This is
//! the one `impl Confirm`; what it answers becomes an `Approval` in `executor::approval`.

use std::collections::BTreeSet;

use clap::Args;

use crate::executor::approval::{Confirm, Consent, Refusal, Subject};
use crate::model::{ConnectionState, Danger, Limit, StepId};
use crate::output::{Ask, count_now, visible};
use crate::planner::document::Plan;

/// Flags that answer the question in advance
#[derive(Args, Clone, Debug, Default)]
pub(super) struct ApproveArgs {
    /// Answer yes; what loses something needs `--confirm` or `--max-targets` as well
    #[arg(long)]
    pub(super) yes: bool,
    /// Go on only when exactly so many are selected; for `apply`, when the plan has this id
    #[arg(long, value_name = "COUNT")]
    pub(super) confirm: Option<String>,
    /// Go on only when at most so many are selected, such as 50 or 5pct of the fleet
    #[arg(long, value_name = "N|Npct")]
    pub(super) max_targets: Option<Limit>,
}

/// What `--confirm` is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// How many are selected.
    Count,
    /// The id of the plan.
    PlanId,
}

/// Names in a question.
const NAMES_MAX: usize = 5;

/// The one who asks.
pub(super) struct Approver<'a> {
    /// The flags.
    pub(super) args: &'a ApproveArgs,
    /// What `--confirm` is held against.
    pub(super) means: Means,
    /// Steps of the plan that are left out.
    pub(super) left_out: &'a BTreeSet<StepId>,
    /// How many desktops the fleet has, for a share in `--max-targets`; `None`: not known.
    pub(super) fleet: Option<u64>,
    /// Who runs this.
    pub(super) who: String,
    /// The person at the terminal.
    pub(super) person: Option<Box<dyn Ask>>,
}

impl Confirm for Approver<'_> {
    fn confirm(&mut self, subject: Subject<'_>) -> Result<Consent, Refusal> {
        self.guard(subject)?;
        let how = match subject.danger() {
            Danger::Mild => "not asked for".to_owned(),
            Danger::Moderate if self.args.yes => "--yes".to_owned(),
            Danger::Severe if self.args.yes && self.is_bounded() => self.flags(),
            Danger::Moderate => self.ask_yes(subject)?,
            Danger::Severe => self.ask_typed(subject)?,
        };
        Ok(Consent { who: self.who.clone(), how })
    }
}

impl Approver<'_> {
    /// Holds the selected against what was said about them.
    fn guard(&self, subject: Subject<'_>) -> Result<(), Refusal> {
        let selected = subject.selected() as u64;
        if let Some(said) = &self.args.confirm {
            let (fits, is) = match self.means {
                Means::Count => (said.parse() == Ok(selected), format!("{selected} selected")),
                // Twelve digits are what a plan is named by; fewer could fit another one.
                Means::PlanId => (
                    said.len() >= subject.id().short().len() && subject.id().as_str().starts_with(said.as_str()),
                    format!("plan {}", subject.id().short()),
                ),
            };
            if !fits {
                return Err(missing(
                    format!("`--confirm {}` does not fit: this is {is}", visible(said)),
                    "look at the plan again; nothing was sent".to_owned(),
                ));
            }
        }
        let Some(limit) = self.args.max_targets else {
            return Ok(());
        };
        let Some(fleet) = self.fleet.or(matches!(limit, Limit::Count(_)).then_some(0)) else {
            return Err(missing(
                "`--max-targets` can't be a share here: the plan does not say how many desktops there are".to_owned(),
                "write a count".to_owned(),
            ));
        };
        if limit.is_exceeded(selected, fleet) {
            return Err(missing(
                format!("{selected} selected, `--max-targets` allows {limit}"),
                "select fewer, or allow more; nothing was sent".to_owned(),
            ));
        }
        Ok(())
    }

    fn is_bounded(&self) -> bool {
        self.args.confirm.is_some() || self.args.max_targets.is_some()
    }

    /// Returns the flags that answered, for the journal.
    fn flags(&self) -> String {
        let mut text = "--yes".to_owned();
        if let Some(confirm) = &self.args.confirm {
            text = format!("{text} --confirm {confirm}");
        }
        if let Some(limit) = self.args.max_targets {
            text = format!("{text} --max-targets {limit}");
        }
        text
    }

    fn ask_yes(&mut self, subject: Subject<'_>) -> Result<String, Refusal> {
        let question = format!("{}\nGo on? [y/N] ", headline(subject, self.left_out));
        let answer = self.ask(&question, "--yes", "")?;
        if ["y", "yes"].contains(&answer.to_lowercase().as_str()) {
            Ok("answered yes".to_owned())
        } else {
            Err(Refusal::Declined)
        }
    }

    fn ask_typed(&mut self, subject: Subject<'_>) -> Result<String, Refusal> {
        let wanted = match subject.only() {
            // As it is shown: what hides in a name can't be typed.
            Some(only) => visible(&only).into_owned(),
            None => format!("{} {}", subject.verb(), subject.selected()),
        };
        let question = format!("{}\nType `{}` to go on: ", headline(subject, self.left_out), wanted);
        let confirm = match self.means {
            Means::Count => format!("--confirm {}", subject.selected()),
            Means::PlanId => format!("--confirm {}", subject.id().short()),
        };
        let (and, flags) = if self.args.yes {
            (format!(", and `--yes` alone is not enough for `{}`", subject.verb()), confirm)
        } else {
            (String::new(), format!("--yes {confirm}"))
        };
        let answer = self.ask(&question, &flags, &and)?;
        if answer == wanted.trim() { Ok(format!("typed \"{wanted}\"")) } else { Err(Refusal::Declined) }
    }

    /// Asks, or says which flags would have answered; `and` is what else is in the way.
    fn ask(&mut self, question: &str, flags: &str, and: &str) -> Result<String, Refusal> {
        let look = match self.means {
            Means::Count => "look at the plan with `--dry-run`",
            Means::PlanId => "look at the plan with `deskfleet check PLAN`",
        };
        let nobody = || {
            missing(
                format!("nobody can be asked: there is no terminal, or `--no-input` is set{and}; nothing was sent"),
                format!("{look}, then add `{flags}`"),
            )
        };
        let person = self.person.as_mut().ok_or_else(nobody)?;
        match person.ask(question) {
            Ok(Some(answer)) => Ok(answer),
            Ok(None) => Err(Refusal::Declined),
            Err(_) => Err(nobody()),
        }
    }
}

/// Says what would change where; the number to be changed stands beside the selected.
fn headline(subject: Subject<'_>, left_out: &BTreeSet<StepId>) -> String {
    match subject {
        Subject::Plan(plan) => headline_of_plan(plan, left_out),
        Subject::Order(order) => {
            let targets = order.targets();
            let sample: Vec<_> = targets.iter().map(String::as_str).collect();
            let scope = order.scope.to_string();
            format!("{} {} in {}\n  {}", order.command, targets.len(), visible(&scope), names(&sample))
        }
    }
}

fn headline_of_plan(plan: &Plan, left_out: &BTreeSet<StepId>) -> String {
    let act = count_now(plan, left_out);
    let mut text =
        format!("{} {act} of {} selected in {}", plan.intent.verb, plan.selected(), visible(&plan.scope.to_string()));
    let going = || plan.heads().filter(|step| !left_out.contains(&step.id));
    let sample: Vec<_> = going().map(|step| step.target.user_name.as_str()).collect();
    text = format!("{text}\n  {}", names(&sample));
    let connected: Vec<_> = going()
        .filter_map(|step| plan.observed.workspace(&step.target.workspace_id))
        .filter(|workspace| {
            let connection = workspace.deskfleet.connection.as_ref();
            connection.is_some_and(|connection| connection.connection_state == ConnectionState::Connected)
        })
        .map(|workspace| workspace.user_name.as_str())
        .collect();
    if !connected.is_empty() {
        text = format!("{text}\n  at work now: {}", names(&connected));
    }
    text
}

fn names(all: &[&str]) -> String {
    let mut shown: Vec<_> = all.iter().take(NAMES_MAX).map(|name| visible(name).into_owned()).collect();
    if let Some(more @ 1..) = all.len().checked_sub(NAMES_MAX) {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

fn missing(what: String, hint: String) -> Refusal {
    Refusal::Missing { what, hint }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Who is at the terminal, and what they answer; `None`: they hang up.
    #[derive(Clone, Copy, Debug)]
    enum At {
        Nobody,
        Person(Option<&'static str>),
    }

    type Row = (ApproveArgs, Means, At, Result<&'static str, &'static str>);

    /// A person who gives one answer, or hangs up.
    struct Person(Option<&'static str>);

    impl Ask for Person {
        fn ask(&mut self, question: &str) -> std::io::Result<Option<String>> {
            assert!(question.contains("111122223333 us-east-1"), "the scope is named: {question}");
            Ok(self.0.map(str::to_owned))
        }
    }

    fn plan(steps: usize) -> Plan {
        let target = |number: usize| json!({"workspace_id": format!("ws-{number:010}"), "directory_id": "d-0123456789", "user_name": format!("user{number}")});
        let ids: Vec<String> = (1..=steps).map(|number| format!("S-{number:04}")).collect();
        let all: Vec<_> = (1..=steps)
            .map(|number| {
                json!({"id": ids[number - 1], "verb": "migrate", "operation": "MigrateWorkspace", "parameters": {},
                    "target": target(number), "named": false, "requires": [], "follows": [], "late_after_s": 1, "deadline_s": 2,
                    "proof": {"follow": "new_id", "states": ["AVAILABLE"], "known_ids": []}, "repeat": "once_more"})
            })
            .collect();
        serde_json::from_value(json!({
            "schema": 1, "id": "0123456789abcdef".repeat(4), "made_at": "2026-01-05T08:00:00Z", "expires_at": "2026-01-12T08:00:00Z",
            "scope": {"account": "111122223333", "region": "us-east-1"},
            "intent": {"verb": "migrate", "parameters": {}, "selection": []},
            "policy": serde_json::to_value(crate::planner::Policy::for_verb(crate::model::Verb::Migrate)).expect("a policy"),
            "observed": {"seen_at": "2026-01-05T08:00:00Z", "scope": {"account": "111122223333", "region": "us-east-1"},
                "workspaces": [], "directories": [], "bundles": [], "subnets": [], "gaps": []},
            "steps": all, "waves": [ids], "unchanged": [], "skipped": [], "held": [], "refused": [], "warnings": [],
            "estimate": {"calls": {}, "duration_s": 1, "addresses": {}, "irreversible": []},
        }))
        .expect("a plan")
    }

    fn ask(args: &ApproveArgs, means: Means, person: At, steps: usize) -> Result<String, Refusal> {
        let person = match person {
            At::Nobody => None,
            At::Person(answer) => Some(Box::new(Person(answer)) as Box<dyn Ask>),
        };
        let mut approver =
            Approver { args, means, left_out: &BTreeSet::new(), fleet: Some(100), who: "ada".to_owned(), person };
        approver.confirm(Subject::Plan(&plan(steps))).map(|consent| consent.how)
    }

    fn flags(yes: bool, confirm: Option<&str>, most: Option<&str>) -> ApproveArgs {
        ApproveArgs {
            yes,
            confirm: confirm.map(str::to_owned),
            max_targets: most.map(|limit| limit.parse().expect("a limit")),
        }
    }

    /// Every way to say yes to a severe verb, and what is no yes.
    #[test]
    fn a_severe_verb_needs_a_bounded_yes() {
        let long = "0123456789ab";
        let table: &[Row] = &[
            (flags(true, Some("3"), None), Means::Count, At::Nobody, Ok("--yes --confirm 3")),
            (flags(true, None, Some("3")), Means::Count, At::Nobody, Ok("--yes --max-targets 3")),
            (flags(true, None, Some("3pct")), Means::Count, At::Nobody, Ok("--yes --max-targets 3pct")),
            (flags(true, Some(long), None), Means::PlanId, At::Nobody, Ok("--yes --confirm 0123456789ab")),
            (flags(true, Some("0123"), None), Means::PlanId, At::Nobody, Err("does not fit")),
            (flags(true, Some("3"), None), Means::PlanId, At::Nobody, Err("does not fit")),
            (
                flags(true, Some("4"), None),
                Means::Count,
                At::Nobody,
                Err("`--confirm 4` does not fit: this is 3 selected"),
            ),
            (flags(true, Some("three"), None), Means::Count, At::Person(Some("migrate 3")), Err("does not fit")),
            (flags(true, None, Some("2")), Means::Count, At::Person(Some("migrate 3")), Err("allows 2")),
            (flags(true, None, Some("2pct")), Means::Count, At::Nobody, Err("allows 2pct")),
            (flags(true, None, None), Means::Count, At::Nobody, Err("nobody can be asked")),
            (flags(false, Some("3"), None), Means::Count, At::Nobody, Err("nobody can be asked")),
            (flags(true, None, None), Means::Count, At::Person(Some("migrate 3")), Ok("typed \"migrate 3\"")),
            (flags(false, None, None), Means::Count, At::Person(Some("y")), Err("not confirmed")),
            (flags(false, None, None), Means::Count, At::Person(None), Err("not confirmed")),
        ];
        for (args, means, person, expected) in table {
            let said = ask(args, *means, *person, 3);
            match (expected, &said) {
                (Ok(how), Ok(said)) => assert_eq!(how, said),
                (Err(part), Err(refusal)) => assert!(refusal.to_string().contains(part), "{args:?}: {refusal}"),
                _ => panic!("{args:?} {person:?}: {said:?}"),
            }
        }
    }

    #[test]
    fn for_one_target_the_users_name_is_typed() {
        assert_eq!(
            ask(&flags(false, None, None), Means::Count, At::Person(Some("user1")), 1),
            Ok("typed \"user1\"".to_owned())
        );
        assert_eq!(
            ask(&flags(false, None, None), Means::Count, At::Person(Some("migrate 1")), 1),
            Err(Refusal::Declined)
        );
    }

    #[test]
    fn without_a_terminal_the_flags_are_named() {
        let Err(Refusal::Missing { hint, .. }) = ask(&flags(false, None, None), Means::Count, At::Nobody, 3) else {
            panic!("a refusal");
        };
        assert_eq!(hint, "look at the plan with `--dry-run`, then add `--yes --confirm 3`");
        let Err(Refusal::Missing { what, hint }) = ask(&flags(true, None, None), Means::PlanId, At::Nobody, 3) else {
            panic!("a refusal");
        };
        assert!(
            what.contains("`--yes` alone is not enough for `migrate`") && what.contains("nothing was sent"),
            "{what}"
        );
        assert_eq!(hint, "look at the plan with `deskfleet check PLAN`, then add `--confirm 0123456789ab`");
    }
}
