//! What keeps volumes from growing, and what should be known when they do (domain.md A1, A2).
//!
//! A rule that finds no way names the flag that makes one: no volume grows unasked, and none more than was asked for.

use jiff::Timestamp;

use super::chain::{GIB_MAX, Growth, NoWay, ROOT_GROWN_MIN, Volume};
use super::{Restart, asked, build, hibernates, kind, name, open_question, restart, sizes, starts_anew, way};
use crate::model::{Calendar, Verb, WorkspaceState};
use crate::planner::Case;
use crate::planner::rules::{About, Finding, GUIDE, Rule, Severity};
use crate::planner::verbs::modify;

/// What is in the way, judged by one rule each.
fn in_the_way(case: &Case<'_>) -> Option<NoWay> {
    way(case)?.err()
}

/// The growths of a target for which there is a way.
fn growths(case: &Case<'_>) -> Vec<Growth> {
    way(case).and_then(Result::ok).unwrap_or_default()
}

/// Returns until when a volume can't grow, where that is known and not lowered.
pub(super) fn wait_until(case: &Case<'_>, volume: Volume) -> Option<Timestamp> {
    modify::wait_until(case, asked(volume)).filter(|_| !case.context.is_lowered(GROWN_LATELY.id))
}

pub(super) static UNREAD: Rule = Rule {
    id: "VOL-07",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "sizes that are not known",
    says: "the service did not say how large the desktop's volumes are, so it can't be told what would be allowed",
    advice: "look at the desktop with `deskfleet show`, or exclude it",
    check: |case| sizes(case).is_none().then(|| Finding::of("the sizes of its volumes are not known")),
};

pub(super) static SHRINKS: Rule = Rule {
    id: "VOL-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["A2-01"],
    dated: GUIDE,
    title: "a volume would shrink",
    says: "no volume can be made smaller",
    advice: "write the size that the desktop has or a larger one; `--user at-least:N` leaves larger ones as they are",
    check: |case| {
        let NoWay::Shrinks(volume) = in_the_way(case)? else { return None };
        let (from, to) = sizes(case)?;
        let (from, to) = match volume {
            Volume::Root => (from.root, to.root),
            Volume::User => (from.user, to.user),
        };
        Some(Finding::of(format!("its {} has {from} GiB and can't shrink to {to}", name(volume))))
    },
};

pub(super) static TOO_LARGE: Rule = Rule {
    id: "VOL-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["A1-02"],
    dated: GUIDE,
    title: "larger than a volume can be",
    says: "a volume has at most 2,000 GiB",
    advice: "ask for less",
    check: |case| {
        let NoWay::TooLarge(volume) = in_the_way(case)? else { return None };
        Some(Finding::of(format!("its {} would have more than {GIB_MAX} GiB", name(volume))))
    },
};

pub(super) static NO_SUCH_SIZE: Rule = Rule {
    id: "VOL-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["A1-01", "A1-07", "A2-02"],
    dated: GUIDE,
    title: "a size that does not exist",
    says: "a root volume has 80 GiB (with a GPU 100) or from 175 to 2,000; a user volume 10, 50 or from 100 to 2,000",
    advice: "write a size that exists; `--user +N` takes the next one by itself",
    check: |case| {
        let NoWay::NoSuchSize(volume) = in_the_way(case)? else { return None };
        let (_, to) = sizes(case)?;
        Some(Finding::of(match volume {
            Volume::Root => format!("there is no root volume of {} GiB: the next size is {ROOT_GROWN_MIN}", to.root),
            Volume::User => format!("there is no user volume of {} GiB for it", to.user),
        }))
    },
};

pub(super) static NEEDS_ROOT: Rule = Rule {
    id: "VOL-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["A2-02", "A2-05", "A1-01"],
    dated: GUIDE,
    title: "the root volume is too small for that user volume",
    says: "a user volume of more than 100 GiB needs a root volume of 175 or more, and no volume grows unasked",
    advice: "let both grow: add `--root 175`",
    check: |case| {
        (in_the_way(case)? == NoWay::NeedsRoot).then_some(())?;
        let (from, to) = sizes(case)?;
        Some(Finding::of(format!(
            "a user volume of {} GiB needs a root volume of {ROOT_GROWN_MIN}, it has {}: add `--root {ROOT_GROWN_MIN}`",
            to.user, from.root
        )))
    },
};

pub(super) static NEEDS_USER: Rule = Rule {
    id: "VOL-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["A2-03", "A2-04"],
    dated: GUIDE,
    title: "the user volume is too small for that root volume",
    says: "a root volume grows only beside a user volume of 100 GiB or more, and no volume grows unasked",
    advice: "let both grow: add `--user at-least:100`",
    check: |case| {
        (in_the_way(case)? == NoWay::NeedsUser).then_some(())?;
        let (from, to) = sizes(case)?;
        Some(Finding::of(format!(
            "a root volume of {} GiB needs a user volume of 100, it has {}: add `--user at-least:100`",
            to.root, from.user
        )))
    },
};

pub(super) static OLD_PAIR: Rule = Rule {
    id: "VOL-06",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["A1-01"],
    dated: GUIDE,
    title: "a pair of sizes that is no longer offered",
    says: "earlier generations had pairs such as 175/10 and 175/50; the guide does not say what may become of them",
    advice: "try one with `--allow VOL-06 --canary 1`, or migrate it",
    check: |case| {
        (in_the_way(case)? == NoWay::OldPair).then_some(())?;
        let (from, _) = sizes(case)?;
        Some(Finding::of(format!(
            "its volumes are {} and {} GiB, a pair that is no longer offered",
            from.root, from.user
        )))
    },
};

pub(super) static GROWN_LATELY: Rule = Rule {
    id: "VOL-08",
    severity: Severity::Hold,
    about: About::Service,
    rows: &["A2-08", "A2-09", "A3-04"],
    dated: GUIDE,
    title: "grown less than six hours ago",
    says: "each volume grows once in six hours, and a desktop has to be six hours old; the service does not show these times, \
           so they come from our own ledger and from CloudTrail, and a refusal counts as one",
    advice: "go on later with `deskfleet resume`",
    check: |case| {
        let first = growths(case).first()?.volume;
        let until = wait_until_at_all(case, first)?;
        let grew = format!("its {} grew", name(first));
        Some(Finding { until: Some(until), ..Finding::of(modify::lately(case, asked(first), &grew)) })
    },
};

/// As `wait_until`, also when the rule is lowered: the finding tells what was.
fn wait_until_at_all(case: &Case<'_>, volume: Volume) -> Option<Timestamp> {
    modify::wait_until(case, asked(volume))
}

pub(super) static CLOCK_UNKNOWN: Rule = Rule {
    id: "VOL-09",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["A2-08", "A2-09"],
    dated: GUIDE,
    title: "when it last grew is not known",
    says: "our ledger knows what deskfleet did, and only CloudTrail what others did since; if the volume grew or the desktop was \
           made less than six hours ago the service refuses, and the target is held until that surely is over",
    advice: "go on; `--cloudtrail` looks it up (needs cloudtrail:LookupEvents)",
    check: |case| {
        let unknown = |volume| modify::is_unknown(case, asked(volume));
        let volumes: Vec<&str> = [Volume::User, Volume::Root]
            .into_iter()
            .filter(|volume| growths(case).iter().any(|growth| growth.volume == *volume) && unknown(*volume))
            .map(name)
            .collect();
        let are = volumes.join(" and its ");
        (!volumes.is_empty()).then(|| Finding::of(format!("when its {are} last grew is not known")))
    },
};

pub(super) static STOPPED_MEANWHILE: Rule = Rule {
    id: "VOL-10",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["A2-16", "A2-15"],
    dated: GUIDE,
    title: "it can't be started while it grows",
    says: "a STOPPED desktop can't be started until its volume has grown, which usually takes up to two hours each; one that \
           runs can be used meanwhile. Where the config has `quiet_hours`, only a resize that may last longer is warned of",
    advice: "resize it outside its user's hours, or start it first",
    check: |case| {
        if case.target.state != WorkspaceState::Stopped || growths(case).is_empty() || is_quiet(case) {
            return None;
        }
        Some(Finding::of(match case.context.policy.quiet_hours.as_slice() {
            [] => "it is STOPPED, and its user can't start it while a volume grows",
            _ => {
                "it is STOPPED, and its user can't start it while a volume grows, which may be outside the quiet hours"
            }
        }))
    },
};

/// Tells whether all its growths, from the first moment that they may begin, lie within the quiet hours.
fn is_quiet(case: &Case<'_>) -> bool {
    let policy = case.context.policy;
    let allowed = growths(case).first().and_then(|first| wait_until(case, first.volume)).unwrap_or(case.context.now);
    let Some(start) = policy.calendar.next_start(allowed, policy.needs_s(Verb::Resize)) else { return false };
    let quiet = Calendar { windows: policy.quiet_hours.clone(), not_on: Vec::new() };
    !quiet.is_always_open() && quiet.next_start(start, growing_s(case, start)) == Some(start)
}

/// Returns how long all growths take from a start on, each for as long as it usually takes at most (A2-15), with the waits
/// between them.
fn growing_s(case: &Case<'_>, start: Timestamp) -> u64 {
    let mut sent_s: Vec<u64> = Vec::new();
    let mut over_s = 0;
    for call in build(case).iter().filter(|call| call.property.is_some()) {
        let waits = call.wait.and_then(|(after, seconds)| Some(sent_s.get(after)? + seconds));
        let clock = call.not_before.and_then(|at| u64::try_from(at.duration_since(start).as_secs()).ok());
        let at_s = [waits, clock].into_iter().flatten().fold(over_s, u64::max);
        sent_s.push(at_s);
        over_s = at_s + call.verb.facts().typical_s;
    }
    over_s
}

pub(super) static GPU_BETWEEN: Rule = Rule {
    id: "VOL-11",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["A1-06", "A1-09", "A2-05"],
    dated: GUIDE,
    title: "volumes of a desktop with a GPU, or of a type that nothing is said of",
    says: "the guide does not say whether the root volume of a desktop with a GPU may have from 101 to 174 GiB, nor whether its \
           user volume may have more than 100 beside one of less than 175; of the types of later years it says nothing",
    advice: "write 175 or more for the root volume, or begin with `--canary 1`",
    check: |case| {
        let (from, to) = sizes(case)?;
        open_question(kind(case), from, to).map(Finding::of)
    },
};

pub(super) static PRICE: Rule = Rule {
    id: "VOL-12",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["A2-18"],
    dated: GUIDE,
    title: "its price changes",
    says: "larger volumes cost more, and they can't be made smaller again",
    advice: "look at the price list of the Region",
    check: |case| (!growths(case).is_empty()).then(|| Finding::of("its price changes, for good")),
};

pub(super) static RESTART: Rule = Rule {
    id: "VOL-13",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["A2-14", "C1-04", "C2-01"],
    dated: GUIDE,
    title: "the new size shows after a restart",
    says: "a volume's new size takes effect when the desktop restarts. One that hibernates goes on with the old size, and can't \
           be rebooted while it is STOPPED: so it is started first, and AutoStop stops it again when its time is over",
    advice: "leave the restart to its user with `--reboot never`",
    check: |case| {
        if growths(case).is_empty() || starts_anew(case) {
            return None;
        }
        if restart(case.context) == Ok(Restart::Never) {
            return Some(Finding::of("its new size shows after a restart, which is left to somebody else"));
        }
        let says = "where it is STOPPED when its volumes have grown, it is started for its restart, and AutoStop stops it again";
        hibernates(case).then(|| Finding::of(says))
    },
};

/// Judged right before sending: there is nothing to look at before.
pub(super) static CHANGED_MEANWHILE: Rule = Rule {
    id: "VOL-14",
    severity: Severity::Skip,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "its volumes changed since the plan was made",
    says: "somebody else, perhaps the user, changed a volume meanwhile, so what was planned may not fit any more",
    advice: "plan it again",
    check: |_| None,
};
