//! Manual pages and completion scripts, from the one definition of the command line.
//!
//! Pure: the same bytes on every machine, so that the committed files can be compared. Widths, environment and home
//! directories have no part in it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Command, CommandFactory as _};
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::Cli;
use super::error::Exit;
use super::explain::severity_word;
use crate::config::env;
use crate::planner::cards;

/// The shells that have a completion script, with the name of its file.
const SHELLS: [(Shell, &str); 5] = [
    (Shell::Bash, "deskfleet.bash"),
    (Shell::Zsh, "_deskfleet"),
    (Shell::Fish, "deskfleet.fish"),
    (Shell::PowerShell, "_deskfleet.ps1"),
    (Shell::Elvish, "deskfleet.elv"),
];

/// Renders all manual pages and completion scripts, by path from the top of the repository.
#[must_use]
pub fn render() -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (shell, name) in SHELLS {
        files.insert(PathBuf::from("completions").join(name), completion(shell));
    }
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    pages(&root, "deskfleet", &mut files);
    files
}

/// Renders the completion script of a shell.
pub(super) fn completion(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "deskfleet", &mut script);
    script
}

/// Returns the names of all commands, as they are typed.
#[must_use]
pub fn command_names() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// Fills the generated tables of README.md: what stands between `<!-- NAME: generated -->` and `<!-- end -->`.
///
/// # Errors
/// The name of a marker that is missing.
pub fn fill_readme(text: &str) -> Result<String, String> {
    let codes = Exit::ALL.iter().map(|exit| format!("{} | {}", exit.code(), exit.says()));
    let variables = env::ALL.iter().map(|variable| format!("`{}` | {}", variable.name, variable.says));
    let rules = cards().into_iter().map(|rule| {
        let dated = rule.dated.map_or(String::new(), |dated| format!(" ({dated})"));
        let rests = format!("{}{dated}", rule.rows.join(", "));
        format!("{} | {} | {} | {} | {rests}", rule.id, severity_word(rule.severity), rule.about, rule.title)
    });
    let text = fill(text, "exit codes", "Code | Meaning", codes)?;
    let text = fill(&text, "environment", "Variable | Meaning", variables)?;
    fill(&text, "rules", "Rule | Severity | About | Title | Rests on", rules)
}

fn fill(text: &str, name: &str, head: &str, rows: impl Iterator<Item = String>) -> Result<String, String> {
    let missing = || format!("<!-- {name}: generated --> … <!-- end -->");
    let marker = format!("<!-- {name}: generated -->\n");
    let (before, rest) = text.split_once(&marker).ok_or_else(missing)?;
    let (_, after) = rest.split_once("<!-- end -->").ok_or_else(missing)?;
    let rows: Vec<String> = rows.map(|row| format!("| {row} |\n")).collect();
    let (rows, line) = (rows.concat(), "|---".repeat(head.split('|').count()));
    Ok(format!("{before}{marker}\n| {head} |\n{line}|\n{rows}\n<!-- end -->{after}"))
}

/// Returns what follows the options in the help of `deskfleet`: exit codes and environment.
pub(super) fn after_help() -> String {
    let codes: Vec<_> = Exit::ALL.iter().map(|exit| format!("  {:>3}  {}", exit.code(), exit.says())).collect();
    let width = env::ALL.iter().map(|variable| variable.name.len()).max().unwrap_or(0);
    let variables: Vec<_> =
        env::ALL.iter().map(|variable| format!("  {:width$}  {}", variable.name, variable.says)).collect();
    format!("Exit codes (any other means failure):\n{}\n\nEnvironment:\n{}", codes.join("\n"), variables.join("\n"))
}

fn pages(command: &Command, name: &str, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    // A page is named by the whole command, as `man deskfleet-runs-show` finds it.
    let mut page = command.clone().name(name.to_owned()).bin_name(name.replace('-', " "));
    let usage = page.render_usage().to_string();
    let mut text = Vec::new();
    // Writing to memory can't fail.
    let _ = Man::new(page).title(name).date("").render(&mut text);
    files.insert(PathBuf::from("man").join(format!("{name}.1")), with_synopsis(text, &usage));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        pages(inner, &format!("{name}-{}", inner.get_name()), files);
    }
}

/// Puts our usage line in the place of one that names every option without its value.
fn with_synopsis(page: Vec<u8>, usage: &str) -> Vec<u8> {
    let Ok(text) = String::from_utf8(page) else {
        return Vec::new(); // roff of clap is text
    };
    let usage = usage.trim_start_matches("Usage:").trim().replace('\\', "\\\\").replace('-', "\\-");
    let mut lines: Vec<&str> = text.lines().collect();
    if let Some(at) = lines.iter().position(|line| *line == ".SH SYNOPSIS").filter(|at| at + 1 < lines.len()) {
        lines[at + 1] = &usage;
    }
    (lines.join("\n") + "\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_and_every_shell_a_script() {
        let files = render();
        for path in [
            "completions/_deskfleet",
            "completions/deskfleet.bash",
            "man/deskfleet.1",
            "man/deskfleet-list.1",
            "man/deskfleet-runs-settle.1",
            "man/deskfleet-sim-serve.1",
        ] {
            let bytes = files.get(&PathBuf::from(path)).unwrap_or_else(|| panic!("no {path}"));
            assert!(bytes.len() > 100, "{path}");
        }
        let page = String::from_utf8_lossy(&files[&PathBuf::from("man/deskfleet-migrate.1")]).into_owned();
        assert!(
            page.contains("\ndeskfleet migrate [OPTIONS] \\-\\-to <BUNDLE|OLD=NEW|@FILE> [TARGET]...\n.SH DESCRIPTION"),
            "{page}"
        );
        assert!(!files.contains_key(&PathBuf::from("man/deskfleet-help.1")));
        assert_eq!(files, render(), "the same twice");
    }

    #[test]
    fn help_names_all_codes_and_variables() {
        let text = after_help();
        assert!(Exit::ALL.iter().all(|exit| text.contains(exit.says())));
        assert!(env::ALL.iter().all(|variable| text.contains(variable.name)));
    }
}
