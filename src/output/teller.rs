//! Tells a run as it happens: the event stream or progress while it goes, the report and the last line at its end.
//!
//! A run is not stopped by a reader that went away: events nobody reads are dropped, the journal has them all.
//! Imports `planner::document` and `executor::event`.

use std::collections::BTreeSet;

use super::format::{Format, Shape, emit};
use super::progress::Progress;
use super::report::{Fate, Report, last_line};
use super::{OutputError, Printer, visible_json};
use crate::executor::event::{Counts, Event, What};
use crate::model::{End, RunId, StepId};
use crate::planner::document::Plan;

/// The one who tells a run.
#[derive(Debug)]
pub struct Teller<'a> {
    printer: &'a Printer,
    plan: &'a Plan,
    shape: &'a Shape,
    /// What our commands begin with, so that a line can be copied: `deskfleet --sim`.
    command: String,
    report: Report<'a>,
    progress: Progress<'a>,
    run: Option<RunId>,
    counts: Counts,
    resumable: bool,
    reader_left: bool,
}

impl<'a> Teller<'a> {
    /// Begins to tell a run; `earlier` is how steps ended in earlier sessions of it.
    #[must_use]
    pub fn new(
        printer: &'a Printer,
        plan: &'a Plan,
        shape: &'a Shape,
        command: impl Into<String>,
        earlier: Vec<(StepId, Fate)>,
    ) -> Self {
        let last: BTreeSet<&StepId> = plan.tails().into_values().collect();
        let is_over = |fate: &Fate| fate.end.is_some_and(|end| end != End::Held);
        let ended = earlier.iter().filter(|(step, fate)| is_over(fate) && last.contains(step)).count() as u64;
        let mut report = Report::new(plan);
        for (step, fate) in earlier {
            report.earlier(step, fate);
        }
        Self {
            printer,
            plan,
            shape,
            command: command.into(),
            report,
            progress: Progress::new(printer, plan, ended),
            run: None,
            counts: Counts::default(),
            resumable: false,
            reader_left: false,
        }
    }

    /// Tells an event.
    pub fn tell(&mut self, event: &Event) {
        self.report.note(event);
        match &event.what {
            What::RunOpened { run, resumed, .. } => {
                self.run = Some(run.clone());
                let word = if *resumed { "goes on" } else { "opened" };
                self.printer.status(&format!("run {run} {word} ({})", self.plan.scope));
            }
            What::RunEnded { counts, resumable, .. } => {
                self.counts = *counts;
                self.resumable = *resumable;
            }
            What::WaveStarted { .. }
            | What::Sent { .. }
            | What::Accepted { .. }
            | What::Postponed { .. }
            | What::Unread { .. }
            | What::Unanswered { .. }
            | What::Late { .. }
            | What::Looked { .. }
            | What::Ended { .. }
            | What::Paused { .. }
            | What::Stopped { .. } => {}
        }
        self.progress.note(event, self.report.in_flight());
        if self.shape.format == Format::Ndjson && !self.reader_left {
            self.reader_left = self.printer.data(&format!("{}\n", visible_json(&event.to_json().to_string()))).is_err();
        }
    }

    /// Writes the report to stdout, what to do next and the last line to stderr; `clean` is exit 0.
    ///
    /// # Errors
    /// When stdout does not take the report, or a column or query does not fit it; the last line is written all the same.
    pub fn finish(mut self, clean: bool) -> Result<(), OutputError> {
        self.progress.finish();
        let written = if self.wants_report(clean) {
            emit(self.printer, &self.report.listing_for(self.shape.format), self.shape)
        } else {
            Ok(())
        };
        for line in self.report.next_steps(&self.command) {
            self.printer.hint(&line);
        }
        let resume = self.run.as_ref().filter(|_| self.resumable).map(|run| format!("{} resume {run}", self.command));
        let line = last_line(self.counts, &self.plan.scope, resume.as_deref());
        self.printer.last_line(&line, clean);
        match written {
            Err(OutputError::BrokenPipe) => Ok(()),
            other => other,
        }
    }

    fn wants_report(&self, clean: bool) -> bool {
        match self.shape.format {
            // The stream has told everything already.
            Format::Ndjson => false,
            // Quiet is silent on success: cron mails whatever is written. A script that names a format wants it.
            Format::Table | Format::Tabs => !clean || self.printer.look().volume != super::Volume::Quiet,
            Format::Json | Format::Csv | Format::Ids => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::testing::plan;
    use super::super::testing::{Kept, printer};
    use super::super::{Look, Volume};
    use super::*;
    use crate::model::WorkspaceId;

    fn tell(format: Format, look: Look, clean: bool) -> (String, String) {
        let (printer, out, err): (Printer, Kept, Kept) = printer(look);
        let plan = plan();
        let shape = Shape { format, columns: None, headers: true, query: None };
        let mut teller = Teller::new(&printer, &plan, &shape, "deskfleet --sim", Vec::new());
        let run = RunId::from_service("R-20260105T080000Z-0000");
        let (step, target) = (plan.steps[0].id.clone(), plan.steps[0].target.clone());
        let counts = Counts { done: 1, unchanged: 1, skipped: 1, held: 1, refused: 1, ..Counts::default() };
        for what in [
            What::RunOpened {
                run: run.clone(),
                plan: plan.id.clone(),
                verb: plan.intent.verb,
                selected: 5,
                steps: 2,
                waves: 2,
                resumed: false,
            },
            What::WaveStarted { wave: 1, targets: 1 },
            What::Ended {
                step,
                target,
                end: End::Done,
                new_workspace_id: Some(WorkspaceId::from_service("ws-0000000009")),
                rule: None,
                reason: None,
                until: None,
            },
            What::RunEnded { run, counts, resumable: true },
        ] {
            teller.tell(&Event { at: "2026-01-05T09:00:00Z".parse().expect("a timestamp"), what });
        }
        teller.finish(clean).expect("told");
        (out.text(), err.text())
    }

    #[test]
    fn a_run_is_told_to_its_last_line() {
        let (out, err) = tell(Format::Table, Look { width: 120, ..Look::default() }, false);
        let report = "\
WorkspaceId    NewWorkspaceId  UserName      End        Rule      Reason
ws-0000000001  ws-0000000009   ada           done       -         -
ws-0000000003  -               eve           unchanged  SAME-01   it is on this bundle already
ws-0000000004  -               zoe           skipped    STATE-01  it is STOPPING
ws-0000000002  -               bob           held       CONN-01   somebody is connected
ws-0000000005  -               =cmd\\u{202e}  refused    MIG-04    Windows can't become Linux
";
        assert_eq!(out, report);
        let talk = "\
run R-20260105T080000Z-0000 opened (111122223333 us-east-1 SIMULATED)
wave 1 of 2: 1 desktop
hint: 1 held, the first is allowed again at 2026-01-05 14:20Z: `deskfleet --sim resume --due` goes on from then
deskfleet: 1 done, 1 unchanged, 0 failed, 1 skipped, 1 held, 1 refused, 0 unknown, 0 not started (111122223333 us-east-1 SIMULATED); resume with: deskfleet --sim resume R-20260105T080000Z-0000
";
        assert_eq!(err, talk);
    }

    /// The old id of a migrated desktop is of no use to the command that reads this.
    #[test]
    fn ids_are_those_of_now() {
        let (out, _) = tell(Format::Ids, Look::default(), false);
        assert!(out.starts_with("ws-0000000009\nws-0000000002\n"), "{out}");
    }

    #[test]
    fn ndjson_is_the_event_stream() {
        let (out, _) = tell(Format::Ndjson, Look::default(), false);
        let events: Vec<serde_json::Value> =
            out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(events.len(), 4);
        assert!(events.iter().all(|event| event["schema"] == 1 && event["at"] == "2026-01-05T09:00:00Z"));
        assert_eq!(events[3]["event"], "run_ended");
    }

    /// A program that reads JSON gets no plan and no progress beside it, only how it ended.
    #[test]
    fn beside_json_only_the_last_line_is_said() {
        let spare = Look { volume: Volume::Spare, ..Look::default() };
        let (out, err) = tell(Format::Json, spare, true);
        assert!(out.starts_with('{'), "{out}");
        assert!(err.starts_with("deskfleet: 1 done, ") && err.lines().count() == 1, "{err}");
    }

    #[test]
    fn quiet_is_silent_on_success_only() {
        let quiet = Look { volume: Volume::Quiet, ..Look::default() };
        assert_eq!(tell(Format::Table, quiet, true), (String::new(), String::new()));
        let (_, err) = tell(Format::Table, quiet, false);
        assert!(err.starts_with("deskfleet: 1 done, ") && err.lines().count() == 1, "{err}");
    }
}
