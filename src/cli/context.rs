//! What a command works with: settings, printer, clock, connection, journal; each made when it is first needed.
//!
//! All use of `aws::connect` and of worlds is here, so that a command can't tell AWS from the built-in service. A world
//! is opened once, its time is virtual and is kept when the command ends.

use std::cell::{OnceCell, RefCell};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use tokio::sync::OnceCell as AsyncOnceCell;

use super::env::Env;
use super::error::{CliError, Kind};
use super::globals::Globals;
use super::scopes::{Place, Visit};
use super::state_dir;
use crate::aws::{
    Aws, ConnectOptions, Endpoints, InProcess, Login, MfaCode, ProfileSays, Want, collect, documented_rates, enrich,
    log_in, mfa_devices, profile_says, service_clock,
};
use crate::clock::Clock;
use crate::config::env::{LOGNAME, USER, Variables};
use crate::config::{Setting, Settings, Source};
use crate::inventory::Snapshot;
use crate::journal::{Journal, make_below, open_beside};
use crate::model::{Scope, WorkspaceId};
use crate::output::{Ask, Printer, Shape, visible};
use crate::pace::{Rate, Rates};
use crate::sim::{Sim, SimClient, WorldSpec, account_of, store};

/// The name that `aws` gives the bucket of `WorkSpaces`.
const WORKSPACES_LANE: &str = "workspaces";
/// The file name of a scope's journal.
pub(super) const JOURNAL: &str = "journal.db";
/// The file name of a scope's pace.
const PACE: &str = "pace.json";

/// What a command works with.
pub(super) struct Context {
    globals: Globals,
    settings: Settings,
    printer: Rc<Printer>,
    shape: Shape,
    variables: Variables,
    stdin: Rc<RefCell<Box<dyn Read>>>,
    ask: fn() -> Option<Box<dyn Ask>>,
    root: OnceCell<PathBuf>,
    world: OnceCell<Sim>,
    clock: AsyncOnceCell<Clock>,
    aws: AsyncOnceCell<Aws>,
    map: OnceCell<PathBuf>,
    /// The login that several places share.
    login: Option<Login>,
}

impl Context {
    pub(super) fn new(globals: Globals, settings: Settings, printer: Printer, env: Env) -> Self {
        let shape = globals.shape(&settings, env.stdout_is_terminal);
        Self {
            globals,
            settings,
            printer: Rc::new(printer),
            shape,
            variables: env.variables,
            stdin: Rc::new(RefCell::new(env.stdin)),
            ask: env.ask,
            root: OnceCell::new(),
            world: OnceCell::new(),
            clock: AsyncOnceCell::new(),
            aws: AsyncOnceCell::new(),
            map: OnceCell::new(),
            login: None,
        }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the account that must answer.
    pub(super) fn account(&self) -> Option<&str> {
        self.globals.account.as_deref()
    }

    pub(super) fn printer(&self) -> &Printer {
        &self.printer
    }

    /// Returns what the person wants to see of data.
    pub(super) fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Returns what our commands begin with in a message.
    pub(super) fn command(&self) -> String {
        self.globals.command()
    }

    /// Keeps where whoever carries a run out writes the map of its ids.
    pub(super) fn write_map_to(&self, path: PathBuf) {
        let _ = self.map.set(path); // a command has one
    }

    /// Returns where the map of a run's ids is to be written, where one is wanted.
    pub(super) fn map(&self) -> Option<&Path> {
        self.map.get().map(PathBuf::as_path)
    }

    /// Returns who runs this, for the journal.
    pub(super) fn who(&self) -> String {
        let name = |variable| self.variables.text(variable).ok().flatten().map(str::to_owned);
        name(&USER).or_else(|| name(&LOGNAME)).unwrap_or_else(|| "unknown".to_owned())
    }

    /// Returns the person at the terminal; `None` without one or with `--no-input`.
    pub(super) fn person(&self) -> Option<Box<dyn Ask>> {
        if self.globals.no_input { None } else { (self.ask)() }
    }

    /// Reads standard input, at most `most` bytes and one more, so that the reader sees that it is too long.
    pub(super) fn stdin(&self, most: usize) -> Result<Vec<u8>, CliError> {
        let mut bytes = Vec::new();
        let mut stdin = self.stdin.borrow_mut();
        let mut limited = stdin.by_ref().take(most as u64 + 1);
        limited
            .read_to_end(&mut bytes)
            .map_err(|error| CliError::new(Kind::Input, "can't read standard input").cause(error))?;
        Ok(bytes)
    }

    /// Returns the state directory.
    pub(super) fn root(&self) -> Result<&Path, CliError> {
        if let Some(root) = self.root.get() {
            return Ok(root);
        }
        let found = state_dir::open(&self.settings, &self.variables)?;
        if let Some(warning) = &found.warning {
            self.printer.warn(warning);
        }
        Ok(self.root.get_or_init(|| found.path))
    }

    /// Returns the state directory that is used, without making it; `None` when there is no place for it.
    pub(super) fn found_root(&self) -> Option<PathBuf> {
        state_dir::find(&self.settings, &self.variables).ok()
    }

    /// Returns the directory of a simulated world.
    pub(super) fn world_dir(&self, name: &str) -> Result<PathBuf, CliError> {
        Ok(state_dir::of_world(self.root()?, name)?)
    }

    /// Returns the world that `--sim` names, made when it is not there; `None` on AWS.
    pub(super) fn world(&self) -> Result<Option<&Sim>, CliError> {
        let Some(name) = &self.settings.sim.value else {
            return Ok(None);
        };
        if let Some(world) = self.world.get() {
            return Ok(Some(world));
        }
        let directory = self.world_dir(name)?;
        let world = match store::open(&directory) {
            Err(store::StoreError::Missing(_)) => {
                let spec = self.spec(name);
                let (desktops, seed) = (spec.desktops, spec.seed);
                make_below(self.root()?, &directory)?;
                let world = store::create(&directory, spec)?;
                // A name that was misspelt would otherwise pass for the world that was meant.
                if name != "default" {
                    self.printer.status(&format!("world `{name}` is new: {desktops} desktops, seed {seed}"));
                }
                world
            }
            other => other?,
        };
        let spec = world.spec();
        let there = |region: &&String| **region != spec.region && !spec.regions.contains(*region);
        if let Some(region) = self.globals.region.iter().find(there) {
            let here: Vec<&str> = std::iter::once(&spec.region).chain(&spec.regions).map(String::as_str).collect();
            return Err(CliError::usage(format!("the world `{name}` is in {}, not in {region}", here.join(", ")))
                .hint("leave `--region` out, or make another world there with `sim reset`"));
        }
        Ok(Some(self.world.get_or_init(|| world)))
    }

    /// Returns what a new world of this name is made from.
    pub(super) fn spec(&self, name: &str) -> WorldSpec {
        let plain = WorldSpec::default();
        WorldSpec {
            account: if name == "default" { plain.account } else { account_of(name) },
            region: self.globals.region.first().cloned().unwrap_or(plain.region),
            regions: self.globals.region.iter().filter(|region| **region != self.globals.region[0]).cloned().collect(),
            ..plain
        }
    }

    /// Returns the clock: the world's, that of a simulator served on this machine, or the machine's own.
    pub(super) async fn clock(&self) -> Result<&Clock, CliError> {
        let make = async || {
            if let Some(world) = self.world()? {
                return Ok(Clock::virtual_from(world.now()));
            }
            let endpoint = self.settings.endpoint_url_workspaces.value.as_ref();
            let served = match endpoint.or(self.settings.endpoint_url.value.as_ref()) {
                Some(endpoint) => service_clock(endpoint).await,
                None => None,
            };
            Ok(served.unwrap_or_else(Clock::system))
        };
        self.clock.get_or_try_init(make).await
    }

    /// Returns the connection.
    pub(super) async fn aws(&self) -> Result<&Aws, CliError> {
        self.aws.get_or_try_init(async || self.connect().await).await
    }

    /// Logs in with the profile, for connections to several Regions; nothing on the built-in service.
    pub(super) async fn log_in(&self) -> Result<Option<Login>, CliError> {
        let options = self.options().await?;
        if options.in_process.is_some() {
            return Ok(None);
        }
        let codes = self.ask_codes(&options).await?;
        Ok(Some(Box::pin(log_in(&options, &codes)).await?))
    }

    /// Asks the person for the codes that the profile needs.
    async fn ask_codes(&self, options: &ConnectOptions) -> Result<Vec<MfaCode>, CliError> {
        let mut codes = Vec::new();
        for device in mfa_devices(options).await? {
            let (profile, serial) = (visible(&device.profile), visible(&device.serial));
            let Some(mut person) = self.person() else {
                return Err(CliError::new(
                    Kind::Credentials,
                    format!("profile `{profile}` needs a code of the MFA device {serial}, and nobody can be asked"),
                )
                .hint("run it at a terminal without `--no-input`, or name a `--profile` that needs no code"));
            };
            let answer = person
                .ask(&format!("MFA code of {serial} for profile `{profile}`: "))
                .map_err(|error| CliError::new(Kind::Credentials, "the terminal can't be used").cause(error))?;
            let typed = answer.filter(|typed| !typed.is_empty());
            let typed =
                typed.ok_or_else(|| CliError::new(Kind::Declined, "no MFA code was typed; nothing was sent"))?;
            codes.push(MfaCode::new(&typed).ok_or_else(|| {
                CliError::new(Kind::Credentials, "that is no MFA code; nothing was sent").hint("a code has six digits")
            })?);
        }
        Ok(codes)
    }

    /// Makes a connection; a new one has the credentials of a new login.
    pub(super) async fn connect(&self) -> Result<Aws, CliError> {
        let mut options = self.options().await?;
        if options.login.is_none() {
            options.login = self.log_in().await?;
        }
        let is_simulated = options.in_process.is_some();
        // On the heap: every command would carry the size of all clients.
        let aws = Box::pin(Aws::connect(options)).await?;
        if let Some(wanted) = &self.globals.account {
            let answers = aws.caller_identity().await?.account;
            if answers != *wanted {
                return Err(CliError::usage(format!("account {answers} answers, `--account` says {wanted}"))
                    .hint("name another `--profile`; nothing was read or changed"));
            }
        }
        if !is_simulated {
            self.share_pace(&aws).await?;
        }
        Ok(aws)
    }

    /// Returns what a connection is made from.
    async fn options(&self) -> Result<ConnectOptions, CliError> {
        let clock = self.clock().await?.clone();
        let settings = &self.settings;
        let rates = Self::rates(settings);
        let world = self.world()?;
        // The same world gives the same run; processes that share an account should not pause in step.
        let seed = if world.is_some() { 7 } else { u64::from(std::process::id()) };
        let mut options = ConnectOptions {
            region: settings.region.value.clone(),
            profile: settings.profile.value.clone(),
            is_profile_said: matches!(settings.profile.source, Source::Flag(_)),
            login: self.login.clone(),
            endpoints: Endpoints {
                all: settings.endpoint_url.value.clone(),
                workspaces: settings.endpoint_url_workspaces.value.clone(),
                ec2: settings.endpoint_url_ec2.value.clone(),
                sts: settings.endpoint_url_sts.value.clone(),
                cloudtrail: settings.endpoint_url_cloudtrail.value.clone(),
                cloudwatch: settings.endpoint_url_cloudwatch.value.clone(),
                kms: settings.endpoint_url_kms.value.clone(),
                quotas: settings.endpoint_url_service_quotas.value.clone(),
                tagging: settings.endpoint_url_tagging.value.clone(),
                domains: settings.endpoint_url_directory_service.value.clone(),
            },
            use_fips: (settings.use_fips.source != Source::Default).then_some(settings.use_fips.value),
            ca_bundle: settings.ca_bundle.value.clone(),
            in_process: None,
            clock: clock.clone(),
            rates,
            seed,
        };
        if let Some(world) = world {
            self.refuse_aws_flags()?;
            options.region = Some(self.globals.region.first().cloned().unwrap_or(world.spec().region));
            options.profile = None;
            options.endpoints = Endpoints::default();
            options.use_fips = None;
            options.ca_bundle = None;
            options.in_process = Some(InProcess::new(SimClient::new(world.clone(), clock)));
        }
        Ok(options)
    }

    /// Counts calls together with all who use this state directory; without a place for that, for this process alone.
    async fn share_pace(&self, aws: &Aws) -> Result<(), CliError> {
        let scope = aws.scope().await?;
        let shared = self.scope_dir(&scope).and_then(|directory| {
            make_below(self.root()?, &directory)?;
            Ok(open_beside(&directory.join(PACE))?)
        });
        match shared {
            Ok((file, is_new)) => aws.pace().share(file, is_new),
            // A read of the fleet needs no state directory; a change is refused soon enough.
            Err(error) => tracing::debug!(error = error.failure().message, "the pace is not shared"),
        }
        Ok(())
    }

    /// Returns how fast each bucket may be used.
    pub(super) fn rates(settings: &Settings) -> Rates {
        let mut rates = documented_rates();
        rates.insert(WORKSPACES_LANE, Rate::new(settings.rate.value, settings.burst.value));
        rates
    }

    /// Refuses flags that mean AWS beside `--sim`; what the environment says about AWS is not looked at there.
    fn refuse_aws_flags(&self) -> Result<(), CliError> {
        let globals = &self.globals;
        let given = [
            ("--profile", !globals.profile.is_empty()),
            ("--endpoint-url", globals.endpoint_url.is_some()),
            ("--use-fips-endpoint", globals.use_fips_endpoint),
        ];
        match given.iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((flag, _)) => {
                Err(CliError::usage(format!("`{flag}` means AWS, and the world of `--sim` is worked on"))
                    .hint(format!("leave `{flag}` out, or say `--sim=off`")))
            }
        }
    }

    /// Tells whether a read looks in several places. Whoever names none looks in one.
    pub(super) fn looks_around(&self) -> bool {
        let several = |names: &[String]| names.iter().any(|name| *name != names[0]);
        self.is_everywhere() || several(&self.globals.profile) || several(&self.globals.region)
    }

    /// Returns where a read looks: each profile in each Region that was named.
    pub(super) async fn visits(&self) -> Result<Vec<Visit>, CliError> {
        let regions = each_once(&self.globals.region);
        let mut visits = Vec::new();
        for profile in each_once(&self.globals.profile) {
            visits.push(if self.is_everywhere() {
                self.everywhere(profile).await?
            } else {
                Visit { profile, home: None, regions: regions.clone() }
            });
        }
        Ok(visits)
    }

    /// Returns where a profile can work.
    async fn everywhere(&self, profile: Option<String>) -> Result<Visit, CliError> {
        let settings = &self.settings;
        let (home, use_fips) = if let Some(world) = self.world()? {
            (Some(world.spec().region), false)
        } else {
            let ProfileSays { region, use_fips } =
                profile_says(profile.as_deref().or(settings.profile.value.as_deref())).await?;
            let set = settings.region.value.clone();
            // A profile that is named has keys of its own, whatever Region others work in.
            let home = if profile.is_some() { region.or(set) } else { set.or(region) };
            let is_set = settings.use_fips.source != Source::Default;
            (home, if is_set { settings.use_fips.value } else { use_fips })
        };
        Ok(Visit::everywhere(profile, home, use_fips))
    }

    /// Tells whether the Regions are all that there are, and none was named.
    pub(super) fn is_everywhere(&self) -> bool {
        self.globals.all_regions
    }

    /// Returns a context for one of several places, with what all of them share.
    pub(super) async fn at(&self, place: &Place, login: Option<Login>) -> Result<Self, CliError> {
        let mut settings = self.settings.clone();
        let named = |value: &Option<String>, flag| {
            value.clone().map(|value| Setting { value: Some(value), source: Source::Flag(flag) })
        };
        settings.profile = named(&place.profile, "profile").unwrap_or(settings.profile);
        settings.region = named(&place.region, "region").unwrap_or(settings.region);
        let globals = Globals {
            profile: place.profile.iter().cloned().collect(),
            region: place.region.iter().cloned().collect(),
            all_regions: false,
            ..self.globals.clone()
        };
        let root = OnceCell::new();
        // What is wrong with it is told where it is needed.
        if let Ok(found) = self.root() {
            let _ = root.set(found.to_owned());
        }
        Ok(Self {
            globals,
            settings,
            printer: Rc::clone(&self.printer),
            shape: self.shape.clone(),
            variables: self.variables.clone(),
            stdin: Rc::clone(&self.stdin),
            ask: self.ask,
            root,
            world: self.world()?.map_or_else(OnceCell::new, |world| OnceCell::from(world.clone())),
            clock: AsyncOnceCell::new_with(Some(self.clock().await?.clone())),
            aws: AsyncOnceCell::new(),
            map: OnceCell::new(),
            login,
        })
    }

    /// Returns account, Region and endpoint that are worked on.
    pub(super) async fn scope(&self) -> Result<Scope, CliError> {
        Ok(self.aws().await?.scope().await?)
    }

    /// Reads a fleet.
    pub(super) async fn fleet(&self, want: &Want) -> Result<Snapshot, CliError> {
        let now = self.clock().await?.now();
        Ok(collect(self.aws().await?, want, now).await?)
    }

    /// Reads more of some desktops into a fleet.
    pub(super) async fn enrich(&self, seen: &mut Snapshot, of: &[WorkspaceId], want: &Want) -> Result<(), CliError> {
        Ok(enrich(self.aws().await?, seen, of, want).await?)
    }

    /// Returns the directory of a scope's journal and run locks.
    pub(super) fn scope_dir(&self, scope: &Scope) -> Result<PathBuf, CliError> {
        match &self.settings.sim.value {
            Some(world) => {
                let directory = self.world_dir(world)?;
                // A Region beside the first has a journal of its own, as each scope has.
                let is_home = self.world()?.is_none_or(|world| world.spec().region == scope.region);
                Ok(if is_home { directory } else { directory.join(&scope.region) })
            }
            None => Ok(state_dir::of_scope(self.root()?, scope)?),
        }
    }

    /// Opens the journal of a scope, made when it is not there.
    pub(super) fn journal(&self, scope: &Scope) -> Result<Journal, CliError> {
        let directory = self.scope_dir(scope)?;
        make_below(self.root()?, &directory)?;
        Ok(Journal::open(&directory.join(JOURNAL))?)
    }

    /// Opens the journal of a scope for a read; `None` when nothing was ever recorded.
    pub(super) fn journal_if_any(&self, scope: &Scope) -> Result<Option<Journal>, CliError> {
        Ok(Journal::open_if_any(&self.scope_dir(scope)?.join(JOURNAL))?)
    }

    /// Keeps the time of the world.
    pub(super) fn close(&self) -> Result<(), CliError> {
        if let (Some(world), Some(clock)) = (self.world.get(), self.clock.get()) {
            world
                .save_now(clock.now())
                .map_err(|error| CliError::new(Kind::State, "can't keep the world's time").cause(error))?;
        }
        Ok(())
    }
}

/// Returns each name once; one that is not there, where there is none.
fn each_once(names: &[String]) -> Vec<Option<String>> {
    let mut once: Vec<Option<String>> = Vec::new();
    for name in names.iter().cloned().map(Some) {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    if once.is_empty() { vec![None] } else { once }
}
