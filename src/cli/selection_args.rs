//! The one grammar of selection, as flags of every command that takes desktops (design 4).
//!
//! Files, standard input and runs are looked up here; what the words mean is `inventory`'s.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::context::Context;
use super::error::{CliError, Kind};
use super::runs::plan_of;
use super::words::Words;
use crate::inventory::{
    Condition, Filters, LIST_BYTES_MAX, Part, Selection, TagPattern, Target, parse_compute_type,
    parse_operating_system, parse_protocol, parse_running_mode, parse_state, parse_unused_for, read_targets,
};
use crate::journal::{StepRow, StepState};
use crate::model::{
    Compute, End, Follow, OperatingSystem, Protocol, RunId, RunningMode, StepId, SubnetId, WorkspaceId, WorkspaceState,
};
use crate::planner::document::{Plan, Verdict};

/// Which desktops
#[derive(Args, Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct SelectionArgs {
    /// Ids or ARNs, user:NAME, computer:NAME, ip:ADDRESS, run:RUN[:done|failed|skipped|held|unknown|new], @FILE, - for stdin
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
    /// Read targets from a file, as @FILE does
    #[arg(long, value_name = "FILE", help_heading = "Filters")]
    from: Vec<PathBuf>,
    /// All desktops
    #[arg(long, help_heading = "Filters")]
    all: bool,
    /// In this directory, by id, name or alias
    #[arg(long, value_name = "DIRECTORY", help_heading = "Filters")]
    directory: Vec<String>,
    /// In this state
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = Words::new(parse_state, WorkspaceState::KNOWN), hide_possible_values = true, help_heading = "Filters")]
    state: Vec<WorkspaceState>,
    /// Made from this bundle, by id or unambiguous name
    #[arg(long, value_name = "BUNDLE", help_heading = "Filters")]
    bundle: Vec<String>,
    /// Of this compute type
    #[arg(long, value_name = "TYPE", value_delimiter = ',', value_parser = Words::new(parse_compute_type, Compute::KNOWN), hide_possible_values = true, help_heading = "Filters")]
    compute_type: Vec<Compute>,
    /// In this running mode: auto-stop, always-on, manual
    #[arg(long, value_name = "MODE", value_delimiter = ',', value_parser = Words::new(parse_running_mode, &["auto-stop", "always-on", "manual"]), hide_possible_values = true, help_heading = "Filters")]
    running_mode: Vec<RunningMode>,
    /// With this operating system, such as windows-10
    #[arg(long, value_name = "OS", value_delimiter = ',', value_parser = Words::new(parse_operating_system, OperatingSystem::KNOWN), hide_possible_values = true, help_heading = "Filters")]
    os: Vec<OperatingSystem>,
    /// With this protocol: dcv, pcoip
    #[arg(long, value_name = "PROTOCOL", value_delimiter = ',', value_parser = Words::new(parse_protocol, &["dcv", "pcoip"]), hide_possible_values = true, help_heading = "Filters")]
    protocol: Vec<Protocol>,
    /// In this subnet
    #[arg(long, value_name = "SUBNET", value_delimiter = ',', help_heading = "Filters")]
    subnet: Vec<SubnetId>,
    /// With this tag
    #[arg(long, value_name = "KEY[=VALUE]", help_heading = "Filters")]
    tag: Vec<TagPattern>,
    /// Without this tag
    #[arg(long, value_name = "KEY[=VALUE]", help_heading = "Filters")]
    not_tag: Vec<TagPattern>,
    /// With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31
    #[arg(long, value_name = "KEY", value_parser = NonEmptyStringValueParser::new(), help_heading = "Filters")]
    due_tag: Vec<String>,
    /// Somebody is at work
    #[arg(long, help_heading = "Filters")]
    connected_now: bool,
    /// Surely nobody is at work: DISCONNECTED or STOPPED
    #[arg(long, help_heading = "Filters")]
    not_connected: bool,
    /// Not used for so long, such as 90d; never used is something else
    #[arg(long, value_name = "TIME", value_parser = parse_unused_for, help_heading = "Filters")]
    unused_for: Option<u64>,
    /// Nobody ever connected
    #[arg(long, help_heading = "Filters")]
    never_connected: bool,
    /// UNHEALTHY, IMPAIRED or ERROR
    #[arg(long, help_heading = "Filters")]
    unhealthy: bool,
    /// With an encrypted volume
    #[arg(long, help_heading = "Filters")]
    encrypted: bool,
    /// Leave these out
    #[arg(long, value_name = "TARGET|@FILE", help_heading = "Filters")]
    exclude: Vec<String>,
    /// Go on without named targets that are not there
    #[arg(long, help_heading = "Filters")]
    pub(super) skip_missing: bool,
    /// Desktops of a list that was read already, and the word by which it was named
    #[arg(skip)]
    listed: Option<(String, Vec<WorkspaceId>)>,
}

/// A selection, and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chosen {
    /// The selection, with files and runs looked up.
    pub(super) selection: Selection,
    /// The words of the command line, for people who read the plan.
    pub(super) words: Vec<String>,
}

impl SelectionArgs {
    /// Takes its targets from a list that says more than which desktops.
    ///
    /// # Errors
    /// When targets are named beside it.
    pub(super) fn take_list(&mut self, word: String, ids: Vec<WorkspaceId>) -> Result<(), CliError> {
        if !self.targets.is_empty() || !self.from.is_empty() || self.all {
            return Err(CliError::usage(format!("`{word}` says which desktops, and others are named beside it"))
                .hint("leave the other targets out; `--exclude` and filters leave out some of the list"));
        }
        self.listed = Some((word, ids));
        Ok(())
    }

    /// Makes a selection of what words name.
    pub(super) fn of_targets(targets: Vec<String>) -> Self {
        Self { targets, ..Self::default() }
    }

    /// Tells whether nothing says which desktops.
    pub(super) fn names_nothing(&self) -> bool {
        self.targets.is_empty() && self.from.is_empty() && !self.all && self.filters() == Filters::default()
    }

    /// Reads the selection, with everything that it names.
    ///
    /// # Errors
    /// When a target can't be read, or a file or a run is not there.
    pub(super) async fn read(&self, context: &Context) -> Result<Chosen, CliError> {
        let mut targets = Vec::new();
        for word in &self.targets {
            read_word(context, word, &mut targets)?;
        }
        for path in &self.from {
            targets.extend(read_file(path)?);
        }
        targets.extend(self.listed.iter().flat_map(|(_, ids)| ids.iter().cloned().map(Target::Id)));
        if targets.is_empty() && (!self.targets.is_empty() || !self.from.is_empty() || self.listed.is_some()) {
            return Err(CliError::new(Kind::NothingSelected, "the list of targets is empty")
                .hint("an empty list selects nothing; `--all` selects all"));
        }
        let mut exclude = Vec::new();
        for word in &self.exclude {
            read_word(context, word, &mut exclude)?;
        }
        let mut selection = Selection { targets, all: self.all, filters: self.filters(), exclude };
        let mut words = self.targets.clone();
        words.extend(self.listed.iter().map(|(word, _)| word.clone()));
        words.extend(self.from.iter().map(|path| format!("@{}", path.display())));
        let rest = Selection { targets: Vec::new(), exclude: Vec::new(), ..selection.clone() };
        words.extend(rest.to_words());
        words.extend(self.exclude.iter().map(|word| format!("--exclude={word}")));
        let named = !selection.targets.is_empty();
        selection.targets = look_up_runs(context, selection.targets).await?;
        if named && selection.targets.is_empty() {
            // Without targets a selection is all that pass its filters: that is not what was named.
            return Err(CliError::new(Kind::NothingSelected, "the run has no such targets")
                .hint(format!("see how they ended with `{} runs show RUN`", context.command())));
        }
        selection.exclude = look_up_runs(context, selection.exclude).await?;
        Ok(Chosen { selection, words })
    }

    fn filters(&self) -> Filters {
        let conditions = [
            (self.connected_now, Condition::ConnectedNow),
            (self.not_connected, Condition::NotConnected),
            (self.never_connected, Condition::NeverConnected),
            (self.unhealthy, Condition::Unhealthy),
            (self.encrypted, Condition::Encrypted),
        ];
        Filters {
            directories: self.directory.clone(),
            states: self.state.clone(),
            bundles: self.bundle.clone(),
            compute_types: self.compute_type.clone(),
            running_modes: self.running_mode.clone(),
            operating_systems: self.os.clone(),
            protocols: self.protocol.clone(),
            subnets: self.subnet.clone(),
            tags: self.tag.clone(),
            not_tags: self.not_tag.clone(),
            due_tags: self.due_tag.clone(),
            unused_for_s: self.unused_for,
            conditions: conditions.iter().filter(|(set, _)| *set).map(|(_, condition)| *condition).collect(),
        }
    }
}

fn read_word(context: &Context, word: &str, into: &mut Vec<Target>) -> Result<(), CliError> {
    if word == "-" {
        let bytes = context.stdin(LIST_BYTES_MAX)?;
        into.extend(read_targets(&bytes).map_err(|error| CliError::from(error).about("standard input"))?);
    } else if let Some(path) = word.strip_prefix('@') {
        into.extend(read_file(Path::new(path))?);
    } else {
        into.push(word.parse()?);
    }
    Ok(())
}

/// Reads a list of targets from a file, and what it names of runs from the journal.
///
/// # Errors
/// When it can't be read, or names a run that is not there.
pub(super) async fn read_list(context: &Context, path: &Path) -> Result<Vec<Target>, CliError> {
    look_up_runs(context, read_file(path)?).await
}

fn read_file(path: &Path) -> Result<Vec<Target>, CliError> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LIST_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)).map_err(
        |error| {
            CliError::new(Kind::Input, format!("can't read the list of targets `{}`", path.display()))
                .cause(error)
                .hint("name a file with a target a line, or what `deskfleet list` wrote")
        },
    )?;
    read_targets(&bytes).map_err(|error| CliError::from(error).about(path.display()))
}

/// Puts the targets of runs in the place of the runs.
async fn look_up_runs(context: &Context, targets: Vec<Target>) -> Result<Vec<Target>, CliError> {
    let mut found = Vec::with_capacity(targets.len());
    for target in targets {
        match target {
            Target::Run { .. } if context.looks_around() => {
                return Err(CliError::usage(format!("`{target}` is in one account and Region, and several are read"))
                    .hint("name the one `--region` and `--profile` that it was made in"));
            }
            Target::Run { run, part } => {
                found.extend(targets_of(context, &run, part).await?.into_iter().map(Target::Id));
            }
            other
            @ (Target::Id(_) | Target::Arn { .. } | Target::User { .. } | Target::Computer(_) | Target::Ip(_)) => {
                found.push(other);
            }
        }
    }
    Ok(found)
}

/// Reads a run from the journal.
///
/// # Errors
/// When there is no such run, or it can't be read.
pub(super) async fn stored_run(context: &Context, run: &RunId) -> Result<(Plan, Vec<StepRow>), CliError> {
    let scope = context.scope().await?;
    let stored = match context.journal_if_any(&scope)? {
        Some(journal) => journal.run(run)?,
        None => None,
    };
    let Some(stored) = stored else {
        return Err(CliError::usage(format!("there is no run `{run}`"))
            .hint(format!("see the runs with `{} runs list`", context.command())));
    };
    Ok((plan_of(&stored)?, stored.steps))
}

async fn targets_of(context: &Context, run: &RunId, part: Option<Part>) -> Result<Vec<WorkspaceId>, CliError> {
    let (plan, steps) = stored_run(context, run).await?;
    Ok(part_of(&plan, &steps, part))
}

/// Returns the targets of a part of a run, by the ids that they had; what a run has made is there by now.
pub(super) fn part_of(plan: &Plan, steps: &[StepRow], part: Option<Part>) -> Vec<WorkspaceId> {
    let wanted = part.map(end_of);
    let mut ids = Vec::new();
    let rows: BTreeMap<&StepId, &StepRow> = steps.iter().map(|row| (&row.step, row)).collect();
    let mut ends: BTreeMap<&WorkspaceId, Vec<End>> = BTreeMap::new();
    for step in &plan.steps {
        let end = rows.get(&step.id).and_then(|row| end_now(row));
        ends.entry(&step.target.workspace_id).or_default().extend(end);
    }
    for head in plan.heads() {
        let id = &head.target.workspace_id;
        let end = ends.remove(id).map(End::of_steps);
        if part == Some(Part::New) {
            let row = rows.get(&head.id).filter(|row| row.end == Some(End::Done));
            ids.extend(row.and_then(|row| row.new_id.clone()));
        } else if wanted.is_none() || end == wanted {
            let is_made = end == Some(End::Done) && head.proof.follow == Follow::Created;
            let made = rows.get(&head.id).filter(|_| is_made).and_then(|row| row.new_id.clone());
            ids.push(made.unwrap_or_else(|| id.clone()));
        }
    }
    let of = |verdicts: &[Verdict]| -> Vec<WorkspaceId> {
        verdicts.iter().filter_map(|verdict| Some(verdict.workspace.as_ref()?.workspace_id.clone())).collect()
    };
    match part {
        Some(Part::Skipped) => ids.extend(of(&plan.skipped)),
        None => {
            ids.extend([&plan.unchanged, &plan.skipped, &plan.refused].into_iter().flat_map(|verdicts| of(verdicts)));
        }
        Some(Part::Done | Part::Failed | Part::Held | Part::Unknown | Part::New) => {}
    }
    ids
}

/// How a step stands, in the words of an end: what is in flight is not known yet.
fn end_now(row: &StepRow) -> Option<End> {
    match row.state {
        StepState::Waiting => Some(End::NotStarted),
        StepState::Held => Some(End::Held),
        StepState::Intended | StepState::Accepted | StepState::Unknown => Some(End::Unknown),
        StepState::Settled => row.end,
    }
}

fn end_of(part: Part) -> End {
    match part {
        Part::Done | Part::New => End::Done,
        Part::Failed => End::Failed,
        Part::Skipped => End::Skipped,
        Part::Held => End::Held,
        Part::Unknown => End::Unknown,
    }
}
