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
use crate::aws::Login;
use crate::model::{OptIn, REGIONS, Scope};
use crate::output::{Listing, Shape, Unread, asks_for_scope, emit, emit_scopes, policy_hint};

/// A profile and a Region to look in; what is not said, the settings say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) profile: Option<String>,
    pub(super) region: Option<String>,
}

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
        let places = context.places()?;
        if places.len() < 2 {
            let read = read(context).await?;
            let scope = context.scope().await?;
            return Ok(Self { read: vec![(scope, read)], unread: Vec::new(), absent: Vec::new(), is_many: false });
        }
        let mut everywhere = Self { read: Vec::new(), unread: Vec::new(), absent: Vec::new(), is_many: true };
        let mut failures = Vec::new();
        let mut there = Vec::new();
        for (place, login) in logged_in(context, &places).await? {
            match login {
                Ok(login) => there.push((place, context.at(place, login).await?)),
                Err(error) => failures.push((place, None, error)),
            }
        }
        let mut connected: Vec<(&Place, &Context, Scope)> = Vec::new();
        let scopes = side_by_side(there.iter().map(|(_, context)| context.scope())).await;
        for ((place, context), scope) in there.iter().zip(scopes) {
            match scope {
                Ok(scope) => match connected.iter().find(|(_, _, known)| *known == scope) {
                    Some((other, _, _)) => tell_same(context, &scope, other, place),
                    None => connected.push((place, context, scope)),
                },
                Err(error) if is_of_scope(&error) => failures.push((place, None, error)),
                // What was typed or is set is wrong; a mistake should not pass for a scope that is down.
                Err(error) => return Err(error),
            }
        }
        let mut misfit = None;
        let answers = side_by_side(connected.iter().map(|(_, context, _)| read(context))).await;
        for ((place, _, scope), answer) in connected.into_iter().zip(answers) {
            match answer {
                Ok(found) => everywhere.read.push((scope, found)),
                // Such as a directory of that name, which only some scopes have.
                Err(error) if error.kind() == Kind::Usage => misfit = Some(plainer(misfit, error)),
                Err(error) if is_of_scope(&error) => failures.push((place, Some(scope.account), error)),
                Err(error) => return Err(error),
            }
        }
        if everywhere.read.is_empty() {
            return Err(misfit.unwrap_or_else(|| nowhere(&failures)));
        }
        everywhere.sort_out(context, failures);
        Ok(everywhere)
    }

    /// Tells Regions that an account has not enabled from what went wrong.
    fn sort_out(&mut self, context: &Context, failures: Vec<(&Place, Option<String>, CliError)>) {
        let is_denied = failures.iter().any(|(_, _, error)| error.kind() == Kind::Permissions);
        for (place, account, error) in failures {
            let mut unread = unread(place, account, &error);
            if context.is_everywhere() && is_absent(place, &error) {
                unread.reason = format!("the Region is not enabled for the account: {}", unread.reason);
                self.absent.push(unread);
            } else {
                context.printer().warn(&format!("could not read {unread}: {}", unread.reason));
                self.unread.push(unread);
            }
        }
        if is_denied {
            context.printer().hint(&policy_hint("COMMAND"));
        }
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

/// A place, and the login of its profile.
type LoggedIn<'a> = (&'a Place, Result<Option<Login>, CliError>);

/// Logs in with each profile once, one after the other: somebody may be asked for a code. Where several Regions will do, not
/// in one that an account may not have enabled: it would not know the keys.
///
/// # Errors
/// When what was typed or set is wrong.
async fn logged_in<'a>(context: &Context, places: &'a [Place]) -> Result<Vec<LoggedIn<'a>>, CliError> {
    let mut logins: Vec<LoggedIn<'a>> = Vec::new();
    for place in places {
        let known = logins.iter().find(|(other, _)| other.profile == place.profile).map(|(_, login)| login.clone());
        let login = if let Some(login) = known {
            login
        } else {
            let mut own = places.iter().filter(|other| other.profile == place.profile);
            let mut door = own.find(|other| !needs_opt_in(other)).unwrap_or(place).clone();
            if context.is_everywhere() && context.settings().region.value.is_some() {
                door.region = None; // the one that is set is as good, and nearer
            }
            context.at(&door, None).await?.log_in().await
        };
        if let Err(error) = &login
            && !is_of_scope(error)
        {
            return Err(error.clone());
        }
        logins.push((place, login));
    }
    Ok(logins)
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

/// Tells whether an account has not enabled a Region: there, keys are unknown that work in others.
fn is_absent(place: &Place, error: &CliError) -> bool {
    error.kind() == Kind::Credentials && needs_opt_in(place)
}

fn needs_opt_in(place: &Place) -> bool {
    REGIONS.iter().any(|(region, opt_in)| place.region.as_deref() == Some(*region) && *opt_in == OptIn::Needed)
}

fn unread(place: &Place, account: Option<String>, error: &CliError) -> Unread {
    let Place { profile, region } = place.clone();
    Unread { profile, account, region, reason: error.fact().to_owned() }
}

/// Two profiles of one account would show everything twice.
fn tell_same(context: &Context, scope: &Scope, one: &Place, other: &Place) {
    let names: Vec<String> = [one, other].iter().filter_map(|place| place.profile.clone()).collect();
    context.printer().warn(&format!("profiles `{}` lead to the same {scope}: it is read once", names.join("` and `")));
}

/// Of what does not fit anywhere, the one that says what would.
fn plainer(one: Option<CliError>, other: CliError) -> CliError {
    one.filter(|one| !one.failure().hints.is_empty()).unwrap_or(other)
}

/// The error when no scope could be read.
fn nowhere(failures: &[(&Place, Option<String>, CliError)]) -> CliError {
    let Some((_, _, first)) = failures.first() else {
        return CliError::new(Kind::Internal, "no scope was read");
    };
    if failures.iter().all(|(_, _, error)| error.fact() == first.fact()) {
        return first.clone();
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
        assert_eq!(nowhere(&[(&one, None, down()), (&other, None, down())]), down());
        let denied = CliError::new(Kind::Permissions, "no");
        let failure = nowhere(&[(&one, None, down()), (&other, Some("111122223333".to_owned()), denied)]).failure();
        assert_eq!(failure.message, "none of the 2 scopes could be read");
        assert_eq!(failure.causes, ["eu-west-1: it is down", "111122223333 us-east-1: no"]);
        assert_eq!((failure.exit, failure.hints), (1, vec!["try again".to_owned()]));
    }

    #[test]
    fn a_region_that_is_not_enabled_is_told_from_one_that_is_down() {
        let is_absent = |region: &str, kind| {
            let place = Place { profile: None, region: Some(region.to_owned()) };
            is_absent(&place, &CliError::new(kind, "the security token is invalid"))
        };
        assert!(is_absent("af-south-1", Kind::Credentials));
        assert!(!is_absent("eu-west-1", Kind::Credentials), "everybody has it: the keys are wrong");
        assert!(!is_absent("af-south-1", Kind::Service) && !is_absent("af-south-1", Kind::Permissions));
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
