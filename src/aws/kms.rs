//! The one call of KMS: in which state a key is.
//!
//! The only file that names `aws_sdk_kms`. Uses no key and changes none.

use aws_smithy_runtime::client::retries::RetryPartition;
use aws_types::SdkConfig;

use super::retry::Call;
use super::{Aws, Fault, FaultKind};
use crate::model::{Key, KeyState};

/// The bucket of KMS.
pub(super) const LANE: &str = "kms";
/// The one kind of key that volumes can be encrypted with (domain.md E-17).
const SYMMETRIC: &str = "SYMMETRIC_DEFAULT";
const DESCRIBE_KEY: Call = Call { operation: "DescribeKey", lane: LANE };

/// The client of KMS.
#[derive(Clone, Debug)]
pub(super) struct Kms(aws_sdk_kms::Client);

impl Kms {
    pub(super) fn new(config: &SdkConfig, endpoint: Option<String>, partition: RetryPartition) -> Self {
        let mut builder = aws_sdk_kms::config::Builder::from(config);
        builder.set_endpoint_url(endpoint);
        builder.set_retry_partition(Some(partition));
        Self(aws_sdk_kms::Client::from_conf(builder.build()))
    }
}

impl Aws {
    /// Reads the state of a key (`DescribeKey`), by whatever name desktops have for it.
    ///
    /// That KMS knows no such key is an answer: nothing can be decrypted with it.
    ///
    /// # Errors
    /// What went wrong, after repetitions; an answer that says no state is one that can't be read.
    pub async fn key(&self, key_id: &str) -> Result<Key, Fault> {
        let read = self.read(DESCRIBE_KEY, async || self.kms.0.describe_key().key_id(key_id).send().await).await;
        let key = |key_state, symmetric| Key { key_id: key_id.to_owned(), key_state, symmetric };
        let answer = match read {
            Ok(answer) => answer,
            Err(fault) if fault.kind == FaultKind::Gone => return Ok(key(None, None)),
            Err(fault) => return Err(fault),
        };
        let metadata = answer.key_metadata;
        let spec = metadata.as_ref().and_then(|metadata| metadata.key_spec.as_ref());
        let symmetric = spec.map(|spec| spec.as_str() == SYMMETRIC);
        let state = metadata.and_then(|metadata| metadata.key_state);
        let state = state.ok_or_else(|| Fault::new(FaultKind::Unknown, "`DescribeKey` named no state of the key"))?;
        Ok(key(Some(KeyState::from(state.as_str())), symmetric))
    }
}
