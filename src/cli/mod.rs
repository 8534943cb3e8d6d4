//! The command line: what can be typed, and wiring. Everything it does is done elsewhere.
//!
//! Three layers: arguments (clap) → settings (`config`) → a call. A command is a file with its arguments and a `run`, one
//! line in `Command` and one arm in `dispatch`. Only here clap, the terminal, exit codes and the environment are known.
//! May import everything.
//!
//! - `env`: the process as it was found · `globals`, `logging`: flags of every command · `context`: what a command works with
//! - `selection_args`, `change_args`, `clock_args`, `snapshot_args`, `approve`, `rehearsal`: what commands share · `see`: what `list` and `show` share
//! - `scopes`: listings of several Regions and accounts
//! - `security_group_args`, `security_group_list`: what `security-group` is told, and what it lists · `runs_before`: what runs
//!   found there
//! - `order`: the way of every change of what is around desktops · `ip_group_args`, `ip_group_file`, `ip_group_list`: what `ip-group` is
//!   told, and what it lists
//! - `directory_args`, `directory_list`: what `directory` is told, and what it lists
//! - `bundle_list`, `image_list`, `alias_list`: what `bundle`, `image` and `alias` list
//! - `history_rows`, `trail`: what `history` shows, and what it asks CloudTrail
//! - `error`: kinds of errors and exit codes · `state_dir`, `plan_file`: places on disk · `free_text`: what is better not
//!   recorded · `docs`: manual and completions
//! - `permissions`, `iam_document`, `iam_ways`: what commands may call, and the policies that allow it

mod adopt;
mod alias;
mod alias_list;
mod apply;
mod approve;
mod bundle;
mod bundle_list;
mod carry;
mod carry_args;
mod change;
mod change_args;
mod check;
mod clock_args;
mod completions;
mod config_cmd;
mod context;
mod directory;
mod directory_args;
mod directory_list;
mod directory_mfa;
pub mod docs;
mod env;
mod error;
mod explain;
mod free_text;
mod globals;
mod history;
mod history_rows;
mod iam_document;
mod iam_policy;
mod iam_ways;
mod id_map;
mod image;
mod image_list;
mod ip_group;
mod ip_group_args;
mod ip_group_file;
mod ip_group_list;
mod list;
mod logging;
mod maintenance;
mod manifest_args;
mod migrate;
mod modify;
mod order;
mod permissions;
mod plan_file;
mod provision;
mod reboot;
mod rebuild;
mod rehearsal;
mod rehearse;
mod resize;
mod restore;
mod resume;
mod runs;
mod runs_before;
mod runs_cancel;
mod runs_confirm;
mod runs_settle;
mod runs_show;
mod runs_watch;
mod scopes;
mod secret_file;
mod security_group;
mod security_group_args;
mod security_group_list;
mod see;
mod selection_args;
mod show;
mod sim;
mod sim_serve;
mod sim_world;
mod snapshot_args;
mod standby;
mod standby_create;
mod start;
mod state_dir;
mod stop;
mod tag;
mod tag_args;
mod tag_list;
mod terminate;
mod trail;
mod usage;
mod whole_file;
mod words;
mod world_args;

use std::io::Read as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use env::{Env, ask_terminal, terminal_width};

use crate::clock;
use crate::config::{Color, ConfigFile, Settings, discover, resolve};
use crate::output::{Look, Printer, Volume, policy_hint};
use context::Context;
use error::{CliError, Exit, Kind};
use globals::Globals;
use logging::LogArgs;

#[derive(Parser, Debug)]
#[command(name = "deskfleet", about = "Run fleets of Amazon WorkSpaces desktops: see, plan, check, apply, resume, prove", version, propagate_version = true, after_long_help = docs::after_help(), max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(flatten)]
    log: LogArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// List desktops
    List(list::ListArgs),
    /// Show everything about desktops
    Show(show::ShowArgs),
    /// Show what happened to desktops
    History(history::HistoryArgs),
    /// Explain a rule
    Explain(explain::ExplainArgs),
    /// Make the desktops of a manifest
    Provision(provision::ProvisionArgs),
    /// Move desktops to another bundle
    Migrate(migrate::MigrateArgs),
    /// Reboot desktops
    Reboot(reboot::RebootArgs),
    /// Start desktops that are stopped
    Start(start::StartArgs),
    /// Stop desktops
    Stop(stop::StopArgs),
    /// Take desktops into maintenance, and out of it
    Maintenance(maintenance::MaintenanceArgs),
    /// Let the volumes of desktops grow
    Resize(resize::ResizeArgs),
    /// Change compute type, running mode, auto-stop time or protocol
    Modify(modify::ModifyArgs),
    /// Destroy desktops with all that is on them
    Terminate(terminate::TerminateArgs),
    /// List, set, remove, rename, copy and audit tags of desktops
    Tag(tag::TagArgs),
    /// List, attach, detach, replace and set security groups of desktops
    SecurityGroup(security_group::SecurityGroupArgs),
    /// Make, change and delete groups of addresses that people may come in from
    IpGroup(ip_group::IpGroupArgs),
    /// List, show, register, change and deregister directories, and their second factor
    Directory(directory::DirectoryArgs),
    /// List, show, make, change and delete what desktops are made from
    Bundle(bundle::BundleArgs),
    /// List, show, make, copy, share and delete what bundles are made of
    Image(image::ImageArgs),
    /// Make, lead, share and delete the names that people connect by in several Regions
    Alias(alias::AliasArgs),
    /// Make standbys of desktops in another Region; list and check pairs
    Standby(standby::StandbyArgs),
    /// Make desktops anew from their own bundle
    Rebuild(rebuild::RebuildArgs),
    /// Set desktops back to their last volume snapshots
    Restore(restore::RestoreArgs),
    /// Check a plan
    Check(check::CheckArgs),
    /// Rehearse a plan in a throw-away world
    Rehearse(rehearse::RehearseArgs),
    /// Carry out a plan
    Apply(apply::ApplyArgs),
    /// Go on with a run
    Resume(resume::ResumeArgs),
    /// Go on here with a plan that another machine began
    Adopt(adopt::AdoptArgs),
    /// List, show, watch, cancel and settle runs
    Runs(runs::RunsArgs),
    /// Serve and look after the built-in service
    Sim(sim::SimArgs),
    /// Print the least IAM policy of commands, or of a plan
    IamPolicy(iam_policy::IamPolicyArgs),
    /// Show settings
    Config(config_cmd::ConfigArgs),
    /// Print the completion script of a shell
    Completions(completions::CompletionsArgs),
}

async fn dispatch(context: &Context, command: &Command) -> Result<Exit, CliError> {
    match command {
        Command::List(args) => list::run(context, args).await,
        Command::Show(args) => show::run(context, args).await,
        Command::History(args) => history::run(context, args).await,
        Command::Explain(args) => explain::run(context, args),
        Command::Provision(args) => provision::run(context, args).await,
        Command::Migrate(args) => migrate::run(context, args).await,
        Command::Reboot(args) => reboot::run(context, args).await,
        Command::Start(args) => start::run(context, args).await,
        Command::Stop(args) => stop::run(context, args).await,
        Command::Maintenance(args) => maintenance::run(context, args).await,
        Command::Resize(args) => resize::run(context, args).await,
        Command::Modify(args) => modify::run(context, args).await,
        Command::Terminate(args) => terminate::run(context, args).await,
        Command::Tag(args) => tag::run(context, args).await,
        Command::SecurityGroup(args) => security_group::run(context, args).await,
        Command::IpGroup(args) => ip_group::run(context, args).await,
        Command::Directory(args) => directory::run(context, args).await,
        Command::Bundle(args) => bundle::run(context, args).await,
        Command::Image(args) => image::run(context, args).await,
        Command::Alias(args) => alias::run(context, args).await,
        Command::Standby(args) => standby::run(context, args).await,
        Command::Rebuild(args) => rebuild::run(context, args).await,
        Command::Restore(args) => restore::run(context, args).await,
        Command::Check(args) => check::run(context, args).await,
        Command::Rehearse(args) => rehearse::run(context, args),
        Command::Apply(args) => apply::run(context, args).await,
        Command::Resume(args) => resume::run(context, args).await,
        Command::Adopt(args) => adopt::run(context, args).await,
        Command::Runs(args) => runs::run(context, args).await,
        Command::Sim(args) => sim::run(context, args).await,
        Command::IamPolicy(args) => iam_policy::run(context, args),
        Command::Config(args) => config_cmd::run(context, args),
        Command::Completions(args) => completions::run(context, args),
    }
}

/// Runs the command line of a process.
#[must_use]
pub fn run(env: Env) -> ExitCode {
    ExitCode::from(start(env).code())
}

fn start(env: Env) -> Exit {
    let width = env.width.unwrap_or(100);
    let look = Look {
        width,
        out_is_terminal: env.stdout_is_terminal,
        err_is_terminal: env.stderr_is_terminal,
        errors_as_json: usage::wants_json(&env.arguments),
        ..Look::default()
    };
    // Until the settings are known: plain, and an error of the command line itself needs no more.
    let early = Printer::new(env.stdout.clone(), env.stderr.clone(), look);
    let command = Cli::command().term_width(usize::from(width));
    let parsed = command.try_get_matches_from(&env.arguments).and_then(|matches| {
        let name = matches.subcommand_name().unwrap_or_default().to_owned();
        Ok((Cli::from_arg_matches(&matches)?, name))
    });
    let (cli, name) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return usage::report(&early, &error, &env.arguments),
    };
    if let Err(error) = scopes::check(&cli.command, &cli.globals, &env.arguments) {
        return fail(&early, &error);
    }
    let settings = match settings(&cli.globals, &env) {
        Ok(settings) => settings,
        Err(error) => return fail(&early, &error),
    };
    let known = late_look(look, &cli.globals, &settings, &env);
    let printer = Printer::new(env.stdout.clone(), env.stderr.clone(), known);
    let _log = match cli.log.begin(&env.stderr) {
        Ok(log) => log,
        Err(error) => return fail(&printer, &error),
    };
    let is_served = matches!(&cli.command, Command::Sim(args) if args.is_served());
    let in_virtual_time = settings.sim.value.is_some() && !is_served;
    let context = Context::new(cli.globals, settings, printer, env);
    let ended = match clock::runtime(in_virtual_time) {
        Ok(runtime) => runtime.block_on(async {
            let ended = dispatch(&context, &cli.command).await;
            // Also after a failure: what was sent has happened in the world.
            let closed = context.close();
            ended.and_then(|exit| closed.map(|()| exit))
        }),
        Err(error) => Err(CliError::new(Kind::Internal, "the system gives no event queue").cause(error)),
    };
    ended.unwrap_or_else(|error| {
        let is_denied = error.kind() == Kind::Permissions;
        fail(context.printer(), &if is_denied { error.hint(policy_hint(&name)) } else { error })
    })
}

fn fail(printer: &Printer, error: &CliError) -> Exit {
    if error.kind() != Kind::BrokenPipe {
        printer.failure(&error.failure());
    }
    error.kind().exit()
}

fn settings(globals: &Globals, env: &Env) -> Result<Settings, CliError> {
    let file = match discover(globals.config.as_deref(), &env.variables) {
        None => None,
        Some((path, must_be)) => match read_bounded(&path) {
            Ok(text) => Some(ConfigFile::read(&path, &text)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_be => None,
            Err(error) => {
                return Err(CliError::new(Kind::Config, format!("can't read the config file `{}`", path.display()))
                    .cause(error)
                    .hint("name a file that can be read with `--config` or `DESKFLEET_CONFIG`"));
            }
        },
    };
    Ok(resolve(globals.flags(), &env.variables, file.as_ref())?)
}

/// More than any config has; a device that is named by mistake has no end.
const CONFIG_BYTES_MAX: u64 = 1 << 20;

fn read_bounded(path: &std::path::Path) -> std::io::Result<String> {
    let mut text = String::new();
    std::fs::File::open(path)?.take(CONFIG_BYTES_MAX + 1).read_to_string(&mut text)?;
    if text.len() as u64 > CONFIG_BYTES_MAX {
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "it is too long for a config file"));
    }
    Ok(text)
}

fn late_look(look: Look, globals: &Globals, settings: &Settings, env: &Env) -> Look {
    let color = |is_terminal: bool| match settings.color.value {
        Color::Auto => is_terminal,
        Color::Always => true,
        Color::Never => false,
    };
    let is_data = matches!(settings.output.value, Some(crate::config::Output::Json | crate::config::Output::Ndjson));
    let is_dumb = env.variables.text(&crate::config::env::TERM) == Ok(Some("dumb"));
    Look {
        volume: if globals.quiet {
            Volume::Quiet
        } else if is_data && !env.stderr_is_terminal {
            Volume::Spare
        } else {
            Volume::Normal
        },
        out_color: color(env.stdout_is_terminal),
        err_color: color(env.stderr_is_terminal),
        err_is_terminal: env.stderr_is_terminal && !is_dumb,
        errors_as_json: is_data,
        ..look
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// clap's own checks: flags that clash, values that can't be.
    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn a_world_needs_an_equals_sign_so_that_a_command_is_no_name() {
        assert_eq!(parse("deskfleet --sim list").expect("parsed").globals.sim.as_deref(), Some("default"));
        assert_eq!(parse("deskfleet --sim=demo list").expect("parsed").globals.sim.as_deref(), Some("demo"));
        assert_eq!(parse("deskfleet list --sim=demo").expect("parsed").globals.sim.as_deref(), Some("demo"));
        assert_eq!(parse("deskfleet list").expect("parsed").globals.sim, None);
    }

    /// The service's rate and ours have one name and different commands.
    #[test]
    fn the_rate_of_a_world_is_not_ours() {
        assert!(parse("deskfleet sim serve --rate 0 --burst 10").is_ok());
        assert_eq!(parse("deskfleet --rate 1.5 list").expect("parsed").globals.rate, Some(1.5));
    }
}
