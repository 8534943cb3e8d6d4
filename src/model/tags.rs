//! What is changed about the tags of a desktop, and what a tag may be (domain.md H).
//!
//! The service adds and overwrites by key with one call and takes away with another; what it leaves alone is not named.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Tag, Workspace};

/// Tags on one desktop (domain.md H-01); those that AWS makes don't count.
pub const TAGS_MAX: usize = 50;
/// Characters of a key (H-02) and of a value (H-03).
const KEY_CHARS_MAX: usize = 127;
const VALUE_CHARS_MAX: usize = 255;
/// What no key and no value may begin with, in whatever case (H-06).
const RESERVED: &str = "aws:";
/// What a key or value may have besides letters, digits and spaces (H-05).
const SIGNS: &str = "+-=._:/@";

/// Tags to set, by key, and keys to take away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagChange {
    /// Tags that are to be there afterwards, with these values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
    /// Tags that are not.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub remove: BTreeSet<String>,
}

impl TagChange {
    /// Returns what of it is still to be done on a desktop with these tags.
    #[must_use]
    pub fn still(&self, tags: &[Tag]) -> Self {
        let has = |key: &str, value: &str| tags.iter().any(|tag| tag.key == key && tag.value == value);
        let set = self.set.iter().filter(|(key, value)| !has(key, value));
        let remove = self.remove.iter().filter(|key| tags.iter().any(|tag| tag.key == **key));
        Self { set: set.map(|(key, value)| (key.clone(), value.clone())).collect(), remove: remove.cloned().collect() }
    }

    /// Tells whether a desktop with these tags is as wanted.
    #[must_use]
    pub fn holds(&self, tags: &[Tag]) -> bool {
        self.still(tags).is_empty()
    }

    /// Tells whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.is_empty() && self.remove.is_empty()
    }

    /// Returns its keys, those that are set first.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.set.keys().chain(&self.remove).map(String::as_str)
    }

    /// Returns how many tags a desktop has at most while this is done to it: what is set comes before what is taken away.
    #[must_use]
    pub fn most(&self, tags: &[Tag]) -> usize {
        let own = tags.iter().map(|tag| tag.key.as_str()).filter(|key| !is_reserved(key));
        own.chain(self.set.keys().map(String::as_str)).collect::<BTreeSet<_>>().len()
    }
}

/// What is wrong with a tag, each a rule of the service or of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagFlaw {
    /// The key is empty or too long.
    KeyLength,
    /// The value is too long.
    ValueLength,
    /// A character that tags can't have, or a space at an end.
    Characters,
    /// A beginning that AWS keeps for itself.
    Reserved,
    /// The tag by which a desktop that we made is known.
    Mark,
}

/// Says what is wrong with a tag that is to be set, or with a key that is to be taken away (`value`: none).
#[must_use]
pub fn tag_flaws(key: &str, value: Option<&str>) -> Vec<(TagFlaw, String)> {
    let mut flaws = Vec::new();
    let chars = key.chars().count();
    if !(1..=KEY_CHARS_MAX).contains(&chars) {
        flaws.push((TagFlaw::KeyLength, format!("a key has {chars} characters, 1 to {KEY_CHARS_MAX} are allowed")));
    }
    let chars = value.map_or(0, |value| value.chars().count());
    if chars > VALUE_CHARS_MAX {
        flaws.push((
            TagFlaw::ValueLength,
            format!("the value of `{key}` has {chars} characters, {VALUE_CHARS_MAX} are allowed"),
        ));
    }
    if let Some(value) = value {
        let texts = [(format!("the key `{key}`"), key), (format!("the value of `{key}`"), value)];
        let found = texts.iter().find_map(|(name, text)| Some(format!("{name} {}", disallowed(text)?)));
        flaws.extend(found.map(|found| (TagFlaw::Characters, found)));
    }
    if is_reserved(key) || value.is_some_and(is_reserved) {
        let which = if is_reserved(key) { format!("`{key}`") } else { format!("the value of `{key}`") };
        flaws.push((TagFlaw::Reserved, format!("{which} begins with `{RESERVED}`, which AWS keeps for itself")));
    }
    if key == Workspace::MARKER {
        flaws.push((TagFlaw::Mark, format!("`{key}` is the mark of desktops that `provision` made")));
    }
    flaws
}

/// Tells whether a key or a value is one that only AWS itself gives.
#[must_use]
pub fn is_reserved(text: &str) -> bool {
    text.get(..RESERVED.len()).is_some_and(|start| start.eq_ignore_ascii_case(RESERVED))
}

/// Says what a text has that a tag can't have.
fn disallowed(text: &str) -> Option<String> {
    if text.trim() != text {
        return Some("begins or ends with a space".to_owned());
    }
    let is_allowed = |letter: char| {
        letter.is_alphanumeric() || SIGNS.contains(letter) || letter.is_whitespace() && !letter.is_control()
    };
    let bad = text.chars().find(|letter| !is_allowed(*letter))?;
    Some(format!("has `{}`: letters, digits, spaces and {SIGNS} are allowed", bad.escape_debug()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tag(key: u8, value: u8) -> Tag {
        Tag { key: format!("k{key}"), value: format!("v{value}") }
    }

    fn tags(all: &BTreeMap<u8, u8>) -> Vec<Tag> {
        all.iter().map(|(key, value)| tag(*key, *value)).collect()
    }

    fn some() -> impl Strategy<Value = BTreeMap<u8, u8>> {
        prop::collection::btree_map(0..8_u8, 0..3_u8, 0..6)
    }

    /// A change that does not take away what it sets.
    fn change(set: &BTreeMap<u8, u8>, remove: &BTreeMap<u8, u8>) -> TagChange {
        TagChange {
            set: tags(set).into_iter().map(|tag| (tag.key, tag.value)).collect(),
            remove: remove.keys().filter(|key| !set.contains_key(key)).map(|key| format!("k{key}")).collect(),
        }
    }

    /// What the service makes of it: added and overwritten by key, then taken away.
    fn applied(change: &TagChange, before: &[Tag]) -> Vec<Tag> {
        let mut after: BTreeMap<String, String> =
            before.iter().map(|tag| (tag.key.clone(), tag.value.clone())).collect();
        after.extend(change.set.clone());
        after.retain(|key, _| !change.remove.contains(key));
        after.into_iter().map(|(key, value)| Tag { key, value }).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Once is as good as twice, only what differs is sent and that is enough, and what was not named stays.
        #[test]
        fn a_change_is_idempotent_and_only_what_differs_is_sent(before in some(), set in some(), remove in some()) {
            let (change, before) = (change(&set, &remove), tags(&before));
            let after = applied(&change, &before);
            prop_assert!(change.holds(&after));
            prop_assert_eq!(&applied(&change, &after), &after);
            let still = change.still(&before);
            prop_assert_eq!(&applied(&still, &before), &after);
            prop_assert_eq!(still.is_empty(), after == before);
            let is_needed = |key: &str| {
                let one = TagChange {
                    set: still.set.iter().filter(|(other, _)| *other != key).map(|(k, v)| (k.clone(), v.clone())).collect(),
                    remove: still.remove.iter().filter(|other| *other != key).cloned().collect(),
                };
                applied(&one, &before) != after
            };
            prop_assert!(still.keys().all(is_needed), "nothing of it is idle");
            let untouched = |tags: &[Tag]| -> Vec<Tag> {
                tags.iter().filter(|tag| !change.keys().any(|key| key == tag.key)).cloned().collect()
            };
            prop_assert_eq!(untouched(&before), untouched(&after));
            prop_assert!(change.most(&before) >= after.len().max(before.len()));
        }

        /// Which of two changes comes first makes no difference, unless they are about the same key.
        #[test]
        fn changes_of_different_keys_commute(before in some(), set in some(), remove in some(), other in some()) {
            let first = change(&set, &remove);
            let apart = other.into_iter().filter(|(key, _)| !first.keys().any(|own| own == format!("k{key}")));
            let second = change(&apart.collect(), &BTreeMap::new());
            let before = tags(&before);
            prop_assert_eq!(applied(&second, &applied(&first, &before)), applied(&first, &applied(&second, &before)));
        }
    }

    /// Both sides of each limit.
    #[test]
    fn what_a_tag_may_be() {
        let long = |count: usize| "ö".repeat(count);
        let found = |key: &str, value: Option<&str>| -> Vec<TagFlaw> {
            tag_flaws(key, value)
                .into_iter()
                .map(|(flaw, said)| {
                    assert!(!said.ends_with('.'));
                    flaw
                })
                .collect()
        };
        for (key, value, expected) in [
            ("team", "", vec![]),
            ("Größe 1", "a+b-c=d._:/@e", vec![]),
            (&long(127), &long(255), vec![]),
            (&long(128), "", vec![TagFlaw::KeyLength]),
            ("", "x", vec![TagFlaw::KeyLength]),
            ("team", &long(256), vec![TagFlaw::ValueLength]),
            (" team", "", vec![TagFlaw::Characters]),
            ("team", "red ", vec![TagFlaw::Characters]),
            ("team", "red,blue", vec![TagFlaw::Characters]),
            ("team", "red\tblue", vec![TagFlaw::Characters]),
            ("a*b", "", vec![TagFlaw::Characters]),
            ("AWS:team", "x", vec![TagFlaw::Reserved]),
            ("team", "aws:x", vec![TagFlaw::Reserved]),
            ("team", "my aws:x", vec![]),
            ("awsome", "aws", vec![]),
            (Workspace::MARKER, "x", vec![TagFlaw::Mark]),
        ] {
            assert_eq!(found(key, Some(value)), expected, "{key}={value}");
        }
        // What is there and should not be can be taken away.
        assert_eq!(found("a*b ", None), []);
        assert_eq!(found("aws:x", None), [TagFlaw::Reserved]);
    }

    /// What AWS made is not counted, and what is overwritten is there already.
    #[test]
    fn tags_are_counted_as_the_service_does() {
        let full: Vec<Tag> = (0..50).map(|key| tag(key, 0)).collect();
        assert_eq!(change(&[(3, 1)].into(), &BTreeMap::new()).most(&full), 50);
        assert_eq!(change(&[(60, 1)].into(), &[(3, 0)].into()).most(&full), 51, "it is set first");
        let made = Tag { key: "aws:cloudformation:stack-name".to_owned(), value: "x".to_owned() };
        assert_eq!(change(&BTreeMap::new(), &BTreeMap::new()).most(&[made, tag(1, 1)]), 1);
    }
}
