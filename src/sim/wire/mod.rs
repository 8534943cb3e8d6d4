//! The wire formats of the simulator, in and out. Imports nothing of ours but the simulator's own shapes.

pub(super) mod cbor;
pub(super) mod json;
pub(super) mod query;
