//! Sizes of volumes (domain A1, A2): which there are, which go together, which way, and how soon again.

use jiff::SignedDuration;

use super::{Clocks, NEW_FOR, Rules, Wanted};
use crate::sim::world::Change;

/// The largest volume (A1-02).
const GIB_MAX: u32 = 2_000;
/// The smallest root volume that may be any size, and the smallest such user volume (A1-01).
const ROOT_FREE: u32 = 175;
const USER_FREE: u32 = 100;
/// Sizes below those (A1-07).
const ROOT_SMALL: u32 = 80;
const USER_SMALL: [u32; 2] = [10, 50];
/// Smallest volumes with a graphics processor (A1-05; of the newer families it is not documented, A1-06).
const GPU_LEAST: u32 = 100;
/// How long a volume that was grown cannot be grown again (A2-08).
const GROWS_AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(6);

impl Rules<'_> {
    /// Checks the sizes; returns the clocks after it, and adds the changes.
    pub(super) fn sizes(&mut self, wanted: &Wanted, mut clocks: Clocks, changes: &mut Vec<Change>) -> Clocks {
        let desktop = self.desktop;
        let (root, user) = (wanted.root_gib.unwrap_or(desktop.root_gib), wanted.user_gib.unwrap_or(desktop.user_gib));
        let (root_grows, user_grows) = (root != desktop.root_gib, user != desktop.user_gib);
        if !root_grows && !user_grows {
            return clocks;
        }
        let shrinks = root < desktop.root_gib || user < desktop.user_gib;
        self.refuse("A2-01", shrinks, "A volume cannot be made smaller.");
        self.refuse("A1-02", root.max(user) > GIB_MAX, "A volume has 2000 GB at most.");
        if desktop.compute.starts_with("GRAPHICS") {
            self.gpu_sizes(root, user);
        } else {
            self.listed_sizes(root_grows.then_some(root), user_grows.then_some(user));
            self.pairs(root, user, root_grows, user_grows);
        }
        let since = |clock, grows: bool| if grows { clock } else { None };
        for clock in [since(clocks.root, root_grows), since(clocks.user, user_grows)] {
            self.refuse_soon("A2-08", clock, GROWS_AGAIN_AFTER, "A volume can be grown once in 6 hours.");
        }
        self.refuse_soon("A2-09", Some(desktop.created_at), NEW_FOR, "The WorkSpace is not 6 hours old.");
        if root_grows {
            clocks.root = Some(self.now);
            changes.push(Change::Root(root));
        }
        if user_grows {
            clocks.user = Some(self.now);
            changes.push(Change::User(user));
        }
        clocks
    }

    fn listed_sizes(&mut self, root: Option<u32>, user: Option<u32>) {
        let no_root = root.is_some_and(|gib| gib != ROOT_SMALL && gib < ROOT_FREE);
        let no_user = user.is_some_and(|gib| !USER_SMALL.contains(&gib) && gib < USER_FREE);
        self.refuse("A1-07", no_root || no_user, "There is no volume of this size.");
    }

    /// Checks a pair of which one volume is to grow; one that is legal from before today's rules may be left.
    fn pairs(&mut self, root: u32, user: u32, root_grows: bool, user_grows: bool) {
        let unlisted = user_grows && root == ROOT_SMALL && user != USER_FREE && !USER_SMALL.contains(&user);
        self.refuse("A2-02", unlisted, "Beside a root volume of 80 GB the user volume has 10, 50 or 100.");
        let early = root_grows && root > ROOT_SMALL && user < USER_FREE;
        self.refuse("A2-04", early, "The user volume has to have 100 GB before the root volume grows.");
        let ahead = user_grows && user > USER_FREE && root < ROOT_FREE;
        self.refuse("A2-05", ahead, "The root volume has to have 175 GB before the user volume has more than 100.");
        let odd = (user_grows || root_grows) && user < USER_FREE && root > ROOT_SMALL;
        self.refuse("A2-03", odd, "A user volume below 100 GB goes with a root volume of 80 GB.");
    }

    fn gpu_sizes(&mut self, root: u32, user: u32) {
        self.refuse("A1-05", root.min(user) < GPU_LEAST, "Graphics WorkSpaces have volumes of 100 GB and more.");
        let between = root > GPU_LEAST && root < ROOT_FREE && self.open_question("A1-09");
        self.refuse("A1-09", between, "There is no root volume of this size.");
    }
}
