//! How an operation holds a request against the rows of domain.md.
//!
//! Every broken row is noted, also behind the first that refuses, because a caller could have known them all; the first
//! refusal is the answer. A row that the world ignores is neither noted nor enforced.

use super::call::{CallContext, Outcome, Refusal};

/// The rows that a request broke so far.
pub(super) struct Checks<'a> {
    context: &'a CallContext<'a>,
    rows: Vec<&'static str>,
    refusal: Option<Refusal>,
}

impl<'a> Checks<'a> {
    /// Returns checks of which none has failed.
    pub(super) fn new(context: &'a CallContext<'a>) -> Self {
        Self { context, rows: Vec::new(), refusal: None }
    }

    /// Notes a row when it is broken; the request may go on.
    pub(super) fn note(&mut self, row: &'static str, broken: bool) {
        if broken && !self.context.ignores(row) && !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }

    /// Notes a row when it is broken, and refuses the request.
    pub(super) fn refuse(&mut self, row: &'static str, broken: bool, code: &'static str, message: &str) {
        self.note(row, broken);
        if broken && !self.context.ignores(row) && self.refusal.is_none() {
            self.refusal = Some(Refusal::new(code, message));
        }
    }

    /// Returns the broken rows.
    ///
    /// # Errors
    /// The answer that refuses, with the rows noted in it.
    pub(super) fn passed(self) -> Result<Vec<&'static str>, Box<Outcome>> {
        match self.refusal {
            None => Ok(self.rows),
            Some(refusal) => Err(Box::new(refusal.outcome().noting(self.rows))),
        }
    }
}
