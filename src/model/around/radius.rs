//! The second factor of a directory's users, and the directories of Directory Service, which it belongs to.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::super::DirectoryId;
use super::effect::Impossible;
use super::resource::{RegisteredDirectory, Surroundings};

/// What kind a directory of Directory Service is that can have no second factor (domain.md K-21).
const SIMPLE_AD: &str = "SimpleAD";
/// How far a second factor is: it is tried, it works, it does not (domain.md K-22).
const CREATING: &str = "Creating";
const COMPLETED: &str = "Completed";
const FAILED: &str = "Failed";

/// How a directory asks RADIUS servers, in the API's member names. The secret that they share is not here, and neither are
/// the members that the service does not use.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct RadiusSettings {
    pub radius_servers: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub radius_servers_ipv6: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius_port: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius_timeout: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius_retries: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authentication_protocol: Option<String>,
}

/// A directory as Directory Service has it, as far as its second factor goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Domain {
    pub directory_id: DirectoryId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius_settings: Option<RadiusSettings>,
}

impl fmt::Display for RadiusSettings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |value: Option<i32>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
        let protocol = self.authentication_protocol.as_deref().unwrap_or("?");
        let (port, seconds) = (number(self.radius_port), number(self.radius_timeout));
        write!(formatter, "{protocol} to {} at port {port}, ", self.radius_servers.join(", "))?;
        write!(formatter, "{seconds} s for an answer, {} retries", number(self.radius_retries))
    }
}

impl Domain {
    /// Returns a registered directory that Directory Service does not have.
    #[must_use]
    pub fn unknown(directory: &RegisteredDirectory) -> Self {
        Self {
            directory_id: directory.directory_id.clone(),
            name: directory.directory_name.clone(),
            kind: None,
            stage: None,
            radius_status: None,
            radius_settings: None,
        }
    }

    /// Tells whether it is being tried out whether the servers answer.
    pub(super) fn is_being_tried(&self) -> bool {
        self.radius_status.as_deref() == Some(CREATING)
    }

    /// Tells whether it was tried out, and they did not.
    pub(super) fn has_failed(&self) -> bool {
        self.radius_status.as_deref() == Some(FAILED)
    }

    /// Refuses a kind that can have no second factor; of a kind that is not known the service judges.
    fn refuse_kind(&self) -> Result<(), Impossible> {
        match self.kind.as_deref() {
            Some(kind @ SIMPLE_AD) => Err(Impossible::NoSecondFactor(self.directory_id.clone(), kind.to_owned())),
            Some(_) | None => Ok(()),
        }
    }
}

/// Gives a directory a second factor that works.
pub(super) fn enable(after: &mut Surroundings, id: &DirectoryId, wanted: &RadiusSettings) -> Result<(), Impossible> {
    let domain = domain(after, id)?;
    domain.refuse_kind()?;
    let status = domain.radius_status.as_deref();
    let is_same = domain.radius_settings.as_ref() == Some(wanted);
    if status == Some(COMPLETED) && is_same {
        return Ok(());
    }
    if let Some(status) = status.filter(|status| *status != FAILED) {
        let how = if is_same { "its settings are the same" } else { "with other settings" };
        return Err(Impossible::SecondFactor(id.clone(), format!("{how}, its status is {status}")));
    }
    domain.radius_status = Some(COMPLETED.to_owned());
    domain.radius_settings = Some(wanted.clone());
    Ok(())
}

/// Takes a directory's second factor away.
pub(super) fn disable(after: &mut Surroundings, id: &DirectoryId) -> Result<(), Impossible> {
    let domain = domain(after, id)?;
    domain.refuse_kind()?;
    domain.radius_status = None;
    domain.radius_settings = None;
    Ok(())
}

fn domain<'a>(after: &'a mut Surroundings, id: &DirectoryId) -> Result<&'a mut Domain, Impossible> {
    let found = after.domains.iter_mut().find(|domain| domain.directory_id == *id);
    found.ok_or_else(|| Impossible::NoDomain(id.clone()))
}
