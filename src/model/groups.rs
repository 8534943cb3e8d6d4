//! What is changed about the security groups of an interface: which are added, and which are taken away.
//!
//! EC2 knows no such change: it takes the whole set and replaces what is there (domain.md J-08). So the set is made from
//! what was just read, and whoever else attached a group meanwhile loses nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::SecurityGroup;

/// How the group that ties a desktop to its directory is named, after the directory's id (domain.md J-11, J-12).
const MEMBERS_SUFFIX: &str = "_workspacesMembers";

/// Groups to add and groups to take away, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupChange {
    /// Groups that are to be there afterwards.
    pub add: BTreeSet<String>,
    /// Groups that are not.
    pub remove: BTreeSet<String>,
}

impl SecurityGroup {
    /// Tells whether a desktop is cut off from its directory without it, and it can't be made again (domain.md J-12).
    #[must_use]
    pub fn is_members(&self) -> bool {
        self.group_name.as_deref().is_some_and(|name| name.ends_with(MEMBERS_SUFFIX))
    }
}

impl GroupChange {
    /// Tells whether an interface with these groups is as wanted: all that are added, none that are taken away.
    #[must_use]
    pub fn holds(&self, groups: &[SecurityGroup]) -> bool {
        let has = |id: &String| groups.iter().any(|group| group.group_id == *id);
        self.add.iter().all(has) && !self.remove.iter().any(has)
    }

    /// Returns the whole set of an interface that has these groups now.
    #[must_use]
    pub fn applied(&self, groups: &[SecurityGroup]) -> BTreeSet<String> {
        let kept = groups.iter().map(|group| &group.group_id).filter(|id| !self.remove.contains(*id));
        kept.chain(&self.add).cloned().collect()
    }

    /// Says why an interface that has these groups can't have the set that it would get; `most`: how many it may have.
    ///
    /// One that has more than that already, where AWS raised the limit, may keep as many.
    #[must_use]
    pub fn unfit(&self, groups: &[SecurityGroup], most: usize) -> Option<String> {
        let after = self.applied(groups);
        if let Some(members) = groups.iter().find(|group| group.is_members() && !after.contains(&group.group_id)) {
            return Some(format!("{} ties it to its directory and is never detached", members.group_id));
        }
        if after.is_empty() {
            return Some("its interface would have no security group".to_owned());
        }
        let count = after.len();
        (count > most && count > groups.len())
            .then(|| format!("its interface would have {count} security groups, {most} are allowed"))
    }
}

/// Writes ids of groups as parameters of a step have them.
#[must_use]
pub fn join_groups<'a>(ids: impl IntoIterator<Item = &'a String>) -> String {
    ids.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn group(number: u8) -> SecurityGroup {
        let group_name = (number == 0).then(|| "d-1_workspacesMembers".to_owned());
        SecurityGroup { group_id: format!("sg-{number:08}"), group_name, vpc_id: None }
    }

    fn groups(numbers: &BTreeSet<u8>) -> Vec<SecurityGroup> {
        numbers.iter().map(|number| group(*number)).collect()
    }

    fn ids(numbers: &BTreeSet<u8>) -> BTreeSet<String> {
        numbers.iter().map(|number| group(*number).group_id).collect()
    }

    fn some() -> impl Strategy<Value = BTreeSet<u8>> {
        prop::collection::btree_set(0..8_u8, 0..6)
    }

    fn applied(change: &GroupChange, before: &[SecurityGroup]) -> Vec<SecurityGroup> {
        let known = |id: &String| before.iter().find(|group| group.group_id == *id).cloned();
        let made = |id: String| SecurityGroup { group_id: id, group_name: None, vpc_id: None };
        change.applied(before).into_iter().map(|id| known(&id).unwrap_or_else(|| made(id))).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Once is as good as twice, what was not named stays, and what is as wanted is not changed.
        #[test]
        fn a_change_is_idempotent_and_touches_nothing_else(before in some(), add in some(), remove in some()) {
            let remove: BTreeSet<u8> = remove.difference(&add).copied().collect();
            let change = GroupChange { add: ids(&add), remove: ids(&remove) };
            let groups = groups(&before);
            let after = applied(&change, &groups);
            prop_assert!(change.holds(&after));
            prop_assert_eq!(change.applied(&after), change.applied(&groups));
            prop_assert_eq!(change.holds(&groups), change.applied(&groups) == ids(&before));
            let expected: BTreeSet<u8> = before.difference(&remove).chain(&add).copied().collect();
            prop_assert_eq!(change.applied(&groups), ids(&expected));
        }

        /// Which of two changes comes first makes no difference, unless one takes away what the other adds.
        #[test]
        fn changes_that_do_not_contradict_each_other_commute(
            before in some(), first in (some(), some()), second in (some(), some()),
        ) {
            let added: BTreeSet<u8> = first.0.union(&second.0).copied().collect();
            let change = |(add, remove): &(BTreeSet<u8>, BTreeSet<u8>)| GroupChange {
                add: ids(add),
                remove: ids(&remove.difference(&added).copied().collect()),
            };
            let (first, second) = (change(&first), change(&second));
            let groups = groups(&before);
            let one_way = second.applied(&applied(&first, &groups));
            prop_assert_eq!(one_way, first.applied(&applied(&second, &groups)));
        }

        /// The group of the directory is never dropped, nothing is left without a group, and nothing grows past the limit.
        #[test]
        fn what_passes_is_safe(before in some(), add in some(), remove in some(), most in 1..7_usize) {
            let change = GroupChange { add: ids(&add), remove: ids(&remove) };
            let groups = groups(&before);
            if change.unfit(&groups, most).is_none() {
                let after = change.applied(&groups);
                prop_assert!(!after.is_empty() && after.len() <= most.max(before.len()));
                prop_assert_eq!(before.contains(&0) && !after.contains(&group(0).group_id), false);
            } else {
                let after = change.applied(&groups);
                let drops = before.contains(&0) && !after.contains(&group(0).group_id);
                prop_assert!(drops || after.is_empty() || after.len() > most);
            }
        }
    }

    /// Where AWS raised the limit, an interface with six may have one replaced.
    #[test]
    fn one_that_has_more_may_keep_as_many() {
        let six = groups(&(0..6).collect());
        let change = |add: &[u8], remove: &[u8]| GroupChange {
            add: ids(&add.iter().copied().collect()),
            remove: ids(&remove.iter().copied().collect()),
        };
        assert_eq!(change(&[7], &[5]).unfit(&six, 5), None);
        let grown = change(&[7], &[]).unfit(&six, 5).expect("seven");
        assert_eq!(grown, "its interface would have 7 security groups, 5 are allowed");
        let cut_off = change(&[7], &[0]).unfit(&six, 16).expect("cut off");
        assert_eq!(cut_off, "sg-00000000 ties it to its directory and is never detached");
    }
}
