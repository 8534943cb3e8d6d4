//! `image list` and `show`: the account's own images and those that others share with it, their age, the bundles that are
//! made of them, and with whom they are shared. Reads only.

use std::collections::{BTreeMap, BTreeSet};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::bundle_list::days_since;
use super::context::Context;
use super::error::{CliError, Exit};
use super::scopes::Everywhere;
use crate::aws::{BundleQuery, ImageOwner};
use crate::inventory::Gap;
use crate::model::ImageId;
use crate::model::around::{Image, LibraryBundle};
use crate::output::{Column, Layout, Listing, emit};
use crate::planner::around::find_image;

/// Which images to list
#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    /// Only those of this owner
    #[arg(long, value_enum)]
    owner: Option<Owner>,
    /// Only those that no bundle is made of
    #[arg(long)]
    unused: bool,
    /// Read with which accounts each is shared, a call each
    #[arg(long)]
    permissions: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Owner {
    /// The account
    Own,
    /// Other accounts, that share them
    Shared,
}

/// Which images to show
#[derive(Args, Clone, Debug)]
pub(super) struct ShowArgs {
    /// Images, by id or name
    #[arg(value_name = "IMAGE", required = true)]
    images: Vec<String>,
}

static COLUMNS: &[Column] = &[
    Column::new("ImageId", &["ImageId"]).whole(),
    Column::new("Name", &["Name"]),
    Column::new("Owner", &["OwnerAccountId"]).drops(3),
    Column::new("State", &["State"]).whole(),
    Column::new("AgeDays", &["Deskfleet", "AgeDays"]).whole(),
    Column::new("Bundles", &["Deskfleet", "Bundles"]).drops(1),
    Column::new("SharedWith", &["Deskfleet", "SharedWith"]).drops(2),
    Column::extra("Created", &["Created"]).moment(),
    Column::extra("OperatingSystem", &["OperatingSystem", "Type"]),
    Column::extra("RequiredTenancy", &["RequiredTenancy"]),
    Column::extra("UpdateAvailable", &["Updates", "UpdateAvailable"]),
    Column::extra("ErrorCode", &["ErrorCode"]),
    Column::extra("ErrorMessage", &["ErrorMessage"]),
    Column::extra("Description", &["Description"]),
];

/// Images as they were seen, with the bundles that are made of them.
struct Seen {
    now: Timestamp,
    images: Vec<Image>,
    /// The account's own among them: nobody else is told with whom one is shared.
    own: BTreeSet<ImageId>,
    bundles: Vec<LibraryBundle>,
    /// Whether all of them could be read.
    bundles_known: bool,
    shares: BTreeMap<ImageId, BTreeSet<String>>,
    gaps: Vec<Gap>,
}

pub(super) async fn list(context: &Context, args: &ListArgs) -> Result<Exit, CliError> {
    let found = Everywhere::look(context, async |there| wanted(there, args).await).await?;
    found.emit(context, context.shape(), |seen| seen.listing(&seen.images, Layout::Rows))?;
    Ok(found.end(Exit::Done))
}

/// Reads images, as far as they are to be listed.
async fn wanted(context: &Context, args: &ListArgs) -> Result<Seen, CliError> {
    let mut seen = look(context, args.owner).await?;
    if args.unused {
        let used: BTreeSet<ImageId> = seen.bundles.iter().filter_map(|bundle| bundle.image_id.clone()).collect();
        // A bundle that can't be read may be made of any.
        let is_known = seen.bundles_known;
        if !is_known {
            context.printer().warn("not every bundle could be read, so that no image is known to be unused");
        }
        seen.images.retain(|image| is_known && !used.contains(&image.image_id));
    }
    if args.permissions {
        let listed = seen.images.clone();
        seen.read_shares(context, &listed).await?;
    }
    Ok(seen)
}

pub(super) async fn show(context: &Context, args: &ShowArgs) -> Result<Exit, CliError> {
    let mut seen = look(context, None).await?;
    let mut chosen: Vec<Image> = Vec::new();
    for text in &args.images {
        let image = find_image(&seen.images, text)?;
        if !chosen.contains(image) {
            chosen.push(image.clone());
        }
    }
    seen.read_shares(context, &chosen).await?;
    let mut shape = context.shape().clone();
    shape.columns.get_or_insert_with(|| COLUMNS.iter().map(|column| column.name.to_owned()).collect());
    emit(context.printer(), &seen.listing(&chosen, Layout::Blocks), &shape)?;
    Ok(Exit::Done)
}

async fn look(context: &Context, owner: Option<Owner>) -> Result<Seen, CliError> {
    let (now, aws) = (context.clock().await?.now(), context.aws().await?);
    let (mut images, mut own, mut gaps) = (Vec::new(), BTreeSet::new(), Vec::new());
    for (of, query) in [(Owner::Own, ImageOwner::Own), (Owner::Shared, ImageOwner::Shared)] {
        if owner.is_none_or(|owner| owner == of) {
            let listed = aws.images(query).await?;
            if of == Owner::Own {
                own.extend(listed.records.iter().map(|image| image.image_id.clone()));
            }
            images.extend(listed.records);
            gaps.extend(listed.gaps);
        }
    }
    let listed = aws.library_bundles(&BundleQuery::Own).await?;
    let bundles_known = listed.gaps.is_empty();
    gaps.extend(listed.gaps);
    for gap in &gaps {
        context.printer().warn(&format!("could not read {}: {}", gap.what, gap.reason));
    }
    Ok(Seen { now, images, own, bundles: listed.records, bundles_known, shares: BTreeMap::new(), gaps })
}

impl Seen {
    /// Reads with whom images are shared; what is denied is a gap.
    async fn read_shares(&mut self, context: &Context, chosen: &[Image]) -> Result<(), CliError> {
        for image in chosen.iter().filter(|image| self.own.contains(&image.image_id)) {
            match context.aws().await?.image_shares(&image.image_id).await {
                Ok(accounts) => drop(self.shares.insert(image.image_id.clone(), accounts)),
                Err(fault) if fault.is_credentials() => return Err(fault.into()),
                Err(fault) => {
                    let (of, reason) = (image.image_id.to_string(), fault.to_string());
                    context.printer().warn(&format!("could not read ImagePermissions of {of}: {reason}"));
                    self.gaps.push(Gap { what: "ImagePermissions".to_owned(), of: Some(of), reason });
                }
            }
        }
        Ok(())
    }

    fn listing(&self, chosen: &[Image], layout: Layout) -> Listing {
        let items = chosen.iter().map(|image| self.item(image)).collect();
        let rest: Map<String, Value> = [("Gaps".to_owned(), json!(self.gaps))].into_iter().collect();
        Listing { member: "Images", items, rest, columns: COLUMNS, also: &[], layout }
    }

    /// An image as data: as the API has it, with what we add under our own member.
    fn item(&self, image: &Image) -> Value {
        let of = self.bundles.iter().filter(|bundle| bundle.image_id.as_ref() == Some(&image.image_id));
        let bundles: Vec<&str> = of.map(LibraryBundle::label).collect();
        let mut ours = json!({"Bundles": bundles});
        if let Some(created) = image.created {
            ours["AgeDays"] = json!(days_since(created, self.now));
        }
        if let Some(accounts) = self.shares.get(&image.image_id) {
            ours["SharedWith"] = json!(accounts);
        }
        let mut item = json!(image);
        item["Deskfleet"] = ours;
        item
    }
}
