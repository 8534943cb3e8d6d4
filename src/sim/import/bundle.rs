//! Bundles of an imported world: what the API does not say of them is read from their desktops and their words.

use super::{Import, ImportError, Item, before, member};
use crate::sim::wire::json;
use crate::sim::workspaces::bundles;
use crate::sim::world::{Bundle, Licence, Overlay};
use serde_json::{Map, Value, json as value};

/// What descriptions of a bundle say that a document can say otherwise.
const BUNDLE_MEMBERS: [&str; 9] =
    ["Name", "Owner", "Description", "ImageId", "ComputeType", "RootStorage", "UserStorage", "State", "BundleType"];

/// The system of a bundle about which nothing is known.
const SYSTEM: &str = "WINDOWS_11";

/// Words of a name or description without anything between them, and the system that they mean; the first found counts,
/// so the server stands before the desktop that it looks like.
const SYSTEMS: [(&str, &str); 21] = [
    ("server2016", "WINDOWS_SERVER_2016"),
    ("server2019", "WINDOWS_SERVER_2019"),
    ("server2022", "WINDOWS_SERVER_2022"),
    ("server2025", "WINDOWS_SERVER_2025"),
    ("windows11", "WINDOWS_11"),
    ("win11", "WINDOWS_11"),
    ("windows10", "WINDOWS_10"),
    ("win10", "WINDOWS_10"),
    ("windows7", "WINDOWS_7"),
    ("win7", "WINDOWS_7"),
    ("ubuntu2404", "UBUNTU_24_04"),
    ("ubuntu24", "UBUNTU_24_04"),
    ("ubuntu2204", "UBUNTU_22_04"),
    ("ubuntu22", "UBUNTU_22_04"),
    ("rocky8", "ROCKY_8"),
    ("rockylinux8", "ROCKY_8"),
    ("rocky9", "ROCKY_9"),
    ("rockylinux9", "ROCKY_9"),
    ("enterpriselinux8", "RHEL_8"),
    ("enterpriselinux9", "RHEL_9"),
    ("amazonlinux2", "AMAZON_LINUX_2"),
];

impl<'a> Import<'a> {
    /// Adds the bundles of the document, and those that only desktops name.
    pub(super) fn bundles(&mut self, document: &Item<'a>) -> Result<(), ImportError> {
        for item in member(document, "Bundles")?.unwrap_or_default() {
            self.bundle(item.needed("BundleId")?, Some(&item))?;
        }
        let named: Vec<&str> = self.witnesses.bundles.keys().copied().collect();
        for id in named {
            if !self.world.bundles.contains_key(id) {
                self.assume("a bundle is not in the document: made from the desktops on it");
                self.bundle(id, None)?;
            }
        }
        Ok(())
    }

    fn bundle(&mut self, id: &str, item: Option<&Item<'a>>) -> Result<(), ImportError> {
        let mut rng = self.rng("bundle", id);
        let record = item.map(|item| in_api_shape(item.members));
        let item = record.as_ref().map(|record| Item::of(record, format!("the bundle {id}"))).transpose()?;
        let text = |name| item.as_ref().map_or(Ok(None), |item| item.text(name));
        let inner = |name| item.as_ref().map_or(Ok(None), |item| item.inner(name));
        let words = [text("Name")?, text("Description")?];
        let operating_system = self.system(id, words);
        let desktops = self.witnesses.bundles.get(id);
        let first = desktops.and_then(|desktops| desktops.first());
        let compute = inner("ComputeType")?;
        let compute = compute.map_or(Ok(None), |compute| compute.text("Name"))?;
        let (root, user) = (capacity(inner("RootStorage")?)?, capacity(inner("UserStorage")?)?);
        let mut bundle = Bundle {
            id: id.to_owned(),
            name: words[0].unwrap_or(id).to_owned(),
            owner: text("Owner")?.unwrap_or(&self.spec.account).to_owned(),
            description: words[1].unwrap_or_default().to_owned(),
            image: text("ImageId")?.map_or_else(|| rng.workspaces_id("wsi-"), str::to_owned),
            compute: compute.or(first.and_then(|row| row.compute)).unwrap_or("STANDARD").to_owned(),
            root_gib: root.or(first.and_then(|row| row.root_gib)).unwrap_or(80),
            user_gib: user.or(first.and_then(|row| row.user_gib)).unwrap_or(50),
            operating_system,
            protocol: protocol(words).or(first.and_then(|row| row.protocol)).unwrap_or("WSP").to_owned(),
            state: text("State")?.unwrap_or("AVAILABLE").to_owned(),
            kind: text("BundleType")?.unwrap_or("REGULAR").to_owned(),
            licence: licence(words),
            created_at: before(self.spec.start, rng.between(30 * 86_400, 900 * 86_400)),
            updated_at: before(self.spec.start, rng.between(86_400, 30 * 86_400)),
            shown: Overlay::new(),
        };
        if let (Some(item), Some(own)) = (&item, bundles::item(&bundle).as_object()) {
            bundle.shown = json::instead(own, item.members, BUNDLE_MEMBERS);
        }
        self.world.bundles.insert(bundle.id.clone(), bundle);
        Ok(())
    }

    /// Returns the operating system of a bundle: that of its desktops, else that of its words, else the most usual one.
    fn system(&mut self, id: &str, words: [Option<&str>; 2]) -> String {
        let desktops = self.witnesses.bundles.get(id).into_iter().flatten();
        let mut seen: Vec<&str> = desktops.filter_map(|row| row.system).collect();
        seen.sort_unstable();
        seen.dedup();
        if let [only] = seen.as_slice() {
            return (*only).to_owned();
        }
        if let Some(system) = words.into_iter().flatten().find_map(in_words) {
            return system.to_owned();
        }
        let usual =
            self.witnesses.systems.iter().max_by_key(|(_, count)| **count).map_or(SYSTEM, |(system, _)| *system);
        self.assume(&format!("the operating system of a bundle is told by nothing: taken to be {usual}"));
        usual.to_owned()
    }
}

/// Returns a bundle as the API writes it; a plan has sizes as numbers and the compute type as a word.
fn in_api_shape(members: &Map<String, Value>) -> Value {
    let mut members = members.clone();
    for (own, api) in [("RootStorageGib", "RootStorage"), ("UserStorageGib", "UserStorage")] {
        if let Some(size) = members.remove(own).filter(Value::is_number) {
            members.insert(api.to_owned(), value!({ "Capacity": size.to_string() }));
        }
    }
    if let Some(compute) = members.get("ComputeType").filter(|compute| compute.is_string()).cloned() {
        members.insert("ComputeType".to_owned(), value!({ "Name": compute }));
    }
    Value::Object(members)
}

fn capacity(storage: Option<Item<'_>>) -> Result<Option<u32>, ImportError> {
    let Some(storage) = storage else {
        return Ok(None);
    };
    let size = |text: &str| text.trim().parse().map_err(|_| storage.wrong("Capacity", "is not a size"));
    storage.text("Capacity")?.map(size).transpose()
}

/// Finds a system in a text.
fn in_words(text: &str) -> Option<&'static str> {
    let packed: String = text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    let names = |(words, _): &&(&str, &str)| {
        let digit = |letter: char| letter.is_ascii_digit();
        packed.match_indices(words).any(|(at, _)| !packed[at + words.len()..].starts_with(digit))
    };
    SYSTEMS.iter().find(names).map(|(_, system)| *system)
}

fn has_word(words: [Option<&str>; 2], wanted: &str) -> bool {
    let words = words.into_iter().flatten().flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    words.into_iter().any(|word| word.eq_ignore_ascii_case(wanted))
}

fn protocol(words: [Option<&str>; 2]) -> Option<&'static str> {
    match (has_word(words, "pcoip"), has_word(words, "dcv") || has_word(words, "wsp")) {
        (true, false) => Some("PCOIP"),
        (false, true) => Some("WSP"),
        (true, true) | (false, false) => None,
    }
}

fn licence(words: [Option<&str>; 2]) -> Licence {
    if has_word(words, "byol") {
        Licence::Byol
    } else if has_word(words, "byop") {
        Licence::Byop
    } else {
        Licence::Included
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_a_system() {
        for (text, system) in [
            ("win11-standard", Some("WINDOWS_11")),
            ("Standard with Windows 10 (Server 2022 based)", Some("WINDOWS_SERVER_2022")),
            ("Ubuntu Desktop 22.04", None),
            ("Ubuntu 22.04 LTS", Some("UBUNTU_22_04")),
            ("Red Hat Enterprise Linux 8", Some("RHEL_8")),
            ("Windows 100", None),
            ("for the design department", None),
        ] {
            assert_eq!(in_words(text), system, "{text}");
        }
    }
}
