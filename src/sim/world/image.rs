//! Images that bundles are made of (domain L-05).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Bundle, Licence, World};
use crate::sim::rng::Random;
use crate::sim::spec::account_of;

/// An image.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Image {
    /// `wsi-` id.
    pub(in crate::sim) id: String,
    /// Name.
    pub(in crate::sim) name: String,
    /// Description.
    pub(in crate::sim) description: String,
    /// Account that owns it.
    pub(in crate::sim) owner: String,
    /// Operating system as the API names it; not shown on images.
    pub(in crate::sim) operating_system: String,
    /// `PCOIP` or `WSP`; not shown on images.
    pub(in crate::sim) protocol: String,
    /// Licence: one of the customer's own needs dedicated hardware.
    pub(in crate::sim) licence: Licence,
    /// State.
    pub(in crate::sim) state: ImageState,
    /// Error code and message, in `ERROR`.
    pub(in crate::sim) error: Option<(&'static str, &'static str)>,
    /// When it was made.
    pub(in crate::sim) created_at: Timestamp,
    /// Accounts that it is shared with.
    pub(in crate::sim) shared_with: BTreeSet<String>,
}

/// State of an image as the API names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum ImageState {
    /// `AVAILABLE`.
    Available,
    /// `PENDING`.
    Pending,
    /// `ERROR`.
    Error,
}

impl ImageState {
    /// Returns the name that the API uses.
    pub(in crate::sim) fn name(self) -> &'static str {
        match self {
            Self::Available => "AVAILABLE",
            Self::Pending => "PENDING",
            Self::Error => "ERROR",
        }
    }
}

/// Name of the account that shares an image with every other.
const NEIGHBOUR: &str = "neighbour";

impl Image {
    /// Returns the images of the account's own bundles, and one that another account shares.
    pub(in crate::sim) fn around(world: &World) -> BTreeMap<String, Self> {
        let mut images = BTreeMap::new();
        for bundle in world.bundles.values().filter(|bundle| bundle.owner == world.account) {
            images.entry(bundle.image.clone()).or_insert_with(|| Self::of(bundle));
        }
        let like = world.bundles.values().find(|bundle| bundle.operating_system == "WINDOWS_11");
        if let Some(bundle) = like.filter(|_| !images.is_empty()) {
            let shared = Self {
                id: Random::new(world.seed, "image of a neighbour", 0).workspaces_id("wsi-"),
                name: "neighbour-win11".to_owned(),
                description: "Windows 11 of the neighbours".to_owned(),
                owner: account_of(NEIGHBOUR),
                licence: Licence::Included,
                shared_with: [world.account.clone()].into(),
                ..Self::of(bundle)
            };
            images.insert(shared.id.clone(), shared);
        }
        images
    }

    fn of(bundle: &Bundle) -> Self {
        // What a bundle may be called, an image may not always.
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        Self {
            id: bundle.image.clone(),
            name: format!("{}-image", bundle.name.chars().map(plain).collect::<String>()),
            description: format!("Image of {}", bundle.name.chars().map(plain).collect::<String>()),
            owner: bundle.owner.clone(),
            operating_system: bundle.operating_system.clone(),
            protocol: bundle.protocol.clone(),
            licence: bundle.licence,
            state: ImageState::Available,
            error: None,
            created_at: bundle.updated_at,
            shared_with: BTreeSet::new(),
        }
    }
}
