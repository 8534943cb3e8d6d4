//! The rules about connection aliases, as `explain` prints them; what judges is what an act makes of what is there.

use crate::model::around::AliasHinder;
use crate::planner::rules::{About, Card, GUIDE, Severity};

/// A name that is an account's for ever.
pub(super) static RESERVED: Card = Card {
    id: "ALIAS-01",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["L-06"],
    dated: GUIDE,
    title: "a name that is reserved for ever",
    says: "The name of a connection alias belongs to the account that makes it first, in all Regions and also after every alias \
           of that name was deleted: no other account can ever make it again.",
    advice: "Make sure that this is the account that is to have the name, and that the name is written right.",
};

/// An alias that is not there yet, or going.
pub(super) static NOT_CREATED: Card = Card {
    id: "ALIAS-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-06"],
    dated: GUIDE,
    title: "an alias on its way from one state to another",
    says: "Only an alias in the state CREATED can be led somewhere, shared or deleted, and only one that neither comes to a \
           directory nor leaves it.",
    advice: "Wait until `alias list` shows it CREATED, then run the command again.",
};

/// An alias that leads somewhere else.
pub(super) static LEADS: Card = Card {
    id: "ALIAS-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-06"],
    dated: GUIDE,
    title: "an alias that leads to another directory",
    says: "An alias leads to one directory of its Region.",
    advice: "Take it off that directory first, with `alias disassociate`: until it leads to the new one nobody comes in by it.",
};

/// An alias that is in use.
pub(super) static IN_USE: Card = Card {
    id: "ALIAS-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-06"],
    dated: GUIDE,
    title: "an alias that is in use is to be deleted or unshared",
    says: "The service deletes only an alias that leads nowhere and that no other account shares, and an account shares it as \
           long as it leads it to a directory of its own.",
    advice: "`alias disassociate` it first, then `alias unshare` it from each account, which has to take it off its own \
             directory before.",
};

/// Too many of them.
pub(super) static QUOTA: Card = Card {
    id: "ALIAS-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["E-29"],
    dated: GUIDE,
    title: "more aliases than the service allows",
    says: "An account has 20 connection aliases in a Region at most; it can't be raised.",
    advice: "Delete one that is not used.",
};

/// An alias shared with the account that has it.
pub(super) static OWN: Card = Card {
    id: "ALIAS-06",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-06"],
    dated: GUIDE,
    title: "an alias shared with its own account",
    says: "An alias is shared with one other account per call; the account that has it needs no share.",
    advice: "Name the account that is to lead it to a directory of its own.",
};

/// People can't come in by the name any more.
pub(super) static CUT_OFF: Card = Card {
    id: "ALIAS-07",
    severity: Severity::Warn,
    about: About::Own,
    rows: &["L-06"],
    dated: GUIDE,
    title: "a name that leads nobody to its directory any more",
    says: "Whoever connects by the name of an alias needs an association behind the TXT record of that name. Clients keep \
           the name, so whoever has its domain later could lead them somewhere else.",
    advice: "Take the TXT record away first, or lead it to another Region; tell people another registration code before the \
             name is given up.",
};

/// A directory that has another alias.
pub(super) static SECOND: Card = Card {
    id: "ALIAS-08",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["L-06"],
    dated: GUIDE,
    title: "a directory that another alias leads to",
    says: "Whether two aliases may lead to one directory is not documented; the service may refuse it.",
    advice: "Take the other alias off the directory first, unless both names are to lead there.",
};

/// An alias that only its account can do something with.
pub(super) static FOREIGN: Card = Card {
    id: "ALIAS-09",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-06"],
    dated: GUIDE,
    title: "an alias of another account is to be made, shared or deleted",
    says: "An alias that another account shares is listed here, and can be led to a directory; its name stays the other \
           account's for ever, which alone can share and delete it.",
    advice: "Ask whoever runs that account, or choose another name.",
};

/// The rule that knows why the service would refuse an act.
pub(super) fn of_hinder(hinder: &AliasHinder) -> &'static Card {
    match hinder {
        AliasHinder::None(_) | AliasHinder::OnItsWay(..) | AliasHinder::State(..) => &NOT_CREATED,
        AliasHinder::Leads(..) => &LEADS,
        AliasHinder::Associated(..) | AliasHinder::Led(..) | AliasHinder::Shared(..) => &IN_USE,
        AliasHinder::Foreign(..) => &FOREIGN,
        AliasHinder::Own(..) => &OWN,
        AliasHinder::Full(_) => &QUOTA,
    }
}
