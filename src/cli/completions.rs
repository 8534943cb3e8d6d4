//! `completions`: the completion script of a shell, as it is in `completions/`.

use clap::Args;
use clap_complete::Shell;

use super::context::Context;
use super::docs;
use super::error::{CliError, Exit};

/// Arguments of `completions`
#[derive(Args, Clone, Debug)]
pub(super) struct CompletionsArgs {
    /// Shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(context: &Context, args: &CompletionsArgs) -> Result<Exit, CliError> {
    let script = docs::completion(args.shell);
    context.printer().data(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
