//! Bundles and images on the built-in service: what is refused would be refused there, too, and what is made is made once and
//! waited for.

use deskfleet::model::around::Surroundings;
use deskfleet::planner::around::{BundleWish, ImageWish, Wish};
use deskfleet::sim;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::around::{carry_out, open, planned, run, see};
use crate::rig::{Rig, ask, uniform};

/// Long enough for the pace, and for what the service is at.
const LATER: SignedDuration = SignedDuration::from_mins(10);

fn create(name: &str, image: &str, user: u32) -> Wish {
    Wish::Bundle(BundleWish::Create {
        name: name.to_owned(),
        description: "New".to_owned(),
        image: image.to_owned(),
        compute: deskfleet::model::Compute::from("STANDARD"),
        user,
        root: None,
    })
}

fn delete(name: &str) -> Wish {
    Wish::Bundle(BundleWish::Delete { bundle: name.to_owned() })
}

fn look(rig: &Rig) -> Surroundings {
    see(rig, &Wish::Bundle(BundleWish::Delete { bundle: "win11-standard".to_owned() })).expect("read")
}

fn calls(rig: &Rig, operation: &str) -> usize {
    rig.sim.record().iter().filter(|line| line.operation == operation).count()
}

/// Sends a request past everything of ours; the rows that it broke, and whether it was carried out.
fn sent(rig: &Rig, operation: &str, parameters: &Value) -> (Vec<String>, bool) {
    rig.sim.advance(LATER).expect("time passes");
    ask(&rig.sim, rig.sim.now(), operation, parameters);
    let last = rig.sim.record().pop().expect("a request");
    rig.sim.advance(LATER).expect("time passes");
    (last.violations, last.applied)
}

/// What our rules refuse the service refuses, and what they let pass it takes.
#[test]
fn what_is_refused_would_be_refused() {
    let mut rig = Rig::new(uniform(1, 11));
    let seen = look(&rig);
    let desktop = rig.sim.world(rig.sim.now()).desktops.first().expect("a desktop").clone();
    let used = seen.bundles.iter().find(|bundle| bundle.bundle_id.as_str() == desktop.bundle).expect("its bundle");
    let image = used.image_id.as_ref().expect("its image").to_string();
    let body = |name: &str, user: &str| {
        json!({"BundleName": name, "BundleDescription": "New", "ImageId": image,
            "ComputeType": {"Name": "STANDARD"}, "UserStorage": {"Capacity": user}})
    };
    let name = used.label().to_owned();
    for (wish, operation, parameters, row) in [
        (create(&name, &image, 50), "CreateWorkspaceBundle", body(&name, "50"), "L-01"),
        (create("team", &image, 60), "CreateWorkspaceBundle", body("team", "60"), "A1-01"),
        (delete(&name), "DeleteWorkspaceBundle", json!({"BundleId": used.bundle_id.as_str()}), "L-01"),
    ] {
        assert!(planned(&rig, wish.clone(), &[]).is_none(), "{wish:?}");
        assert_eq!(sent(&rig, operation, &parameters), (vec![row.to_owned()], false), "{wish:?}");
    }
    assert_eq!(run(&mut rig, create("team", &image, 50), &[]).expect("allowed").counts.done, 1);
    assert_eq!(run(&mut rig, delete("team"), &[]).expect("allowed").counts.done, 1);
    assert_eq!(rig.sim.record().iter().filter(|line| line.applied).count(), 2);
}

/// Whatever became of a call that was not answered, one bundle is made, and it is done when it can be used.
#[test]
fn a_bundle_is_made_once_and_waited_for() {
    use sim::ScriptedFault::{ErrorAfter, ErrorBefore, LostAfter, LostBefore, Throttle};
    for (fault, made) in [(LostBefore, 2), (LostAfter, 1), (ErrorBefore, 2), (ErrorAfter, 1), (Throttle, 2)] {
        let mut rig = Rig::new(uniform(1, 11));
        let image = look(&rig).images[0].image_id.to_string();
        rig.sim.script(vec![sim::Scripted { operation: "CreateWorkspaceBundle".to_owned(), nth: 1, fault }]);
        let summary = run(&mut rig, create("team", &image, 50), &[]).expect("allowed");
        assert_eq!((summary.counts.done, calls(&rig, "CreateWorkspaceBundle")), (1, made), "{fault:?}");
        let state = look(&rig).bundles.into_iter().find(|bundle| bundle.label() == "team").and_then(|one| one.state);
        assert_eq!(state.as_deref(), Some("AVAILABLE"), "{fault:?}");
    }
}

/// Left to the service, it is done as soon as it shows; between planning and sending it is judged again.
#[test]
fn a_bundle_is_not_waited_for_where_that_is_said_and_judged_again_before_it_goes() {
    let mut rig = Rig::new(uniform(1, 11));
    let order = planned(&rig, create("team", "win11-standard-image", 50), &[]).expect("allowed");
    let opened = open(&mut rig, &order).expect("opened").without_waiting();
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    let made = look(&rig).bundles.into_iter().find(|bundle| bundle.label() == "team").expect("made");
    assert_eq!((summary.counts.done, made.state.as_deref()), (1, Some("PENDING")));
    rig.sim.advance(LATER).expect("time passes");
    let order = planned(&rig, delete("team"), &[]).expect("nobody is on it");
    let directory = rig.sim.world(rig.sim.now()).directories.first().expect("a directory").id.clone();
    let desktop =
        json!({"Workspaces": [{"DirectoryId": directory, "UserName": "new.1", "BundleId": made.bundle_id.as_str()}]});
    assert!(sent(&rig, "CreateWorkspaces", &desktop).1, "somebody makes a desktop of it");
    let opened = open(&mut rig, &order).expect("opened");
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.counts.skipped, calls(&rig, "DeleteWorkspaceBundle")), (1, 0));
}

fn share(image: &str, account: &str, allow: bool) -> Wish {
    Wish::Image(ImageWish::Share { image: image.to_owned(), accounts: vec![account.to_owned()], allow })
}

fn delete_image(image: &str) -> Wish {
    Wish::Image(ImageWish::Delete { image: image.to_owned() })
}

fn copy(rig: &Rig, image: &str, name: &str, from: &str) -> Wish {
    let source = image.parse().expect("an id");
    let (from, into) = (from.to_owned(), rig.sim.spec().region);
    Wish::Image(ImageWish::Copy { name: name.to_owned(), description: None, source, from, into })
}

/// What our rules about images refuse the service refuses, and what they let pass it takes, in the order that it asks for.
#[test]
fn images_go_in_the_order_that_the_service_asks_for() {
    let mut rig = Rig::new(uniform(1, 11));
    let seen = look(&rig);
    let (image, region) = (seen.images[0].image_id.to_string(), rig.sim.spec().region);
    let own = rig.sim.spec().account;
    let done = |rig: &mut Rig, wish: Wish| run(rig, wish, &[]).expect("allowed").counts.done;
    let permission =
        |id: &str, account: &str| json!({"ImageId": id, "AllowCopyImage": true, "SharedAccountId": account});
    let copied = json!({"Name": "far", "SourceImageId": image, "SourceRegion": "cn-northwest-1"});
    for (wish, operation, parameters) in [
        (delete_image(&image), "DeleteWorkspaceImage", json!({"ImageId": image})),
        (share(&image, &own, true), "UpdateWorkspaceImagePermission", permission(&image, &own)),
        (copy(&rig, &image, "far", "cn-northwest-1"), "CopyWorkspaceImage", copied),
    ] {
        assert!(planned(&rig, wish.clone(), &[]).is_none(), "{wish:?}");
        assert_eq!(sent(&rig, operation, &parameters), (vec!["L-05".to_owned()], false), "{wish:?}");
    }
    let wish = copy(&rig, &image, "copied", &region);
    assert_eq!(done(&mut rig, wish), 1);
    let made = look(&rig).images.into_iter().find(|image| image.label() == "copied").expect("made");
    assert_eq!(made.state.as_deref(), Some("AVAILABLE"), "it was waited for");
    assert_eq!(done(&mut rig, share("copied", "444455556666", true)), 1);
    let id = made.image_id.to_string();
    assert!(planned(&rig, delete_image("copied"), &[]).is_none(), "it is shared");
    assert_eq!(sent(&rig, "DeleteWorkspaceImage", &json!({"ImageId": id})), (vec!["L-05".to_owned()], false));
    assert_eq!(done(&mut rig, share("copied", "444455556666", false)), 1);
    assert_eq!(done(&mut rig, delete_image("copied")), 1);
}

/// Whatever became of a call that was not answered, one copy is made, each permission is given once, one image goes.
#[test]
fn what_was_not_answered_of_an_image_is_read() {
    use sim::ScriptedFault::{ErrorAfter, LostAfter, LostBefore};
    for (fault, sent) in [(LostBefore, 2), (LostAfter, 1), (ErrorAfter, 1)] {
        let mut rig = Rig::new(uniform(1, 11));
        let (image, region) = (look(&rig).images[0].image_id.to_string(), rig.sim.spec().region);
        let operations = ["CopyWorkspaceImage", "UpdateWorkspaceImagePermission", "DeleteWorkspaceImage"];
        let script = operations.map(|operation| sim::Scripted { operation: operation.to_owned(), nth: 1, fault });
        rig.sim.script(script.to_vec());
        for wish in [
            copy(&rig, &image, "copied", &region),
            share("copied", "444455556666", true),
            share("copied", "444455556666", false),
            delete_image("copied"),
        ] {
            assert_eq!(run(&mut rig, wish.clone(), &[]).expect("allowed").counts.done, 1, "{fault:?}: {wish:?}");
        }
        let asked = operations.map(|operation| calls(&rig, operation));
        assert_eq!(asked, [sent, sent + 1, sent], "{fault:?}");
    }
}
