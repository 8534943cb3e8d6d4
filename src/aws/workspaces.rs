//! Reads of the WorkSpaces API, an operation a function; changes stand in `change`.
//!
//! Listings are read to their last page. Ids that the service does not know give no record and no error (domain.md G),
//! so what is absent here was not listed, while a record that can't be used is a gap: it *was* listed.

use std::collections::{BTreeMap, BTreeSet};

use super::convert;
use super::paging::all_pages;
use super::retry::Call;
use super::{Aws, Fault, FaultKind};
use crate::inventory::Gap;
use crate::model::{
    Bundle, BundleId, Connection, Directory, DirectoryId, Tag, VolumeSnapshots, Workspace, WorkspaceId,
};

/// The bucket of all WorkSpaces operations: the service counts them together, as far as it says (domain.md F).
pub(super) const LANE: &str = "workspaces";
/// How many ids a read takes, and how many records a page has at most (domain.md G).
const IDS_PER_CALL: usize = 25;
pub(super) const PAGE_MAX: i32 = 25;

const DESCRIBE_WORKSPACES: Call = Call { operation: "DescribeWorkspaces", lane: LANE };
const DESCRIBE_DIRECTORIES: Call = Call { operation: "DescribeWorkspaceDirectories", lane: LANE };
const DESCRIBE_BUNDLES: Call = Call { operation: "DescribeWorkspaceBundles", lane: LANE };
const DESCRIBE_CONNECTIONS: Call = Call { operation: "DescribeWorkspacesConnectionStatus", lane: LANE };
const DESCRIBE_SNAPSHOTS: Call = Call { operation: "DescribeWorkspaceSnapshots", lane: LANE };
const DESCRIBE_TAGS: Call = Call { operation: "DescribeTags", lane: LANE };

/// Which desktops to list; the service takes exactly one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkspaceQuery {
    /// All of the Region.
    All,
    /// Those with these ids, 25 a call.
    Ids(Vec<WorkspaceId>),
    /// Those of one user in one directory.
    DirectoryUser {
        /// The directory.
        directory_id: DirectoryId,
        /// The user.
        user_name: String,
    },
    /// Those of a directory.
    Directory(DirectoryId),
    /// Those made from a bundle.
    Bundle(BundleId),
}

/// Which bundles to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleQuery {
    /// The account's own.
    Own,
    /// AWS's public ones.
    Public,
    /// Those with these ids, 25 a call.
    Ids(Vec<BundleId>),
}

/// What a listing gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing<T> {
    /// The records, by id, each once.
    pub records: Vec<T>,
    /// Records that were listed and can't be used; the id of one, where there is one, is not absent.
    pub gaps: Vec<Gap>,
}

/// The members of a `DescribeWorkspaces` request that select.
#[derive(Clone, Debug, Default)]
struct Members {
    ids: Option<Vec<String>>,
    directory_id: Option<String>,
    user_name: Option<String>,
    bundle_id: Option<String>,
}

impl WorkspaceQuery {
    /// Returns the requests that it takes.
    fn requests(&self) -> Vec<Members> {
        let one = |members| vec![members];
        match self {
            Self::All => one(Members::default()),
            Self::Ids(ids) => batches(ids.iter().map(WorkspaceId::as_str))
                .into_iter()
                .map(|ids| Members { ids: Some(ids), ..Members::default() })
                .collect(),
            Self::DirectoryUser { directory_id, user_name } => one(Members {
                directory_id: Some(directory_id.to_string()),
                user_name: Some(user_name.clone()),
                ..Members::default()
            }),
            Self::Directory(id) => one(Members { directory_id: Some(id.to_string()), ..Members::default() }),
            Self::Bundle(id) => one(Members { bundle_id: Some(id.to_string()), ..Members::default() }),
        }
    }
}

/// Cuts ids, each once, into what one call takes.
fn batches<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<Vec<String>> {
    let unique: Vec<String> = ids.collect::<BTreeSet<_>>().into_iter().map(ToOwned::to_owned).collect();
    unique.chunks(IDS_PER_CALL).map(<[String]>::to_vec).collect()
}

impl Aws {
    /// Lists desktops (`DescribeWorkspaces`), by id, each once however often the pages have it.
    ///
    /// # Errors
    /// What went wrong, after repetitions; nothing is returned in part.
    pub async fn describe_workspaces(&self, query: &WorkspaceQuery) -> Result<Listing<Workspace>, Fault> {
        let mut found = BTreeMap::new();
        let mut gaps = Vec::new();
        for members in query.requests() {
            // A page size goes with a listing; ids are their own bound.
            let limit = members.ids.is_none().then_some(PAGE_MAX);
            let records = all_pages(DESCRIBE_WORKSPACES.operation, async |token| {
                let answer = self
                    .read(DESCRIBE_WORKSPACES, async || {
                        let request = self
                            .workspaces
                            .describe_workspaces()
                            .set_workspace_ids(members.ids.clone())
                            .set_directory_id(members.directory_id.clone())
                            .set_user_name(members.user_name.clone())
                            .set_bundle_id(members.bundle_id.clone())
                            .set_limit(limit)
                            .set_next_token(token.clone());
                        request.send().await
                    })
                    .await?;
                // The service gives an empty listing for nobody. Without one it was somebody else who answered, and
                // everybody would pass for gone.
                let without = || {
                    let message = format!("`{}` was answered without `Workspaces`", DESCRIBE_WORKSPACES.operation);
                    Fault::new(FaultKind::Unknown, message)
                };
                Ok((answer.workspaces.ok_or_else(without)?, answer.next_token))
            })
            .await?;
            for workspace in convert::sorted(records, convert::workspace, &mut gaps) {
                found.insert(workspace.workspace_id.clone(), workspace);
            }
        }
        Ok(Listing { records: found.into_values().collect(), gaps })
    }

    /// Lists all directories that are registered (`DescribeWorkspaceDirectories`), by id.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn directories(&self) -> Result<Listing<Directory>, Fault> {
        let records = self.directory_records().await?;
        let mut gaps = Vec::new();
        let mut records = convert::sorted(records, convert::directory, &mut gaps);
        records.sort_by(|left, right| left.directory_id.cmp(&right.directory_id));
        records.dedup_by(|left, right| left.directory_id == right.directory_id);
        Ok(Listing { records, gaps })
    }

    /// Lists them as they come.
    pub(super) async fn directory_records(&self) -> Result<Vec<aws_sdk_workspaces::types::WorkspaceDirectory>, Fault> {
        all_pages(DESCRIBE_DIRECTORIES.operation, async |token| {
            let answer = self
                .read(DESCRIBE_DIRECTORIES, async || {
                    let request = self.workspaces.describe_workspace_directories();
                    request.limit(PAGE_MAX).set_next_token(token.clone()).send().await
                })
                .await?;
            Ok((answer.directories.unwrap_or_default(), answer.next_token))
        })
        .await
    }

    /// Lists bundles (`DescribeWorkspaceBundles`), by id.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn bundles(&self, query: &BundleQuery) -> Result<Listing<Bundle>, Fault> {
        let mut gaps = Vec::new();
        let records = convert::sorted(self.bundle_records(query).await?, convert::bundle, &mut gaps);
        let bundles: BTreeMap<BundleId, Bundle> =
            records.into_iter().map(|bundle| (bundle.bundle_id.clone(), bundle)).collect();
        Ok(Listing { records: bundles.into_values().collect(), gaps })
    }

    /// Lists them as they come.
    pub(super) async fn bundle_records(
        &self,
        query: &BundleQuery,
    ) -> Result<Vec<aws_sdk_workspaces::types::WorkspaceBundle>, Fault> {
        let requests: Vec<(Option<Vec<String>>, Option<&str>)> = match query {
            BundleQuery::Own => vec![(None, None)],
            BundleQuery::Public => vec![(None, Some("AMAZON"))],
            BundleQuery::Ids(ids) => {
                batches(ids.iter().map(BundleId::as_str)).into_iter().map(|ids| (Some(ids), None)).collect()
            }
        };
        let mut found = Vec::new();
        for (ids, owner) in requests {
            let records = all_pages(DESCRIBE_BUNDLES.operation, async |token| {
                let answer = self
                    .read(DESCRIBE_BUNDLES, async || {
                        let request = self
                            .workspaces
                            .describe_workspace_bundles()
                            .set_bundle_ids(ids.clone())
                            .set_owner(owner.map(ToOwned::to_owned))
                            .set_next_token(token.clone());
                        request.send().await
                    })
                    .await?;
                // Without a list it was somebody else who answered, and every bundle would pass for gone.
                let without = || {
                    let message = format!("`{}` was answered without `Bundles`", DESCRIBE_BUNDLES.operation);
                    Fault::new(FaultKind::Unknown, message)
                };
                Ok((answer.bundles.ok_or_else(without)?, answer.next_token))
            })
            .await?;
            found.extend(records);
        }
        Ok(found)
    }

    /// Reads who is connected (`DescribeWorkspacesConnectionStatus`), 25 ids a call.
    ///
    /// An id that the service has no status for is absent.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn connection_status(&self, ids: &[WorkspaceId]) -> Result<BTreeMap<WorkspaceId, Connection>, Fault> {
        let mut found = BTreeMap::new();
        for ids in batches(ids.iter().map(WorkspaceId::as_str)) {
            let records = all_pages(DESCRIBE_CONNECTIONS.operation, async |token| {
                let answer = self
                    .read(DESCRIBE_CONNECTIONS, async || {
                        let request = self.workspaces.describe_workspaces_connection_status();
                        request.set_workspace_ids(Some(ids.clone())).set_next_token(token.clone()).send().await
                    })
                    .await?;
                Ok((answer.workspaces_connection_status.unwrap_or_default(), answer.next_token))
            })
            .await?;
            // A record without an id says nothing about anybody: whose it was stays absent.
            found.extend(records.into_iter().filter_map(|record| convert::connection(record).ok()));
        }
        Ok(found)
    }

    /// Reads the volume snapshots of a desktop (`DescribeWorkspaceSnapshots`).
    ///
    /// # Errors
    /// What went wrong, after repetitions; `FaultKind::Gone` when there is no such desktop.
    pub async fn volume_snapshots(&self, id: &WorkspaceId) -> Result<VolumeSnapshots, Fault> {
        let answer = self
            .read(DESCRIBE_SNAPSHOTS, async || {
                let request = self.workspaces.describe_workspace_snapshots();
                request.workspace_id(id.as_str()).send().await
            })
            .await?;
        Ok(VolumeSnapshots {
            rebuild_snapshots: convert::volume_snapshots(answer.rebuild_snapshots),
            restore_snapshots: convert::volume_snapshots(answer.restore_snapshots),
        })
    }

    /// Reads the tags of a desktop (`DescribeTags`), sorted by key.
    ///
    /// # Errors
    /// What went wrong, after repetitions; `FaultKind::Gone` when there is no such desktop.
    pub async fn tags(&self, id: &WorkspaceId) -> Result<Vec<Tag>, Fault> {
        self.tags_of(id.as_str()).await
    }

    /// Reads the tags of whatever has them.
    pub(super) async fn tags_of(&self, id: &str) -> Result<Vec<Tag>, Fault> {
        let answer =
            self.read(DESCRIBE_TAGS, async || self.workspaces.describe_tags().resource_id(id).send().await).await?;
        Ok(convert::tags(answer.tag_list))
    }
}
