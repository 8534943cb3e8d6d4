//! Acts for wishes about images: copied, shared with one account a call, deleted once nothing leans on them.

use super::library::find_image;
use super::rules::{APART, IMAGE_STATE, IMAGE_TAKEN};
use super::{Draft, OrderError, Remark, Wish, remark};
use crate::model::around::{AVAILABLE, Act, Image, Kinds, NewCopy, Surroundings};
use crate::model::{ImageId, partition};

/// What is wanted of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageWish {
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
            Self::Copy { .. } => Kinds::LIBRARY,
            Self::Share { .. } | Self::Delete { .. } => Kinds::IMAGE_SHARES,
        }
    }
}

/// Makes acts of a wish.
pub(super) fn draft(seen: &Surroundings, wish: &ImageWish) -> Result<Draft, OrderError> {
    match wish {
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
        ImageWish::Share { image, accounts, allow } => {
            Ok(share(seen, find_image(&seen.images, image)?, accounts, *allow))
        }
        ImageWish::Delete { image } => {
            let image_id = find_image(&seen.images, image)?.image_id.clone();
            let acts = vec![(Act::DeleteWorkspaceImage { image_id }, Vec::new())];
            Ok(Draft { acts, ..Draft::default() })
        }
    }
}

/// Returns a wish as it is typed.
pub(super) fn words(wish: &ImageWish) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match wish {
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

/// Of what an image was made the service does not say: of its name alone it does not pass for the one that is wanted.
fn copy(seen: &Surroundings, new: NewCopy) -> Draft {
    let mut draft = Draft::default();
    let (name, is_described) = (new.name.clone(), new.description.is_some());
    let act = Act::CopyWorkspaceImage(new);
    match act.is_done(seen) || act.is_under_way(seen) {
        true if is_described => {
            draft.unchanged.push(Remark::same(&name, "an image of this name and description is there"));
        }
        true => {
            let reason = format!("an image {name} is there already, and of what it was made the service does not say");
            draft.refused.push(remark(&IMAGE_TAKEN, &name, reason));
        }
        false => {
            draft.acts.push((act, Vec::new()));
            // A name that would pass for a flag has to be looked up first.
            let undo = Some(name).filter(|name| !name.starts_with('-'));
            draft.undo.extend(undo.map(|image| Wish::Image(ImageWish::Delete { image })));
        }
    }
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
    use crate::model::Scope;
    use crate::model::around::LibraryBundle;
    use crate::planner::around::{Order, Wanted, order, tagged};

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
        let wish = Wish::Image(wish);
        let mut seen = seen.clone();
        seen.tags = tagged(&seen, &wish).expect("found").into_iter().map(|id| (id, BTreeSet::new())).collect();
        let protect_tag = "deskfleet-protect".to_owned();
        let wanted = Wanted { wish, reason: None, lowered: BTreeSet::new(), must_admit: Vec::new(), protect_tag };
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
        seen.images.last_mut().expect("made").state = Some("PENDING".to_owned());
        assert!(act.is_under_way(&seen) && !act.is_done(&seen) && act.failed(&seen).is_none());
        let failed = seen.images.last_mut().expect("made");
        failed.state = Some("ERROR".to_owned());
        let why = crate::model::around::Described::Text("no room".to_owned());
        failed.described.insert("ErrorMessage".to_owned(), why);
        assert_eq!(act.failed(&seen).as_deref(), Some("the service could not make the image new: no room"));
    }
}
