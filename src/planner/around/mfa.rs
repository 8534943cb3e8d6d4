//! Acts for wishes about the second factor of a directory's users.

use super::rules::ALL_USERS;
use super::{DirectoryWish, Draft, Remark, Wish, remark};
use crate::model::around::{Act, RadiusSettings, RegisteredDirectory, Surroundings};

pub(super) fn enable(seen: &Surroundings, directory: &RegisteredDirectory, settings: &RadiusSettings) -> Draft {
    let mut draft = Draft::default();
    let id = &directory.directory_id;
    let act = Act::EnableRadius { directory_id: id.clone(), radius_settings: settings.clone() };
    if act.is_done(seen) {
        let reason = "it has a second factor with these settings already; whether the secret is the same can't be read";
        draft.unchanged.push(Remark::same(id.as_str(), reason));
        return draft;
    }
    draft.acts.push((act, Vec::new()));
    let reason = "all its users are asked for a second factor from then on, and who has none can't log in";
    draft.warnings.push(remark(&ALL_USERS, id.as_str(), reason));
    draft.undo.push(Wish::Directory(DirectoryWish::DisableMfa { directory: id.to_string() }));
    draft
}

pub(super) fn disable(seen: &Surroundings, directory: &RegisteredDirectory) -> Draft {
    let mut draft = Draft::default();
    let id = &directory.directory_id;
    let act = Act::DisableRadius { directory_id: id.clone() };
    if act.is_done(seen) {
        draft.unchanged.push(Remark::same(id.as_str(), "it has no second factor"));
        return draft;
    }
    draft.acts.push((act, Vec::new()));
    let reason = "all its users log in with their password alone from then on";
    draft.warnings.push(remark(&ALL_USERS, id.as_str(), reason));
    draft
}

/// Returns settings as flags.
pub(super) fn words(settings: &RadiusSettings) -> Vec<String> {
    let servers = settings.radius_servers.iter().flat_map(|server| ["--server".to_owned(), server.clone()]);
    let number = |flag: &str, value: Option<i32>| value.map(|value| [flag.to_owned(), value.to_string()]);
    let protocol = settings.authentication_protocol.iter().flat_map(|word| ["--protocol".to_owned(), word.clone()]);
    let numbers = [
        number("--port", settings.radius_port),
        number("--timeout", settings.radius_timeout),
        number("--retries", settings.radius_retries),
    ];
    servers.chain(protocol).chain(numbers.into_iter().flatten().flatten()).collect()
}
