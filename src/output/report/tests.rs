//! What reports say of runs that ended in each way: their rows, what to do next, the last line.

use super::*;

fn event(what: What) -> Event {
    Event { at: "2026-01-05T09:00:00Z".parse().expect("a timestamp"), what }
}

fn step(id: &str) -> StepId {
    StepId::from_service(id)
}

#[test]
fn every_selected_target_has_one_row() {
    let plan = testing::plan();
    let mut report = Report::new(&plan);
    report.note(&event(What::Ended {
        step: step("S-0001"),
        target: plan.steps[0].target.clone(),
        end: End::Done,
        new_workspace_id: Some(WorkspaceId::from_service("ws-9")),
        rule: None,
        reason: None,
        until: None,
    }));
    let rows = report.listing().items;
    assert_eq!(rows.len(), plan.selected());
    assert_eq!(report.counts().total(), plan.selected() as u64);
    let ends: Vec<_> = rows.iter().map(|row| row["end"].as_str().unwrap_or_default()).collect();
    assert_eq!(ends, ["done", "held", "unchanged", "skipped", "refused"]);
    assert_eq!(rows[0]["new_workspace_id"], "ws-9");
    assert_eq!((&rows[1]["rule"], &rows[1]["until"]), (&json!("CONN-01"), &json!("2026-01-05T14:20:00Z")));
}

#[test]
fn the_commands_that_go_on_are_named() {
    let plan = testing::plan();
    let run = RunId::from_service("R-20260105T080000Z-0000");
    let mut report = Report::new(&plan);
    let unknown = Fate {
        end: Some(End::Unknown),
        new_id: None,
        rule: None,
        reason: Some("no answer".to_owned()),
        until: None,
        in_flight: false,
    };
    report.earlier(step("S-0001"), unknown);
    assert_eq!(report.next_steps("deskfleet"), Vec::<String>::new(), "no run, nothing to go on with");
    report.note(&event(What::RunOpened {
        run,
        plan: plan.id.clone(),
        verb: plan.intent.verb,
        selected: 5,
        steps: 2,
        waves: 2,
        resumed: true,
    }));
    assert_eq!(
        report.next_steps("deskfleet --sim"),
        [
            "1 unknown: look at them, then close each with `deskfleet --sim runs settle R-20260105T080000Z-0000 S-0001 --as done|not-done`",
            "1 held, the first is allowed again at 2026-01-05 14:20Z: `deskfleet --sim resume R-20260105T080000Z-0000` judges them again",
        ]
    );
}

/// A run that stopped for time is cron's, any other a person's; whoever waits is shown with rule and time.
#[test]
fn what_time_has_stopped_is_left_to_cron() {
    let plan = testing::plan();
    let run = RunId::from_service("R-20260105T080000Z-0000");
    let at = |text: &str| -> Timestamp { text.parse().expect("a timestamp") };
    let steps = |stop: Stop, opens: Option<&str>| {
        let mut report = Report::of_run(&plan, run.clone(), true, true);
        report.note(&event(What::Paused { why: stop.clone(), until: opens.map(at), waits: false }));
        report.note(&event(What::Stopped { why: stop }));
        report.next_steps("deskfleet")
    };
    let held = "1 held, the first is allowed again at 2026-01-05 14:20Z: `deskfleet resume";
    let window = steps(Stop::Window, Some("2026-01-05T22:00:00Z"));
    let not_started = "1 not started: `deskfleet resume --due` goes on from 2026-01-05 22:00Z";
    assert_eq!(window, [&format!("{held} --due` goes on from then"), not_started]);
    let over = steps(Stop::MaxDuration, None);
    assert_eq!(over[1], "1 not started: `deskfleet resume --due` goes on");
    let signal = steps(Stop::Signal, None);
    assert_eq!(signal[0], format!("{held} R-20260105T080000Z-0000` judges them again"));
    assert_eq!(signal[1], "1 not started: `deskfleet resume R-20260105T080000Z-0000` goes on");

    let mut report = Report::of_run(&plan, run.clone(), true, true);
    report.note(&event(What::Ended {
        step: step("S-0001"),
        target: plan.steps[0].target.clone(),
        end: End::Held,
        new_workspace_id: None,
        rule: Some("VOL-08".to_owned()),
        reason: Some("begun".to_owned()),
        until: Some(at("2026-01-05T12:00:00Z")),
    }));
    let row = &report.listing().items[0];
    assert_eq!((&row["rule"], &row["until"]), (&json!("VOL-08"), &json!("2026-01-05T12:00:00Z")));
    assert!(report.next_steps("deskfleet")[0].starts_with("2 held, the first is allowed again at 2026-01-05 12:00Z"));
}

/// A permission that is missing is said with every target that it failed, and mended once.
#[test]
fn a_missing_permission_is_hinted_at_once() {
    let plan = testing::plan();
    let hints = |code: &str| {
        let mut report = Report::of_run(&plan, RunId::from_service("R-20260105T080000Z-0000"), false, false);
        for step in &plan.steps {
            let reason = Some(format!("`MigrateWorkspace` was refused: {code}: not authorized"));
            let fate = Fate { end: Some(End::Failed), new_id: None, rule: None, reason, until: None, in_flight: false };
            report.earlier(step.id.clone(), fate);
        }
        report.next_steps("deskfleet").into_iter().filter(|line| line.contains("iam-policy migrate`")).count()
    };
    assert_eq!((hints("AccessDeniedException"), hints("UnauthorizedOperation")), (1, 1));
    assert_eq!(hints("ResourceLimitExceededException"), 0);
}

/// What was sent goes on without us: `resume` follows it, and nobody has to close it by hand.
#[test]
fn what_is_in_flight_is_no_riddle_for_a_person() {
    let plan = testing::plan();
    let mut report = Report::of_run(&plan, RunId::from_service("R-20260105T080000Z-0000"), true, false);
    let (sent, target) = (step("S-0001"), plan.steps[0].target.clone());
    report.note(&event(What::Sent { step: sent.clone(), target: target.clone(), attempt: 1 }));
    assert_eq!(
        report.next_steps("deskfleet")[0],
        "1 still in flight: `deskfleet resume R-20260105T080000Z-0000` follows them"
    );
    let row = &report.listing().items[0];
    assert_eq!((&row["end"], &row["reason"]), (&json!("unknown"), &json!("sent, its end was not seen")));
    assert_eq!(report.counts().unknown, 1);
    report.note(&event(What::Postponed { step: sent, target, reason: "throttled".to_owned() }));
    assert_eq!((report.in_flight(), report.counts().not_started), (0, 1));
}

/// A desktop that is neither as it was nor as wanted has failed, for the reason that the rest was left out.
#[test]
fn what_is_left_half_done_has_failed() {
    let mut plan = testing::plan();
    let next = Step { id: step("S-0009"), follows: vec![step("S-0001")], ..plan.steps[0].clone() };
    plan.steps.insert(1, next);
    let mut report = Report::new(&plan);
    let fate = |end, reason: Option<&str>| Fate {
        end: Some(end),
        new_id: None,
        rule: None,
        reason: reason.map(str::to_owned),
        until: None,
        in_flight: false,
    };
    report.earlier(step("S-0001"), fate(End::Done, None));
    report.earlier(step("S-0009"), fate(End::Skipped, Some("its volumes changed")));
    let row = &report.listing().items[0];
    assert_eq!((&row["end"], &row["reason"]), (&json!("failed"), &json!("its volumes changed")));
    assert_eq!((report.counts().failed, report.counts().done), (1, 0));
}

#[test]
fn a_table_ends_with_what_needs_a_look() {
    let plan = testing::plan();
    let mut report = Report::new(&plan);
    let fate = Fate { end: Some(End::Failed), new_id: None, rule: None, reason: None, until: None, in_flight: false };
    report.earlier(step("S-0001"), fate);
    let ends = |format| {
        let items = report.listing_for(format).items;
        items.iter().map(|row| row["end"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ends(Format::Table), ["unchanged", "skipped", "held", "refused", "failed"]);
    assert_eq!(ends(Format::Csv)[0], "failed", "data keeps the order of the plan");
}

/// Scripts read this line: its form is a promise.
#[test]
fn the_last_line_has_its_form() {
    let counts = Counts { done: 975, failed: 20, skipped: 5, ..Counts::default() };
    let scope =
        Scope { account: "111122223333".to_owned(), region: "us-east-1".to_owned(), endpoint: None, simulated: false };
    assert_eq!(
        last_line(counts, &scope, Some("deskfleet resume R-1")),
        "deskfleet: 975 done, 0 unchanged, 20 failed, 5 skipped, 0 held, 0 refused, 0 unknown, 0 not started (111122223333 us-east-1); resume with: deskfleet resume R-1"
    );
    let scope = Scope { simulated: true, ..scope };
    assert!(last_line(counts, &scope, None).ends_with("(111122223333 us-east-1 SIMULATED)"));
}
