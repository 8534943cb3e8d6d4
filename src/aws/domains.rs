//! The calls of Directory Service: the directories as it has them, and their second factor.
//!
//! The only file that names `aws_sdk_directory`. The secret that RADIUS servers share goes into one request and nowhere
//! else: it is not read out of an answer, and what the service says of a request with it is not passed on.

use aws_sdk_directory::types as sdk;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_types::SdkConfig;

use super::convert::{needed, sorted};
use super::paging::all_pages;
use super::retry::Call;
use super::{Aws, Fault, FaultKind};
use crate::inventory::Gap;
use crate::model::around::{Domain, RadiusSettings};
use crate::model::{DirectoryId, RadiusSecret};

/// The bucket of Directory Service.
pub(super) const LANE: &str = "ds";
const DESCRIBE_DIRECTORIES: Call = Call { operation: "DescribeDirectories", lane: LANE };

/// The client of Directory Service.
#[derive(Clone, Debug)]
pub(super) struct Domains(aws_sdk_directory::Client);

impl Domains {
    pub(super) fn new(config: &SdkConfig, endpoint: Option<String>, partition: RetryPartition) -> Self {
        let mut builder = aws_sdk_directory::config::Builder::from(config);
        builder.set_endpoint_url(endpoint);
        builder.set_retry_partition(Some(partition));
        Self(aws_sdk_directory::Client::from_conf(builder.build()))
    }
}

impl Aws {
    /// Reads the directories of Directory Service, registered with `WorkSpaces` or not.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub(super) async fn domains(&self, gaps: &mut Vec<Gap>) -> Result<Vec<Domain>, Fault> {
        let records = all_pages(DESCRIBE_DIRECTORIES.operation, async |token| {
            let answer = self
                .read(DESCRIBE_DIRECTORIES, async || {
                    self.domains.0.describe_directories().set_next_token(token.clone()).send().await
                })
                .await?;
            Ok((answer.directory_descriptions.unwrap_or_default(), answer.next_token))
        });
        let mut domains = sorted(records.await?, domain, gaps);
        domains.sort();
        domains.dedup_by(|left, right| left.directory_id == right.directory_id);
        Ok(domains)
    }

    pub(super) async fn enable_radius(
        &self,
        call: Call,
        id: &DirectoryId,
        settings: &RadiusSettings,
        secret: Option<&RadiusSecret>,
    ) -> Result<(), Fault> {
        let secret =
            secret.ok_or_else(|| Fault::new(FaultKind::Bug, format!("`{}`: there is no secret", call.operation)))?;
        let settings = sdk::RadiusSettings::builder()
            .set_radius_servers(Some(settings.radius_servers.clone()))
            .set_radius_port(settings.radius_port)
            .set_radius_timeout(settings.radius_timeout)
            .set_radius_retries(settings.radius_retries)
            .set_authentication_protocol(settings.authentication_protocol.as_deref().map(Into::into))
            .shared_secret(secret.expose())
            .build();
        let send = async || {
            let request = self.domains.0.enable_radius().directory_id(id.as_str());
            request.radius_settings(settings.clone()).send().await
        };
        self.once_with_slot(call, send).await.map(drop).map_err(silent)
    }

    pub(super) async fn disable_radius(&self, call: Call, id: &DirectoryId) -> Result<(), Fault> {
        let send = async || self.domains.0.disable_radius().directory_id(id.as_str()).send().await;
        self.once_with_slot(call, send).await.map(drop)
    }
}

/// Keeps of a fault what can't quote the request: a service may well repeat a value that it refuses.
fn silent(fault: Fault) -> Fault {
    let message = match (&fault.code, fault.kind) {
        (Some(code), _) => {
            let code: String = code.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '.').collect();
            format!("`EnableRadius` failed with {code}; what it says is left out, it can quote the secret")
        }
        // Nothing came back that could quote anything.
        (None, FaultKind::NotSent | FaultKind::NoCredentials) => return fault,
        (None, _) => "no clear answer came to `EnableRadius`".to_owned(),
    };
    Fault { message, ..fault }
}

fn domain(from: sdk::DirectoryDescription) -> Result<Domain, Gap> {
    let id = needed(from.directory_id, "DirectoryDescription", None, "DirectoryId")?;
    Ok(Domain {
        directory_id: DirectoryId::from_service(id),
        name: from.name,
        kind: from.r#type.map(|kind| kind.as_str().to_owned()),
        stage: from.stage.map(|stage| stage.as_str().to_owned()),
        radius_status: from.radius_status.map(|status| status.as_str().to_owned()),
        radius_settings: from.radius_settings.map(|settings| RadiusSettings {
            radius_servers: settings.radius_servers.unwrap_or_default(),
            radius_servers_ipv6: settings.radius_servers_ipv6.unwrap_or_default(),
            radius_port: settings.radius_port,
            radius_timeout: settings.radius_timeout,
            radius_retries: Some(settings.radius_retries),
            authentication_protocol: settings.authentication_protocol.map(|protocol| protocol.as_str().to_owned()),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::{Fault, FaultKind, silent};

    /// Whatever a service says of the request stays here; what came back and what to do about it does not.
    #[test]
    fn what_could_quote_the_secret_is_left_out() {
        for (code, kind, kept) in [
            (Some("InvalidParameterException"), FaultKind::Rejected, "InvalidParameterException"),
            (Some("AccessDeniedException"), FaultKind::Denied, "AccessDeniedException"),
            (Some("quoted \"canary\" as a code"), FaultKind::Rejected, "failed with"),
            (None, FaultKind::Rejected, "no clear answer"),
            (None, FaultKind::Unknown, "no clear answer"),
            (None, FaultKind::Bug, "no clear answer"),
        ] {
            let message = "it can't be canary".to_owned();
            let fault = Fault { kind, code: code.map(str::to_owned), message, request_id: Some("0-1-2".to_owned()) };
            let told = silent(fault);
            assert!(told.kind == kind && told.message.contains(kept) && told.to_string().contains("0-1-2"), "{told}");
            assert!(!told.to_string().contains("it can't be canary") && !told.message.contains('"'), "{told}");
        }
        let refused = Fault::new(FaultKind::NotSent, "connection refused");
        assert_eq!(silent(refused.clone()), refused);
    }
}
