//! Reads a fleet into a snapshot: first all that many desktops share, then what costs a call a desktop, for those that
//! were selected.
//!
//! A fleet whose desktops can't be listed is an error: a part of it would pass for all. Anything else that can't be read
//! is a gap with its reason, and after a failure that is not about one desktop the same is not asked again for the rest.
//! Credentials that end are always an error. Nothing that the snapshot has already is asked again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::workspaces::{BundleQuery, Listing, WorkspaceQuery};
use super::{Address, Aws, Fault, FaultKind};
use crate::inventory::{Gap, Snapshot};
use crate::model::{Bundle, BundleId, Counted, Key, Quota, SubnetId, Workspace, WorkspaceId};

/// How many desktops share one call that takes ids, and so one failure.
const IDS_PER_CALL: usize = 25;

/// What is wanted of a fleet. `collect` reads the first six, `enrich` the others, for desktops that were selected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, and callers set them by name")]
pub struct Want {
    /// Which desktops.
    pub workspaces: WorkspaceQuery,
    /// Whether the directories are wanted.
    pub directories: bool,
    /// Which bundles.
    pub bundles: Bundles,
    /// Bundles that are wanted whoever owns them, by id.
    pub bundle_ids: BTreeSet<BundleId>,
    /// Whether the subnets of desktops and directories are wanted, with their free addresses.
    pub subnets: bool,
    /// Security groups that are wanted, by id.
    pub security_groups: BTreeSet<String>,
    /// Whether tags are wanted: a call for 100 desktops where the Tagging API answers, else one a desktop.
    pub tags: bool,
    /// Whether it is wanted who is connected: a call for 25 desktops.
    pub connection: bool,
    /// Whether volume snapshots are wanted: a call a desktop.
    pub volume_snapshots: bool,
    /// Whether the primary interfaces with their security groups are wanted: a call for about 200 desktops.
    pub interface: bool,
    /// Whether the state of keys that volumes are encrypted with is wanted: a call a key.
    pub keys: bool,
    /// Keys whose state is wanted whoever uses them.
    pub key_ids: BTreeSet<String>,
    /// Quotas that are wanted: a call each.
    pub quotas: BTreeSet<Counted>,
}

/// Which bundles are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundles {
    /// Only those named by id.
    None,
    /// Those that a desktop is made from.
    InUse,
    /// The account's own and those in use.
    Own,
    /// The account's own, AWS's public ones and those in use.
    All,
}

impl Want {
    /// Returns a want of the desktops and nothing more.
    #[must_use]
    pub fn only(workspaces: WorkspaceQuery) -> Self {
        Self {
            workspaces,
            directories: false,
            bundles: Bundles::None,
            bundle_ids: BTreeSet::new(),
            subnets: false,
            security_groups: BTreeSet::new(),
            tags: false,
            connection: false,
            volume_snapshots: false,
            interface: false,
            keys: false,
            key_ids: BTreeSet::new(),
            quotas: BTreeSet::new(),
        }
    }
}

/// Reads desktops and what they stand on into a snapshot that was seen at `now`.
///
/// # Errors
/// When the caller or the desktops can't be read, or the credentials end.
pub async fn collect(aws: &Aws, want: &Want, now: Timestamp) -> Result<Snapshot, Fault> {
    let scope = aws.scope().await?;
    let fleet = aws.describe_workspaces(&want.workspaces).await?;
    let mut snapshot = Snapshot {
        seen_at: now,
        scope,
        workspaces: fleet.records,
        directories: Vec::new(),
        bundles: Vec::new(),
        subnets: Vec::new(),
        keys: Vec::new(),
        security_groups: Vec::new(),
        quotas: Vec::new(),
        gaps: fleet.gaps,
    };
    if want.directories || want.subnets {
        snapshot.directories = listed(aws.directories().await, "Directories", &mut snapshot.gaps)?;
    }
    snapshot.bundles = bundles(aws, want, &snapshot.workspaces, &mut snapshot.gaps).await?;
    if want.subnets {
        subnets(aws, &mut snapshot).await?;
    }
    if !want.security_groups.is_empty() {
        let found = aws.security_groups(&want.security_groups).await;
        snapshot.security_groups = listed(found, "SecurityGroups", &mut snapshot.gaps)?;
    }
    snapshot.sort();
    Ok(snapshot)
}

/// Reads for the desktops in `ids` what `want` names beyond the fleet itself, into the snapshot.
///
/// # Errors
/// When the credentials end.
pub async fn enrich(aws: &Aws, snapshot: &mut Snapshot, ids: &[WorkspaceId], want: &Want) -> Result<(), Fault> {
    let chosen: BTreeSet<&WorkspaceId> = ids.iter().collect();
    let mut targets: Vec<&mut Workspace> =
        snapshot.workspaces.iter_mut().filter(|workspace| chosen.contains(&workspace.workspace_id)).collect();
    let gaps = &mut snapshot.gaps;
    if want.connection {
        connections(aws, &mut targets, gaps).await?;
    }
    if want.interface {
        interfaces(aws, &mut targets, gaps).await?;
    }
    if want.volume_snapshots {
        volume_snapshots(aws, &mut targets, gaps).await?;
    }
    if want.tags {
        tags(aws, &mut targets, gaps).await?;
    }
    if want.keys {
        let known = std::mem::take(&mut snapshot.keys);
        snapshot.keys = keys(aws, &targets, &want.key_ids, known, gaps).await?;
    }
    if !want.quotas.is_empty() {
        let known = std::mem::take(&mut snapshot.quotas);
        snapshot.quotas = quotas(aws, &want.quotas, known, gaps).await?;
    }
    snapshot.sort();
    Ok(())
}

/// Reads when desktops were used, each since its moment, as CloudWatch shows it; what it does not tell is a gap.
///
/// # Errors
/// When the credentials end.
pub async fn uses(
    aws: &Aws,
    since: &BTreeMap<WorkspaceId, Timestamp>,
    now: Timestamp,
    gaps: &mut Vec<Gap>,
) -> Result<BTreeMap<WorkspaceId, Timestamp>, Fault> {
    let found = Failures::new("UserConnected", gaps).take(aws.uses(since, now).await, None)?;
    Ok(found.unwrap_or_default())
}

/// Reads tags again that may have been read too late to show a change: as the desktop itself has them (`DescribeTags`).
///
/// Where that can't be read, what was read before stays.
///
/// # Errors
/// When the credentials end.
pub async fn confirm_tags(aws: &Aws, snapshot: &mut Snapshot, ids: &BTreeSet<WorkspaceId>) -> Result<(), Fault> {
    let ids = aws.take_told(ids);
    for workspace in snapshot.workspaces.iter_mut().filter(|seen| ids.contains(&seen.workspace_id)) {
        match aws.tags(&workspace.workspace_id).await {
            Ok(tags) => workspace.deskfleet.tags = Some(tags),
            Err(fault) if fault.is_credentials() => return Err(fault),
            Err(fault) if fault.is_about_target() => {}
            Err(_) => break, // the next one would fail too
        }
    }
    Ok(())
}

/// Turns failures of one kind of read into gaps.
struct Failures<'a> {
    what: &'static str,
    gaps: &'a mut Vec<Gap>,
    /// A failure was not about its target: the next one would fail too.
    is_hopeless: bool,
}

impl<'a> Failures<'a> {
    fn new(what: &'static str, gaps: &'a mut Vec<Gap>) -> Self {
        Self { what, gaps, is_hopeless: false }
    }

    /// Takes an answer; a failure becomes a gap of its target, or of all when it is not about the target.
    fn take<T>(&mut self, answer: Result<T, Fault>, of: Option<&WorkspaceId>) -> Result<Option<T>, Fault> {
        let fault = match answer {
            Ok(value) => return Ok(Some(value)),
            Err(fault) if fault.is_credentials() => return Err(fault),
            Err(fault) => fault,
        };
        self.is_hopeless = !fault.is_about_target();
        let of = of.filter(|_| !self.is_hopeless);
        self.missing(of, &fault.to_string());
        Ok(None)
    }

    /// Reads bundles, unless an earlier failure says that they can't be read at all.
    async fn read_bundles(
        &mut self,
        aws: &Aws,
        query: &BundleQuery,
        found: &mut BTreeMap<BundleId, Bundle>,
    ) -> Result<(), Fault> {
        if !self.is_hopeless
            && let Some(listing) = self.take(aws.bundles(query).await, None)?
        {
            self.gaps.extend(listing.gaps);
            found.extend(listing.records.into_iter().map(|bundle| (bundle.bundle_id.clone(), bundle)));
        }
        Ok(())
    }

    fn missing(&mut self, of: Option<&WorkspaceId>, reason: &str) {
        self.gaps.push(Gap { what: self.what.to_owned(), of: of.map(ToString::to_string), reason: reason.to_owned() });
    }
}

/// Takes a listing; a failure becomes one gap.
fn listed<T>(answer: Result<Listing<T>, Fault>, what: &'static str, gaps: &mut Vec<Gap>) -> Result<Vec<T>, Fault> {
    let listing = Failures::new(what, gaps).take(answer, None)?;
    let Some(listing) = listing else { return Ok(Vec::new()) };
    gaps.extend(listing.gaps);
    Ok(listing.records)
}

async fn bundles(aws: &Aws, want: &Want, workspaces: &[Workspace], gaps: &mut Vec<Gap>) -> Result<Vec<Bundle>, Fault> {
    let listings: &[BundleQuery] = match want.bundles {
        Bundles::None | Bundles::InUse => &[],
        Bundles::Own => &[BundleQuery::Own],
        Bundles::All => &[BundleQuery::Own, BundleQuery::Public],
    };
    let mut found = BTreeMap::new();
    let mut failures = Failures::new("Bundles", gaps);
    for query in listings {
        failures.read_bundles(aws, query, &mut found).await?;
    }
    let mut missing = want.bundle_ids.clone();
    if want.bundles != Bundles::None {
        missing.extend(workspaces.iter().map(|workspace| workspace.bundle_id.clone()));
    }
    missing.retain(|id| !found.contains_key(id));
    for ids in Vec::from_iter(missing).chunks(IDS_PER_CALL) {
        failures.read_bundles(aws, &BundleQuery::Ids(ids.to_vec()), &mut found).await?;
    }
    Ok(found.into_values().collect())
}

async fn subnets(aws: &Aws, snapshot: &mut Snapshot) -> Result<(), Fault> {
    let of_directories = snapshot.directories.iter().flat_map(|directory| &directory.subnet_ids);
    let of_workspaces = snapshot.workspaces.iter().filter_map(|workspace| workspace.subnet_id.as_ref());
    let ids: BTreeSet<SubnetId> = of_directories.chain(of_workspaces).cloned().collect();
    let known = snapshot.gaps.len();
    snapshot.subnets = listed(aws.subnets(&Vec::from_iter(ids.clone())).await, "Subnets", &mut snapshot.gaps)?;
    if snapshot.gaps.len() > known {
        return Ok(()); // what is missing has been said
    }
    let found: BTreeSet<&SubnetId> = snapshot.subnets.iter().map(|subnet| &subnet.subnet_id).collect();
    snapshot.gaps.extend(ids.iter().filter(|id| !found.contains(id)).map(|id| Gap {
        what: "Subnet".to_owned(),
        of: Some(id.to_string()),
        reason: "EC2 lists no such subnet".to_owned(),
    }));
    Ok(())
}

async fn connections(aws: &Aws, targets: &mut [&mut Workspace], gaps: &mut Vec<Gap>) -> Result<(), Fault> {
    let mut failures = Failures::new("Connection", gaps);
    let mut unread: Vec<&mut Workspace> = targets
        .iter_mut()
        .map(|workspace| &mut **workspace)
        .filter(|workspace| workspace.deskfleet.connection.is_none())
        .collect();
    for batch in unread.chunks_mut(IDS_PER_CALL) {
        let ids: Vec<WorkspaceId> = batch.iter().map(|workspace| workspace.workspace_id.clone()).collect();
        let answer = aws.connection_status(&ids).await;
        let Some(mut found) = failures.take(answer, None)? else {
            // A refusal of one batch says nothing about the next; anything else does.
            if failures.is_hopeless {
                return Ok(());
            }
            continue;
        };
        for workspace in batch {
            workspace.deskfleet.connection = found.remove(&workspace.workspace_id);
            if workspace.deskfleet.connection.is_none() {
                failures.missing(Some(&workspace.workspace_id), "the service gave no connection status for it");
            }
        }
    }
    Ok(())
}

async fn interfaces(aws: &Aws, targets: &mut [&mut Workspace], gaps: &mut Vec<Gap>) -> Result<(), Fault> {
    let mut failures = Failures::new("Interface", gaps);
    let mut addresses = Vec::new();
    for workspace in targets.iter().filter(|workspace| workspace.deskfleet.interface.is_none()) {
        let workspace_id = workspace.workspace_id.clone();
        match (workspace.ip_address.clone(), workspace.subnet_id.clone()) {
            (Some(ip_address), Some(subnet_id)) => addresses.push(Address { subnet_id, ip_address, workspace_id }),
            _ => failures.missing(Some(&workspace_id), "the service shows no address and subnet for it"),
        }
    }
    let Some(mut found) = failures.take(aws.interfaces(&addresses).await, None)? else {
        return Ok(());
    };
    let asked: BTreeSet<WorkspaceId> = addresses.into_iter().map(|address| address.workspace_id).collect();
    for workspace in targets.iter_mut().filter(|workspace| asked.contains(&workspace.workspace_id)) {
        workspace.deskfleet.interface = found.remove(&workspace.workspace_id);
        if workspace.deskfleet.interface.is_none() {
            let reason = "EC2 lists no interface with its address and subnet that WorkSpaces made";
            failures.missing(Some(&workspace.workspace_id), reason);
        }
    }
    Ok(())
}

async fn volume_snapshots(aws: &Aws, targets: &mut [&mut Workspace], gaps: &mut Vec<Gap>) -> Result<(), Fault> {
    let mut failures = Failures::new("VolumeSnapshots", gaps);
    for workspace in targets {
        if workspace.deskfleet.volume_snapshots.is_none() && !failures.is_hopeless {
            let answer = aws.volume_snapshots(&workspace.workspace_id).await;
            workspace.deskfleet.volume_snapshots = failures.take(answer, Some(&workspace.workspace_id))?;
        }
    }
    Ok(())
}

async fn tags(aws: &Aws, targets: &mut [&mut Workspace], gaps: &mut Vec<Gap>) -> Result<(), Fault> {
    let unread = targets.iter().filter(|workspace| workspace.deskfleet.tags.is_none());
    let unread: Vec<WorkspaceId> = unread.map(|workspace| workspace.workspace_id.clone()).collect();
    let mut found = aws.tags_of_many(&unread).await?;
    let mut failures = Failures::new("Tags", gaps);
    for workspace in targets {
        if workspace.deskfleet.tags.is_none() {
            workspace.deskfleet.tags = found.remove(&workspace.workspace_id);
        }
        if workspace.deskfleet.tags.is_none() && !failures.is_hopeless {
            let answer = aws.tags(&workspace.workspace_id).await;
            workspace.deskfleet.tags = failures.take(answer, Some(&workspace.workspace_id))?;
        }
    }
    Ok(())
}

/// Reads keys that are not known yet, each once. A key has a policy of its own: that one may not be read says nothing
/// about the next.
async fn keys(
    aws: &Aws,
    targets: &[&mut Workspace],
    wanted: &BTreeSet<String>,
    mut known: Vec<Key>,
    gaps: &mut Vec<Gap>,
) -> Result<Vec<Key>, Fault> {
    let encrypted = targets.iter().filter(|workspace| workspace.is_encrypted());
    let mut ids: BTreeSet<&str> =
        encrypted.filter_map(|workspace| workspace.volume_encryption_key.as_deref()).collect();
    ids.extend(wanted.iter().map(String::as_str));
    ids.retain(|id| !known.iter().any(|key| key.key_id == *id));
    for id in ids {
        match aws.key(id).await {
            Ok(key) => known.push(key),
            Err(fault) if fault.is_credentials() => return Err(fault),
            Err(fault) if fault.is_about_target() || fault.kind == FaultKind::Denied => {
                gaps.push(Gap { what: "Key".to_owned(), of: Some(id.to_owned()), reason: fault.to_string() });
            }
            Err(fault) => {
                gaps.push(Gap { what: "Key".to_owned(), of: None, reason: fault.to_string() });
                break;
            }
        }
    }
    Ok(known)
}

/// Reads quotas that are not known yet. That one is not there says nothing about the next, and that it may not be read does.
async fn quotas(
    aws: &Aws,
    wanted: &BTreeSet<Counted>,
    mut known: Vec<Quota>,
    gaps: &mut Vec<Gap>,
) -> Result<Vec<Quota>, Fault> {
    for counted in wanted {
        if known.iter().any(|quota| quota.quota_code == counted.code()) {
            continue;
        }
        match aws.quota(*counted).await {
            Ok(quota) => known.push(quota),
            Err(fault) if fault.is_credentials() => return Err(fault),
            Err(fault) => {
                let of = fault.is_about_target().then(|| counted.code().to_owned());
                let is_hopeless = of.is_none();
                gaps.push(Gap { what: "Quota".to_owned(), of, reason: fault.to_string() });
                if is_hopeless {
                    break;
                }
            }
        }
    }
    Ok(known)
}
