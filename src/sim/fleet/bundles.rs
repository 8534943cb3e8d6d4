//! The bundles of a ready-made world: the account's own, and Amazon's public ones.
//!
//! Descriptions name the operating system, as AWS's do: it is the only hint there (L-01).

use std::collections::BTreeMap;

use super::before;
use crate::sim::rng::Random;
use crate::sim::spec::{FleetKind, WorldSpec};
use crate::sim::world::{Bundle, Licence, Overlay, World};

/// The account's own bundles by name.
pub(super) type Index = BTreeMap<String, Bundle>;

/// Name, description, compute type, root and user volume in GiB, operating system, protocol.
type Row = (&'static str, &'static str, &'static str, u32, u32, &'static str, &'static str);

const OWN: [Row; 15] = [
    ("win10-standard", "Windows 10 Enterprise for office work", "STANDARD", 80, 50, "WINDOWS_10", "WSP"),
    ("win10-performance", "Windows 10 Enterprise for developers", "PERFORMANCE", 80, 100, "WINDOWS_10", "WSP"),
    ("win10-power", "Windows 10 Enterprise for analysts", "POWER", 175, 100, "WINDOWS_10", "PCOIP"),
    ("win11-standard", "Windows 11 Enterprise for office work", "STANDARD", 80, 50, "WINDOWS_11", "WSP"),
    ("win11-performance", "Windows 11 Enterprise for developers", "PERFORMANCE", 80, 100, "WINDOWS_11", "WSP"),
    ("win11-power", "Windows 11 Enterprise for analysts", "POWER", 175, 100, "WINDOWS_11", "WSP"),
    ("ubuntu-22-standard", "Ubuntu Desktop 22.04", "STANDARD", 80, 50, "UBUNTU_22_04", "WSP"),
    ("ubuntu-24-standard", "Ubuntu Desktop 24.04", "STANDARD", 80, 50, "UBUNTU_24_04", "WSP"),
    ("rocky-8-standard", "Rocky Linux 8", "STANDARD", 80, 50, "ROCKY_8", "WSP"),
    ("rhel-9-standard", "Red Hat Enterprise Linux 9", "STANDARD", 80, 50, "RHEL_9", "WSP"),
    ("amazon-linux-2-standard", "Amazon Linux 2", "STANDARD", 80, 50, "AMAZON_LINUX_2", "PCOIP"),
    ("win7-legacy", "Windows 7 for one old program", "STANDARD", 80, 50, "WINDOWS_7", "PCOIP"),
    (
        "server-2019-standard",
        "Windows 10 experience, Windows Server 2019 based",
        "STANDARD",
        80,
        50,
        "WINDOWS_SERVER_2019",
        "WSP",
    ),
    (
        "server-2019-value",
        "Windows 10 experience, Windows Server 2019 based",
        "VALUE",
        80,
        10,
        "WINDOWS_SERVER_2019",
        "PCOIP",
    ),
    (
        "server-2022-standard",
        "Windows 10 experience, Windows Server 2022 based",
        "STANDARD",
        80,
        50,
        "WINDOWS_SERVER_2022",
        "WSP",
    ),
];

/// Those whose licence is not in the price.
const OWN_LICENSED: [(Row, Licence); 5] = [
    (("win10-byol", "Windows 10 Enterprise, own licence", "STANDARD", 80, 50, "WINDOWS_10", "WSP"), Licence::Byol),
    (("win11-byol", "Windows 11 Enterprise, own licence", "STANDARD", 80, 50, "WINDOWS_11", "WSP"), Licence::Byol),
    (
        (
            "server-2019-byop",
            "Windows Server 2019, own protocol (BYOP)",
            "STANDARD",
            80,
            50,
            "WINDOWS_SERVER_2019",
            "WSP",
        ),
        Licence::Byop,
    ),
    (
        (
            "server-2022-byop",
            "Windows Server 2022, own protocol (BYOP)",
            "STANDARD",
            80,
            50,
            "WINDOWS_SERVER_2022",
            "WSP",
        ),
        Licence::Byop,
    ),
    (
        (
            "server-2025-byop",
            "Windows Server 2025, own protocol (BYOP)",
            "STANDARD",
            80,
            50,
            "WINDOWS_SERVER_2025",
            "WSP",
        ),
        Licence::Byop,
    ),
];

/// Bundles that few accounts have: with words that name no system, not ready yet, for standbys only; with state and type.
const OWN_RARE: [(Row, &str, &str); 3] = [
    (
        ("design-standard", "For the design department", "STANDARD", 80, 50, "UBUNTU_22_04", "WSP"),
        "AVAILABLE",
        "REGULAR",
    ),
    (
        ("win11-next", "Windows 11 Enterprise, the next image", "STANDARD", 80, 50, "WINDOWS_11", "WSP"),
        "PENDING",
        "REGULAR",
    ),
    (
        ("win11-standby", "Windows 11 Enterprise for standbys", "STANDARD", 80, 50, "WINDOWS_11", "WSP"),
        "AVAILABLE",
        "STANDBY",
    ),
];

/// Word in the name, name in the API, root and user volume in GiB of Amazon's own bundles.
const PUBLIC_SIZES: [(&str, &str, u32, u32); 8] = [
    ("Value", "VALUE", 80, 10),
    ("Standard", "STANDARD", 80, 50),
    ("Performance", "PERFORMANCE", 80, 100),
    ("Power", "POWER", 175, 100),
    ("PowerPro", "POWERPRO", 175, 100),
    ("GeneralPurpose.4xlarge", "GENERALPURPOSE_4XLARGE", 175, 100),
    ("GeneralPurpose.8xlarge", "GENERALPURPOSE_8XLARGE", 175, 100),
    ("Graphics.g4dn", "GRAPHICS_G4DN", 100, 100),
];

/// Words in the name and name in the API of their operating systems.
const PUBLIC_SYSTEMS: [(&str, &str); 7] = [
    ("Windows 10 (Server 2019 based)", "WINDOWS_SERVER_2019"),
    ("Windows 10 (Server 2022 based)", "WINDOWS_SERVER_2022"),
    ("Windows 11 (Server 2025 based)", "WINDOWS_SERVER_2025"),
    ("Ubuntu 22.04", "UBUNTU_22_04"),
    ("Ubuntu 24.04", "UBUNTU_24_04"),
    ("Rocky Linux 8", "ROCKY_8"),
    ("Red Hat Enterprise Linux 8", "RHEL_8"),
];

/// Adds all bundles and returns the account's own by name.
pub(super) fn add(world: &mut World, spec: &WorldSpec) -> Index {
    let mut index = Index::new();
    let included = OWN.into_iter().map(|row| (row, Licence::Included));
    for (row, licence) in included.chain(OWN_LICENSED) {
        let bundle = bundle(world, spec, row.0.to_owned(), row.1.to_owned(), row, licence);
        index.insert(bundle.name.clone(), Bundle { owner: spec.account.clone(), ..bundle });
    }
    if spec.fleet == FleetKind::Rare {
        for (row, state, kind) in OWN_RARE {
            let bundle = bundle(world, spec, row.0.to_owned(), row.1.to_owned(), row, Licence::Included);
            let bundle =
                Bundle { owner: spec.account.clone(), state: state.to_owned(), kind: kind.to_owned(), ..bundle };
            index.insert(bundle.name.clone(), bundle);
        }
    }
    for bundle in index.values() {
        world.bundles.insert(bundle.id.clone(), bundle.clone());
    }
    for (system_words, system) in PUBLIC_SYSTEMS {
        for (size_words, compute, root, user) in PUBLIC_SIZES {
            let name = format!("{size_words} with {system_words}");
            // One name stands for a PCoIP and a DCV bundle, so a name can be ambiguous.
            let both = compute == "STANDARD" && system == "WINDOWS_SERVER_2022";
            for protocol in if both { &["PCOIP", "WSP"][..] } else { &["WSP"][..] } {
                let shown = if *protocol == "WSP" { "DCV" } else { "PCoIP" };
                let description = format!("{system_words}, {size_words} bundle, {shown}");
                let row = ("", "", compute, root, user, system, *protocol);
                let bundle = bundle(world, spec, name.clone(), description, row, Licence::Included);
                world.bundles.insert(bundle.id.clone(), bundle);
            }
        }
    }
    index
}

fn bundle(world: &World, spec: &WorldSpec, name: String, description: String, row: Row, licence: Licence) -> Bundle {
    let (_, _, compute, root_gib, user_gib, operating_system, protocol) = row;
    let mut rng = Random::new(spec.seed, &format!("fleet-bundle {name} {protocol}"), 0);
    let mut id = rng.workspaces_id("wsb-");
    while world.bundles.contains_key(&id) {
        id = rng.workspaces_id("wsb-");
    }
    let created_at = before(spec.start, rng.between(30 * 86_400, 900 * 86_400));
    Bundle {
        id,
        name,
        owner: "AMAZON".to_owned(),
        description,
        image: rng.workspaces_id("wsi-"),
        compute: compute.to_owned(),
        root_gib,
        user_gib,
        operating_system: operating_system.to_owned(),
        protocol: protocol.to_owned(),
        state: "AVAILABLE".to_owned(),
        kind: "REGULAR".to_owned(),
        licence,
        created_at,
        updated_at: before(spec.start, rng.between(86_400, 30 * 86_400)),
        shown: Overlay::new(),
    }
}
