//! The failure budget: how many failed and unknown targets are too many. Pure.
//!
//! Counted anew in each session of a run: whoever resumes has seen the failures and means to go on.

use crate::model::Limit;

/// Counts of this session.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    limit: Limit,
    sent: u64,
    lost: u64,
}

impl Budget {
    pub(super) fn new(limit: Limit) -> Self {
        Self { limit, sent: 0, lost: 0 }
    }

    /// Counts a target whose first call left in this session.
    pub(super) fn count_sent(&mut self) {
        self.sent += 1;
    }

    /// Counts a target that ended failed or unknown.
    pub(super) fn count_lost(&mut self) {
        self.lost += 1;
    }

    /// Tells whether sending must stop.
    pub(super) fn is_used_up(&self) -> bool {
        // A target of an earlier session may fail in this one, so the whole is at least the part.
        self.limit.is_exceeded(self.lost, self.sent.max(self.lost))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sending_stops_when_more_than_the_limit_are_lost() {
        // (limit, sent, lost, stops)
        let table = [
            ("0", 1, 0, false),
            ("0", 1, 1, true),
            ("2", 100, 2, false),
            ("2", 100, 3, true),
            ("10pct", 25, 2, false),
            ("10pct", 25, 3, true),
            ("10pct", 30, 3, false),
            ("100pct", 5, 5, false),
        ];
        for (limit, sent, lost, stops) in table {
            let mut budget = Budget::new(limit.parse().expect("a limit"));
            (0..sent).for_each(|_| budget.count_sent());
            (0..lost).for_each(|_| budget.count_lost());
            assert_eq!(budget.is_used_up(), stops, "{limit}: {lost} of {sent}");
        }
    }
}
