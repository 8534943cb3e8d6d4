//! Every environment variable that deskfleet reads, as one documented constant.
//!
//! The process's environment is read once, in `main`, and comes in as a map: nothing here looks at the process, so a
//! test sets what it wants. An empty variable counts as not set, as it does for the AWS CLI and by the XDG rules.
//! Credentials and proxies are not listed: the SDK and the HTTP client read those themselves, as the AWS CLI does.
//! Imports nothing of ours.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use super::ConfigError;

/// An environment variable and what it does.
#[derive(Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it does, for the manual.
    pub says: &'static str,
}

/// The config file.
pub static CONFIG: Variable =
    Variable { name: "DESKFLEET_CONFIG", says: "config file, instead of the one in the user's folder" };
/// The state directory.
pub static STATE_DIR: Variable =
    Variable { name: "DESKFLEET_STATE_DIR", says: "directory of journals, ledgers and simulated worlds" };
/// The simulated world.
pub static SIM: Variable =
    Variable { name: "DESKFLEET_SIM", says: "world of the built-in service to work on; `off` for AWS" };
/// The profile.
pub static AWS_PROFILE: Variable = Variable { name: "AWS_PROFILE", says: "profile of the AWS configuration files" };
/// The Region.
pub static AWS_REGION: Variable = Variable { name: "AWS_REGION", says: "Region" };
/// The Region, as the AWS CLI's older name has it.
pub static AWS_DEFAULT_REGION: Variable =
    Variable { name: "AWS_DEFAULT_REGION", says: "Region, when AWS_REGION is not set" };
/// The endpoint of all services.
pub static AWS_ENDPOINT_URL: Variable =
    Variable { name: "AWS_ENDPOINT_URL", says: "endpoint of all services, such as that of `deskfleet sim serve`" };
/// The endpoint of `WorkSpaces`.
pub static AWS_ENDPOINT_URL_WORKSPACES: Variable =
    Variable { name: "AWS_ENDPOINT_URL_WORKSPACES", says: "endpoint of WorkSpaces; wins over AWS_ENDPOINT_URL" };
/// The endpoint of EC2.
pub static AWS_ENDPOINT_URL_EC2: Variable =
    Variable { name: "AWS_ENDPOINT_URL_EC2", says: "endpoint of EC2; wins over AWS_ENDPOINT_URL" };
/// The endpoint of STS.
pub static AWS_ENDPOINT_URL_STS: Variable =
    Variable { name: "AWS_ENDPOINT_URL_STS", says: "endpoint of STS; wins over AWS_ENDPOINT_URL" };
/// The endpoint of CloudTrail.
pub static AWS_ENDPOINT_URL_CLOUDTRAIL: Variable =
    Variable { name: "AWS_ENDPOINT_URL_CLOUDTRAIL", says: "endpoint of CloudTrail; wins over AWS_ENDPOINT_URL" };
/// The endpoint of `CloudWatch`.
pub static AWS_ENDPOINT_URL_CLOUDWATCH: Variable =
    Variable { name: "AWS_ENDPOINT_URL_CLOUDWATCH", says: "endpoint of CloudWatch; wins over AWS_ENDPOINT_URL" };
/// The endpoint of KMS.
pub static AWS_ENDPOINT_URL_KMS: Variable =
    Variable { name: "AWS_ENDPOINT_URL_KMS", says: "endpoint of KMS; wins over AWS_ENDPOINT_URL" };
/// The endpoint of Service Quotas.
pub static AWS_ENDPOINT_URL_SERVICE_QUOTAS: Variable = Variable {
    name: "AWS_ENDPOINT_URL_SERVICE_QUOTAS",
    says: "endpoint of Service Quotas; wins over AWS_ENDPOINT_URL",
};
/// The endpoint of the Resource Groups Tagging API, under the name that the SDKs have for it.
pub static AWS_ENDPOINT_URL_TAGGING: Variable = Variable {
    name: "AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API",
    says: "endpoint of the Resource Groups Tagging API; wins over AWS_ENDPOINT_URL",
};
/// The endpoint of Directory Service.
pub static AWS_ENDPOINT_URL_DIRECTORY_SERVICE: Variable = Variable {
    name: "AWS_ENDPOINT_URL_DIRECTORY_SERVICE",
    says: "endpoint of Directory Service; wins over AWS_ENDPOINT_URL",
};
/// The trust store.
pub static AWS_CA_BUNDLE: Variable =
    Variable { name: "AWS_CA_BUNDLE", says: "file of certificates (PEM) to trust instead of the system's" };
/// FIPS endpoints.
pub static AWS_USE_FIPS_ENDPOINT: Variable =
    Variable { name: "AWS_USE_FIPS_ENDPOINT", says: "`true` for FIPS endpoints" };
/// No colour.
pub static NO_COLOR: Variable = Variable { name: "NO_COLOR", says: "set to anything: no colour" };
/// Colour without a terminal.
pub static CLICOLOR_FORCE: Variable =
    Variable { name: "CLICOLOR_FORCE", says: "set to anything but 0: colour also without a terminal" };
/// The kind of terminal.
pub static TERM: Variable = Variable { name: "TERM", says: "`dumb`: no colour and no progress bar" };
/// The width of the terminal.
pub static COLUMNS: Variable =
    Variable { name: "COLUMNS", says: "width of tables and help, instead of the terminal's" };
/// The home directory.
pub static HOME: Variable = Variable { name: "HOME", says: "where `.config` and `.local/state` are" };
/// The folder of config files.
pub static XDG_CONFIG_HOME: Variable =
    Variable { name: "XDG_CONFIG_HOME", says: "folder of config files, instead of `~/.config`" };
/// The folder of state.
pub static XDG_STATE_HOME: Variable =
    Variable { name: "XDG_STATE_HOME", says: "folder of state, instead of `~/.local/state`" };
/// The person's name on this machine.
pub static USER: Variable = Variable { name: "USER", says: "who approved a run, as the journal records it" };
/// The person's name, where `USER` is not set.
pub static LOGNAME: Variable = Variable { name: "LOGNAME", says: "who approved a run, when USER is not set" };

/// All of them, in the order of the manual.
pub static ALL: &[&Variable] = &[
    &CONFIG,
    &STATE_DIR,
    &SIM,
    &AWS_PROFILE,
    &AWS_REGION,
    &AWS_DEFAULT_REGION,
    &AWS_ENDPOINT_URL,
    &AWS_ENDPOINT_URL_WORKSPACES,
    &AWS_ENDPOINT_URL_EC2,
    &AWS_ENDPOINT_URL_STS,
    &AWS_ENDPOINT_URL_CLOUDTRAIL,
    &AWS_ENDPOINT_URL_CLOUDWATCH,
    &AWS_ENDPOINT_URL_KMS,
    &AWS_ENDPOINT_URL_SERVICE_QUOTAS,
    &AWS_ENDPOINT_URL_TAGGING,
    &AWS_ENDPOINT_URL_DIRECTORY_SERVICE,
    &AWS_CA_BUNDLE,
    &AWS_USE_FIPS_ENDPOINT,
    &NO_COLOR,
    &CLICOLOR_FORCE,
    &TERM,
    &COLUMNS,
    &HOME,
    &XDG_CONFIG_HOME,
    &XDG_STATE_HOME,
    &USER,
    &LOGNAME,
];

/// The environment as `main` found it.
#[derive(Clone, Debug, Default)]
pub struct Variables(BTreeMap<OsString, OsString>);

impl Variables {
    /// Returns a variable as text; `None` when it is not set or empty.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub fn text(&self, variable: &Variable) -> Result<Option<&str>, ConfigError> {
        self.raw(variable)
            .map(|value| {
                value.to_str().ok_or_else(|| ConfigError {
                    message: format!("`{}` is not UTF-8", variable.name),
                    hint: Some(format!("set `{}` to {}", variable.name, variable.says)),
                })
            })
            .transpose()
    }

    /// Returns a variable as a path; `None` when it is not set or empty.
    #[must_use]
    pub fn path(&self, variable: &Variable) -> Option<PathBuf> {
        self.raw(variable).map(PathBuf::from)
    }

    /// Tells whether a variable is set and not empty.
    #[must_use]
    pub fn is_set(&self, variable: &Variable) -> bool {
        self.raw(variable).is_some()
    }

    fn raw(&self, variable: &Variable) -> Option<&OsStr> {
        self.0.get(OsStr::new(variable.name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }
}

impl<K: Into<OsString>, V: Into<OsString>> FromIterator<(K, V)> for Variables {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_is_not_set() {
        let variables: Variables = [("AWS_REGION", ""), ("AWS_PROFILE", "prod")].into_iter().collect();
        assert_eq!(variables.text(&AWS_REGION), Ok(None));
        assert_eq!(variables.text(&AWS_PROFILE), Ok(Some("prod")));
        assert!(!variables.is_set(&NO_COLOR));
    }

    #[test]
    fn names_are_listed_once() {
        let names: std::collections::BTreeSet<_> = ALL.iter().map(|entry| entry.name).collect();
        assert_eq!(names.len(), ALL.len());
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_refused_by_name() {
        use std::os::unix::ffi::OsStringExt as _;
        let variables: Variables = [("AWS_REGION", OsString::from_vec(vec![0xff]))].into_iter().collect();
        let error = variables.text(&AWS_REGION).expect_err("not UTF-8");
        assert_eq!(error.message, "`AWS_REGION` is not UTF-8");
        assert_eq!(variables.path(&AWS_REGION).map(|path| path.as_os_str().len()), Some(1));
    }
}
