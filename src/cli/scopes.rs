//! Many scopes for reads: which commands take several Regions and profiles, and how a read is made in each of them.
//!
//! Scopes are read side by side, each over a connection with buckets of its own. One that can't be read is told, and takes
//! nothing from the others. A change is made in one scope: whoever names more is refused before anything is sent.

use std::ffi::OsString;
use std::future::{Future, poll_fn};
use std::task::Poll;

use super::Command;
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::globals::Globals;
use crate::aws::has_fips;
use crate::model::{OptIn, REGIONS, Scope, partition};
use crate::output::{Listing, Shape, Unread, asks_for_scope, emit, emit_scopes, policy_hint};

/// A profile and a Region to look in; what is not said, the settings say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) profile: Option<String>,
    pub(super) region: Option<String>,
}

/// A profile, and the Regions to look in with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) profile: Option<String>,
    /// The Region that the profile is at home in, as far as that counts.
    pub(super) home: Option<String>,
    pub(super) regions: Vec<Option<String>>,
}

impl Visit {
    /// All Regions that can be: credentials are for one partition, and not each Region has FIPS endpoints.
    pub(super) fn everywhere(profile: Option<String>, home: Option<String>, use_fips: bool) -> Self {
        let own = partition(home.as_deref().unwrap_or_default());
        let all = REGIONS.iter().map(|(region, _)| *region).filter(|region| partition(region) == own);
        let regions =
            all.filter(|region| !use_fips || has_fips(region)).map(|region| Some(region.to_owned())).collect();
        Self { profile, home, regions }
    }

    /// Returns where to log in: not in a Region that the account may not have enabled, which would not know the keys.
    fn door(&self) -> Place {
        let has_door = |region: &&Option<String>| region.as_deref().is_none_or(|region| !needs_opt_in(region));
        let region = || self.regions.iter().find(has_door).or(self.regions.first()).cloned().flatten();
        Place { profile: self.profile.clone(), region: self.home.clone().or_else(region) }
    }

    fn places(&self) -> impl Iterator<Item = Place> {
        self.regions.iter().map(|region| Place { profile: self.profile.clone(), region: region.clone() })
    }
}

/// A place where nothing could be read, the account as far as it is known, and why.
type Failed = (Place, Option<String>, CliError);

/// How many scopes a command works in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// One: it changes something, or what it reads belongs to one scope.
    One,
    /// As many as are named.
    Many,
    /// A world of the built-in service that is made in as many Regions as are named.
    Regions,
}

fn takes(command: &Command) -> Takes {
    let many_if = |lists: bool| if lists { Takes::Many } else { Takes::One };
    match command {
        Command::List(_) | Command::Show(_) => Takes::Many,
        Command::Sim(args) => {
            if args.makes_a_world() {
                Takes::Regions
            } else {
                Takes::One
            }
        }
        Command::Tag(args) => many_if(args.lists()),
        Command::SecurityGroup(args) => many_if(args.lists()),
        Command::IpGroup(args) => many_if(args.lists()),
        Command::Directory(args) => many_if(args.lists()),
        Command::Bundle(args) => many_if(args.lists()),
        Command::Image(args) => many_if(args.lists()),
        Command::Alias(args) => many_if(args.lists()),
        Command::Standby(args) => many_if(args.lists()),
        Command::History(_)
        | Command::Explain(_)
        | Command::Provision(_)
        | Command::Migrate(_)
        | Command::Reboot(_)
        | Command::Start(_)
        | Command::Stop(_)
        | Command::Maintenance(_)
        | Command::Resize(_)
        | Command::Modify(_)
        | Command::Terminate(_)
        | Command::Rebuild(_)
        | Command::Restore(_)
        | Command::Check(_)
        | Command::Rehearse(_)
        | Command::Apply(_)
        | Command::Resume(_)
        | Command::Adopt(_)
        | Command::Runs(_)
        | Command::IamPolicy(_)
        | Command::Config(_)
        | Command::Completions(_) => Takes::One,
    }
}

/// Refuses more scopes than a command takes, and scopes that contradict each other.
///
/// # Errors
/// The flag that is too many.
pub(super) fn check(command: &Command, globals: &Globals, arguments: &[OsString]) -> Result<(), CliError> {
    let Globals { profile, region, all_regions, .. } = globals;
    if *all_regions && !region.is_empty() {
        return Err(CliError::usage("`--region` is too many beside `--all-regions`").hint("leave one of them out"));
    }
    for (flag, taken) in [("--profile", profile.len()), ("--region", region.len())] {
        // Of a flag on both sides of the command only the last side would count.
        if said(arguments, flag) > taken {
            return Err(CliError::usage(format!("`{flag}` stands before and behind the command"))
                .hint(format!("write each `{flag}` behind it, such as `deskfleet list {flag} ONE {flag} OTHER`")));
        }
    }
    let takes = takes(command);
    let too_many = match takes {
        Takes::Many => None,
        _ if *all_regions => Some("`--all-regions`".to_owned()),
        _ if profile.len() > 1 => Some(format!("`--profile {}`", profile[1])),
        Takes::One if region.len() > 1 => Some(format!("`--region {}`", region[1])),
        Takes::One | Takes::Regions => None,
    };
    match too_many {
        None => Ok(()),
        Some(flag) => Err(CliError::usage(format!("{flag} is too many: this command works in one account and Region"))
            .hint("name one `--region` and one `--profile`; `list`, `show` and other listings take several")),
    }
}

/// How often a flag was typed.
fn said(arguments: &[OsString], flag: &str) -> usize {
    let words = arguments.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--");
    words.filter(|word| *word == flag || word.strip_prefix(flag).is_some_and(|rest| rest.starts_with('='))).count()
}

/// What was read in each scope, and where nothing could be.
pub(super) struct Everywhere<T> {
    pub(super) read: Vec<(Scope, T)>,
    unread: Vec<Unread>,
    /// Regions that the account has not enabled: named in the document, and nothing to worry about.
    absent: Vec<Unread>,
    is_many: bool,
}

impl<T> Everywhere<T> {
    /// Reads in each scope that the command line names.
    ///
    /// # Errors
    /// When what was typed is wrong for all of them, or nothing could be read anywhere; with one scope whatever went wrong
    /// there.
    pub(super) async fn look(
        context: &Context,
        read: impl AsyncFn(&Context) -> Result<T, CliError>,
    ) -> Result<Self, CliError> {
        if !context.looks_around() {
            let read = read(context).await?;
            let scope = context.scope().await?;
            return Ok(Self { read: vec![(scope, read)], unread: Vec::new(), absent: Vec::new(), is_many: false });
        }
        let mut failures: Vec<Failed> = Vec::new();
        let there = log_in(context, &mut failures).await?;
        let mut connected: Vec<(&Place, &Context, Scope)> = Vec::new();
        let mut alike = Vec::new();
        let scopes = side_by_side(there.iter().map(|(_, context)| context.scope())).await;
        for ((place, context), scope) in there.iter().zip(scopes) {
            match scope {
                Ok(scope) => match connected.iter().find(|(_, _, known)| *known == scope) {
                    Some((other, _, _)) => tell_same(context, &scope, other, place, &mut alike),
                    None => connected.push((place, context, scope)),
                },
                Err(error) if is_of_scope(&error) => failures.push((place.clone(), None, error)),
                // What was typed or is set is wrong; a mistake should not pass for a scope that is down.
                Err(error) => return Err(error),
            }
        }
        let mut everywhere = Self { read: Vec::new(), unread: Vec::new(), absent: Vec::new(), is_many: true };
        let reached: Vec<Option<String>> = connected.iter().map(|(place, _, _)| place.profile.clone()).collect();
        let answers = side_by_side(connected.iter().map(|(_, context, _)| read(context))).await;
        for ((place, _, scope), answer) in connected.into_iter().zip(answers) {
            match answer {
                Ok(found) => everywhere.read.push((scope, found)),
                Err(error) if is_of_scope(&error) => failures.push((place.clone(), Some(scope.account), error)),
                Err(error) => return Err(error.cause(format!("this is so in {scope}"))),
            }
        }
        if everywhere.read.is_empty() {
            return Err(nowhere(&failures));
        }
        everywhere.sort_out(context, failures, &reached);
        Ok(everywhere)
    }

    /// Tells Regions that an account has not enabled from what went wrong.
    fn sort_out(&mut self, context: &Context, failures: Vec<Failed>, reached: &[Option<String>]) {
        let is_denied = failures.iter().any(|(_, _, error)| error.kind() == Kind::Permissions);
        for (place, account, error) in failures {
            let unread = unread(&place, account, &error);
            if context.is_everywhere() && unread.account.is_none() && is_absent(&place, &error, reached) {
                self.absent.push(unread);
            } else {
                context.printer().warn(&format!("could not read {unread}: {}", unread.reason));
                self.unread.push(unread);
            }
        }
        if is_denied {
            context.printer().hint(&policy_hint("COMMAND"));
        }
        if !self.absent.is_empty() {
            let names: Vec<String> = self.absent.iter().map(ToString::to_string).collect();
            context.printer().status(&format!(
                "left out, as these credentials are unknown there (the Region is not enabled, or the session does not hold in \
                 it): {}",
                names.join(", ")
            ));
        }
    }

    /// Tells whether all scopes were read that were asked for.
    pub(super) fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// Tells whether several scopes were asked for.
    pub(super) fn is_many(&self) -> bool {
        self.is_many
    }

    /// Writes what was read to stdout, as one listing.
    ///
    /// # Errors
    /// As `emit`.
    pub(super) fn emit(
        &self,
        context: &Context,
        shape: &Shape,
        listing: impl Fn(&T) -> Listing,
    ) -> Result<(), CliError> {
        match self.read.as_slice() {
            [(_, only)] if !self.is_many && !asks_for_scope(shape) => emit(context.printer(), &listing(only), shape)?,
            read => {
                let parts = read.iter().map(|(scope, found)| (scope.clone(), listing(found))).collect();
                let unread: Vec<Unread> = self.unread.iter().chain(&self.absent).cloned().collect();
                emit_scopes(context.printer(), parts, &unread, shape)?;
            }
        }
        Ok(())
    }

    /// Returns how the command ends: with a scope that could not be read never as if all were well.
    pub(super) fn end(&self, exit: Exit) -> Exit {
        if self.unread.is_empty() { exit } else { Exit::Partial }
    }
}

/// Logs in with each profile once, one after the other: somebody may be asked for a code. Returns the places that can be
/// read.
///
/// # Errors
/// When what was typed or set is wrong.
async fn log_in(context: &Context, failures: &mut Vec<Failed>) -> Result<Vec<(Place, Context)>, CliError> {
    let mut there = Vec::new();
    for visit in context.visits().await? {
        match context.at(&visit.door(), None).await?.log_in().await {
            Ok(login) => {
                for place in visit.places() {
                    let context = context.at(&place, login.clone()).await?;
                    there.push((place, context));
                }
            }
            // It is wrong in each of its Regions.
            Err(error) if is_of_scope(&error) => {
                failures.push((Place { profile: visit.profile, region: None }, None, error));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(there)
}

/// Returns what to work with here, and what to read with in another Region: one login for both.
///
/// # Errors
/// When nobody can log in.
pub(super) async fn here_and(context: &Context, region: &str) -> Result<(Context, Context), CliError> {
    let login = context.log_in().await?;
    let own = context.visits().await?.iter().flat_map(Visit::places).next();
    let own = own.unwrap_or(Place { profile: None, region: None });
    let there = Place { region: Some(region.to_owned()), ..own.clone() };
    Ok((context.at(&own, login.clone()).await?, context.at(&there, login).await?))
}

/// Tells whether an error says something about one scope, and nothing about the others.
fn is_of_scope(error: &CliError) -> bool {
    match error.kind() {
        Kind::Credentials | Kind::Permissions | Kind::Service => true,
        Kind::Usage
        | Kind::Config
        | Kind::Input
        | Kind::State
        | Kind::Blocked
        | Kind::NothingSelected
        | Kind::Busy
        | Kind::Incomplete
        | Kind::Declined
        | Kind::BrokenPipe
        | Kind::Internal => false,
    }
}

/// What a service says of keys that it does not know.
const UNKNOWN_KEYS: [&str; 2] = ["InvalidClientTokenId", "UnrecognizedClientException"];

/// Tells whether an account has not enabled a Region: there, keys are unknown that work in others. Tokens of STS's global
/// endpoint don't hold in such a Region, enabled or not.
fn is_absent(place: &Place, error: &CliError, reached: &[Option<String>]) -> bool {
    error.code().is_some_and(|code| UNKNOWN_KEYS.contains(&code))
        && place.region.as_deref().is_some_and(needs_opt_in)
        && reached.contains(&place.profile)
}

fn needs_opt_in(region: &str) -> bool {
    REGIONS.iter().any(|(name, opt_in)| *name == region && *opt_in == OptIn::Needed)
}

fn unread(place: &Place, account: Option<String>, error: &CliError) -> Unread {
    let Place { profile, region } = place.clone();
    Unread { profile, account, region, reason: error.fact().to_owned() }
}

/// Two profiles of one account would show everything twice. Said once of two profiles, however many Regions are read.
fn tell_same(context: &Context, scope: &Scope, one: &Place, other: &Place, said: &mut Vec<Vec<String>>) {
    let names: Vec<String> = [one, other].iter().filter_map(|place| place.profile.clone()).collect();
    if !said.contains(&names) {
        context.printer().warn(&format!(
            "profiles `{}` lead to the same account {}: it is read once",
            names.join("` and `"),
            scope.account
        ));
        said.push(names);
    }
}

/// The error when no scope could be read.
fn nowhere(failures: &[Failed]) -> CliError {
    let Some((_, _, first)) = failures.first() else {
        return CliError::new(Kind::Internal, "no scope was read");
    };
    if failures.len() == 1 {
        return first.clone();
    }
    // Behind a code may stand the id of the request.
    let reason = |error: &CliError| (error.kind(), error.code().unwrap_or(error.fact()).to_owned());
    if failures.iter().all(|(_, _, error)| reason(error) == reason(first)) {
        return first.clone().about(format!("none of the {} scopes could be read", failures.len()));
    }
    let error = CliError::new(first.kind(), format!("none of the {} scopes could be read", failures.len()));
    let error = failures.iter().fold(error, |error, (place, account, failure)| {
        let unread = unread(place, account.clone(), failure);
        error.cause(format!("{unread}: {}", unread.reason))
    });
    first.failure().hints.into_iter().fold(error, CliError::hint)
}

/// Lets futures go on side by side, and returns what came of each, in their order.
async fn side_by_side<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.map(|future| (Box::pin(future), None)).collect();
    poll_fn(|task| {
        let mut all = Poll::Ready(());
        for (future, output) in futures.iter_mut().filter(|(_, output)| output.is_none()) {
            match future.as_mut().poll(task) {
                Poll::Ready(value) => *output = Some(value),
                Poll::Pending => all = Poll::Pending,
            }
        }
        all
    })
    .await;
    futures.into_iter().filter_map(|(_, output)| output).collect()
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::Cli;
    use super::*;
    use crate::aws::{Fault, FaultKind};

    fn refused(line: &str) -> Option<String> {
        let arguments: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        let cli = Cli::try_parse_from(&arguments).expect(line);
        check(&cli.command, &cli.globals, &arguments).err().map(|error| error.fact().to_owned())
    }

    #[test]
    fn a_change_takes_one_scope_and_a_listing_several() {
        for line in [
            "deskfleet list --region eu-west-1 --region us-east-1",
            "deskfleet --region eu-west-1 --region us-east-1 --profile a --profile=b show user:ada",
            "deskfleet list --all-regions --profile a",
            "deskfleet tag list --all-regions",
            "deskfleet tag audit --require team --all-regions",
            "deskfleet security-group list --all-regions",
            "deskfleet ip-group list --all-regions",
            "deskfleet directory list --all-regions",
            "deskfleet sim reset --region eu-west-1 --region us-east-1",
            "deskfleet reboot --all --region eu-west-1 --profile a",
        ] {
            assert_eq!(refused(line), None, "{line}");
        }
        for (line, flag) in [
            ("deskfleet reboot --all --region eu-west-1 --region us-east-1", "`--region us-east-1` is too many: "),
            ("deskfleet terminate user:ada --profile a --profile b", "`--profile b` is too many: "),
            ("deskfleet tag set a=b --all --all-regions", "`--all-regions` is too many: "),
            ("deskfleet security-group attach sg-0123abcd --all --all-regions", "`--all-regions` is too many: "),
            ("deskfleet ip-group delete x --all-regions", "`--all-regions` is too many: "),
            ("deskfleet runs list --all-regions", "`--all-regions` is too many: "),
            ("deskfleet sim reset --profile a --profile b", "`--profile b` is too many: "),
            ("deskfleet sim reset --all-regions", "`--all-regions` is too many: "),
            ("deskfleet list --region eu-west-1 --all-regions", "`--region` is too many beside `--all-regions`"),
            ("deskfleet --region eu-west-1 list --region us-east-1", "`--region` stands before and behind the command"),
        ] {
            let said = refused(line);
            assert!(said.as_ref().is_some_and(|said| said.starts_with(flag)), "{line}: {said:?}");
        }
    }

    #[test]
    fn when_nothing_is_read_the_reason_is_said_once_or_each_by_its_scope() {
        let place = |region: &str| Place { profile: None, region: Some(region.to_owned()) };
        let (one, other) = (place("eu-west-1"), place("us-east-1"));
        let down = || CliError::new(Kind::Service, "it is down").hint("try again");
        let alike = nowhere(&[(one.clone(), None, down()), (other.clone(), None, down())]).failure();
        assert_eq!(alike.message, "none of the 2 scopes could be read: it is down");
        assert_eq!(
            (alike.causes.as_slice(), alike.hints.as_slice()),
            (&[] as &[String], &["try again".to_owned()] as &[_])
        );
        let expired = |request: &str| {
            let (code, request_id) = (Some("ExpiredToken".to_owned()), Some(request.to_owned()));
            CliError::from(Fault { code, request_id, ..Fault::new(FaultKind::Expired, "it has expired") })
        };
        let alike = nowhere(&[(one.clone(), None, expired("1")), (other.clone(), None, expired("2"))]).failure();
        assert!(alike.causes.is_empty() && alike.message.contains("read: it has expired"), "{alike:?}");
        let denied = CliError::new(Kind::Permissions, "no");
        let failure = nowhere(&[(one, None, down()), (other, Some("111122223333".to_owned()), denied)]).failure();
        assert_eq!(failure.message, "none of the 2 scopes could be read");
        assert_eq!(failure.causes, ["eu-west-1: it is down", "111122223333 us-east-1: no"]);
        assert_eq!((failure.exit, failure.hints), (1, vec!["try again".to_owned()]));
    }

    #[test]
    fn a_region_that_is_not_enabled_is_told_from_one_that_is_down() {
        let profile = Some("lab".to_owned());
        let is_absent_with = |region: &str, code: &str, reached: &[Option<String>]| {
            let place = Place { profile: profile.clone(), region: Some(region.to_owned()) };
            let fault = Fault { code: Some(code.to_owned()), ..Fault::new(FaultKind::Expired, "it is not known") };
            is_absent(&place, &fault.into(), reached)
        };
        let reached = [None, profile.clone()];
        assert!(is_absent_with("af-south-1", "InvalidClientTokenId", &reached));
        assert!(is_absent_with("af-south-1", "UnrecognizedClientException", &reached));
        assert!(!is_absent_with("eu-west-1", "InvalidClientTokenId", &reached), "everybody has it: the keys are wrong");
        assert!(!is_absent_with("af-south-1", "ExpiredToken", &reached), "it is known, and has ended");
        assert!(!is_absent_with("af-south-1", "InvalidClientTokenId", &[None]), "known nowhere: the keys are wrong");
    }

    #[test]
    fn all_regions_are_those_that_credentials_and_endpoints_are_for() {
        let of = |home: Option<&str>, use_fips| {
            let regions = Visit::everywhere(None, home.map(str::to_owned), use_fips).regions;
            regions.into_iter().flatten().collect::<Vec<_>>()
        };
        assert_eq!((of(None, false).len(), of(Some("eu-west-1"), false)), (17, of(None, false)));
        assert_eq!(of(None, true), ["us-east-1", "us-east-2", "us-west-2"]);
        assert_eq!(of(Some("us-gov-west-1"), true), ["us-gov-east-1", "us-gov-west-1"]);
        assert_eq!(of(Some("cn-north-1"), false), ["cn-northwest-1"]);
    }

    #[test]
    fn nobody_logs_in_where_the_account_may_not_be() {
        let door = |home: Option<&str>, regions: &[&str]| {
            let regions = regions.iter().map(|region| Some((*region).to_owned())).collect();
            Visit { profile: None, home: home.map(str::to_owned), regions }.door().region
        };
        assert_eq!(door(None, &["af-south-1", "eu-west-1"]).as_deref(), Some("eu-west-1"));
        assert_eq!(door(None, &["af-south-1"]).as_deref(), Some("af-south-1"));
        assert_eq!(door(Some("il-central-1"), &["af-south-1", "eu-west-1"]).as_deref(), Some("il-central-1"));
        assert_eq!(Visit { profile: None, home: None, regions: vec![None] }.door().region, None);
    }

    /// The second would wait for ever if it were not let go on beside the first.
    #[test]
    fn futures_go_on_side_by_side() {
        let runtime = crate::clock::runtime(true).expect("a runtime");
        let turn = std::cell::Cell::new(0);
        let step = async |own: u32| {
            for round in 0..3 {
                while turn.get() != round * 2 + own {
                    tokio::task::yield_now().await;
                }
                turn.set(turn.get() + 1);
            }
            own
        };
        assert_eq!(runtime.block_on(side_by_side([step(1), step(0)].into_iter())), [1, 0]);
    }
}
