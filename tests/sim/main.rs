//! Simulation: the product's own planner, executor and journal against the built-in service, in virtual time.
//!
//! Nothing is mocked. The oracle reads the service's own record and world, never our events.

mod alias;
mod around;
mod carry;
mod clock;
mod crash;
mod directory;
mod directory_mfa;
mod faults;
mod import;
mod kept;
mod ledger;
mod library;
mod oracle;
mod pace;
mod planning;
mod polling;
mod power;
mod provision;
mod reboot;
mod refused;
mod resilience;
mod resize;
mod revert;
mod rig;
mod rules;
mod saved;
mod security_group;
mod seeds;
mod standby;
mod tag;
mod terminate;
mod waves;
mod windows;
