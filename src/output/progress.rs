//! How far a run is, drawn from its events: a bar on a terminal, else a plain line every 30 seconds of real time.
//!
//! Nothing here has a timer: it is looked at when something happens, so a run in virtual time is not held up, and a run
//! in a log says little. Times of indicatif are not used: what is left is the plan's estimate for what is left.
//! Imports `model`, `planner::document`, `executor::event` and `clock`.

use std::collections::BTreeSet;
use std::io;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};
use jiff::Timestamp;

use super::plan::moment;
use super::{Printer, Sink, Volume, visible};
use crate::clock::{RealMoment, real_now};
use crate::executor::event::{Event, Stop, What};
use crate::model::{End, StepId, format_span};
use crate::planner::document::{Plan, TargetRef};

/// How often a line is written where no bar can be drawn.
const LINE_EVERY: Duration = Duration::from_secs(30);

/// The drawing of a run's progress.
#[derive(Debug)]
pub(super) struct Progress<'a> {
    printer: &'a Printer,
    bar: Option<ProgressBar>,
    steps: u64,
    waves: usize,
    duration_s: u64,
    /// The last steps of their targets: with them a target ends.
    last: BTreeSet<StepId>,
    tally: Tally,
    last_line: RealMoment,
}

/// Where the run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    wave: u64,
    ended: u64,
    in_flight: u64,
    late: u64,
    failed: u64,
    unknown: u64,
}

impl<'a> Progress<'a> {
    /// Begins; `ended` targets have come to their end in earlier sessions.
    pub(super) fn new(printer: &'a Printer, plan: &Plan, ended: u64) -> Self {
        let look = printer.look();
        let steps = plan.heads().count() as u64;
        let bar = (look.err_is_terminal && look.volume == Volume::Normal && steps > 0).then(|| {
            let terminal = Terminal { sink: printer.err_sink(), width: look.width };
            let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::term_like(Box::new(terminal)));
            let style = ProgressStyle::with_template("[{bar:24}] {pos}/{len} {msg}");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "))
        });
        printer.set_bar(bar.clone());
        Self {
            printer,
            bar,
            steps,
            waves: plan.waves.len(),
            duration_s: plan.estimate.duration_s,
            last: plan.tails().into_values().cloned().collect(),
            tally: Tally { ended, ..Tally::default() },
            last_line: real_now(),
        }
    }

    /// Draws what an event changed; `in_flight` targets are sent and have no end yet.
    pub(super) fn note(&mut self, event: &Event, in_flight: u64) {
        let is_last = |step: &StepId| self.last.contains(step);
        self.tally.note(event, is_last);
        self.tally.in_flight = in_flight;
        match &event.what {
            What::WaveStarted { wave, targets } => {
                let text = format!("wave {wave} of {}: {targets} {}", self.waves, desktops(*targets));
                self.printer.status(&text);
            }
            What::Unanswered { target, reason, .. } => {
                self.printer.status(&format!("{}: {}; it is being observed", name(target), visible(reason)));
            }
            What::Unread { targets, reason } => {
                let of = desktops(*targets);
                let text = format!("{targets} {of} could not be read: {}", visible(reason));
                self.printer.status(&format!("{text}; they are read again as long as the run goes on"));
            }
            What::Late { target, .. } => {
                self.printer.status(&format!("{} takes longer than usual and keeps its place", name(target)));
            }
            What::Paused { why, until, waits } => self.printer.status(&pause_words(why, *until, *waits)),
            What::Stopped { why } => self.printer.status(&stop_words(why, in_flight)),
            // The first picture is drawn when there is something to see.
            What::RunOpened { .. } => return,
            What::Sent { .. }
            | What::Accepted { .. }
            | What::Postponed { .. }
            | What::Looked { .. }
            | What::Ended { .. }
            | What::RunEnded { .. } => {}
        }
        self.draw();
    }

    /// Takes the bar away.
    pub(super) fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            self.printer.set_bar(None);
            bar.finish_and_clear();
        }
    }

    fn draw(&mut self) {
        let words = self.tally.words(self.steps, self.waves, self.duration_s);
        if let Some(bar) = &self.bar {
            bar.set_position(self.tally.ended);
            bar.set_message(words);
        } else if self.last_line.elapsed() >= LINE_EVERY && self.bar.is_none() {
            self.last_line = real_now();
            self.printer.status(&format!("{} of {} ended, {words}", self.tally.ended, self.steps));
        }
    }
}

/// A run that fails leaves no bar behind either.
impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Tally {
    fn note(&mut self, event: &Event, is_last: impl Fn(&StepId) -> bool) {
        match &event.what {
            What::WaveStarted { wave, .. } => self.wave = *wave,
            What::Looked { late, .. } => self.late = *late,
            What::Late { .. } => self.late += 1,
            What::Ended { step, end, .. } => {
                // What is held comes again, and has its end then.
                self.ended += u64::from(is_last(step) && *end != End::Held);
                match end {
                    End::Failed => self.failed += 1,
                    End::Unknown => self.unknown += 1,
                    End::Done | End::Unchanged | End::Skipped | End::Held | End::Refused | End::NotStarted => {}
                }
            }
            What::RunOpened { .. }
            | What::Sent { .. }
            | What::Accepted { .. }
            | What::Postponed { .. }
            | What::Unread { .. }
            | What::Unanswered { .. }
            | What::Paused { .. }
            | What::Stopped { .. }
            | What::RunEnded { .. } => {}
        }
    }

    fn words(self, steps: u64, waves: usize, duration_s: u64) -> String {
        let mut words = Vec::new();
        if self.wave > 0 {
            words.push(format!("wave {} of {waves}", self.wave));
        }
        words.push(format!("{} in flight", self.in_flight));
        for (count, word) in [(self.late, "late"), (self.failed, "failed"), (self.unknown, "unknown")] {
            if count > 0 {
                words.push(format!("{count} {word}"));
            }
        }
        let left = steps.saturating_sub(self.ended);
        if let Some(left_s) = duration_s.saturating_mul(left).checked_div(steps).filter(|left| *left >= 60) {
            words.push(format!("about {} left", format_span(left_s / 60 * 60)));
        }
        words.join(", ")
    }
}

fn desktops(count: u64) -> &'static str {
    if count == 1 { "desktop" } else { "desktops" }
}

/// Returns what is waited for, in words.
fn pause_words(why: &Stop, until: Option<Timestamp>, waits: bool) -> String {
    let Some(until) = until.map(moment) else {
        return format!("nothing more is sent in this session: {}", why.fragment());
    };
    let what = match why {
        Stop::Window => format!("the next window for this run opens at {until}"),
        Stop::Hold => format!("the next is allowed at {until}"),
        Stop::Signal
        | Stop::Failures
        | Stop::Canary
        | Stop::AfterCanary
        | Stop::Credentials
        | Stop::Unreachable
        | Stop::Elsewhere
        | Stop::MaxDuration
        | Stop::Cancel
        | Stop::Cancelled
        | Stop::NoWait => format!("{}, until {until}", why.fragment()),
    };
    if waits { format!("waiting: {what}; Ctrl-C leaves it to `resume`") } else { what }
}

/// Returns why sending stopped, in words.
fn stop_words(why: &Stop, in_flight: u64) -> String {
    match why {
        Stop::Signal => match in_flight {
            0 => "stopped by a signal; nothing is in flight".to_owned(),
            1 => "stopped by a signal: 1 desktop is in flight and goes on without us; `resume` follows it".to_owned(),
            count => {
                format!(
                    "stopped by a signal: {count} desktops are in flight and go on without us; `resume` follows them"
                )
            }
        },
        Stop::Failures => "stopped: more targets failed than `--max-failures` allows".to_owned(),
        Stop::Canary => "stopped: the canary failed, or none of it was done".to_owned(),
        Stop::AfterCanary => "stopped: the canary is done".to_owned(),
        Stop::Credentials => "stopped: the credentials are expired or were refused".to_owned(),
        Stop::Unreachable => "stopped: the service can't be reached".to_owned(),
        Stop::Elsewhere => "stopped: other runs have as many in flight as the service allows".to_owned(),
        Stop::Window => "stopped: the window is closed".to_owned(),
        Stop::Hold => "stopped: what is left is allowed later".to_owned(),
        Stop::MaxDuration => "stopped: the time of `--max-duration` is over".to_owned(),
        Stop::NoWait => "what the service took is not waited for; `resume` follows it".to_owned(),
        Stop::Cancelled => "the run is cancelled: what is in flight is seen to its end, nothing is sent".to_owned(),
        Stop::Cancel => match in_flight {
            0 => "stopped by `runs cancel`; nothing is in flight".to_owned(),
            count => format!("stopped by `runs cancel`: {count} in flight go on without us; `resume` follows them"),
        },
    }
}

fn name(target: &TargetRef) -> String {
    format!("{} ({})", visible(&target.user_name), visible(target.workspace_id.as_str()))
}

/// indicatif's picture of our stderr.
#[derive(Debug)]
struct Terminal {
    sink: Sink,
    width: u16,
}

impl TermLike for Terminal {
    fn width(&self) -> u16 {
        self.width
    }

    fn move_cursor_up(&self, lines: usize) -> io::Result<()> {
        self.turn(lines, 'A')
    }

    fn move_cursor_down(&self, lines: usize) -> io::Result<()> {
        self.turn(lines, 'B')
    }

    fn move_cursor_right(&self, columns: usize) -> io::Result<()> {
        self.turn(columns, 'C')
    }

    fn move_cursor_left(&self, columns: usize) -> io::Result<()> {
        self.turn(columns, 'D')
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.sink.write(format!("{text}\n").as_bytes())
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.sink.write(text.as_bytes())
    }

    fn clear_line(&self) -> io::Result<()> {
        self.sink.write(b"\r\x1b[2K")
    }

    fn flush(&self) -> io::Result<()> {
        Ok(()) // every write is handed on at once
    }
}

impl Terminal {
    fn turn(&self, count: usize, direction: char) -> io::Result<()> {
        if count == 0 { Ok(()) } else { self.sink.write(format!("\x1b[{count}{direction}").as_bytes()) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Look;
    use super::super::report::testing::plan;
    use super::super::testing::printer;
    use super::*;

    fn event(what: What) -> Event {
        Event { at: "2026-01-05T09:00:00Z".parse().expect("a timestamp"), what }
    }

    #[test]
    fn a_log_gets_a_line_a_wave_and_no_bar() {
        let (printer, out, err) = printer(Look::default());
        let plan = plan();
        let mut progress = Progress::new(&printer, &plan, 0);
        progress.note(&event(What::WaveStarted { wave: 1, targets: 1 }), 0);
        let (step, target) = (plan.steps[0].id.clone(), plan.steps[0].target.clone());
        progress.note(&event(What::Sent { step: step.clone(), target: target.clone(), attempt: 1 }), 1);
        progress.note(&event(What::Late { step, target }), 1);
        progress.note(&event(What::Unread { targets: 2, reason: "`DescribeTags`: HTTP 500".to_owned() }), 1);
        progress.finish();
        assert_eq!(
            err.text(),
            "wave 1 of 2: 1 desktop\nada (ws-0000000001) takes longer than usual and keeps its place\n\
             2 desktops could not be read: `DescribeTags`: HTTP 500; they are read again as long as the run goes on\n"
        );
        assert_eq!(out.text(), "");
    }

    #[test]
    fn a_terminal_gets_a_bar_that_goes_away() {
        let (printer, _, err) = printer(Look { err_is_terminal: true, ..Look::default() });
        let mut progress = Progress::new(&printer, &plan(), 0);
        progress.note(&event(What::WaveStarted { wave: 1, targets: 1 }), 0);
        progress.finish();
        assert!(err.text().contains("0/2 wave 1 of 2, 0 in flight, about 1h20m left"), "{:?}", err.text());
        assert!(err.text().contains("\x1b[2K"), "{:?}", err.text());
    }

    /// What was under way in an earlier session is in the first picture, and nothing is drawn before there is one.
    #[test]
    fn nothing_is_drawn_before_the_first_wave() {
        let (printer, _, err) = printer(Look { err_is_terminal: true, ..Look::default() });
        let plan = plan();
        let mut progress = Progress::new(&printer, &plan, 1);
        let (run, id, verb) = (crate::model::RunId::from_service("R-1"), plan.id.clone(), plan.intent.verb);
        progress
            .note(&event(What::RunOpened { run, plan: id, verb, selected: 5, steps: 2, waves: 2, resumed: true }), 1);
        assert_eq!(err.text(), "");
        progress.note(&event(What::WaveStarted { wave: 2, targets: 1 }), 1);
        assert!(err.text().contains("1/2 wave 2 of 2, 1 in flight"), "{:?}", err.text());
        drop(progress);
        printer.status("after");
        assert!(err.text().ends_with("\x1b[2Kafter\n"), "{:?}", err.text());
    }

    #[test]
    fn the_tally_follows_the_events() {
        let plan = plan();
        let (step, target) = (plan.steps[0].id.clone(), plan.steps[0].target.clone());
        let mut tally = Tally::default();
        tally.note(&event(What::WaveStarted { wave: 2, targets: 1 }), |_| true);
        tally.note(&event(What::Sent { step: step.clone(), target: target.clone(), attempt: 1 }), |_| true);
        tally.note(&event(What::Sent { step: step.clone(), target: target.clone(), attempt: 2 }), |_| true);
        assert_eq!(tally, Tally { wave: 2, ..Tally::default() });
        let ended = |end| {
            let (step, target) = (step.clone(), target.clone());
            event(What::Ended { step, target, end, new_workspace_id: None, rule: None, reason: None, until: None })
        };
        tally.note(&ended(End::Held), |_| true);
        tally.note(&ended(End::Failed), |_| true);
        assert_eq!(tally, Tally { wave: 2, ended: 1, failed: 1, ..Tally::default() });
        assert_eq!(tally.words(10, 3, 3_600), "wave 2 of 3, 0 in flight, 1 failed, about 54m left");
    }
}
