//! A world from a document: what `list -o json` wrote, what a plan observed, or what the AWS CLI shows.
//!
//! Everything that the document says is shown again, to the member. What it leaves out is filled plausibly from the seed
//! and counted (`Assumption`), so that whoever reads about such a world can be told what is not known of the real one.
//! Linear in the document. Reads JSON by itself, in the API's names: no type of the program's is shared.

mod bundle;
mod clocks;
mod desktop;
mod keys;
mod place;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub use read::ImportError;

use super::lifecycle::plus;
use super::spec::WorldSpec;
use super::world::World;
use desktop::Row;
use jiff::{SignedDuration, Timestamp};
use read::Item;

/// Something that the document does not say, and what was taken for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// What, and how it was filled; a fragment.
    pub text: String,
    /// How many times.
    pub count: u64,
}

/// A world in the making.
struct Import<'a> {
    spec: &'a WorldSpec,
    world: World,
    /// Desktops in the document, by what they stand on.
    witnesses: Witnesses<'a>,
    /// Keys that desktops name and that there are no more.
    gone_keys: BTreeSet<&'a str>,
    assumed: BTreeMap<String, u64>,
}

/// What desktops tell about the things that they stand on.
#[derive(Default)]
struct Witnesses<'a> {
    bundles: BTreeMap<&'a str, Vec<&'a Row<'a>>>,
    directories: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The VPC of each subnet, where an interface names it.
    subnets: BTreeMap<&'a str, Option<&'a str>>,
    /// Names of security groups, and a subnet in whose VPC each is.
    groups: BTreeMap<&'a str, (Option<&'a str>, Option<&'a str>)>,
    /// How many desktops have each operating system.
    systems: BTreeMap<&'a str, u64>,
}

/// Makes a world from a document, or from the `observed` of one.
///
/// # Errors
/// Where the document is not as the API or `list` would write it.
pub(super) fn world(spec: &WorldSpec, document: &Value) -> Result<(World, Vec<Assumption>), ImportError> {
    let document = Item::of(document.get("observed").unwrap_or(document), "")
        .map_err(|error| ImportError { at: "the document".to_owned(), ..error })?;
    let Some(items) = member(&document, "Workspaces")? else {
        return Err(ImportError { at: "the document".to_owned(), what: "it has no `Workspaces`".to_owned() });
    };
    let rows: Vec<Row> = items.into_iter().map(Row::read).collect::<Result<_, _>>()?;
    let mut import = Import {
        spec,
        world: World::empty(&spec.account, &spec.region, spec.seed, spec.start),
        witnesses: Witnesses::of(&rows),
        gone_keys: BTreeSet::new(),
        assumed: BTreeMap::new(),
    };
    let free = import.subnets(&document)?;
    import.directories(&document)?;
    import.bundles(&document)?;
    import.keys(&document)?;
    for row in &rows {
        import.desktop(row)?;
    }
    import.count_addresses(&free);
    let assumed = import.assumed.into_iter().map(|(text, count)| Assumption { text, count });
    Ok((import.world, assumed.collect()))
}

/// Returns a list of the document; a plan's members begin in lower case.
fn member<'a>(document: &Item<'a>, name: &str) -> Result<Option<Vec<Item<'a>>>, ImportError> {
    match document.list(name)? {
        Some(items) => Ok(Some(items)),
        None => document.list(&name.to_lowercase()),
    }
}

impl Import<'_> {
    fn assume(&mut self, text: &str) {
        *self.assumed.entry(text.to_owned()).or_default() += 1;
    }
}

impl<'a> Witnesses<'a> {
    fn of(rows: &'a [Row<'a>]) -> Self {
        let mut found = Self::default();
        for row in rows {
            found.bundles.entry(row.bundle).or_default().push(row);
            let subnets = found.directories.entry(row.directory).or_default();
            subnets.extend(row.subnet);
            if let Some(subnet) = row.subnet {
                let vpc = found.subnets.entry(subnet).or_default();
                *vpc = vpc.or(row.vpc);
            }
            for (id, name) in &row.groups {
                let known = found.groups.entry(id).or_default();
                *known = (known.0.or(*name), known.1.or(row.subnet));
            }
            if let Some(system) = row.system {
                *found.systems.entry(system).or_default() += 1;
            }
        }
        found
    }
}

/// Returns the moment so many seconds before another.
fn before(at: Timestamp, seconds: u64) -> Timestamp {
    plus(at, -SignedDuration::from_secs(i64::try_from(seconds).unwrap_or_default()))
}
