//! What a seed draws: a fleet, a wish, a policy, faults, and everything that comes in between. Plain data, so that a story
//! that fails can be made smaller member by member.
//!
//! A verb that comes later needs its parameters here and its law in `oracle::law`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use deskfleet::inventory::{Manifest, Reading, Snapshot};
use deskfleet::journal;
use deskfleet::model::{DirectoryId, Hold, Limit, RunningMode, Strategy, Verb, WhenConnected};
use deskfleet::planner::{Intent, Policy};
use deskfleet::sim::{self, Faults, FleetKind, Scripted, ScriptedFault, WorldSpec};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::oracle::law;

/// Verbs of any story, and those that came later: drawn apart, so that old stories stay what they are.
const OLDER: &[Verb] = &[Verb::Migrate, Verb::Reboot];
const NEWER: &[Verb] = &[Verb::Start, Verb::Stop, Verb::MaintenanceOn, Verb::MaintenanceOff];
/// Verbs of which a target takes several calls, which came last.
const IN_PLACE: &[Verb] = &[Verb::Resize, Verb::Resize, Verb::Modify];
/// Verbs that fill a desktop anew, and came after those: no seed that was kept before is one of these by its number.
const FILLING: &[Verb] = &[Verb::Rebuild, Verb::Rebuild, Verb::Restore];

/// Verbs that put groups back that were attached by hand, each in stories of which that is what they are about.
const CARRYING: &[Verb] = &[Verb::Migrate, Verb::Migrate, Verb::Rebuild];

/// All that a run depends on.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) seed: u64,
    pub(crate) fleet: FleetKind,
    pub(crate) desktops: u32,
    /// How many of a hundred desktops are named; `None`: all of them, by `--all`.
    pub(crate) chosen: Option<u32>,
    /// How old the world is when it is seen, in seconds: who is at work depends on it.
    pub(crate) waited_s: i64,
    /// Calls that the service allows, in thousandths a second.
    pub(crate) rate_milli: u32,
    pub(crate) latency_ms: u64,
    pub(crate) faults: Faults,
    /// What goes wrong with single calls of the verb, by their number: most of what matters happens to those.
    pub(crate) script: Vec<(u64, ScriptedFault)>,
    pub(crate) wish: Wish,
    /// Groups that somebody attached by hand before it is planned, for verbs that carry them over.
    pub(crate) carried: Option<Carried>,
    /// How many desktops somebody brings into the state that the verb goes from, before it is planned.
    pub(crate) brought_in: usize,
    /// Steps, by place, that may not be sent before so many seconds have passed: as an edited plan has them.
    pub(crate) timed: Vec<(usize, i64)>,
    /// How sessions are cut short, one after the other; after the last the faults stop.
    pub(crate) interruptions: Vec<Interruption>,
    /// Seconds before each session, the last one again for all that follow.
    pub(crate) pauses_s: Vec<i64>,
    pub(crate) meddling: Vec<Meddling>,
    pub(crate) rival: Option<Rival>,
    /// Whether the service does not say when somebody was last there: then only CloudWatch and our own eyes know.
    pub(crate) untold: bool,
    /// What sessions do while there are faults when all that is left may be sent later only.
    pub(crate) hold: Hold,
}

/// Groups attached by hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried {
    /// How many of a hundred desktops have some.
    pub(crate) share: u32,
    /// Whether one desktop had a group that is deleted by the time it is to be put back.
    pub(crate) gone: bool,
}

/// What somebody wants, and within which limits.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) verb: Verb,
    /// Name of the bundle, for verbs that take one.
    pub(crate) bundle: &'static str,
    /// Sizes and properties, for verbs that take those.
    pub(crate) parameters: BTreeMap<String, String>,
    /// How many new users are to get a desktop, for the verb that makes some.
    pub(crate) newcomers: u32,
    pub(crate) policy: Policy,
}

/// The end of a session that is not its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interruption {
    /// The process dies at this commit.
    Commit(u64, journal::Stage),
    /// The process dies at this request of the session.
    Request(u64, sim::Stage),
    /// A signal comes at this event.
    Signal(u64),
    /// It ends as it will.
    Nothing,
}

/// Somebody else does something to a target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meddling {
    pub(crate) when: When,
    /// Which target, by its step's place.
    pub(crate) target: usize,
    pub(crate) what: Deed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Before the session of this number, from 0.
    Session(usize),
    /// At the event of this number, counted over all sessions.
    Event(u64),
    /// At the moment at which this target's call leaves, whichever target it is.
    Send(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// The protect tag is put on it.
    Protect,
    /// It is taken into the administrator's maintenance.
    Maintain,
    /// Its user lets his volume grow.
    Grow,
}

/// A second run of our own, by somebody who does not know of the first.
#[derive(Clone, Debug)]
pub(crate) struct Rival {
    /// After which session of the first.
    pub(crate) after: usize,
    /// Whether it saw the fleet before the first was opened, and so knows no claims.
    pub(crate) early: bool,
    pub(crate) chosen: u32,
    pub(crate) wish: Wish,
}

impl Story {
    pub(crate) fn new(seed: u64) -> Self {
        // A stream for each part: what is drawn more of one shifts no other, and kept seeds stay what they are.
        let stream = |part: u64| ChaCha8Rng::seed_from_u64(seed.wrapping_mul(16).wrapping_add(part));
        let rng = &mut stream(0);
        let fleet =
            of(rng, &[FleetKind::Uniform, FleetKind::Uniform, FleetKind::Demo, FleetKind::Demo, FleetKind::Rare]);
        let of_old = match fleet {
            FleetKind::Uniform => (of(rng, &[1, 2, 3, 5, 8, 12, 20, 30]), None),
            // All varieties come with the 20 last of 80.
            FleetKind::Demo => of(rng, &[(8, Some(50)), (16, Some(40)), (24, Some(30)), (80, Some(12)), (80, Some(6))]),
            FleetKind::Rare | FleetKind::Clocks => (rng.random_range(5..11), None),
        };
        let in_place = (seed % 4 == 2 && !EARLIER.contains(&seed)).then(|| of(&mut stream(10), IN_PLACE));
        // Who waits six hours for each desktop needs few of them; most that matters to these is among the last kinds.
        let (fleet, desktops, chosen) = match in_place {
            Some(_) => draw_fleet_in_place(&mut stream(11)),
            None => (fleet, of_old.0, of_old.1),
        };
        let waited_s = rng.random_range(0..72 * 3_600);
        let rng = &mut stream(8);
        // One story in four is about these.
        let newer = (seed % 4 == 1 && !EARLIER.contains(&seed)).then(|| of(rng, NEWER));
        let brought_in = if newer.is_some() { of(rng, &[0, 12, 30]) } else { 0 };
        let (mut wish, carried) = draw_wish(seed, newer.or(in_place), [1, 12, 13].map(stream));
        let rng = &mut stream(9);
        let hold = of(rng, &[Hold::Wait, Hold::Defer]);
        if rng.random_bool(0.3) && !EARLIER.contains(&seed) {
            draw_windows(rng, &mut wish.policy);
            // The longest resize outlasts every night.
            wish.policy.late_start |= wish.verb == Verb::Resize;
        }
        let rng = &mut stream(2);
        let rate_milli = of(rng, &[2_000, 2_000, 2_000, 2_000, 5_000, 1_000, 500, 250]);
        let latency_ms = of(rng, &[0, 80, 80, 400, 2_000]);
        let rng = &mut stream(3);
        let interruptions = (0..of(rng, &[0, 1, 1, 1, 2, 3])).map(|_| Interruption::draw(rng)).collect();
        let pauses_s = (0..4).map(|_| of(rng, &[10, 10, 60, 1_200, 7_200, 40_000, 260_000])).collect();
        let rng = &mut stream(4);
        let timed =
            (0..of(rng, &[0, 0, 0, 2])).map(|_| (rng.random_range(0..12), rng.random_range(0..20_000))).collect();
        let meddling = draw_meddling(rng, wish.verb);
        let rng = &mut stream(5);
        let rival = rng.random_bool(0.15).then(|| Rival::draw(rng, &wish));
        let rng = &mut stream(7);
        let script = (0..of(rng, &[0, 0, 1, 2, 4])).map(|_| (rng.random_range(1..8), draw_scripted(rng))).collect();
        Self {
            seed,
            fleet,
            desktops,
            chosen,
            waited_s,
            rate_milli,
            latency_ms,
            faults: draw_faults(&mut stream(6)),
            script,
            wish,
            carried,
            brought_in,
            timed,
            interruptions,
            pauses_s,
            meddling,
            rival,
            untold: seed % 8 == 3 && stream(13).random_bool(0.5),
            hold,
        }
    }

    pub(crate) fn spec(&self) -> WorldSpec {
        let own = law::of(&self.wish.verb.to_string()).operation;
        // The restart at the end of a resize meets its share, and so does what puts groups back.
        let last = match (self.wish.verb, self.carried) {
            (Verb::Resize, _) => "RebootWorkspaces",
            (_, Some(_)) => law::CHANGE_GROUPS,
            (_, None) => own,
        };
        let operation = |place: usize| if place % 3 == 2 { last } else { own };
        WorldSpec {
            seed: self.seed,
            desktops: self.desktops,
            fleet: self.fleet,
            faults: self.faults,
            script: self
                .script
                .iter()
                .enumerate()
                .map(|(place, (nth, fault))| Scripted {
                    operation: operation(place).to_owned(),
                    nth: *nth,
                    fault: *fault,
                })
                .collect(),
            rate: f64::from(self.rate_milli) / 1_000.0,
            latency: Duration::from_millis(self.latency_ms),
            untold: self.untold,
            ..WorldSpec::default()
        }
    }

    /// How long is waited before a session.
    pub(crate) fn pause_s(&self, session: usize) -> i64 {
        self.pauses_s.get(session).or(self.pauses_s.last()).copied().unwrap_or(10)
    }
}

/// Seeds that were kept for what they found before there were windows, the newer verbs and those that change in place: their
/// stories have none of these. Of what was kept later, nothing is a seed that changes in place by its number.
const EARLIER: [u64; 7] = [314, 1_264, 2_599, 3_489, 3_743, 6_159, 6_728];

/// The verbs that came after all of those, each in stories of its own.
fn later(seed: u64, rng: &mut ChaCha8Rng) -> Option<Verb> {
    let verb = match (seed % 16, seed % 64) {
        (3 | 11, _) => of(rng, FILLING),
        (4, _) => Verb::Terminate,
        (7 | 15, _) => Verb::SecurityGroup,
        (_, 60) => of(rng, CARRYING),
        (_, 12) => Verb::Provision,
        (_, 28 | 44) => of(rng, &[Verb::TagSet, Verb::TagSet, Verb::TagRemove]),
        _ => return None,
    };
    (!EARLIER.contains(&seed)).then_some(verb)
}

fn draw_fleet_in_place(rng: &mut ChaCha8Rng) -> (FleetKind, u32, Option<u32>) {
    let uniform = |desktops| (FleetKind::Uniform, desktops, None);
    let clocks = |desktops, chosen| (FleetKind::Clocks, desktops, chosen);
    let all = [
        uniform(1),
        uniform(3),
        uniform(5),
        uniform(8),
        (FleetKind::Demo, 24, Some(30)),
        clocks(7, None),
        clocks(36, Some(10)),
        clocks(36, Some(20)),
    ];
    of(rng, &all)
}

/// Windows that open in the evening, when people go, for long enough that everything can be sent in some of them.
fn draw_windows(rng: &mut ChaCha8Rng, policy: &mut Policy) {
    let (opens, hours) = (rng.random_range(18..26) % 24, of(rng, &[14, 16, 20, 23]));
    let window = format!("{opens:02}:00-{:02}:00 UTC", (opens + hours) % 24);
    policy.calendar.windows = vec![window.parse().expect("a window")];
    policy.late_start = rng.random_bool(0.3);
    policy.per_window = of(rng, &[None, None, Some(2), Some(5)]);
    policy.max_duration_s = of(rng, &[None, None, Some(7_200)]);
}

impl Wish {
    fn draw(rng: &mut ChaCha8Rng, verb: Option<Verb>) -> Self {
        let verb = verb.unwrap_or_else(|| of(rng, OLDER));
        let mut policy = Policy::for_verb(verb);
        if rng.random_bool(0.4) {
            policy.strategy = of(rng, &[Strategy::Waves, Strategy::Rolling]);
        }
        policy.wave = of(rng, &[1, 2, 3, 5, 8, 25, 40]);
        if rng.random_bool(0.5) {
            policy.max_in_flight = of(rng, &[Some(1), Some(2), Some(4), Some(10), Some(30), None]);
        }
        policy.canary = of(rng, &[0, 0, 0, 1, 2]);
        policy.after_canary_s = of(rng, &[None, Some(0), Some(900), Some(7_200)]);
        policy.max_failures =
            of(rng, &[Limit::Percent(100), Limit::Percent(100), Limit::Percent(10), Limit::Count(0), Limit::Count(2)]);
        if rng.random_bool(0.3) {
            policy.connected = of(rng, &[WhenConnected::Skip, WhenConnected::Defer, WhenConnected::Ignore]);
        }
        policy.skip_refused = rng.random_bool(0.9);
        let bundle =
            of(rng, &["win11-standard", "win11-standard", "win11-standard", "win10-power", "ubuntu-24-standard"]);
        let parameters = match verb {
            Verb::Resize => draw_sizes(rng),
            Verb::Modify => draw_properties(rng),
            Verb::Provision
            | Verb::Migrate
            | Verb::Reboot
            | Verb::Start
            | Verb::Stop
            | Verb::MaintenanceOn
            | Verb::MaintenanceOff
            | Verb::Terminate => BTreeMap::new(),
            Verb::TagSet | Verb::TagRemove => draw_tags(rng, verb),
            Verb::SecurityGroup => draw_groups(rng),
            Verb::Rebuild | Verb::Restore => draw_filling(rng, &mut policy),
        };
        let newcomers = if verb == Verb::Provision { of(rng, &[1, 2, 3, 8, 24, 26, 60]) } else { 0 };
        Self { verb, bundle, parameters, newcomers, policy }
    }

    /// The manifest of a wish for desktops: new users, one that comes to the directory late, one that never does, and some
    /// that have a desktop, as it is wanted or not.
    pub(crate) fn manifest(&self, seen: &Snapshot) -> Option<Manifest> {
        let directory = &seen.workspaces.first()?.directory_id;
        let mut text = "user,directory,bundle,running_mode,tag:team\n".to_owned();
        let mut add = |user: &str, directory: &DirectoryId, bundle: &str, mode: &str| {
            writeln!(text, "{user},{directory},{bundle},{mode},it").expect("written");
        };
        for number in 0..self.newcomers {
            let user = match number {
                5 => "late.New".to_owned(),
                7 => "missing.new".to_owned(),
                _ => format!("New.{number}"),
            };
            add(&user, directory, self.bundle, "auto-stop");
        }
        for (number, has) in seen.workspaces.iter().enumerate().take(3) {
            let mode = usize::from(has.workspace_properties.running_mode == Some(RunningMode::AlwaysOn));
            // One of them in another mode than wanted.
            let mode = ["auto-stop", "always-on"][(mode + number / 2) % 2];
            add(&has.user_name.to_uppercase(), &has.directory_id, has.bundle_id.as_str(), mode);
        }
        Some(Manifest::read(text.as_bytes(), &Reading::default()).expect("a manifest"))
    }

    /// What is asked for; `bundle` is the id behind the name, `parameters` are its own with ids in the place of names.
    pub(crate) fn intent(&self, bundle: &str, parameters: BTreeMap<String, String>) -> Intent {
        let parameters = match self.verb {
            Verb::Migrate => {
                let bundle = ("bundle_id".to_owned(), bundle.to_owned());
                parameters.into_iter().chain([bundle]).collect()
            }
            Verb::Provision
            | Verb::Reboot
            | Verb::Start
            | Verb::Stop
            | Verb::MaintenanceOn
            | Verb::MaintenanceOff
            | Verb::Resize
            | Verb::Modify
            | Verb::Terminate
            | Verb::TagSet
            | Verb::TagRemove
            | Verb::SecurityGroup
            | Verb::Rebuild
            | Verb::Restore => parameters,
        };
        Intent { verb: self.verb, parameters, desktops: Vec::new(), selection: vec!["--all".to_owned()], reason: None }
    }
}

/// Sizes to grow to, and what becomes of the restart: mostly the chain of four calls.
fn draw_sizes(rng: &mut ChaCha8Rng) -> BTreeMap<String, String> {
    let (root, user) = of(
        rng,
        &[
            ("175", "150"),
            ("175", "150"),
            ("175", "150"),
            ("200", "200"),
            ("175", "at-least:100"),
            ("", "100"),
            ("", "+50"),
            ("", "at-least:100"),
            ("175", ""),
        ],
    );
    let reboot = of(rng, &["idle", "idle", "now", "never"]);
    texts(&[("root", root), ("user", user), ("reboot", reboot)])
}

/// Groups of the ready-made world, by name: two that people attach by hand, and the custom one of a directory.
fn draw_groups(rng: &mut ChaCha8Rng) -> BTreeMap<String, String> {
    let all = [
        ("attach", "build-farm"),
        ("attach", "build-farm,old-printers"),
        ("set", "build-farm,database-clients"),
        ("detach", "lab-desktops"),
        ("replace", "finance-applications,build-farm"),
        ("set", "lab-desktops"),
    ];
    texts(&[of(rng, &all)])
}

fn draw_wish(seed: u64, verb: Option<Verb>, streams: [ChaCha8Rng; 3]) -> (Wish, Option<Carried>) {
    let [mut rng, mut of_later, mut of_groups] = streams;
    let mut wish = Wish::draw(&mut rng, verb.or(later(seed, &mut of_later)));
    let is_about_groups = seed % 64 == 60 && !EARLIER.contains(&seed);
    let carried = is_about_groups.then(|| draw_carried(&mut of_groups, &mut wish));
    (wish, carried)
}

/// Which desktops have groups attached by hand, and which of those are carried over.
fn draw_carried(rng: &mut ChaCha8Rng, wish: &mut Wish) -> Carried {
    let carry = of(rng, &["all", "all", "all", "none", "build-farm", "build-farm,old-printers"]);
    wish.parameters.insert("carry_groups".to_owned(), carry.to_owned());
    Carried { share: of(rng, &[30, 50, 70, 100]), gone: carry == "all" && rng.random_bool(0.3) }
}

/// Tags of the ready-made world, two of them on most desktops, and new ones.
fn draw_tags(rng: &mut ChaCha8Rng, verb: Verb) -> BTreeMap<String, String> {
    if verb == Verb::TagRemove {
        return of(rng, &[&["remove Department"][..], &["remove Department", "remove CostCenter"], &["remove pilot"]])
            .iter()
            .map(|name| ((*name).to_owned(), String::new()))
            .collect();
    }
    let all: [&[(&str, &str)]; 4] = [
        &[("set team", "lab")],
        &[("set Department", "Finance"), ("set team", "lab")],
        &[("rename Department", "department")],
        &[("rename CostCenter", "Department")],
    ];
    texts(of(rng, &all))
}

/// Whether work may be lost, and how old a volume snapshot may be where nobody knows when a desktop was last used.
fn draw_filling(rng: &mut ChaCha8Rng, policy: &mut Policy) -> BTreeMap<String, String> {
    if rng.random_bool(0.15) {
        policy.lowered.insert("SNAP-01".to_owned());
    }
    texts(&[("max_snapshot_age_s", of(rng, &["", "", "3600", "86400"]))])
}

/// One property or several.
fn draw_properties(rng: &mut ChaCha8Rng) -> BTreeMap<String, String> {
    let compute = of(rng, &["", "STANDARD", "PERFORMANCE", "PERFORMANCE", "POWER"]);
    let mode = of(rng, &["", "AUTO_STOP", "ALWAYS_ON"]);
    let minutes = if mode == "ALWAYS_ON" { "" } else { of(rng, &["", "60", "180"]) };
    let protocol = of(rng, &["", "", "WSP"]);
    let all =
        texts(&[("compute-type", compute), ("running-mode", mode), ("auto-stop", minutes), ("protocol", protocol)]);
    if all.is_empty() { texts(&[("compute-type", "POWER")]) } else { all }
}

/// Parameters, without those that have no value.
fn texts(parameters: &[(&str, &str)]) -> BTreeMap<String, String> {
    let given = parameters.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl Interruption {
    fn draw(rng: &mut ChaCha8Rng) -> Self {
        // Small numbers more often: most happens at the beginning, and small stories are read more easily.
        let most = of(rng, &[8, 40, 160]);
        let number = rng.random_range(1..most);
        match rng.random_range(0..8) {
            0 => Self::Commit(number, journal::Stage::Before),
            1 | 2 => Self::Commit(number, journal::Stage::After),
            3 => Self::Request(number, sim::Stage::Before),
            4 | 5 => Self::Request(number, sim::Stage::After),
            6 => Self::Signal(number),
            _ => Self::Nothing,
        }
    }
}

impl Meddling {
    fn draw(rng: &mut ChaCha8Rng) -> Self {
        let when = match rng.random_range(0..3) {
            0 => When::Session(rng.random_range(0..2)),
            1 => When::Event(rng.random_range(1..60)),
            _ => When::Send(rng.random_range(1..12)),
        };
        Self { when, target: rng.random_range(0..12), what: of(rng, &[Deed::Protect, Deed::Maintain]) }
    }
}

fn draw_meddling(rng: &mut ChaCha8Rng, verb: Verb) -> Vec<Meddling> {
    let mut all: Vec<Meddling> = (0..of(rng, &[0, 0, 1, 2])).map(|_| Meddling::draw(rng)).collect();
    // What is not there yet nobody can touch.
    all.retain(|_| verb != Verb::Provision);
    // What is tagged grows like everything else, and what its user let grow does not.
    for deed in all.iter_mut().map(|meddling| &mut meddling.what).filter(|_| IN_PLACE.contains(&verb)) {
        *deed = if *deed == Deed::Protect { Deed::Grow } else { *deed };
    }
    all
}

impl Rival {
    fn draw(rng: &mut ChaCha8Rng, first: &Wish) -> Self {
        let same = rng.random_bool(0.7).then_some(first.verb);
        Self {
            after: rng.random_range(0..2),
            early: rng.random_bool(0.4),
            chosen: rng.random_range(30..100),
            wish: Wish::draw(rng, same),
        }
    }
}

/// Every kind of fault, each in a quarter to half of the stories: the compiler asks for a new one.
fn draw_faults(rng: &mut ChaCha8Rng) -> Faults {
    if rng.random_bool(0.1) {
        return Faults::default();
    }
    let mut rare = |high: f64| if rng.random_bool(0.4) { rng.random_range(0.0..high) } else { 0.0 };
    Faults {
        throttle: rare(0.15),
        error: rare(0.15),
        latency: rare(0.3),
        partial: rare(0.2),
        stale: rare(0.4),
        stuck: rare(0.15),
        fail: rare(0.3),
        expired: rare(0.02),
        lost: rare(0.25),
    }
}

/// What can go wrong with a single call.
fn draw_scripted(rng: &mut ChaCha8Rng) -> ScriptedFault {
    match rng.random_range(0..9) {
        0 | 1 => ScriptedFault::LostBefore,
        2 => ScriptedFault::LostAfter,
        3 => ScriptedFault::LostLate(rng.random_range(30..301)),
        4 => ScriptedFault::ErrorBefore,
        5 => ScriptedFault::ErrorAfter,
        6 => ScriptedFault::Unavailable,
        7 => ScriptedFault::Fail,
        _ => ScriptedFault::Stuck,
    }
}

fn of<T: Clone>(rng: &mut ChaCha8Rng, among: &[T]) -> T {
    among.choose(rng).expect("one").clone()
}
