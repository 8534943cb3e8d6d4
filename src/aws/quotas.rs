//! The one call of Service Quotas: how many desktops an account may have in a Region.
//!
//! The only file that names `aws_sdk_servicequotas`. Asks for no other quota and changes none.

use aws_smithy_runtime::client::retries::RetryPartition;
use aws_types::SdkConfig;

use super::retry::{ATTEMPTS_MAX_DISPENSABLE, Call};
use super::{Aws, Fault, FaultKind};
use crate::model::{Counted, Quota};

/// The bucket of Service Quotas.
pub(super) const LANE: &str = "servicequotas";
/// What Service Quotas calls the service whose quotas these are.
const SERVICE: &str = "workspaces";
const GET_QUOTA: Call = Call { operation: "GetServiceQuota", lane: LANE };

/// The client of Service Quotas.
#[derive(Clone, Debug)]
pub(super) struct Quotas(aws_sdk_servicequotas::Client);

impl Quotas {
    pub(super) fn new(config: &SdkConfig, endpoint: Option<String>, partition: RetryPartition) -> Self {
        let mut builder = aws_sdk_servicequotas::config::Builder::from(config);
        builder.set_endpoint_url(endpoint);
        builder.set_retry_partition(Some(partition));
        Self(aws_sdk_servicequotas::Client::from_conf(builder.build()))
    }
}

impl Aws {
    /// Reads a quota as it applies to the account (`GetServiceQuota`).
    ///
    /// # Errors
    /// What went wrong. Where nothing could be sent that is told at once: not every Region has Service Quotas, and then
    /// there is no such host.
    pub async fn quota(&self, counted: Counted) -> Result<Quota, Fault> {
        let send =
            async || self.quotas.0.get_service_quota().service_code(SERVICE).quota_code(counted.code()).send().await;
        let answer = match self.once(GET_QUOTA, send).await {
            Err(fault) if matches!(fault.kind, FaultKind::Throttled | FaultKind::Unknown) => {
                self.read_at_most(GET_QUOTA, ATTEMPTS_MAX_DISPENSABLE, send).await?
            }
            other => other?,
        };
        let value = answer.quota.and_then(|quota| quota.value).and_then(whole);
        let value = value
            .ok_or_else(|| Fault::new(FaultKind::Unknown, format!("`{}` named no number", GET_QUOTA.operation)))?;
        Ok(Quota { quota_code: counted.code().to_owned(), value })
    }
}

/// Desktops are counted in whole ones; the API has a number for quotas of every kind.
fn whole(value: f64) -> Option<u64> {
    format!("{:.0}", value.floor()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_quota_is_a_whole_number_or_none() {
        for (value, read) in [
            (0.0, Some(0)),
            (5_000.0, Some(5_000)),
            (2.9, Some(2)),
            (-1.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(whole(value), read, "{value}");
        }
    }
}
