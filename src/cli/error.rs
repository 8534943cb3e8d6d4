//! What ends a command: an exit code, or an error with a kind that has one.
//!
//! Errors of the modules below become `CliError` here, and here they get their hints. The kinds are few, and one match
//! without a `_` arm gives each its code.

use crate::aws::{ConnectError, Fault, FaultKind};
use crate::config::ConfigError;
use crate::executor::approval::Refusal;
use crate::executor::event::{Counts, Stop};
use crate::executor::{ExecError, OpenRunError, ResumeError};
use crate::inventory::SelectionError;
use crate::journal::{JournalError, OpenError};
use crate::output::{Failure, OutputError};
use crate::planner::RuleNotFound;
use crate::planner::around::OrderError;
use crate::planner::document::PlanError;
use crate::sim::ImportError;
use crate::sim::store::StoreError;

/// How many slips a rule's id may have to be taken for it.
const RULE_SLIPS_MAX: usize = 2;

/// How a command ends (design 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// All that was asked for is done.
    Done,
    /// Something failed that is nobody's fault here.
    Unexpected,
    /// The command line, the configuration or an input file is wrong.
    Usage,
    /// Some targets failed, are unknown, or were left out though they were wanted.
    Partial,
    /// A change selected nothing.
    NothingSelected,
    /// A rule blocks it; nothing was sent.
    Blocked,
    /// `resume` can go on.
    Incomplete,
    /// Credentials or permissions.
    Credentials,
    /// The targets are in another run.
    Busy,
    /// There is a difference, or something to do (`-n --exit-code`).
    Different,
    /// Interrupted or declined, with nothing to resume.
    Interrupted,
}

impl Exit {
    /// All of them, in the order of their codes.
    pub(super) const ALL: [Self; 11] = [
        Self::Done,
        Self::Unexpected,
        Self::Usage,
        Self::Partial,
        Self::NothingSelected,
        Self::Blocked,
        Self::Incomplete,
        Self::Credentials,
        Self::Busy,
        Self::Different,
        Self::Interrupted,
    ];

    /// Returns the worse of two ends of runs (design 4): credentials, what is not known to be over, then what failed.
    #[must_use]
    pub(super) fn or_worse(self, other: Self) -> Self {
        const BEST_FIRST: [Exit; 4] = [Exit::Done, Exit::Partial, Exit::Incomplete, Exit::Credentials];
        // Anything else is an error, and says more than any end.
        let rank = |exit: Self| BEST_FIRST.iter().position(|known| *known == exit).unwrap_or(BEST_FIRST.len());
        if rank(other) > rank(self) { other } else { self }
    }

    /// Returns the exit code.
    #[must_use]
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Unexpected => 1,
            Self::Usage => 2,
            Self::Partial => 3,
            Self::NothingSelected => 4,
            Self::Blocked => 5,
            Self::Incomplete => 6,
            Self::Credentials => 7,
            Self::Busy => 8,
            Self::Different => 20,
            Self::Interrupted => 130,
        }
    }

    /// Returns what the code means, for help and manual.
    #[must_use]
    pub(super) fn says(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unexpected => "unexpected failure",
            Self::Usage => "usage, configuration or input",
            Self::Partial => {
                "partial: targets failed, are unknown or were refused, or named ones were skipped or not found"
            }
            Self::NothingSelected => "nothing selected by a change (0 with --empty-ok)",
            Self::Blocked => "blocked by a rule, nothing sent",
            Self::Incomplete => "incomplete, `deskfleet resume` continues",
            Self::Credentials => "credentials or permissions",
            Self::Busy => "the targets are in another run, or the simulated world is in use",
            Self::Different => "different or pending (-n --exit-code)",
            Self::Interrupted => "interrupted or declined, nothing to resume",
        }
    }

    /// Returns how a run ends; the worst wins.
    #[must_use]
    pub(super) fn of_run(counts: Counts, stop: Option<&Stop>, resumable: bool, named_skipped: bool) -> Self {
        if stop == Some(&Stop::Credentials) {
            Self::Credentials
        } else if resumable {
            Self::Incomplete
        } else if counts.failed + counts.unknown + counts.refused > 0 || named_skipped {
            Self::Partial
        } else {
            Self::Done
        }
    }
}

/// What an error is about; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What was typed.
    Usage,
    /// The settings.
    Config,
    /// A file that was given.
    Input,
    /// The state directory or what is in it.
    State,
    /// Credentials.
    Credentials,
    /// Permissions.
    Permissions,
    /// The service or the network.
    Service,
    /// A rule, a limit or a guard.
    Blocked,
    /// A change that selected nothing.
    NothingSelected,
    /// Somebody else is at it.
    Busy,
    /// It was left in the middle; `resume` goes on.
    Incomplete,
    /// A person said no, or left.
    Declined,
    /// Nobody reads the output.
    BrokenPipe,
    /// What should not happen.
    Internal,
}

impl Kind {
    /// Returns the exit of an error of this kind.
    #[must_use]
    pub(super) fn exit(self) -> Exit {
        match self {
            Self::Usage | Self::Config | Self::Input | Self::State => Exit::Usage,
            Self::Credentials | Self::Permissions => Exit::Credentials,
            Self::Service | Self::Internal => Exit::Unexpected,
            Self::Blocked => Exit::Blocked,
            Self::NothingSelected => Exit::NothingSelected,
            Self::Busy => Exit::Busy,
            Self::Incomplete => Exit::Incomplete,
            Self::Declined => Exit::Interrupted,
            Self::BrokenPipe => Exit::Done,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Config => "config",
            Self::Input => "input",
            Self::State => "state",
            Self::Credentials => "credentials",
            Self::Permissions => "permissions",
            Self::Service => "service",
            Self::Blocked => "blocked",
            Self::NothingSelected => "nothing_selected",
            Self::Busy => "busy",
            Self::Incomplete => "incomplete",
            Self::Declined => "declined",
            Self::BrokenPipe => "broken_pipe",
            Self::Internal => "internal",
        }
    }
}

/// Why a command failed: kind, fact, next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CliError {
    kind: Kind,
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
    code: Option<String>,
}

impl CliError {
    /// Makes an error of a kind with a lower-case fragment.
    #[must_use]
    pub(super) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), causes: Vec::new(), hints: Vec::new(), code: None }
    }

    /// Makes an error about what was typed.
    #[must_use]
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Adds what led to it.
    #[must_use]
    pub(super) fn cause(mut self, cause: impl std::fmt::Display) -> Self {
        self.causes.push(cause.to_string());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Makes it an error of another kind: what it means depends on where it came up.
    #[must_use]
    pub(super) fn of_kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// Puts what was tried before the message.
    #[must_use]
    pub(super) fn about(mut self, what: impl std::fmt::Display) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }

    /// Returns the fact, without what led to it.
    #[must_use]
    pub(super) fn fact(&self) -> &str {
        &self.message
    }

    /// Returns the service's error code, where it was the service that said no.
    #[must_use]
    pub(super) fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns its kind.
    #[must_use]
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns it as it is shown.
    #[must_use]
    pub(super) fn failure(&self) -> Failure {
        Failure {
            kind: self.kind.name(),
            exit: self.kind.exit().code(),
            message: self.message.clone(),
            causes: self.causes.clone(),
            hints: self.hints.clone(),
        }
    }

    fn maybe_hint(mut self, hint: Option<impl Into<String>>) -> Self {
        self.hints.extend(hint.map(Into::into));
        self
    }
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> Self {
        Self::new(Kind::Config, error.message).maybe_hint(error.hint)
    }
}

impl From<SelectionError> for CliError {
    fn from(error: SelectionError) -> Self {
        let kind = if matches!(error, SelectionError::Unread { .. }) { Kind::Service } else { Kind::Usage };
        Self::new(kind, error.to_string()).maybe_hint(error.hint())
    }
}

impl From<ConnectError> for CliError {
    fn from(error: ConnectError) -> Self {
        let kind = match &error {
            // What is wrong is the login: the profile, the role or the code.
            ConnectError::Role { fault, .. } if fault.kind == FaultKind::Denied => Kind::Credentials,
            ConnectError::Role { fault, .. } => Self::from(fault.clone()).kind,
            ConnectError::NoRegion
            | ConnectError::Region(_)
            | ConnectError::Endpoint { .. }
            | ConnectError::FipsPrivateLink
            | ConnectError::FipsEndpoint
            | ConnectError::FipsRegion(_)
            | ConnectError::Profile { .. }
            | ConnectError::ProfileFiles(_)
            | ConnectError::CaBundle { .. } => Kind::Config,
        };
        Self::new(kind, error.to_string()).hint(error.hint())
    }
}

impl From<Fault> for CliError {
    fn from(fault: Fault) -> Self {
        let error = |kind| Self { code: fault.code.clone(), ..Self::new(kind, fault.to_string()) };
        match fault.kind {
            FaultKind::Expired | FaultKind::NoCredentials => {
                error(Kind::Credentials).hint("log in again (such as `aws sso login`), or name another `--profile`")
            }
            FaultKind::Denied => {
                error(Kind::Permissions).hint("ask for the permission that is named, or name another `--profile`")
            }
            FaultKind::NotSent => {
                error(Kind::Service).hint("look at the network, the proxy and `--endpoint-url`; nothing was sent")
            }
            FaultKind::Throttled => {
                error(Kind::Service).hint("others call the API as well; try again, or lower `--rate`")
            }
            FaultKind::Unknown => error(Kind::Service).hint("try again; reading changes nothing"),
            FaultKind::Rejected | FaultKind::Gone | FaultKind::InProgress => error(Kind::Service),
            FaultKind::Bug => error(Kind::Internal).hint("this is a bug in deskfleet, please report it"),
        }
    }
}

impl From<JournalError> for CliError {
    fn from(error: JournalError) -> Self {
        let kind = match &error {
            JournalError::Io { .. }
            | JournalError::NotAFile { .. }
            | JournalError::Foreign { .. }
            | JournalError::Newer { .. }
            | JournalError::NoWal { .. }
            | JournalError::Unwritable { .. }
            | JournalError::Gone { .. }
            | JournalError::Torn { .. }
            | JournalError::Corrupt { .. }
            | JournalError::NoRoom(_) => Kind::State,
            JournalError::NoRun(_)
            | JournalError::NoStep { .. }
            | JournalError::NotUnknown { .. }
            | JournalError::NoNewId { .. } => Kind::Usage,
            JournalError::Busy | JournalError::Database(_) | JournalError::Illegal { .. } | JournalError::Crashed => {
                Kind::Internal
            }
        };
        Self::new(kind, error.to_string()).maybe_hint(error.hint())
    }
}

impl From<OpenError> for CliError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Journal(error) => error.into(),
            OpenError::PlanAlreadyRun { ref run } => Self::new(Kind::Usage, error.to_string())
                .hint(format!("see it with `deskfleet runs show {run}`, or go on with `deskfleet resume {run}`")),
            OpenError::Claimed(_) => Self::new(Kind::Busy, error.to_string())
                .hint("see it with `deskfleet runs watch`, and wait for it; desktops can be left out with `--exclude`"),
            OpenError::Finished { .. } => {
                Self::usage(error.to_string()).hint("see the runs with `deskfleet runs list`")
            }
        }
    }
}

impl From<OpenRunError> for CliError {
    fn from(error: OpenRunError) -> Self {
        match error {
            OpenRunError::Open(error) => error.into(),
            OpenRunError::Plan(error) => error.into(),
            OpenRunError::Rehearsal => Self::new(Kind::Internal, error.to_string())
                .hint("this is a bug in deskfleet, please report it; nothing was sent"),
        }
    }
}

impl From<ResumeError> for CliError {
    fn from(error: ResumeError) -> Self {
        match error {
            ResumeError::Exec(error) => error.into(),
            ResumeError::Open(error) => error.into(),
            ResumeError::Finished(_) => Self::usage(error.to_string()).hint("see the runs with `deskfleet runs list`"),
            ResumeError::Plan { .. } => Self::new(Kind::State, error.to_string())
                .hint("it was perhaps written by another version; use that one to go on"),
        }
    }
}

impl From<ExecError> for CliError {
    fn from(error: ExecError) -> Self {
        match error {
            ExecError::Journal(error) => error.into(),
            ExecError::Mismatch { .. } => {
                Self::new(Kind::Internal, error.to_string()).hint("nothing was sent; please report it with the journal")
            }
        }
    }
}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Declined => Self::new(Kind::Declined, "not confirmed; nothing was sent"),
            Refusal::Missing { what, hint } => Self::usage(what).hint(hint),
        }
    }
}

impl From<PlanError> for CliError {
    fn from(error: PlanError) -> Self {
        let hint = match &error {
            PlanError::Json(_) => "a plan is what `--out` wrote".to_owned(),
            PlanError::Schema { .. } => "use the version that wrote it, or plan again".to_owned(),
            PlanError::Member { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            PlanError::Member { nearest: None, .. } => "plan again; plans have no other members".to_owned(),
            PlanError::Changed { .. } => {
                "plan again; if you changed it yourself, `deskfleet check PLAN --seal --out NEW` gives it a new id"
                    .to_owned()
            }
            PlanError::Float(_) => "write whole numbers".to_owned(),
            PlanError::Order(_) => "orders are not kept in files: run the command again that showed it".to_owned(),
            PlanError::Intent(_) => "look at the options of the command with `--help`".to_owned(),
        };
        Self::new(Kind::Input, error.to_string()).hint(hint)
    }
}

impl From<OrderError> for CliError {
    fn from(error: OrderError) -> Self {
        let hint = match &error {
            OrderError::Document(_) => None,
            OrderError::NoWayBack => Some("leave `--revert-after` out, or ask for less at once".to_owned()),
            OrderError::Unknown { nearest: None, kind, .. } => Some(format!("there is no {kind} at all")),
            OrderError::Unknown { nearest: Some(nearest), name, .. }
                if strsim::damerau_levenshtein(nearest, name) <= RULE_SLIPS_MAX =>
            {
                Some(format!("did you mean `{nearest}`?"))
            }
            // What was just deleted has no near one; somebody in a hurry takes the nearest for a command.
            OrderError::Unknown { .. } => Some("the command's `list` shows what there is".to_owned()),
            OrderError::Ambiguous { .. } => Some("name it by its id".to_owned()),
        };
        match error {
            OrderError::Document(error) => error.into(),
            OrderError::NoWayBack | OrderError::Unknown { .. } | OrderError::Ambiguous { .. } => {
                Self::usage(error.to_string()).maybe_hint(hint)
            }
        }
    }
}

impl From<RuleNotFound> for CliError {
    fn from(error: RuleNotFound) -> Self {
        // The nearest of all is not always near.
        let is_near = strsim::damerau_levenshtein(&error.id.to_uppercase(), error.nearest) <= RULE_SLIPS_MAX;
        let nearest = if is_near { format!("did you mean `{}`? ", error.nearest) } else { String::new() };
        Self::usage(error.to_string()).hint(format!("{nearest}`deskfleet explain` lists all"))
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        let text = error.to_string();
        match error {
            StoreError::Busy(_) => {
                Self::new(Kind::Busy, text).hint("wait for that process, or name another world, such as `--sim=second`")
            }
            StoreError::Missing(_) => Self::usage(text).hint("make it with `deskfleet --sim=NAME sim reset`"),
            StoreError::Exists(_) => Self::usage(text).hint("make it anew with `deskfleet --sim=NAME sim reset`"),
            StoreError::Schema { .. } | StoreError::Damaged { .. } => {
                Self::new(Kind::State, text).hint("make the world anew with `deskfleet --sim=NAME sim reset`")
            }
            StoreError::Io { .. } => Self::new(Kind::State, text).hint("name a writable directory with `--state-dir`"),
        }
    }
}

impl From<ImportError> for CliError {
    fn from(error: ImportError) -> Self {
        Self::new(Kind::Input, error.to_string())
            .hint("a world is made from what `list -o json` wrote, from a plan, or from what the AWS CLI shows")
    }
}

impl From<OutputError> for CliError {
    fn from(error: OutputError) -> Self {
        let text = error.to_string();
        match error {
            OutputError::BrokenPipe => Self::new(Kind::BrokenPipe, text),
            OutputError::Write(_) => Self::new(Kind::Internal, text).hint("look whether the disk is full"),
            OutputError::Column { known, nearest, .. } => Self::usage(text).hint(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("there are {}", known.join(", ")),
            }),
            OutputError::Query(_) => Self::usage(text).hint("try the query on `-o json` without `--query` first"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::Gap;

    /// The table that README and help show, written out again: scripts depend on it.
    #[test]
    fn codes_are_those_of_the_design() {
        let codes: Vec<_> = Exit::ALL.iter().map(|exit| exit.code()).collect();
        assert_eq!(codes, [0, 1, 2, 3, 4, 5, 6, 7, 8, 20, 130]);
    }

    #[test]
    fn of_a_run_the_worst_wins() {
        let counts = |failed, refused| Counts { done: 1, skipped: 5, failed, refused, ..Counts::default() };
        let table = [
            (counts(0, 0), None, false, false, Exit::Done),
            (counts(0, 0), None, false, true, Exit::Partial),
            (counts(0, 1), None, false, false, Exit::Partial),
            (counts(1, 0), None, false, false, Exit::Partial),
            (counts(1, 0), Some(Stop::Failures), true, true, Exit::Incomplete),
            (counts(1, 0), Some(Stop::Credentials), true, true, Exit::Credentials),
        ];
        for (counts, stop, resumable, named_skipped, exit) in table {
            assert_eq!(Exit::of_run(counts, stop.as_ref(), resumable, named_skipped), exit, "{counts:?} {stop:?}");
        }
    }

    /// A name that could not be looked up is nobody's typing error.
    #[test]
    fn what_could_not_be_read_is_not_the_users_fault() {
        let wrong = SelectionError::Value { flag: "to", value: "x".to_owned(), nearest: None, known: Vec::new() };
        let gaps = [Gap { what: "Bundles".to_owned(), of: None, reason: "AccessDenied".to_owned() }];
        let unread = wrong.clone().or_unread(&gaps, "Bundles");
        assert_eq!((CliError::from(wrong).failure().exit, CliError::from(unread).failure().exit), (2, 1));
    }

    #[test]
    fn an_error_keeps_its_hint_on_the_way() {
        let error = CliError::from(RuleNotFound { id: "MIG-99".to_owned(), nearest: "MIG-09" });
        assert_eq!(error.failure().exit, 2);
        assert!(error.failure().hints[0].contains("`MIG-09`"));
        let far = CliError::from(RuleNotFound { id: "ZZZ-99".to_owned(), nearest: "SG-01" });
        assert_eq!(far.failure().hints, ["`deskfleet explain` lists all"]);
        let busy = CliError::from(StoreError::Busy("/x".into()));
        assert_eq!(busy.kind().exit(), Exit::Busy);
    }
}
