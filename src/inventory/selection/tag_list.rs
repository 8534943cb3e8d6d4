//! Lists of desktops with tags: a table with the columns `id` (or `WorkspaceId`), `key` and `value`, a row a tag.
//!
//! Whoever gives one wants just these tags changed, so a row that can't be understood is an error with its place. What a
//! tag may be is not judged here.

use std::collections::BTreeSet;

use super::error::SelectionError;
use super::read::{ID, LIST_BYTES_MAX, at, decode, place, table, table_rows};
use super::target::Target;
use crate::model::WorkspaceId;

const KEY: &str = "key";
const VALUE: &str = "value";

/// A tag of a desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRow {
    /// The line that it stands on.
    pub line: usize,
    /// The desktop.
    pub id: WorkspaceId,
    /// The key.
    pub key: String,
    /// The value; `None`: the list has no such column.
    pub value: Option<String>,
}

/// Reads one, as people write it and as `tag list -o csv` does.
///
/// # Errors
/// The first place that can't be read, or that the list is too long.
pub fn read_tag_list(bytes: &[u8]) -> Result<Vec<TagRow>, SelectionError> {
    if bytes.len() > LIST_BYTES_MAX {
        return Err(SelectionError::TooLong { limit_mib: LIST_BYTES_MAX >> 20 });
    }
    let text = decode(bytes).map_err(|(line, column, message)| at(line, column, message))?;
    let Some(table) = table(&text, &[ID, "id"]) else {
        return Err(wrong(1, "there is no heading with `id`"));
    };
    let (heading, rows) = table_rows(&text, &table).map_err(|line| wrong(line, "not a row of a table"))?;
    let column = |name: &str| heading.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let Some(key_column) = column(KEY) else {
        return Err(wrong(place(&text, table.start).0, "the heading has no `key`"));
    };
    let value_column = column(VALUE);
    let mut seen = BTreeSet::new();
    let mut list = Vec::with_capacity(rows.len());
    for (line, record) in rows {
        let id = record.get(table.column).unwrap_or_default().trim();
        let Ok(Target::Id(id)) = id.parse() else {
            return Err(wrong(line, format!("`{id}` is no id of a desktop")));
        };
        let key = unescaped(record.get(key_column).unwrap_or_default());
        if !seen.insert((id.clone(), key.to_owned())) {
            return Err(wrong(line, format!("`{key}` of {id} stands there twice")));
        }
        let value = value_column.map(|column| unescaped(record.get(column).unwrap_or_default()).to_owned());
        list.push(TagRow { line, id, key: key.to_owned(), value });
    }
    Ok(list)
}

/// Takes away what a writer of CSV puts before a cell that a spreadsheet would take for a formula. No tag begins so.
fn unescaped(cell: &str) -> &str {
    let is_formula = |rest: &&str| rest.trim_start().starts_with(['=', '+', '-', '@']);
    cell.strip_prefix('\'').filter(is_formula).unwrap_or(cell)
}

fn wrong(line: usize, message: impl Into<String>) -> SelectionError {
    SelectionError::TagList { line, message: message.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, String, String, Option<String>)> {
        let rows = read_tag_list(text.as_bytes()).expect(text);
        rows.into_iter().map(|row| (row.line, row.id.to_string(), row.key, row.value)).collect()
    }

    #[test]
    fn a_list_is_read_in_any_of_its_forms() {
        let row =
            |line, key: &str, value: &str| (line, "ws-123456789".to_owned(), key.to_owned(), Some(value.to_owned()));
        let expected = [row(2, "team", "red blue"), row(3, "due", "+1")];
        for text in [
            "id,key,value\nws-123456789,team,red blue\nws-123456789,due,+1\n",
            "WorkspaceId,UserName,Key,Value\r\nws-123456789,zoë,team,red blue\r\nws-123456789,x,due,'+1\r\n",
            "VALUE\tKey\tworkspaceid\nred blue\tteam\tws-123456789\n'+1\tdue\tws-123456789\n",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        // Spaces at an end are no slip to be mended here, and nothing else that begins with the sign is taken for it.
        assert_eq!(read("id,key,value\nws-123456789, a ,'b\n"), [row(2, " a ", "'b")]);
        assert_eq!(read("id,key\nws-123456789,team\n")[0].3, None);
    }

    #[test]
    fn what_can_not_be_understood_is_said_with_its_line() {
        for (text, said) in [
            ("", "line 1: there is no heading with `id`"),
            ("ws-123456789,team,red\n", "line 1: there is no heading with `id`"),
            ("id,name,value\n", "line 1: the heading has no `key`"),
            ("id,key,value\nws-123456789,a,b\nalice,a,b\n", "line 3: `alice` is no id of a desktop"),
            ("id,key,value\nws-123456789,a,b\n\nws-123456789,a,b\n", "line 4: `a` of ws-123456789 stands there twice"),
        ] {
            let error = read_tag_list(text.as_bytes()).expect_err(text);
            assert!(error.to_string().starts_with(said) && error.hint().is_some(), "{text}: {error}");
        }
    }
}
