//! The desktops of a fleet that cannot be moved to `win11-standard`, each for its own reason.

use super::network::Home;
use crate::sim::world::DesktopState;

/// Whether a desktop's user is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// At work on every weekday.
    Working,
    /// Away for more than a day.
    Away,
    /// Never was there.
    Never,
}

/// One kind of desktop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variety {
    pub(super) bundle: &'static str,
    pub(super) home: Home,
    pub(super) state: DesktopState,
    pub(super) presence: Presence,
    /// Security groups attached by hand.
    pub(super) extra_groups: usize,
    /// Whether somebody associated an elastic address with its interface.
    pub(super) elastic: bool,
    /// Hours from the start to the first volume snapshot; `None` for a desktop that has had one for long.
    pub(super) first_snapshot_h: Option<u64>,
    /// Whether it carries the tag `deskfleet-protect`.
    pub(super) protected: bool,
    /// Whether it is the standby of a desktop in another Region.
    pub(super) standby: bool,
}

/// An available desktop in a main directory whose user is away.
const PLAIN: Variety = Variety {
    bundle: "server-2019-standard",
    home: Home::Connected,
    state: DesktopState::Available,
    presence: Presence::Away,
    extra_groups: 0,
    elastic: false,
    first_snapshot_h: None,
    protected: false,
    standby: false,
};

/// The kinds, in the order in which a fleet takes them.
pub(super) const VARIETIES: [Variety; 20] = [
    // Already there.
    Variety { bundle: "win11-standard", presence: Presence::Working, ..PLAIN },
    Variety { bundle: "win11-standard", presence: Presence::Working, home: Home::Alone, ..PLAIN },
    Variety { bundle: "win11-standard", ..PLAIN },
    Variety { bundle: "win11-standard", state: DesktopState::Stopped, home: Home::Alone, ..PLAIN },
    // Linux (D-04).
    Variety { bundle: "ubuntu-22-standard", presence: Presence::Working, ..PLAIN },
    Variety { bundle: "ubuntu-22-standard", home: Home::Alone, ..PLAIN },
    Variety { bundle: "amazon-linux-2-standard", ..PLAIN },
    Variety { bundle: "rocky-8-standard", presence: Presence::Working, home: Home::Alone, ..PLAIN },
    // Too old (D-10), too small (D-11).
    Variety { bundle: "win7-legacy", ..PLAIN },
    Variety { bundle: "server-2019-value", home: Home::Alone, ..PLAIN },
    // No volume snapshot for hours (D-17, C3-03).
    Variety { bundle: "server-2022-standard", presence: Presence::Never, first_snapshot_h: Some(8), ..PLAIN },
    Variety { presence: Presence::Never, first_snapshot_h: Some(11), home: Home::Alone, ..PLAIN },
    // The wrong state (D-01, D-02).
    Variety { state: DesktopState::AdminMaintenance, ..PLAIN },
    Variety { state: DesktopState::Unhealthy, home: Home::Alone, ..PLAIN },
    // A state that would do, but it was never finished and has no volume snapshot (D-17).
    Variety {
        bundle: "server-2022-standard",
        state: DesktopState::Error,
        presence: Presence::Never,
        first_snapshot_h: Some(30 * 24),
        ..PLAIN
    },
    // Groups attached by hand, one and as many as an interface takes (J-09, J-14); with those an elastic address, too.
    Variety { home: Home::First, extra_groups: 1, ..PLAIN },
    Variety { bundle: "server-2022-standard", home: Home::First, extra_groups: 4, elastic: true, ..PLAIN },
    // Not to be touched.
    Variety { protected: true, home: Home::Alone, ..PLAIN },
    // No free address in its subnet (D-20).
    Variety { home: Home::Branch, ..PLAIN },
    // Own licence (D-08).
    Variety { bundle: "win11-byol", home: Home::Dedicated, ..PLAIN },
];

/// Kinds that few fleets have, in the order in which a fleet takes them.
pub(super) const RARE: [Variety; 5] = [
    // A movable one, for bundles that nothing can move to.
    Variety { bundle: "win10-standard", ..PLAIN },
    // The service's own maintenance (C1-07).
    Variety { state: DesktopState::Maintenance, ..PLAIN },
    // A state that would do for Windows (D-01).
    Variety { bundle: "ubuntu-22-standard", state: DesktopState::Stopped, ..PLAIN },
    // A standby (L-07).
    Variety { bundle: "win10-performance", standby: true, ..PLAIN },
    // An own protocol (D-12, D-14).
    Variety { bundle: "server-2022-byop", ..PLAIN },
];

/// Returns the error of a desktop that could not be finished (the code is the one that the guide shows for a rebuild).
pub(super) fn user_error() -> (String, String) {
    let code = "InvalidUserConfiguration.Workspace";
    let message = "The user is either missing or misconfigured in the directory.";
    (code.to_owned(), message.to_owned())
}
