//! The worlds of `--sim`: made anew, shown, moved on in time, and their record.

use jiff::SignedDuration;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::world_args::WorldArgs;
use crate::journal::make_below;
use crate::output::{Column, Format, Layout, Listing, emit};
use crate::sim::{Sim, store};

static STATUS: &[Column] = &[
    Column::new("World", &["world"]),
    Column::new("Now", &["now"]),
    Column::new("Account", &["account"]),
    Column::new("Region", &["region"]),
    Column::extra("Regions", &["regions"]),
    Column::new("Desktops", &["desktops"]),
    Column::new("Migrations", &["migrations"]),
    Column::new("Requests", &["requests"]),
    Column::new("Seed", &["seed"]),
    Column::new("Faults", &["faults"]),
    Column::new("Directory", &["directory"]),
];

static LOG: &[Column] = &[
    Column::new("Seq", &["seq"]),
    Column::new("At", &["at"]),
    Column::new("Service", &["service"]),
    Column::new("Operation", &["operation"]),
    Column::new("Status", &["status"]),
    Column::new("Error", &["error"]),
    Column::new("Applied", &["applied"]),
    Column::extra("Lost", &["lost"]),
    Column::extra("Violations", &["violations"]),
];

pub(super) fn reset(context: &Context, args: &WorldArgs) -> Result<Exit, CliError> {
    let name = context.settings().sim.value.as_ref().ok_or_else(no_world)?;
    let directory = context.world_dir(name)?;
    let spec = args.over(context.spec(name));
    store::remove(&directory)?;
    // What is left is ours alone: journal, ledger and locks of runs in the world that is gone.
    if directory.exists() {
        std::fs::remove_dir_all(&directory).map_err(|error| {
            CliError::new(Kind::State, format!("can't remove `{}`", directory.display())).cause(error)
        })?;
    }
    make_below(context.root()?, &directory)?;
    let others: Vec<&str> = spec.regions.iter().filter(|region| **region != spec.region).map(String::as_str).collect();
    let others = if others.is_empty() { String::new() } else { format!(" there and as many in {}", others.join(", ")) };
    let world = store::create(&directory, spec)?;
    let view = world.world(world.now());
    context.printer().status(&format!(
        "world `{name}` has {} desktops{others}, it is {} ({} {} SIMULATED)",
        view.desktops.len(),
        view.now,
        view.account,
        view.region
    ));
    Ok(Exit::Done)
}

pub(super) fn status(context: &Context) -> Result<Exit, CliError> {
    let world = world(context)?;
    let name = context.settings().sim.value.clone().unwrap_or_default();
    let (spec, view) = (world.spec(), world.world(world.now()));
    let item: Value = json!({
        "world": name,
        "now": view.now,
        "account": view.account,
        "region": view.region,
        "regions": spec.regions,
        "desktops": view.desktops.len(),
        "migrations": view.migrations,
        "requests": world.record().len(),
        "seed": spec.seed,
        "faults": spec.faults.to_string(),
        "directory": context.world_dir(&name)?.display().to_string(),
    });
    let listing = Listing {
        member: "worlds",
        items: vec![item],
        rest: Map::new(),
        columns: STATUS,
        also: &[],
        layout: Layout::Blocks,
    };
    emit(context.printer(), &listing, context.shape())?;
    Ok(Exit::Done)
}

pub(super) fn advance(context: &Context, seconds: u64) -> Result<Exit, CliError> {
    let span = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
    let now = world(context)?
        .advance(span)
        .map_err(|error| CliError::new(Kind::State, "can't keep the world's time").cause(error))?;
    context.printer().status(&format!("it is {now} now"));
    Ok(Exit::Done)
}

pub(super) fn log(context: &Context) -> Result<Exit, CliError> {
    let items = world(context)?.record().iter().map(|record| json!(record)).collect();
    let mut shape = context.shape().clone();
    if context.settings().output.value.is_none() {
        shape.format = Format::Ndjson; // the record's own form
    }
    let listing =
        Listing { member: "requests", items, rest: Map::new(), columns: LOG, also: &[], layout: Layout::Rows };
    emit(context.printer(), &listing, &shape)?;
    Ok(Exit::Done)
}

fn world(context: &Context) -> Result<&Sim, CliError> {
    context.world()?.ok_or_else(no_world)
}

fn no_world() -> CliError {
    CliError::usage("no world is named").hint("write `--sim` for the world `default`, or `--sim=NAME`")
}
