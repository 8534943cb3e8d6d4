//! Named targets: how one desktop, or the desktops of a run, are written on the command line and in lists.
//!
//! Only the grammar; which desktop a name stands for is decided against a snapshot in `mod.rs`. `@FILE` and `-` are not
//! targets: the caller expands them with `read_targets`.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::error::{SelectionError, nearest};
use crate::model::{DirectoryId, RunId, WorkspaceId};

/// A desktop, or the desktops of a run, by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// `ws-…`
    Id(WorkspaceId),
    /// `arn:aws:workspaces:REGION:ACCOUNT:workspace/ws-…`
    Arn {
        /// Such as `aws` or `aws-us-gov`.
        partition: String,
        /// The Region.
        region: String,
        /// The account, twelve digits.
        account: String,
        /// The desktop.
        id: WorkspaceId,
    },
    /// `user:alice` or `user:d-…/alice`; user names don't depend on case (domain.md E-02).
    User {
        /// The directory, where it was named.
        directory: Option<DirectoryId>,
        /// The user.
        user: String,
    },
    /// `computer:WSAMZN-…`, whatever the case.
    Computer(String),
    /// `ip:10.0.1.7`
    Ip(IpAddr),
    /// `run:R-…` or `run:R-…:failed`; looked up in the journal by the caller.
    Run {
        /// The run.
        run: RunId,
        /// Which of its targets; `None`: all, by the ids that they had.
        part: Option<Part>,
    },
}

/// Which targets of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Those that were done.
    Done,
    /// Those that failed.
    Failed,
    /// Those that were skipped.
    Skipped,
    /// Those that were held.
    Held,
    /// Those whose outcome is unknown.
    Unknown,
    /// Those that were done, by the ids that they have now.
    New,
}

impl Part {
    /// All parts, in the order of the help text.
    pub const ALL: [Self; 6] = [Self::Done, Self::Failed, Self::Skipped, Self::Held, Self::Unknown, Self::New];

    /// Returns the word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Held => "held",
            Self::Unknown => "unknown",
            Self::New => "new",
        }
    }
}

const FORMS: &str = "write ws-…, an ARN, user:NAME, user:DIRECTORY/NAME, computer:NAME, ip:ADDRESS or run:R-…";
const PREFIXES: [&str; 4] = ["user", "computer", "ip", "run"];

impl FromStr for Target {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        if let Ok(id) = text.parse::<WorkspaceId>() {
            return if id.is_new() { Err(not_made(text)) } else { Ok(Self::Id(id)) };
        }
        match text.split_once(':') {
            Some(("arn", rest)) => arn(text, rest),
            Some(("user", rest)) => user(text, rest),
            Some(("computer", "")) => Err(wrong(text, "the computer name is missing")),
            Some(("computer", name)) => Ok(Self::Computer(name.to_owned())),
            Some(("ip", address)) => {
                address.parse().map(Self::Ip).map_err(|_| wrong(text, "an address looks like ip:10.0.1.7"))
            }
            Some(("run", rest)) => run(text, rest),
            Some((prefix, rest)) => Err(SelectionError::Target {
                text: text.to_owned(),
                why: FORMS.to_owned(),
                nearest: nearest(prefix, PREFIXES).map(|prefix| format!("{prefix}:{rest}")),
            }),
            None => Err(bare(text)),
        }
    }
}

fn wrong(text: &str, why: &str) -> SelectionError {
    SelectionError::Target { text: text.to_owned(), why: why.to_owned(), nearest: None }
}

/// What plans and runs write for a desktop that has no id yet names nothing that could be changed.
fn not_made(text: &str) -> SelectionError {
    SelectionError::Target {
        text: text.to_owned(),
        why: "it stands for a desktop that is still to be made".to_owned(),
        nearest: text.strip_prefix("new:").map(|owner| format!("user:{owner}")),
    }
}

/// Explains a word without a prefix: most often a user, a directory, or an id with a slip in it.
fn bare(text: &str) -> SelectionError {
    let (why, nearest) = if text.parse::<DirectoryId>().is_ok() {
        ("it is a directory", Some(format!("--directory {text}")))
    } else if let Some(error) = text.starts_with("ws-").then(|| text.parse::<WorkspaceId>().err()).flatten() {
        return wrong(text, &format!("{error}"));
    } else if text.parse::<IpAddr>().is_ok() {
        ("it is an address", Some(format!("ip:{text}")))
    } else if text.is_empty() || text.starts_with('-') || text.starts_with('@') {
        (FORMS, None)
    } else {
        (FORMS, Some(format!("user:{text}")))
    };
    SelectionError::Target { text: text.to_owned(), why: why.to_owned(), nearest }
}

fn arn(text: &str, rest: &str) -> Result<Target, SelectionError> {
    let parts: Vec<&str> = rest.split(':').collect();
    let [partition, "workspaces", region, account, resource] = parts.as_slice() else {
        return Err(wrong(text, "an ARN looks like arn:aws:workspaces:us-east-1:111122223333:workspace/ws-0123abcde"));
    };
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    if !partition.starts_with("aws") || !word(partition) {
        return Err(wrong(text, "the partition of an ARN is aws, aws-cn or aws-us-gov"));
    }
    if !word(region) {
        return Err(wrong(text, "the ARN has no Region"));
    }
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong(text, "the account of an ARN has twelve digits"));
    }
    let id = resource
        .strip_prefix("workspace/")
        .and_then(|id| id.parse().ok())
        .filter(|id: &WorkspaceId| !id.is_new())
        .ok_or_else(|| wrong(text, "the ARN of a desktop ends in workspace/ws-…"))?;
    Ok(Target::Arn {
        partition: (*partition).to_owned(),
        region: (*region).to_owned(),
        account: (*account).to_owned(),
        id,
    })
}

fn user(text: &str, rest: &str) -> Result<Target, SelectionError> {
    // A slash is legal in a user name, so only what surely is a directory is taken as one.
    let (directory, user) = match rest.split_once('/') {
        Some((directory, user)) => match directory.parse::<DirectoryId>() {
            Ok(directory) => (Some(directory), user),
            Err(_) => (None, rest),
        },
        None => (None, rest),
    };
    if user.trim().is_empty() {
        return Err(wrong(text, "the user name is missing"));
    }
    Ok(Target::User { directory, user: user.to_owned() })
}

fn run(text: &str, rest: &str) -> Result<Target, SelectionError> {
    let (run, part) = match rest.split_once(':') {
        Some((run, part)) => (run, Some(part)),
        None => (rest, None),
    };
    let run = run.parse::<RunId>().map_err(|error| wrong(text, &format!("{error}")))?;
    let part = part
        .map(|word| {
            Part::ALL.into_iter().find(|part| part.word() == word).ok_or_else(|| SelectionError::Target {
                text: text.to_owned(),
                why: "the part of a run is done, failed, skipped, held, unknown or new".to_owned(),
                nearest: nearest(word, Part::ALL.map(Part::word)).map(|part| format!("run:{run}:{part}")),
            })
        })
        .transpose()?;
    Ok(Target::Run { run, part })
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(formatter, "{id}"),
            Self::Arn { partition, region, account, id } => {
                write!(formatter, "arn:{partition}:workspaces:{region}:{account}:workspace/{id}")
            }
            Self::User { directory: Some(directory), user } => write!(formatter, "user:{directory}/{user}"),
            Self::User { directory: None, user } => write!(formatter, "user:{user}"),
            Self::Computer(name) => write!(formatter, "computer:{name}"),
            Self::Ip(address) => write!(formatter, "ip:{address}"),
            Self::Run { run, part: None } => write!(formatter, "run:{run}"),
            Self::Run { run, part: Some(part) } => write!(formatter, "run:{run}:{}", part.word()),
        }
    }
}
