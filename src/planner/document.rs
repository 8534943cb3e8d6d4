//! The plan as a document: everything that will be done, so exact that carrying it out leaves nothing to decide.
//!
//! A plan is JSON with a `schema` number and an `id`, the SHA-256 of its canonical bytes without the id: it proves that
//! nobody changed the plan, not who wrote it. Canonical means keys in code-point order, integers only, UTF-8, no white
//! space. Readers refuse an unknown schema and unknown members: a plan is an instruction, and a member that this build
//! does not understand could be the one that says stop. So a plan of a newer build is refused by an older one (by its
//! schema, or by a member or verb that it does not know), and a plan of an older build is read for as long as its schema
//! is listed here. Members that came later are optional, and mean nothing where they are absent.
//!
//! A target has one step or several, which follow one another: a *chain*. Waves, limits and counts are about targets; the
//! steps of a chain stand in one wave, in their order.

pub mod order;
mod sorted;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Intent, Policy};
use crate::inventory::{Criterion, Needs, Snapshot};
use crate::model::{
    AfterNo, BundleId, Changed, Danger, DirectoryId, Follow, GroupChange, PlanId, Property, SavedSince, Scope, StepId,
    SubnetId, Tag, TagChange, Verb, WorkspaceId, WorkspaceState,
};
use sorted::sorted;

/// The plan format that this build writes and reads.
pub const PLAN_SCHEMA: u64 = 1;

/// On how many desktops tags are changed without a question.
const TAGGED_MILD_MAX: usize = 50;

/// The parameter of an intent that takes whatever desktop a user has for the one that was wanted.
pub const ACCEPT_EXISTING: &str = "accept_existing";

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Format of this document.
    pub schema: u64,
    /// SHA-256 of the canonical bytes without this member.
    pub id: PlanId,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it can no longer be opened.
    pub expires_at: Timestamp,
    /// Where it may be carried out.
    pub scope: Scope,
    /// What was asked for.
    pub intent: Intent,
    /// The limits it was made with.
    pub policy: Policy,
    /// What was seen: the selected desktops and what they stand on.
    pub observed: Snapshot,
    /// What will be done, in order.
    pub steps: Vec<Step>,
    /// Which steps go together; held steps stand in the last waves.
    pub waves: Vec<Vec<StepId>>,
    /// Targets that are already as wanted.
    pub unchanged: Vec<Verdict>,
    /// Targets left out.
    pub skipped: Vec<Verdict>,
    /// Targets that may go later; each has a step whose requirements are judged again when its turn comes.
    pub held: Vec<Verdict>,
    /// Targets that the rules forbid; waiting does not help.
    pub refused: Vec<Verdict>,
    /// What is allowed and should be known.
    pub warnings: Vec<Warning>,
    /// What it will take.
    pub estimate: Estimate,
}

/// One call for one target, with all that is needed to judge it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Number in this plan.
    pub id: StepId,
    /// The verb.
    pub verb: Verb,
    /// The API operation.
    pub operation: String,
    /// The target's own parameters of the call, in the API's names.
    pub parameters: BTreeMap<String, String>,
    /// The desktop.
    pub target: TargetRef,
    /// Whether it was named, not filtered in.
    pub named: bool,
    /// What must hold right before sending.
    pub requires: Vec<Requirement>,
    /// Steps that must be done first.
    pub follows: Vec<StepId>,
    /// The step of the same target whose new desktop this one is for; absent: it is for the target itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<StepId>,
    /// Not to be sent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Timestamp>,
    /// Not to be sent before so long after an earlier step was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<Wait>,
    /// The clock of the service behind which a refusal may stand: it is then a hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<HiddenClock>,
    /// After how long it is late, in seconds.
    pub late_after_s: u64,
    /// After how long without an end the outcome is unknown, in seconds.
    pub deadline_s: u64,
    /// What proves that it was done.
    pub proof: Proof,
    /// What may follow when it is proven that it was not done.
    pub repeat: AfterNo,
}

/// A moment that is known once another step was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// The step that has to be sent first; it comes before this one.
    pub after: StepId,
    /// How long after its last send, in seconds.
    pub seconds: u64,
}

/// A clock that the service keeps and does not show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HiddenClock {
    /// How long it runs at most, in seconds.
    pub seconds: u64,
    /// The rule that knows of it.
    pub rule: String,
}

/// A desktop as plans, runs and reports name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetRef {
    /// Its id when the plan was made.
    pub workspace_id: WorkspaceId,
    /// Its directory.
    pub directory_id: DirectoryId,
    /// Its user.
    pub user_name: String,
}

/// What becomes of a target whose requirement does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// It is skipped.
    Skip,
    /// It is held, and judged again by `resume`.
    Hold,
    /// It is as wanted already: nothing is sent, and what follows may go.
    Unchanged,
}

/// A predicate over the target as it is read right before sending; never the value that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// What must hold.
    pub that: Fact,
    /// What becomes of the target otherwise.
    pub otherwise: Otherwise,
    /// The rule it comes from.
    pub rule: String,
}

/// A fact about a target that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// `State` is one of these.
    StateIn(Vec<WorkspaceState>),
    /// `State` is not this.
    StateNot(WorkspaceState),
    /// `BundleId` is this.
    BundleIs(BundleId),
    /// Surely nobody is at work.
    NotConnected,
    /// It has no tag with this key; tags that can't be read don't count as absent.
    NotTagged(String),
    /// It has this tag, with this value.
    HasTag(Tag),
    /// Its interface has no security group beyond these.
    GroupsWithin(Vec<String>),
    /// Its interface has all of these security groups.
    GroupsInclude(Vec<String>),
    /// Its interface is found.
    HasInterface,
    /// The security groups of its interface are not as this makes them yet.
    GroupsNotYet(GroupChange),
    /// Its interface can have the security groups that this gives it.
    GroupsFit {
        /// What is changed.
        change: GroupChange,
        /// How many an interface may have.
        most: u32,
    },
    /// Its volumes have these sizes.
    VolumesAre {
        /// The root volume, in GiB.
        root_gib: u32,
        /// The user volume, in GiB.
        user_gib: u32,
    },
    /// A property has this value.
    Has(Property),
    /// A property does not have this value yet.
    NotYet(Property),
    /// No property of it is being modified.
    NotModifying,
    /// The key that it is encrypted with, by this name, is enabled.
    KeyEnabled(String),
    /// Its newest volume snapshot has all work: it is younger than the last use.
    SavedSinceUse(SavedSince),
    /// Its primary interface is this: nobody has made it anew.
    InterfaceIs(String),
    /// It passes a filter of the selection.
    Passes(Criterion),
}

impl Fact {
    /// Returns what must be read beyond `DescribeWorkspaces` to judge it.
    #[must_use]
    pub fn needs(&self) -> Needs {
        let needs = Needs::default();
        match self {
            Self::NotConnected | Self::SavedSinceUse(_) => Needs { connection: true, ..needs },
            Self::NotTagged(_) | Self::HasTag(_) => Needs { tags: true, ..needs },
            Self::Passes(criterion) => criterion.needs(),
            Self::StateIn(_)
            | Self::StateNot(_)
            | Self::BundleIs(_)
            | Self::GroupsWithin(_)
            | Self::GroupsInclude(_)
            | Self::HasInterface
            | Self::GroupsNotYet(_)
            | Self::GroupsFit { .. }
            | Self::InterfaceIs(_)
            | Self::VolumesAre { .. }
            | Self::Has(_)
            | Self::NotYet(_)
            | Self::NotModifying
            | Self::KeyEnabled(_) => needs,
        }
    }

    /// Tells whether the primary interface must be read to judge it.
    #[must_use]
    pub fn is_of_interface(&self) -> bool {
        matches!(
            self,
            Self::GroupsWithin(_)
                | Self::GroupsInclude(_)
                | Self::InterfaceIs(_)
                | Self::HasInterface
                | Self::GroupsNotYet(_)
                | Self::GroupsFit { .. }
        )
    }
}

/// What proves that a step was done: state and value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// Under which id the outcome shows.
    pub follow: Follow,
    /// `State` is one of these.
    pub states: Vec<WorkspaceState>,
    /// `BundleId` is this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle_id: Option<BundleId>,
    /// This property has this value, and no modification of it is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<Property>,
    /// The security groups of its interface are so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<GroupChange>,
    /// Its tags are so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<TagChange>,
    /// The primary interface is another than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interface_not: Option<String>,
    /// Ids known for this directory and user when the plan was made: any other is new.
    pub known_ids: Vec<WorkspaceId>,
    /// What is read back once it was proven done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
}

/// What a desktop that is made anew has afterwards, beside what was observed of it: what differs is told, and makes it no
/// failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The sizes of its volumes; absent: nobody can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volumes: Option<Volumes>,
    /// Whether its tags are read, a call of its own: it had some.
    pub tags: bool,
}

/// Sizes of the volumes of a desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Volumes {
    /// The root volume, in GiB.
    pub root_gib: u32,
    /// The user volume, in GiB.
    pub user_gib: u32,
}

/// Why a target is not acted on, or later.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// The target as it was named, or its id.
    pub target: String,
    /// The desktop, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workspace: Option<TargetRef>,
    /// Whether it was named, not filtered in.
    pub named: bool,
    /// The rule.
    pub rule: String,
    /// What the rule found, in a sentence without a full stop.
    pub reason: String,
    /// When it will be allowed, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Something that is allowed and should be known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// The rule.
    pub rule: String,
    /// What it found, in a sentence without a full stop.
    pub text: String,
    /// The targets it found it for, by id.
    pub targets: Vec<String>,
}

/// What carrying the plan out will take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// Calls per API operation, polls included.
    pub calls: BTreeMap<String, u64>,
    /// Usual duration, in seconds.
    pub duration_s: u64,
    /// Free addresses needed at once, by subnet: what a wave makes anew takes one before it gives one back.
    pub addresses: BTreeMap<String, u64>,
    /// Waves that need more than their subnets have, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortages: Vec<Shortage>,
    /// What can't be undone.
    pub irreversible: Vec<String>,
}

/// A wave for which a subnet has too few addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shortage {
    /// Its number, from 1.
    pub wave: u64,
    /// The subnet.
    pub subnet_id: SubnetId,
    /// How many addresses it needs there at once.
    pub needed: u64,
    /// How many are free.
    pub free: u64,
}

/// Why a text is not a plan that can be used.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// Not JSON.
    #[error("not JSON: {0}")]
    Json(String),
    /// A schema that this build does not know.
    #[error("schema {found} is not known, this version reads schema {newest}")]
    Schema {
        /// What the document says, as text.
        found: String,
        /// The newest of its kind that this build reads.
        newest: u64,
    },
    /// A member is missing, unknown or of the wrong type.
    #[error("{message}")]
    Member {
        /// Where and what.
        message: String,
        /// The member that was perhaps meant.
        nearest: Option<String>,
    },
    /// The id does not fit the bytes.
    #[error("it was changed after it was made: its id is {claimed}, its content has {actual}")]
    Changed {
        /// The id in the document, shortened.
        claimed: String,
        /// The id that its content has, shortened.
        actual: String,
    },
    /// A number that is not an integer.
    #[error("{0} is not an integer; plans have no other numbers")]
    Float(String),
    /// What is wanted can't be planned at all, for no desktop.
    #[error("{0}")]
    Intent(String),
    /// It is an order about what is around desktops.
    #[error("it is an order of `{0}`, not a plan")]
    Order(String),
}

/// Whether a reader insists on the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// The id must fit the content.
    Intact,
    /// The id is made anew (`check --seal`).
    Renewed,
}

impl Step {
    /// Returns what of its desktop it changes, and to which value where there is one.
    #[must_use]
    pub fn changes(&self) -> (Changed, Option<String>) {
        // A member may stand under the structure that it belongs to.
        let named = |name: &str| {
            self.parameters.iter().find(|(key, _)| key.rsplit('.').next() == Some(name)).map(|(_, value)| value.clone())
        };
        Changed::of_call(&self.operation, named)
            .unwrap_or_else(|| (Changed::Other(self.verb.facts().name.to_uppercase()), None))
    }
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// The first thing that is wrong with it, see `PlanError`.
    pub fn read(text: &str, seal: Seal) -> Result<Self, PlanError> {
        let mut value: Value = serde_json::from_str(text).map_err(|error| PlanError::Json(error.to_string()))?;
        if let (Some(command), Some(_)) = (value.get("command").and_then(Value::as_str), value.get("acts")) {
            return Err(PlanError::Order(command.to_owned()));
        }
        match value.get("schema") {
            Some(schema) if schema.as_u64() == Some(PLAN_SCHEMA) => {}
            found => {
                let found = found.map_or_else(|| "(none)".to_owned(), Value::to_string);
                return Err(PlanError::Schema { found, newest: PLAN_SCHEMA });
            }
        }
        let claimed = value.as_object_mut().and_then(|members| members.remove("id"));
        let claimed = claimed.as_ref().and_then(Value::as_str).unwrap_or("(none)");
        let actual = id_of(&canonical(&value)?);
        let is_intact = |actual: &PlanId| {
            if seal == Seal::Renewed || claimed == actual.as_str() {
                return Ok(());
            }
            Err(PlanError::Changed { claimed: claimed.chars().take(12).collect(), actual: actual.short().to_owned() })
        };
        is_intact(&actual)?;
        value["id"] = Value::String(actual.as_str().to_owned());
        let plan: Self = serde_json::from_value(value).map_err(|error| {
            let message = error.to_string();
            let nearest = nearest_member(&message);
            PlanError::Member { message, nearest }
        })?;
        // The same moment can be written in several ways. A plan is written in one, and its id must fit that: runs and
        // sealed plans are read again.
        let plan = plan.seal()?;
        is_intact(&plan.id)?;
        Ok(plan)
    }

    /// Gives the plan the id that its content has.
    ///
    /// # Errors
    /// When it holds a number that is not an integer.
    pub fn seal(mut self) -> Result<Self, PlanError> {
        self.id = id_of(&sorted(&self, Some("id"))?);
        Ok(self)
    }

    /// Returns the document as it is written to a file: canonical bytes and a line end.
    ///
    /// # Errors
    /// When it holds a number that is not an integer.
    pub fn to_text(&self) -> Result<String, PlanError> {
        let mut text = sorted(self, None)?;
        text.push('\n');
        Ok(text)
    }

    /// Returns a step by its id.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// Returns the steps that were held when the plan was made.
    #[must_use]
    pub fn held_steps(&self) -> BTreeSet<StepId> {
        let held: BTreeSet<&TargetRef> = self.held.iter().filter_map(|verdict| verdict.workspace.as_ref()).collect();
        self.steps.iter().filter(|step| held.contains(&step.target)).map(|step| step.id.clone()).collect()
    }

    /// Returns the first step of each target, in order: as many as there are targets to act on.
    pub fn heads(&self) -> impl Iterator<Item = &Step> {
        let mut seen = BTreeSet::new();
        self.steps.iter().filter(move |step| seen.insert(&step.target.workspace_id))
    }

    /// Returns the last step of each target, by target.
    #[must_use]
    pub fn tails(&self) -> BTreeMap<&WorkspaceId, &StepId> {
        self.steps.iter().map(|step| (&step.target.workspace_id, &step.id)).collect()
    }

    /// Returns how many targets were selected: every one has steps or a verdict.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.heads().count() + self.unchanged.len() + self.skipped.len() + self.refused.len()
    }

    /// Returns how much the plan can hurt: more than its verb where tags of many are changed, or a desktop loses the tag that
    /// protects it.
    #[must_use]
    pub fn danger(&self) -> Danger {
        let facts = self.intent.verb.facts();
        let of_tags =
            |step: &Step| step.proof.tags.as_ref().is_some_and(|tags| tags.remove.contains(&self.policy.protect_tag));
        let many = facts.is_of_tags() && self.heads().count() > TAGGED_MILD_MAX;
        let least = if many || self.steps.iter().any(of_tags) { Danger::Moderate } else { Danger::Mild };
        facts.danger.max(least)
    }

    /// Tells whether a refusal keeps the plan from being carried out.
    ///
    /// Severe verbs are blocked by any refusal, others by one of a named target; `--skip-refused` leaves them out.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        let severe = self.intent.verb.facts().danger == Danger::Severe;
        !self.policy.skip_refused && self.refused.iter().any(|verdict| severe || verdict.named)
    }
}

/// Writes a JSON value in canonical form: keys in code-point order, integers only, no white space.
///
/// # Errors
/// When it holds a number that is not an integer.
pub fn canonical(value: &Value) -> Result<String, PlanError> {
    refuse_floats(value)?;
    // serde_json's map is ordered by the bytes of its keys, and UTF-8 keeps the order of code points.
    serde_json::to_string(value).map_err(|error| PlanError::Json(error.to_string()))
}

fn refuse_floats(value: &Value) -> Result<(), PlanError> {
    match value {
        Value::Number(number) if number.is_f64() => Err(PlanError::Float(number.to_string())),
        Value::Array(items) => items.iter().try_for_each(refuse_floats),
        Value::Object(members) => members.values().try_for_each(refuse_floats),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn id_of(canonical: &str) -> PlanId {
    let digest = Sha256::digest(canonical.as_bytes());
    let hex = digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        use std::fmt::Write as _;
        let _ = write!(hex, "{byte:02x}"); // writing to a String can't fail
        hex
    });
    PlanId::from_service(hex)
}

/// Finds in serde's "unknown field `x`, expected one of `a`, `b`" the expected name nearest to `x`.
fn nearest_member(message: &str) -> Option<String> {
    let mut quoted = message.strip_prefix("unknown field ")?.split('`').skip(1).step_by(2);
    // Nobody slips into a longer name; comparing takes memory for the letters of both, multiplied.
    let unknown = quoted.next().filter(|name| name.len() <= 200)?;
    quoted.map(|name| (strsim::damerau_levenshtein(unknown, name), name)).min().map(|(_, name)| name.to_owned())
}
