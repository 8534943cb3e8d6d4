//! Making a connection: credentials, Region, endpoints, time-outs, and what must be so before anything is sent.
//!
//! Credentials are `login`'s; whatever else the user did not set comes from the SDK's default chain, as in the AWS CLI.
//! With a service in this process nothing is read from files or environment. The SDK gets our time and our HTTP client, and
//! sleeps only to end a wait on a socket: those time-outs are real time under a scaled clock, and virtual under a virtual
//! one, where the other end lives in the same virtual time. Sends nothing itself, except for asking a simulator for its
//! clock.

use std::cell::{Cell, OnceCell, RefCell};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::app_name::AppName;
use aws_types::service_config::ServiceConfigKey;
use jiff::Timestamp;
use serde::Deserialize;

use super::login::{Login, log_in};
use super::network;
use super::seam::Seam;
use super::{
    Aws, EndpointError, Fault, check_endpoint, cloudtrail, cloudwatch, domains, ec2, is_loopback, kms, quotas, sts,
    tagging, workspaces,
};
use crate::clock::Clock;
use crate::pace::{Pace, Rate, Rates};

/// How long a connection may take to stand.
const CONNECT_MAX: Duration = Duration::from_secs(5);
/// How long an answer may take. The service is slow for large pages and when it is busy.
const ANSWER_MAX: Duration = Duration::from_mins(1);

/// Regions whose WorkSpaces endpoint has a FIPS form (domain.md M). The SDK builds the name for any Region.
const FIPS_REGIONS: &[&str] = &["us-east-1", "us-east-2", "us-west-2", "us-gov-east-1", "us-gov-west-1"];

/// How many profiles a hint lists.
const PROFILES_SHOWN_MAX: usize = 10;

/// What a connection is made from.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// The Region; `None`: environment and profile decide.
    pub region: Option<String>,
    /// The profile; `None`: `AWS_PROFILE`, else the default one.
    pub profile: Option<String>,
    /// Whether it was said on the command line: then keys in the environment don't count, as in the AWS CLI.
    pub is_profile_said: bool,
    /// A login with this profile, in place of a new one.
    pub login: Option<Login>,
    /// Endpoints in place of the services' own.
    pub endpoints: Endpoints,
    /// Whether FIPS endpoints are asked for; `None`: environment and profile decide.
    pub use_fips: Option<bool>,
    /// A file of certificates to trust instead of the machine's (`AWS_CA_BUNDLE`).
    pub ca_bundle: Option<PathBuf>,
    /// A service in this process in place of the network.
    pub in_process: Option<InProcess>,
    /// Time of the service.
    pub clock: Clock,
    /// How fast each bucket may be used; see `documented_rates`.
    pub rates: Rates,
    /// Decides the jitter of pauses.
    pub seed: u64,
}

/// Endpoints in place of the services' own; `None`: environment and profile decide.
#[derive(Clone, Debug, Default)]
pub struct Endpoints {
    /// For all services.
    pub all: Option<String>,
    /// For WorkSpaces, before the one for all.
    pub workspaces: Option<String>,
    /// For EC2, before the one for all.
    pub ec2: Option<String>,
    /// For STS, before the one for all.
    pub sts: Option<String>,
    /// For CloudTrail, before the one for all.
    pub cloudtrail: Option<String>,
    /// For CloudWatch, before the one for all.
    pub cloudwatch: Option<String>,
    /// For KMS, before the one for all.
    pub kms: Option<String>,
    /// For Service Quotas, before the one for all.
    pub quotas: Option<String>,
    /// For the Resource Groups Tagging API, before the one for all.
    pub tagging: Option<String>,
    /// For Directory Service, before the one for all.
    pub domains: Option<String>,
}

impl Endpoints {
    fn each(&self) -> [Option<&str>; 10] {
        let Self { all, workspaces, ec2, sts, cloudtrail, cloudwatch, kms, quotas, tagging, domains } = self;
        [all, workspaces, ec2, sts, cloudtrail, cloudwatch, kms, quotas, tagging, domains].map(Option::as_deref)
    }
}

/// Keys of a service in this process: requests are signed with them as with any, and they are worth nothing elsewhere.
const IN_PROCESS_KEYS: (&str, &str) = ("AKIASIMULATED0000000", "simulated");

/// A service in this process, reached without a network.
#[derive(Clone, Debug)]
pub struct InProcess {
    http: SharedHttpClient,
}

impl InProcess {
    /// Returns the service at the other end of a client.
    #[must_use]
    pub fn new(client: impl HttpClient + 'static) -> Self {
        Self { http: SharedHttpClient::new(client) }
    }
}

/// Why no connection can be made; nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// No Region anywhere.
    #[error("no Region is set")]
    NoRegion,
    /// Not the form of a Region.
    #[error("`{0}` is not a Region")]
    Region(String),
    /// An endpoint that breaks the rules.
    #[error("{error} ({service})")]
    Endpoint {
        /// Whose endpoint.
        service: &'static str,
        /// The rule.
        error: EndpointError,
    },
    /// FIPS with a PrivateLink endpoint.
    #[error("PrivateLink has no FIPS endpoint")]
    FipsPrivateLink,
    /// FIPS with another endpoint that was given.
    #[error("a FIPS endpoint is asked for and another endpoint is given")]
    FipsEndpoint,
    /// FIPS in a Region without it.
    #[error("WorkSpaces has no FIPS endpoint in {0}")]
    FipsRegion(String),
    /// A profile that the AWS files don't have.
    #[error("there is no profile `{name}`")]
    Profile {
        /// What was asked for.
        name: String,
        /// The nearest of those that there are.
        nearest: Option<String>,
        /// What there is.
        known: Vec<String>,
    },
    /// AWS files that can't be read.
    #[error("the AWS configuration can't be read: {0}")]
    ProfileFiles(String),
    /// A role that is not given.
    #[error("the role of profile `{profile}` is not given: {fault}")]
    Role {
        /// The profile that names the role.
        profile: String,
        /// Why.
        fault: Fault,
    },
    /// A file of certificates that can't be used.
    #[error("the certificate file `{path}` {reason}")]
    CaBundle {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl ConnectError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoRegion => "pass `--region`, set `AWS_REGION`, or set `region` in the profile".to_owned(),
            Self::Region(_) => "Regions look like `us-east-1` or `us-gov-west-1`".to_owned(),
            Self::Endpoint { error, .. } => error.hint().to_owned(),
            Self::FipsPrivateLink | Self::FipsEndpoint => {
                "use one or the other: drop the endpoint, or turn FIPS off (`AWS_USE_FIPS_ENDPOINT=false`)".to_owned()
            }
            Self::FipsRegion(_) => format!("it has one in {}", FIPS_REGIONS.join(", ")),
            Self::Profile { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::Profile { nearest: None, known, .. } if known.is_empty() => {
                "`~/.aws/config` and `~/.aws/credentials` have no profile; make one with `aws configure`".to_owned()
            }
            Self::Profile { nearest: None, known, .. } => {
                let more = known.len().saturating_sub(PROFILES_SHOWN_MAX);
                let shown = known.iter().take(PROFILES_SHOWN_MAX).cloned().collect::<Vec<_>>().join(", ");
                if more > 0 { format!("there are {shown} and {more} more") } else { format!("there are {shown}") }
            }
            Self::ProfileFiles(_) => "put the file right, or name another one with `AWS_CONFIG_FILE`".to_owned(),
            Self::Role { .. } => {
                "look at `role_arn`, `mfa_serial` and `source_profile` of the profile, and at the policies of the \
                 role; a code is good once: wait for the next one"
                    .to_owned()
            }
            Self::CaBundle { .. } => "`AWS_CA_BUNDLE` names a file of certificates in PEM form".to_owned(),
        }
    }
}

/// Returns the rates that AWS documents (domain.md F), by bucket.
#[must_use]
pub fn documented_rates() -> Rates {
    let mut rates = Rates::from([
        (workspaces::LANE, Rate::new(2.0, 5)),
        // STS publishes no figure. It is asked once a connection; ten a second is far below what anybody was throttled at.
        (sts::LANE, Rate::new(10.0, 10)),
        // Two a second and no burst.
        (cloudtrail::LANE, Rate::new(2.0, 1)),
        // Far below the 50 a second that Service Quotas names for `GetMetricData`; a fleet takes a call for 500 desktops.
        (cloudwatch::LANE, Rate::new(5.0, 5)),
        // KMS grants thousands of DescribeKey a second, shared by all who use keys; a fleet has a handful of them.
        (kms::LANE, Rate::new(10.0, 10)),
        // Service Quotas publishes no figure, and is asked a few times a command at most.
        (quotas::LANE, Rate::new(5.0, 5)),
        // 15 calls of GetResources a second (Tag Editor User Guide, "Service quotas"); a burst is not granted.
        (tagging::LANE, Rate::new(15.0, 1)),
        // Directory Service publishes no figure; a command asks it a few times.
        (domains::LANE, Rate::new(2.0, 5)),
    ]);
    // EC2 counts by operation: reads with a filter or pages 20/s, bucket 100; a change of an interface 5/s, bucket 100.
    rates.extend(ec2::LANES.iter().map(|lane| (*lane, Rate::new(20.0, 100))));
    rates.insert(ec2::MODIFY_INTERFACE.lane, Rate::new(5.0, 100));
    rates
}

/// Our time as the SDK asks for it.
#[derive(Debug)]
pub(super) struct ServiceTime(pub(super) Clock);

impl TimeSource for ServiceTime {
    fn now(&self) -> SystemTime {
        self.0.now().into()
    }
}

impl Aws {
    /// Makes a connection; sends nothing to a service, though without a Region the SDK may ask the metadata service of
    /// this machine for it.
    ///
    /// # Errors
    /// What has to be put right first.
    pub async fn connect(options: ConnectOptions) -> Result<Self, ConnectError> {
        let given = &options.endpoints;
        for endpoint in given.each() {
            check_given("--endpoint-url", endpoint)?;
        }
        let config = if let Some(service) = &options.in_process {
            in_process(service, &options)
        } else {
            let Login(config) = match &options.login {
                Some(login) => login.clone(),
                None => log_in(&options, &[]).await?,
            };
            let region = options.region.clone().map(Region::new).or_else(|| config.region().cloned());
            config.into_builder().region(region).build()
        };
        let region = checked_region(&config)?;
        let endpoints = effective(&config, given)?;
        if config.use_fips() == Some(true) {
            check_fips(&endpoints, &region)?;
        }
        tracing::info!(region, endpoint = endpoints.workspaces, simulated = options.in_process.is_some(), "connected");
        let mut workspaces = aws_sdk_workspaces::config::Builder::from(&config);
        workspaces.set_endpoint_url(endpoints.workspaces.clone());
        workspaces.set_retry_partition(Some(partition("deskfleet-workspaces")));
        let mut sts = aws_sdk_sts::config::Builder::from(&config);
        sts.set_endpoint_url(endpoints.sts);
        sts.set_retry_partition(Some(partition("deskfleet-sts")));
        Ok(Self {
            credentials: config.credentials_provider(),
            workspaces: aws_sdk_workspaces::Client::from_conf(workspaces.build()),
            ec2: ec2::Ec2::new(&config, endpoints.ec2, partition("deskfleet-ec2")),
            cloudwatch: cloudwatch::CloudWatch::new(&config, endpoints.cloudwatch, partition("deskfleet-cloudwatch")),
            kms: kms::Kms::new(&config, endpoints.kms, partition("deskfleet-kms")),
            quotas: quotas::Quotas::new(&config, endpoints.quotas, partition("deskfleet-quotas")),
            tagging: tagging::Tagging::new(&config, endpoints.tagging, partition("deskfleet-tagging")),
            domains: domains::Domains::new(&config, endpoints.domains, partition("deskfleet-ds")),
            sts: aws_sdk_sts::Client::from_conf(sts.build()),
            cloudtrail: cloudtrail::CloudTrail::new(&config, endpoints.cloudtrail, partition("deskfleet-cloudtrail")),
            pace: Pace::new(options.clock.clone(), &options.rates, options.seed),
            clock: options.clock,
            region,
            endpoint: endpoints.workspaces,
            simulated: options.in_process.is_some(),
            identity: OnceCell::new(),
            calls: RefCell::default(),
            heard: Cell::new(false),
        })
    }
}

/// A retry bucket of its own: the SDK's default one is shared by the whole process.
pub(super) fn partition(name: &'static str) -> RetryPartition {
    RetryPartition::custom(name).build()
}

pub(super) fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(CONNECT_MAX)
        .read_timeout(ANSWER_MAX)
        .operation_attempt_timeout(ANSWER_MAX)
        .build()
}

/// `app/deskfleet-0.1.0` in the user agent, so that an administrator finds our calls in CloudTrail.
pub(super) fn app_name() -> Option<AppName> {
    AppName::new(concat!("deskfleet-", env!("CARGO_PKG_VERSION"))).ok()
}

impl Aws {
    /// Returns when the credentials end; `None` when they don't, or it is not known.
    ///
    /// Asks the provider again, so once a command.
    pub async fn credentials_end_at(&self) -> Option<Timestamp> {
        let provider = self.credentials.as_ref()?;
        ends_at(&provider.provide_credentials().await.ok()?)
    }
}

fn ends_at(credentials: &Credentials) -> Option<Timestamp> {
    let end = aws_smithy_types::DateTime::from(credentials.expiry()?);
    Timestamp::from_second(end.secs()).ok()
}

/// A configuration for a service in this process: no file, no environment, no network.
fn in_process(service: &InProcess, options: &ConnectOptions) -> SdkConfig {
    let keys = Credentials::new(IN_PROCESS_KEYS.0, IN_PROCESS_KEYS.1, None, None, "in-process");
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(options.region.clone().map(Region::new))
        .credentials_provider(SharedCredentialsProvider::new(keys))
        .http_client(Seam::new(service.http.clone(), &[]))
        .time_source(ServiceTime(options.clock.clone()))
        .sleep_impl(TokioSleep::new())
        .retry_config(RetryConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .timeout_config(timeouts());
    config.set_app_name(app_name());
    config.set_use_fips(options.use_fips);
    config.build()
}

/// Returns the Region, checked.
pub(super) fn checked_region(config: &SdkConfig) -> Result<String, ConnectError> {
    let region = config.region().map(ToString::to_string).ok_or(ConnectError::NoRegion)?;
    check_region(&region)?;
    Ok(region)
}

fn check_region(region: &str) -> Result<(), ConnectError> {
    // It becomes part of a host name: anything else in it could lead the signed request elsewhere.
    let letters = region.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if letters && (1..=32).contains(&region.len()) && !region.starts_with('-') && !region.ends_with('-') {
        Ok(())
    } else {
        Err(ConnectError::Region(region.to_owned()))
    }
}

fn check_given(service: &'static str, endpoint: Option<&str>) -> Result<(), ConnectError> {
    endpoint
        .map_or(Ok(()), |endpoint| check_endpoint(endpoint).map_err(|error| ConnectError::Endpoint { service, error }))
}

/// Returns the endpoints that will be used, checked: what was given, else what environment and profile say.
pub(super) fn effective(config: &SdkConfig, given: &Endpoints) -> Result<Endpoints, ConnectError> {
    let one = |service_id: &'static str, own: &Option<String>| {
        let endpoint = own.clone().or_else(|| given.all.clone()).or_else(|| configured(config, service_id));
        check_given(service_id, endpoint.as_deref())?;
        Ok(endpoint)
    };
    Ok(Endpoints {
        all: given.all.clone(),
        workspaces: one("WorkSpaces", &given.workspaces)?,
        ec2: one("EC2", &given.ec2)?,
        sts: one("STS", &given.sts)?,
        cloudtrail: one("CloudTrail", &given.cloudtrail)?,
        cloudwatch: one("CloudWatch", &given.cloudwatch)?,
        kms: one("KMS", &given.kms)?,
        quotas: one("Service Quotas", &given.quotas)?,
        tagging: one("Resource Groups Tagging API", &given.tagging)?,
        domains: one("Directory Service", &given.domains)?,
    })
}

fn configured(config: &SdkConfig, service_id: &str) -> Option<String> {
    let key = ServiceConfigKey::builder()
        .service_id(service_id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok()?;
    let of_service = config.service_config().and_then(|settings| settings.load_config(key));
    of_service.or_else(|| config.endpoint_url().map(ToOwned::to_owned))
}

fn check_fips(endpoints: &Endpoints, region: &str) -> Result<(), ConnectError> {
    if endpoints.each().into_iter().flatten().any(|endpoint| endpoint.contains(".vpce.")) {
        return Err(ConnectError::FipsPrivateLink);
    }
    if endpoints.each().iter().any(Option::is_some) {
        return Err(ConnectError::FipsEndpoint);
    }
    if has_fips(region) { Ok(()) } else { Err(ConnectError::FipsRegion(region.to_owned())) }
}

/// Tells whether a Region has FIPS endpoints.
#[must_use]
pub fn has_fips(region: &str) -> bool {
    FIPS_REGIONS.contains(&region)
}

/// What a served simulator says about its time.
#[derive(Debug, Deserialize)]
struct ClockAnswer {
    now: Timestamp,
    speed: f64,
}

/// Asks a simulator that is served on this machine for its time; `None` for any other endpoint.
pub async fn service_clock(endpoint: &str) -> Option<Clock> {
    check_endpoint(endpoint).ok()?;
    if !is_loopback(endpoint) {
        return None;
    }
    let address = format!("{}/_deskfleet/clock", endpoint.trim_end_matches('/'));
    let answer = network::get(&address).await?;
    let ClockAnswer { now, speed } = serde_json::from_slice(&answer).ok()?;
    Some(Clock::scaled(now, speed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> ConnectOptions {
        ConnectOptions {
            region: Some("us-east-1".to_owned()),
            profile: None,
            is_profile_said: false,
            login: None,
            endpoints: Endpoints::default(),
            use_fips: None,
            ca_bundle: None,
            in_process: Some(InProcess::new(network::NetworkClient::new(None))),
            clock: Clock::system(),
            rates: documented_rates(),
            seed: 1,
        }
    }

    fn refused(options: ConnectOptions) -> ConnectError {
        let runtime = crate::clock::runtime(true).expect("a runtime");
        let error = runtime.block_on(Aws::connect(options)).expect_err("refused");
        assert!(!error.hint().is_empty() && !error.to_string().ends_with('.'), "{error}");
        error
    }

    fn fips(region: &str, endpoint: Option<&str>) -> ConnectOptions {
        ConnectOptions {
            region: Some(region.to_owned()),
            use_fips: Some(true),
            endpoints: Endpoints { workspaces: endpoint.map(ToOwned::to_owned), ..Endpoints::default() },
            ..options()
        }
    }

    #[test]
    fn fips_only_where_it_is() {
        let private = "https://vpce-0a-b.workspaces.us-east-1.vpce.amazonaws.com";
        assert_eq!(refused(fips("us-east-1", Some(private))), ConnectError::FipsPrivateLink);
        assert_eq!(refused(fips("us-east-1", Some("https://h.example"))), ConnectError::FipsEndpoint);
        assert_eq!(refused(fips("eu-west-1", None)), ConnectError::FipsRegion("eu-west-1".to_owned()));
        let runtime = crate::clock::runtime(true).expect("a runtime");
        assert!(runtime.block_on(Aws::connect(fips("us-gov-west-1", None))).is_ok());
    }

    #[test]
    fn a_region_is_needed_and_is_only_a_name() {
        assert_eq!(refused(ConnectOptions { region: None, ..options() }), ConnectError::NoRegion);
        for region in ["", "us east", "evil.example/#", "us-east-1@evil", "US-EAST-1", "-x"] {
            let error = refused(ConnectOptions { region: Some(region.to_owned()), ..options() });
            assert_eq!(error, ConnectError::Region(region.to_owned()));
        }
    }

    #[test]
    fn endpoints_are_checked_and_the_nearest_one_counts() {
        let plain = ConnectOptions {
            endpoints: Endpoints { ec2: Some("http://10.0.0.1".to_owned()), ..Endpoints::default() },
            ..options()
        };
        assert!(matches!(refused(plain), ConnectError::Endpoint { error: EndpointError::NoTls, .. }));
        let given = Endpoints {
            all: Some("https://all.example".to_owned()),
            workspaces: Some("https://workspaces.example".to_owned()),
            ..Endpoints::default()
        };
        let config = SdkConfig::builder().endpoint_url("https://profile.example").build();
        let used = effective(&config, &given).expect("allowed");
        assert_eq!(used.workspaces.as_deref(), Some("https://workspaces.example"));
        assert_eq!(used.sts.as_deref(), Some("https://all.example"));
        let used = effective(&config, &Endpoints::default()).expect("allowed");
        assert_eq!(used.ec2.as_deref(), Some("https://profile.example"));
    }

    #[test]
    fn a_bad_certificate_file_is_refused_before_anything_is_sent() {
        let path = Some(PathBuf::from("/no/such/bundle.pem"));
        let error = refused(ConnectOptions { ca_bundle: path, in_process: None, ..options() });
        assert!(matches!(error, ConnectError::CaBundle { .. }), "{error}");
    }

    #[test]
    fn only_a_simulator_on_this_machine_has_a_clock() {
        let runtime = crate::clock::runtime(false).expect("a runtime");
        for endpoint in ["https://workspaces.us-east-1.amazonaws.com", "http://10.0.0.1", "http://127.0.0.1:1"] {
            assert!(runtime.block_on(service_clock(endpoint)).is_none(), "{endpoint}");
        }
    }

    #[test]
    fn the_end_of_credentials_is_told_where_it_is_known() {
        let at = |expiry| Credentials::new("AKIDEXAMPLE", "x", None, expiry, "test");
        let end = SystemTime::UNIX_EPOCH + Duration::from_hours(491_000);
        assert_eq!(ends_at(&at(Some(end))), Timestamp::from_second(1_767_600_000).ok());
        assert_eq!(ends_at(&at(None)), None);
    }
}
