//! What time does to all that is no desktop: registrations, second factors, bundles, images, connection
//! aliases.

use jiff::Timestamp;

use super::{Event, STUCK_FOR, plus, plus_seconds};
use crate::sim::call::InnerFaults;
use crate::sim::rng::Random;
use crate::sim::world::{
    AliasState, Association, AssociationState, DesktopState, Image, ImageState, RadiusStatus, Registration, World,
};

/// Seconds that a registration takes, its end, and the moment that a deregistered directory is still shown; minutes is all
/// that is known (K-07).
const REGISTERS_S: (u64, u64) = (60, 300);
const DEREGISTERS_S: (u64, u64) = (60, 240);
const SHOWN_S: (u64, u64) = (1, 15);
/// Seconds that it takes to set a second factor up.
const RADIUS_S: (u64, u64) = (30, 180);

/// Seconds until a new bundle can be used.
const BUNDLE_S: (u64, u64) = (10, 90);
/// Seconds that an image takes, of a desktop and of another image; the guide says about 45 minutes of the first.
const IMAGE_S: (u64, u64) = (25 * 60, 45 * 60);
const COPY_S: (u64, u64) = (10 * 60, 30 * 60);
/// Seconds until an alias is made, taken away, associated with a directory, or free of it again.
const ALIAS_S: (u64, u64) = (2, 40);
/// Code and text of an image that could not be made.
const IMAGE_ERROR: (&str, &str) = ("UnknownError", "The image could not be created.");

/// What gets to where it was going.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) enum Settling {
    /// A registration ends, well or not.
    Registered {
        /// Directory.
        directory: String,
        /// Whether it is one that failed.
        failed: bool,
    },
    /// A directory is not registered any more.
    Deregistered {
        /// Directory.
        directory: String,
    },
    /// A directory that was deregistered is not listed any more.
    Unlisted {
        /// Directory.
        directory: String,
    },
    /// A new bundle can be used, or cannot.
    Bundle {
        /// Bundle.
        bundle: String,
        /// Whether it is one that failed.
        failed: bool,
    },
    /// An image is made, or was not to be.
    Image {
        /// Image.
        image: String,
        /// Whether it is one that failed.
        failed: bool,
        /// The desktop that it is made of, which is held meanwhile.
        of: Option<String>,
    },
    /// An alias, or its association, leaves the state that it only passes through.
    Alias {
        /// Alias.
        alias: String,
    },
    /// It shows whether the servers of a second factor answer.
    Radius {
        /// Directory.
        domain: String,
        /// When it was begun: one that was set up anew has another end.
        since: Timestamp,
        /// Whether they answer.
        answers: bool,
    },
}

impl World {
    /// Puts the end of something on the agenda: after some seconds, or much later for what hangs.
    fn settles(&mut self, now: Timestamp, seconds: u64, faults: InnerFaults, settling: Settling) {
        let at = if faults.stuck { plus(now, STUCK_FOR) } else { plus_seconds(now, seconds) };
        self.agenda.add(at, Event::Settles(settling));
    }

    /// Lets the registration of a directory that is there already take its time.
    pub(in crate::sim) fn start_registration(
        &mut self,
        id: &str,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        let seconds = rng.between(REGISTERS_S.0, REGISTERS_S.1);
        let settling = Settling::Registered { directory: id.to_owned(), failed: faults.fail || faults.stuck };
        self.settles(now, seconds, faults, settling);
    }

    /// Begins to deregister a directory.
    pub(in crate::sim) fn start_deregistration(
        &mut self,
        id: &str,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        if let Some(directory) = self.directories.get_mut(id) {
            directory.registration = Registration::Deregistering;
            directory.shown.remove("State"); // an import's word for it is out of date
        }
        let seconds = rng.between(DEREGISTERS_S.0, DEREGISTERS_S.1);
        self.settles(now, seconds, faults, Settling::Deregistered { directory: id.to_owned() });
    }

    /// Lets a bundle that is there already become ready.
    pub(in crate::sim) fn start_bundle(&mut self, id: &str, faults: InnerFaults, now: Timestamp, rng: &mut Random) {
        let settling = Settling::Bundle { bundle: id.to_owned(), failed: faults.fail || faults.stuck };
        self.settles(now, rng.between(BUNDLE_S.0, BUNDLE_S.1), faults, settling);
    }

    /// Begins to make an image, of a desktop or of another image; the desktop is held until it is done.
    pub(in crate::sim) fn start_image(
        &mut self,
        image: Image,
        of: Option<&str>,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        if let Some(desktop) = of.and_then(|id| self.desktops.get_mut(id)) {
            desktop.state = DesktopState::Suspended;
        }
        let (low, high) = if of.is_some() { IMAGE_S } else { COPY_S };
        let failed = faults.fail || faults.stuck;
        let settling = Settling::Image { image: image.id.clone(), failed, of: of.map(str::to_owned) };
        self.settles(now, rng.between(low, high), faults, settling);
        self.images.insert(image.id.clone(), image);
    }

    /// Lets an alias pass through the state that it, or its association, is in.
    pub(in crate::sim) fn start_alias(&mut self, id: &str, faults: InnerFaults, now: Timestamp, rng: &mut Random) {
        let settling = Settling::Alias { alias: id.to_owned() };
        self.settles(now, rng.between(ALIAS_S.0, ALIAS_S.1), faults, settling);
    }

    fn settle_alias(&mut self, id: &str) {
        let Some(alias) = self.aliases.get_mut(id) else {
            return;
        };
        match alias.state {
            AliasState::Creating => alias.state = AliasState::Created,
            AliasState::Deleting => {
                self.aliases.remove(id);
                self.forget_tags(id);
            }
            AliasState::Created => match alias.association.as_mut() {
                Some(association) if association.state == AssociationState::Leaving => alias.association = None,
                Some(association) => association.state = AssociationState::There,
                None => {}
            },
        }
    }

    /// Lets a second factor that is set already show whether it works.
    pub(in crate::sim) fn start_radius(
        &mut self,
        id: &str,
        answers: bool,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        let seconds = rng.between(RADIUS_S.0, RADIUS_S.1);
        let answers = answers && !faults.fail && !faults.stuck;
        self.settles(now, seconds, faults, Settling::Radius { domain: id.to_owned(), since: now, answers });
    }

    /// Lets a desktop that was held for an image work again.
    fn let_go(&mut self, id: Option<&str>, at: Timestamp) {
        let held = id.and_then(|id| self.desktops.get_mut(id));
        if let Some(desktop) = held.filter(|desktop| desktop.state == DesktopState::Suspended) {
            desktop.state = DesktopState::Available;
            let id = desktop.id.clone();
            self.wake(&id, at);
        }
    }

    /// Carries out what has become due.
    pub(super) fn settle_around(&mut self, settling: Settling, at: Timestamp) {
        match settling {
            Settling::Registered { directory, failed } => {
                if let Some(directory) = self.directories.get_mut(&directory) {
                    directory.registration = if failed { Registration::Failed } else { Registration::Registered };
                }
            }
            Settling::Deregistered { directory: id } => {
                if let Some(directory) = self.directories.get_mut(&id) {
                    directory.registration = Registration::Deregistered;
                }
                let mut rng = Random::new(self.seed, &format!("unlist {id}"), 0);
                let gone = plus_seconds(at, rng.between(SHOWN_S.0, SHOWN_S.1));
                self.agenda.add(gone, Event::Settles(Settling::Unlisted { directory: id }));
            }
            Settling::Unlisted { directory } => {
                self.directories.remove(&directory);
                self.forget_tags(&directory);
                let leads = |one: &mut Association| one.directory == directory;
                for alias in self.aliases.values_mut() {
                    alias.association.take_if(leads);
                }
            }
            Settling::Bundle { bundle, failed } => {
                if let Some(bundle) = self.bundles.get_mut(&bundle) {
                    if failed { "ERROR" } else { "AVAILABLE" }.clone_into(&mut bundle.state);
                }
            }
            Settling::Image { image, failed, of } => {
                if let Some(image) = self.images.get_mut(&image) {
                    image.state = if failed { ImageState::Error } else { ImageState::Available };
                    image.error = failed.then_some(IMAGE_ERROR);
                }
                self.let_go(of.as_deref(), at);
            }
            Settling::Alias { alias } => self.settle_alias(&alias),
            Settling::Radius { domain, since, answers } => {
                let radius = self.domains.get_mut(&domain).and_then(|domain| domain.radius.as_mut());
                if let Some(radius) = radius.filter(|radius| radius.since == since) {
                    radius.status = if answers { RadiusStatus::Completed } else { RadiusStatus::Failed };
                }
            }
        }
    }
}
