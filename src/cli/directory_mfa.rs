//! `directory mfa`: the second factor of a directory's users, which RADIUS servers check.

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::order::{self, OrderArgs};
use super::secret_file::read_secret;
use crate::model::around::{Domain, Kinds, RadiusSettings, RegisteredDirectory};
use crate::output::{Column, Layout, Listing, emit};
use crate::planner::around::{DirectoryWish, Wish, find_directory};

#[derive(Args, Clone, Debug)]
pub(super) struct MfaArgs {
    #[command(subcommand)]
    command: MfaCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum MfaCommand {
    /// Show which directories have a second factor, and whether it works
    Status(StatusArgs),
    /// Have all users of a directory asked for a second factor, by RADIUS servers
    Enable(Box<EnableArgs>),
    /// Have users of a directory asked for their password alone
    Disable(Box<DisableArgs>),
}

#[derive(Args, Clone, Debug)]
struct StatusArgs {
    /// Directories, by id, name or alias; without one all that are registered
    #[arg(value_name = "DIRECTORY")]
    directories: Vec<String>,
}

#[derive(Args, Clone, Debug)]
struct EnableArgs {
    /// Directory, by id, name or alias: an AD Connector or a Managed Microsoft AD
    directory: String,
    /// RADIUS server, or a load balancer of several, by name or IPv4 address; repeatable
    #[arg(long = "server", value_name = "HOST", value_parser = server, required = true)]
    servers: Vec<String>,
    /// File with the secret that servers and directory share, on one line; `-` for standard input
    #[arg(long, value_name = "FILE")]
    secret_file: String,
    /// How servers and directory talk
    #[arg(long, value_enum, ignore_case = true)]
    protocol: Protocol,
    /// Port of the servers
    #[arg(long, default_value_t = 1812, value_parser = clap::value_parser!(i32).range(1025..=65535))]
    port: i32,
    /// Seconds to wait for an answer of a server
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(i32).range(1..=50))]
    timeout: i32,
    /// How often a server is asked again
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(i32).range(0..=10))]
    retries: i32,
    /// Stop once the service has begun to try the servers; `resume` sees it to its end
    #[arg(long, help_heading = "Change options")]
    no_wait: bool,
    #[command(flatten)]
    order: OrderArgs,
}

/// Protocols, as the API has them.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    #[value(name = "PAP")]
    Pap,
    #[value(name = "CHAP")]
    Chap,
    #[value(name = "MS-CHAPv1")]
    MsChapV1,
    #[value(name = "MS-CHAPv2")]
    MsChapV2,
}

#[derive(Args, Clone, Debug)]
struct DisableArgs {
    /// Directory, by id, name or alias
    directory: String,
    #[command(flatten)]
    order: OrderArgs,
}

static COLUMNS: &[Column] = &[
    Column::new("DirectoryId", &["DirectoryId"]).whole(),
    Column::new("Name", &["Name"]),
    Column::new("Type", &["Type"]).whole(),
    Column::new("RadiusStatus", &["RadiusStatus"]).whole(),
    Column::new("RadiusServers", &["RadiusSettings", "RadiusServers"]),
    Column::new("Protocol", &["RadiusSettings", "AuthenticationProtocol"]).drops(1),
    Column::extra("Stage", &["Stage"]),
    Column::extra("RadiusPort", &["RadiusSettings", "RadiusPort"]),
    Column::extra("RadiusTimeout", &["RadiusSettings", "RadiusTimeout"]),
    Column::extra("RadiusRetries", &["RadiusSettings", "RadiusRetries"]),
    Column::extra("RadiusServersIpv6", &["RadiusSettings", "RadiusServersIpv6"]),
];

pub(super) async fn change(context: &Context, args: MfaArgs) -> Result<Exit, CliError> {
    let (wish, order) = match args.command {
        MfaCommand::Status(args) => return status(context, &args).await,
        MfaCommand::Enable(args) => args.wish(context)?,
        MfaCommand::Disable(args) => (DirectoryWish::DisableMfa { directory: args.directory }, args.order),
    };
    order::change(context, &order, Wish::Directory(wish), &[]).await
}

impl EnableArgs {
    fn wish(self, context: &Context) -> Result<(DirectoryWish, OrderArgs), CliError> {
        let protocol = self.protocol.to_possible_value().map(|value| value.get_name().to_owned());
        let settings = RadiusSettings {
            radius_servers: self.servers,
            radius_servers_ipv6: Vec::new(),
            radius_port: Some(self.port),
            radius_timeout: Some(self.timeout),
            radius_retries: Some(self.retries),
            authentication_protocol: protocol,
        };
        let mut order = self.order;
        order.secret = Some(read_secret(context, &self.secret_file)?);
        order.no_wait = self.no_wait;
        Ok((DirectoryWish::EnableMfa { directory: self.directory, settings }, order))
    }
}

async fn status(context: &Context, args: &StatusArgs) -> Result<Exit, CliError> {
    let seen = context.aws().await?.surroundings(Kinds::SECOND_FACTOR).await?;
    let mut chosen: Vec<&RegisteredDirectory> = Vec::new();
    for text in &args.directories {
        chosen.push(find_directory(&seen, text)?);
    }
    let is_chosen = |directory: &&RegisteredDirectory| args.directories.is_empty() || chosen.contains(directory);
    let of = |directory: &RegisteredDirectory| {
        let known = seen.domains.iter().find(|domain| domain.directory_id == directory.directory_id);
        // Those of IAM Identity Center and of Entra ID are not of Directory Service.
        json!(known.cloned().unwrap_or_else(|| Domain::unknown(directory)))
    };
    let items = seen.directories.iter().filter(is_chosen).map(of).collect();
    let rest: Map<String, Value> = Map::new();
    let listing =
        Listing { member: "DirectoryDescriptions", items, rest, columns: COLUMNS, also: &[], layout: Layout::Rows };
    emit(context.printer(), &listing, context.shape())?;
    Ok(Exit::Done)
}

/// Reads a name of a host or an IPv4 address.
fn server(text: &str) -> Result<String, String> {
    let is_name = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    if text.len() <= 253 && text.trim_end_matches('.').split('.').all(is_name) {
        return Ok(text.to_owned());
    }
    match text.parse::<std::net::Ipv6Addr>() {
        Ok(_) => Err(format!("`{text}` is an IPv6 address: name a host or an IPv4 address")),
        Err(_) => Err(format!("`{text}` is not a name of a host or an IPv4 address")),
    }
}

#[cfg(test)]
mod tests {
    use super::server;

    #[test]
    fn servers_are_names_or_addresses() {
        for text in ["radius.example.com", "radius", "10.0.0.7", "radius-1.corp.example.com."] {
            assert_eq!(server(text), Ok(text.to_owned()));
        }
        for text in ["", " ", "10.0.0.7:1812", "fd00::7", "https://radius", "-a.example", "a..b", "ra dius"] {
            assert!(server(text).is_err(), "{text}");
        }
    }
}
