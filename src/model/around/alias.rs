//! Connection aliases: names by which people connect, wherever the DNS leads them. The record, and what its acts make of it.
//!
//! An alias and its association pass through states that take a while; an act on one that is on its way already is neither
//! done nor to be sent again (`AliasHinder::OnItsWay`). Pure.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::{AliasId, DirectoryId};
use super::resource::Surroundings;

/// Aliases that an account may have in a Region (domain.md E-29).
pub const ALIASES_MAX: usize = 20;
/// The state of one that can be worked with (domain.md L-06).
const CREATED: &str = "CREATED";
const CREATING: &str = "CREATING";
const DELETING: &str = "DELETING";
/// States of an association; whatever else comes is one that is there.
const NOT_ASSOCIATED: &str = "NOT_ASSOCIATED";
const PENDING_ASSOCIATION: &str = "PENDING_ASSOCIATION";
const PENDING_DISASSOCIATION: &str = "PENDING_DISASSOCIATION";
const ASSOCIATED: &str = "ASSOCIATED_WITH_OWNER_ACCOUNT";

/// A connection alias.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct ConnectionAlias {
    pub alias_id: AliasId,
    pub connection_string: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_account_id: Option<String>,
    pub associations: Vec<AliasAssociation>,
    /// The accounts that may lead it to directories of their own; `None`: not read.
    #[serde(skip)]
    pub shared_with: Option<BTreeSet<String>>,
}

/// What an alias leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct AliasAssociation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub association_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub associated_account_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection_identifier: Option<String>,
}

/// Why an act on a connection alias can't be carried out on what is there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AliasHinder {
    /// There is no such alias.
    #[error("there is no connection alias {0}")]
    None(AliasId),
    /// What is wanted has begun already.
    #[error("{0} is in the state {1} already")]
    OnItsWay(String, String),
    /// Its state allows nothing.
    #[error("{0} is in the state {1}")]
    State(String, String),
    /// It leads to a directory.
    #[error("{0} leads to {1}")]
    Leads(String, String),
    /// It leads to a directory, so that it can't be deleted.
    #[error("{0} leads to {1}, and only an alias that leads nowhere can be deleted")]
    Associated(String, String),
    /// An account that it is shared with leads it to a directory.
    #[error("{0} is led to a directory by the account {1}, which has to disassociate it before it can be unshared")]
    Led(String, String),
    /// It is shared, so that it can't be deleted.
    #[error("{0} is shared with {1}, and only an alias that is not shared can be deleted")]
    Shared(String, String),
    /// It is another account's.
    #[error("{0} is of the account {1}, which alone can delete and share it")]
    Foreign(String, String),
    /// The account has it itself.
    #[error("{0} is of the account {1} itself")]
    Own(String, String),
    /// There are as many as there may be.
    #[error("there are {0} connection aliases, and the service allows {ALIASES_MAX} in a Region")]
    Full(usize),
}

impl ConnectionAlias {
    /// Returns its state.
    #[must_use]
    pub fn state(&self) -> &str {
        self.state.as_deref().unwrap_or("not known")
    }

    /// Tells whether it is for this name: names don't depend on case.
    #[must_use]
    pub fn is_for(&self, connection_string: &str) -> bool {
        self.connection_string.eq_ignore_ascii_case(connection_string)
    }

    /// Returns the associations that it has, those that come and go among them.
    pub fn bound(&self) -> impl Iterator<Item = &AliasAssociation> {
        let is_bound = |one: &&AliasAssociation| match one.association_status.as_deref() {
            Some(status) => status != NOT_ASSOCIATED,
            None => one.resource_id.is_some(),
        };
        self.associations.iter().filter(is_bound)
    }

    /// Tells whether it comes or goes: then nobody can share it, and who shares it is not worth a question.
    #[must_use]
    pub fn is_on_its_way(&self) -> bool {
        [CREATING, DELETING].contains(&self.state())
    }

    /// Tells whether it is known to be another account's than the one that looks.
    #[must_use]
    pub fn is_foreign(&self, account: Option<&str>) -> bool {
        is_other(self.owner_account_id.as_deref(), account)
    }

    fn refuse_foreign(&self, account: Option<&str>) -> Result<(), AliasHinder> {
        match &self.owner_account_id {
            Some(owner) if self.is_foreign(account) => {
                Err(AliasHinder::Foreign(self.connection_string.clone(), owner.clone()))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Says what the TXT record of its name has to hold for people to be led to a directory.
    #[must_use]
    pub fn record_for(&self, directory: &DirectoryId) -> Option<String> {
        let leads = self.bound().find(|one| one.resource_id.as_deref() == Some(directory.as_str()))?;
        let identifier = leads.connection_identifier.as_ref()?;
        Some(format!("DNS: the TXT record of {} has to hold \"{identifier}\"", self.connection_string))
    }

    fn refuse_unless_created(&self) -> Result<(), AliasHinder> {
        if self.state() == CREATED {
            return Ok(());
        }
        Err(AliasHinder::State(self.connection_string.clone(), self.state().to_owned()))
    }
}

impl AliasAssociation {
    /// Returns its state.
    #[must_use]
    pub fn status(&self) -> &str {
        self.association_status.as_deref().unwrap_or("not known")
    }

    /// Tells whether it is known to be another account's than the one that looks.
    #[must_use]
    pub fn is_foreign(&self, account: Option<&str>) -> bool {
        is_other(self.associated_account_id.as_deref(), account)
    }

    /// Returns what it leads to.
    #[must_use]
    pub fn directory(&self) -> &str {
        self.resource_id.as_deref().unwrap_or("a directory that is not named")
    }
}

fn is_other(whose: Option<&str>, account: Option<&str>) -> bool {
    whose.zip(account).is_some_and(|(whose, account)| whose != account)
}

/// Reads the name of an alias: a fully qualified domain name, in the characters that the API takes.
///
/// # Errors
/// Says what is wrong with it.
pub fn parse_connection_string(text: &str) -> Result<String, String> {
    const LENGTH_MAX: usize = 255;
    let is_label = |label: &str| {
        let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let bytes = label.as_bytes();
        edge(bytes.first())
            && edge(bytes.last())
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    };
    if text.len() <= LENGTH_MAX && text.contains('.') && text.split('.').all(is_label) {
        return Ok(text.to_owned());
    }
    Err(format!(
        "`{text}` is not a fully qualified domain name, such as desktop.example.com: letters, digits and hyphens between \
         dots, {LENGTH_MAX} characters at most"
    ))
}

pub(super) fn create(after: &mut Surroundings, connection_string: &str) -> Result<(), AliasHinder> {
    let account = after.account.as_deref();
    if let Some(there) = after.aliases.iter().find(|alias| alias.is_for(connection_string)) {
        there.refuse_foreign(account)?;
        let (name, state) = (there.connection_string.clone(), there.state().to_owned());
        return match state.as_str() {
            CREATED => Ok(()),
            CREATING => Err(AliasHinder::OnItsWay(name, state)),
            _ => Err(AliasHinder::State(name, state)),
        };
    }
    // Those of other accounts are listed where they are shared with this one, and don't count.
    let own = after.aliases.iter().filter(|alias| !alias.is_foreign(account)).count();
    if own >= ALIASES_MAX {
        return Err(AliasHinder::Full(own));
    }
    after.aliases.push(ConnectionAlias {
        alias_id: AliasId::of_new(connection_string),
        connection_string: connection_string.to_owned(),
        state: Some(CREATED.to_owned()),
        owner_account_id: None,
        associations: Vec::new(),
        shared_with: Some(BTreeSet::new()),
    });
    Ok(())
}

pub(super) fn delete(after: &mut Surroundings, id: &AliasId) -> Result<(), AliasHinder> {
    let Some(alias) = after.alias(id) else { return Ok(()) };
    let name = || alias.connection_string.clone();
    alias.refuse_foreign(after.account.as_deref())?;
    if alias.state() == DELETING {
        return Err(AliasHinder::OnItsWay(name(), DELETING.to_owned()));
    }
    alias.refuse_unless_created()?;
    if let Some(bound) = alias.bound().next() {
        if bound.status() == PENDING_DISASSOCIATION {
            return Err(AliasHinder::State(name(), PENDING_DISASSOCIATION.to_owned()));
        }
        return Err(AliasHinder::Associated(name(), bound.directory().to_owned()));
    }
    let shared: Vec<&str> = alias.shared_with.iter().flatten().map(String::as_str).collect();
    if !shared.is_empty() {
        return Err(AliasHinder::Shared(name(), shared.join(", ")));
    }
    after.aliases.retain(|alias| alias.alias_id != *id);
    Ok(())
}

pub(super) fn associate(after: &mut Surroundings, id: &AliasId, directory: &DirectoryId) -> Result<(), AliasHinder> {
    let alias = find(after, id)?;
    alias.refuse_unless_created()?;
    let name = || alias.connection_string.clone();
    match alias.bound().next() {
        None => {}
        // Wherever it still leads to: it is free in a while.
        Some(bound) if bound.status() == PENDING_DISASSOCIATION => {
            return Err(AliasHinder::State(name(), PENDING_DISASSOCIATION.to_owned()));
        }
        Some(bound) if bound.directory() != directory.as_str() => {
            return Err(AliasHinder::Leads(name(), bound.directory().to_owned()));
        }
        Some(bound) if bound.status() == PENDING_ASSOCIATION => {
            return Err(AliasHinder::OnItsWay(name(), PENDING_ASSOCIATION.to_owned()));
        }
        Some(_) => return Ok(()),
    }
    alias.associations = vec![AliasAssociation {
        association_status: Some(ASSOCIATED.to_owned()),
        resource_id: Some(directory.to_string()),
        ..AliasAssociation::default()
    }];
    Ok(())
}

pub(super) fn disassociate(after: &mut Surroundings, id: &AliasId) -> Result<(), AliasHinder> {
    let alias = find(after, id)?;
    let name = || alias.connection_string.clone();
    let Some(bound) = alias.bound().next() else { return Ok(()) };
    match bound.status() {
        PENDING_DISASSOCIATION => {
            return Err(AliasHinder::OnItsWay(name(), PENDING_DISASSOCIATION.to_owned()));
        }
        PENDING_ASSOCIATION => return Err(AliasHinder::State(name(), PENDING_ASSOCIATION.to_owned())),
        _ => alias.refuse_unless_created()?,
    }
    alias.associations.clear();
    Ok(())
}

pub(super) fn share(
    after: &mut Surroundings,
    id: &AliasId,
    account: &str,
    is_allowed: bool,
) -> Result<(), AliasHinder> {
    let looking = after.account.clone();
    let alias = find(after, id)?;
    alias.refuse_foreign(looking.as_deref())?;
    if alias.owner_account_id.as_deref() == Some(account) {
        return Err(AliasHinder::Own(alias.connection_string.clone(), account.to_owned()));
    }
    let known = alias.shared_with.clone().unwrap_or_default();
    if alias.shared_with.is_some() && known.contains(account) == is_allowed {
        return Ok(());
    }
    alias.refuse_unless_created()?;
    if !is_allowed && alias.bound().any(|bound| bound.associated_account_id.as_deref() == Some(account)) {
        return Err(AliasHinder::Led(alias.connection_string.clone(), account.to_owned()));
    }
    let mut shared = known;
    if is_allowed {
        shared.insert(account.to_owned());
    } else {
        shared.remove(account);
    }
    alias.shared_with = Some(shared);
    Ok(())
}

fn find<'a>(after: &'a mut Surroundings, id: &AliasId) -> Result<&'a mut ConnectionAlias, AliasHinder> {
    let found = after.aliases.iter_mut().find(|alias| alias.alias_id == *id);
    found.ok_or_else(|| AliasHinder::None(id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_whole_or_is_told_what_it_lacks() {
        let long = |count: usize| format!("{}.com", "a".repeat(count));
        for good in ["desktop.example.com", "a.b", "x-1.Example.COM", &long(251)] {
            assert_eq!(parse_connection_string(good).as_deref(), Ok(good));
        }
        for bad in [
            "desktop",
            "",
            ".",
            "desktop.",
            ".example.com",
            "a..b",
            "-a.b",
            "a-.b",
            "a_b.c",
            "ä.example.com",
            &long(252),
        ] {
            let error = parse_connection_string(bad).expect_err("refused");
            assert!(error.contains(&format!("`{bad}`")) && error.contains("desktop.example.com"), "{error}");
        }
    }
}
