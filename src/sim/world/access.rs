//! IP access control groups, and whom they let in (domain I).

use std::collections::BTreeSet;

use super::{Directory, World};

/// An IP access control group.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct IpGroup {
    /// `wsipg-` id.
    pub(in crate::sim) id: String,
    /// Name, the only one of its kind here.
    pub(in crate::sim) name: String,
    /// Description, as far as one was given.
    pub(in crate::sim) description: Option<String>,
    /// Rules in the order they came.
    pub(in crate::sim) rules: Vec<IpRule>,
}

/// A rule of a group.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct IpRule {
    /// Range of addresses, as it was written.
    pub(in crate::sim) range: String,
    /// Description, as far as one was given.
    pub(in crate::sim) description: Option<String>,
}

impl World {
    /// Returns the ranges that may come in to a directory; `None` when everybody may (I-05, I-06, I-07, I-09).
    pub(in crate::sim) fn admitted(&self, directory: &Directory) -> Option<BTreeSet<String>> {
        let groups = directory.ip_groups.iter().filter_map(|id| self.ip_groups.get(id));
        let ranges = groups.flat_map(|group| &group.rules).map(|rule| rule.range.clone()).collect();
        (!directory.ip_groups.is_empty()).then_some(ranges)
    }
}
