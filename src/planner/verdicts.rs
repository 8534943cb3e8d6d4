//! Judges every selected target and sorts it: act, unchanged, skipped, held, refused.
//!
//! Precedence: already as wanted comes first, so that doing the same again is quiet; then the worst of all findings
//! (refuse, skip, hold), and of equals the first in the order of the rules; who is held by several is held until the last
//! of them that is known ends. Warnings are collected for those that act.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::document::{TargetRef, Verdict, Warning};
use super::rules::{self, Finding, Rule, Severity};
use super::verbs::Call;
use super::{Case, Context};
use crate::inventory::{Missing, Selected};
use crate::model::{Danger, WorkspaceId};

/// Targets, sorted.
#[derive(Default)]
pub(super) struct Verdicts<'a> {
    /// Those that get a step: ready ones first, then held ones, each by directory, user and id.
    pub(super) acted: Vec<Acted<'a>>,
    pub(super) unchanged: Vec<Verdict>,
    pub(super) skipped: Vec<Verdict>,
    pub(super) held: Vec<Verdict>,
    pub(super) refused: Vec<Verdict>,
    pub(super) warnings: Vec<Warning>,
}

/// A target that gets a step.
pub(super) struct Acted<'a> {
    pub(super) case: Case<'a>,
    /// What is sent for it, in order; never empty.
    pub(super) calls: Vec<Call>,
    pub(super) held: bool,
    /// Not to be sent before.
    pub(super) until: Option<Timestamp>,
}

/// What the rules find about one target.
#[derive(Default)]
struct Judgement {
    verdict: Option<(&'static Rule, Severity, Finding)>,
    warnings: Vec<(&'static str, String)>,
    lowered: Vec<&'static str>,
}

impl Judgement {
    fn take(&mut self, rule: &'static Rule, severity: Severity, finding: Finding) {
        match &mut self.verdict {
            Some((_, Severity::Hold, before)) if severity == Severity::Hold => {
                before.until = before.until.max(finding.until);
            }
            Some((_, before, _)) if !severity.outweighs(*before) => {}
            Some(_) | None => self.verdict = Some((rule, severity, finding)),
        }
    }
}

/// Targets by what is to be warned of, and by lowered rule.
#[derive(Default)]
struct Warnings {
    found: BTreeMap<(&'static str, String), Vec<String>>,
    lowered: BTreeMap<&'static str, Vec<String>>,
}

pub(super) fn judge<'a>(context: &'a Context<'a>, selected: &Selected) -> Verdicts<'a> {
    let mut verdicts = Verdicts::default();
    let mut warnings = Warnings::default();
    let mut held = Vec::new();
    let rules = rules::of(context.row);

    let mut missing: BTreeSet<Missing> = selected.missing.iter().cloned().collect();
    let mut cases: BTreeMap<_, Case<'_>> = BTreeMap::new();
    for id in &selected.workspaces {
        let Some(target) = context.workspace(id) else {
            // Whatever is selected has an end: a desktop that is not in the snapshot is a missing one.
            missing.insert(Missing { text: id.to_string(), new_id: None, nearest: None });
            continue;
        };
        let case = context.case(target, selected.named.contains(id));
        cases.insert((&target.directory_id, target.user_name.as_str(), id), case);
    }
    for missing in missing {
        verdicts.add_missing(context, &missing, selected.skip_missing);
    }
    for case in cases.into_values() {
        let judgement = judge_one(&case, &rules);
        let finding = match judgement.verdict {
            Some((rule, Severity::Unchanged, finding)) => {
                verdicts.unchanged.push(verdict(&case, rule, finding));
                continue;
            }
            Some((rule, Severity::Refuse, finding)) if blocks(&case) => {
                verdicts.refused.push(verdict(&case, rule, finding));
                continue;
            }
            Some((rule, Severity::Refuse | Severity::Skip, finding)) => {
                verdicts.skipped.push(verdict(&case, rule, finding));
                continue;
            }
            Some((rule, Severity::Hold, finding)) => Some((rule, finding)),
            // A warning is never the verdict; the compiler can't know.
            None | Some((_, Severity::Warn, _)) => None,
        };
        let calls = (context.row.build)(&case);
        if calls.is_empty() {
            // Whoever lowers the rule that says so gets no more than there is to do, now or later.
            let nothing = Finding::of("there is nothing to send for it");
            verdicts.unchanged.push(verdict(&case, &rules::SAME, nothing));
            continue;
        }
        warnings.add(&case, judgement.warnings, judgement.lowered);
        match finding {
            None => verdicts.acted.push(Acted { case, calls, held: false, until: None }),
            Some((rule, finding)) => {
                let until = finding.until;
                verdicts.held.push(verdict(&case, rule, finding));
                held.push(Acted { case, calls, held: true, until });
            }
        }
    }
    verdicts.acted.extend(held);
    verdicts.warnings = warnings.into_list(context);
    verdicts
}

fn judge_one(case: &Case<'_>, rules: &[&'static Rule]) -> Judgement {
    let mut judgement = Judgement::default();
    for rule in rules {
        let Some(finding) = (rule.check)(case) else { continue };
        let severity = finding.severity.unwrap_or(rule.severity);
        if case.context.is_lowered(rule.id) {
            judgement.lowered.push(rule.id);
        } else if severity == Severity::Warn {
            judgement.warnings.push((rule.id, finding.reason));
        } else {
            judgement.take(rule, severity, finding);
        }
    }
    judgement
}

/// What came in through a filter of a verb that loses nothing is left out without a fuss when a rule refuses it: a
/// nightly reboot of a mixed fleet just works.
fn blocks(case: &Case<'_>) -> bool {
    case.context.facts.danger == Danger::Severe || case.named
}

fn verdict(case: &Case<'_>, rule: &Rule, finding: Finding) -> Verdict {
    Verdict {
        target: case.target.workspace_id.to_string(),
        workspace: Some(TargetRef::from(case.target)),
        named: case.named,
        rule: rule.id.to_owned(),
        reason: finding.reason,
        until: finding.until,
    }
}

impl Verdicts<'_> {
    /// A named target that is not there: refused, or skipped when that was asked for; there is nothing to act on.
    fn add_missing(&mut self, context: &Context<'_>, missing: &Missing, skip: bool) {
        let id = WorkspaceId::from_service(missing.text.as_str());
        let heir = context.history.lineage.get(&id);
        let (rule, reason) = match (heir, &missing.new_id) {
            (Some((new, run)), newest) => {
                let new = newest.as_ref().unwrap_or(new);
                (&rules::LINEAGE, format!("{run} migrated it, its id is now {new}"))
            }
            (None, Some(new)) => (&rules::LINEAGE, format!("it was migrated, its id is now {new}")),
            (None, None) => {
                let nearest = missing.nearest.as_ref();
                let nearest = nearest.map_or(String::new(), |near| format!(", did you mean `{near}`?"));
                (&rules::MISSING, format!("no such desktop was found{nearest}"))
            }
        };
        let verdict = Verdict {
            target: missing.text.clone(),
            workspace: None,
            named: true,
            rule: rule.id.to_owned(),
            reason,
            until: None,
        };
        if skip || context.is_lowered(rule.id) {
            self.skipped.push(verdict);
        } else {
            self.refused.push(verdict);
        }
    }
}

impl Warnings {
    fn add(&mut self, case: &Case<'_>, found: Vec<(&'static str, String)>, lowered: Vec<&'static str>) {
        let id = || case.target.workspace_id.to_string();
        for key in found {
            self.found.entry(key).or_default().push(id());
        }
        for rule in lowered {
            self.lowered.entry(rule).or_default().push(id());
        }
    }

    /// Lowered rules first: every plan says what does not protect it.
    fn into_list(mut self, context: &Context<'_>) -> Vec<Warning> {
        let lowered = context.policy.lowered.iter().map(|rule| {
            let targets = self.lowered.remove(rule.as_str()).unwrap_or_default();
            let text = match (rules::find_rule(rule), targets.len()) {
                (Err(_), _) => "lowered, and this version has no such rule".to_owned(),
                (Ok(_), 0) => "lowered; it finds nothing among these targets".to_owned(),
                (Ok(rule), count) => format!("lowered; without that it would {} {count} of the targets", rule.severity),
            };
            Warning { rule: rule.clone(), text, targets }
        });
        let lowered: Vec<Warning> = lowered.collect();
        let found =
            self.found.into_iter().map(|((rule, text), targets)| Warning { rule: rule.to_owned(), text, targets });
        lowered.into_iter().chain(found).collect()
    }
}
