//! The rules about what is around desktops, as `explain` prints them; what judges is a guard of the model, or the file of
//! the resource here.

use super::alias_rules;
use crate::model::around::{Guard, Impossible};
use crate::planner::rules::{About, Card, GUIDE, RuleNotFound, Severity, find_id};

/// A group without rules on a directory.
pub(super) static LOCKED_OUT: Card = Card {
    id: "IPG-01",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &["I-06"],
    dated: GUIDE,
    title: "a group without rules on a directory",
    says: "An IP access control group without rules that is on a directory keeps everybody out of all of its desktops. It \
           comes to that when the last rule is taken out, or when a group is put on a directory before it has rules.",
    advice: "Fill the group first, or take it off the directory first; `--allow IPG-01` when nobody is to come in.",
};

/// The last group taken off a directory.
pub(super) static OPENED: Card = Card {
    id: "IPG-02",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &["I-05", "I-09"],
    dated: GUIDE,
    title: "the last group taken off a directory",
    says: "A directory with no group of its own has the service's default group, which lets everybody in.",
    advice: "Put the group that is to come on it first (`ip-group associate --only`); `--allow IPG-02` when everybody may come in.",
};

/// A range that is most of the world.
pub(super) static WIDE: Card = Card {
    id: "IPG-03",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "a rule of /0 to /8",
    says: "A rule with a prefix of eight bits or less lets in a sixteen-millionfold of addresses, and is mostly a slip.",
    advice: "Write the ranges that people come from; `--allow IPG-03` when it is meant.",
};

/// A range that must be let in is not.
pub(super) static ADMITS: Card = Card {
    id: "IPG-04",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &["I-07", "I-08"],
    dated: GUIDE,
    title: "a range of `--must-admit` that could not come in",
    says: "Who may come in to each directory that is touched is worked out act by act, and whoever is named with \
           `--must-admit` must be among them throughout. It is worked out again right before each call.",
    advice: "Add the range to a group of the directory first, or correct `--must-admit`.",
};

/// Rules that lie in one another.
pub(super) static OVERLAP: Card = Card {
    id: "IPG-05",
    severity: Severity::Warn,
    about: About::Own,
    rows: &["I-07"],
    dated: GUIDE,
    title: "a rule that adds nothing",
    says: "A range that lies in another one of the same group, or is written twice, lets nobody in who could not come in anyway.",
    advice: "Leave it out: a group has ten rules. Taking the wider one away later leaves the narrower one.",
};

/// Too many of something.
pub(super) static QUOTA: Card = Card {
    id: "IPG-06",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["I-01", "I-13"],
    dated: GUIDE,
    title: "more than the service allows",
    says: "A group has 10 rules at most, a directory 25 groups, a Region 100 groups; none of it can be raised.",
    advice: "Join ranges, or spread them over several groups of the directory: their rules count together.",
};

/// A group that is in use.
pub(super) static IN_USE: Card = Card {
    id: "IPG-07",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["I-12"],
    dated: GUIDE,
    title: "a group that is on a directory is to be deleted",
    says: "The service deletes only groups that are on no directory.",
    advice: "Take it off its directories first, with `ip-group disassociate`.",
};

/// A name that is taken.
pub(super) static NAME_TAKEN: Card = Card {
    id: "IPG-08",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["I-13"],
    dated: GUIDE,
    title: "a group of that name is there, and is another",
    says: "Names of groups are unique in a Region, and the one that is there has other rules or another description.",
    advice: "Choose another name, or change that group with `ip-group set`.",
};

/// A directory that is not registered.
pub(super) static NOT_REGISTERED: Card = Card {
    id: "IPG-09",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["I-14"],
    dated: GUIDE,
    title: "a directory that is not registered",
    says: "Groups come to and from directories in the state REGISTERED only.",
    advice: "Wait until the directory is REGISTERED, then run the command again.",
};

/// Ranges of which it is not known what the service makes of them.
pub(super) static UNUSUAL: Card = Card {
    id: "IPG-10",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["I-03", "I-04"],
    dated: GUIDE,
    title: "a range that is perhaps of no use",
    says: "People are seen with their public addresses, so a private range lets nobody in; and whether IPv6 is taken is not \
           documented.",
    advice: "Write the public address of the network that people come from, such as that of its NAT gateway.",
};

/// People lose access.
pub(super) static TAKES_AWAY: Card = Card {
    id: "IPG-11",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["I-08"],
    dated: GUIDE,
    title: "somebody could not come in any more",
    says: "Who could come in to a directory before and could not after is kept out from then on, and whoever is connected \
           from there is disconnected.",
    advice: "Compare before and after; `--must-admit` names who has to be able to come in.",
};

/// What was read is no longer so.
pub(super) static CHANGED: Card = Card {
    id: "IPG-12",
    severity: Severity::Skip,
    about: About::Own,
    rows: &["I-11"],
    dated: GUIDE,
    title: "somebody changed the rules meanwhile",
    says: "All rules of a group are replaced at one stroke, made of those that were seen; what came since would be lost.",
    advice: "Run the command again: it is made anew from what is there then.",
};

/// A resource that is protected.
pub(super) static PROTECTED: Card = Card {
    id: "PROT-02",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "a group, directory, bundle, image or alias has the protect tag",
    says: "Whatever can lose somebody something is not done to what has the tag `deskfleet-protect` (its name is a setting), or \
           to what leans on that. Tags that can't be read stop it too. They are read again right before each call.",
    advice: "Take the tag off when the time has come; `--allow PROT-02` for one command.",
};

/// A description that can't be changed.
pub(super) static DESCRIBED: Card = Card {
    id: "IPG-13",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["I-11"],
    dated: GUIDE,
    title: "a description that can't be changed",
    says: "A group gets its description when it is made; the service has no call that changes it.",
    advice: "Write the description that it has, or make another group in its place.",
};

/// A group that is not deleted.
pub(super) static KEPT: Card = Card {
    id: "IPG-14",
    severity: Severity::Warn,
    about: About::Own,
    rows: &["I-12"],
    dated: GUIDE,
    title: "a group that `--prune` does not delete",
    says: "Only groups that are on no directory are deleted, and directories that the file does not name keep theirs.",
    advice: "Name the directory in the file, with the groups that are to be on it.",
};

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

/// All of them, in order.
pub(in crate::planner) static RULES: &[&Card] = &[
    &LOCKED_OUT,
    &OPENED,
    &WIDE,
    &ADMITS,
    &OVERLAP,
    &QUOTA,
    &IN_USE,
    &NAME_TAKEN,
    &NOT_REGISTERED,
    &UNUSUAL,
    &TAKES_AWAY,
    &CHANGED,
    &DESCRIBED,
    &KEPT,
    &EMPTY,
    &UNREGISTERED,
    &SHUT_OUT,
    &NEW_DESKTOPS,
    &HAD_NONE,
    &FOREIGN_GROUP,
    &HAS_DESKTOPS,
    &SUBNETS,
    &ZONE,
    &OTHERWISE,
    &NO_PLACE,
    &NO_SECOND_FACTOR,
    &SECOND_FACTOR,
    &ALL_USERS,
    &BUNDLE_TAKEN,
    &IMAGE_STATE,
    &BUNDLE_IN_USE,
    &BUNDLE_QUOTA,
    &BUNDLE_SIZES,
    &STAY_BEHIND,
    &IMAGE_TAKEN,
    &IMAGE_IN_USE,
    &IMAGE_SHARED,
    &OWN_ACCOUNT,
    &APART,
    &ENCRYPTED,
    &SOURCE_STATE,
    &AT_WORK,
    &IMAGE_QUOTA,
    &OF_STANDBY,
    &PROTECTED,
    &alias_rules::RESERVED,
    &alias_rules::NOT_CREATED,
    &alias_rules::LEADS,
    &alias_rules::IN_USE,
    &alias_rules::QUOTA,
    &alias_rules::OWN,
    &alias_rules::CUT_OFF,
    &alias_rules::SECOND,
    &alias_rules::FOREIGN,
];

/// The rule that a guard stands for.
pub(super) fn of_guard(guard: &Guard) -> &'static Card {
    match guard {
        Guard::NobodyLockedOut => &LOCKED_OUT,
        Guard::NotOpened => &OPENED,
        Guard::StillAdmits(_) => &ADMITS,
        Guard::SomeDeviceAllowed => &SHUT_OUT,
        Guard::RulesAre { .. } => &CHANGED,
        Guard::NobodyAt(_) => &AT_WORK,
        Guard::NotTagged { .. } => &PROTECTED,
    }
}

/// The rule that knows why the service would refuse an act.
pub(super) fn of_impossible(impossible: &Impossible) -> &'static Card {
    match impossible {
        Impossible::NoIpGroup(_) | Impossible::NoDirectory(_) => &NOT_REGISTERED,
        Impossible::NotRegistered(..) => &UNREGISTERED,
        Impossible::Registered(..) => &OTHERWISE,
        Impossible::NoPlace(_) => &NO_PLACE,
        Impossible::NoDomain(_) | Impossible::NoSecondFactor(..) => &NO_SECOND_FACTOR,
        Impossible::SecondFactor(..) => &SECOND_FACTOR,
        Impossible::NameTaken(_) => &NAME_TAKEN,
        Impossible::InUse(..) => &IN_USE,
        Impossible::Full { .. } => &QUOTA,
        Impossible::BundleTaken(_) => &BUNDLE_TAKEN,
        Impossible::NoImage(_) | Impossible::ImageNotReady(..) => &IMAGE_STATE,
        Impossible::NoBundle(_) | Impossible::BundleInUse(..) | Impossible::UseUnread(_) => &BUNDLE_IN_USE,
        Impossible::BundlesFull(_) => &BUNDLE_QUOTA,
        Impossible::ImageTaken(_) => &IMAGE_TAKEN,
        Impossible::ImageInUse(..) => &IMAGE_IN_USE,
        Impossible::ImageShared(..) | Impossible::SharesUnread(_) => &IMAGE_SHARED,
        Impossible::OwnAccount(_) => &OWN_ACCOUNT,
        Impossible::Encrypted(_) => &ENCRYPTED,
        Impossible::NoDesktop(_) | Impossible::DesktopBusy(..) => &SOURCE_STATE,
        Impossible::Alias(hinder) => alias_rules::of_hinder(hinder),
    }
}

/// Finds a rule that a command about what is around desktops can lower, whatever the case: our own, which refuse.
///
/// # Errors
/// With the nearest one, when there is none of that id, or it can't be lowered.
pub fn find_lowerable(id: &str) -> Result<&'static str, RuleNotFound> {
    let can = |card: &&&Card| card.severity == Severity::Refuse && card.about == About::Own;
    let ids: Vec<&'static str> = RULES.iter().filter(can).map(|card| card.id).collect();
    find_id(&ids, id).map(|at| ids[at])
}
