//! The client against answers that no well-behaved service gives on request: dropped connections, 5xx, nonsense, pages
//! that lie. Canned, because each is about one answer; how a whole service behaves is tested against the simulator.

mod alias;
mod calls;
mod fleet;
mod hostile;
mod script;
mod trail;

pub(super) use script::CERTIFICATE;
