//! STS as far as a client needs it to log in and to learn who it is: `GetCallerIdentity`, and `AssumeRole` with the code of
//! an MFA device (STS API reference).
//!
//! There are no users and no roles to look up: any key is that of one user, every role of an account of this world is
//! given to anybody, and those below the path `/mfa/` to whoever shows a code. Every device shows the same one. The keys of
//! a role are those of its account, which their id names. May import: `call`, `wire`, `world`. Changes nothing.

use jiff::Timestamp;

use super::call::{CallContext, Outcome, Service};
use super::lifecycle::plus_seconds;
use super::wire::query::{self, Element, Query};
use super::world::World;

/// The actions that there are.
pub(super) const ACTIONS: [&str; 2] = ["GetCallerIdentity", ASSUME_ROLE];
const ASSUME_ROLE: &str = "AssumeRole";
const VERSION: &str = "2011-06-15";

/// Name and unique id of the one identity there is: whatever key signed the request, it is this user.
pub(super) const USER_NAME: &str = "simulated";
pub(super) const USER_ID: &str = "AIDASIMULATEDDESKFLEE";

/// What MFA devices show.
const MFA_CODE: &str = "123456";
/// The path of roles whose trust policy asks for MFA.
const MFA_PATH: &str = "mfa/";
/// How long the keys of a role are good for, in seconds: least, most, and where nothing is said.
const DURATION_S: (u64, u64, u64) = (900, 43_200, 3_600);

/// Answers one request to STS.
pub(super) fn handle(_: &mut World, now: Timestamp, context: &CallContext, query: &Query) -> Outcome {
    let (action, version) = (query.action(), query.version());
    if !ACTIONS.contains(&action) || version != VERSION {
        let message = format!("Could not find operation {action} for version {version}");
        return Service::Sts.error(400, "InvalidAction", &message, context.request_id);
    }
    if action == ASSUME_ROLE {
        return assume_role(now, context, query).unwrap_or_else(|refused| refused.outcome(context));
    }
    identity(context, action)
}

fn identity(context: &CallContext, action: &str) -> Outcome {
    let identity = vec![
        Element::text("Arn", user(context)),
        Element::text("UserId", USER_ID),
        Element::text("Account", context.account),
    ];
    answer(context, action, identity)
}

/// The ARN of the one user.
fn user(context: &CallContext) -> String {
    format!("arn:{}:iam::{}:user/{USER_NAME}", partition(context.region), context.account)
}

fn answer(context: &CallContext, action: &str, result: Vec<Element>) -> Outcome {
    let name = if action == ASSUME_ROLE { "AssumeRoleResult" } else { "GetCallerIdentityResult" };
    Outcome {
        status: 200,
        content_type: query::CONTENT_TYPE,
        body: query::sts_response(action, context.request_id, Element::tree(name, result)),
        ..Outcome::default()
    }
}

/// Why a role is not given.
struct Refused {
    status: u16,
    code: &'static str,
    message: String,
}

impl Refused {
    fn outcome(&self, context: &CallContext) -> Outcome {
        Service::Sts.error(self.status, self.code, &self.message, context.request_id)
    }
}

fn invalid(name: &str) -> Refused {
    let message = format!("1 validation error detected: the value at '{name}' failed to satisfy constraint");
    Refused { status: 400, code: "ValidationError", message }
}

fn denied(message: impl Into<String>) -> Refused {
    Refused { status: 403, code: "AccessDenied", message: message.into() }
}

fn assume_role(now: Timestamp, context: &CallContext, query: &Query) -> Result<Outcome, Refused> {
    let arn = query.get("RoleArn").unwrap_or_default();
    let (account, path) = role(arn).ok_or_else(|| invalid("roleArn"))?;
    let is_word = |text: &str, also: &str| text.chars().all(|one| one.is_ascii_alphanumeric() || also.contains(one));
    let session = query.get("RoleSessionName").unwrap_or_default();
    if !(2..=64).contains(&session.len()) || !is_word(session, "_+=,.@-") {
        return Err(invalid("roleSessionName"));
    }
    let (least, most, usual) = DURATION_S;
    let seconds = query.get("DurationSeconds").map_or(Some(usual), |text| text.parse().ok());
    let seconds =
        seconds.filter(|seconds| (least..=most).contains(seconds)).ok_or_else(|| invalid("durationSeconds"))?;
    let serial = query.get("SerialNumber");
    if serial.is_some_and(|serial| !(9..=256).contains(&serial.len()) || !is_word(serial, "_+=/:,.@-")) {
        return Err(invalid("serialNumber"));
    }
    let code = query.get("TokenCode");
    if code.is_some_and(|code| code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(invalid("tokenCode"));
    }
    if code.is_some() && (code != Some(MFA_CODE) || serial.is_none()) {
        return Err(denied("MultiFactorAuthentication failed with invalid MFA one time pass code."));
    }
    let is_ours = account == context.account || context.accounts.contains(account);
    if !is_ours || (path.starts_with(MFA_PATH) && code.is_none()) {
        let user = user(context);
        return Err(denied(format!("User: {user} is not authorized to perform: sts:AssumeRole on resource: {arn}")));
    }
    let mut rng = context.rng("role");
    let mut letters = |count: usize| {
        (0..count).map(|_| char::from(b'A' + u8::try_from(rng.below(26)).unwrap_or(0))).collect::<String>()
    };
    let keys = vec![
        // An id that says whose it is, as the reader of requests takes it.
        Element::text("AccessKeyId", format!("ASIA{account}{}", letters(4))),
        Element::text("SecretAccessKey", letters(40)),
        Element::text("SessionToken", letters(200)),
        Element::text("Expiration", plus_seconds(now, seconds).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
    ];
    let (id, name) = (format!("AROA{}", letters(17)), path.rsplit('/').next().unwrap_or_default());
    let partition = partition(context.region);
    let user = vec![
        Element::text("AssumedRoleId", format!("{id}:{session}")),
        Element::text("Arn", format!("arn:{partition}:sts::{account}:assumed-role/{name}/{session}")),
    ];
    let result = vec![Element::tree("Credentials", keys), Element::tree("AssumedRoleUser", user)];
    Ok(answer(context, ASSUME_ROLE, result))
}

/// Returns account and path of a role's ARN.
fn role(arn: &str) -> Option<(&str, &str)> {
    let ["arn", _, "iam", "", account, role] = arn.splitn(6, ':').collect::<Vec<_>>()[..] else {
        return None;
    };
    let path = role.strip_prefix("role/").filter(|path| !path.is_empty() && !path.ends_with('/'))?;
    (account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())).then_some((account, path))
}

/// Returns the partition that a Region belongs to, as ARNs spell it.
pub(super) fn partition(region: &str) -> &'static str {
    if region.starts_with("cn-") {
        "aws-cn"
    } else if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    }
}
