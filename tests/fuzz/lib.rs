//! The modules that are fuzzed, compiled from the source of deskfleet: all that read what others wrote, but for `aws`,
//! which needs the SDKs; its answers are taken apart by the properties in `src/aws/tests/hostile.rs`.

#![expect(dead_code, reason = "only a part of each module is reached from here")]
#![expect(unused_imports, reason = "what one module offers to others that are not here")]

#[path = "../../src/clock.rs"]
pub mod clock;
#[path = "../../src/config/mod.rs"]
pub mod config;
#[path = "../../src/inventory/mod.rs"]
pub mod inventory;
#[path = "../../src/journal/mod.rs"]
pub mod journal;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/planner/mod.rs"]
pub mod planner;
#[path = "../../src/sim/mod.rs"]
pub mod sim;

pub mod bodies;

// The bodies are compiled here and in `tests/it`, where deskfleet is another crate.
extern crate self as deskfleet;
