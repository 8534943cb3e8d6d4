//! The config file: TOML, found in one of few places, read strictly.
//!
//! A key that is not known is refused with file, line, column and the nearest name: a misspelt `protect_tag` that is
//! silently ignored would protect nothing. Reading the file itself is the caller's; here are its text and its places.
//! Imports nothing of ours.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ConfigError, Form, Key, env, keys};

/// The config format that this build reads; a file without `schema` has it.
pub const CONFIG_SCHEMA: i64 = 1;

/// A config file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFile {
    path: PathBuf,
    entries: BTreeMap<&'static str, Entry>,
}

/// A value of the file, as text, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The value; each item of a list on a line of its own.
    pub(super) text: String,
    /// From 1.
    pub(super) line: usize,
    /// From 1.
    pub(super) column: usize,
}

/// Returns where the config file is, and whether it must be there because somebody named it.
///
/// The first of: the flag, `DESKFLEET_CONFIG`, `$XDG_CONFIG_HOME/deskfleet/config.toml`,
/// `~/.config/deskfleet/config.toml`. A relative `XDG_CONFIG_HOME` is ignored, as its rules want.
#[must_use]
pub fn discover(flag: Option<&Path>, variables: &env::Variables) -> Option<(PathBuf, bool)> {
    if let Some(path) = flag {
        return Some((path.to_owned(), true));
    }
    if let Some(path) = variables.path(&env::CONFIG) {
        return Some((path, true));
    }
    let folder = variables
        .path(&env::XDG_CONFIG_HOME)
        .filter(|path| path.is_absolute())
        .or_else(|| variables.path(&env::HOME).map(|home| home.join(".config")))?;
    Some((folder.join("deskfleet").join("config.toml"), false))
}

impl ConfigFile {
    /// Reads the text of a config file.
    ///
    /// # Errors
    /// The first thing that is wrong with it, with line and column.
    pub fn read(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let table = DeTable::parse(text).map_err(|error| {
            let (line, column) = place(text, error.span().map_or(0, |span| span.start));
            ConfigError {
                message: format!("{}:{line}:{column}: {}", path.display(), one_line(error.message())),
                hint: Some("the config file is TOML: lines like `region = \"us-east-1\"`".to_owned()),
            }
        })?;
        let mut entries = BTreeMap::new();
        for (name, value) in table.get_ref() {
            let (line, column) = place(text, name.span().start);
            let at = format!("{}:{line}:{column}", path.display());
            if name.get_ref() == "schema" {
                check_schema(value.get_ref(), &at)?;
                continue;
            }
            let key = find(name.get_ref(), &at)?;
            let (line, column) = place(text, value.span().start);
            let at = format!("{}:{line}:{column}", path.display());
            let text = value_text(key, value, &at)?;
            entries.insert(key.name, Entry { text, line, column });
        }
        Ok(Self { path: path.to_owned(), entries })
    }

    /// Returns where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn entry(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(key.name)
    }
}

/// Nobody slips into a longer name; comparing takes memory for the letters of both, multiplied.
const NAME_BYTES_MAX: usize = 200;

fn check_schema(value: &DeValue<'_>, at: &str) -> Result<(), ConfigError> {
    let number = value.as_integer().and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
    if number == Some(CONFIG_SCHEMA) {
        return Ok(());
    }
    Err(ConfigError {
        message: format!("{at}: this schema is not known, this version reads `schema = {CONFIG_SCHEMA}`"),
        hint: Some(format!("write `schema = {CONFIG_SCHEMA}`, or use the version that the file was written for")),
    })
}

fn find(name: &str, at: &str) -> Result<&'static Key, ConfigError> {
    let allowed = || keys::ALL.iter().copied().filter(|key| key.in_file.is_some());
    if let Some(key) = allowed().find(|key| key.name == name) {
        return Ok(key);
    }
    let hint = if ["yes", "confirm", "all"].contains(&name) {
        format!("`--{name}` is said on the command line each time; take the line out")
    } else if keys::ALL.iter().any(|key| key.name == name) {
        format!("`{name}` can't stand in the config file; `deskfleet config show --origin` shows what sets it")
    } else {
        let nearest = allowed()
            .filter(|_| name.len() <= NAME_BYTES_MAX)
            .map(|key| (strsim::damerau_levenshtein(name, key.name), key.name))
            .min()
            .filter(|(distance, _)| *distance <= 3);
        match nearest {
            Some((_, nearest)) => format!("did you mean `{nearest}`?"),
            None => format!("known are {}", allowed().map(|key| key.name).collect::<Vec<_>>().join(", ")),
        }
    };
    Err(ConfigError { message: format!("{at}: unknown key `{}`", name.escape_default()), hint: Some(hint) })
}

fn value_text(key: &Key, value: &Spanned<DeValue<'_>>, at: &str) -> Result<String, ConfigError> {
    let form = key.in_file.unwrap_or(Form::Text);
    let value = value.get_ref();
    let text = match (form, value) {
        (Form::Text | Form::TextOrNumber, DeValue::String(text)) => Some(text.to_string()),
        (Form::Number | Form::TextOrNumber, DeValue::Integer(number)) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        (Form::Number, DeValue::Float(number)) => Some(number.as_str().to_owned()),
        (Form::List, DeValue::Array(items)) => items
            .iter()
            .map(|item| item.get_ref().as_str().filter(|text| !text.contains('\n')))
            .collect::<Option<Vec<_>>>()
            .map(|items| items.join("\n")),
        (
            Form::Text | Form::Number | Form::TextOrNumber | Form::List,
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_),
        ) => None,
    };
    text.ok_or_else(|| {
        let wanted = match form {
            Form::Text => "a string in quotes",
            Form::Number => "a number",
            Form::TextOrNumber => "a number, or a string in quotes",
            Form::List => "a list of strings in brackets",
        };
        ConfigError {
            message: format!("{at}: `{}` is {}, wanted is {wanted}", key.name, kind_of(value)),
            hint: Some(format!("`{}`: {}", key.name, key.says)),
        }
    })
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list of something else",
        DeValue::Table(_) => "a table",
    }
}

/// Returns line and column, both from 1 and the column in characters, of a byte of the text.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

fn one_line(message: &str) -> String {
    message.lines().map(str::trim).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(text: &str) -> (String, String) {
        let error = ConfigFile::read(Path::new("c.toml"), text).expect_err("refused");
        (error.message, error.hint.unwrap_or_default())
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let table = [
            (
                "region = \"us-east-1\"\nprotekt_tag = \"x\"\n",
                "c.toml:2:1: unknown key `protekt_tag`",
                "did you mean `protect_tag`?",
            ),
            (
                "yes = true",
                "c.toml:1:1: unknown key `yes`",
                "`--yes` is said on the command line each time; take the line out",
            ),
            ("wave = \"25\"", "c.toml:1:8: `wave` is a string, wanted is a number", "`wave`: targets a wave"),
            ("region = 5", "c.toml:1:10: `region` is a number, wanted is a string in quotes", "`region`: Region"),
            (
                "lower = [1]",
                "c.toml:1:9: `lower` is a list of something else, wanted is a list of strings in brackets",
                "`lower`: rules about the service",
            ),
            (
                "schema = 2",
                "c.toml:1:1: this schema is not known, this version reads `schema = 1`",
                "write `schema = 1`",
            ),
            ("endpoint_url = \"x\"", "c.toml:1:1: unknown key `endpoint_url`", "can't stand in the config file"),
            ("region =", "c.toml:1:9:", "TOML"),
            ("region = \"a\"\nregion = \"b\"", "c.toml:2:1:", "TOML"),
            ("[profile.x]\na = 1", "is a table", ""),
        ];
        for (text, message, hint) in table {
            let (said, hinted) = refused(text);
            assert!(said.contains(message), "{text:?}: {said}");
            assert!(hinted.contains(hint), "{text:?}: {hinted}");
        }
    }

    #[test]
    fn values_keep_their_line() {
        let file = ConfigFile::read(
            Path::new("c.toml"),
            "schema = 1\n# ours\nmax_failures = 5\nlower = [\"SG-01\", \"ADDR-01\"]\nrate = 1.5\n",
        )
        .expect("a config");
        assert_eq!(file.entry(&keys::MAX_FAILURES), Some(&Entry { text: "5".to_owned(), line: 3, column: 16 }));
        assert_eq!(file.entry(&keys::LOWER).map(|entry| entry.text.as_str()), Some("SG-01\nADDR-01"));
        assert_eq!(file.entry(&keys::RATE).map(|entry| entry.text.as_str()), Some("1.5"));
        assert_eq!(file.entry(&keys::REGION), None);
    }

    #[test]
    fn the_first_place_wins() {
        let home: env::Variables = [("HOME", "/home/ada"), ("XDG_CONFIG_HOME", "not/absolute")].into_iter().collect();
        assert_eq!(discover(None, &home), Some((PathBuf::from("/home/ada/.config/deskfleet/config.toml"), false)));
        let named: env::Variables =
            [("HOME", "/home/ada"), ("XDG_CONFIG_HOME", "/x"), ("DESKFLEET_CONFIG", "/c")].into_iter().collect();
        assert_eq!(discover(None, &named), Some((PathBuf::from("/c"), true)));
        assert_eq!(discover(Some(Path::new("f")), &named), Some((PathBuf::from("f"), true)));
        assert_eq!(discover(None, &env::Variables::default()), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = ConfigFile::read(Path::new("c.toml"), &text);
        }
    }
}
