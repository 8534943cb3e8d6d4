//! Fills the ledger from CloudTrail: what others changed, and when.
//!
//! What was read before is not asked for again, but for the last minutes of it: events arrive late. Imports `aws`,
//! `journal` and `model`.

use clap::Args;
use jiff::{SignedDuration, Timestamp};

use super::context::Context;
use super::error::CliError;
use crate::aws::Trail;
use crate::journal::Journal;
use crate::model::{Looked, format_span};

/// How far back the rules look: a smaller compute type is allowed once in 30 days.
pub(super) const RULES_S: u64 = 30 * 86_400;
/// How far back CloudTrail looks (domain.md N).
const KEPT_S: u64 = 90 * 86_400;
/// How late an event may arrive; what is younger may not be there yet.
const DELIVERY: SignedDuration = SignedDuration::from_mins(15);

/// What is asked beyond the ledger; for commands whose answer depends on what others changed
#[derive(Args, Clone, Debug, Default)]
pub(super) struct TrailArgs {
    /// Ask CloudTrail what others changed, and keep it in the ledger
    #[arg(long)]
    cloudtrail: bool,
}

impl TrailArgs {
    /// Fills the ledger with the changes of so many seconds, where that is wanted; to be called before it is read.
    ///
    /// # Errors
    /// When CloudTrail can't be asked, keeps nothing for so long, or the journal fails.
    pub(super) async fn look(&self, context: &Context, since_s: u64) -> Result<(), CliError> {
        if !self.cloudtrail {
            return Ok(());
        }
        let mut journal = context.journal(&context.scope().await?)?;
        look(context, &mut journal, since_s).await
    }
}

async fn look(context: &Context, journal: &mut Journal, since_s: u64) -> Result<(), CliError> {
    if since_s > KEPT_S {
        return Err(CliError::usage(format!(
            "CloudTrail keeps {}, and {} were asked for",
            format_span(KEPT_S),
            format_span(since_s)
        ))
        .hint(format!("write `--since {}`, or leave `--cloudtrail` out", format_span(KEPT_S))));
    }
    let now = context.clock().await?.now();
    let wanted = Looked { from: before(now, since_s), until: now };
    let asked = journal.looked()?.map_or(wanted.from, |known| missing(wanted, known));
    let Trail { changes, unread, from } = context.aws().await?.trail(Looked { from: asked, until: now }).await?;
    let from = from.unwrap_or(asked);
    if unread > 0 {
        let events = if unread == 1 { "event of CloudTrail names" } else { "events of CloudTrail name" };
        context
            .printer()
            .warn(&format!("{unread} {events} no desktop where one was looked for, and count for nothing"));
    }
    if from > asked {
        context.printer().warn(&format!(
            "CloudTrail does not tell all of what was before {from}: what it does not show of that stays unknown"
        ));
    }
    // A short span can lie in the minutes for which nothing is complete yet.
    let until = now.checked_sub(DELIVERY).unwrap_or(now).max(from);
    journal.see_events(&changes, Looked { from, until })?;
    Ok(())
}

/// Returns from when on CloudTrail has to be asked, where it was before.
fn missing(wanted: Looked, known: Looked) -> Timestamp {
    if known.from <= wanted.from && known.until > wanted.from { known.until } else { wanted.from }
}

/// Returns the moment so many seconds before another.
pub(super) fn before(now: Timestamp, seconds: u64) -> Timestamp {
    let span = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
    now.checked_sub(span).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only what is not known is asked for; a gap is never left between two looks.
    #[test]
    fn only_the_rest_is_asked_for() {
        let at = |day| before(Timestamp::UNIX_EPOCH, 86_400 * (30_u64 - day));
        let span = |from, until| Looked { from: at(from), until: at(until) };
        assert_eq!(missing(span(0, 30), span(0, 29)), at(29));
        assert_eq!(missing(span(10, 30), span(0, 29)), at(29));
        assert_eq!(missing(span(0, 30), span(1, 29)), at(0), "its begin is not known");
        assert_eq!(missing(span(10, 30), span(0, 9)), at(10), "nor what came after it");
    }
}
