//! Ids as types: what came from a person is checked when it is read, and an id of one kind can't stand for another.
//!
//! Patterns are those of the API model. Ids from the service are taken as they come (`from_service`): a new form of id
//! is AWS's right and must not stop a listing.

use std::fmt;
use std::str::FromStr;

/// Why a text is not an id of the wanted kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {kind}: {form}")]
pub struct IdError {
    text: String,
    kind: &'static str,
    form: &'static str,
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $kind:literal, $form:literal, $check:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes an id as the service gave it, whatever its form.
            #[must_use]
            pub fn from_service(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Returns the id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let check: fn(&str) -> bool = $check;
                if check(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(IdError { text: text.to_owned(), kind: $kind, form: $form })
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

fn tail(text: &str, prefix: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    text.strip_prefix(prefix).is_some_and(|rest| {
        length.contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    })
}

id!(
    /// The id of a desktop, `ws-…`. It changes when the desktop is migrated.
    WorkspaceId, "a WorkSpace id", "they look like ws-0123abcde", |text| is_new(text) || tail(text, "ws-", 8..=63)
);
id!(
    /// The id of a directory, `d-…` or `wsd-…`.
    DirectoryId, "a directory id", "they look like d-0123456789 or wsd-0123abcde",
    |text| tail(text, "d-", 8..=63) || tail(text, "wsd-", 8..=63)
);
id!(
    /// The id of a bundle, `wsb-…`.
    BundleId, "a bundle id", "they look like wsb-0123abcde", |text| tail(text, "wsb-", 8..=63)
);
id!(
    /// The id of an image, `wsi-…`.
    ImageId, "an image id", "they look like wsi-0123abcde", |text| tail(text, "wsi-", 9..=63)
);
id!(
    /// The id of an IP access control group, `wsipg-…`.
    IpGroupId, "an id of an IP access control group", "they look like wsipg-0123abcde", |text| tail(text, "wsipg-", 8..=63)
);
id!(
    /// The id of a connection alias, `wsca-…`.
    AliasId, "an id of a connection alias", "they look like wsca-0123abcde", |text| tail(text, "wsca-", 8..=63)
);
id!(
    /// The id of a subnet, `subnet-…`.
    SubnetId, "a subnet id", "they look like subnet-0123456789abcdef0", |text| tail(text, "subnet-", 8..=17)
);
id!(
    /// The id of a plan: the SHA-256 of its canonical bytes without the id itself, in hexadecimal.
    PlanId, "a plan id", "they are 64 hexadecimal digits",
    |text| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
);
id!(
    /// The id of a run, `R-<UTC date and time>-<4 hexadecimal digits>`.
    RunId, "a run id", "they look like R-20260105T080012Z-1a2b", is_run
);
id!(
    /// The id of a step inside its plan, `S-0001`.
    StepId, "a step id", "they look like S-0001",
    |text| text.strip_prefix("S-").is_some_and(|rest| {
        (4..=7).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit())
    })
);

/// What stands for a desktop that is still to be made (`WorkspaceId::of_new`): plans and runs name it so.
fn is_new(text: &str) -> bool {
    let owner = text.strip_prefix("new:").and_then(|rest| rest.split_once('/'));
    owner.is_some_and(|(directory, user)| directory.parse::<DirectoryId>().is_ok() && !user.is_empty())
}

fn is_run(text: &str) -> bool {
    let Some((time, hex)) = text.strip_prefix("R-").and_then(|rest| rest.rsplit_once('-')) else {
        return false;
    };
    let Some((date, clock)) = time.strip_suffix('Z').and_then(|time| time.split_once('T')) else {
        return false;
    };
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(date, 8)
        && digits(clock, 6)
        && hex.len() == 4
        && hex.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
}

impl WorkspaceId {
    /// Returns what stands for a desktop that is still to be made: no id of the service has a colon. User names don't
    /// depend on case (domain.md E-02).
    #[must_use]
    pub fn of_new(directory: &DirectoryId, user: &str) -> Self {
        Self(format!("new:{directory}/{}", user.to_lowercase()))
    }

    /// Tells whether it stands for a desktop that is still to be made.
    #[must_use]
    pub fn is_new(&self) -> bool {
        is_new(&self.0)
    }
}

impl AliasId {
    /// Returns what stands for a connection alias that is still to be made: no id of the service has a colon.
    #[must_use]
    pub fn of_new(connection_string: &str) -> Self {
        Self(format!("new:{connection_string}"))
    }
}

impl PlanId {
    /// Returns the first twelve digits: enough to tell plans apart in a sentence.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_checked_by_the_patterns_of_the_api_model() {
        assert!("ws-0123abcde".parse::<WorkspaceId>().is_ok());
        for bad in ["ws-short", "ws-0123ABCDE", "wsb-0123abcde", "", "ws-", "ws-0123abcd\n"] {
            assert!(bad.parse::<WorkspaceId>().is_err(), "{bad:?}");
        }
        assert!("wsd-0123abcde".parse::<DirectoryId>().is_ok());
        assert!("d-0123456789".parse::<DirectoryId>().is_ok());
        assert_eq!(
            "bundle".parse::<BundleId>().unwrap_err().to_string(),
            "`bundle` is not a bundle id: they look like wsb-0123abcde"
        );
    }

    #[test]
    fn run_ids_have_a_time_and_four_digits() {
        assert!("R-20260105T080012Z-1a2b".parse::<RunId>().is_ok());
        for bad in
            ["R-20260105T080012Z-1A2B", "R-20260105-1a2b", "R-é0260105T08001Z-1a2b", "R--", "R-20260105T08000О-000f"]
        {
            assert!(bad.parse::<RunId>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_id_of_an_unknown_form_from_the_service_is_kept() {
        assert_eq!(WorkspaceId::from_service("ws2-NEW").as_str(), "ws2-NEW");
    }
}
