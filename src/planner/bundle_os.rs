//! Which operating system a bundle brings: the API does not say (domain.md L-01), so it is inferred.
//!
//! Desktops that stand on the bundle are the better witnesses, as long as they agree; the words of the bundle's name and
//! description come second. Whatever is not clear is `Unknown`: rules that refuse need to be sure.

use std::collections::BTreeMap;

use crate::model::{Bundle, BundleId, OperatingSystem, Workspace};

/// Infers the operating systems of all bundles, in one pass over the desktops.
pub(super) fn operating_systems<'a>(
    bundles: &BTreeMap<&'a BundleId, &'a Bundle>,
    workspaces: &'a [Workspace],
) -> BTreeMap<&'a BundleId, OperatingSystem> {
    // `None`: the witnesses don't agree.
    let mut seen: BTreeMap<&BundleId, Option<OperatingSystem>> = BTreeMap::new();
    for workspace in workspaces {
        let system = workspace.operating_system();
        if system == OperatingSystem::Unknown {
            continue;
        }
        let witness = seen.entry(&workspace.bundle_id).or_insert_with(|| Some(system.clone()));
        if witness.as_ref() != Some(&system) {
            *witness = None;
        }
    }
    let mut systems: BTreeMap<&BundleId, OperatingSystem> =
        bundles.iter().map(|(id, bundle)| (*id, bundle_os(bundle, seen.get(id).and_then(Option::as_ref)))).collect();
    for (id, system) in seen {
        if let (false, Some(system)) = (systems.contains_key(id), system) {
            systems.insert(id, system); // a bundle that could not be read, known from its desktops
        }
    }
    systems
}

/// Infers the operating system of one bundle; `seen` is what the desktops on it agree on.
#[must_use]
pub fn bundle_os(bundle: &Bundle, seen: Option<&OperatingSystem>) -> OperatingSystem {
    if let Some(seen) = seen {
        return seen.clone();
    }
    let mut found: Option<OperatingSystem> = None;
    for text in [&bundle.name, &bundle.description].into_iter().flatten() {
        match (in_words(text), &found) {
            (Words::Silent, _) => {}
            (Words::Say(system), None) => found = Some(system),
            (Words::Say(system), Some(before)) if system == *before => {}
            (Words::Say(_), Some(_)) | (Words::Contradict, _) => return OperatingSystem::Unknown,
        }
    }
    found.unwrap_or(OperatingSystem::Unknown)
}

enum Words {
    Silent,
    Say(OperatingSystem),
    Contradict,
}

/// How operating systems are written: a sequence of words and numbers. Of Ubuntu the year is enough, as the service has
/// one release of each.
static NAMES: [(&[&str], OperatingSystem); 38] = [
    (&["windows", "11"], OperatingSystem::Windows11),
    (&["win", "11"], OperatingSystem::Windows11),
    (&["windows", "10"], OperatingSystem::Windows10),
    (&["win", "10"], OperatingSystem::Windows10),
    (&["windows", "7"], OperatingSystem::Windows7),
    (&["win", "7"], OperatingSystem::Windows7),
    (&["server", "2016"], OperatingSystem::WindowsServer2016),
    (&["server", "2019"], OperatingSystem::WindowsServer2019),
    (&["server", "2022"], OperatingSystem::WindowsServer2022),
    (&["server", "2025"], OperatingSystem::WindowsServer2025),
    (&["ubuntu", "18"], OperatingSystem::Ubuntu1804),
    (&["ubuntu", "1804"], OperatingSystem::Ubuntu1804),
    (&["ubuntu", "20"], OperatingSystem::Ubuntu2004),
    (&["ubuntu", "2004"], OperatingSystem::Ubuntu2004),
    (&["ubuntu", "22"], OperatingSystem::Ubuntu2204),
    (&["ubuntu", "2204"], OperatingSystem::Ubuntu2204),
    (&["ubuntu", "24"], OperatingSystem::Ubuntu2404),
    (&["ubuntu", "2404"], OperatingSystem::Ubuntu2404),
    (&["ubuntu", "26"], OperatingSystem::Ubuntu2604),
    (&["ubuntu", "2604"], OperatingSystem::Ubuntu2604),
    (&["rhel", "8"], OperatingSystem::Rhel8),
    (&["enterprise", "linux", "8"], OperatingSystem::Rhel8),
    (&["hat", "8"], OperatingSystem::Rhel8),
    (&["rhel", "9"], OperatingSystem::Rhel9),
    (&["enterprise", "linux", "9"], OperatingSystem::Rhel9),
    (&["hat", "9"], OperatingSystem::Rhel9),
    (&["rhel", "10"], OperatingSystem::Rhel10),
    (&["enterprise", "linux", "10"], OperatingSystem::Rhel10),
    (&["hat", "10"], OperatingSystem::Rhel10),
    (&["rocky", "8"], OperatingSystem::Rocky8),
    (&["rocky", "linux", "8"], OperatingSystem::Rocky8),
    (&["rocky", "9"], OperatingSystem::Rocky9),
    (&["rocky", "linux", "9"], OperatingSystem::Rocky9),
    (&["rocky", "10"], OperatingSystem::Rocky10),
    (&["rocky", "linux", "10"], OperatingSystem::Rocky10),
    (&["amazon", "linux", "2"], OperatingSystem::AmazonLinux2),
    (&["amzn", "2"], OperatingSystem::AmazonLinux2),
    (&["al", "2"], OperatingSystem::AmazonLinux2),
];

/// Finds operating systems in a text.
///
/// "Windows 10 (Server 2019 based)" is the server: the desktop experience is only how it looks.
fn in_words(text: &str) -> Words {
    let words = words(text);
    let mut found: Vec<&OperatingSystem> = Vec::new();
    for (name, system) in &NAMES {
        if words.windows(name.len()).any(|part| part == *name) && !found.contains(&system) {
            found.push(system);
        }
    }
    let is_server = |system: &&&OperatingSystem| system.as_str().starts_with("WINDOWS_SERVER");
    let is_client = |system: &&OperatingSystem| {
        matches!(system, OperatingSystem::Windows7 | OperatingSystem::Windows10 | OperatingSystem::Windows11)
    };
    if found.iter().filter(is_server).count() == 1 {
        found.retain(|system| !is_client(system));
    }
    match found.as_slice() {
        [] => Words::Silent,
        [system] => Words::Say((*system).clone()),
        [_, _, ..] => Words::Contradict,
    }
}

/// Splits a text into lower-case words and numbers: `win11-standard` has three.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let kind = match letter {
            _ if letter.is_ascii_digit() => Some(true),
            _ if letter.is_alphabetic() => Some(false),
            _ => None,
        };
        match (kind, words.last_mut()) {
            (Some(_), Some(word)) if kind == last => word.push(letter),
            (Some(_), _) => words.push(letter.to_string()),
            (None, _) => {}
        }
        last = kind;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(name: &str, description: &str) -> Bundle {
        Bundle {
            bundle_id: BundleId::from_service("wsb-00000001"),
            name: Some(name.to_owned()),
            owner: None,
            description: Some(description.to_owned()),
            image_id: None,
            compute_type: None,
            root_storage_gib: None,
            user_storage_gib: None,
            state: None,
            bundle_type: None,
        }
    }

    #[test]
    fn words_name_the_system_only_when_they_are_clear() {
        for (name, description, expected) in [
            ("win11-standard", "", OperatingSystem::Windows11),
            ("Standard with Windows 10 (Server 2022 based)", "", OperatingSystem::WindowsServer2022),
            ("Value", "Windows 7 Experience, 1 vCPU", OperatingSystem::Windows7),
            ("dev", "Ubuntu Desktop", OperatingSystem::Unknown),
            ("dev", "Ubuntu 22.04 LTS", OperatingSystem::Ubuntu2204),
            ("ubuntu2404-power", "", OperatingSystem::Ubuntu2404),
            ("ubuntu-24-standard", "", OperatingSystem::Ubuntu2404),
            ("Red Hat Enterprise Linux 8", "", OperatingSystem::Rhel8),
            ("rocky9", "Rocky Linux 9", OperatingSystem::Rocky9),
            ("Standard with Amazon Linux 2", "", OperatingSystem::AmazonLinux2),
            ("Windows 100", "", OperatingSystem::Unknown),
            ("darwin 11", "", OperatingSystem::Unknown),
            ("from Windows 10 to Windows 11", "", OperatingSystem::Unknown),
            ("Windows 10", "Windows 11 image", OperatingSystem::Unknown),
            ("Server 2019 and Server 2022", "", OperatingSystem::Unknown),
            ("", "", OperatingSystem::Unknown),
        ] {
            assert_eq!(bundle_os(&bundle(name, description), None), expected, "{name} / {description}");
        }
    }

    #[test]
    fn desktops_that_agree_are_believed_before_words() {
        let bundle = bundle("Windows 10", "");
        let seen = OperatingSystem::WindowsServer2019;
        assert_eq!(bundle_os(&bundle, Some(&seen)), seen);
    }

    #[test]
    fn every_name_is_found_where_it_stands_alone() {
        for (name, system) in &NAMES {
            assert_eq!(bundle_os(&bundle(&name.join(" "), ""), None), *system, "{name:?}");
        }
    }
}
