//! The rules about directories, as `explain` prints them; what judges is what an act makes of what is there, and `directory_change`.

use crate::planner::rules::{About, Card, GUIDE, Severity};

/// A directory that is not used.
pub(super) static EMPTY: Card = Card {
    id: "DIR-01",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["K-11"],
    dated: GUIDE,
    title: "a directory without desktops",
    says: "Simple AD and AD Connector are free while they are used. After 30 consecutive days without desktops such a directory \
           is deregistered by the service, and costs something from then on.",
    advice: "Keep a desktop in it, or deregister and delete the directory when it is not needed any more.",
};

/// A directory that can't be changed now.
pub(super) static UNREGISTERED: Card = Card {
    id: "DIR-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["K-04"],
    dated: GUIDE,
    title: "a directory that is not in the state for it",
    says: "What a directory sets is changed in the state REGISTERED only, and one that is being registered or deregistered is not \
           deregistered.",
    advice: "Wait until the directory is REGISTERED, then run the command again; `directory show` says why it is in \
             ERROR, and one that stays there is deregistered and registered again.",
};

/// No device may come in.
pub(super) static SHUT_OUT: Card = Card {
    id: "DIR-03",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &["K-18"],
    dated: GUIDE,
    title: "no device may come in any more",
    says: "A directory that denies every type of device lets nobody in to any of its desktops.",
    advice: "Allow the devices that people have in the same command; `--allow DIR-03` when nobody is to come in.",
};

/// It shows on desktops later.
pub(super) static NEW_DESKTOPS: Card = Card {
    id: "DIR-04",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C2-02", "J-13", "K-16"],
    dated: GUIDE,
    title: "desktops that are there keep what they have",
    says: "The organizational unit, the custom security group and the internet access of a directory come to desktops when they \
           are made or rebuilt, and not to those that are there.",
    advice: "Rebuild desktops that are to have it too; a group can be put on them with `security-group attach` as well.",
};

/// It can't be taken back.
pub(super) static HAD_NONE: Card = Card {
    id: "DIR-05",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["K-15", "K-18"],
    dated: GUIDE,
    title: "a setting that had no value",
    says: "The service says nothing of this setting of the directory so far, and has no call that unsets it.",
    advice: "Nothing, unless it is to be undone: it can be set to another value, not to none.",
};

/// A group that can't be the directory's.
pub(super) static FOREIGN_GROUP: Card = Card {
    id: "DIR-06",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["J-13", "J-15"],
    dated: GUIDE,
    title: "a security group that is not in the directory's VPC",
    says: "Interfaces take security groups of their own VPC only, so a custom security group has to exist in the VPC of the \
           directory's subnets.",
    advice: "Name a group of that VPC; `directory show` has the subnets of the directory.",
};

/// Desktops are left.
pub(super) static HAS_DESKTOPS: Card = Card {
    id: "DIR-07",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["K-08", "K-09"],
    dated: GUIDE,
    title: "a directory that has desktops is to be deregistered",
    says: "The service deregisters only directories without desktops.",
    advice: "Terminate them first: `list --directory ID` has them. Some are still leaving for a while after they were terminated.",
};

/// Subnets that a directory can't have.
pub(super) static SUBNETS: Card = Card {
    id: "DIR-08",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["K-05", "K-12"],
    dated: GUIDE,
    title: "subnets that a directory can't be registered with",
    says: "A directory is registered with two subnets of one VPC that lie in two Availability Zones; they can't be changed later.",
    advice: "Name two subnets of the directory's VPC, in two zones that have WorkSpaces.",
};

/// A zone without the service.
pub(super) static ZONE: Card = Card {
    id: "DIR-09",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &["K-05"],
    dated: GUIDE,
    title: "an Availability Zone that does not have WorkSpaces",
    says: "WorkSpaces is in some of the zones of a Region only. Which ones stands in the guide by the ids of zones, which are the same \
           in every account; more may have come since.",
    advice: "Choose subnets in the zones that are named; `--allow DIR-09` when the guide names the zone by now.",
};

/// A directory that is registered, and otherwise.
pub(super) static OTHERWISE: Card = Card {
    id: "DIR-10",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["K-05", "K-12"],
    dated: GUIDE,
    title: "a directory that is registered already, in another way",
    says: "Subnets and tenancy of a directory are said when it is registered and can't be changed; and one that is being registered, \
           or is in ERROR, can't be registered again.",
    advice: "Look at it with `directory show`; deregister it first when it has to be registered anew.",
};

/// No more directories.
pub(super) static NO_PLACE: Card = Card {
    id: "DIR-11",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["E-28", "K-05"],
    dated: GUIDE,
    title: "more directories than the service allows",
    says: "50 directories can be registered in a Region; the quota can't be raised.",
    advice: "Deregister one that has no desktops: `directory list` counts them.",
};

/// A directory that can have no second factor.
pub(super) static NO_SECOND_FACTOR: Card = Card {
    id: "DIR-12",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["K-02", "K-21"],
    dated: GUIDE,
    title: "a directory that can have no second factor",
    says: "RADIUS is for directories of Directory Service that are an AD Connector or a Managed Microsoft AD; a Simple AD has none.",
    advice: "`directory mfa status` shows which kind a directory is; a second factor of another kind comes with SAML.",
};

/// A second factor that is there, and otherwise.
pub(super) static SECOND_FACTOR: Card = Card {
    id: "DIR-13",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["K-21", "K-22"],
    dated: GUIDE,
    title: "a second factor that is there already, in another way",
    says: "A directory has one second factor. One that works or is being tried is not set up again.",
    advice: "Take it away with `directory mfa disable` first: until the new one works, users log in with their password alone.",
};

/// Everybody is asked.
pub(super) static ALL_USERS: Card = Card {
    id: "DIR-14",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["K-21"],
    dated: GUIDE,
    title: "a second factor is for all users of a directory",
    says: "There is no second factor for some users of a directory: all are asked for it, or none.",
    advice: "See that all have one before it is set up, and that RADIUS servers in two places answer.",
};
