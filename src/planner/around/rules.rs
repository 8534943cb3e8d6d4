//! The rules about what is around desktops, as `explain` prints them; what judges is a guard of the model, or the file of
//! the resource here.

pub(super) use super::directory_rules::{
    ALL_USERS, EMPTY, FOREIGN_GROUP, HAD_NONE, HAS_DESKTOPS, NEW_DESKTOPS, NO_PLACE, NO_SECOND_FACTOR, OTHERWISE,
    SECOND_FACTOR, SHUT_OUT, SUBNETS, UNREGISTERED, ZONE,
};
pub(super) use super::library_rules::{
    APART, AT_WORK, BUNDLE_IN_USE, BUNDLE_QUOTA, BUNDLE_SIZES, BUNDLE_TAKEN, ENCRYPTED, IMAGE_IN_USE, IMAGE_QUOTA,
    IMAGE_SHARED, IMAGE_STATE, IMAGE_TAKEN, OF_STANDBY, OWN_ACCOUNT, SOURCE_STATE, STAY_BEHIND,
};
use super::{alias_rules, standby_rules};
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
    &standby_rules::REGIONS,
    &standby_rules::KIND,
    &standby_rules::KEY,
    &standby_rules::SIMPLE_AD,
    &standby_rules::ONE,
    &standby_rules::PLACE,
    &standby_rules::UNREADY,
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
        Impossible::Standby(_) => &standby_rules::PLACE,
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
