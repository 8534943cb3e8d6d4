//! One request from the wire to an operation and back: what was called, in which context, and what came of it.
//!
//! Knows the headers and bodies of the services; decides nothing about the world.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::http::Request;
use super::record::Record;
use super::rng::Random;
use super::wire::query::{self, Query};
use super::wire::{cbor, json};
use super::world::World;

/// A service that the simulator answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Service {
    /// Amazon WorkSpaces, awsJson 1.1.
    WorkSpaces,
    /// Amazon EC2, query protocol.
    Ec2,
    /// AWS STS, query protocol.
    Sts,
    /// AWS KMS, awsJson 1.1.
    Kms,
    /// AWS CloudTrail, awsJson 1.1.
    CloudTrail,
    /// Service Quotas, awsJson 1.1.
    Quotas,
    /// Resource Groups Tagging API, awsJson 1.1.
    Tagging,
    /// AWS Directory Service, awsJson 1.1.
    Directories,
    /// Amazon CloudWatch, rpc-v2-cbor or awsJson 1.0.
    Monitoring,
}

/// What `X-Amz-Target` begins with for each service that has one (domain Q).
///
/// CloudTrail takes two: botocore sends the long one, the SDKs that are made from Smithy models the short one.
const TARGETS: [(&str, Service); 8] = [
    ("WorkspacesService.", Service::WorkSpaces),
    ("TrentService.", Service::Kms),
    ("ServiceQuotasV20190624.", Service::Quotas),
    ("ResourceGroupsTaggingAPI_20170126.", Service::Tagging),
    ("DirectoryService_20150416.", Service::Directories),
    ("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.", Service::CloudTrail),
    ("CloudTrail_20131101.", Service::CloudTrail),
    ("GraniteServiceVersion20100801.", Service::Monitoring),
];

impl Service {
    /// Returns the name in the signing scope and in the record.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::WorkSpaces => "workspaces",
            Self::Ec2 => "ec2",
            Self::Sts => "sts",
            Self::Kms => "kms",
            Self::CloudTrail => "cloudtrail",
            Self::Quotas => "servicequotas",
            Self::Tagging => "tagging",
            Self::Directories => "ds",
            Self::Monitoring => "monitoring",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let all = [
            Self::WorkSpaces,
            Self::Ec2,
            Self::Sts,
            Self::Kms,
            Self::CloudTrail,
            Self::Quotas,
            Self::Tagging,
            Self::Directories,
            Self::Monitoring,
        ];
        all.into_iter().find(|service| service.name() == name)
    }

    /// Returns this service's error document.
    pub(super) fn error(self, status: u16, code: &str, message: &str, request_id: &str) -> Outcome {
        match self {
            Self::WorkSpaces
            | Self::Kms
            | Self::CloudTrail
            | Self::Quotas
            | Self::Tagging
            | Self::Directories
            | Self::Monitoring => json::error(status, code, message, None),
            Self::Ec2 => Outcome::xml_error(status, code, query::ec2_error(code, message, request_id)),
            Self::Sts => {
                let fault = if status < 500 { "Sender" } else { "Receiver" };
                Outcome::xml_error(status, code, query::sts_error(fault, code, message, request_id))
            }
        }
    }
}

/// What a request asks for, as far as the wire tells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call {
    /// Which service.
    pub(super) service: Service,
    /// Operation as named by the caller; may not exist.
    pub(super) operation: String,
    /// Account that the key of the signature names; the engine puts the one in its place that the request is made in.
    pub(super) account: String,
    /// Region of the signing scope.
    pub(super) region: String,
    /// Parameters.
    pub(super) parameters: Parameters,
}

/// Parameters in their wire's shape.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Parameters {
    /// A JSON document.
    Json(Value),
    /// A body that should have been a JSON object and is not.
    NotJson,
    /// A form.
    Query(Query),
}

/// A request that never got as far as an operation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unreadable {
    /// Service whose error shape the answer takes.
    pub(super) service: Service,
    /// Operation, as far as it could be read.
    pub(super) operation: String,
    /// HTTP status.
    pub(super) status: u16,
    /// Error code.
    pub(super) code: &'static str,
    /// Message.
    pub(super) message: String,
}

/// Text beside the code of a request that names nothing known here.
const UNKNOWN: &str = "The request names no operation of a service that is known here.";

/// Scope of a signature: everything of it that the simulator looks at.
struct Scope {
    account: String,
    region: String,
    service: String,
}

impl Call {
    /// Reads a request.
    ///
    /// # Errors
    /// When it is not signed, signed for another service, or names no operation of a service that is known here.
    pub(super) fn read(request: &Request) -> Result<Self, Unreadable> {
        if let Some(target) = cbor::target(request) {
            return Self::read_document(request, &target, cbor::read);
        }
        match request.headers.get("x-amz-target") {
            Some(target) => Self::read_document(request, target, |body| serde_json::from_slice(body).ok()),
            None => Self::read_query(request),
        }
    }

    /// Reads a request whose target stands beside its body, in whichever way the body is written.
    fn read_document(
        request: &Request,
        target: &str,
        parse: impl Fn(&[u8]) -> Option<Value>,
    ) -> Result<Self, Unreadable> {
        let named = TARGETS.into_iter().find(|(prefix, _)| target.starts_with(prefix)).map(|(_, service)| service);
        let service = named.unwrap_or(Service::WorkSpaces);
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let unreadable = |code, message: &str| Unreadable {
            service,
            operation: operation.clone(),
            status: 400,
            code,
            message: message.to_owned(),
        };
        let Some(header) = request.headers.get("authorization") else {
            return Err(unreadable("MissingAuthenticationTokenException", "Missing Authentication Token"));
        };
        let Some(scope) = scope(header) else {
            return Err(unreadable(
                "IncompleteSignatureException",
                "Authorization header requires 'Credential' parameter with a full credential scope.",
            ));
        };
        if request.method != "POST" || named.is_none() {
            return Err(unreadable("UnknownOperationException", UNKNOWN));
        }
        if scope.service != service.name() {
            return Err(unreadable(
                "InvalidSignatureException",
                &format!("Credential should be scoped to correct service: '{}'.", service.name()),
            ));
        }
        Ok(Self {
            service,
            operation,
            account: scope.account,
            region: scope.region,
            parameters: without_secrets(document(&request.body, parse)),
        })
    }

    fn read_query(request: &Request) -> Result<Self, Unreadable> {
        let query = Query::parse(&request.body);
        let operation = query.as_ref().map(|query| query.action().to_owned()).unwrap_or_default();
        let header = request.headers.get("authorization");
        let scope = header.and_then(|header| scope(header));
        let service = scope.as_ref().and_then(|scope| Service::from_name(&scope.service));
        let unreadable = |service, status, code, message: &str| Unreadable {
            service,
            operation: operation.clone(),
            status,
            code,
            message: message.to_owned(),
        };
        match (header, scope, service) {
            (None, ..) => Err(unreadable(
                Service::Sts,
                403,
                "MissingAuthenticationToken",
                "Request is missing Authentication Token",
            )),
            (Some(_), None, _) => Err(unreadable(
                Service::Sts,
                403,
                "IncompleteSignature",
                "Authorization header requires 'Credential' parameter with a full credential scope.",
            )),
            // A request of a JSON service without a target, or a service that is not simulated.
            (
                Some(_),
                Some(_),
                None
                | Some(
                    Service::WorkSpaces
                    | Service::Kms
                    | Service::CloudTrail
                    | Service::Quotas
                    | Service::Tagging
                    | Service::Monitoring,
                ),
            ) => Err(unreadable(Service::WorkSpaces, 400, "UnknownOperationException", UNKNOWN)),
            (Some(_), Some(scope), Some(service)) => match query {
                Ok(query) => Ok(Self {
                    service,
                    operation,
                    account: scope.account,
                    region: scope.region,
                    parameters: Parameters::Query(query),
                }),
                Err(error) => Err(unreadable(service, 400, error.code(), &error.to_string())),
            },
        }
    }

    /// Returns the service and the operation as a right to it is named: `tagging:GetResources`.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.service.name(), self.operation)
    }

    /// Returns the parameters as the record shows them: without the code of an MFA device.
    pub(super) fn shown(&self) -> Value {
        let mut shown = match &self.parameters {
            Parameters::Json(value) => value.clone(),
            Parameters::NotJson => Value::Null,
            Parameters::Query(query) => query.to_json(),
        };
        if self.service == Service::Sts
            && let Some(Value::String(code)) = shown.get_mut("TokenCode")
        {
            *code = MASK.to_string().repeat(code.chars().count());
        }
        shown
    }

    /// Returns the call that a line of the record tells of; `None` for one that never got as far as an operation.
    pub(super) fn from_record(record: &Record) -> Option<Self> {
        let Record { operation, account, region, parameters, .. } = record;
        let service = Service::from_name(&record.service).filter(|_| !account.is_empty())?;
        let parameters = match service {
            Service::Ec2 | Service::Sts => Parameters::Query(recorded_form(operation, parameters)?),
            Service::WorkSpaces
            | Service::Kms
            | Service::CloudTrail
            | Service::Quotas
            | Service::Tagging
            | Service::Directories
            | Service::Monitoring => {
                if parameters.is_null() {
                    Parameters::NotJson
                } else {
                    Parameters::Json(parameters.clone())
                }
            }
        };
        let (operation, account, region) = (operation.clone(), account.clone(), region.clone());
        Some(Self { service, operation, account, region, parameters })
    }
}

/// Returns the form that the record shows as flat names and text values.
fn recorded_form(action: &str, parameters: &Value) -> Option<Query> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("Action", action);
    for (name, value) in parameters.as_object()? {
        form.append_pair(name, value.as_str()?);
    }
    Query::parse(form.finish().as_bytes()).ok()
}

fn document(body: &[u8], parse: impl Fn(&[u8]) -> Option<Value>) -> Parameters {
    if body.is_empty() {
        return Parameters::Json(Value::Object(Map::new()));
    }
    match parse(body) {
        None | Some(Value::Null) => Parameters::NotJson,
        Some(value) => Parameters::Json(value),
    }
}

/// What a secret is shown as: behind this point nobody knows it, so it comes into no record, message or trail.
const MASK: char = '*';
/// Characters of a secret that the API takes (K-22); one of another length keeps it, so that it is refused as it would be.
const SECRET_CHARS: std::ops::RangeInclusive<usize> = 8..=512;

/// Masks the secret that RADIUS servers share.
fn without_secrets(mut parameters: Parameters) -> Parameters {
    if let Parameters::Json(document) = &mut parameters
        && let Some(Value::String(secret)) = document.pointer_mut("/RadiusSettings/SharedSecret")
    {
        let length = secret.chars().count();
        let shown = if SECRET_CHARS.contains(&length) { *SECRET_CHARS.start() } else { length };
        *secret = MASK.to_string().repeat(shown);
    }
    parameters
}

/// A key's id begins with four letters that say what kind of key it is; here the account may stand behind them.
const KEY_KIND_CHARS: usize = 4;
const ACCOUNT_DIGITS: usize = 12;

/// Returns the scope of `… Credential=KEY/20260105/us-east-1/workspaces/aws4_request, …`.
fn scope(header: &str) -> Option<Scope> {
    let (_, rest) = header.split_once("Credential=")?;
    let credential = rest.split([',', ' ']).next()?;
    let parts: Vec<&str> = credential.split('/').collect();
    match parts.as_slice() {
        [key, _, region, service, "aws4_request"] if !region.is_empty() => {
            let account = key.get(KEY_KIND_CHARS..KEY_KIND_CHARS + ACCOUNT_DIGITS).unwrap_or_default().to_owned();
            Some(Scope { account, region: (*region).to_owned(), service: (*service).to_owned() })
        }
        _ => None,
    }
}

/// What an operation may know beside the world and its parameters.
#[derive(Clone, Debug)]
pub(super) struct CallContext<'a> {
    /// Account of the caller.
    pub(super) account: &'a str,
    /// Other accounts that there are.
    pub(super) accounts: &'a BTreeSet<String>,
    /// Region of the signing scope.
    pub(super) region: &'a str,
    /// Number of the request.
    pub(super) seq: u64,
    /// Id of the request.
    pub(super) request_id: &'a str,
    /// Seed of the world.
    pub(super) seed: u64,
    /// Rows of domain.md that are neither enforced nor noted.
    pub(super) ignored_rows: &'a BTreeSet<String>,
    /// Whether the connection status leaves out when a user was last connected.
    pub(super) untold: bool,
    /// Faults that act inside the operation.
    pub(super) inner: InnerFaults,
    /// What the account has in other Regions.
    pub(super) others: Vec<&'a World>,
}

/// Faults that an operation itself carries out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct InnerFaults {
    /// Part of the answer is missing: an empty page that is not the last.
    pub(super) partial: bool,
    /// What is started will fail without saying so.
    pub(super) fail: bool,
    /// What is started will hang.
    pub(super) stuck: bool,
}

impl CallContext<'_> {
    /// Returns the random numbers of this request for a purpose.
    pub(super) fn rng(&self, purpose: &str) -> Random {
        Random::new(self.seed, purpose, self.seq)
    }

    /// Returns what the account has in another Region, if it ever made something there.
    pub(super) fn elsewhere(&self, region: &str) -> Option<&World> {
        self.others.iter().find(|world| world.region == region).copied()
    }

    /// Tells whether this row of domain.md is switched off.
    pub(super) fn ignores(&self, row: &str) -> bool {
        self.ignored_rows.contains(row)
    }
}

/// One target that an operation refused inside an answer of status 200.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedTarget {
    /// Id or user.
    pub id: String,
    /// Error code, a free string (domain C4).
    pub code: String,
}

/// What came of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    /// HTTP status.
    pub(super) status: u16,
    /// Content type of the body.
    pub(super) content_type: &'static str,
    /// Body.
    pub(super) body: Vec<u8>,
    /// Error code, when it was refused.
    pub(super) error: Option<String>,
    /// Targets refused one by one.
    pub(super) failed: Vec<FailedTarget>,
    /// Whether the world was changed.
    pub(super) applied: bool,
    /// Rows of domain.md that the request broke and that the caller could have known.
    pub(super) violations: Vec<String>,
}

impl Outcome {
    fn xml_error(status: u16, code: &str, body: Vec<u8>) -> Self {
        Self { status, content_type: query::CONTENT_TYPE, body, error: Some(code.to_owned()), ..Self::default() }
    }

    /// Returns it with these rows noted.
    pub(super) fn noting(mut self, rows: impl IntoIterator<Item = &'static str>) -> Self {
        self.violations.extend(rows.into_iter().map(str::to_owned));
        self
    }

    /// Returns it as one that changed the world.
    pub(super) fn changed(mut self) -> Self {
        self.applied = true;
        self
    }
}

/// Why an operation of WorkSpaces refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Code.
    pub(super) code: &'static str,
    /// Message.
    pub(super) message: String,
    /// The member `ResourceId` that some errors have.
    pub(super) resource: Option<String>,
}

impl Refusal {
    /// Returns a refusal that names no resource.
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), resource: None }
    }

    /// Returns the refusal of an id that nothing has.
    pub(super) fn not_found(what: &str, id: &str) -> Self {
        Self {
            code: "ResourceNotFoundException",
            message: format!("The specified {what} {id} could not be found."),
            resource: Some(id.to_owned()),
        }
    }

    /// Returns the answer that carries it.
    pub(super) fn outcome(&self) -> Outcome {
        json::error(400, self.code, &self.message, self.resource.as_deref())
    }
}

/// An operation of WorkSpaces: changes the world as asked or says why not.
pub(super) type Handler = fn(&mut World, Timestamp, &CallContext, &Value) -> Outcome;
