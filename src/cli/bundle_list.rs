//! `bundle list` and `show`: the account's own bundles and the public ones, the age of their image, and how many desktops
//! each has. Reads only.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::scopes::Everywhere;
use crate::aws::{BundleQuery, ImageOwner, Want, WorkspaceQuery};
use crate::inventory::Gap;
use crate::model::around::{Image, LibraryBundle};
use crate::model::{BundleId, ImageId};
use crate::output::{Column, Layout, Listing, emit, warn_gaps};
use crate::planner::around::find_bundle;

/// Which bundles to list
#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    /// Only those of this owner
    #[arg(long, value_enum)]
    owner: Option<Owner>,
    /// Only those that no desktop is on
    #[arg(long)]
    unused: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Owner {
    /// The account
    Own,
    /// AWS
    Public,
}

/// Which bundles to show
#[derive(Args, Clone, Debug)]
pub(super) struct ShowArgs {
    /// Bundles, by id or name
    #[arg(value_name = "BUNDLE", required = true)]
    bundles: Vec<String>,
}

static COLUMNS: &[Column] = &[
    Column::new("BundleId", &["BundleId"]).whole(),
    Column::new("Name", &["Name"]),
    Column::new("Owner", &["Owner"]).drops(3),
    Column::new("State", &["State"]).whole(),
    Column::new("ComputeType", &["ComputeType", "Name"]).drops(2),
    Column::new("Desktops", &["Deskfleet", "Desktops"]).whole(),
    Column::new("Image", &["Deskfleet", "ImageName"]).drops(1),
    Column::new("ImageAgeDays", &["Deskfleet", "ImageAgeDays"]).drops(4),
    Column::extra("Root", &["RootStorage", "Capacity"]),
    Column::extra("User", &["UserStorage", "Capacity"]),
    Column::extra("ImageId", &["ImageId"]),
    Column::extra("ImageState", &["Deskfleet", "ImageState"]),
    Column::extra("BundleType", &["BundleType"]),
    Column::extra("Created", &["CreationTime"]).moment(),
    Column::extra("Updated", &["LastUpdatedTime"]).moment(),
    Column::extra("Description", &["Description"]),
];

/// Bundles as they were seen, with what they stand between: images and desktops.
struct Seen {
    now: Timestamp,
    bundles: Vec<LibraryBundle>,
    images: BTreeMap<ImageId, Image>,
    desktops: BTreeMap<BundleId, u64>,
    /// Whether all of them could be read.
    desktops_known: bool,
    gaps: Vec<Gap>,
}

pub(super) async fn list(context: &Context, args: &ListArgs) -> Result<Exit, CliError> {
    let found = Everywhere::look(context, async |there| {
        let seen = look(there, args.owner).await?;
        if args.unused && !seen.desktops_known {
            let text = "not every desktop could be read, so that no bundle is known to be unused";
            there.printer().warn(text);
        }
        Ok(seen)
    });
    let found = found.await?;
    found.emit(context, context.shape(), |seen| {
        let is_wanted = |bundle: &&LibraryBundle| !args.unused || seen.desktops_known && seen.count(bundle) == 0;
        seen.listing(seen.bundles.iter().filter(is_wanted), Layout::Rows)
    })?;
    Ok(found.end(Exit::Done))
}

pub(super) async fn show(context: &Context, args: &ShowArgs) -> Result<Exit, CliError> {
    let seen = look(context, None).await?;
    let mut chosen: Vec<&LibraryBundle> = Vec::new();
    for text in &args.bundles {
        let bundle = find_bundle(&seen.bundles, text)?;
        if !chosen.contains(&bundle) {
            chosen.push(bundle);
        }
    }
    let mut shape = context.shape().clone();
    shape.columns.get_or_insert_with(|| COLUMNS.iter().map(|column| column.name.to_owned()).collect());
    emit(context.printer(), &seen.listing(chosen.into_iter(), Layout::Blocks), &shape)?;
    Ok(Exit::Done)
}

/// Reads bundles, the account's images and all desktops.
async fn look(context: &Context, owner: Option<Owner>) -> Result<Seen, CliError> {
    let (now, aws) = (context.clock().await?.now(), context.aws().await?);
    let (mut bundles, mut gaps) = (Vec::new(), Vec::new());
    for (of, query) in [(Owner::Own, BundleQuery::Own), (Owner::Public, BundleQuery::Public)] {
        if owner.is_none_or(|owner| owner == of) {
            let listed = aws.library_bundles(&query).await?;
            bundles.extend(listed.records);
            gaps.extend(listed.gaps);
        }
    }
    // What AWS makes its bundles of, it does not show.
    let mut images = BTreeMap::new();
    if owner != Some(Owner::Public) {
        let listed = aws.images(ImageOwner::Own).await?;
        images = listed.records.into_iter().map(|image| (image.image_id.clone(), image)).collect();
        gaps.extend(listed.gaps);
    }
    let mut fleet = context.fleet(&Want::only(WorkspaceQuery::All)).await?;
    let mut desktops: BTreeMap<BundleId, u64> = BTreeMap::new();
    for workspace in &fleet.workspaces {
        *desktops.entry(workspace.bundle_id.clone()).or_default() += 1;
    }
    let desktops_known = fleet.gaps.is_empty();
    fleet.gaps.extend(gaps);
    warn_gaps(context.printer(), &fleet);
    Ok(Seen { now, bundles, images, desktops, desktops_known, gaps: fleet.gaps })
}

/// Returns the whole days since a moment.
pub(super) fn days_since(at: Timestamp, now: Timestamp) -> i64 {
    now.duration_since(at).as_hours().max(0) / 24
}

impl Seen {
    fn count(&self, bundle: &LibraryBundle) -> u64 {
        self.desktops.get(&bundle.bundle_id).copied().unwrap_or_default()
    }

    fn listing<'a>(&self, chosen: impl Iterator<Item = &'a LibraryBundle>, layout: Layout) -> Listing {
        let items = chosen.map(|bundle| self.item(bundle)).collect();
        let rest: Map<String, Value> = [("Gaps".to_owned(), json!(self.gaps))].into_iter().collect();
        Listing { member: "Bundles", items, rest, columns: COLUMNS, also: &[], layout }
    }

    /// A bundle as data: as the API has it, with what we add under our own member.
    fn item(&self, bundle: &LibraryBundle) -> Value {
        let image = bundle.image_id.as_ref().and_then(|id| self.images.get(id));
        let mut ours = json!({"Desktops": self.count(bundle)});
        if let Some(image) = image {
            ours["ImageName"] = json!(image.name);
            ours["ImageState"] = json!(image.state);
            ours["ImageAgeDays"] = json!(image.created.map(|created| days_since(created, self.now)));
        }
        let mut item = json!(bundle);
        item["Deskfleet"] = ours;
        item
    }
}
