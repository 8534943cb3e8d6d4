//! What is wrong with a command line, in our own form: `error:` and `hint:` lines.

use std::error::Error as _;
use std::ffi::OsString;
use std::net::AddrParseError;
use std::num::ParseIntError;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::{CliError, Exit};
use super::{Cli, fail};
use crate::inventory::SelectionError;
use crate::output::Printer;

/// Tells whether errors are to be JSON, before the command line is known to be right.
pub(super) fn wants_json(arguments: &[OsString]) -> bool {
    let words: Vec<_> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let is_json = |value: &str| matches!(value, "json" | "ndjson");
    words.iter().enumerate().any(|(at, word)| match *word {
        "-o" | "--output" => words.get(at + 1).is_some_and(|value| is_json(value)),
        word => word
            .strip_prefix("--output=")
            .or_else(|| word.strip_prefix("-o"))
            .is_some_and(|value| is_json(value.trim_start_matches('='))),
    })
}

/// Prints help and version to stdout, and everything else as an error.
pub(super) fn report(printer: &Printer, error: &clap::Error, arguments: &[OsString]) -> Exit {
    let text = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Help that nobody reads to its end is no failure, as for every read.
        return printer.data(&text).map_or_else(|failed| fail(printer, &CliError::from(failed)), |()| Exit::Done);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        printer.insist(text.trim_end());
        return Exit::Usage;
    }
    fail(printer, &to_error(error, arguments))
}

fn to_error(error: &clap::Error, arguments: &[OsString]) -> CliError {
    let text = error.render().to_string();
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let message: Vec<_> = paragraph.trim_start_matches("error: ").lines().map(str::trim).collect();
    let selection = error.source().and_then(|source| source.downcast_ref::<SelectionError>());
    let mut told = CliError::usage(value_message(error, selection).unwrap_or_else(|| message.join(" ")));
    if let Some(hint) = suggestion(error).or_else(|| selection?.hint()) {
        told = told.hint(hint);
    }
    if let Some(hint) = world_hint(error, arguments) {
        told = told.hint(hint);
    }
    let command = command_of(arguments);
    told.hint(format!("`{command} --help` shows what there is"))
}

/// Says of a value that can't be read what is wrong with it, once, and of which flag.
fn value_message(error: &clap::Error, selection: Option<&SelectionError>) -> Option<String> {
    if let Some(SelectionError::Value { .. } | SelectionError::Span { .. }) = selection {
        return selection.map(ToString::to_string); // it names the flag itself
    }
    let wrong = error.source()?;
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let flag = argument.split_whitespace().next().unwrap_or(argument);
    let value = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(value)) => value.as_str(),
        Some(_) | None => "",
    };
    // What the standard library says of a number or an address neither names the value nor helps.
    let what = if wrong.is::<ParseIntError>() {
        format!("`{value}` is not a whole number")
    } else if wrong.is::<AddrParseError>() {
        format!("`{value}` is not an address with a port, such as 127.0.0.1:4566")
    } else {
        wrong.to_string()
    };
    Some(format!("`{flag}`: {what}"))
}

/// Returns the nearest name, where clap found one.
fn suggestion(error: &clap::Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let value = error.context().find(|(kind, _)| kinds.contains(kind)).map(|(_, value)| value)?;
    let name = if let ContextValue::String(name) = value {
        name
    } else if let ContextValue::Strings(names) = value {
        names.last()? // clap puts the nearest last
    } else {
        return None;
    };
    Some(format!("did you mean `{name}`?"))
}

/// Returns the command that was meant: the names of commands among the words, one below the other.
fn command_of(arguments: &[OsString]) -> String {
    let mut names = vec!["deskfleet"];
    let root = Cli::command();
    let mut command = &root;
    for word in arguments.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(found) = command.find_subcommand(word) {
            names.push(found.get_name());
            command = found;
        }
    }
    names.join(" ")
}

/// Explains `--sim NAME`: without the equals sign the name is taken for a command.
fn world_hint(error: &clap::Error, arguments: &[OsString]) -> Option<String> {
    let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let follows_sim = |pair: &[OsString]| pair[0] == "--sim" && pair[1] == name.as_str();
    arguments.windows(2).any(follows_sim).then(|| format!("a world is named with an equals sign: `--sim={name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    fn told(line: &str) -> crate::output::Failure {
        let arguments: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        to_error(&Cli::try_parse_from(&arguments).expect_err("refused"), &arguments).failure()
    }

    #[test]
    fn a_misspelt_word_gets_the_nearest() {
        for (line, message, hint) in [
            ("deskfleet lst", "unrecognized subcommand 'lst'", "did you mean `list`?"),
            ("deskfleet strat", "unrecognized subcommand 'strat'", "did you mean `start`?"),
            ("deskfleet maintenance of", "unrecognized subcommand 'of'", "did you mean `off`?"),
            ("deskfleet list --stat X", "unexpected argument '--stat' found", "did you mean `--state`?"),
            ("deskfleet list --state RUNING", "`RUNING` is not a value of `--state`", ""),
            ("deskfleet list --state XYZZY", "`XYZZY` is not a value of `--state`", "there are PENDING, AVAILABLE"),
            ("deskfleet list --unused-for abc", "`abc` is not a value of `--unused-for`", "such as `90d`"),
            ("deskfleet -o yaml list", "`--output`: `yaml` is not an output format: choose from table", ""),
            ("deskfleet sim serve --desktops x", "`--desktops`: `x` is not a whole number", "sim serve --help`"),
            ("deskfleet sim serve --listen foo", "`--listen`: `foo` is not an address with a port, such as 127", ""),
            ("deskfleet sim advance 99999d", "`99999d` is too long: write at most 36600d", "sim advance --help`"),
            ("deskfleet --sim all list", "unrecognized subcommand 'all'", "with an equals sign: `--sim=all`"),
            ("deskfleet list --state XYZZY", "", "`deskfleet list --help` shows"),
            ("deskfleet list --state AVAILABEL", "is not a value of `--state`", "did you mean `AVAILABLE`?"),
            (
                "deskfleet runs show",
                "required arguments were not provided: <RUN>",
                "`deskfleet runs show --help` shows what there is",
            ),
        ] {
            let failure = told(line);
            assert!(failure.message.contains(message), "{line}: {failure:?}");
            assert!(failure.hints.iter().any(|said| said.contains(hint)), "{line}: {failure:?}");
            assert!(!failure.message.contains('\n'), "{failure:?}");
            assert_eq!(failure.exit, 2);
        }
    }

    #[test]
    fn json_is_seen_before_the_rest_is_understood() {
        let wants = |line: &str| wants_json(&line.split_whitespace().map(OsString::from).collect::<Vec<_>>());
        for line in ["x -o json", "x -ojson", "x -o=json", "x --output json", "x --output=ndjson"] {
            assert!(wants(line), "{line}");
        }
        for line in ["x", "x -o table", "x --out json", "x json"] {
            assert!(!wants(line), "{line}");
        }
    }
}
