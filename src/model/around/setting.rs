//! What a directory sets for its desktops and their clients: each setting by the name of the API's member, and as it is
//! typed.
//!
//! A setting is a row. It says in which structure of the API it stands, which one call changes, and what it can be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::resource::{Described, RegisteredDirectory};

/// A setting of a directory, by the API's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub enum Setting {
    EnableInternetAccess,
    DefaultOu,
    CustomSecurityGroupId,
    UserEnabledAsLocalAdministrator,
    EnableMaintenanceMode,
    InstanceIamRoleArn,
    DeviceTypeWindows,
    DeviceTypeOsx,
    DeviceTypeWeb,
    DeviceTypeIos,
    DeviceTypeAndroid,
    DeviceTypeChromeOs,
    DeviceTypeZeroClient,
    DeviceTypeLinux,
    DeviceTypeWorkSpacesThinClient,
    RestartWorkspace,
    IncreaseVolumeSize,
    ChangeComputeType,
    SwitchRunningMode,
    RebuildWorkspace,
    StreamingExperiencePreferredProtocol,
    EndpointEncryptionMode,
}

/// What is set, and to what.
pub type Settings = BTreeMap<Setting, SettingValue>;

/// What a setting is set to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SettingValue {
    /// Yes or no.
    Flag(bool),
    /// A word of the API, or a text.
    Text(String),
}

/// A structure of the API: what one call changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettingGroup {
    /// What new desktops get.
    Creation,
    /// What users may do by themselves.
    SelfService,
    /// How desktops are streamed.
    Streaming,
    /// How streaming is encrypted.
    Encryption,
    /// Which devices may come in.
    Access,
}

/// What a value can be.
#[derive(Debug)]
enum Form {
    Flag,
    Words(&'static [&'static str]),
    Text(fn(&str) -> bool, &'static str),
}

struct Row {
    setting: Setting,
    key: &'static str,
    member: &'static str,
    group: SettingGroup,
    form: Form,
}

const fn row(setting: Setting, key: &'static str, member: &'static str, group: SettingGroup, form: Form) -> Row {
    Row { setting, key, member, group, form }
}

const ALLOW: Form = Form::Words(&["ALLOW", "DENY"]);
const ENABLED: Form = Form::Words(&["ENABLED", "DISABLED"]);

use SettingGroup::{Access, Creation, Encryption, SelfService, Streaming};

/// All of them, in the order of `Setting`.
static ROWS: &[Row] = &[
    row(Setting::EnableInternetAccess, "internet-access", "EnableInternetAccess", Creation, Form::Flag),
    row(
        Setting::DefaultOu,
        "default-ou",
        "DefaultOu",
        Creation,
        Form::Text(is_unit, "the full distinguished name of a unit, such as OU=Desktops,DC=corp,DC=example,DC=com"),
    ),
    row(
        Setting::CustomSecurityGroupId,
        "custom-security-group",
        "CustomSecurityGroupId",
        Creation,
        Form::Text(is_security_group, "the id of a security group, such as sg-0123456789abcdef0"),
    ),
    row(
        Setting::UserEnabledAsLocalAdministrator,
        "local-administrator",
        "UserEnabledAsLocalAdministrator",
        Creation,
        Form::Flag,
    ),
    row(Setting::EnableMaintenanceMode, "maintenance-mode", "EnableMaintenanceMode", Creation, Form::Flag),
    row(
        Setting::InstanceIamRoleArn,
        "instance-role",
        "InstanceIamRoleArn",
        Creation,
        Form::Text(is_role, "the ARN of a role, such as arn:aws:iam::111122223333:role/Desktop"),
    ),
    row(Setting::DeviceTypeWindows, "device-windows", "DeviceTypeWindows", Access, ALLOW),
    row(Setting::DeviceTypeOsx, "device-osx", "DeviceTypeOsx", Access, ALLOW),
    row(Setting::DeviceTypeWeb, "device-web", "DeviceTypeWeb", Access, ALLOW),
    row(Setting::DeviceTypeIos, "device-ios", "DeviceTypeIos", Access, ALLOW),
    row(Setting::DeviceTypeAndroid, "device-android", "DeviceTypeAndroid", Access, ALLOW),
    row(Setting::DeviceTypeChromeOs, "device-chrome-os", "DeviceTypeChromeOs", Access, ALLOW),
    row(Setting::DeviceTypeZeroClient, "device-zero-client", "DeviceTypeZeroClient", Access, ALLOW),
    row(Setting::DeviceTypeLinux, "device-linux", "DeviceTypeLinux", Access, ALLOW),
    row(Setting::DeviceTypeWorkSpacesThinClient, "device-thin-client", "DeviceTypeWorkSpacesThinClient", Access, ALLOW),
    row(Setting::RestartWorkspace, "self-service-restart", "RestartWorkspace", SelfService, ENABLED),
    row(Setting::IncreaseVolumeSize, "self-service-volume-size", "IncreaseVolumeSize", SelfService, ENABLED),
    row(Setting::ChangeComputeType, "self-service-compute-type", "ChangeComputeType", SelfService, ENABLED),
    row(Setting::SwitchRunningMode, "self-service-running-mode", "SwitchRunningMode", SelfService, ENABLED),
    row(Setting::RebuildWorkspace, "self-service-rebuild", "RebuildWorkspace", SelfService, ENABLED),
    row(
        Setting::StreamingExperiencePreferredProtocol,
        "preferred-protocol",
        "StreamingExperiencePreferredProtocol",
        Streaming,
        Form::Words(&["TCP", "UDP"]),
    ),
    row(
        Setting::EndpointEncryptionMode,
        "endpoint-encryption",
        "EndpointEncryptionMode",
        Encryption,
        Form::Words(&["STANDARD_TLS", "FIPS_VALIDATED"]),
    ),
];

impl SettingGroup {
    /// All of them, in the order in which they are changed: who loses access does so last.
    pub const ALL: &'static [Self] = &[Creation, SelfService, Streaming, Encryption, Access];

    /// Returns the member of a directory's description that it stands in; `None`: its setting is a member itself.
    #[must_use]
    pub fn member(self) -> Option<&'static str> {
        match self {
            Creation => Some("WorkspaceCreationProperties"),
            SelfService => Some("SelfservicePermissions"),
            Streaming => Some("StreamingProperties"),
            Encryption => None,
            Access => Some("WorkspaceAccessProperties"),
        }
    }
}

impl Setting {
    /// Returns every setting.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.setting)
    }

    /// Returns its name as it is typed.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// Returns the structure that it stands in.
    #[must_use]
    pub fn group(self) -> SettingGroup {
        self.row().group
    }

    /// Says what it can be set to.
    #[must_use]
    pub fn takes(self) -> String {
        match &self.row().form {
            Form::Flag => "true or false".to_owned(),
            Form::Words(words) => words.iter().map(|word| typed(word)).collect::<Vec<_>>().join(" or "),
            Form::Text(_, what) => (*what).to_owned(),
        }
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Reads a setting as it is typed, such as `device-web=deny`.
    ///
    /// # Errors
    /// Says what is wrong with it, and what was perhaps meant.
    pub fn parse(text: &str) -> Result<(Self, SettingValue), String> {
        let (key, value) = text.split_once('=').ok_or_else(|| format!("`{text}` is not of the form KEY=VALUE"))?;
        let Some(row) = ROWS.iter().find(|row| row.key == key) else {
            let nearest = ROWS.iter().min_by_key(|row| strsim::damerau_levenshtein(row.key, key));
            let nearest = nearest.map_or("", |row| row.key);
            return Err(format!("`{key}` is not a setting of a directory; the nearest is `{nearest}`"));
        };
        let read = match &row.form {
            Form::Flag => value.parse().ok().map(SettingValue::Flag),
            Form::Words(words) => {
                let word = words.iter().find(|word| value.replace('-', "_").eq_ignore_ascii_case(word));
                word.map(|word| SettingValue::Text((*word).to_owned()))
            }
            Form::Text(is_right, _) => is_right(value).then(|| SettingValue::Text(value.to_owned())),
        };
        let read =
            read.ok_or_else(|| format!("`{value}` is not a value of `{key}`, which takes {}", row.setting.takes()));
        Ok((row.setting, read?))
    }

    /// Returns a setting as it is typed.
    #[must_use]
    pub fn written(self, value: &SettingValue) -> String {
        let value = match (&self.row().form, value) {
            (_, SettingValue::Flag(flag)) => flag.to_string(),
            (Form::Words(_), SettingValue::Text(word)) => typed(word),
            (Form::Text(..) | Form::Flag, SettingValue::Text(text)) => text.clone(),
        };
        format!("{}={value}", self.key())
    }
}

impl RegisteredDirectory {
    /// Returns what a setting is set to, as far as the service says.
    #[must_use]
    pub fn setting(&self, setting: Setting) -> Option<SettingValue> {
        let row = setting.row();
        let said = match row.group.member() {
            None => self.described.get(row.member),
            Some(group) => match self.described.get(group) {
                Some(Described::Members(members)) => members.get(row.member),
                Some(_) | None => None,
            },
        };
        match said {
            Some(Described::Flag(flag)) => Some(SettingValue::Flag(*flag)),
            Some(Described::Text(text)) => Some(SettingValue::Text(text.clone())),
            Some(Described::Number(_) | Described::List(_) | Described::Members(_)) | None => None,
        }
    }

    /// Sets a setting.
    pub(super) fn set(&mut self, setting: Setting, value: &SettingValue) {
        let row = setting.row();
        let value = match value {
            SettingValue::Flag(flag) => Described::Flag(*flag),
            SettingValue::Text(text) => Described::Text(text.clone()),
        };
        let Some(group) = row.group.member() else {
            self.described.insert(row.member.to_owned(), value);
            return;
        };
        let group = self.described.entry(group.to_owned()).or_insert_with(|| Described::Members(BTreeMap::new()));
        if let Described::Members(members) = group {
            members.insert(row.member.to_owned(), value);
        }
    }
}

/// A word of the API as it is typed.
fn typed(word: &str) -> String {
    word.to_ascii_lowercase().replace('_', "-")
}

/// Tells whether a text is a unit's full distinguished name, with two domain components or more (domain.md K-15).
fn is_unit(text: &str) -> bool {
    let parts = name_parts(text);
    let is = |part: &&(&str, &str), kind: &str| part.0.eq_ignore_ascii_case(kind);
    parts.iter().all(|(kind, name)| !kind.is_empty() && !name.is_empty())
        && parts.first().is_some_and(|part| is(&part, "OU"))
        && parts.iter().filter(|part| is(part, "DC")).count() >= 2
}

/// Splits a distinguished name into its parts, each a kind and a name: at commas that no backslash stands before.
fn name_parts(text: &str) -> Vec<(&str, &str)> {
    let mut escaped = false;
    let parts = text.split(|letter| {
        let is_end = letter == ',' && !escaped;
        escaped = letter == '\\' && !escaped;
        is_end
    });
    parts.map(|part| part.trim().split_once('=').unwrap_or_default()).collect()
}

fn is_security_group(text: &str) -> bool {
    let hex = |digits: &str| digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    text.strip_prefix("sg-").is_some_and(|digits| matches!(digits.len(), 8 | 17) && hex(digits))
}

/// Tells whether a text is the ARN of a role, as the API takes it.
fn is_role(text: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || ":_/+=,@.-".contains(letter);
    let Some(("arn", rest)) = text.split_once(':') else { return false };
    match rest.splitn(5, ':').collect::<Vec<_>>().as_slice() {
        [partition, "iam", "", account, role] => {
            let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
            let name = role.strip_prefix("role/").unwrap_or_default();
            partition.starts_with("aws")
                && is_account
                && !name.is_empty()
                && !name.ends_with('/')
                && name.chars().all(allowed)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows stand in the order of their names, each once, and what is typed comes back as it was.
    #[test]
    fn a_setting_is_read_as_it_is_written() {
        let texts = [
            "internet-access=true",
            "default-ou=OU=Desktops,DC=corp,DC=example",
            r"default-ou=OU=Sales\, EU,OU=Desktops,DC=corp,DC=example",
            "custom-security-group=sg-0123456789abcdef0",
            "instance-role=arn:aws-us-gov:iam::111122223333:role/desktops/a+b@c",
            "instance-role=arn:aws:iam::111122223333:role/Desktop",
            "device-chrome-os=deny",
            "self-service-rebuild=enabled",
            "preferred-protocol=udp",
            "endpoint-encryption=fips-validated",
        ];
        for text in texts {
            let (setting, value) = Setting::parse(text).expect("a setting");
            assert_eq!(setting.written(&value), text);
        }
        for (number, row) in ROWS.iter().enumerate() {
            assert_eq!(row.setting as usize, number, "{}", row.key);
            assert_eq!(serde_json::json!(row.setting), row.member);
        }
        let upper = Setting::parse("endpoint-encryption=FIPS_VALIDATED").expect("the API's own word");
        assert_eq!(upper.1, SettingValue::Text("FIPS_VALIDATED".to_owned()));
    }

    #[test]
    fn a_slip_is_named_with_what_was_perhaps_meant() {
        for (text, says) in [
            ("device-web", "KEY=VALUE"),
            ("device-wob=deny", "the nearest is `device-web`"),
            ("device-web=off", "takes allow or deny"),
            ("internet-access=yes", "takes true or false"),
            ("default-ou=Desktops", "the full distinguished name"),
            ("default-ou=OU=Desktops,DC=corp", "the full distinguished name"),
            ("default-ou=OU=Desktops,corp,DC=a,DC=b", "the full distinguished name"),
            ("custom-security-group=sg-12", "the id of a security group"),
            ("default-ou==x,DC=a,DC=b", "the full distinguished name"),
            ("default-ou=DC=a,DC=b", "the full distinguished name"),
            (r"default-ou=OU=a\\,b,DC=a,DC=b", "the full distinguished name"),
            ("instance-role=Desktop", "the ARN of a role"),
            ("instance-role=arn:aws:iam::1:role/Desktop", "the ARN of a role"),
            ("instance-role=arn:aws:iam::111122223333:role/a b", "the ARN of a role"),
            ("instance-role=arn:aws:iam::111122223333:user/a", "the ARN of a role"),
            ("preferred-protocol=quic", "takes tcp or udp"),
        ] {
            let error = Setting::parse(text).expect_err("refused");
            assert!(error.contains(says), "{error}");
        }
    }
}
