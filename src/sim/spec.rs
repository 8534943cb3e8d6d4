//! What a world is made from: everything that, with the record of its requests, makes it again.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::faults::{Faults, Scripted};

/// What a world is made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorldSpec {
    /// Seed of everything random.
    pub seed: u64,
    /// How many desktops it begins with.
    pub desktops: u32,
    /// What kinds of desktops.
    pub fleet: FleetKind,
    /// What goes wrong, and how often.
    #[serde(with = "as_text")]
    pub faults: Faults,
    /// Calls per second that WorkSpaces allows; 0 switches every throttle off.
    #[serde(with = "as_text")]
    pub rate: f64,
    /// Calls that may come at once after a rest.
    pub burst: u32,
    /// How long an answer takes, in service time.
    #[serde(rename = "latency_us", with = "duration_as_microseconds")]
    pub latency: Duration,
    /// Account id, 12 digits.
    pub account: String,
    /// The Region that everything lies in; others are empty at first, but for those in `regions`.
    pub region: String,
    /// The moment at which the world begins.
    pub start: Timestamp,
    /// Rows of domain.md that are neither enforced nor noted: for tests of who else enforces them.
    pub ignored_rows: BTreeSet<String>,
    /// Faults that hit named requests.
    pub script: Vec<Scripted>,
    /// Operations that the caller has no right to, by service and name, such as `tagging:GetResources`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub denied: BTreeSet<String>,
    /// Whether the connection status leaves out when a user was last connected: the member is optional in the API's model
    /// (domain G-04), and nothing promises that it is there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untold: bool,
    /// Other Regions that begin with a fleet of their own, made like that of the first.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub regions: BTreeSet<String>,
    /// Other accounts, with a fleet in each of the Regions. A key belongs to one when its id has the account behind the
    /// first four letters, as those that `AssumeRole` gives for its roles have.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub accounts: BTreeSet<String>,
}

impl WorldSpec {
    /// Returns the account that a request is made in: the one that its key names, where this world has it.
    pub(super) fn account_named<'a>(&'a self, named: &str) -> &'a str {
        self.accounts.get(named).unwrap_or(&self.account)
    }

    /// Returns what the fleets of other Regions and accounts are made from; each has a seed of its own.
    pub(super) fn others(&self) -> Vec<Self> {
        let accounts: BTreeSet<&String> = std::iter::once(&self.account).chain(&self.accounts).collect();
        let regions: BTreeSet<&String> = std::iter::once(&self.region).chain(&self.regions).collect();
        let mut others = Vec::new();
        for account in accounts {
            for region in regions.iter().copied().filter(|region| (account, *region) != (&self.account, &self.region)) {
                let seed = number_of(&format!("{} {account} {region}", self.seed));
                others.push(Self { seed, account: account.clone(), region: region.clone(), ..self.clone() });
            }
        }
        others
    }
}

/// Kind of a ready-made fleet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FleetKind {
    /// Three quarters Windows 10 that can move to Windows 11 at once, the rest of many kinds that cannot.
    #[default]
    Demo,
    /// Nothing but Windows 10 that can move at once.
    Uniform,
    /// Desktops and bundles that few fleets have: in the service's own maintenance, standbys, own protocols.
    Rare,
    /// One of every kind that a clock, a key, a volume pair, a running mode or a compute type makes different.
    Clocks,
}

impl Default for WorldSpec {
    fn default() -> Self {
        Self {
            seed: 7,
            desktops: 80,
            fleet: FleetKind::Demo,
            faults: Faults::default(),
            rate: 2.0,
            burst: 5,
            latency: Duration::from_millis(80),
            account: "111122223333".to_owned(),
            region: "us-east-1".to_owned(),
            start: Timestamp::constant(1_767_600_000, 0), // 2026-01-05T08:00:00Z, a Monday
            ignored_rows: BTreeSet::new(),
            script: Vec::new(),
            denied: BTreeSet::new(),
            untold: false,
            regions: BTreeSet::new(),
            accounts: BTreeSet::new(),
        }
    }
}

/// Returns the account id of the world of this name: 12 digits, the same each time.
#[must_use]
pub fn account_of(name: &str) -> String {
    format!("{:012}", number_of(name) % 1_000_000_000_000)
}

fn number_of(text: &str) -> u64 {
    Sha256::digest(text.as_bytes()).iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
}

/// Documents hold no floats: what has some is written as text.
mod as_text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

mod duration_as_microseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(span: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(u64::try_from(span.as_micros()).unwrap_or(u64::MAX))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_micros)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_world_is_the_demo() {
        let spec = WorldSpec::default();
        assert_eq!(spec.start.to_string(), "2026-01-05T08:00:00Z");
        assert_eq!((spec.seed, spec.desktops, spec.fleet), (7, 80, FleetKind::Demo));
    }

    #[test]
    fn a_spec_reads_back_as_it_was_written_and_holds_no_float() {
        let spec =
            WorldSpec { faults: "lost=0.01,stale=0.25".parse().expect("faults"), rate: 0.1, ..WorldSpec::default() };
        let text = serde_json::to_string(&spec).expect("text");
        assert!(
            text.contains(r#""faults":"stale=0.25,lost=0.01","rate":"0.1","burst":5,"latency_us":80000"#),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<WorldSpec>(&text).expect("a spec"), spec);
    }

    #[test]
    fn a_world_has_a_fleet_in_each_account_and_region() {
        let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let spec = WorldSpec {
            regions: set(&["eu-west-1", "us-east-1"]),
            accounts: set(&["444455556666"]),
            ..WorldSpec::default()
        };
        let others = spec.others();
        let places: Vec<_> = others.iter().map(|other| (other.account.as_str(), other.region.as_str())).collect();
        let expected = [("111122223333", "eu-west-1"), ("444455556666", "us-east-1"), ("444455556666", "eu-west-1")];
        assert!(expected.iter().all(|place| places.contains(place)), "{places:?}");
        let seeds: BTreeSet<u64> = others.iter().map(|other| other.seed).chain([spec.seed]).collect();
        assert_eq!((places.len(), seeds.len()), (3, 4), "{places:?}");
        assert_eq!(spec.account_named("444455556666"), "444455556666");
        for named in ["", "999999999999"] {
            assert_eq!(spec.account_named(named), "111122223333", "{named}");
        }
        assert!(WorldSpec::default().others().is_empty());
    }

    #[test]
    fn every_world_has_an_account_of_its_own() {
        let account = account_of("demo");
        assert_eq!(account.len(), 12);
        assert_eq!(account, account_of("demo"));
        assert_ne!(account, account_of("other"));
    }
}
