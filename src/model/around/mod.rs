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
//!   facts, words, what is read of single things) and what they do in `effect`, with what of them takes its time or can
//!   fail; what must not come of them in `guard`;
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
mod image;
mod library;
mod progress;
mod radius;
mod reach;
mod resource;
mod setting;
mod standby;
mod written;

pub use act::{Act, ActFacts, IpGroupRef};
pub use alias::{ALIASES_MAX, AliasAssociation, AliasHinder, ConnectionAlias, parse_connection_string};
pub use effect::{DIRECTORIES_MAX, IP_GROUPS_MAX, IP_GROUPS_ON_DIRECTORY_MAX, IP_RULES_MAX, Impossible, REGISTERED};
pub use guard::Guard;
pub use image::{IMAGES_USUAL, NewCopy, NewImage};
pub use library::{AVAILABLE, BUNDLES_MAX, ComputeType, Image, LibraryBundle, NewBundle, Storage};
pub use radius::{Domain, RadiusSettings};
pub use reach::{Reach, range_of};
pub use resource::{
    Described, Details, IpGroup, IpRule, Kinds, Network, RegisteredDirectory, SubnetPlace, Surroundings, same_rules,
};
pub use setting::{Setting, SettingGroup, SettingValue, Settings};
pub use standby::{DataReplication, NewStandby, Occupant, STANDBY_REGIONS, StandbyHinder};
pub use written::{
    parse_account, parse_bundle_description, parse_image_description, parse_library_name, parse_range, parse_rule,
};
