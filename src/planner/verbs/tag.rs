//! Tags of desktops: set, taken away, renamed; only what differs is sent (domain.md H).
//!
//! What is wanted stands in the parameters, a way and a key each: `set KEY` (the value), `remove KEY`, `rename OLD` (the new
//! key). `set:ID KEY` and `remove:ID KEY` say it for one desktop. A new key is there, and was read back, before the old one
//! goes; and it goes only while it has the value that the new one got.

#[cfg(test)]
pub(in crate::planner) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{Call, VerbRow};
use crate::model::{TAGS_MAX, Tag, TagChange, TagFlaw, Verb, WorkspaceId, tag_flaws};
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::rules::{About, Finding, GUIDE, Rule, Severity};
use crate::planner::{Case, Context, Policy};

pub(super) static SET: VerbRow = VerbRow {
    rules: &[&UNREAD, &KEY, &VALUE, &CHARACTERS, &RESERVED, &MARK, &TAKEN, &COUNT, &CHANGED],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: None,
    also: &[Verb::TagRemove],
    goal,
    same,
    build,
};

pub(super) static REMOVE: VerbRow = VerbRow { rules: &[&UNREAD, &KEY, &RESERVED, &MARK], also: &[], ..SET };

/// The 2020 whitepaper; today's guide says nothing of it.
const WHITEPAPER: Option<&str> = Some("2020");

static UNREAD: Rule = Rule {
    id: "TAG-01",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "its tags are not known",
    says: "only what differs is sent, and a desktop has 50 tags at most: of tags that can't be read neither is known",
    advice: "allow workspaces:DescribeTags, and tag:GetResources, by which many are read at once",
    check: |case| {
        let is_known = case.target.deskfleet.tags.is_some();
        (!is_known).then(|| Finding::of(case.unread("Tags", "its tags were not read")))
    },
};

static KEY: Rule = Rule {
    id: "TAG-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["H-02"],
    dated: GUIDE,
    title: "the key of a tag is too long, or there is none",
    says: "a key has 1 to 127 characters",
    advice: "write another key",
    check: |case| flaw_of(case, TagFlaw::KeyLength),
};

static VALUE: Rule = Rule {
    id: "TAG-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["H-03"],
    dated: GUIDE,
    title: "the value of a tag is too long",
    says: "a value has 255 characters at most",
    advice: "write a shorter one",
    check: |case| flaw_of(case, TagFlaw::ValueLength),
};

static CHARACTERS: Rule = Rule {
    id: "TAG-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["H-05"],
    dated: WHITEPAPER,
    title: "a character that tags can't have",
    says: "keys and values have letters, digits, spaces and + - = . _ : / @, and no space at either end",
    advice: "leave the character out; where the service takes it for you, `--allow TAG-04`",
    check: |case| flaw_of(case, TagFlaw::Characters),
};

static RESERVED: Rule = Rule {
    id: "TAG-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["H-06"],
    dated: WHITEPAPER,
    title: "a beginning that AWS keeps for itself",
    says: "no key and no value begins with `aws:`, and a tag that AWS made can't be taken away",
    advice: "write another key or value",
    check: |case| flaw_of(case, TagFlaw::Reserved),
};

static MARK: Rule = Rule {
    id: "TAG-06",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "the mark of a desktop that we made",
    says: "by the tag `deskfleet:step` a run of `provision` knows the desktops that its calls made, also those that no answer \
           came for",
    advice: "leave it; once no such run is open, `--allow TAG-06` takes it away",
    check: |case| flaw_of(case, TagFlaw::Mark),
};

static TAKEN: Rule = Rule {
    id: "TAG-07",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "the new key has another value already",
    says: "to rename a tag to a key that is there would overwrite its value",
    advice: "look which value is right; `--allow TAG-07` overwrites the one under the new key",
    check: |case| {
        let renamed = renamed(case)?;
        let taken = case.target.tag(&renamed.new).filter(|value| *value != renamed.tag.value);
        taken.map(|_| Finding::of(format!("it has `{}` already, with another value", renamed.new)))
    },
};

static COUNT: Rule = Rule {
    id: "TAG-08",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["H-01"],
    dated: GUIDE,
    title: "too many tags",
    says: "a desktop has 50 tags at most, without those that AWS makes; what is renamed is there twice for a moment",
    advice: "remove tags first (`deskfleet tag list`, `deskfleet tag remove`)",
    check: |case| {
        let tags = case.target.deskfleet.tags.as_deref()?;
        let most = change_of(case)?.still(tags).most(tags);
        // One that has more already may have a value changed.
        let grows = most > tags.iter().filter(|tag| !crate::model::is_reserved(&tag.key)).count();
        (most > TAGS_MAX && grows).then(|| Finding::of(format!("it would have {most} tags, {TAGS_MAX} are allowed")))
    },
};

/// Judged right before a call: what is planned has just been read.
static CHANGED: Rule = Rule {
    id: "TAG-09",
    severity: Severity::Skip,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "the tag that is renamed has changed",
    says: "the new key gets the value that the old one had when the plan was made; where that is another one now, neither is \
           touched",
    advice: "rename it again, with what it has now",
    check: |_| None,
};

/// The rule that knows of a flaw.
fn rule_of(flaw: TagFlaw) -> &'static Rule {
    match flaw {
        TagFlaw::KeyLength => &KEY,
        TagFlaw::ValueLength => &VALUE,
        TagFlaw::Characters => &CHARACTERS,
        TagFlaw::Reserved => &RESERVED,
        TagFlaw::Mark => &MARK,
    }
}

/// Says what is wrong with a parameter whatever desktop it is for, so that it is known before anything is read.
#[must_use]
pub fn flawed_tag(name: &str, value: &str, policy: &Policy) -> Option<(&'static Rule, String)> {
    let wish = parsed(name)?;
    let flaws = match wish.way {
        Way::Set => tag_flaws(wish.key, Some(value)),
        Way::Remove => tag_flaws(wish.key, None),
        // The value is the desktop's own.
        Way::Rename => [tag_flaws(value, Some("")), tag_flaws(wish.key, None)].concat(),
    };
    let found = flaws.into_iter().find(|(flaw, _)| !policy.lowered.contains(rule_of(*flaw).id));
    found.map(|(flaw, said)| (rule_of(flaw), said))
}

/// Finds a flaw in what is sent for a target.
fn flaw_of(case: &Case<'_>, flaw: TagFlaw) -> Option<Finding> {
    let change = match &case.target.deskfleet.tags {
        Some(tags) => change_of(case)?.still(tags),
        None => change_of(case)?,
    };
    let set = change.set.iter().flat_map(|(key, value)| tag_flaws(key, Some(value)));
    let mut flaws = set.chain(change.remove.iter().flat_map(|key| tag_flaws(key, None)));
    flaws.find(|(found, _)| *found == flaw).map(|(_, said)| Finding::of(said))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Set,
    Remove,
    Rename,
}

/// The name of a parameter, taken apart.
struct Wish<'a> {
    way: Way,
    /// The desktop that it is for; `None`: all.
    id: Option<&'a str>,
    key: &'a str,
}

fn parsed(name: &str) -> Option<Wish<'_>> {
    // A key may be anything, and neither a way nor an id has a space.
    let (way, key) = name.split_once(' ')?;
    let (way, id) = way.split_once(':').map_or((way, None), |(way, id)| (way, Some(id)));
    let way = match (way, id) {
        ("set", _) => Way::Set,
        ("remove", _) => Way::Remove,
        ("rename", None) => Way::Rename,
        _ => return None,
    };
    Some(Wish { way, id, key })
}

/// Returns the name of the parameter for a key: what is to be done (`set`, `remove`, `rename`), to one desktop or to all.
#[must_use]
pub fn tag_parameter(way: &str, id: Option<&WorkspaceId>, key: &str) -> String {
    id.map_or_else(|| format!("{way} {key}"), |id| format!("{way}:{id} {key}"))
}

fn goal(context: &Context<'_>) -> Result<(), String> {
    let mut ways = BTreeSet::new();
    for (name, value) in &context.wanted.parameters {
        let wish = parsed(name).ok_or_else(|| format!("`{name}` is nothing that can be done to tags"))?;
        let removes = context.facts.verb == Verb::TagRemove;
        if removes != (wish.way == Way::Remove) {
            return Err(format!("`{name}` is nothing for `{}`", context.facts.name));
        }
        if wish.way == Way::Rename && wish.key == value {
            return Err(format!("`{value}` is to be renamed to itself"));
        }
        ways.insert(wish.way == Way::Rename);
    }
    match (ways.len(), ways.contains(&true), context.wanted.parameters.len()) {
        (0, ..) => Err("no tag is named".to_owned()),
        (1, false, _) | (1, true, 1) => Ok(()),
        (_, _, _) => Err("to rename a tag takes one old key and one new key, and nothing else".to_owned()),
    }
}

/// A tag of a target that gets another key.
struct Renamed {
    tag: Tag,
    new: String,
}

fn renamed(case: &Case<'_>) -> Option<Renamed> {
    let (old, new) = case.context.wanted.parameters.iter().find_map(|(name, new)| {
        let wish = parsed(name).filter(|wish| wish.way == Way::Rename)?;
        Some((wish.key, new))
    })?;
    let value = case.target.tag(old)?;
    Some(Renamed { tag: Tag { key: old.to_owned(), value: value.to_owned() }, new: new.clone() })
}

/// Returns what is wanted of a target, also where it is so already; `None` when nothing is.
fn change_of(case: &Case<'_>) -> Option<TagChange> {
    if let Some(Renamed { tag, new }) = renamed(case) {
        return Some(TagChange { set: [(new, tag.value)].into(), remove: [tag.key].into() });
    }
    let mut change = TagChange::default();
    let own = case.target.workspace_id.as_str();
    for (name, value) in &case.context.wanted.parameters {
        let Some(wish) = parsed(name).filter(|wish| wish.id.is_none_or(|id| id == own)) else { continue };
        match wish.way {
            Way::Set => drop(change.set.insert(wish.key.to_owned(), value.clone())),
            Way::Remove => drop(change.remove.insert(wish.key.to_owned())),
            Way::Rename => {}
        }
    }
    (!change.is_empty()).then_some(change)
}

fn same(case: &Case<'_>) -> Option<String> {
    let tags = case.target.deskfleet.tags.as_deref()?;
    let Some(change) = change_of(case) else {
        let old =
            case.context.wanted.parameters.keys().filter_map(|name| parsed(name)).find(|wish| wish.way == Way::Rename);
        return Some(match old {
            Some(wish) => format!("it has no tag `{}`", wish.key),
            None => "the list says nothing about it".to_owned(),
        });
    };
    let said = if change.set.is_empty() { "it has no such tag" } else { "its tags are so already" };
    change.holds(tags).then(|| said.to_owned())
}

/// A call that sets and one that takes away, as far as there is something to do.
fn build(case: &Case<'_>) -> Vec<Call> {
    let Some(change) = change_of(case) else { return Vec::new() };
    let TagChange { set, remove } = change.still(case.target.deskfleet.tags.as_deref().unwrap_or_default());
    let renamed = renamed(case);
    let requires: Vec<Requirement> = renamed
        .into_iter()
        .map(|renamed| Requirement {
            that: Fact::HasTag(renamed.tag),
            otherwise: Otherwise::Skip,
            rule: CHANGED.id.to_owned(),
        })
        .collect();
    let call = |verb, change: TagChange| {
        let set = change.set.iter().map(|(key, value)| (format!("Tags.{key}"), value.clone()));
        let remove = change.remove.iter().map(|key| (format!("TagKeys.{key}"), String::new()));
        let id = ("WorkspaceId".to_owned(), case.target.workspace_id.to_string());
        let parameters: BTreeMap<String, String> = [id].into_iter().chain(set).chain(remove).collect();
        Call { requires: requires.clone(), tags: Some(change), ..Call::of(verb, parameters) }
    };
    let parts = [
        (Verb::TagSet, TagChange { set, remove: BTreeSet::new() }),
        (Verb::TagRemove, TagChange { set: BTreeMap::new(), remove }),
    ];
    parts.into_iter().filter(|(_, change)| !change.is_empty()).map(|(verb, change)| call(verb, change)).collect()
}
