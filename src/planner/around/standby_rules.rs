//! The rules about making standbys, as `explain` prints them; those about pairs that are there are in `planner::standby`.

use crate::planner::rules::{About, Card, GUIDE, Severity};

/// Regions without standbys.
pub(super) static REGIONS: Card = Card {
    id: "STBY-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-07"],
    dated: GUIDE,
    title: "a standby in a Region that has none, or in that of its primary",
    says: "Primary and standby are in two of the Regions us-east-1, us-west-2, eu-central-1 and eu-west-1.",
    advice: "Name the Region of the standby with `--region`, and that of the primaries with `--primary-region`.",
};

/// Desktops that can have no standby.
pub(super) static KIND: Card = Card {
    id: "STBY-06",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-07"],
    dated: GUIDE,
    title: "a kind of desktop that can have no standby",
    says: "Only desktops with Windows have standbys, brought licences among them; those with Linux, with a GPU or of the \
           GeneralPurpose types don't.",
    advice: "Leave it out, or make a desktop in the other Region with `provision` and keep its data there by other means.",
};

/// A key that does not do.
pub(super) static KEY: Card = Card {
    id: "STBY-07",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-07", "E-17"],
    dated: GUIDE,
    title: "no key that the standby could be encrypted with",
    says: "The standby of an encrypted desktop is encrypted with a key that the customer manages in the Region of the standby, \
           which is symmetric and enabled.",
    advice: "Name such a key with `--key`: a replica of the primary's, where that is a multi-Region key, or another one.",
};

/// A directory that takes no data.
pub(super) static SIMPLE_AD: Card = Card {
    id: "STBY-08",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-07"],
    dated: GUIDE,
    title: "data is to be replicated to a Simple AD",
    says: "Data is not replicated to standbys in a Simple AD.",
    advice: "Leave `--data-replication` out, or name a directory of another kind.",
};

/// A standby of a standby, or a second one.
pub(super) static ONE: Card = Card {
    id: "STBY-09",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-07"],
    dated: GUIDE,
    title: "a desktop that is a standby, or has one",
    says: "A standby has no standby of its own, and a desktop has one in a Region.",
    advice: "See the pair with `standby list` in both Regions, and `terminate` the standby that is not wanted.",
};

/// The place of the standby is taken.
pub(super) static PLACE: Card = Card {
    id: "STBY-10",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-07", "E-11"],
    dated: GUIDE,
    title: "the user has a desktop where the standby is to be",
    says: "A user has one desktop in a directory; a standby that came to ERROR, or is being terminated, is one as well.",
    advice: "Name another directory with `--directory`, or `terminate` the desktop that is there and try again when it is gone.",
};

/// A primary of which not enough is known, or that is not well.
pub(super) static UNREADY: Card = Card {
    id: "STBY-11",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "a primary that is not AVAILABLE or STOPPED, or of which too little is known",
    says: "The service says nothing of the state that a primary has to be in. One that is being changed or is broken is not \
           taken for good, and neither is one of which the system or the compute type is not told.",
    advice: "Look at it with `show` in its Region, and wait until it is AVAILABLE; `--allow STBY-11` leaves it to the service.",
};
