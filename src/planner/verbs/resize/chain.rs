//! The shortest legal way from one pair of volume sizes to another (domain.md A1, A2): one volume a call.
//!
//! Pure arithmetic on sizes in GiB. Clocks, states and words for people are the business of the rules beside this file.

/// What the guide says of the volumes of a kind of desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::planner::verbs) enum Kind {
    /// The pairs of A1-01, in the order of A2.
    Listed,
    /// With a GPU: 100 each at least (A1-05); section A2 does not speak of them.
    Gpu,
    /// With a GPU of later years: nothing (A1-06).
    Unstated,
}

/// Sizes of a desktop's volumes, in GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::planner::verbs) struct Sizes {
    pub(in crate::planner::verbs) root: u32,
    pub(in crate::planner::verbs) user: u32,
}

/// One of a desktop's two volumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Volume {
    Root,
    User,
}

/// One call: a volume and the size it grows to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Growth {
    pub(super) volume: Volume,
    pub(super) to_gib: u32,
}

/// Why there is no way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoWay {
    /// A volume would become smaller (A2-01).
    Shrinks(Volume),
    /// A volume would be larger than the service has (A1-02).
    TooLarge(Volume),
    /// The user volume can't pass 100 before the root volume has 175 (A2-05), and nobody asked for that.
    NeedsRoot,
    /// The root volume can't grow before the user volume has 100 (A2-03, A2-04), and nobody asked for that.
    NeedsUser,
    /// There is no such size (A1-01, A1-07).
    NoSuchSize(Volume),
    /// The desktop's own pair is none that the service offers: an older generation had it.
    OldPair,
}

/// The largest volume (A1-02).
pub(in crate::planner::verbs) const GIB_MAX: u32 = 2_000;
/// The smallest root volume above that of a launch (A1-01).
pub(in crate::planner::verbs) const ROOT_GROWN_MIN: u32 = 175;
/// The user volume from which on the root volume may grow, and any size is allowed (A1-01, A2-04).
pub(in crate::planner::verbs) const USER_GROWN_MIN: u32 = 100;
/// The smallest volumes of a desktop with a GPU (A1-05).
const GPU_MIN: u32 = 100;
/// The user volumes beside a root volume of 80 (A2-02).
pub(super) const USER_SMALL: [u32; 3] = [10, 50, 100];

impl Sizes {
    /// Tells whether the service offers this pair, or nothing says that it does not (A1-01, A1-05, A1-07).
    pub(in crate::planner::verbs) fn is_offered(self, kind: Kind) -> bool {
        let Self { root, user } = self;
        match kind {
            Kind::Listed => {
                let grown = (ROOT_GROWN_MIN..=GIB_MAX).contains(&root) && (USER_GROWN_MIN..=GIB_MAX).contains(&user);
                grown || (root == 80 && USER_SMALL.contains(&user))
            }
            // Whether the root volume may be of a size between is not stated (A1-09), so it is not refused.
            Kind::Gpu => (GPU_MIN..=GIB_MAX).contains(&root) && (GPU_MIN..=GIB_MAX).contains(&user),
            Kind::Unstated => true,
        }
    }
}

impl Sizes {
    /// Returns the pair after a call.
    pub(super) fn after(self, growth: Growth) -> Self {
        match growth.volume {
            Volume::Root => Self { root: growth.to_gib, ..self },
            Volume::User => Self { user: growth.to_gib, ..self },
        }
    }
}

/// Returns the calls for what differs, whether they are allowed or not.
pub(super) fn straight(from: Sizes, to: Sizes) -> Vec<Growth> {
    let user = (from.user != to.user).then_some(Growth { volume: Volume::User, to_gib: to.user });
    let root = (from.root != to.root).then_some(Growth { volume: Volume::Root, to_gib: to.root });
    user.into_iter().chain(root).collect()
}

/// Returns the calls that lead from one pair to another, in order; none when they are equal.
///
/// The user volume is touched twice only when there is no other way: between the two lie six hours (A2-08). `from_any` goes
/// on from a pair that the service does not offer, and leaves it to the service whether that is allowed.
pub(super) fn chain(from: Sizes, to: Sizes, kind: Kind, from_any: bool) -> Result<Vec<Growth>, NoWay> {
    for (volume, from, to) in [(Volume::Root, from.root, to.root), (Volume::User, from.user, to.user)] {
        if to < from {
            return Err(NoWay::Shrinks(volume));
        }
        if to > GIB_MAX {
            return Err(NoWay::TooLarge(volume));
        }
    }
    if from == to {
        return Ok(Vec::new());
    }
    if !from_any && !from.is_offered(kind) {
        return Err(NoWay::OldPair);
    }
    if !to.is_offered(kind) {
        return Err(why_not_offered(from, to, kind));
    }
    let root = Growth { volume: Volume::Root, to_gib: to.root };
    let user = |to_gib| Growth { volume: Volume::User, to_gib };
    let mut calls = Vec::new();
    let mut reached = from.user;
    if to.root > from.root {
        // Nothing says so of every kind; whoever wants that much anyway loses nothing by the order of the others.
        if reached < USER_GROWN_MIN && to.user >= USER_GROWN_MIN {
            calls.push(user(USER_GROWN_MIN));
            reached = USER_GROWN_MIN;
        }
        calls.push(root);
    }
    if to.user > reached {
        calls.push(user(to.user));
    }
    Ok(calls)
}

fn why_not_offered(from: Sizes, to: Sizes, kind: Kind) -> NoWay {
    let is_listed = kind == Kind::Listed;
    let root_is_known = to.root >= ROOT_GROWN_MIN || if is_listed { to.root == 80 } else { to.root >= GPU_MIN };
    if !root_is_known {
        return NoWay::NoSuchSize(Volume::Root);
    }
    if to.user < USER_GROWN_MIN && !(is_listed && USER_SMALL.contains(&to.user)) {
        return NoWay::NoSuchSize(Volume::User);
    }
    // Each size exists; it is the pair that does not.
    if to.root > from.root && to.user < USER_GROWN_MIN { NoWay::NeedsUser } else { NoWay::NeedsRoot }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, VecDeque};

    use proptest::prelude::*;

    use super::*;

    fn sizes(root: u32, user: u32) -> Sizes {
        Sizes { root, user }
    }

    fn written(way: Result<Vec<Growth>, NoWay>) -> String {
        match way {
            Err(why) => format!("{why:?}"),
            Ok(calls) => {
                let call = |call: &Growth| format!("{:?} {}", call.volume, call.to_gib);
                calls.iter().map(call).collect::<Vec<_>>().join(", ")
            }
        }
    }

    #[test]
    fn the_ways_of_the_guide() {
        let table = [
            ((80, 50), (175, 150), "User 100, Root 175, User 150"),
            ((80, 10), (175, 100), "User 100, Root 175"),
            ((80, 100), (175, 150), "Root 175, User 150"),
            ((80, 10), (80, 50), "User 50"),
            ((80, 10), (80, 100), "User 100"),
            ((175, 100), (200, 100), "Root 200"),
            ((175, 100), (200, 120), "Root 200, User 120"),
            ((175, 150), (175, 150), ""),
            ((80, 50), (175, 50), "NeedsUser"),
            ((80, 50), (80, 150), "NeedsRoot"),
            ((80, 100), (80, 150), "NeedsRoot"),
            ((80, 50), (100, 100), "NoSuchSize(Root)"),
            ((80, 10), (80, 20), "NoSuchSize(User)"),
            ((175, 100), (80, 100), "Shrinks(Root)"),
            ((175, 100), (175, 50), "Shrinks(User)"),
            ((175, 100), (2_001, 100), "TooLarge(Root)"),
            ((175, 50), (175, 100), "OldPair"),
            ((175, 50), (175, 50), ""),
        ];
        for ((root, user), (to_root, to_user), expected) in table {
            let found = written(chain(sizes(root, user), sizes(to_root, to_user), Kind::Listed, false));
            assert_eq!(found, expected, "{root}/{user} to {to_root}/{to_user}");
        }
    }

    #[test]
    fn desktops_with_a_gpu_begin_at_100_and_100() {
        let table = [
            ((100, 100), (175, 100), "Root 175"),
            ((100, 100), (175, 150), "Root 175, User 150"),
            ((100, 100), (100, 150), "User 150"),
            ((100, 100), (150, 100), "Root 150"),
            ((100, 100), (150, 150), "Root 150, User 150"),
            ((100, 100), (100, 2_001), "TooLarge(User)"),
            ((100, 100), (99, 100), "Shrinks(Root)"),
            ((80, 50), (175, 100), "OldPair"),
        ];
        for ((root, user), (to_root, to_user), expected) in table {
            let found = written(chain(sizes(root, user), sizes(to_root, to_user), Kind::Gpu, false));
            assert_eq!(found, expected, "{root}/{user} to {to_root}/{to_user}");
        }
    }

    /// What nothing is said of can be in any pair, and never shrinks.
    #[test]
    fn of_later_families_nothing_is_refused_but_what_no_volume_can() {
        let table = [
            ((80, 50), (175, 150), "User 100, Root 175, User 150"),
            ((80, 50), (120, 50), "Root 120"),
            ((80, 50), (80, 60), "User 60"),
            ((80, 50), (80, 10), "Shrinks(User)"),
            ((80, 50), (2_001, 50), "TooLarge(Root)"),
        ];
        for ((root, user), (to_root, to_user), expected) in table {
            let found = written(chain(sizes(root, user), sizes(to_root, to_user), Kind::Unstated, false));
            assert_eq!(found, expected, "{root}/{user} to {to_root}/{to_user}");
        }
    }

    /// The rules of A2, each by itself, for one call.
    fn is_legal(from: Sizes, call: Growth) -> Option<Sizes> {
        match call.volume {
            Volume::Root => {
                let fits = from.user >= 100 && (175..=2_000).contains(&call.to_gib) && call.to_gib > from.root;
                fits.then_some(sizes(call.to_gib, from.user))
            }
            Volume::User => {
                let listed = from.root == 80 && [50, 100].contains(&call.to_gib);
                let free = from.root >= 175 && (100..=2_000).contains(&call.to_gib);
                ((listed || free) && call.to_gib > from.user).then_some(sizes(from.root, call.to_gib))
            }
        }
    }

    /// Tries everything, over the sizes that matter, fewest calls first.
    fn searched(from: Sizes, to: Sizes) -> Option<usize> {
        let mut seen = BTreeSet::from([from]);
        let mut queue = VecDeque::from([(from, 0)]);
        while let Some((at, calls)) = queue.pop_front() {
            if at == to {
                return Some(calls);
            }
            for to_gib in [50, 100, 175, to.root, to.user] {
                for volume in [Volume::Root, Volume::User] {
                    let next = is_legal(at, Growth { volume, to_gib });
                    if let Some(next) = next.filter(|next| next.root <= to.root && next.user <= to.user)
                        && seen.insert(next)
                    {
                        queue.push_back((next, calls + 1));
                    }
                }
            }
        }
        None
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        /// Whoever tries everything finds a way exactly when we do, and none that is shorter.
        #[test]
        fn no_way_is_shorter(
            from in prop_oneof![Just((80, 10)), Just((80, 50)), Just((80, 100)), (175_u32..400, 100_u32..400)],
            to in prop_oneof![
                Just((80, 10)),
                Just((80, 50)),
                Just((80, 100)),
                Just((175, 100)),
                (70_u32..420, 0_u32..420),
                (175_u32..420, 100_u32..420)
            ],
        ) {
            let (from, to) = (sizes(from.0, from.1), sizes(to.0, to.1));
            let found = chain(from, to, Kind::Listed, false);
            prop_assert_eq!(found.as_ref().ok().map(Vec::len), searched(from, to), "{:?}", found);
            let mut at = from;
            for call in found.into_iter().flatten() {
                at = is_legal(at, call).expect("every call is legal");
            }
        }
    }
}
