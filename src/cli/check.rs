//! `check`: whether a plan can be carried out as it is, and a new id for one that was edited on purpose.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::plan_file;
use crate::output::{Column, Format, Layout, Listing, emit, show_plan};
use crate::planner::document::Seal;
use crate::planner::{Weight, check};

/// Arguments of `check`
#[derive(Args, Clone, Debug)]
pub(super) struct CheckArgs {
    /// Plan, as `--out` wrote it
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Give an edited plan the id that its content has
    #[arg(long, requires = "out")]
    seal: bool,
    /// Where the sealed plan goes
    #[arg(long, value_name = "FILE", requires = "seal")]
    out: Option<PathBuf>,
}

static COLUMNS: &[Column] = &[Column::new("Weight", &["weight"]), Column::new("Note", &["note"]).wraps()];

pub(super) async fn run(context: &Context, args: &CheckArgs) -> Result<Exit, CliError> {
    let seal = if args.seal { Seal::Renewed } else { Seal::Intact };
    let plan = plan_file::read(&args.plan, seal)?;
    // A simulated plan expires by its world's time, which only the world knows.
    let is_foreign = plan.scope.simulated && context.world()?.is_none();
    let now = if is_foreign { None } else { Some(context.clock().await?.now()) };
    let notes = check(&plan, now);
    let fatal = notes.iter().filter(|note| note.weight == Weight::Fatal).count();
    let weight = |weight| match weight {
        Weight::Fatal => "fatal",
        Weight::Warning => "warning",
    };
    let mut rest = Map::new();
    rest.insert("plan".to_owned(), plan.id.as_str().into());
    let listing = Listing {
        member: "notes",
        items: notes.iter().map(|note| json!({"weight": weight(note.weight), "note": note.text})).collect(),
        rest,
        columns: COLUMNS,
        also: &[],
        layout: Layout::Rows,
    };
    show_plan(context.printer(), &plan, &BTreeSet::new(), now.unwrap_or(plan.made_at));
    // A header above nothing says nothing.
    if !listing.items.is_empty() || !matches!(context.shape().format, Format::Table | Format::Tabs) {
        emit(context.printer(), &listing, context.shape())?;
    }
    if fatal > 0 {
        return Err(CliError::usage(format!("plan `{}` can't be applied: {fatal} fatal", args.plan.display()))
            .hint("plan again, or put right what is listed and seal it with `check PLAN --seal --out NEW`"));
    }
    if let Some(out) = &args.out {
        plan_file::write(out, &plan)?;
        context.printer().status(&format!("the sealed plan was written to `{}`", out.display()));
    }
    context.printer().status(&format!("plan {} is sound ({})", plan.id.short(), plan.scope));
    if is_foreign {
        let file = args.plan.display();
        context.printer().hint(&format!("its expiry is judged by its world: `deskfleet --sim check {file}`"));
    }
    Ok(Exit::Done)
}
