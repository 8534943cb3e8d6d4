//! STS as far as a client needs it to learn who it is: `GetCallerIdentity`.
//!
//! May import: `call`, `wire`, `world`. Changes nothing.

use jiff::Timestamp;

use super::call::{CallContext, Outcome, Service};
use super::wire::query::{self, Element, Query};
use super::world::World;

/// The one action there is.
pub(super) const ACTION: &str = "GetCallerIdentity";
const VERSION: &str = "2011-06-15";

/// Name and unique id of the one identity there is: whatever key signed the request, it is this user.
pub(super) const USER_NAME: &str = "simulated";
pub(super) const USER_ID: &str = "AIDASIMULATEDDESKFLEE";

/// Answers one request to STS.
pub(super) fn handle(_: &mut World, _: Timestamp, context: &CallContext, query: &Query) -> Outcome {
    let (action, version) = (query.action(), query.version());
    if action != ACTION || version != VERSION {
        let message = format!("Could not find operation {action} for version {version}");
        return Service::Sts.error(400, "InvalidAction", &message, context.request_id);
    }
    let partition = partition(context.region);
    let account = context.account;
    let identity = vec![
        Element::text("Arn", format!("arn:{partition}:iam::{account}:user/{USER_NAME}")),
        Element::text("UserId", USER_ID),
        Element::text("Account", account),
    ];
    let result = Element::tree("GetCallerIdentityResult", identity);
    Outcome {
        status: 200,
        content_type: query::CONTENT_TYPE,
        body: query::sts_response(action, context.request_id, result),
        ..Outcome::default()
    }
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
