//! What `directory` is told.

use clap::Args;

use super::error::CliError;
use super::order::OrderArgs;
use crate::model::around::{Setting, SettingValue, Settings};

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

/// Lists the settings for the long help.
fn settings_help() -> String {
    let row = |setting: Setting| format!("  {:<27}  {}\n", setting.key(), setting.takes());
    format!("Settings:\n{}", Setting::all().map(row).collect::<String>())
}
