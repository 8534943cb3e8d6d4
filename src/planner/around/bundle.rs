//! Acts for wishes about bundles: what differs is changed, and what the service would refuse is known before.

use super::library::{own_bundle, own_image};
use super::rules::{BUNDLE_SIZES, STAY_BEHIND};
use super::{Draft, OrderError, Remark, Wish, remark};
use crate::model::around::{Act, ComputeType, Described, Kinds, LibraryBundle, NewBundle, Storage, Surroundings};
use crate::model::{Compute, ImageId};
use crate::planner::verbs::provision::is_launched;

/// Root volumes that the service may choose where none is named; which one, it does not say.
const ROOTS_CHOSEN: [u32; 3] = [80, 100, 175];

/// What is wanted of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleWish {
    /// A new one.
    Create {
        /// Its name.
        name: String,
        /// Its description.
        description: String,
        /// The image that it is made of.
        image: String,
        /// Its compute type.
        compute: Compute,
        /// Its user volume, in GB.
        user: u32,
        /// Its root volume, in GB; the service chooses where none is named.
        root: Option<u32>,
    },
    /// Another image in it.
    Update {
        /// The bundle.
        bundle: String,
        /// The image.
        image: String,
    },
    /// That it is not there.
    Delete {
        /// The bundle.
        bundle: String,
    },
}

impl BundleWish {
    /// Returns what has to be read to make an order of it.
    pub(super) fn reads(&self) -> Kinds {
        match self {
            Self::Create { .. } => Kinds::LIBRARY,
            Self::Update { .. } | Self::Delete { .. } => Kinds::BUNDLE_USE,
        }
    }
}

/// Makes acts of a wish.
pub(super) fn draft(seen: &Surroundings, wish: &BundleWish) -> Result<Draft, OrderError> {
    match wish {
        BundleWish::Create { name, description, image, compute, user, root } => {
            let new = NewBundle {
                bundle_name: name.clone(),
                bundle_description: description.clone(),
                image_id: own_image(seen, image)?.image_id.clone(),
                compute_type: ComputeType { name: compute.to_string() },
                user_storage: Storage { capacity: user.to_string() },
                root_storage: root.map(|root| Storage { capacity: root.to_string() }),
            };
            let mut draft = create(seen, new);
            draft.refused.extend(odd_sizes(name, compute, *user, *root));
            Ok(draft)
        }
        BundleWish::Update { bundle, image } => {
            Ok(update(seen, own_bundle(seen, bundle)?, &own_image(seen, image)?.image_id))
        }
        BundleWish::Delete { bundle } => Ok(delete(own_bundle(seen, bundle)?)),
    }
}

/// Returns a wish as it is typed.
pub(super) fn words(wish: &BundleWish) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match wish {
        BundleWish::Create { name, description, image, compute, user, root } => {
            let mut all = words(&["bundle", "create", name, "--image", image, "--compute-type", compute.as_str()]);
            all.extend(words(&["--user", &user.to_string()]));
            if let Some(root) = root {
                all.extend(words(&["--root", &root.to_string()]));
            }
            all.extend(words(&["--description", description]));
            all
        }
        BundleWish::Update { bundle, image } => words(&["bundle", "update", bundle, "--image", image]),
        BundleWish::Delete { bundle } => words(&["bundle", "delete", bundle]),
    }
}

fn create(seen: &Surroundings, new: NewBundle) -> Draft {
    let mut draft = Draft::default();
    let name = new.bundle_name.clone();
    let act = Act::CreateWorkspaceBundle(new);
    if act.is_done(seen) {
        draft.unchanged.push(Remark::same(&name, "it is there, and made so"));
    } else if act.is_under_way(seen) {
        draft.unchanged.push(Remark::same(&name, "it is there, made so, and PENDING"));
    } else {
        draft.acts.push((act, Vec::new()));
        // A name that would pass for a flag has to be looked up first.
        let undo = Some(name).filter(|name| !name.starts_with('-'));
        draft.undo.extend(undo.map(|bundle| Wish::Bundle(BundleWish::Delete { bundle })));
    }
    draft
}

fn update(seen: &Surroundings, bundle: &LibraryBundle, image: &ImageId) -> Draft {
    let mut draft = Draft::default();
    let act = Act::UpdateWorkspaceBundle { bundle_id: bundle.bundle_id.clone(), image_id: image.clone() };
    if bundle.image_id.as_ref() == Some(image) {
        draft.unchanged.push(Remark::same(bundle.bundle_id.as_str(), "it has this image already"));
        return draft;
    }
    draft.acts.push((act, Vec::new()));
    if let Some(desktops) = seen.bundle_use.get(&bundle.bundle_id).filter(|count| **count > 0) {
        let reason = format!("desktops on it, {desktops}, keep what they have until they are rebuilt");
        draft.warnings.push(remark(&STAY_BEHIND, bundle.bundle_id.as_str(), reason));
    }
    if let Some(before) = &bundle.image_id {
        draft.undo.push(Wish::Bundle(BundleWish::Update { bundle: handle(bundle), image: before.to_string() }));
    }
    draft
}

fn delete(bundle: &LibraryBundle) -> Draft {
    let mut draft = Draft::default();
    draft.acts.push((Act::DeleteWorkspaceBundle { bundle_id: bundle.bundle_id.clone() }, Vec::new()));
    draft.undo.extend(again(bundle).map(Wish::Bundle));
    draft
}

/// Returns what makes a bundle again, under another id, where enough is known of it.
fn again(bundle: &LibraryBundle) -> Option<BundleWish> {
    let gib = |of: &str| bundle.member(of, "Capacity")?.trim().parse().ok();
    let typed = |text: &Option<String>| text.clone().filter(|text| !text.starts_with('-'));
    // A bundle of standby desktops is made by no command.
    if bundle.described.get("BundleType").is_some_and(|kind| *kind != Described::Text("REGULAR".to_owned())) {
        return None;
    }
    Some(BundleWish::Create {
        name: typed(&bundle.name)?,
        description: typed(&bundle.description)?,
        image: bundle.image_id.as_ref()?.to_string(),
        compute: Compute::from(bundle.member("ComputeType", "Name")?),
        user: gib("UserStorage")?,
        root: gib("RootStorage"),
    })
}

/// What a bundle is called in a command: its name, which is the only one of its kind, unless it would pass for a flag.
fn handle(bundle: &LibraryBundle) -> String {
    let name = bundle.name.as_deref().filter(|name| !name.starts_with('-'));
    name.unwrap_or(bundle.bundle_id.as_str()).to_owned()
}

/// Says that no desktop could be made with such volumes.
fn odd_sizes(name: &str, compute: &Compute, user: u32, root: Option<u32>) -> Option<Remark> {
    let roots = root.map_or(ROOTS_CHOSEN.to_vec(), |root| vec![root]);
    let fits = roots.into_iter().any(|root| is_launched(compute, root, user));
    let root = root.map_or(String::new(), |root| format!("{root} and "));
    (!fits).then(|| remark(&BUNDLE_SIZES, name, format!("{root}{user} GB do not go together with {compute}")))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::model::around::{BUNDLES_MAX, Image};
    use crate::model::{BundleId, Scope};
    use crate::planner::around::{Order, Wanted, details, order, tagged};

    fn image(id: &str, name: &str, state: &str) -> Image {
        Image {
            image_id: ImageId::from_service(id),
            name: Some(name.to_owned()),
            description: None,
            state: Some(state.to_owned()),
            owner_account_id: None,
            created: None,
            described: BTreeMap::new(),
        }
    }

    fn new(name: &str, image: &str) -> BundleWish {
        BundleWish::Create {
            name: name.to_owned(),
            description: "For the team".to_owned(),
            image: image.to_owned(),
            compute: Compute::from("STANDARD"),
            user: 50,
            root: Some(80),
        }
    }

    /// Two images that are ready, one that is not; a bundle with desktops, one without.
    fn seen() -> Surroundings {
        let mut seen = Surroundings {
            images: vec![
                image("wsi-000000001", "old", "AVAILABLE"),
                image("wsi-000000002", "golden", "AVAILABLE"),
                image("wsi-000000003", "slow", "PENDING"),
            ],
            ..Surroundings::default()
        };
        for (number, name) in [(1, "used"), (2, "spare")] {
            let draft = draft(&seen, &new(name, "old")).expect("a draft");
            seen = draft.acts[0].0.apply(&seen).expect("it can be made");
            let bundle = seen.bundles.last_mut().expect("made");
            bundle.bundle_id = BundleId::from_service(format!("wsb-00000000{number}"));
        }
        seen.bundle_use = BTreeMap::new();
        seen
    }

    fn make(seen: &Surroundings, wish: BundleWish) -> Order {
        let wish = Wish::Bundle(wish);
        let mut seen = seen.clone();
        for id in details(&seen, &wish).expect("found").bundles {
            seen.bundle_use.insert(id.clone(), if id.as_str() == "wsb-000000001" { 7 } else { 0 });
        }
        seen.tags = tagged(&seen, &wish).expect("found").into_iter().map(|id| (id, BTreeSet::new())).collect();
        let protect_tag = "deskfleet-protect".to_owned();
        let wanted = Wanted {
            wish,
            reason: None,
            lowered: BTreeSet::new(),
            must_admit: Vec::new(),
            protect_tag,
            revert_after_s: None,
        };
        let (account, region) = ("111122223333".to_owned(), "us-east-1".to_owned());
        let scope = Scope { account, region, endpoint: None, simulated: false };
        order(&seen, &wanted, &scope, "2026-01-05T08:00:00Z".parse().expect("a moment")).expect("an order")
    }

    fn rules(order: &Order) -> Vec<&str> {
        order.refused.iter().chain(&order.unchanged).chain(&order.warnings).map(|remark| remark.rule.as_str()).collect()
    }

    fn put(bundle: &str, image: &str) -> BundleWish {
        BundleWish::Update { bundle: bundle.to_owned(), image: image.to_owned() }
    }

    fn gone(bundle: &str) -> BundleWish {
        BundleWish::Delete { bundle: bundle.to_owned() }
    }

    fn sized(compute: &str, root: Option<u32>, user: u32) -> BundleWish {
        let (name, image, description) = ("new".to_owned(), "golden".to_owned(), "New".to_owned());
        BundleWish::Create { name, description, image, compute: Compute::from(compute), user, root }
    }

    /// Each rule in both directions, what is sent, and the command that undoes it.
    #[test]
    fn bundles_are_made_changed_and_deleted_where_the_service_would() {
        let undo_new = "bundle delete new";
        let undo_spare = "bundle create spare --image wsi-000000001 --compute-type STANDARD --user 50 --root 80 --description For the team";
        for (wish, sent, said, undo) in [
            (new("new", "golden"), Some("CreateWorkspaceBundle"), vec![], undo_new),
            (new("spare", "old"), None, vec!["SAME-01"], ""),
            (new("spare", "golden"), None, vec!["BND-01"], ""),
            (new("new", "slow"), None, vec!["BND-02"], ""),
            (
                put("spare", "golden"),
                Some("UpdateWorkspaceBundle"),
                vec![],
                "bundle update spare --image wsi-000000001",
            ),
            (
                put("used", "golden"),
                Some("UpdateWorkspaceBundle"),
                vec!["BND-06"],
                "bundle update used --image wsi-000000001",
            ),
            (put("used", "old"), None, vec!["SAME-01"], ""),
            (put("used", "slow"), None, vec!["BND-02", "BND-06"], ""),
            (gone("wsb-000000002"), Some("DeleteWorkspaceBundle"), vec![], undo_spare),
            (gone("used"), None, vec!["BND-03"], ""),
            (sized("STANDARD", None, 50), Some("CreateWorkspaceBundle"), vec![], undo_new),
            (sized("STANDARD", None, 60), None, vec!["BND-05"], ""),
            (sized("STANDARD", Some(175), 50), None, vec!["BND-05"], ""),
            (sized("GENERALPURPOSE_4XLARGE", Some(175), 100), Some("CreateWorkspaceBundle"), vec![], undo_new),
            (sized("GENERALPURPOSE_4XLARGE", Some(80), 100), None, vec!["BND-05"], ""),
        ] {
            let order = make(&seen(), wish.clone());
            let operations: Vec<&str> = order.acts.iter().map(|planned| planned.act.facts().operation).collect();
            assert_eq!((operations, rules(&order)), (sent.into_iter().collect(), said), "{wish:?}");
            let undone: Vec<String> = order.undo.iter().map(|words| words.join(" ")).collect();
            assert_eq!(undone.join("; "), undo, "{wish:?}");
            assert_eq!(Order::read(&order.to_text().expect("a document")).expect("the same"), order);
        }
        let mut full = seen();
        while full.bundles.len() < BUNDLES_MAX {
            full.bundles.push(LibraryBundle { name: Some(full.bundles.len().to_string()), ..full.bundles[0].clone() });
        }
        assert_eq!(rules(&make(&full, new("new", "golden"))), ["BND-04"]);
        full.bundles.pop();
        assert!(rules(&make(&full, new("new", "golden"))).is_empty());
    }

    /// What could not be done is not said to undo anything.
    #[test]
    fn what_undoes_it_can_be_typed() {
        let undone = |change: &dyn Fn(&mut LibraryBundle), wish: BundleWish| {
            let mut seen = seen();
            change(&mut seen.bundles[1]);
            make(&seen, wish).undo.len()
        };
        let volume = |gib: &str| Described::Members([("Capacity".to_owned(), Described::Text(gib.to_owned()))].into());
        let kind = |bundle: &mut LibraryBundle, kind: &str| {
            bundle.described.insert("BundleType".to_owned(), Described::Text(kind.to_owned()));
        };
        let id = || gone("wsb-000000002");
        assert_eq!(undone(&|_| {}, id()), 1);
        assert_eq!(undone(&|bundle| kind(bundle, "REGULAR"), id()), 1);
        assert_eq!(undone(&|bundle| kind(bundle, "STANDBY"), id()), 0, "no command makes one");
        assert_eq!(undone(&|bundle| drop(bundle.described.insert("RootStorage".to_owned(), volume("60"))), id()), 0);
        assert_eq!(undone(&|bundle| bundle.image_id = Some(ImageId::from_service("wsi-000000003")), id()), 0);
        assert_eq!(undone(&|bundle| bundle.name = Some("-spare".to_owned()), id()), 0);
        assert_eq!(undone(&|bundle| bundle.description = Some("-spare".to_owned()), id()), 0);
        assert_eq!(undone(&|_| {}, new("-new", "golden")), 0);
    }

    /// What is made is done when it can be used, and not before; what failed is told.
    #[test]
    fn a_bundle_is_done_when_it_is_available() {
        let mut seen = seen();
        let order = make(&seen, new("new", "golden"));
        let act = &order.acts[0].act;
        assert!(!act.is_done(&seen) && !act.is_under_way(&seen) && act.failed(&seen).is_none());
        seen = act.apply(&seen).expect("it can be made");
        assert!(act.is_done(&seen));
        for state in [None, Some("DREAMING".to_owned())] {
            seen.bundles.last_mut().expect("made").state.clone_from(&state);
            assert!(
                act.is_done(&seen) && !act.is_under_way(&seen),
                "{state:?}: it is there, and nothing says that it is not"
            );
        }
        for (state, under_way, failed) in [("PENDING", true, false), ("ERROR", false, true)] {
            seen.bundles.last_mut().expect("made").state = Some(state.to_owned());
            assert_eq!((act.is_under_way(&seen), act.failed(&seen).is_some()), (under_way, failed), "{state}");
            assert!(!act.is_done(&seen));
        }
        seen.bundles.last_mut().expect("made").state = Some("PENDING".to_owned());
        assert_eq!(rules(&make(&seen, new("new", "golden"))), ["SAME-01"], "it is not made twice");
        assert_eq!(rules(&make(&seen, new("new", "old"))), ["BND-01"]);
    }
}
