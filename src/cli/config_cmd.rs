//! `config`: the settings as they are resolved, and where each comes from.

use clap::{Args, Subcommand};
use serde_json::{Map, json};

use super::context::Context;
use super::error::{CliError, Exit};
use crate::output::{Column, Layout, Listing, emit};

/// Arguments of `config`
#[derive(Args, Clone, Debug)]
pub(super) struct ConfigArgs {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum ConfigCommand {
    /// Show the settings
    Show {
        /// Show where each comes from
        #[arg(long)]
        origin: bool,
    },
}

static PLAIN: &[Column] = &[Column::new("Setting", &["setting"]), Column::new("Value", &["value"])];

static WITH_ORIGIN: &[Column] = &[
    Column::new("Setting", &["setting"]),
    Column::new("Value", &["value"]),
    Column::new("Origin", &["origin"]).whole(),
];

pub(super) fn run(context: &Context, args: &ConfigArgs) -> Result<Exit, CliError> {
    let ConfigCommand::Show { origin } = args.command;
    let mut rows = context.settings().rows();
    // Where nothing is set, people look for the directory that is used.
    for row in rows.iter_mut().filter(|row| row.name == "state_dir" && row.value.is_none()) {
        row.value = context.found_root().map(|root| root.display().to_string());
    }
    let item = |row: &crate::config::Row| {
        if origin {
            json!({"setting": row.name, "value": row.value, "origin": row.source.to_string()})
        } else {
            json!({"setting": row.name, "value": row.value})
        }
    };
    let listing = Listing {
        member: "settings",
        items: rows.iter().map(item).collect(),
        rest: Map::new(),
        columns: if origin { WITH_ORIGIN } else { PLAIN },
        also: &[],
        layout: Layout::Rows,
    };
    emit(context.printer(), &listing, context.shape())?;
    Ok(Exit::Done)
}
