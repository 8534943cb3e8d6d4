//! Acts for wishes about connection aliases: one each, and none where what is there is as wanted.

use super::alias_rules::{CUT_OFF, RESERVED, SECOND};
use super::{Draft, OrderError, Remark, Wish, find_directory, remark};
use crate::model::around::{Act, ConnectionAlias, Kinds, RegisteredDirectory, Surroundings};

/// What is wanted of a connection alias. Aliases stand here as they were named: by id, or by their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AliasWish {
    /// A new one.
    Create {
        /// Its name.
        name: String,
    },
    /// No such one.
    Delete {
        /// The alias.
        alias: String,
    },
    /// One that leads to a directory.
    Associate {
        /// The alias.
        alias: String,
        /// The directory.
        directory: String,
    },
    /// One that leads nowhere.
    Disassociate {
        /// The alias.
        alias: String,
    },
    /// One that another account may lead to a directory of its own, or may not.
    Share {
        /// The alias.
        alias: String,
        /// The account.
        account: String,
        /// Whether it may.
        is_allowed: bool,
    },
}

impl AliasWish {
    pub(super) fn reads(&self) -> Kinds {
        match self {
            Self::Create { .. } | Self::Delete { .. } | Self::Share { .. } => Kinds::ALIASES,
            // What undoes the one is the other, which names a directory.
            Self::Associate { .. } | Self::Disassociate { .. } => Kinds::ALIASES.or(Kinds::DIRECTORIES),
        }
    }

    /// Returns it as it is typed.
    pub(super) fn words(&self) -> Vec<String> {
        let (word, of): (&str, Vec<&String>) = match self {
            Self::Create { name } => ("create", vec![name]),
            Self::Delete { alias } => ("delete", vec![alias]),
            Self::Associate { alias, directory } => ("associate", vec![alias, directory]),
            Self::Disassociate { alias } => ("disassociate", vec![alias]),
            Self::Share { alias, account, is_allowed: true } => ("share", vec![alias, account]),
            Self::Share { alias, account, .. } => ("unshare", vec![alias, account]),
        };
        ["alias", word].into_iter().map(ToOwned::to_owned).chain(of.into_iter().cloned()).collect()
    }
}

/// Finds an alias by its id or name.
///
/// # Errors
/// When there is none.
pub fn find<'a>(seen: &'a Surroundings, text: &str) -> Result<&'a ConnectionAlias, OrderError> {
    let is_meant = |alias: &&ConnectionAlias| alias.alias_id.as_str() == text || alias.is_for(text);
    if let Some(alias) = seen.aliases.iter().find(is_meant) {
        return Ok(alias);
    }
    let nearest = seen.aliases.iter().map(|alias| &alias.connection_string);
    let nearest = nearest.min_by_key(|name| strsim::damerau_levenshtein(name, text)).cloned();
    Err(OrderError::Unknown { kind: "connection alias", name: text.to_owned(), nearest })
}

/// Makes acts of a wish.
pub(super) fn draft(seen: &Surroundings, wish: &AliasWish) -> Result<Draft, OrderError> {
    Ok(match wish {
        AliasWish::Create { name } => create(seen, name),
        AliasWish::Delete { alias } => delete(find(seen, alias)?),
        AliasWish::Associate { alias, directory } => {
            associate(seen, find(seen, alias)?, find_directory(seen, directory)?)
        }
        AliasWish::Disassociate { alias } => disassociate(seen, find(seen, alias)?),
        AliasWish::Share { alias, account, is_allowed } => share(seen, find(seen, alias)?, account, *is_allowed),
    })
}

/// A draft of one act, and what undoes it; none when it is done.
fn one(seen: &Surroundings, act: Act, undo: AliasWish, done: impl FnOnce() -> Remark) -> Draft {
    let mut draft = Draft::default();
    if act.is_done(seen) {
        draft.unchanged.push(done());
    } else {
        draft.acts.push((act, Vec::new()));
        draft.undo.push(Wish::Alias(undo));
    }
    draft
}

fn create(seen: &Surroundings, name: &str) -> Draft {
    let act = Act::CreateConnectionAlias { connection_string: name.to_owned() };
    let mut draft = one(seen, act, AliasWish::Delete { alias: name.to_owned() }, || Remark::same(name, "it is there"));
    if !draft.acts.is_empty() {
        let reason = "the name is reserved for this account for ever, also after the alias was deleted";
        draft.warnings.push(remark(&RESERVED, name, reason));
    }
    draft
}

fn delete(alias: &ConnectionAlias) -> Draft {
    let mut draft = Draft::default();
    let name = alias.connection_string.clone();
    draft.warnings.push(remark(
        &RESERVED,
        &name,
        "the name stays reserved for the account that made it first, for ever",
    ));
    let reason = "clients keep the name: whoever has its domain later could lead them somewhere else";
    draft.warnings.push(remark(&CUT_OFF, &name, reason));
    draft.acts.push((Act::DeleteConnectionAlias { alias_id: alias.alias_id.clone() }, Vec::new()));
    draft.undo.push(Wish::Alias(AliasWish::Create { name }));
    draft
}

fn associate(seen: &Surroundings, alias: &ConnectionAlias, directory: &RegisteredDirectory) -> Draft {
    let (name, id) = (alias.connection_string.as_str(), &directory.directory_id);
    let act = Act::AssociateConnectionAlias { alias_id: alias.alias_id.clone(), resource_id: id.clone() };
    let mut draft = one(seen, act, AliasWish::Disassociate { alias: name.to_owned() }, || {
        let record = alias.record_for(id).map_or(String::new(), |record| format!("; {record}"));
        Remark::same(name, format!("it leads to {id} already{record}"))
    });
    let leads_there = |other: &&ConnectionAlias| {
        other.alias_id != alias.alias_id && other.bound().any(|bound| bound.directory() == id.as_str())
    };
    if let Some(other) = seen.aliases.iter().find(leads_there).filter(|_| !draft.acts.is_empty()) {
        let reason =
            format!("{} leads to {id} as well, and the service may refuse a second one", other.connection_string);
        draft.warnings.push(remark(&SECOND, name, reason));
    }
    draft
}

fn disassociate(seen: &Surroundings, alias: &ConnectionAlias) -> Draft {
    let mut draft = Draft::default();
    let name = alias.connection_string.clone();
    let Some(bound) = alias.bound().next() else {
        draft.unchanged.push(Remark::same(&name, "it leads nowhere"));
        return draft;
    };
    let other = bound.associated_account_id.as_deref().filter(|_| bound.is_foreign(seen.account.as_deref()));
    let of = other.map_or(String::new(), |account| format!(" of the account {account}"));
    let reason = format!("nobody comes in to {}{of} by this name any more", bound.directory());
    draft.warnings.push(remark(&CUT_OFF, &name, reason));
    draft.acts.push((Act::DisassociateConnectionAlias { alias_id: alias.alias_id.clone() }, Vec::new()));
    // Only the account that a directory is of can lead the alias there again.
    if let (Some(directory), None) = (bound.resource_id.clone(), other) {
        draft.undo.push(Wish::Alias(AliasWish::Associate { alias: name, directory }));
    }
    draft
}

fn share(seen: &Surroundings, alias: &ConnectionAlias, account: &str, is_allowed: bool) -> Draft {
    let name = alias.connection_string.clone();
    let act = Act::UpdateConnectionAliasPermission {
        alias_id: alias.alias_id.clone(),
        shared_account_id: account.to_owned(),
        allow_association: is_allowed,
    };
    let undo = AliasWish::Share { alias: name.clone(), account: account.to_owned(), is_allowed: !is_allowed };
    let word = if is_allowed { "shared with" } else { "not shared with" };
    one(seen, act, undo, || Remark::same(&name, format!("it is {word} {account}")))
}
