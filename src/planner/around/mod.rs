//! Decides about what is around desktops: from what was seen and what is wanted to an order. Pure, as its parent.
//!
//! The way of a wish: the file of its resource makes acts of it (`ip_group`, with `apply` for many of them at once;
//! `directory_change` and `mfa`; `bundle` and `image`, which find what is meant with `library`; `alias`; `standby`), which are
//! then carried out in thought, one after the other, on what was seen (`Act::apply`). What the service would refuse, and what
//! a guard finds between one act and the next, refuses the order as a whole; whatever guard held becomes a requirement of the
//! act, judged again right before it is sent. A resource is added with its wishes here, a file beside `ip_group`, and its
//! rules beside `rules`.

mod alias;
mod alias_rules;
#[cfg(test)]
mod alias_tests;
mod apply;
mod bundle;
mod directory;
mod directory_change;
mod directory_rules;
#[cfg(test)]
mod directory_tests;
mod image;
mod ip_group;
mod library;
mod library_rules;
mod mfa;
#[cfg(test)]
mod mfa_tests;
#[cfg(test)]
mod revert_tests;
mod rules;
mod standby;
mod standby_rules;
#[cfg(test)]
mod standby_tests;
#[cfg(test)]
mod tests;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use ipnet::IpNet;
use jiff::Timestamp;

pub use alias::{AliasWish, find as find_alias};
pub use bundle::BundleWish;
pub use directory::{empty as empty_directory, find as find_directory};
pub use directory_change::{DirectoryWish, Leans, leans_on};
pub use image::ImageWish;
pub use ip_group::find as find_ip_group;
pub use library::{find_bundle, find_image};
pub(super) use rules::RULES;
pub use rules::find_lowerable;
pub use standby::StandbyWish;

use super::document::PlanError;
use super::document::order::{AccessChange, ORDER_SCHEMA, Order, PlannedAct, Remark, Requirement, Revert};
use super::rules::Card;
use crate::inventory::IpGroupFile;
use crate::model::around::{Act, Details, Guard, IpRule, Kinds, Reach, Surroundings};
use crate::model::{AliasId, Danger, PlanId, Scope, StepId};

/// What a command wants. Resources stand here as they were named: by id, or by name where that is clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A new IP access control group.
    CreateIpGroup {
        /// Its name.
        name: String,
        /// Its description.
        description: Option<String>,
        /// Its rules.
        rules: Vec<IpRule>,
    },
    /// No such IP access control group.
    DeleteIpGroup {
        /// The group.
        group: String,
    },
    /// These rules in a group, beside those it has.
    AddIpRules {
        /// The group.
        group: String,
        /// The rules.
        rules: Vec<IpRule>,
    },
    /// No rules for these ranges in a group.
    RemoveIpRules {
        /// The group.
        group: String,
        /// The ranges.
        ranges: Vec<IpNet>,
    },
    /// These rules in a group, and no others.
    SetIpRules {
        /// The group.
        group: String,
        /// The rules.
        rules: Vec<IpRule>,
    },
    /// These IP access control groups on a directory.
    AssociateIpGroups {
        /// The directory.
        directory: String,
        /// The groups.
        groups: Vec<String>,
        /// What becomes of the others that are on it.
        others: Others,
    },
    /// These IP access control groups not on a directory.
    DisassociateIpGroups {
        /// The directory.
        directory: String,
        /// The groups.
        groups: Vec<String>,
    },
    /// IP access control groups, and which of them is on which directory, as a file says.
    ApplyIpGroups {
        /// What it says.
        file: IpGroupFile,
        /// What it is called.
        name: String,
        /// What becomes of groups that it does not name and that are on no directory then.
        others: Others,
    },
    /// Something of a directory.
    Directory(DirectoryWish),
    /// Something of a bundle.
    Bundle(BundleWish),
    /// Something of an image.
    Image(ImageWish),
    /// Something about a connection alias.
    Alias(AliasWish),
    /// Standbys of desktops in another Region.
    Standby(StandbyWish),
}

/// What becomes of those that were not named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// They stay.
    Stay,
    /// They go, once those that were named are there.
    Go,
}

/// A wish, and what was said about it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What is wanted.
    pub wish: Wish,
    /// Why.
    pub reason: Option<String>,
    /// Rules that are lowered.
    pub lowered: BTreeSet<String>,
    /// Ranges that must be let in whatever comes of it.
    pub must_admit: Vec<IpNet>,
    /// The tag that keeps what has it from everything severe.
    pub protect_tag: String,
    /// How long after it is done it is taken back unless somebody confirms it, in seconds.
    pub revert_after_s: Option<u64>,
}

/// Why no order can be made.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// A name stands for nothing.
    #[error("there is no {kind} `{name}`")]
    Unknown {
        /// What was looked for.
        kind: &'static str,
        /// As it was named.
        name: String,
        /// The nearest name.
        nearest: Option<String>,
    },
    /// A name stands for several.
    #[error("`{name}` stands for {count} of {kind}")]
    Ambiguous {
        /// What was looked for.
        kind: &'static str,
        /// As it was named.
        name: String,
        /// How many have it.
        count: usize,
    },
    /// It was to be taken back by itself, and can't be.
    #[error("it can't be taken back by itself")]
    NoWayBack,
    /// The order can't be written.
    #[error(transparent)]
    Document(#[from] PlanError),
}

/// What the file of a resource makes of a wish.
#[derive(Debug, Default)]
struct Draft {
    acts: Vec<(Act, Vec<Guard>)>,
    unchanged: Vec<Remark>,
    refused: Vec<Remark>,
    warnings: Vec<Remark>,
    /// What undoes it.
    undo: Vec<Wish>,
}

/// What was said that guards hold acts against.
#[derive(Clone, Copy)]
struct Said<'a> {
    lowered: &'a BTreeSet<String>,
    must_admit: &'a [IpNet],
    /// `None`: tags are not looked at.
    protect_tag: Option<&'a str>,
}

/// A draft that was carried out in thought.
struct Tried {
    acts: Vec<PlannedAct>,
    refused: Vec<Remark>,
    after: Surroundings,
}

/// Makes an order of what is wanted.
///
/// # Errors
/// When a name in it stands for nothing, or for several.
pub fn order(seen: &Surroundings, wanted: &Wanted, scope: &Scope, now: Timestamp) -> Result<Order, OrderError> {
    let draft = draft(seen, &wanted.wish)?;
    let said =
        Said { lowered: &wanted.lowered, must_admit: &wanted.must_admit, protect_tag: Some(&wanted.protect_tag) };
    let mut tried = try_out(seen, &draft, said);
    tried.refused.extend(draft.refused.into_iter().filter(|remark| !wanted.lowered.contains(&remark.rule)));
    // Without the groups nothing is known of who may come in.
    let access = if wanted.wish.reads().ip_groups { access(seen, &tried.after) } else { Vec::new() };
    let mut warnings = draft.warnings;
    let lost = access.iter().filter(|change| change.takes_away());
    warnings.extend(lost.map(|change| {
        let reason = format!("could come in before and could not after: some or all of {}", change.before);
        remark(&rules::TAKES_AWAY, change.directory_id.as_str(), reason)
    }));
    let is_refused = !tried.refused.is_empty();
    let acts = if is_refused { Vec::new() } else { tried.acts };
    let (undo, back) =
        if acts.is_empty() { (Vec::new(), Some(Vec::new())) } else { undo(&tried.after, draft.undo, acts.len()) };
    let revert = match wanted.revert_after_s.filter(|_| !acts.is_empty()) {
        Some(after_s) => Some(Revert { after_s, acts: back.ok_or(OrderError::NoWayBack)? }),
        None => None,
    };
    let mut words = words(&wanted.wish).into_iter();
    let command: Vec<String> = words.by_ref().take(2).collect();
    let order = Order {
        schema: ORDER_SCHEMA,
        id: PlanId::from_service(""),
        // Whole seconds: nothing here is finer.
        made_at: Timestamp::from_second(now.as_second()).unwrap_or(now),
        scope: scope.clone(),
        command: command.join(" "),
        selection: words.collect(),
        reason: wanted.reason.clone(),
        lowered: wanted.lowered.clone(),
        must_admit: wanted.must_admit.iter().map(ToString::to_string).collect(),
        acts,
        revert,
        unchanged: draft.unchanged,
        refused: tried.refused,
        warnings,
        access,
        undo,
        names: names(seen),
    };
    Ok(order.seal()?)
}

impl Wish {
    /// Returns what has to be read to make an order of it.
    #[must_use]
    pub fn reads(&self) -> Kinds {
        match self {
            Self::CreateIpGroup { .. }
            | Self::DeleteIpGroup { .. }
            | Self::AddIpRules { .. }
            | Self::RemoveIpRules { .. }
            | Self::SetIpRules { .. }
            | Self::AssociateIpGroups { .. }
            | Self::DisassociateIpGroups { .. }
            | Self::ApplyIpGroups { .. } => Kinds::ACCESS,
            Self::Directory(wish) => wish.reads(),
            Self::Bundle(wish) => wish.reads(),
            Self::Image(wish) => wish.reads(),
            Self::Alias(wish) => wish.reads(),
            Self::Standby(_) => Kinds::STANDBYS,
        }
    }
}

fn draft(seen: &Surroundings, wish: &Wish) -> Result<Draft, OrderError> {
    match wish {
        Wish::CreateIpGroup { .. }
        | Wish::DeleteIpGroup { .. }
        | Wish::AddIpRules { .. }
        | Wish::RemoveIpRules { .. }
        | Wish::SetIpRules { .. }
        | Wish::AssociateIpGroups { .. }
        | Wish::DisassociateIpGroups { .. }
        | Wish::ApplyIpGroups { .. } => ip_group::draft(seen, wish),
        Wish::Directory(wish) => directory_change::draft(seen, wish),
        Wish::Bundle(wish) => bundle::draft(seen, wish),
        Wish::Image(wish) => image::draft(seen, wish),
        Wish::Alias(wish) => alias::draft(seen, wish),
        Wish::Standby(wish) => standby::draft(seen, wish),
    }
}

/// Returns a wish as it is typed: the command in two words, then what it is about.
fn words(wish: &Wish) -> Vec<String> {
    match wish {
        Wish::CreateIpGroup { .. }
        | Wish::DeleteIpGroup { .. }
        | Wish::AddIpRules { .. }
        | Wish::RemoveIpRules { .. }
        | Wish::SetIpRules { .. }
        | Wish::AssociateIpGroups { .. }
        | Wish::DisassociateIpGroups { .. }
        | Wish::ApplyIpGroups { .. } => ip_group::words(wish),
        Wish::Directory(wish) => directory_change::words(wish),
        Wish::Bundle(wish) => bundle::words(wish),
        Wish::Image(wish) => image::words(wish),
        Wish::Alias(wish) => wish.words(),
        Wish::Standby(wish) => wish.words(),
    }
}

/// Carries a draft out in thought. The first act that can't be is the last that is looked at.
fn try_out(seen: &Surroundings, draft: &Draft, said: Said<'_>) -> Tried {
    let mut tried = Tried { acts: Vec::new(), refused: Vec::new(), after: seen.clone() };
    for (number, (act, own)) in draft.acts.iter().enumerate() {
        let after = match act.apply(&tried.after) {
            Ok(after) => after,
            Err(impossible) => {
                tried.refused.push(remark(rules::of_impossible(&impossible), &act.target(), impossible.to_string()));
                break;
            }
        };
        let guards = own.iter().cloned().chain(guards(seen, act, said));
        let guards = guards.filter(|guard| !said.lowered.contains(rules::of_guard(guard).id));
        let mut requires = Vec::new();
        for guard in guards {
            let rule = rules::of_guard(&guard);
            match guard.broken(&tried.after, &after) {
                Some(reason) => tried.refused.push(remark(rule, &act.target(), reason)),
                None => requires.push(Requirement { that: guard, rule: rule.id.to_owned() }),
            }
        }
        let id = StepId::from_service(format!("S-{:04}", number + 1));
        tried.acts.push(PlannedAct { id, act: act.clone(), requires });
        tried.after = after;
    }
    tried
}

/// What must not come of any act: of those that can change who may come in, and of those that are severe.
fn guards(seen: &Surroundings, act: &Act, said: Said<'_>) -> Vec<Guard> {
    let mut guards = Vec::new();
    if act.facts().reads.ip_groups {
        guards.extend([Guard::NobodyLockedOut, Guard::NotOpened]);
        guards.extend(said.must_admit.iter().map(|range| Guard::StillAdmits(range.to_string())));
    }
    if let Some(key) = said.protect_tag {
        guards.extend(protected(seen, act).map(|id| Guard::NotTagged { id, key: key.to_owned() }));
    }
    guards
}

/// The ids of what a severe act changes or leans on; what is still to be made has none.
fn protected(seen: &Surroundings, act: &Act) -> impl Iterator<Item = String> {
    let is_severe = act.facts().danger == Danger::Severe;
    let ids = act.claims().into_iter().chain(act.leaves(seen)).filter(move |_| is_severe);
    ids.filter(|id| seen.has_id(id))
}

/// Returns the ids of which the tags have to be read to make an order.
///
/// # Errors
/// As `order`.
pub fn tagged(seen: &Surroundings, wish: &Wish) -> Result<BTreeSet<String>, OrderError> {
    let draft = draft(seen, wish)?;
    Ok(draft.acts.iter().flat_map(|(act, _)| protected(seen, act)).collect())
}

/// Returns the ids of the connection aliases of which it has to be read who shares them, to make an order.
///
/// # Errors
/// As `order`.
pub fn shared(seen: &Surroundings, wish: &Wish) -> Result<BTreeSet<String>, OrderError> {
    let draft = draft(seen, wish)?;
    let asks = draft.acts.iter().filter(|(act, _)| act.facts().reads.shares).map(|(act, _)| act.target());
    // Who shares an alias of another account is for that one to know.
    let account = seen.account.as_deref();
    let is_foreign =
        |id: &String| seen.alias(&AliasId::from_service(id)).is_some_and(|alias| alias.is_foreign(account));
    Ok(asks.filter(|id| !is_foreign(id)).collect())
}

/// Returns of what more has to be read than its listing to make an order.
///
/// # Errors
/// As `order`.
pub fn details(seen: &Surroundings, wish: &Wish) -> Result<Details, OrderError> {
    let mut all = Details::default();
    for (act, _) in draft(seen, wish)?.acts {
        let Details { bundles, images, desktops, users } = act.details();
        all.bundles.extend(bundles);
        all.images.extend(images);
        all.desktops.extend(desktops);
        all.users.extend(users);
    }
    Ok(all)
}

/// Returns the commands that undo an order, as they would be typed afterwards, with the flags that they would need; and the
/// acts of all of them, numbered on from so many, unless some of it can't be undone. Those are held against what was replaced
/// alone: they lead back to what was.
fn undo(after: &Surroundings, wishes: Vec<Wish>, numbered: usize) -> (Vec<Vec<String>>, Option<Vec<PlannedAct>>) {
    // What of a network was read for what is wanted says nothing of the way back.
    let mut state = Surroundings { network: None, ..after.clone() };
    let (mut commands, mut acts) = (Vec::new(), Some(Vec::new()));
    for wish in wishes {
        let Ok(draft) = draft(&state, &wish) else {
            acts = None;
            continue;
        };
        let none = BTreeSet::new();
        let all = RULES.iter().map(|rule| rule.id.to_owned()).filter(|id| id != rules::CHANGED.id).collect();
        let refused = try_out(&state, &draft, Said { lowered: &none, must_admit: &[], protect_tag: None })
            .refused
            .into_iter()
            .chain(draft.refused.clone());
        let needed: BTreeSet<String> = refused.map(|remark| remark.rule).collect();
        if needed.iter().any(|rule| find_lowerable(rule).is_err()) {
            acts = None;
            continue; // no flag would let it pass
        }
        let mut words = words(&wish);
        if !needed.is_empty() {
            words.extend(["--allow".to_owned(), needed.into_iter().collect::<Vec<_>>().join(",")]);
        }
        commands.push(words);
        let tried = try_out(&state, &draft, Said { lowered: &all, must_admit: &[], protect_tag: None });
        if let Some(acts) = &mut acts {
            acts.extend(tried.acts);
        }
        state = tried.after;
    }
    for (number, planned) in acts.iter_mut().flatten().enumerate() {
        planned.id = StepId::from_service(format!("S-{:04}", numbered + number + 1));
    }
    (commands, acts)
}

/// Returns the directories of which it changes who may come in.
fn access(before: &Surroundings, after: &Surroundings) -> Vec<AccessChange> {
    let change = |id| AccessChange {
        directory_id: Clone::clone(id),
        before: Reach::of(before, id),
        after: Reach::of(after, id),
    };
    let all = before.directories.iter().map(|directory| change(&directory.directory_id));
    all.filter(|change| change.before != change.after).collect()
}

fn names(seen: &Surroundings) -> BTreeMap<String, String> {
    let groups = seen.ip_groups.iter().map(|group| (group.group_id.to_string(), group.group_name.clone()));
    let directories = seen
        .directories
        .iter()
        .filter_map(|directory| Some((directory.directory_id.to_string(), directory.directory_name.clone()?)));
    let bundles = seen.bundles.iter().map(|bundle| (bundle.bundle_id.to_string(), bundle.label().to_owned()));
    let images = seen.images.iter().map(|image| (image.image_id.to_string(), image.label().to_owned()));
    let desktops = seen
        .desktops
        .iter()
        .map(|one| (one.workspace_id.to_string(), format!("{} ({})", one.user_name, one.workspace_id)));
    let aliases = seen.aliases.iter().map(|alias| (alias.alias_id.to_string(), alias.connection_string.clone()));
    groups.chain(directories).chain(bundles).chain(images).chain(desktops).chain(aliases).collect()
}

fn remark(rule: &Card, of: &str, reason: impl Into<String>) -> Remark {
    Remark { of: of.to_owned(), rule: rule.id.to_owned(), reason: reason.into() }
}
