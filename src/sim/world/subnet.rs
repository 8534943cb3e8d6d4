//! A subnet and its addresses: which are taken, and which one is the next.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

/// A subnet with its address accounting.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Subnet {
    /// `subnet-` id.
    pub(in crate::sim) id: String,
    /// VPC that it lies in.
    pub(in crate::sim) vpc: String,
    /// Address range.
    pub(in crate::sim) cidr: Ipv4Net,
    /// Availability zone name, such as `us-east-1a`.
    pub(in crate::sim) zone: String,
    /// Availability zone id, such as `use1-az1`.
    pub(in crate::sim) zone_id: String,
    /// Addresses in use, each with the interface that holds it; the five reserved ones are not listed.
    pub(in crate::sim) taken: BTreeMap<Ipv4Addr, String>,
    /// How many more are in use by what is not here: an import knows their number and no more. Negative where the
    /// document counts more free addresses than its own block has.
    pub(in crate::sim) taken_elsewhere: i64,
}

/// Addresses of every subnet that AWS keeps for itself: the first four and the last (domain K-12).
const RESERVED_ADDRESSES: u64 = 5;

impl Subnet {
    /// Returns how many addresses are free, as `availableIpAddressCount` says it.
    pub(in crate::sim) fn free(&self) -> u64 {
        let size = 1_u64 << (32 - u32::from(self.cidr.prefix_len()));
        let here = size.saturating_sub(RESERVED_ADDRESSES).saturating_sub(self.taken.len() as u64);
        // Block sizes are far below 2^63.
        let here = i64::try_from(here).unwrap_or(i64::MAX);
        u64::try_from(here.saturating_sub(self.taken_elsewhere)).unwrap_or(0)
    }

    /// Returns the first free address at or after the `start`th usable one, going round; `None` when all are taken.
    pub(in crate::sim) fn free_address(&self, start: u64) -> Option<Ipv4Addr> {
        let usable = (1_u64 << (32 - u32::from(self.cidr.prefix_len()))).checked_sub(RESERVED_ADDRESSES)?;
        if usable == 0 || self.free() == 0 {
            return None;
        }
        let first = u64::from(u32::from(self.cidr.network())) + 4;
        (0..usable)
            .map(|step| first + (start + step) % usable)
            .filter_map(|address| u32::try_from(address).ok())
            .map(Ipv4Addr::from)
            .find(|address| !self.taken.contains_key(address))
    }
}
