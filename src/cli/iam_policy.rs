//! `iam-policy`: the least IAM policy for commands, or for one plan. Asks AWS nothing.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;
use ipnet::IpNet;

use super::context::Context;
use super::docs::command_names;
use super::error::{CliError, Exit, Kind};
use super::iam_document::{Grant, Written};
use super::iam_ways::{endpoint_service, source_ip, vpc_endpoint, ways};
use super::permissions::of_command;
use super::plan_file;
use super::words::Words;
use crate::aws::{Action, Service};
use crate::config::parse_region;
use crate::model::{Danger, Verb};
use crate::planner::document::Seal;
use crate::planner::{Weight, check};

/// Arguments of `iam-policy`
#[derive(Args, Clone, Debug)]
pub(super) struct IamPolicyArgs {
    /// Commands, such as migrate and list; or one plan, as `--out` wrote it
    #[arg(value_name = "COMMAND|PLAN", required_unless_present = "all", value_hint = clap::ValueHint::AnyPath)]
    what: Vec<String>,
    /// Every command
    #[arg(long, conflicts_with = "what")]
    all: bool,
    /// Only through this VPC endpoint, such as vpce-0123456789abcdef0
    #[arg(long, value_name = "ID", value_parser = vpc_endpoint)]
    vpc_endpoint: Vec<String>,
    /// Only from these addresses: public ones, or private ones behind --vpc-endpoint
    #[arg(long, value_name = "CIDR", value_parser = source_ip)]
    source_ip: Vec<IpNet>,
    /// Print the policy to put on the VPC endpoint of a service itself: workspaces, ec2, kms
    #[arg(long, value_name = "SERVICE", value_parser = Words::new(endpoint_service, &["workspaces", "ec2", "kms"]), hide_possible_values = true, conflicts_with = "vpc_endpoint")]
    endpoint_policy: Option<Service>,
}

pub(super) fn run(context: &Context, args: &IamPolicyArgs) -> Result<Exit, CliError> {
    let mut grant = match args.what.iter().find(|word| of_command(word).is_none()) {
        Some(word) => of_file(context, word, &args.what)?,
        None => of_commands(context, args),
    };
    let ways = ways(&args.vpc_endpoint, &args.source_ip, args.endpoint_policy)?;
    let mut written = grant.write(&ways);
    if !written.fits() && grant.forget_desktops() {
        context.printer().warn(&format!(
            "the ids of its desktops don't fit ({}): this policy allows it for every desktop there",
            length(&written)
        ));
        written = grant.write(&ways);
    }
    if !written.fits() {
        context.printer().warn(&format!("AWS will not take it: it is {}", length(&written)));
    }
    let Some(text) = written.text else {
        return Err(CliError::usage("nothing of it needs a permission").hint(match args.endpoint_policy {
            Some(_) => "the endpoint can stay closed to it; the other service is perhaps meant",
            None => "`sts:GetCallerIdentity` is all that is called, if anything, and everybody may",
        }));
    };
    context.printer().data(&text)?;
    Ok(Exit::Done)
}

fn length(written: &Written) -> String {
    format!("{} characters, the limit is {}", written.chars, written.chars_max)
}

/// What commands may do, wherever the flags and settings say.
fn of_commands(context: &Context, args: &IamPolicyArgs) -> Grant {
    let names = if args.all { command_names() } else { args.what.clone() };
    if let Some(region) =
        context.settings().region.value.as_ref().filter(|_| names.iter().any(|name| name == "standby"))
    {
        context.printer().hint(&format!(
            "it holds in {region}: `standby create` reads the primaries in their own Region, for which `iam-policy list` \
             with that `--region` is enough"
        ));
    }
    let actions = names.iter().filter_map(|name| of_command(name)).flatten().collect();
    let severe = Verb::ALL.iter().map(|verb| verb.facts()).filter(|facts| facts.danger == Danger::Severe);
    let tag = &context.settings().protect_tag.value;
    Grant {
        actions,
        region: context.settings().region.value.clone(),
        account: context.account().map(ToOwned::to_owned),
        named: BTreeMap::new(),
        protected: severe.filter_map(|facts| Some((Action::of(facts.operation)?, tag.clone()))).collect(),
    }
}

/// What the plan in a file does, and nothing else.
fn of_file(context: &Context, word: &str, all: &[String]) -> Result<Grant, CliError> {
    let path = Path::new(word);
    if !path.exists() && !word.contains(['.', '/', '\\']) {
        let near = command_names().into_iter().find(|name| strsim::damerau_levenshtein(name, word) <= 2);
        let near = near.map_or(String::new(), |name| format!("did you mean `{name}`? "));
        return Err(CliError::usage(format!("`{word}` is neither a command nor a plan"))
            .hint(format!("{near}write commands such as `migrate list`, or a file that `--out` wrote")));
    }
    if all.len() > 1 {
        return Err(CliError::usage(format!("the policy of the plan `{word}` is for that plan alone"))
            .hint("print it by itself; commands can be named together"));
    }
    let plan = plan_file::read(path, Seal::Intact)?;
    let scope = &plan.scope;
    let is_account = scope.account.len() == 12 && scope.account.bytes().all(|byte| byte.is_ascii_digit());
    let fatal = check(&plan, None).into_iter().find(|note| note.weight == Weight::Fatal).map(|note| note.text);
    // What an edited plan says becomes part of an ARN: a `*` there would allow more than the plan does.
    let odd = (!is_account || parse_region(&scope.region).is_err()).then(|| format!("`{scope}` is no place in AWS"));
    if let Some(what) = fatal.or(odd) {
        return Err(CliError::new(Kind::Input, format!("plan `{word}`: {what}"))
            .hint(format!("`deskfleet check {word}` shows all that is wrong; make the plan anew")));
    }
    if context.account().is_some_and(|account| account != scope.account) {
        return Err(CliError::usage(format!("plan `{word}`: made for {scope}, `--account` names another"))
            .hint("leave `--account` out: the plan has it"));
    }
    if scope.simulated {
        context.printer().warn(&format!("the plan is for {scope}: no such account needs a policy"));
    }
    Ok(Grant::of_plan(&plan))
}
