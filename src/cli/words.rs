//! Values out of a list of words, so that shells complete them; what is wrong with a word its reader says.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

/// A reader, and the words that it is known to take.
#[derive(Clone, Debug)]
pub(super) struct Words<T, E> {
    read: fn(&str) -> Result<T, E>,
    words: &'static [&'static str],
}

impl<T, E> Words<T, E> {
    /// Takes a reader and its words.
    pub(super) fn new(read: fn(&str) -> Result<T, E>, words: &'static [&'static str]) -> Self {
        Self { read, words }
    }
}

impl<T, E> TypedValueParser for Words<T, E>
where
    T: Clone + Send + Sync + 'static,
    E: Into<Box<dyn std::error::Error + Send + Sync>> + Clone + 'static,
{
    type Value = T;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let read = self.read;
        TypedValueParser::parse_ref(&read, command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().copied().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::Cli;
    use clap::{Command, CommandFactory as _};

    fn visit(command: &Command, seen: &mut usize) {
        for argument in command.get_arguments() {
            let parser = argument.get_value_parser();
            for value in parser.possible_values().into_iter().flatten() {
                let word = std::ffi::OsStr::new(value.get_name());
                let read = clap::builder::TypedValueParser::parse_ref(&parser_of(argument), command, None, word);
                assert!(read.is_ok(), "{argument}: {word:?}");
                *seen += 1;
            }
        }
        command.get_subcommands().for_each(|inner| visit(inner, seen));
    }

    /// A reader of one argument alone.
    fn parser_of(argument: &clap::Arg) -> impl clap::builder::TypedValueParser<Value = String> + use<> {
        let alone = clap::Arg::new("x").long("x").value_parser(argument.get_value_parser().clone()).num_args(1);
        move |text: &str| {
            let line = ["x".to_owned(), format!("--x={text}")];
            Command::new("x").arg(alone.clone()).try_get_matches_from(line).map(|_| text.to_owned())
        }
    }

    /// A shell that completes a word which is then refused would be a trap.
    #[test]
    fn every_word_that_is_completed_is_taken() {
        let mut seen = 0;
        visit(&Cli::command(), &mut seen);
        assert!(seen > 60, "{seen} words");
    }
}
