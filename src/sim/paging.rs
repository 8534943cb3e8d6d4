//! Pages and the tokens between them (domain G).
//!
//! A token names the last item shown and carries a seal over the query that it belongs to, so the service keeps nothing
//! and a token from another query, another world or another day is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use jiff::Timestamp;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::call::{CallContext, Refusal};
use super::wire::json;

/// Items on a page when the caller does not say; the default is not documented.
pub(super) const PAGE_ITEMS: u64 = 25;
/// How long a token of `DescribeWorkspaceBundles` can be used, in seconds (G-02); of the others nothing is said.
const BUNDLE_TOKEN_S: i64 = 24 * 3_600;

/// One page of a listing that is being read.
pub(super) struct Pager<'a> {
    context: &'a CallContext<'a>,
    now: Timestamp,
    query: String,
    after: Option<String>,
    /// Whether the page before this one was empty.
    after_empty: bool,
    limit: usize,
}

/// Items of a page and the token of the next.
pub(super) struct Page<'w, T> {
    /// The items.
    pub(super) items: Vec<&'w T>,
    /// Token, unless this is the last page.
    pub(super) next: Option<String>,
}

impl<'a> Pager<'a> {
    /// Reads `NextToken` and `Limit` of a query.
    ///
    /// # Errors
    /// When the token is not one of this query's.
    pub(super) fn new(
        context: &'a CallContext<'a>,
        now: Timestamp,
        operation: &str,
        parameters: &Value,
    ) -> Result<Self, Refusal> {
        let limit = parameters.get("Limit").and_then(Value::as_u64).unwrap_or(PAGE_ITEMS);
        let mut pager = Self {
            context,
            now,
            query: query(operation, parameters),
            after: None,
            after_empty: false,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
        };
        if let Some(token) = json::text(parameters, "NextToken") {
            let invalid = || Refusal::new("InvalidParameterValuesException", "The specified NextToken is not valid.");
            let (issued, empty, after) = pager.open(token).ok_or_else(invalid)?;
            let age = now.as_second().saturating_sub(issued);
            if operation == "DescribeWorkspaceBundles" && age > BUNDLE_TOKEN_S {
                return Err(Refusal::new("InvalidParameterValuesException", "The specified NextToken has expired."));
            }
            pager.after_empty = empty;
            pager.after = Some(after).filter(|after| !after.is_empty());
        }
        Ok(pager)
    }

    /// Returns it with another number of items on a page.
    pub(super) fn with_limit(self, limit: u64) -> Self {
        Self { limit: usize::try_from(limit).unwrap_or(usize::MAX), ..self }
    }

    /// Returns the next items of an ordered map that are to be shown: of these ids, or of all.
    pub(super) fn page<'w, T>(
        &self,
        all: &'w BTreeMap<String, T>,
        ids: Option<&BTreeSet<&str>>,
        shown: impl Fn(&T) -> bool,
    ) -> Page<'w, T> {
        let range = (self.after.as_deref().map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded);
        match ids {
            // Few ids out of many items: looked up one by one.
            Some(ids) => self.cut(ids.range::<str, _>(range).filter_map(|id| all.get_key_value(*id)), shown),
            None => self.cut(all.range::<str, _>(range), shown),
        }
    }

    /// Returns the next entries of an ordered map that are to be shown, with their ids, and the token of the next page.
    pub(super) fn entries<'w, T>(
        &self,
        all: &'w BTreeMap<String, T>,
        shown: impl Fn(&str, &T) -> bool,
    ) -> (Vec<(&'w String, &'w T)>, Option<String>) {
        let range = (self.after.as_deref().map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded);
        self.some(all.range::<str, _>(range).filter(|(id, item)| shown(id, item)))
    }

    fn cut<'w, T: 'w>(
        &self,
        rest: impl Iterator<Item = (&'w String, &'w T)>,
        shown: impl Fn(&T) -> bool,
    ) -> Page<'w, T> {
        let (some, next) = self.some(rest.filter(|(_, item)| shown(item)));
        Page { items: some.into_iter().map(|(_, item)| item).collect(), next }
    }

    /// Returns as many as go on a page, and the token of the next page when there are more.
    fn some<'w, T: 'w>(
        &self,
        mut found: impl Iterator<Item = (&'w String, &'w T)>,
    ) -> (Vec<(&'w String, &'w T)>, Option<String>) {
        let some: Vec<(&String, &T)> = found.by_ref().take(self.limit).collect();
        let more = found.next().is_some();
        let next = some.last().filter(|_| more).map(|(last, _)| self.seal(last, false));
        (some, next)
    }

    /// Returns the token of a page that begins where this one does: an empty page that is not the last.
    ///
    /// `None` when the page before was such a one: a caller is not led round for ever.
    pub(super) fn empty_page(&self) -> Option<String> {
        let after = self.after.as_deref().unwrap_or_default();
        (!self.after_empty).then(|| self.seal(after, true))
    }

    fn seal(&self, after: &str, empty: bool) -> String {
        let content = format!("{}.{}.{after}", self.now.as_second(), u8::from(empty));
        format!("{}{}", self.signature(&content), digits(content.as_bytes()))
    }

    fn open(&self, token: &str) -> Option<(i64, bool, String)> {
        let (signature, shown) = token.split_at_checked(16)?;
        let bytes: Option<Vec<u8>> = shown.as_bytes().chunks(2).map(byte).collect();
        let content = String::from_utf8(bytes?).ok()?;
        if self.signature(&content) != signature {
            return None;
        }
        let mut parts = content.splitn(3, '.');
        let issued = parts.next()?.parse().ok()?;
        let empty = parts.next()? == "1";
        Some((issued, empty, parts.next()?.to_owned()))
    }

    fn signature(&self, content: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(self.context.seed.to_le_bytes());
        for part in [self.context.account, self.context.region, &self.query, content] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        digits(&hash.finalize()[..8])
    }
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

fn byte(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits).ok().filter(|digits| digits.len() == 2)?;
    u8::from_str_radix(digits, 16).ok()
}

/// Returns the part of a query that all its pages share.
fn query(operation: &str, parameters: &Value) -> String {
    let members = parameters.as_object().into_iter().flatten();
    let shared = members.filter(|(name, value)| *name != "NextToken" && *name != "Limit" && !value.is_null());
    let shared: Map<String, Value> = shared.map(|(name, value)| (name.clone(), value.clone())).collect();
    format!("{operation} {}", Value::Object(shared))
}
