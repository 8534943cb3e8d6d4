//! The rules about bundles and images, as `explain` prints them; what judges is what an act makes of what is there.

use crate::planner::rules::{About, Card, GUIDE, Severity};

/// A name that is taken.
pub(super) static BUNDLE_TAKEN: Card = Card {
    id: "BND-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-01"],
    dated: GUIDE,
    title: "a bundle of that name is there, and is another",
    says: "Names of bundles are unique in an account's Region. The one that is there is made of another image, has another \
           compute type, other sizes or another description, or it could not be made and is in ERROR. Of what is there only \
           the image can be changed.",
    advice: "Choose another name, put the image into that bundle with `bundle update`, or delete it with `bundle delete`.",
};

/// An image that nothing can be made of.
pub(super) static IMAGE_STATE: Card = Card {
    id: "BND-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-01", "L-05"],
    dated: GUIDE,
    title: "an image that can't be used",
    says: "A bundle is made of an image of the account's own that is AVAILABLE, and only such an image is shared or deleted. \
           What others share has to be copied first.",
    advice: "Look at it with `image show`; while it is PENDING, wait.",
};

/// A bundle that desktops are on.
pub(super) static BUNDLE_IN_USE: Card = Card {
    id: "BND-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-01"],
    dated: GUIDE,
    title: "a bundle that desktops are on is to be deleted",
    says: "The service deletes only bundles that no desktop is on. How many are on it is read again right before the call.",
    advice: "Migrate its desktops to another bundle, or terminate them; `list --bundle NAME` names them.",
};

/// Too many bundles.
pub(super) static BUNDLE_QUOTA: Card = Card {
    id: "BND-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["E-27"],
    dated: GUIDE,
    title: "more bundles than the service allows",
    says: "An account has 50 bundles of its own at most in a Region, and that can't be raised.",
    advice: "Delete some that no desktop is on: `bundle list --owner own --unused` names them.",
};

/// Volumes that no desktop can have.
pub(super) static BUNDLE_SIZES: Card = Card {
    id: "BND-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["A1-01", "A1-02", "A1-04", "A1-05", "A1-07"],
    dated: GUIDE,
    title: "a bundle with volumes that no desktop can have",
    says: "Desktops are made with 80 GB and 10, 50 or 100 GB, or with at least 175 and 100 GB; those of general-purpose types \
           with at least 175 and 100, those with a GPU with at least 100 and 100, and none with more than 2,000.",
    advice: "Choose one of these pairs.",
};

/// Desktops that stay as they are.
pub(super) static STAY_BEHIND: Card = Card {
    id: "BND-06",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["L-01", "C2-02"],
    dated: GUIDE,
    title: "desktops that keep the old image",
    says: "A bundle that gets another image makes new desktops of it. Those that are on the bundle already keep what they \
           have, until they are rebuilt.",
    advice: "Rebuild them when their people can do without what they installed: `rebuild --bundle NAME`.",
};

/// A name that is taken.
pub(super) static IMAGE_TAKEN: Card = Card {
    id: "IMG-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-05"],
    dated: GUIDE,
    title: "an image of that name is there, and perhaps another",
    says: "Names of images are unique in an account's Region, and the service does not say of what an image was made. One that is \
           there passes for the copy that is wanted only when that is asked for with the very description that it has, and when \
           it could be made.",
    advice: "Choose another name, or delete that image first; `image show` has its description.",
};

/// An image that bundles are made of.
pub(super) static IMAGE_IN_USE: Card = Card {
    id: "IMG-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-05"],
    dated: GUIDE,
    title: "an image that bundles are made of is to be deleted",
    says: "The service deletes only images that no bundle is made of: first the bundles go, then the shares, then the image.",
    advice: "Delete its bundles (`bundle delete`), or put another image into them (`bundle update`).",
};

/// An image that is shared.
pub(super) static IMAGE_SHARED: Card = Card {
    id: "IMG-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-05"],
    dated: GUIDE,
    title: "an image that is shared is to be deleted",
    says: "The service deletes only images that are shared with nobody. With whom one is shared is read again right before the call.",
    advice: "Take its accounts off it with `image unshare`; `image show` names them.",
};

/// The owner's account.
pub(super) static OWN_ACCOUNT: Card = Card {
    id: "IMG-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-05"],
    dated: GUIDE,
    title: "an image that is to be shared with its own account",
    says: "An image is shared with other accounts; its own has it anyway.",
    advice: "Name the account that is to copy it.",
};

/// Regions that are too far apart.
pub(super) static APART: Card = Card {
    id: "IMG-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-05"],
    dated: GUIDE,
    title: "an image of a Region that it can't be copied from",
    says: "Between China and other Regions no image is copied, and to and from GovCloud only AWS Support does that.",
    advice: "Make the image anew in the other Region; for GovCloud ask AWS Support.",
};

/// What is encrypted.
pub(super) static ENCRYPTED: Card = Card {
    id: "IMG-06",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-05", "E-16"],
    dated: GUIDE,
    title: "an image of a desktop with an encrypted volume",
    says: "The service makes no image of a desktop that has an encrypted volume, and encryption can't be taken off.",
    advice: "Make a desktop without encryption, set it up, and make the image of that; `list --encrypted` names the others.",
};

/// A desktop in another state.
pub(super) static SOURCE_STATE: Card = Card {
    id: "IMG-07",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-05", "B-03"],
    dated: GUIDE,
    title: "an image of a desktop that is not AVAILABLE",
    says: "An image is made of a desktop that is AVAILABLE and not being modified. It is SUSPENDED until the image is made, \
           which takes up to 45 minutes and can take longer.",
    advice: "Start it with `start`, or wait until `show` says that it is AVAILABLE.",
};

/// Somebody who would be thrown out.
pub(super) static AT_WORK: Card = Card {
    id: "IMG-08",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &["L-05", "G-04"],
    dated: GUIDE,
    title: "an image of a desktop where somebody may be at work",
    says: "A desktop that an image is made of can't be used until that is done, and whoever is connected is thrown out. Only \
           DISCONNECTED says that nobody is. The status is read again right before the call.",
    advice: "Wait until its user has left; `--allow IMG-08` when nobody is at work or that does not matter.",
};

/// Perhaps too many images.
pub(super) static IMAGE_QUOTA: Card = Card {
    id: "IMG-09",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["E-26"],
    dated: GUIDE,
    title: "as many images as an account has at first",
    says: "An account has 40 images at most in a Region, unless AWS raised that on request.",
    advice: "Delete some that no bundle is made of: `image list --owner own --unused` names them.",
};

/// A standby desktop.
pub(super) static OF_STANDBY: Card = Card {
    id: "IMG-10",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["L-07"],
    dated: GUIDE,
    title: "an image of a standby desktop",
    says: "A standby waits in another Region until its primary fails, and much can't be done to it directly; the guide does not \
           say whether an image can be made of it.",
    advice: "Make the image of the primary desktop, and copy it with `image copy`.",
};
