//! Who we are: the one call of STS.
//!
//! May import: `model`.

use super::retry::Call;
use super::{Aws, Fault, FaultKind};
use crate::model::Scope;

/// The bucket of STS.
pub(super) const LANE: &str = "sts";
const GET_CALLER_IDENTITY: Call = Call { operation: "GetCallerIdentity", lane: LANE };

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The account, twelve digits.
    pub account: String,
    /// The ARN of the caller, where the service says it.
    pub arn: Option<String>,
}

impl Aws {
    /// Returns who we are; asked once a connection.
    ///
    /// # Errors
    /// What went wrong with `GetCallerIdentity`.
    pub async fn caller_identity(&self) -> Result<Identity, Fault> {
        if let Some(known) = self.identity.get() {
            return Ok(known.clone());
        }
        let answer = self.read(GET_CALLER_IDENTITY, async || self.sts.get_caller_identity().send().await).await?;
        // It becomes a directory of the state directory: nothing else may pass for an account.
        let is_account = |text: &String| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
        let Some(account) = answer.account.filter(is_account) else {
            return Err(Fault::new(FaultKind::Unknown, "`GetCallerIdentity` named no account of twelve digits"));
        };
        let identity = Identity { account, arn: answer.arn };
        Ok(self.identity.get_or_init(|| identity).clone())
    }

    /// Returns account, Region and endpoint that this connection acts in.
    ///
    /// # Errors
    /// What went wrong with `GetCallerIdentity`.
    pub async fn scope(&self) -> Result<Scope, Fault> {
        Ok(Scope {
            account: self.caller_identity().await?.account,
            region: self.region.clone(),
            endpoint: self.endpoint.clone(),
            simulated: self.simulated,
        })
    }
}
