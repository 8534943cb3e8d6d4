//! Bundles and images, in the API's member names: what desktops are made of.
//!
//! A bundle names an image, a compute type and sizes; an image is made of a desktop or of another image. What is made is
//! `PENDING` for a while; whoever waits for it, waits until it is `AVAILABLE` or in `ERROR` (domain.md L-01, L-05).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::{BundleId, ImageId};
use super::effect::Impossible;
use super::resource::{Described, Surroundings};

/// Bundles that an account may have (domain.md E-27).
pub const BUNDLES_MAX: usize = 50;
/// The states of what is made: it can be used, it is on its way, it never will be.
pub const AVAILABLE: &str = "AVAILABLE";
pub(super) const PENDING: &str = "PENDING";
pub(super) const ERROR: &str = "ERROR";

/// A bundle as the library shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct LibraryBundle {
    pub bundle_id: BundleId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_id: Option<ImageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_time: Option<Timestamp>,
    /// What else is said of it, by member: its compute type, sizes and type.
    #[serde(flatten)]
    pub described: BTreeMap<String, Described>,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Image {
    pub image_id: ImageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_account_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Timestamp>,
    /// What else is said of it, by member: its system, tenancy, updates and errors.
    #[serde(flatten)]
    pub described: BTreeMap<String, Described>,
}

/// A compute type, as a request names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct ComputeType {
    pub name: String,
}

/// The size of a volume, as a request names it: the API has a text here (domain.md A1-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Storage {
    pub capacity: String,
}

/// A bundle that is to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct NewBundle {
    pub bundle_name: String,
    pub bundle_description: String,
    pub image_id: ImageId,
    pub compute_type: ComputeType,
    pub user_storage: Storage,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root_storage: Option<Storage>,
}

/// Its compute type and volumes.
impl std::fmt::Display for NewBundle {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let root = self.root_storage.as_ref().map(|root| format!(", root {} GB", root.capacity)).unwrap_or_default();
        write!(formatter, "{}{root}, user {} GB", self.compute_type.name, self.user_storage.capacity)
    }
}

impl NewBundle {
    /// Returns the bundle that is there in its name, made as it is to be or otherwise.
    fn there<'a>(&self, seen: &'a Surroundings) -> Option<&'a LibraryBundle> {
        seen.bundles.iter().find(|bundle| bundle.name.as_deref() == Some(self.bundle_name.as_str()))
    }

    fn is(&self, bundle: &LibraryBundle) -> bool {
        bundle.image_id.as_ref() == Some(&self.image_id)
            && bundle.description.as_deref() == Some(self.bundle_description.as_str())
            && bundle.member("ComputeType", "Name") == Some(self.compute_type.name.as_str())
            && bundle.member("UserStorage", "Capacity") == Some(self.user_storage.capacity.as_str())
            && self
                .root_storage
                .as_ref()
                .is_none_or(|root| bundle.member("RootStorage", "Capacity") == Some(&root.capacity))
    }

    /// Tells whether it is there, made as it is to be, and can't be used yet.
    pub(super) fn is_under_way(&self, seen: &Surroundings) -> bool {
        self.there(seen).is_some_and(|bundle| self.is(bundle) && bundle.state.as_deref() == Some(PENDING))
    }

    /// Says that it could not be made, where that is so.
    pub(super) fn failed(&self, seen: &Surroundings) -> Option<String> {
        let name = &self.bundle_name;
        let is_error = self.there(seen).is_some_and(|there| self.is(there) && there.state.as_deref() == Some(ERROR));
        is_error.then(|| {
            format!(
                "the service could not make the bundle {name}: it is in {ERROR}; `bundle delete {name}` takes it away"
            )
        })
    }

    /// Makes it, in thought.
    pub(super) fn make(&self, after: &mut Surroundings) -> Result<(), Impossible> {
        if let Some(there) = self.there(after) {
            if !self.is(there) || there.state.as_deref() == Some(ERROR) {
                return Err(Impossible::BundleTaken(self.bundle_name.clone()));
            }
            let id = there.bundle_id.clone();
            let is_pending =
                |bundle: &&mut LibraryBundle| bundle.bundle_id == id && bundle.state.as_deref() == Some(PENDING);
            let pending = after.bundles.iter_mut().filter(is_pending);
            pending.for_each(|bundle| bundle.state = Some(AVAILABLE.to_owned()));
            return Ok(());
        }
        ready(after, &self.image_id)?;
        let bundle = self.made();
        after.bundle_use.insert(bundle.bundle_id.clone(), 0);
        after.bundles.push(bundle);
        let count = after.bundles.len();
        if count > BUNDLES_MAX { Err(Impossible::BundlesFull(count)) } else { Ok(()) }
    }

    fn made(&self) -> LibraryBundle {
        let member =
            |name: &str, value: &str| Described::Members([(name.to_owned(), Described::Text(value.to_owned()))].into());
        let mut described = BTreeMap::from([
            ("ComputeType".to_owned(), member("Name", &self.compute_type.name)),
            ("UserStorage".to_owned(), member("Capacity", &self.user_storage.capacity)),
        ]);
        if let Some(root) = &self.root_storage {
            described.insert("RootStorage".to_owned(), member("Capacity", &root.capacity));
        }
        LibraryBundle {
            // No id of the service has a colon.
            bundle_id: BundleId::from_service(format!("new:{}", self.bundle_name)),
            name: Some(self.bundle_name.clone()),
            owner: None,
            description: Some(self.bundle_description.clone()),
            image_id: Some(self.image_id.clone()),
            state: Some(AVAILABLE.to_owned()),
            creation_time: None,
            last_updated_time: None,
            described,
        }
    }
}

/// Puts another image into a bundle, in thought.
pub(super) fn update_bundle(after: &mut Surroundings, id: &BundleId, image: &ImageId) -> Result<(), Impossible> {
    let at = after.bundles.iter().position(|bundle| bundle.bundle_id == *id);
    let at = at.ok_or_else(|| Impossible::NoBundle(id.clone()))?;
    if after.bundles[at].image_id.as_ref() != Some(image) {
        ready(after, image)?;
        after.bundles[at].image_id = Some(image.clone());
    }
    Ok(())
}

/// Takes a bundle away, in thought: one that no desktop is on.
pub(super) fn delete_bundle(after: &mut Surroundings, id: &BundleId) -> Result<(), Impossible> {
    let Some(at) = after.bundles.iter().position(|bundle| bundle.bundle_id == *id) else { return Ok(()) };
    match after.bundle_use.get(id) {
        None => Err(Impossible::UseUnread(id.clone())),
        Some(0) => {
            after.bundles.remove(at);
            Ok(())
        }
        Some(desktops) => Err(Impossible::BundleInUse(after.bundles[at].label().to_owned(), *desktops)),
    }
}

/// Refuses an image that nothing can be made of.
pub(super) fn ready(seen: &Surroundings, id: &ImageId) -> Result<(), Impossible> {
    let image = seen.images.iter().find(|image| image.image_id == *id);
    let image = image.ok_or_else(|| Impossible::NoImage(id.clone()))?;
    match image.state.as_deref() {
        Some(AVAILABLE) => Ok(()),
        state => Err(Impossible::ImageNotReady(image.label().to_owned(), state.unwrap_or("not known").to_owned())),
    }
}

impl LibraryBundle {
    /// Returns what a member of something that it says has, where that is a text.
    #[must_use]
    pub fn member(&self, of: &str, name: &str) -> Option<&str> {
        match self.described.get(of)? {
            Described::Members(members) => members.get(name)?.text(),
            Described::Flag(_) | Described::Number(_) | Described::Text(_) | Described::List(_) => None,
        }
    }

    /// Tells whether it is still to be made.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.bundle_id.as_str().starts_with("new:")
    }

    /// Returns the name, or the id where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.bundle_id.as_str())
    }
}

impl Image {
    /// Returns the name, or the id where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.image_id.as_str())
    }
}
