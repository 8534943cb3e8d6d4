//! What `directory` is told.

use clap::{Args, ValueEnum};

use super::error::CliError;
use super::order::OrderArgs;
use crate::model::around::{Setting, SettingValue, Settings};
use crate::model::{DirectoryId, SubnetId};
use crate::planner::around::DirectoryWish;

#[derive(Args, Clone, Debug)]
#[command(after_long_help = settings_help())]
pub(super) struct ModifyArgs {
    /// Directory, by id, name or alias
    pub(super) directory: String,
    /// What to set, such as device-web=deny; repeatable. The settings stand below
    #[arg(long, value_name = "KEY=VALUE", value_parser = Setting::parse, required = true)]
    set: Vec<(Setting, SettingValue)>,
    #[command(flatten)]
    pub(super) order: OrderArgs,
}

impl ModifyArgs {
    /// Returns what is to be set.
    ///
    /// # Errors
    /// When one setting is named with two values.
    pub(super) fn settings(&self) -> Result<Settings, CliError> {
        let mut settings = Settings::new();
        for (setting, value) in &self.set {
            let earlier = settings.insert(*setting, value.clone());
            if earlier.is_some_and(|earlier| earlier != *value) {
                return Err(CliError::usage(format!("`{}` is set to two values", setting.key()))
                    .hint("write it once; nothing was sent"));
            }
        }
        Ok(settings)
    }
}

#[derive(Args, Clone, Debug)]
pub(super) struct RegisterArgs {
    /// Directory of Directory Service, by id
    directory: DirectoryId,
    /// Subnet of the directory's VPC; twice, in two Availability Zones that have WorkSpaces
    #[arg(long = "subnet", value_name = "SUBNET", required = true)]
    subnets: Vec<SubnetId>,
    /// Whose hardware desktops run on; dedicated is for own licences (BYOL)
    #[arg(long, value_enum)]
    tenancy: Option<TenancyWord>,
    /// Let users do by themselves whatever there is
    #[arg(long)]
    self_service: bool,
    /// Stop once the service has begun; `resume` sees it to its end
    #[arg(long, help_heading = "Change options")]
    no_wait: bool,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum TenancyWord {
    Shared,
    Dedicated,
}

#[derive(Args, Clone, Debug)]
pub(super) struct DeregisterArgs {
    /// Directory, by id, name or alias
    pub(super) directory: String,
    /// Stop once the service has begun; `resume` sees it to its end
    #[arg(long, help_heading = "Change options")]
    pub(super) no_wait: bool,
    #[command(flatten)]
    pub(super) order: OrderArgs,
}

impl RegisterArgs {
    /// Returns what is wanted.
    ///
    /// # Errors
    /// When it is not two different subnets.
    pub(super) fn wish(self) -> Result<(DirectoryWish, OrderArgs), CliError> {
        let Self { directory, subnets, tenancy, self_service, no_wait, mut order } = self;
        if !matches!(subnets.as_slice(), [one, other] if one != other) {
            return Err(CliError::usage("a directory is registered with two different subnets")
                .hint("write `--subnet` twice; nothing was sent"));
        }
        if !directory.as_str().starts_with("d-") {
            return Err(CliError::usage(format!("`{directory}` is not a directory of Directory Service"))
                .hint("name one that begins with d-: dedicated WorkSpaces directories are made in the console"));
        }
        let tenancy = tenancy.map(|word| match word {
            TenancyWord::Shared => "SHARED".to_owned(),
            TenancyWord::Dedicated => "DEDICATED".to_owned(),
        });
        let wish = DirectoryWish::Register { directory, subnets, tenancy, self_service };
        order.no_wait = no_wait;
        Ok((wish, order))
    }
}

/// Lists the settings for the long help.
fn settings_help() -> String {
    let row = |setting: Setting| format!("  {:<27}  {}\n", setting.key(), setting.takes());
    format!("Settings:\n{}", Setting::all().map(row).collect::<String>())
}
