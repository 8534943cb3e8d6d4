//! Logging in: where the credentials of a connection come from, and codes of MFA devices on the way to them.
//!
//! The SDK's default chain knows keys, SSO, roles, web identities and processes, as the AWS CLI does. Two things it does
//! differently are mended here: a profile that is said on the command line counts for more than keys in the environment,
//! and a role whose profile has an `mfa_serial` is assumed with a code, which a person reads off a device. Codes, keys and
//! tokens are in no text and no `Debug` of this module. Asks nobody: a code comes in with the options.

use std::fmt;

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::{ProfileFileCredentialsProvider, ProfileSet};
use aws_config::provider_config::ProviderConfig;
use aws_config::web_identity_token::WebIdentityTokenCredentialsProvider;
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::retry::RetryConfig;
use aws_types::SdkConfig;
use aws_types::os_shim_internal::{Env, Fs};

use super::classify::{chain, classify};
use super::connect::{ServiceTime, app_name, checked_region, effective, partition, timeouts};
use super::network::{NetworkClient, read_bundle};
use super::seam::{METADATA_SERVICES, Seam};
use super::{ConnectError, ConnectOptions, Fault, FaultKind};

/// The variable with keys that count for more than a profile, unless that is said on the command line.
const KEYS_VARIABLE: &str = "AWS_ACCESS_KEY_ID";
/// More roles than anybody assumes one after the other.
const ROLES_MAX: usize = 8;
/// The name of a session where the profile gives none; it stands in CloudTrail beside each call.
const SESSION_NAME: &str = "deskfleet";
/// Digits of a code.
const CODE_DIGITS: usize = 6;
/// How many slips a profile's name may have to be taken for it.
const PROFILE_SLIPS_MAX: usize = 3;

/// What was found out about a profile, for connections to several Regions: credentials are asked for once.
#[derive(Clone, Debug)]
pub struct Login(pub(super) SdkConfig);

/// A code of an MFA device; never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct MfaCode(String);

impl MfaCode {
    /// Takes a code as a person types it; `None` when it has another form.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let code: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        let fits = code.len() == CODE_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit());
        fits.then_some(Self(code))
    }
}

impl fmt::Debug for MfaCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MfaCode")
    }
}

/// A device whose code is needed for a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MfaDevice {
    /// The profile that names it.
    pub profile: String,
    /// Its serial number or ARN.
    pub serial: String,
}

/// A role on the way to the credentials of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Role {
    profile: String,
    arn: String,
    serial: Option<String>,
    external_id: Option<String>,
    session_name: Option<String>,
    duration_s: Option<i32>,
}

/// The roles of a profile, the first one to be assumed first, and the profile with the credentials for that.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Roles {
    base: String,
    roles: Vec<Role>,
}

/// What a profile says about where it is at home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileSays {
    /// Its Region.
    pub region: Option<String>,
    /// Whether it asks for FIPS endpoints.
    pub use_fips: bool,
}

/// Reads what a profile says; one that is not there says nothing.
///
/// # Errors
/// When the AWS files can't be read.
pub async fn profile_says(name: Option<&str>) -> Result<ProfileSays, ConnectError> {
    let files = profiles(name, &Fs::real(), &Env::real()).await?;
    let text = |key| files.get_profile(name.unwrap_or(files.selected_profile()))?.get(key);
    let use_fips = text("use_fips_endpoint").is_some_and(|word| word.eq_ignore_ascii_case("true"));
    Ok(ProfileSays { region: text("region").map(ToOwned::to_owned), use_fips })
}

/// Returns the devices whose codes `log_in` needs, in the order in which it needs them; mostly there are none.
///
/// # Errors
/// When the AWS files can't be read, or have no such profile.
pub async fn mfa_devices(options: &ConnectOptions) -> Result<Vec<MfaDevice>, ConnectError> {
    if options.in_process.is_some() {
        return Ok(Vec::new());
    }
    let files = profiles(options.profile.as_deref(), &Fs::real(), &Env::real()).await?;
    let roles = roles_with_mfa(options, &files, &Env::real());
    let device = |role: &Role| Some(MfaDevice { profile: role.profile.clone(), serial: role.serial.clone()? });
    Ok(roles.iter().flat_map(|roles| &roles.roles).filter_map(device).collect())
}

/// Finds out where credentials come from; sends nothing to a service, but to assume roles for which a code was given.
///
/// # Errors
/// What has to be put right first, or why a role was not given.
pub async fn log_in(options: &ConnectOptions, codes: &[MfaCode]) -> Result<Login, ConnectError> {
    let env = Env::real();
    let files = profiles(options.profile.as_deref(), &Fs::real(), &env).await?;
    check_profile(options.profile.as_deref(), &files)?;
    let (config, providers) = loaded(options).await?;
    if let Some(roles) = roles_with_mfa(options, &files, &env) {
        checked_region(&config)?;
        let base = base_provider(&roles.base, &files, &providers);
        let keys = assume(&config, base, options, &roles, codes).await?;
        return Ok(Login(with_keys(&config, SharedCredentialsProvider::new(keys))));
    }
    match &options.profile {
        Some(profile) if options.is_profile_said && has_keys(&env) => {
            Ok(Login(with_keys(&config, SharedCredentialsProvider::new(without_environment(profile, &providers)))))
        }
        Some(_) | None => Ok(Login(config)),
    }
}

fn with_keys(config: &SdkConfig, provider: SharedCredentialsProvider) -> SdkConfig {
    config.clone().into_builder().credentials_provider(provider).build()
}

/// Tells whether keys stand in the environment.
fn has_keys(env: &Env) -> bool {
    env.get(KEYS_VARIABLE).is_ok_and(|keys| !keys.is_empty())
}

/// The SDK's default chain without its first member.
fn without_environment(profile: &str, providers: &ProviderConfig) -> CredentialsProviderChain {
    let files = ProfileFileCredentialsProvider::builder().profile_name(profile).configure(providers).build();
    CredentialsProviderChain::first_try("Profile", files)
        .or_else("WebIdentityToken", WebIdentityTokenCredentialsProvider::builder().configure(providers).build())
        .or_else("EcsContainer", EcsCredentialsProvider::builder().configure(providers).build())
        .or_else("Ec2InstanceMetadata", ImdsCredentialsProvider::builder().configure(providers).build())
}

/// Returns the roles of the profile that counts, when one of them needs a code.
fn roles_with_mfa(options: &ConnectOptions, files: &ProfileSet, env: &Env) -> Option<Roles> {
    if has_keys(env) && !options.is_profile_said {
        return None; // they count for more
    }
    let name = options.profile.as_deref().unwrap_or(files.selected_profile());
    roles_of(files, name).filter(|roles| roles.roles.iter().any(|role| role.serial.is_some()))
}

/// Follows `source_profile` from a profile to the one with credentials, as the SDK does. `None` where there is no role, or
/// the SDK has to tell what is wrong.
fn roles_of(files: &ProfileSet, name: &str) -> Option<Roles> {
    let mut roles: Vec<Role> = Vec::new();
    let mut name = name.to_owned();
    while roles.len() < ROLES_MAX {
        let profile = files.get_profile(&name)?;
        let text = |key| profile.get(key).map(ToOwned::to_owned);
        // In each profile but the first, keys count for more than a role.
        let is_base = !roles.is_empty() && keys_of(files, &name).is_some();
        let (Some(arn), Some(source), false) = (text("role_arn"), text("source_profile"), is_base) else {
            roles.reverse();
            return (!roles.is_empty()).then_some(Roles { base: name, roles });
        };
        roles.push(Role {
            profile: name,
            arn,
            serial: text("mfa_serial"),
            external_id: text("external_id"),
            session_name: text("role_session_name"),
            duration_s: profile.get("duration_seconds").and_then(|seconds| seconds.parse().ok()),
        });
        name = source;
    }
    None // round in a circle
}

/// Returns the keys that stand in a profile.
fn keys_of(files: &ProfileSet, name: &str) -> Option<Credentials> {
    let text = |key| files.get_profile(name)?.get(key).map(ToOwned::to_owned);
    let (id, secret) = (text("aws_access_key_id")?, text("aws_secret_access_key")?);
    Some(Credentials::new(id, secret, text("aws_session_token"), None, "profile"))
}

/// Assumes one role after the other, with the codes that were given.
async fn assume(
    config: &SdkConfig,
    base: SharedCredentialsProvider,
    options: &ConnectOptions,
    Roles { base: profile, roles }: &Roles,
    codes: &[MfaCode],
) -> Result<Credentials, ConnectError> {
    let endpoint = effective(config, &options.endpoints)?.sts;
    let mut keys = base;
    let mut codes = codes.iter();
    let mut last = None;
    for role in roles {
        let mut sts = aws_sdk_sts::config::Builder::from(config).credentials_provider(keys);
        sts.set_endpoint_url(endpoint.clone());
        sts.set_retry_partition(Some(partition("deskfleet-login")));
        let code = role.serial.as_ref().and_then(|_| codes.next());
        let answer = aws_sdk_sts::Client::from_conf(sts.build())
            .assume_role()
            .role_arn(&role.arn)
            .role_session_name(role.session_name.as_deref().unwrap_or(SESSION_NAME))
            .set_external_id(role.external_id.clone())
            .set_duration_seconds(role.duration_s)
            .set_serial_number(role.serial.clone().filter(|_| code.is_some()))
            .set_token_code(code.map(|code| code.0.clone()))
            .send()
            .await;
        let failed = |fault| ConnectError::Role { profile: role.profile.clone(), fault };
        let answer = answer.map_err(|error| failed(classify("AssumeRole", &error)))?;
        let given = answer.credentials.ok_or_else(|| failed(no_keys()))?;
        let ends = given.expiration.try_into().map_err(|_| failed(no_keys()))?;
        let given = Credentials::new(
            given.access_key_id,
            given.secret_access_key,
            Some(given.session_token),
            Some(ends),
            "AssumeRole",
        );
        keys = SharedCredentialsProvider::new(given.clone());
        last = Some(given);
    }
    last.ok_or_else(|| ConnectError::Role { profile: profile.clone(), fault: no_keys() })
}

fn no_keys() -> Fault {
    Fault::new(FaultKind::Unknown, "`AssumeRole` gave no credentials")
}

/// Returns the credentials that the first role is assumed with.
fn base_provider(base: &str, files: &ProfileSet, providers: &ProviderConfig) -> SharedCredentialsProvider {
    match keys_of(files, base) {
        // Of a profile that is its own source the SDK would assume the role.
        Some(keys) => SharedCredentialsProvider::new(keys),
        None => SharedCredentialsProvider::new(
            ProfileFileCredentialsProvider::builder().profile_name(base).configure(providers).build(),
        ),
    }
}

/// Reads the AWS files.
async fn profiles(name: Option<&str>, fs: &Fs, env: &Env) -> Result<ProfileSet, ConnectError> {
    let name = name.map(|name| name.to_owned().into());
    let files = aws_config::profile::load(fs, env, &EnvConfigFiles::default(), name).await;
    // The names and lines of a file are told, never what stands in it.
    files.map_err(|error| {
        let causes: Vec<String> = chain(&error).map(|cause| cause.to_string().replace('\n', " ")).collect();
        ConnectError::ProfileFiles(causes.join(": "))
    })
}

/// Looks whether the AWS files have a profile; the SDK would go on without it and fail later, elsewhere.
fn check_profile(name: Option<&str>, files: &ProfileSet) -> Result<(), ConnectError> {
    let Some(name) = name.filter(|name| *name != "default" && files.get_profile(name).is_none()) else {
        return Ok(());
    };
    let mut known: Vec<String> = files.profiles().map(ToOwned::to_owned).collect();
    known.sort();
    let slips = |other: &String| strsim::damerau_levenshtein(&name.to_lowercase(), &other.to_lowercase());
    let nearest = known.iter().min_by_key(|other| slips(other)).filter(|other| slips(other) <= PROFILE_SLIPS_MAX);
    Err(ConnectError::Profile { name: name.to_owned(), nearest: nearest.cloned(), known })
}

/// The SDK's default chain with our HTTP client and time, and the same for providers of our own.
async fn loaded(options: &ConnectOptions) -> Result<(SdkConfig, ProviderConfig), ConnectError> {
    let bundle = options.ca_bundle.as_ref().map(|path| {
        read_bundle(path).map_err(|reason| ConnectError::CaBundle { path: path.display().to_string(), reason })
    });
    let network = SharedHttpClient::new(NetworkClient::new(bundle.transpose()?));
    // Only the credential providers may use the plain metadata services, not the services themselves.
    let for_providers = Seam::new(network.clone(), METADATA_SERVICES);
    let mut loader = aws_config::defaults(BehaviorVersion::v2026_01_12())
        .http_client(for_providers.clone())
        .time_source(ServiceTime(options.clock.clone()))
        .sleep_impl(TokioSleep::new())
        .retry_config(RetryConfig::disabled())
        // Off, and said so: it cuts a slow answer before the time-out does (style.md 5.6).
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .timeout_config(timeouts());
    if let Some(name) = app_name() {
        loader = loader.app_name(name);
    }
    if let Some(region) = &options.region {
        loader = loader.region(Region::new(region.clone()));
    }
    if let Some(profile) = &options.profile {
        loader = loader.profile_name(profile);
    }
    if let Some(use_fips) = options.use_fips {
        loader = loader.use_fips(use_fips);
    }
    let config = loader.load().await.into_builder().http_client(Seam::new(network, &[])).build();
    let providers = ProviderConfig::empty()
        .with_http_client(for_providers)
        .with_time_source(ServiceTime(options.clock.clone()))
        .with_sleep_impl(TokioSleep::new())
        .with_retry_config(RetryConfig::disabled())
        .with_timeout_config(timeouts())
        .with_behavior_version(Some(BehaviorVersion::v2026_01_12()))
        .with_use_fips(config.use_fips())
        .with_region(config.region().cloned());
    Ok((config, providers))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENV: &[(&str, &str)] =
        &[("AWS_CONFIG_FILE", "/aws/config"), ("AWS_SHARED_CREDENTIALS_FILE", "/aws/credentials")];

    fn read(config: &str, credentials: &str) -> Result<ProfileSet, ConnectError> {
        let fs = Fs::from_slice(&[("/aws/config", config), ("/aws/credentials", credentials)]);
        let runtime = crate::clock::runtime(true).expect("a runtime");
        runtime.block_on(profiles(None, &fs, &Env::from_slice(ENV)))
    }

    #[test]
    fn codes_have_six_digits_and_are_not_shown() {
        assert_eq!(MfaCode::new(" 123 456 "), Some(MfaCode("123456".to_owned())));
        for bad in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(MfaCode::new(bad), None, "{bad}");
        }
        assert!(!format!("{:?}", MfaCode::new("123456")).contains("123"));
    }

    #[test]
    fn roles_are_followed_to_the_profile_with_the_keys() {
        let config = "[profile prod]\nrole_arn = arn:aws:iam::444455556666:role/mfa/admin\nsource_profile = jump\n\
                      mfa_serial = arn:aws:iam::111122223333:mfa/ada\nexternal_id = x1\nduration_seconds = 1800\n\
                      [profile jump]\nrole_arn = arn:aws:iam::111122223333:role/jump\nsource_profile = base\n\
                      [profile web]\nrole_arn = arn:aws:iam::111122223333:role/web\nsource_profile = token\n\
                      [profile token]\nrole_arn = arn:aws:iam::1:role/x\nweb_identity_token_file = /token\n\
                      [profile keyed]\nrole_arn = arn:aws:iam::111122223333:role/own\nsource_profile = self\n\
                      [profile self]\nrole_arn = arn:aws:iam::111122223333:role/own\nsource_profile = self\n\
                      [profile metadata]\nrole_arn = arn:aws:iam::1:role/x\ncredential_source = Ec2InstanceMetadata\n\
                      [profile round]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = trip\n\
                      [profile trip]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = round\n\
                      [profile lost]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = nowhere\n";
        let keys = |name: &str| format!("[{name}]\naws_access_key_id = AKID\naws_secret_access_key = hunter2\n");
        let files = read(config, &(keys("base") + &keys("self"))).expect("files");
        let names = |name: &str| {
            let roles = roles_of(&files, name)?;
            Some((roles.base, roles.roles.into_iter().map(|role| role.profile).collect::<Vec<_>>()))
        };
        for (name, base, through) in [
            ("prod", "base", &["jump", "prod"] as &[_]),
            ("self", "self", &["self"]),
            ("keyed", "self", &["keyed"]),
            ("web", "token", &["web"]),
        ] {
            let through = through.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(names(name), Some((base.to_owned(), through)), "{name}");
        }
        for without in ["base", "metadata", "token", "round", "lost", "nobody"] {
            assert_eq!(names(without), None, "{without}");
        }
        let prod = roles_of(&files, "prod").expect("roles").roles.pop().expect("one");
        assert_eq!(prod.serial.as_deref(), Some("arn:aws:iam::111122223333:mfa/ada"));
        assert_eq!((prod.external_id.as_deref(), prod.duration_s), (Some("x1"), Some(1800)));
    }

    #[test]
    fn a_profile_is_there_or_the_nearest_is_named() {
        let config = "[default]\nregion = us-east-1\n[profile prod-admin]\nregion = us-east-1\n";
        let credentials = "[test]\naws_access_key_id = AKID\naws_secret_access_key = hunter2\n";
        let check = |name: Option<&str>, config: &str, credentials: &str| {
            read(config, credentials).and_then(|files| check_profile(name, &files))
        };
        for good in [None, Some("default"), Some("prod-admin"), Some("test")] {
            assert_eq!(check(good, config, credentials), Ok(()));
        }
        assert_eq!(check(Some("default"), "", ""), Ok(()));
        let hint = |name: &str, config: &str, credentials: &str| {
            let error = check(Some(name), config, credentials).expect_err("no such profile");
            assert_eq!(error.to_string(), format!("there is no profile `{name}`"));
            error.hint()
        };
        assert_eq!(hint("Prod-Admn", config, credentials), "did you mean `prod-admin`?");
        assert_eq!(hint("nothing-like-it", config, credentials), "there are default, prod-admin, test");
        assert!(hint("x", "", "").contains("`aws configure`"));
        let many = (0..15).map(|number| format!("[profile {number:09}]\nregion = x\n")).collect::<Vec<_>>().concat();
        assert!(hint("nothing-like-it", &many, "").ends_with("000000009 and 5 more"));
        let broken = check(None, config, "[test]\naws_secret_access_key hunter2\n").expect_err("no file");
        assert!(!broken.hint().is_empty());
        let said = format!("{broken} {broken:?}");
        assert!(
            said.contains("/aws/credentials") && !said.contains("hunter2") && !broken.to_string().contains('\n'),
            "{said}"
        );
    }
}
