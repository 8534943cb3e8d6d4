//! Who may come in to a directory: the ranges of the IP access control groups on it.

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use super::super::DirectoryId;
use super::resource::Surroundings;

/// Who may come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reach {
    /// Everybody: the service's own group is used while no other is on the directory (domain.md I-05).
    Everybody,
    /// Whoever comes from one of these ranges, sorted and as few as they can be written with; none: nobody.
    Ranges(Vec<String>),
}

/// Reads a range of addresses; an address alone is a range of one.
#[must_use]
pub fn range_of(text: &str) -> Option<IpNet> {
    let address = || text.parse::<std::net::IpAddr>().ok().map(IpNet::from);
    text.parse::<IpNet>().ok().map(|range| range.trunc()).or_else(address)
}

impl Reach {
    /// Returns who may come in to a directory, with the groups that are on it.
    ///
    /// A group without rules blocks all access (I-06); the guide does not except directories with other groups, so neither
    /// does this. Otherwise the rules of all groups count together (I-07). A rule whose range can't be read lets nobody in
    /// whom we could name; it stands here as it is.
    #[must_use]
    pub fn of(seen: &Surroundings, directory: &DirectoryId) -> Self {
        let ids = seen.directory(directory).map_or(&[][..], |directory| &directory.ip_group_ids);
        if ids.is_empty() {
            return Self::Everybody;
        }
        let groups: Vec<_> = ids.iter().filter_map(|id| seen.ip_group(id)).collect();
        if groups.iter().any(|group| group.user_rules.is_empty()) {
            return Self::Ranges(Vec::new());
        }
        let rules = groups.iter().flat_map(|group| &group.user_rules);
        let (mut nets, mut others) = (Vec::new(), Vec::new());
        for rule in rules {
            match range_of(&rule.ip_rule) {
                Some(net) => nets.push(net),
                None => others.push(rule.ip_rule.clone()),
            }
        }
        let nets = IpNet::aggregate(&nets);
        others.sort();
        others.dedup();
        Self::Ranges(nets.into_iter().map(|net| net.to_string()).chain(others).collect())
    }

    /// Tells whether everybody of a range may come in.
    #[must_use]
    pub fn admits(&self, range: &IpNet) -> bool {
        match self {
            Self::Everybody => true,
            Self::Ranges(ranges) => ranges.iter().filter_map(|own| range_of(own)).any(|own| own.contains(range)),
        }
    }

    /// Tells whether nobody who may come in by the other one is kept out by this one.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Everybody, _) => true,
            (Self::Ranges(_), Self::Everybody) => false,
            (Self::Ranges(own), Self::Ranges(others)) => {
                others.iter().all(|text| range_of(text).map_or(own.contains(text), |range| self.admits(&range)))
            }
        }
    }
}

impl std::fmt::Display for Reach {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Everybody => formatter.write_str("everybody"),
            Self::Ranges(ranges) if ranges.is_empty() => formatter.write_str("nobody"),
            Self::Ranges(ranges) => formatter.write_str(&ranges.join(", ")),
        }
    }
}
