//! Compute types (domain B-04 to B-14): families, their order, and how soon again.

use jiff::SignedDuration;

use super::{Clocks, NEW_FOR, Rules, Wanted};
use crate::sim::world::Change;

/// From small to large (B-14).
const GENERAL: [&str; 7] =
    ["VALUE", "STANDARD", "PERFORMANCE", "POWER", "POWERPRO", "GENERALPURPOSE_4XLARGE", "GENERALPURPOSE_8XLARGE"];
const G4DN: [&str; 2] = ["GRAPHICS_G4DN", "GRAPHICSPRO_G4DN"];
/// Types that can never be changed (B-09).
const FIXED: [&str; 2] = ["GRAPHICS", "GRAPHICSPRO"];
/// Systems of a `PowerPro` that may become general purpose (B-07).
const PRO_SYSTEMS: [&str; 2] = ["WINDOWS_SERVER_2022", "WINDOWS_11"];
/// Smallest volumes of general purpose types (B-06).
const GENERAL_PURPOSE_LEAST: (u32, u32) = (175, 100);
/// How long a larger type cannot follow a larger one (B-11), and a smaller one a smaller one (B-12).
const LARGER_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(6);
const SMALLER_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Types that can become one another, where that is documented.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    General,
    G4dn,
    /// Of its own for ever.
    Fixed,
    /// Graphics types of later years: nothing is documented (B-10).
    Later,
}

fn family(compute: &str) -> Family {
    if GENERAL.contains(&compute) {
        Family::General
    } else if G4DN.contains(&compute) {
        Family::G4dn
    } else if FIXED.contains(&compute) {
        Family::Fixed
    } else {
        Family::Later
    }
}

/// Returns the place of a type in the order of sizes, where there is one.
fn rank(compute: &str) -> Option<usize> {
    [&GENERAL[..], &G4DN[..]].into_iter().find_map(|order| order.iter().position(|known| *known == compute))
}

/// Tells whether a type is larger than another; `None` where there is no order.
pub(in crate::sim) fn is_larger(from: &str, to: &str) -> Option<bool> {
    Some(rank(to)? > rank(from)?)
}

impl Rules<'_> {
    /// Checks the compute type; returns the clocks after it, and adds the change.
    pub(super) fn compute(&mut self, wanted: &Wanted, mut clocks: Clocks, changes: &mut Vec<Change>) -> Clocks {
        let desktop = self.desktop;
        let Some(to) = wanted.compute.filter(|to| *to != desktop.compute) else {
            return clocks;
        };
        let from = desktop.compute.as_str();
        self.families(from, to);
        changes.push(Change::Compute(to.to_owned()));
        // What has no place in the order of sizes is neither larger nor smaller (B-10).
        let (Some(old), Some(new)) = (rank(from), rank(to)) else {
            return clocks;
        };
        if new > old {
            self.refuse_soon(
                "B-11",
                clocks.larger,
                LARGER_AGAIN_AFTER,
                "A larger compute type is possible once in 6 hours.",
            );
            self.refuse_soon("B-13", Some(desktop.created_at), NEW_FOR, "The WorkSpace is not 6 hours old.");
            clocks.larger = Some(self.now);
        } else {
            self.refuse_soon(
                "B-12",
                clocks.smaller,
                SMALLER_AGAIN_AFTER,
                "A smaller compute type is possible once in 30 days.",
            );
            clocks.smaller = Some(self.now);
        }
        clocks
    }

    fn families(&mut self, from: &str, to: &str) {
        let (old, new) = (family(from), family(to));
        let either = |family| old == family || new == family;
        self.refuse("B-09", either(Family::Fixed), "The compute type of this WorkSpace cannot be changed.");
        let leaves = either(Family::G4dn) && old != new && !either(Family::Fixed);
        self.refuse("B-08", leaves, "Graphics.g4dn and GraphicsPro.g4dn become only one another.");
        let later = either(Family::Later) && !either(Family::Fixed) && !leaves && self.open_question("B-10");
        self.refuse("B-10", later, "The compute type of this WorkSpace cannot be changed.");
        if old != Family::General || new != Family::General {
            return;
        }
        let value = (from == "VALUE" || to == "VALUE") && self.open_question("B-05");
        self.refuse("B-05", value, "Value cannot be changed to or from.");
        if !to.starts_with("GENERALPURPOSE") {
            return;
        }
        let desktop = self.desktop;
        let (root, user) = GENERAL_PURPOSE_LEAST;
        let small = desktop.root_gib < root || desktop.user_gib < user;
        self.refuse("B-06", small, "GeneralPurpose needs a root volume of 175 GB and a user volume of 100 GB.");
        let system = from == "POWERPRO" && !PRO_SYSTEMS.contains(&desktop.operating_system.as_str());
        self.refuse("B-07", system, "PowerPro becomes GeneralPurpose with Windows Server 2022 or Windows 11 only.");
    }
}
