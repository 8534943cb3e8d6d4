//! Acts for wishes about images: made of a desktop, copied, shared with one account a call, deleted once nothing leans on them.

use super::library::own_image;
use super::rules::{APART, IMAGE_QUOTA, IMAGE_STATE, IMAGE_TAKEN, OF_STANDBY};
use super::{Draft, OrderError, Remark, Wish, remark};
use crate::model::around::{AVAILABLE, Act, Guard, IMAGES_USUAL, Image, Kinds, NewCopy, NewImage, Surroundings};
use crate::model::{ImageId, WorkspaceId, partition};

/// What is wanted of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageWish {
    /// One that is made of a desktop.
    Create {
        /// Its name.
        name: String,
        /// Its description.
        description: String,
        /// The desktop.
        desktop: WorkspaceId,
    },
    /// A copy of one here, made of one in some Region.
    Copy {
        /// The name of the new one.
        name: String,
        /// Its description; that of its source where none is given.
        description: Option<String>,
        /// The source.
        source: ImageId,
        /// The Region of the source.
        from: String,
        /// The Region of the copy.
        into: String,
    },
    /// That accounts may copy it, or not.
    Share {
        /// The image.
        image: String,
        /// The accounts.
        accounts: Vec<String>,
        /// Whether they may.
        allow: bool,
    },
    /// That it is not there.
    Delete {
        /// The image.
        image: String,
    },
}

impl ImageWish {
    /// Returns what has to be read to make an order of it.
    pub(super) fn reads(&self) -> Kinds {
        match self {
            Self::Create { .. } => Kinds::DESKTOP,
            Self::Copy { .. } => Kinds::LIBRARY,
            Self::Share { .. } | Self::Delete { .. } => Kinds::IMAGE_SHARES,
        }
    }
}

/// Makes acts of a wish.
pub(super) fn draft(seen: &Surroundings, wish: &ImageWish) -> Result<Draft, OrderError> {
    match wish {
        ImageWish::Create { name, description, desktop } => {
            let (name, description, workspace_id) = (name.clone(), description.clone(), desktop.clone());
            Ok(create(seen, NewImage { name, description, workspace_id }))
        }
        ImageWish::Copy { name, description, source, from, into } => {
            let new = NewCopy {
                name: name.clone(),
                description: description.clone(),
                source_image_id: source.clone(),
                source_region: from.clone(),
            };
            let mut draft = copy(seen, new);
            if from != into && [from, into].iter().any(|region| partition(region) != "aws") {
                let reason = format!("the service does not copy images from {from} to {into}");
                draft.refused.push(remark(&APART, name, reason));
            }
            if from == into {
                draft.refused.extend(unready(seen, source));
            }
            Ok(draft)
        }
        ImageWish::Share { image, accounts, allow } => Ok(share(seen, own_image(seen, image)?, accounts, *allow)),
        ImageWish::Delete { image } => {
            let image_id = own_image(seen, image)?.image_id.clone();
            let acts = vec![(Act::DeleteWorkspaceImage { image_id }, Vec::new())];
            Ok(Draft { acts, ..Draft::default() })
        }
    }
}

/// Returns a wish as it is typed.
pub(super) fn words(wish: &ImageWish) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match wish {
        ImageWish::Create { name, description, desktop } => {
            words(&["image", "create", desktop.as_str(), name, "--description", description])
        }
        ImageWish::Copy { name, description, source, from, .. } => {
            let mut all = words(&["image", "copy", source.as_str(), name, "--from-region", from]);
            if let Some(text) = description {
                all.extend(words(&["--description", text]));
            }
            all
        }
        ImageWish::Share { image, accounts, allow } => {
            let word = if *allow { "share" } else { "unshare" };
            words(&["image", word, image]).into_iter().chain(accounts.iter().cloned()).collect()
        }
        ImageWish::Delete { image } => words(&["image", "delete", image]),
    }
}

/// One that is there is never what is wanted: a desktop is not today what it was.
fn create(seen: &Surroundings, new: NewImage) -> Draft {
    let (name, id) = (new.name.clone(), new.workspace_id.clone());
    if let Some(taken) = taken(seen, &name) {
        return Draft { refused: vec![taken], ..Draft::default() };
    }
    let mut draft = made(seen, Act::CreateWorkspaceImage(new), vec![Guard::NobodyAt(id.clone())], name);
    let is_primary = |related: &crate::model::RelatedWorkspace| related.r#type.as_deref() == Some("PRIMARY");
    if seen.desktop(&id).is_some_and(|desktop| desktop.related_workspaces.iter().any(is_primary)) {
        let reason = format!("{id} is a standby, and the guide does not say whether an image can be made of one");
        draft.warnings.push(remark(&OF_STANDBY, id.as_str(), reason));
    }
    draft
}

/// One that is there passes for what is wanted only by the description that was asked for.
fn copy(seen: &Surroundings, new: NewCopy) -> Draft {
    let (name, is_described) = (new.name.clone(), new.description.is_some());
    let act = Act::CopyWorkspaceImage(new);
    if is_described && (act.is_done(seen) || act.is_under_way(seen)) {
        let same = Remark::same(&name, "an image of this name and description is there");
        return Draft { unchanged: vec![same], ..Draft::default() };
    }
    match taken(seen, &name) {
        Some(taken) => Draft { refused: vec![taken], ..Draft::default() },
        None => made(seen, act, Vec::new(), name),
    }
}

/// Refuses a name that is taken: of what that image was made the service does not say.
fn taken(seen: &Surroundings, name: &str) -> Option<Remark> {
    let there = seen.images.iter().find(|image| image.name.as_deref() == Some(name))?;
    let state = there.state.as_deref().unwrap_or("of an unknown state");
    let reason =
        format!("an image {name} is there already and {state}, and of what it was made the service does not say");
    Some(remark(&IMAGE_TAKEN, name, reason))
}

/// An image more.
fn made(seen: &Surroundings, act: Act, guards: Vec<Guard>, name: String) -> Draft {
    let mut draft = Draft { acts: vec![(act, guards)], ..Draft::default() };
    let count = seen.images.len();
    if count >= IMAGES_USUAL {
        let reason = format!("the account has {count} images, and may have {IMAGES_USUAL} unless that was raised");
        draft.warnings.push(remark(&IMAGE_QUOTA, &name, reason));
    }
    // A name that would pass for a flag has to be looked up first.
    let undo = Some(name).filter(|name| !name.starts_with('-'));
    draft.undo.extend(undo.map(|image| Wish::Image(ImageWish::Delete { image })));
    draft
}

/// Refuses a source of the account's own that nothing can be made of; one that others share is not looked at.
fn unready(seen: &Surroundings, source: &ImageId) -> Option<Remark> {
    let image = seen.images.iter().find(|image| image.image_id == *source)?;
    let state = image.state.as_deref().filter(|state| *state != AVAILABLE)?;
    let reason = format!("the image {} can't be copied: its state is {state}", image.label());
    Some(remark(&IMAGE_STATE, source.as_str(), reason))
}

fn share(seen: &Surroundings, image: &Image, accounts: &[String], allow: bool) -> Draft {
    let mut draft = Draft::default();
    let id = &image.image_id;
    let mut changed: Vec<String> = Vec::new();
    for account in accounts {
        let has = seen.image_shares.get(id).map(|shares| shares.contains(account));
        if has == Some(allow) {
            let not = if allow { "" } else { "not " };
            draft.unchanged.push(Remark::same(account, format!("{} is {not}shared with it", image.label())));
        } else if !changed.contains(account) {
            let (image_id, shared_account_id) = (id.clone(), account.clone());
            let act = Act::UpdateWorkspaceImagePermission { image_id, allow_copy_image: allow, shared_account_id };
            draft.acts.push((act, Vec::new()));
            changed.push(account.clone());
        }
    }
    if !changed.is_empty() {
        draft.undo.push(Wish::Image(ImageWish::Share { image: id.to_string(), accounts: changed, allow: !allow }));
    }
    draft
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::model::around::LibraryBundle;
    use crate::model::{ConnectionState, ModificationState, RelatedWorkspace, Scope, Workspace, WorkspaceState};
    use crate::planner::around::{Order, Wanted, order, tagged};
    use crate::planner::testing::workspace;

    fn image(number: u32, name: &str, state: &str) -> Image {
        Image {
            image_id: ImageId::from_service(format!("wsi-{number:09}")),
            name: Some(name.to_owned()),
            description: Some("Golden".to_owned()),
            state: Some(state.to_owned()),
            owner_account_id: Some("111122223333".to_owned()),
            created: None,
            described: BTreeMap::new(),
        }
    }

    /// One that a bundle is made of, one that is shared, one that nothing leans on, one that is not ready.
    fn seen() -> Surroundings {
        let bundle = LibraryBundle {
            bundle_id: crate::model::BundleId::from_service("wsb-000000001"),
            name: Some("team".to_owned()),
            owner: None,
            description: None,
            image_id: Some(ImageId::from_service("wsi-000000001")),
            state: None,
            creation_time: None,
            last_updated_time: None,
            described: BTreeMap::new(),
        };
        let images =
            [(1, "used", "AVAILABLE"), (2, "shared", "AVAILABLE"), (3, "spare", "AVAILABLE"), (4, "slow", "PENDING")];
        let images: Vec<Image> = images.iter().map(|(number, name, state)| image(*number, name, state)).collect();
        let mut seen = Surroundings { bundles: vec![bundle], images, ..Surroundings::default() };
        seen.image_shares = seen.images.iter().map(|image| (image.image_id.clone(), BTreeSet::new())).collect();
        seen.image_shares.insert(ImageId::from_service("wsi-000000002"), ["444455556666".to_owned()].into());
        seen
    }

    fn make(seen: &Surroundings, wish: ImageWish) -> Order {
        make_lowered(seen, wish, &[])
    }

    fn make_lowered(seen: &Surroundings, wish: ImageWish, lowered: &[&str]) -> Order {
        let wish = Wish::Image(wish);
        let mut seen = seen.clone();
        seen.tags = tagged(&seen, &wish).expect("found").into_iter().map(|id| (id, BTreeSet::new())).collect();
        let protect_tag = "deskfleet-protect".to_owned();
        let lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
        let wanted = Wanted { wish, reason: None, lowered, must_admit: Vec::new(), protect_tag, revert_after_s: None };
        let (account, region) = ("111122223333".to_owned(), "us-east-1".to_owned());
        let scope = Scope { account, region, endpoint: None, simulated: false };
        order(&seen, &wanted, &scope, "2026-01-05T08:00:00Z".parse().expect("a moment")).expect("an order")
    }

    fn copied(name: &str, description: Option<&str>, from: &str, into: &str) -> ImageWish {
        ImageWish::Copy {
            name: name.to_owned(),
            description: description.map(ToOwned::to_owned),
            source: ImageId::from_service("wsi-000000009"),
            from: from.to_owned(),
            into: into.to_owned(),
        }
    }

    fn copied_of(number: u32, from: &str, into: &str) -> ImageWish {
        let source = ImageId::from_service(format!("wsi-{number:09}"));
        let (from, into) = (from.to_owned(), into.to_owned());
        ImageWish::Copy { name: "new".to_owned(), description: None, source, from, into }
    }

    fn shared(image: &str, account: &str, allow: bool) -> ImageWish {
        ImageWish::Share { image: image.to_owned(), accounts: vec![account.to_owned(), account.to_owned()], allow }
    }

    fn gone(image: &str) -> ImageWish {
        ImageWish::Delete { image: image.to_owned() }
    }

    /// A wish, the operation that is sent for it, the rules that are named, and the command that undoes it.
    type Row = (ImageWish, &'static str, &'static str, &'static str);

    fn tell(rows: impl IntoIterator<Item = Row>) {
        for (wish, sent, said, undo) in rows {
            let order = make(&seen(), wish.clone());
            let operations: Vec<&str> = order.acts.iter().map(|planned| planned.act.facts().operation).collect();
            let rules = order.refused.iter().chain(&order.unchanged).chain(&order.warnings);
            let rules: Vec<&str> = rules.map(|remark| remark.rule.as_str()).collect();
            assert_eq!((operations.join(" ").as_str(), rules.join(" ").as_str()), (sent, said), "{wish:?}");
            let undone: Vec<String> = order.undo.iter().map(|words| words.join(" ")).collect();
            assert_eq!(undone.join("; "), undo, "{wish:?}");
            assert_eq!(Order::read(&order.to_text().expect("a document")).expect("the same"), order);
        }
    }

    /// Each rule in both directions.
    #[test]
    fn images_are_copied_where_the_service_would() {
        const COPY: &str = "CopyWorkspaceImage";
        let (here, there, china) = ("us-east-1", "eu-west-1", "cn-northwest-1");
        tell([
            (copied("new", None, there, here), COPY, "", "image delete new"),
            (copied("-new", None, there, here), COPY, "", ""),
            (copied("new", None, china, here), "", "IMG-05", ""),
            (copied("new", None, here, "us-gov-west-1"), "", "IMG-05", ""),
            (copied("new", None, china, china), COPY, "", "image delete new"),
            (copied("spare", None, there, here), "", "IMG-01", ""),
            (copied("spare", Some("Golden"), there, here), "", "SAME-01", ""),
            (copied("spare", Some("Other"), there, here), "", "IMG-01", ""),
            (copied("slow", None, there, here), "", "IMG-01", ""),
            (copied("slow", Some("Golden"), there, here), "", "SAME-01", ""),
            (copied_of(4, here, here), "", "BND-02", ""),
            (copied_of(4, there, here), COPY, "", "image delete new"),
            (copied_of(3, here, here), COPY, "", "image delete new"),
        ]);
    }

    fn desktop(change: impl FnOnce(&mut Workspace)) -> Surroundings {
        let mut desktop = workspace(1);
        change(&mut desktop);
        Surroundings { desktops: vec![desktop], ..seen() }
    }

    fn made_of(seen: &Surroundings, name: &str, lowered: &[&str]) -> (Vec<&'static str>, Vec<String>) {
        let desktop = workspace(1).workspace_id;
        let (name, description) = (name.to_owned(), "Golden".to_owned());
        let order = make_lowered(seen, ImageWish::Create { name, description, desktop }, lowered);
        let operations = order.acts.iter().map(|planned| planned.act.facts().operation).collect();
        let rules = order.refused.iter().chain(&order.unchanged).chain(&order.warnings);
        assert_eq!(Order::read(&order.to_text().expect("a document")).expect("the same"), order);
        (operations, rules.map(|remark| remark.rule.clone()).collect())
    }

    /// Each rule in both directions: its name, its desktop, and who may be at work there.
    #[test]
    fn an_image_is_made_of_a_desktop_where_the_service_would() {
        fn connection(state: ConnectionState) -> impl FnOnce(&mut Workspace) {
            |one| one.deskfleet.connection.as_mut().expect("read").connection_state = state
        }
        let changing =
            || ModificationState { resource: "ROOT_VOLUME".to_owned(), state: "UPDATE_INITIATED".to_owned() };
        let related = |kind: &str| RelatedWorkspace {
            workspace_id: None,
            region: None,
            state: None,
            r#type: Some(kind.to_owned()),
        };
        let (works, standby) = (related("STANDBY"), related("PRIMARY"));
        for (seen, rules) in [
            (desktop(|_| {}), ""),
            (desktop(|one| one.state = WorkspaceState::Stopped), "IMG-07"),
            (desktop(|one| one.state = WorkspaceState::Suspended), "IMG-07"),
            (Surroundings { desktops: Vec::new(), ..desktop(|_| {}) }, "IMG-07"),
            (desktop(|one| one.modification_states.push(changing())), "IMG-07"),
            (desktop(|one| one.root_volume_encryption_enabled = Some(true)), "IMG-06"),
            (desktop(|one| one.user_volume_encryption_enabled = Some(true)), "IMG-06"),
            (desktop(connection(ConnectionState::Connected)), "IMG-08"),
            (desktop(connection(ConnectionState::Unknown)), "IMG-08"),
            (desktop(|one| one.deskfleet.connection = None), "IMG-08"),
        ] {
            let operations = if rules.is_empty() { vec!["CreateWorkspaceImage"] } else { Vec::new() };
            let said = Some(rules.to_owned()).filter(|rules| !rules.is_empty()).into_iter().collect();
            assert_eq!(made_of(&seen, "new", &[]), (operations, said));
        }
        let sent = vec!["CreateWorkspaceImage"];
        assert_eq!(
            made_of(&desktop(connection(ConnectionState::Connected)), "new", &["IMG-08"]),
            (sent.clone(), vec![])
        );
        assert_eq!(made_of(&desktop(|one| one.related_workspaces.push(works)), "new", &[]), (sent.clone(), vec![]));
        let of_standby = desktop(|one| one.related_workspaces.push(standby));
        assert_eq!(made_of(&of_standby, "new", &[]), (sent.clone(), vec!["IMG-10".to_owned()]));
        for name in ["spare", "slow"] {
            assert_eq!(made_of(&desktop(|_| {}), name, &[]), (vec![], vec!["IMG-01".to_owned()]), "whatever it is");
        }
        let mut full = desktop(|_| {});
        full.images.extend((5..40).map(|number| image(number, &format!("i{number}"), "AVAILABLE")));
        assert_eq!(made_of(&full, "new", &[]), (sent.clone(), vec![]));
        full.images.push(image(40, "i40", "AVAILABLE"));
        assert_eq!(made_of(&full, "new", &[]), (sent, vec!["IMG-09".to_owned()]));
    }

    /// It is done when it can be used, and its desktop again.
    #[test]
    fn an_image_of_a_desktop_is_done_when_both_can_be_used() {
        let wish = ImageWish::Create {
            name: "new".to_owned(),
            description: "Golden".to_owned(),
            desktop: workspace(1).workspace_id,
        };
        let before = desktop(|_| {});
        let order = make(&before, wish);
        let [undo] = order.undo.as_slice() else { panic!("one: {:?}", order.undo) };
        assert_eq!(undo.join(" "), "image delete new");
        let act = &order.acts[0].act;
        assert!(act.claims().contains(&workspace(1).workspace_id.to_string()), "nobody else works on it meanwhile");
        let after = act.apply(&before).expect("it can be made");
        let shows = |image: &str, desktop: WorkspaceState| {
            let mut seen = after.clone();
            seen.images.last_mut().expect("made").state = Some(image.to_owned());
            seen.desktops[0].state = desktop;
            (act.is_done(&seen), act.is_under_way(&seen), act.failed(&seen).is_some())
        };
        assert_eq!(shows("PENDING", WorkspaceState::Suspended), (false, true, false));
        assert_eq!(shows("AVAILABLE", WorkspaceState::Suspended), (false, true, false));
        assert_eq!(shows("AVAILABLE", WorkspaceState::Available), (true, false, false));
        assert_eq!(shows("AVAILABLE", WorkspaceState::Stopped), (true, false, false));
        assert!(shows("ERROR", WorkspaceState::Suspended).2);
        let gone = Surroundings { desktops: Vec::new(), ..after.clone() };
        assert!(act.is_done(&gone), "terminated since");
    }

    #[test]
    fn images_are_shared_and_deleted_where_the_service_would() {
        const SHARE: &str = "UpdateWorkspaceImagePermission";
        let (one, other, own) = ("444455556666", "777788889999", "111122223333");
        tell([
            (shared("spare", one, true), SHARE, "", "image unshare wsi-000000003 444455556666"),
            (shared("shared", one, true), "", "SAME-01 SAME-01", ""),
            (shared("spare", one, false), "", "SAME-01 SAME-01", ""),
            (shared("shared", one, false), SHARE, "", "image share wsi-000000002 444455556666"),
            (shared("shared", other, true), SHARE, "", "image unshare wsi-000000002 777788889999"),
            (shared("spare", own, true), "", "IMG-04", ""),
            (shared("slow", one, true), "", "BND-02", ""),
            (gone("spare"), "DeleteWorkspaceImage", "", ""),
            (gone("used"), "", "IMG-02", ""),
            (gone("shared"), "", "IMG-03", ""),
            (gone("slow"), "", "BND-02", ""),
        ]);
        let mut unread = seen();
        unread.image_shares.clear();
        assert_eq!(make(&unread, gone("spare")).refused[0].rule, "IMG-03", "not known is not nobody");
    }

    /// A copy is done when it can be used, and not before; what failed is told with the service's words.
    #[test]
    fn a_copy_is_done_when_it_is_available() {
        let mut seen = seen();
        let order = make(&seen, copied("new", None, "eu-west-1", "us-east-1"));
        let act = &order.acts[0].act;
        assert!(!act.is_done(&seen) && !act.is_under_way(&seen) && act.failed(&seen).is_none());
        seen = act.apply(&seen).expect("it can be made");
        assert!(act.is_done(&seen));
        seen.images.last_mut().expect("made").state = None;
        assert!(act.is_done(&seen) && !act.is_under_way(&seen), "it is there, and nothing says that it is not");
        seen.images.last_mut().expect("made").state = Some("PENDING".to_owned());
        assert!(act.is_under_way(&seen) && !act.is_done(&seen) && act.failed(&seen).is_none());
        let failed = seen.images.last_mut().expect("made");
        failed.state = Some("ERROR".to_owned());
        let why = crate::model::around::Described::Text("no room".to_owned());
        failed.described.insert("ErrorMessage".to_owned(), why);
        let others = make(&self::seen(), copied("new", Some("Ours"), "eu-west-1", "us-east-1"));
        assert_eq!(others.acts[0].act.failed(&seen), None, "what others could not make is not ours");
        let act = &order.acts[0].act;
        assert_eq!(
            act.failed(&seen).as_deref(),
            Some("the service could not make the image new: no room; `image delete new` takes it away")
        );
    }
}
