//! deskfleet: runs fleets of Amazon WorkSpaces desktops.
//!
//! # The shape
//!
//! Five moves, one direction: **see** ([`inventory`], read by [`aws`]) → **decide** ([`planner`], pure) → **do**
//! ([`executor`]) → **record** ([`journal`]) → **tell** ([`output`]). The plan leaves the executor nothing to decide; the
//! executor is one loop that writes its intent before a byte leaves and emits events; everything a person sees is drawn
//! from those.
//!
//! There is one seam to the outside: the SDK's own HTTP client, time source and sleep. AWS and the built-in service
//! ([`sim`]) are reached through the same client code, serialisers and error classifier, so nothing is mocked. `sim` is a
//! second, independent reading of the AWS documentation and imports nothing of ours but [`clock`]: a wrong limit in
//! [`model`] or `planner` is caught by it instead of shared with it.
//!
//! # Who may import whom
//!
//! | module | may import | may touch |
//! |---|---|---|
//! | `clock` | – | the machine's time |
//! | `model` | – | nothing |
//! | `config` | `model` | nothing: environment and file come in as arguments |
//! | `inventory` | `model` | nothing |
//! | `planner` | `model`, `inventory` | nothing |
//! | `journal` | `model`, `planner::document` | one SQLite file |
//! | `pace` | `clock` | one small locked file per scope, opened by `cli` |
//! | `aws` | `model`, `inventory`, `clock`, `pace` | the network, through the seam |
//! | `executor` | `model`, `inventory`, `planner::document`, `journal`, `aws`, `clock` | nothing directly |
//! | `sim` | `clock` | a loopback socket, the directory of a world |
//! | `output` | `model`, `inventory`, `planner::document`, `executor::event`, `clock` | the writers it was given |
//! | `cli` | everything | files, terminal, signals |
//!
//! `tests/it/architecture.rs` holds the source against this table, and against the limits on sizes and words.
//!
//! # How things are added
//!
//! - **Verb**: its row in `model::verb`; its file in `planner/verbs`; its arm in `aws::change`
//!   with its row in `aws::actions`; *independently*, from the
//!   documentation, its operation in `sim::workspaces`; its file in `cli`, with a variant and an arm; its tests; the
//!   generated files.
//! - **Command**: its file in `cli`, a variant and an arm in `cli::mod`; what it can call in `cli::permissions`;
//!   `tests/it/cli_NAME.rs`; the generated files.
//! - **Resource around desktops** (groups, directories, bundles, images, aliases): `model::around` says which files and
//!   rows; `planner::around` decides, `executor::around` carries out, `cli::order` is its command line.
//! - **Rule**: a `Rule` beside its like in `planner/rules` or `planner/verbs`, named in one ordered list; a case in
//!   `tests/sim/rules` that shows it in both directions, and its name at the rows of the fact sheet in `rules/rows.rs`.
//! - **Setting**: field and key in `config`; a test walks all of them.

pub mod aws;
pub mod cli;
pub mod clock;
pub mod config;
pub mod executor;
pub mod inventory;
pub mod journal;
pub mod model;
pub mod output;
pub mod pace;
pub mod planner;
pub mod sim;

pub use cli::{Env, ask_terminal, run, terminal_width};
