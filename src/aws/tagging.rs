//! Tags of many desktops at once: `GetResources` of the Resource Groups Tagging API, 100 a call.
//!
//! The only file that names `aws_sdk_resourcegroupstagging`. What stands where:
//!
//! - For many desktops tags are read here: `--with tags`, filters by tag, the protect tag when a plan is made, and whether
//!   the tags that a run set are there. WorkSpaces itself has no such call: `DescribeTags` is one a desktop, at two a second.
//! - For a few, `DescribeTags`: as many calls as go at once take no longer than one.
//! - Where this service is denied, out of reach or has no such operation, `DescribeTags` for all: it is a way to be quick,
//!   and nobody's command fails for it. After that it is not asked again over the same connection.
//! - It hears of a change some seconds late. So right before a severe call it is always `DescribeTags`, and of desktops
//!   whose tags we changed ourselves a moment ago as well.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_resourcegroupstagging::types::ResourceTagMapping;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_types::SdkConfig;

use super::retry::{ATTEMPTS_MAX_DISPENSABLE, Call};
use super::{Aws, Fault};
use crate::model::{Tag, WorkspaceId};

/// The bucket of the Tagging API.
pub(super) const LANE: &str = "tagging";
const GET_RESOURCES: Call = Call { operation: "GetResources", lane: LANE };
/// How many ARNs a call takes.
const ARNS_PER_CALL: usize = 100;
/// For so many desktops at most each is asked for by itself: they go at once (domain.md F).
const ONE_BY_ONE_MAX: usize = 5;

/// The client of the Tagging API.
#[derive(Debug)]
pub(super) struct Tagging {
    client: aws_sdk_resourcegroupstagging::Client,
    /// Whether it failed before: then it would again.
    is_out: Cell<bool>,
    /// Desktops whose tags were read here, and so perhaps late.
    told: RefCell<BTreeSet<WorkspaceId>>,
}

impl Tagging {
    pub(super) fn new(config: &SdkConfig, endpoint: Option<String>, partition: RetryPartition) -> Self {
        let mut builder = aws_sdk_resourcegroupstagging::config::Builder::from(config);
        builder.set_endpoint_url(endpoint);
        builder.set_retry_partition(Some(partition));
        let client = aws_sdk_resourcegroupstagging::Client::from_conf(builder.build());
        Self { client, is_out: Cell::new(false), told: RefCell::default() }
    }
}

impl Aws {
    /// Reads the tags of many desktops, sorted by key; a desktop that is absent is to be asked for by itself.
    ///
    /// # Errors
    /// When the credentials end.
    pub async fn tags_of_many(&self, ids: &[WorkspaceId]) -> Result<BTreeMap<WorkspaceId, Vec<Tag>>, Fault> {
        let mut found = BTreeMap::new();
        if ids.len() <= ONE_BY_ONE_MAX {
            return Ok(found);
        }
        let scope = self.scope().await?;
        for ids in ids.chunks(ARNS_PER_CALL) {
            if self.tagging.is_out.get() {
                break;
            }
            let arns: Vec<String> = ids.iter().map(|id| scope.arn_of(id)).collect();
            let send =
                async || self.tagging.client.get_resources().set_resource_arn_list(Some(arns.clone())).send().await;
            match self.read_at_most(GET_RESOURCES, ATTEMPTS_MAX_DISPENSABLE, send).await {
                Ok(answer) => {
                    let is_whole = answer.pagination_token.is_none_or(|token| token.is_empty());
                    let mut told = tags_by_arn(answer.resource_tag_mapping_list.unwrap_or_default());
                    for (id, arn) in ids.iter().zip(&arns) {
                        // It names whoever has tags, or had some. Where it has more to say, only what it said counts.
                        let tags = told.remove(arn).or_else(|| is_whole.then(Vec::new));
                        found.extend(tags.map(|tags| (id.clone(), tags)));
                    }
                }
                Err(fault) if fault.is_credentials() => return Err(fault),
                Err(fault) => {
                    tracing::info!(kind = ?fault.kind, "tags are read desktop by desktop");
                    self.tagging.is_out.set(true);
                }
            }
        }
        self.tagging.told.borrow_mut().extend(found.keys().cloned());
        Ok(found)
    }

    /// Takes those of these desktops whose tags were read here since they were last asked for.
    pub(super) fn take_told(&self, ids: &BTreeSet<WorkspaceId>) -> BTreeSet<WorkspaceId> {
        let mut told = self.tagging.told.borrow_mut();
        let (taken, left) = std::mem::take(&mut *told).into_iter().partition(|id| ids.contains(id));
        *told = left;
        taken
    }
}

fn tags_by_arn(mappings: Vec<ResourceTagMapping>) -> BTreeMap<String, Vec<Tag>> {
    let tags = |mapping: ResourceTagMapping| {
        let tags = mapping.tags.unwrap_or_default().into_iter();
        let mut tags: Vec<Tag> = tags.map(|tag| Tag { key: tag.key, value: tag.value }).collect();
        tags.sort();
        Some((mapping.resource_arn?, tags))
    };
    mappings.into_iter().filter_map(tags).collect()
}
