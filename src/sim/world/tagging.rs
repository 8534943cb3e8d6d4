//! Tags as two services know them: the one that has the resource at once, the Resource Groups Tagging API some seconds
//! later.

use jiff::Timestamp;

use super::{Tags, World};
use crate::sim::lifecycle::plus_seconds;
use crate::sim::rng::Random;

/// Seconds until the Tagging API knows of a change. That it lags is known, by how much is not.
const LAG_S: (u64, u64) = (2, 30);

/// The tags of a resource as the Tagging API shows them until it has heard of the last change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Lag {
    /// Until when.
    until: Timestamp,
    /// The tags; `None` where it does not know the resource yet.
    tags: Option<Tags>,
}

impl World {
    /// Returns what something of this id is called in an ARN; `None` when it is not here or cannot have tags (H-10).
    pub(in crate::sim) fn taggable(&self, id: &str) -> Option<&'static str> {
        if self.desktops.contains_key(id) {
            Some("workspace")
        } else if self.directories.contains_key(id) {
            Some("directory")
        } else if self.bundles.get(id).is_some_and(|bundle| bundle.owner == self.account) {
            Some("workspacebundle")
        } else if self.ip_groups.contains_key(id) {
            Some("workspaceipgroup")
        } else if self.images.get(id).is_some_and(|image| image.owner == self.account) {
            Some("workspaceimage")
        } else if self.aliases.contains_key(id) {
            Some("connectionalias")
        } else {
            None
        }
    }

    /// Gives a resource these tags and no others.
    pub(in crate::sim) fn set_tags(&mut self, id: &str, tags: Tags, now: Timestamp) {
        let number = u64::try_from(now.as_second()).unwrap_or_default();
        let lag = Random::new(self.seed, &format!("tagging {id}"), number).between(LAG_S.0, LAG_S.1);
        let seen = self.seen_tags(id, now).cloned();
        self.lags.insert(id.to_owned(), Lag { until: plus_seconds(now, lag), tags: seen });
        self.tags.insert(id.to_owned(), tags);
    }

    /// Forgets the tags of a resource that is gone.
    pub(in crate::sim) fn forget_tags(&mut self, id: &str) {
        self.tags.remove(id);
        self.lags.remove(id);
    }

    /// Returns the tags of a resource as the Tagging API knows them: `None` of one that it never saw a tag on.
    pub(in crate::sim) fn seen_tags(&self, id: &str, now: Timestamp) -> Option<&Tags> {
        match self.lags.get(id) {
            Some(lag) if now < lag.until => lag.tags.as_ref(),
            Some(_) => self.tags.get(id),
            None => self.tags.get(id).filter(|tags| !tags.is_empty()),
        }
    }
}
