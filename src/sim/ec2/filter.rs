//! Filters of the Describe actions: names, alternatives, wildcards (domain.md section Q, J-02, J-06).
//!
//! Names and values are case-sensitive. Within a value `*` stands for any text and `?` for one character; a backslash
//! takes that meaning away. May import: the parent's types, `wire`, `world`.

use super::super::wire::query::{Filter, Query};
use super::super::world::World;
use super::Refusal;

/// How many values one filter may have: general knowledge, not stated by a source (domain.md section Q).
const VALUES_MAX: usize = 200;

/// A filter's name and what it looks at; several values mean that one of them has to match.
pub(super) type Known<T> = (&'static str, fn(&World, &T) -> Vec<String>);

/// The filters of one request, ready to be held against resources.
pub(super) struct Filters<'a, T> {
    rules: Vec<Rule<'a, T>>,
}

struct Rule<'a, T> {
    looks_at: LooksAt<'a, T>,
    patterns: Vec<Pattern>,
}

enum LooksAt<'a, T> {
    Property(fn(&World, &T) -> Vec<String>),
    TagKey,
    TagValue(&'a str),
}

impl<'a, T> Filters<'a, T> {
    /// Reads the filters of a request; every resource has `known` ones, `tag:KEY` and `tag-key`.
    ///
    /// # Errors
    /// A name that is not known, a filter without values or with too many.
    pub(super) fn read(query: &'a Query, known: &[Known<T>]) -> Result<Self, Refusal> {
        let rules: Result<Vec<_>, _> = query.filters().into_iter().map(|filter| rule(&filter, known)).collect();
        Ok(Self { rules: rules? })
    }

    /// Tells whether a resource passes all filters.
    pub(super) fn pass(&self, world: &World, id: &str, resource: &T) -> bool {
        self.rules.iter().all(|rule| {
            let values = match rule.looks_at {
                LooksAt::Property(property) => property(world, resource),
                LooksAt::TagKey => world.tags.get(id).into_iter().flatten().map(|(key, _)| key.clone()).collect(),
                LooksAt::TagValue(key) => {
                    let tag = world.tags.get(id).and_then(|tags| tags.get(key));
                    tag.map(|value| value.clone().unwrap_or_default()).into_iter().collect()
                }
            };
            values.iter().any(|value| rule.patterns.iter().any(|pattern| pattern.matches(value)))
        })
    }
}

fn rule<'a, T>(filter: &Filter<'a>, known: &[Known<T>]) -> Result<Rule<'a, T>, Refusal> {
    let name = filter.name;
    let looks_at = match (name.strip_prefix("tag:"), known.iter().find(|(known, _)| *known == name)) {
        (Some(key), _) if !key.is_empty() => LooksAt::TagValue(key),
        (None, Some((_, property))) => LooksAt::Property(*property),
        (None, None) if name == "tag-key" => LooksAt::TagKey,
        (Some(_) | None, _) => {
            return Err(Refusal::new("InvalidParameterValue", format!("The filter '{name}' is invalid")));
        }
    };
    if filter.values.is_empty() {
        let message = format!("The filter '{name}' must have at least one value");
        return Err(Refusal::new("InvalidParameterValue", message));
    }
    if filter.values.len() > VALUES_MAX {
        let message = format!("The maximum number of filter values specified on a single call is {VALUES_MAX}");
        return Err(Refusal::new("FilterLimitExceeded", message));
    }
    let patterns = filter.values.iter().map(|value| Pattern::new(value)).collect();
    Ok(Rule { looks_at, patterns })
}

/// A value of a filter.
struct Pattern {
    parts: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Character(char),
    AnyOne,
    AnyText,
}

impl Pattern {
    fn new(value: &str) -> Self {
        let mut parts = Vec::new();
        let mut characters = value.chars();
        while let Some(character) = characters.next() {
            parts.push(match character {
                '*' => Part::AnyText,
                '?' => Part::AnyOne,
                '\\' => Part::Character(characters.next().unwrap_or('\\')),
                other => Part::Character(other),
            });
        }
        Self { parts }
    }

    /// Tells whether the whole of `text` fits; takes at most length of pattern times length of text steps.
    fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut part, mut at) = (0, 0);
        // Where to go on when what follows the last `*` does not fit: one character further.
        let mut retry: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.parts.get(part) {
                Some(Part::AnyText) => {
                    retry = Some((part + 1, at));
                    part += 1;
                }
                Some(Part::AnyOne) => (part, at) = (part + 1, at + 1),
                Some(Part::Character(character)) if *character == text[at] => (part, at) = (part + 1, at + 1),
                Some(Part::Character(_)) | None => {
                    let Some((after, from)) = retry else { return false };
                    retry = Some((after, from + 1));
                    (part, at) = (after, from + 1);
                }
            }
        }
        self.parts[part..].iter().all(|part| *part == Part::AnyText)
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn values_match_whole_with_wildcards_and_escapes() {
        let table = [
            ("10.0.1.7", "10.0.1.7", true),
            ("10.0.1.7", "10.0.1.70", false),
            ("10.0.1.?", "10.0.1.7", true),
            ("10.0.1.?", "10.0.1.", false),
            ("Created By Amazon Work?paces*", "Created By Amazon WorkSpaces for AWS Account ID 1", true),
            ("created*", "Created By", false),
            ("*_workspacesMembers", "d-90670a1b2c_workspacesMembers", true),
            ("*a*b*", "xxaxxbxx", true),
            ("*a*b*", "xxbxxaxx", false),
            ("a*b", "acbcb", true),
            ("**", "", true),
            ("", "", true),
            ("", "x", false),
            ("?", "", false),
            (r"100\*", "100*", true),
            (r"100\*", "1000", false),
            (r"a\\b", r"a\b", true),
            ("a\\", "a\\", true),
            ("ü?", "üß", true),
        ];
        for (pattern, text, expected) in table {
            assert_eq!(Pattern::new(pattern).matches(text), expected, "{pattern:?} {text:?}");
        }
    }

    #[test]
    fn many_stars_stay_cheap() {
        let pattern = Pattern::new(&"*a".repeat(60));
        assert!(!pattern.matches(&format!("{}b", "a".repeat(5_000))));
    }
}
