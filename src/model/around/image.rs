//! Images that are made of a desktop or of another image, shared with accounts, and taken away, in thought.
//!
//! A desktop that an image is made of is SUSPENDED until that is done: nobody can work at it meanwhile (domain.md L-05).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::{ImageId, Workspace, WorkspaceId, WorkspaceState};
use super::effect::Impossible;
use super::library::{AVAILABLE, ERROR, Image, LibraryBundle, PENDING, ready};
use super::resource::{Described, Surroundings};

/// Images that an account may have unless that was raised (domain.md E-26).
pub const IMAGES_USUAL: usize = 40;

/// An image that is to be made of another one, as a request has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct NewCopy {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub source_image_id: ImageId,
    pub source_region: String,
}

/// An image that is to be made of a desktop, as a request has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct NewImage {
    pub name: String,
    pub description: String,
    pub workspace_id: WorkspaceId,
}

/// What is known of an image before it is there: nobody says of what one was made.
#[derive(Clone, Copy)]
struct Called<'a> {
    name: &'a str,
    description: Option<&'a str>,
}

impl Called<'_> {
    fn there(self, seen: &Surroundings) -> Option<&Image> {
        seen.images.iter().find(|image| image.name.as_deref() == Some(self.name))
    }

    fn is(self, image: &Image) -> bool {
        self.description.is_none() || image.description.as_deref() == self.description
    }

    /// Tells whether it is there and can't be used yet.
    fn is_under_way(self, seen: &Surroundings) -> bool {
        self.there(seen).is_some_and(|image| self.is(image) && image.state.as_deref() == Some(PENDING))
    }

    /// Says that it could not be made, where that is so.
    fn failed(self, seen: &Surroundings) -> Option<String> {
        let is_error = |image: &&Image| self.is(image) && image.state.as_deref() == Some(ERROR);
        let image = self.there(seen).filter(is_error)?;
        let why = image.described.get("ErrorMessage").and_then(Described::text);
        let why = why.map_or(String::new(), |why| format!(": {why}"));
        let name = self.name;
        Some(format!("the service could not make the image {name}{why}; `image delete {name}` takes it away"))
    }

    /// Makes it, in thought.
    fn make(self, after: &mut Surroundings) -> Result<(), Impossible> {
        if let Some(there) = self.there(after) {
            if !self.is(there) || there.state.as_deref() == Some(ERROR) {
                return Err(Impossible::ImageTaken(self.name.to_owned()));
            }
            let id = there.image_id.clone();
            let is_pending = |image: &&mut Image| image.image_id == id && image.state.as_deref() == Some(PENDING);
            let pending = after.images.iter_mut().filter(is_pending);
            pending.for_each(|image| image.state = Some(AVAILABLE.to_owned()));
            return Ok(());
        }
        let image_id = ImageId::from_service(format!("new:{}", self.name));
        after.image_shares.insert(image_id.clone(), BTreeSet::new());
        after.images.push(Image {
            image_id,
            name: Some(self.name.to_owned()),
            description: self.description.map(ToOwned::to_owned),
            state: Some(AVAILABLE.to_owned()),
            owner_account_id: None,
            created: None,
            described: BTreeMap::new(),
        });
        Ok(())
    }
}

impl NewCopy {
    fn called(&self) -> Called<'_> {
        Called { name: &self.name, description: self.description.as_deref() }
    }

    /// Tells whether it is there and can't be used yet.
    pub(super) fn is_under_way(&self, seen: &Surroundings) -> bool {
        self.called().is_under_way(seen)
    }

    /// Says that it could not be made, where that is so.
    pub(super) fn failed(&self, seen: &Surroundings) -> Option<String> {
        self.called().failed(seen)
    }

    /// Makes it, in thought.
    pub(super) fn make(&self, after: &mut Surroundings) -> Result<(), Impossible> {
        self.called().make(after)
    }
}

impl NewImage {
    fn called(&self) -> Called<'_> {
        Called { name: &self.name, description: Some(&self.description) }
    }

    /// Tells whether it is there and can't be used yet, or its desktop can't.
    pub(super) fn is_under_way(&self, seen: &Surroundings) -> bool {
        let called = self.called();
        let held = || seen.desktop(&self.workspace_id).is_some_and(is_held);
        called.is_under_way(seen) || called.there(seen).is_some_and(|image| called.is(image)) && held()
    }

    /// Says that it could not be made, where that is so.
    pub(super) fn failed(&self, seen: &Surroundings) -> Option<String> {
        self.called().failed(seen)
    }

    /// Makes it, in thought: when it is there, and the desktop works again, nothing more comes of it.
    pub(super) fn make(&self, after: &mut Surroundings) -> Result<(), Impossible> {
        if self.called().there(after).is_none() {
            self.refuse_source(after)?;
        }
        self.called().make(after)?;
        let held = after.desktops.iter_mut().filter(|one| one.workspace_id == self.workspace_id && is_held(one));
        held.for_each(|desktop| desktop.state = WorkspaceState::Available);
        Ok(())
    }

    /// Refuses a desktop that no image can be made of.
    fn refuse_source(&self, seen: &Surroundings) -> Result<(), Impossible> {
        let id = || self.workspace_id.clone();
        let desktop = seen.desktop(&self.workspace_id).ok_or_else(|| Impossible::NoDesktop(id()))?;
        if desktop.is_encrypted() {
            return Err(Impossible::Encrypted(id()));
        }
        if desktop.state != WorkspaceState::Available {
            return Err(Impossible::DesktopBusy(id(), desktop.state.to_string()));
        }
        match desktop.modification_states.as_slice() {
            [] => Ok(()),
            [_, ..] => Err(Impossible::DesktopBusy(id(), "being modified".to_owned())),
        }
    }
}

/// Shares an image with an account, or does so no longer, in thought.
pub(super) fn share(after: &mut Surroundings, id: &ImageId, account: &str, shares: bool) -> Result<(), Impossible> {
    ready(after, id)?;
    let is_owner = |image: &&Image| image.image_id == *id && image.owner_account_id.as_deref() == Some(account);
    if after.images.iter().any(|image| is_owner(&image)) {
        return Err(Impossible::OwnAccount(account.to_owned()));
    }
    let accounts = after.image_shares.get_mut(id).ok_or_else(|| Impossible::SharesUnread(id.clone()))?;
    if shares {
        accounts.insert(account.to_owned());
    } else {
        accounts.remove(account);
    }
    Ok(())
}

/// Takes an image away, in thought: one that no bundle is made of and that is shared with nobody.
pub(super) fn delete_image(after: &mut Surroundings, id: &ImageId) -> Result<(), Impossible> {
    let Some(at) = after.images.iter().position(|image| image.image_id == *id) else { return Ok(()) };
    let label = after.images[at].label().to_owned();
    if after.images[at].state.as_deref() == Some(PENDING) {
        return Err(Impossible::ImageNotReady(label, PENDING.to_owned()));
    }
    let bundles = after.bundles.iter().filter(|bundle| bundle.image_id.as_ref() == Some(id));
    let bundles: Vec<&str> = bundles.map(LibraryBundle::label).collect();
    if !bundles.is_empty() {
        return Err(Impossible::ImageInUse(label, bundles.join(", ")));
    }
    let accounts = after.image_shares.get(id).ok_or_else(|| Impossible::SharesUnread(id.clone()))?;
    if !accounts.is_empty() {
        let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
        return Err(Impossible::ImageShared(label, accounts.join(", ")));
    }
    after.images.remove(at);
    Ok(())
}

/// Tells whether a desktop is held until an image of it is made.
fn is_held(desktop: &Workspace) -> bool {
    desktop.state == WorkspaceState::Suspended
}
