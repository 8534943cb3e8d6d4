//! What stands around desktops, and how it changes: resources, acts on them, and what must not come of those.
//!
//! An *act* is one call of the API with its parameters; an *order* (`planner::document::order`) is a few of them in
//! sequence. They have no waves, windows or connected users, so they don't go the way of verbs and desktops, but they keep
//! to the same principles: decided by a pure function, shown, approved, recorded before they are sent, proven by reading.
//!
//! What an act does is written once, as a function from what is there to what is there afterwards (`Act::apply`). The
//! planner puts acts one after the other with it, the executor holds `Guard`s against it on a fresh read right before it
//! sends, and an act is done when nothing would come of it any more.
//!
//! A resource is added so:
//! - here: its record in `resource` and a member of `Surroundings` and `Kinds`; its acts in `act` (parameters, row of
//!   facts, words) and what they do in `effect`; what must not come of them in `guard`;
//! - `aws::around`: the listing, and the arm of each act; `aws::actions`: a row for each operation;
//! - `planner::around`: what can be wanted, as `Wish`es, and a file that makes acts of them; its rules in
//!   `planner::around::rules`;
//! - `cli`: its command file, which makes `Wish`es and gives them to `cli::order`; `cli::permissions`; tests.
//!
//! Journal, executor and output know no resource. Plain data and pure functions; imports `model` only.

mod act;
mod alias;
mod effect;
mod guard;
mod reach;
mod resource;
mod written;

pub use act::{Act, ActFacts, IpGroupRef};
pub use alias::{ALIASES_MAX, AliasAssociation, AliasHinder, ConnectionAlias, parse_connection_string};
pub use effect::{IP_GROUPS_MAX, IP_GROUPS_ON_DIRECTORY_MAX, IP_RULES_MAX, Impossible};
pub use guard::Guard;
pub use reach::{Reach, range_of};
pub use resource::{Described, IpGroup, IpRule, Kinds, RegisteredDirectory, Surroundings, same_rules};
pub use written::{parse_range, parse_rule};
