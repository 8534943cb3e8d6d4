//! The end-to-end tests: the binary, as a person or a script runs it.

mod architecture;
mod bad_input;
mod cli_apply;
mod cli_check;
mod cli_completions;
mod cli_config;
mod cli_explain;
mod cli_list;
mod cli_migrate;
mod cli_migrate_limits;
mod cli_reboot;
mod cli_resume;
mod cli_runs;
mod cli_show;
mod cli_sim;
mod env;
mod generated;
mod login;
mod process;
mod readme;
mod record;
mod served;
mod service;
