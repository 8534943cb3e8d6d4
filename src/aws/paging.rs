//! Reading all pages of a listing: an empty page with a token is not the end, and a token that comes back is an error.
//!
//! Sends nothing itself; asks for a page and judges its token.

use std::collections::BTreeSet;

use super::classify::{Fault, FaultKind};

/// A page of a listing, and the token of the next.
pub(super) type Page<T> = (Vec<T>, Option<String>);

/// Asks for pages until there is no further token.
///
/// # Errors
/// The first failure of `fetch`, and a token that was seen before: the listing would never end.
pub(super) async fn all_pages<T>(
    operation: &str,
    fetch: impl AsyncFn(Option<String>) -> Result<Page<T>, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut items = Vec::new();
    let mut seen = BTreeSet::new();
    let mut token = None;
    loop {
        let (page, next) = fetch(token.take()).await?;
        items.extend(page);
        // Some operations end with an empty token in place of none (domain.md Q).
        let Some(next) = next.filter(|next| !next.is_empty()) else {
            return Ok(items);
        };
        if !seen.insert(next.clone()) {
            let message = format!("`{operation}` gave the same page token twice: the listing has no end");
            return Err(Fault::new(FaultKind::Unknown, message));
        }
        token = Some(next);
    }
}
