//! Bundles and images on the built-in service: what is refused would be refused there, too, and what is made is made once and
//! waited for.

use deskfleet::aws::WorkspaceQuery;
use deskfleet::executor::event::Stop;
use deskfleet::journal::Stage;
use deskfleet::model::around::Surroundings;
use deskfleet::model::{End, Workspace, WorkspaceState};
use deskfleet::planner::around::{BundleWish, ImageWish, Wish};
use deskfleet::sim;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::around::{carry_out, open, planned, reopen, run, see};
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
    let record = rig.sim.record();
    assert_eq!(record.iter().filter(|line| line.applied).count(), 2);
    let last = |operation: &str| record.iter().rposition(|line| line.operation == operation);
    assert!(last("DescribeWorkspaces") < last("DeleteWorkspaceBundle"), "nobody asks for the desktops of what is gone");
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

/// How the acts of the newest run ended.
fn reasons(rig: &Rig) -> Vec<(Option<End>, Option<String>)> {
    let run = rig.journal.runs().expect("runs").into_iter().next().expect("a run").run;
    rig.journal.steps(&run).expect("rows").into_iter().map(|row| (row.end, row.reason)).collect()
}

/// What can't be made is told as that; what takes longer than anything known is there, and what was resumed is waited for anew.
#[test]
fn a_bundle_that_does_not_come_is_told_as_what_it_is() {
    use sim::ScriptedFault::{Fail, Stuck};
    let made = |fault| {
        let rig = Rig::new(uniform(1, 11));
        rig.sim.script(vec![sim::Scripted { operation: "CreateWorkspaceBundle".to_owned(), nth: 1, fault }]);
        let image = look(&rig).images[0].image_id.to_string();
        (rig, create("team", &image, 50))
    };
    let (mut rig, wish) = made(Fail);
    assert_eq!(run(&mut rig, wish, &[]).expect("allowed").counts.failed, 1);
    let all = reasons(&rig);
    let [(Some(End::Failed), Some(reason))] = all.as_slice() else { panic!("it failed: {all:?}") };
    assert!(reason.contains("`bundle delete team`"), "{reason}");

    let still_at_it = (Some(End::Unknown), Some("it is there, and the service is still at it".to_owned()));
    let (mut rig, wish) = made(Stuck);
    assert_eq!(run(&mut rig, wish, &[]).expect("allowed").counts.unknown, 1);
    assert_eq!(reasons(&rig), std::slice::from_ref(&still_at_it));

    let (mut rig, wish) = made(Stuck);
    let order = planned(&rig, wish, &[]).expect("allowed");
    rig.crash_at(4, Stage::After);
    let opened = open(&mut rig, &order).expect("opened");
    assert!(carry_out(&mut rig, opened, &mut Vec::new()).is_none(), "it died once the bundle was seen");
    rig.sim.advance(SignedDuration::from_mins(40)).expect("time passes");
    let (before, looks) = (rig.sim.now(), calls(&rig, "DescribeWorkspaceBundles"));
    let opened = reopen(&mut rig);
    carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!(reasons(&rig), [still_at_it]);
    assert!(calls(&rig, "DescribeWorkspaceBundles") > looks + 20, "it was waited for");
    assert!(rig.sim.now().duration_since(before) >= SignedDuration::from_mins(30), "for half an hour");
}

/// Left to the service, `resume` sees it to its end; between planning and sending it is judged again.
#[test]
fn a_bundle_is_not_waited_for_where_that_is_said_and_judged_again_before_it_goes() {
    let mut rig = Rig::new(uniform(1, 11));
    let order = planned(&rig, create("team", "win11-standard-image", 50), &[]).expect("allowed");
    let opened = open(&mut rig, &order).expect("opened").without_waiting();
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    let made = look(&rig).bundles.into_iter().find(|bundle| bundle.label() == "team").expect("made");
    assert_eq!((summary.stop, made.state.as_deref()), (Some(Stop::NoWait), Some("PENDING")));
    rig.sim.advance(LATER).expect("time passes");
    let opened = reopen(&mut rig);
    assert_eq!(carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends").counts.done, 1, "it is seen to its end");
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

fn image_of(desktop: &str, name: &str) -> Wish {
    let (name, description) = (name.to_owned(), "Golden".to_owned());
    Wish::Image(ImageWish::Create { name, description, desktop: desktop.parse().expect("an id") })
}

/// The states of an image and of a desktop.
fn states(rig: &Rig, image: &str, desktop: &str) -> (Option<String>, WorkspaceState) {
    let state = look(rig).images.into_iter().find(|one| one.label() == image).and_then(|one| one.state);
    let query = WorkspaceQuery::Ids(vec![desktop.parse().expect("an id")]);
    let listed = rig.process(async |connected| connected.aws.describe_workspaces(&query).await).expect("listed");
    (state, listed.records[0].state.clone())
}

/// What an image and its desktop are when all is done.
fn both() -> (Option<String>, WorkspaceState) {
    (Some("AVAILABLE".to_owned()), WorkspaceState::Available)
}

/// Desktops of all kinds, at work and not.
fn demo() -> Rig {
    Rig::new(sim::WorldSpec::default())
}

/// The first desktop that is so, and of which the simulator says this connection; empty: whichever.
fn desktop(rig: &Rig, connection: &str, is: impl Fn(&Workspace) -> bool) -> Option<String> {
    let all = rig.process(async |connected| connected.aws.describe_workspaces(&WorkspaceQuery::All).await);
    let all = all.expect("listed").records;
    let world = rig.sim.world(rig.sim.now());
    let mut so =
        world.desktops.iter().filter(|one| connection.is_empty() || one.connection == connection).map(|one| &one.id);
    so.find(|id| all.iter().any(|one| one.workspace_id.as_str() == id.as_str() && is(one))).cloned()
}

fn is_plain(one: &Workspace) -> bool {
    one.state == WorkspaceState::Available && !one.is_encrypted()
}

/// What our rules about the desktop of an image refuse the service refuses, and what they let pass it takes.
#[test]
fn an_image_is_made_of_a_desktop_where_the_service_makes_one() {
    let mut rig = demo();
    let encrypted = desktop(&rig, "", |one| one.state == WorkspaceState::Available && one.is_encrypted());
    let stopped = desktop(&rig, "", |one| one.state == WorkspaceState::Stopped && !one.is_encrypted());
    for (id, row) in [(encrypted, "E-16"), (stopped, "L-05")] {
        let id = id.expect("one");
        assert!(planned(&rig, image_of(&id, "golden"), &["IMG-08"]).is_none(), "{id}");
        let parameters = json!({"Name": "golden", "Description": "Golden", "WorkspaceId": id});
        assert_eq!(sent(&rig, "CreateWorkspaceImage", &parameters), (vec![row.to_owned()], false), "{id}");
    }
    let id = desktop(&rig, "DISCONNECTED", is_plain).expect("one");
    let summary = run(&mut rig, image_of(&id, "golden"), &[]).expect("allowed");
    assert_eq!((summary.counts.done, states(&rig, "golden", &id)), (1, both()));
    assert!(planned(&rig, image_of(&id, "golden"), &[]).is_none(), "a second one of that name");
    let applied: Vec<String> =
        rig.sim.record().into_iter().filter(|line| line.applied).map(|line| line.operation).collect();
    assert_eq!(applied, ["CreateWorkspaceImage"]);
}

/// Who came to work since the order was made is not thrown out either, but where that was asked for.
#[test]
fn nobody_is_thrown_out_for_an_image() {
    let rig = demo();
    let at_work = desktop(&rig, "CONNECTED", is_plain).expect("one");
    assert!(planned(&rig, image_of(&at_work, "golden"), &[]).is_none());
    assert!(planned(&rig, image_of(&at_work, "golden"), &["IMG-08"]).is_some());
    let hour = SignedDuration::from_hours(1);
    let away = |one: &&sim::DesktopView| one.connection == "DISCONNECTED" && one.state == "AVAILABLE";
    let before = rig.sim.world(rig.sim.now()).desktops;
    let away: Vec<&String> = before.iter().filter(away).map(|one| &one.id).collect();
    let comes = (1..72).find_map(|hours| {
        rig.sim.advance(hour).expect("time passes");
        let came = |one: &Workspace| is_plain(one) && away.contains(&&one.workspace_id.to_string());
        desktop(&rig, "CONNECTED", came).map(|id| (id, hours))
    });
    let (id, hours) = comes.expect("somebody comes to work");
    let mut rig = demo();
    let order = planned(&rig, image_of(&id, "golden"), &[]).expect("nobody is at work yet");
    rig.sim.advance(hour * hours).expect("time passes");
    let opened = open(&mut rig, &order).expect("opened");
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.counts.skipped, calls(&rig, "CreateWorkspaceImage")), (1, 0));
}

/// Whatever became of the call, one image is made of a desktop; one that can't be made is told as that, and the desktop goes on.
#[test]
fn an_image_of_a_desktop_is_made_once_and_waited_for() {
    use sim::ScriptedFault::{ErrorAfter, Fail, LostAfter, LostBefore};
    for (fault, sent, ends) in
        [(LostBefore, 2, (1, 0)), (LostAfter, 1, (1, 0)), (ErrorAfter, 1, (1, 0)), (Fail, 1, (0, 1))]
    {
        let mut rig = demo();
        let id = desktop(&rig, "DISCONNECTED", is_plain).expect("one");
        rig.sim.script(vec![sim::Scripted { operation: "CreateWorkspaceImage".to_owned(), nth: 1, fault }]);
        let counts = run(&mut rig, image_of(&id, "golden"), &[]).expect("allowed").counts;
        assert_eq!(((counts.done, counts.failed), calls(&rig, "CreateWorkspaceImage")), (ends, sent), "{fault:?}");
        let expected = if ends.0 == 1 { "AVAILABLE" } else { "ERROR" };
        assert_eq!(states(&rig, "golden", &id), (Some(expected.to_owned()), WorkspaceState::Available), "{fault:?}");
    }
    let mut rig = demo();
    let id = desktop(&rig, "DISCONNECTED", is_plain).expect("one");
    let order = planned(&rig, image_of(&id, "golden"), &[]).expect("allowed");
    let opened = open(&mut rig, &order).expect("opened").without_waiting();
    assert_eq!(carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends").stop, Some(Stop::NoWait));
    assert_eq!(states(&rig, "golden", &id), (Some("PENDING".to_owned()), WorkspaceState::Suspended));
}
