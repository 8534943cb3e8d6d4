//! Reading all pages of a listing: an empty page with a token is not the end; a token that comes back, and a listing that
//! goes on beyond all measure, are errors.
//!
//! Sends nothing itself; asks for a page and judges its token.

use std::collections::BTreeSet;

use super::classify::{Fault, FaultKind};

/// A page of a listing, and the token of the next.
pub(super) type Page<T> = (Vec<T>, Option<String>);

/// More pages than any fleet has: half a million desktops at 25 a page.
const PAGES_MAX: usize = 20_000;
/// So many pages without a record, one after the other, are a fault: at the documented rate they take four minutes.
const EMPTY_PAGES_MAX: usize = 500;

/// Asks for pages until there is no further token.
///
/// # Errors
/// The first failure of `fetch`, and a listing that would never end: a token that was seen before, too many pages, or
/// too many empty ones in a row.
pub(super) async fn all_pages<T>(
    operation: &str,
    fetch: impl AsyncFn(Option<String>) -> Result<Page<T>, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut items = Vec::new();
    let mut seen = BTreeSet::new();
    let mut token = None;
    let mut empty = 0;
    let endless = |why: &str| Fault::new(FaultKind::Unknown, format!("`{operation}` {why}: the listing has no end"));
    loop {
        let (page, next) = fetch(token.take()).await?;
        empty = if page.is_empty() { empty + 1 } else { 0 };
        items.extend(page);
        // Some operations end with an empty token in place of none (domain.md Q).
        let Some(next) = next.filter(|next| !next.is_empty()) else {
            return Ok(items);
        };
        if !seen.insert(next.clone()) {
            return Err(endless("gave the same page token twice"));
        }
        if seen.len() >= PAGES_MAX {
            return Err(endless(&format!("gave {PAGES_MAX} pages and still a token")));
        }
        if empty >= EMPTY_PAGES_MAX {
            return Err(endless(&format!("gave {EMPTY_PAGES_MAX} empty pages in a row")));
        }
        token = Some(next);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Reads a listing whose page `number` has so many records and that token; tells the end and the number of pages.
    fn read(page: impl Fn(usize) -> (usize, Option<String>)) -> (Result<usize, String>, usize) {
        let asked = Cell::new(0);
        let runtime = crate::clock::runtime(true).expect("a runtime");
        let items = runtime.block_on(all_pages("List", async |_| {
            asked.set(asked.get() + 1);
            let (records, token) = page(asked.get());
            Ok((vec![(); records], token))
        }));
        (items.map(|items| items.len()).map_err(|fault| fault.message), asked.get())
    }

    /// A token that is new each time is no end either.
    #[test]
    fn a_listing_without_end_is_left() {
        let (end, pages) = read(|number| (1, Some(number.to_string())));
        assert_eq!(pages, PAGES_MAX);
        assert!(end.expect_err("no end").contains("gave 20000 pages and still a token"));
        let (end, pages) = read(|number| (0, Some(number.to_string())));
        assert_eq!(pages, EMPTY_PAGES_MAX);
        assert!(end.expect_err("no end").contains("gave 500 empty pages in a row"));
        let (end, pages) = read(|number| (1, Some((number % 3).to_string())));
        assert_eq!((end.is_err(), pages), (true, 4));
    }

    /// Empty pages in between are the service's right: a filter that few records pass.
    #[test]
    fn empty_pages_in_between_are_no_end() {
        let sparse =
            |number: usize| (usize::from(number.is_multiple_of(400)), (number < 2_000).then(|| number.to_string()));
        assert_eq!(read(sparse), (Ok(5), 2_000));
    }
}
