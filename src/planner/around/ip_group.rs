//! Acts for wishes about IP access control groups: what differs is changed, in an order that never lets in too many or too
//! few in between.

use ipnet::IpNet;

use super::rules::{NOT_REGISTERED, OVERLAP, UNUSUAL, WIDE};
use super::{Draft, OrderError, Others, Remark, Wish, apply, find_directory, remark};
use crate::model::IpGroupId;
use crate::model::around::{
    Act, Guard, IpGroup, IpGroupRef, IpRule, REGISTERED, RegisteredDirectory, Surroundings, range_of, same_rules,
};

/// What a group is called in a message.
const KIND: &str = "IP access control group";
/// A rule with so few bits is most of the world.
const WIDE_BITS_MAX: u8 = 8;
/// Something that is as wanted already has no rule of its own.
const SAME: &str = "SAME-01";

/// Makes acts of a wish.
pub(super) fn draft(seen: &Surroundings, wish: &Wish) -> Result<Draft, OrderError> {
    match wish {
        Wish::CreateIpGroup { name, description, rules } => Ok(create(seen, name, description.as_ref(), rules)),
        Wish::DeleteIpGroup { group } => Ok(delete(find(seen, group)?)),
        Wish::AddIpRules { group, rules } => Ok(add(find(seen, group)?, rules)),
        Wish::RemoveIpRules { group, ranges } => Ok(remove(find(seen, group)?, ranges)),
        Wish::SetIpRules { group, rules } => Ok(set(find(seen, group)?, rules)),
        Wish::AssociateIpGroups { directory, groups, others } => {
            Ok(associate(seen, find_directory(seen, directory)?, &find_all(seen, groups)?, *others))
        }
        Wish::DisassociateIpGroups { directory, groups } => {
            Ok(disassociate(find_directory(seen, directory)?, &find_all(seen, groups)?))
        }
        Wish::ApplyIpGroups { file, others, .. } => apply::draft(seen, file, *others),
        // Another file's.
        Wish::Directory(_) | Wish::Bundle(_) | Wish::Image(_) | Wish::Alias(_) | Wish::Standby(_) => {
            Ok(Draft::default())
        }
    }
}

/// Returns a wish as it is typed.
pub(super) fn words(wish: &Wish) -> Vec<String> {
    let start = |word: &str, of: &str| vec!["ip-group".to_owned(), word.to_owned(), of.to_owned()];
    match wish {
        Wish::CreateIpGroup { name, description, rules } => {
            let mut words = start("create", name);
            words.extend(rules.iter().map(rule_word));
            if let Some(text) = description {
                words.extend(["--description".to_owned(), text.clone()]);
            }
            words
        }
        Wish::DeleteIpGroup { group } => start("delete", group),
        Wish::AddIpRules { group, rules } => {
            start("add", group).into_iter().chain(rules.iter().map(rule_word)).collect()
        }
        Wish::RemoveIpRules { group, ranges } => {
            start("remove", group).into_iter().chain(ranges.iter().map(ToString::to_string)).collect()
        }
        Wish::SetIpRules { group, rules } => {
            start("set", group).into_iter().chain(rules.iter().map(rule_word)).collect()
        }
        Wish::AssociateIpGroups { directory, groups, others } => {
            let only = (*others == Others::Go).then(|| "--only".to_owned());
            start("associate", directory).into_iter().chain(groups.iter().cloned()).chain(only).collect()
        }
        Wish::DisassociateIpGroups { directory, groups } => {
            start("disassociate", directory).into_iter().chain(groups.iter().cloned()).collect()
        }
        Wish::ApplyIpGroups { name, others, .. } => {
            let prune = (*others == Others::Go).then(|| "--prune".to_owned());
            start("apply", name).into_iter().chain(prune).collect()
        }
        Wish::Directory(_) | Wish::Bundle(_) | Wish::Image(_) | Wish::Alias(_) | Wish::Standby(_) => Vec::new(),
    }
}

/// A rule as it is typed: its range, and its description behind an equals sign.
fn rule_word(rule: &IpRule) -> String {
    match &rule.rule_desc {
        Some(text) => format!("{}={text}", rule.ip_rule),
        None => rule.ip_rule.clone(),
    }
}

/// Finds a group by its id or name.
///
/// # Errors
/// When there is none.
pub fn find<'a>(seen: &'a Surroundings, text: &str) -> Result<&'a IpGroup, OrderError> {
    let by_id = seen.ip_groups.iter().find(|group| group.group_id.as_str() == text);
    if let Some(group) = by_id.or_else(|| seen.ip_groups.iter().find(|group| group.group_name == text)) {
        return Ok(group);
    }
    let nearest = seen.ip_groups.iter().map(|group| &group.group_name);
    let nearest = nearest.min_by_key(|name| strsim::damerau_levenshtein(name, text)).cloned();
    Err(OrderError::Unknown { kind: KIND, name: text.to_owned(), nearest })
}

/// Finds several, each once.
pub(super) fn find_all<'a>(seen: &'a Surroundings, texts: &[String]) -> Result<Vec<&'a IpGroup>, OrderError> {
    let mut found: Vec<&IpGroup> = Vec::new();
    for text in texts {
        let group = find(seen, text)?;
        if !found.contains(&group) {
            found.push(group);
        }
    }
    Ok(found)
}

pub(super) fn create(seen: &Surroundings, name: &str, description: Option<&String>, rules: &[IpRule]) -> Draft {
    let (rules, warnings) = tidy(name, rules);
    let mut draft = Draft { warnings, ..Draft::default() };
    refuse_wide(&mut draft, name, &rules);
    warn_overlaps(&mut draft, name, &rules, &rules);
    let act = Act::CreateIpGroup { group_name: name.to_owned(), group_desc: description.cloned(), user_rules: rules };
    if act.is_done(seen) {
        draft.unchanged.push(Remark::same(name, "it is there, with these rules"));
    } else {
        draft.acts.push((act, Vec::new()));
        draft.undo.push(Wish::DeleteIpGroup { group: name.to_owned() });
    }
    draft
}

pub(super) fn delete(group: &IpGroup) -> Draft {
    let mut draft = Draft::default();
    draft.acts.push((Act::DeleteIpGroup { group_id: reference(group) }, Vec::new()));
    draft.undo.push(Wish::CreateIpGroup {
        name: group.group_name.clone(),
        description: group.group_desc.clone(),
        rules: group.user_rules.clone(),
    });
    draft
}

pub(super) fn add(group: &IpGroup, rules: &[IpRule]) -> Draft {
    let name = &group.group_name;
    let (rules, warnings) = tidy(name, rules);
    let mut draft = Draft { warnings, ..Draft::default() };
    let (there, new): (Vec<IpRule>, Vec<IpRule>) = rules.into_iter().partition(|rule| group.has_range(&rule.ip_rule));
    refuse_wide(&mut draft, name, &new);
    let redescribed: Vec<&IpRule> = there.iter().filter(|rule| describes_anew(group, rule)).collect();
    let same = there.iter().filter(|rule| !describes_anew(group, rule));
    draft.unchanged.extend(same.map(|rule| Remark::same(&rule.ip_rule, format!("it is in {name} already"))));
    let mut all: Vec<IpRule> = group.user_rules.clone();
    for own in &mut all {
        if let Some(rule) = redescribed.iter().find(|rule| own.is_for(&rule.ip_rule)) {
            own.rule_desc.clone_from(&rule.rule_desc);
        }
    }
    all.extend(new.iter().cloned());
    warn_overlaps(&mut draft, name, &new, &all);
    if !redescribed.is_empty() {
        replace(&mut draft, group, all);
    } else if !new.is_empty() {
        let ranges = new.iter().filter_map(|rule| range_of(&rule.ip_rule)).collect();
        draft.acts.push((Act::AuthorizeIpRules { group_id: reference(group), user_rules: new }, Vec::new()));
        draft.undo.push(Wish::RemoveIpRules { group: handle(group), ranges });
    }
    draft
}

fn remove(group: &IpGroup, ranges: &[IpNet]) -> Draft {
    let name = &group.group_name;
    let mut draft = Draft::default();
    let mut gone: Vec<IpRule> = Vec::new();
    for range in ranges {
        let text = range.to_string();
        match group.user_rules.iter().find(|rule| rule.is_for(&text)) {
            Some(rule) if gone.contains(rule) => {}
            Some(rule) => gone.push(rule.clone()),
            None => {
                let near: Vec<&str> = overlapping(range, &group.user_rules).map(|rule| rule.ip_rule.as_str()).collect();
                let near = if near.is_empty() { String::new() } else { format!("; it has {}", near.join(", ")) };
                draft.unchanged.push(Remark::same(&text, format!("{name} has no such rule{near}")));
            }
        }
    }
    if !gone.is_empty() {
        let user_rules = gone.iter().map(|rule| rule.ip_rule.clone()).collect();
        draft.acts.push((Act::RevokeIpRules { group_id: reference(group), user_rules }, Vec::new()));
        draft.undo.push(Wish::AddIpRules { group: handle(group), rules: gone });
    }
    draft
}

/// Only what differs is sent: what is added or taken out alone goes without replacing the rest.
pub(super) fn set(group: &IpGroup, rules: &[IpRule]) -> Draft {
    let name = handle(group);
    let (rules, warnings) = tidy(&group.group_name, rules);
    let mut draft = Draft { warnings, ..Draft::default() };
    if same_rules(&group.user_rules, &rules) {
        draft.unchanged.push(Remark::same(&group.group_name, "it has these rules, and no others"));
        return draft;
    }
    let new: Vec<IpRule> = rules.iter().filter(|rule| !group.has_range(&rule.ip_rule)).cloned().collect();
    refuse_wide(&mut draft, &group.group_name, &new);
    warn_overlaps(&mut draft, &group.group_name, &new, &rules);
    let stays =
        |own: &&IpRule| rules.iter().any(|rule| same_rules(std::slice::from_ref(own), std::slice::from_ref(rule)));
    let (kept, gone): (Vec<&IpRule>, Vec<&IpRule>) = group.user_rules.iter().partition(stays);
    let group_id = reference(group);
    if gone.is_empty() {
        draft.acts.push((Act::AuthorizeIpRules { group_id, user_rules: new }, Vec::new()));
    } else if kept.len() == rules.len() {
        let user_rules = gone.iter().map(|rule| rule.ip_rule.clone()).collect();
        draft.acts.push((Act::RevokeIpRules { group_id, user_rules }, Vec::new()));
    } else {
        replace(&mut draft, group, rules.clone());
    }
    draft.undo = vec![if group.user_rules.is_empty() {
        Wish::RemoveIpRules { group: name, ranges: rules.iter().filter_map(|rule| range_of(&rule.ip_rule)).collect() }
    } else {
        Wish::SetIpRules { group: name, rules: group.user_rules.clone() }
    }];
    draft
}

/// New ones come before others go, so that whoever comes in by both is never kept out.
pub(super) fn associate(
    seen: &Surroundings,
    directory: &RegisteredDirectory,
    groups: &[&IpGroup],
    others: Others,
) -> Draft {
    let mut draft = Draft::default();
    let id = &directory.directory_id;
    let (there, new): (Vec<&IpGroup>, Vec<&IpGroup>) =
        groups.iter().partition(|group| directory.ip_group_ids.contains(&group.group_id));
    let is_named = |own: &&IpGroupId| groups.iter().any(|group| group.group_id == **own);
    let gone: Vec<&IpGroupId> = match others {
        Others::Stay => Vec::new(),
        Others::Go => directory.ip_group_ids.iter().filter(|own| !is_named(own)).collect(),
    };
    draft.unchanged.extend(there.iter().map(|group| Remark::same(&group.group_name, format!("it is on {id} already"))));
    if !new.is_empty() {
        let group_ids = new.iter().map(|group| reference(group)).collect();
        draft.acts.push((Act::AssociateIpGroups { directory_id: id.clone(), group_ids }, Vec::new()));
    }
    if !gone.is_empty() {
        let refer = |own: &&IpGroupId| seen.ip_group(own).map_or_else(|| IpGroupRef::Id((*own).clone()), reference);
        let group_ids = gone.iter().map(refer).collect();
        draft.acts.push((Act::DisassociateIpGroups { directory_id: id.clone(), group_ids }, Vec::new()));
    }
    let directory_word = id.to_string();
    draft.undo.push(if gone.is_empty() {
        Wish::DisassociateIpGroups {
            directory: directory_word,
            groups: new.iter().map(|group| handle(group)).collect(),
        }
    } else {
        let before = directory.ip_group_ids.iter().map(|own| seen.ip_group(own).map_or(own.to_string(), handle));
        Wish::AssociateIpGroups { directory: directory_word, groups: before.collect(), others: Others::Go }
    });
    refuse_unregistered(&mut draft, directory);
    draft
}

fn disassociate(directory: &RegisteredDirectory, groups: &[&IpGroup]) -> Draft {
    let mut draft = Draft::default();
    let id = &directory.directory_id;
    let (gone, absent): (Vec<&IpGroup>, Vec<&IpGroup>) =
        groups.iter().partition(|group| directory.ip_group_ids.contains(&group.group_id));
    draft.unchanged.extend(absent.iter().map(|group| Remark::same(&group.group_name, format!("it is not on {id}"))));
    if !gone.is_empty() {
        let group_ids = gone.iter().map(|group| reference(group)).collect();
        draft.acts.push((Act::DisassociateIpGroups { directory_id: id.clone(), group_ids }, Vec::new()));
        let groups = gone.iter().map(|group| handle(group)).collect();
        draft.undo.push(Wish::AssociateIpGroups { directory: id.to_string(), groups, others: Others::Stay });
    }
    refuse_unregistered(&mut draft, directory);
    draft
}

fn refuse_unregistered(draft: &mut Draft, directory: &RegisteredDirectory) {
    let state = directory.state.as_deref().unwrap_or("not known");
    if !draft.acts.is_empty() && state != REGISTERED {
        let id = directory.directory_id.as_str();
        draft.refused.push(remark(&NOT_REGISTERED, id, format!("its state is {state}")));
    }
}

/// What a group is called in a command: its name, which is the only one of its kind, unless it would pass for a flag.
fn handle(group: &IpGroup) -> String {
    if group.group_name.starts_with('-') { group.group_id.to_string() } else { group.group_name.clone() }
}

/// Replaces all rules of a group at one stroke, when they are still those that were seen.
fn replace(draft: &mut Draft, group: &IpGroup, rules: Vec<IpRule>) {
    let as_seen = Guard::RulesAre { group_id: reference(group), user_rules: group.user_rules.clone() };
    let act = Act::UpdateRulesOfIpGroup { group_id: reference(group), user_rules: rules };
    draft.acts.push((act, vec![as_seen]));
    draft.undo.push(Wish::SetIpRules { group: handle(group), rules: group.user_rules.clone() });
}

/// What an act calls a group; one that is still to be made has no id.
fn reference(group: &IpGroup) -> IpGroupRef {
    if group.is_new() { IpGroupRef::Named(group.group_name.clone()) } else { IpGroupRef::Id(group.group_id.clone()) }
}

/// Tells whether a rule gives a range that is there another description.
fn describes_anew(group: &IpGroup, rule: &IpRule) -> bool {
    let own = group.user_rules.iter().find(|own| own.is_for(&rule.ip_rule));
    rule.rule_desc.is_some() && own.is_some_and(|own| own.rule_desc != rule.rule_desc)
}

/// Takes each range once, as the last one that was written, and says what is odd about some.
fn tidy(name: &str, rules: &[IpRule]) -> (Vec<IpRule>, Vec<Remark>) {
    let mut once: Vec<IpRule> = Vec::new();
    let mut warnings = Vec::new();
    for rule in rules {
        if let Some(earlier) = once.iter_mut().find(|earlier| earlier.is_for(&rule.ip_rule)) {
            warnings.push(remark(&OVERLAP, name, format!("{} is written twice", rule.ip_rule)));
            earlier.clone_from(rule);
            continue;
        }
        once.push(rule.clone());
        match range_of(&rule.ip_rule) {
            Some(IpNet::V6(range)) => {
                warnings.push(remark(
                    &UNUSUAL,
                    name,
                    format!("whether the service takes {range}, which is IPv6, is not documented"),
                ));
            }
            Some(IpNet::V4(range)) if is_private(range) => {
                warnings.push(remark(
                    &UNUSUAL,
                    name,
                    format!("{range} is private: people are seen with their public addresses"),
                ));
            }
            Some(IpNet::V4(_)) | None => {}
        }
    }
    (once, warnings)
}

fn is_private(range: ipnet::Ipv4Net) -> bool {
    let shared = ipnet::Ipv4Net::new_assert(std::net::Ipv4Addr::new(100, 64, 0, 0), 10);
    range.prefix_len() > WIDE_BITS_MAX && range.network().is_private() && range.broadcast().is_private()
        || shared.contains(&range)
}

fn refuse_wide(draft: &mut Draft, name: &str, rules: &[IpRule]) {
    let is_wide = |rule: &&IpRule| range_of(&rule.ip_rule).is_some_and(|range| range.prefix_len() <= WIDE_BITS_MAX);
    for rule in rules.iter().filter(is_wide) {
        draft.refused.push(remark(&WIDE, name, format!("{} is a large part of all addresses", rule.ip_rule)));
    }
}

/// Warns of new rules that lie in another one, or another one in them.
fn warn_overlaps(draft: &mut Draft, name: &str, new: &[IpRule], all: &[IpRule]) {
    let mut told: Vec<(IpNet, IpNet)> = Vec::new();
    for range in new.iter().filter_map(|rule| range_of(&rule.ip_rule)) {
        for other in overlapping(&range, all).filter_map(|rule| range_of(&rule.ip_rule)).filter(|other| *other != range)
        {
            let (inner, outer) = if other.contains(&range) { (range, other) } else { (other, range) };
            if !told.contains(&(inner, outer)) {
                told.push((inner, outer));
                draft.warnings.push(remark(&OVERLAP, name, format!("{inner} lies in {outer}")));
            }
        }
    }
}

fn overlapping<'a>(range: &'a IpNet, rules: &'a [IpRule]) -> impl Iterator<Item = &'a IpRule> {
    let overlaps = move |other: IpNet| other.contains(range) || range.contains(&other);
    rules.iter().filter(move |rule| range_of(&rule.ip_rule).is_some_and(overlaps))
}

impl Remark {
    /// Says of something that it is as wanted already.
    pub(super) fn same(of: &str, reason: impl Into<String>) -> Self {
        Self { of: of.to_owned(), rule: SAME.to_owned(), reason: reason.into() }
    }
}
