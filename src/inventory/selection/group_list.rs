//! Lists of desktops with their security groups: a table with the columns `WorkspaceId` and `SecurityGroups`.
//!
//! Whoever gives one wants each desktop to have exactly these, so a row that can't be understood is an error with its
//! place. No row is without a group: an interface never is, and an empty cell is what was not read (domain.md J-08).

use std::collections::{BTreeMap, BTreeSet};

use super::error::SelectionError;
use super::read::{ID, LIST_BYTES_MAX, at, decode, place, table, table_rows};
use super::target::Target;
use crate::model::WorkspaceId;

const GROUPS: &str = "SecurityGroups";

/// Desktops with the groups that each is to have.
pub type GroupList = BTreeMap<WorkspaceId, BTreeSet<String>>;

/// Reads one, as `security-group list -o csv` and `runs show --before -o csv` write it.
///
/// # Errors
/// The first place that can't be read, or that the list is too long.
pub fn read_group_list(bytes: &[u8]) -> Result<GroupList, SelectionError> {
    if bytes.len() > LIST_BYTES_MAX {
        return Err(SelectionError::TooLong { limit_mib: LIST_BYTES_MAX >> 20 });
    }
    let text = decode(bytes).map_err(|(line, column, message)| at(line, column, message))?;
    let Some(table) = table(&text, &[ID]) else {
        return Err(wrong(1, "there is no heading with `WorkspaceId`".to_owned()));
    };
    let (heading, rows) = table_rows(&text, &table).map_err(|line| wrong(line, "not a row of a table".to_owned()))?;
    let Some(column) = heading.iter().position(|cell| cell.eq_ignore_ascii_case(GROUPS)) else {
        return Err(wrong(place(&text, table.start).0, format!("the heading has no `{GROUPS}`")));
    };
    let mut list = GroupList::new();
    for (line, record) in rows {
        let id = record.get(table.column).unwrap_or_default().trim();
        let Ok(Target::Id(id)) = id.parse() else {
            return Err(wrong(line, format!("`{id}` is no id of a desktop")));
        };
        let groups: BTreeSet<String> = words(record.get(column).unwrap_or_default()).map(ToOwned::to_owned).collect();
        if groups.is_empty() {
            return Err(wrong(line, format!("{id} has no `{GROUPS}`, and an interface always has one")));
        }
        if let Some(bad) = groups.iter().find(|group| !is_group_id(group)) {
            return Err(wrong(line, format!("`{bad}` is no id of a security group")));
        }
        if list.insert(id.clone(), groups).is_some() {
            return Err(wrong(line, format!("{id} stands there twice")));
        }
    }
    Ok(list)
}

/// Tells whether a text can be the id of a security group (domain.md Q).
#[must_use]
pub fn is_group_id(text: &str) -> bool {
    let is_hex = |letter: u8| letter.is_ascii_digit() || (b'a'..=b'f').contains(&letter);
    text.strip_prefix("sg-").is_some_and(|digits| matches!(digits.len(), 8 | 17) && digits.bytes().all(is_hex))
}

/// Ids stand with commas between them, and people write spaces and semicolons.
fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', ' ']).filter(|word| !word.is_empty())
}

fn wrong(line: usize, message: String) -> SelectionError {
    SelectionError::GroupList { line, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_any_of_its_forms() {
        let expected: GroupList = [("ws-123456789", "sg-0000000a sg-0000000b"), ("ws-12345678a", "sg-0000000a")]
            .map(|(id, groups)| (id.parse().expect("an id"), words(groups).map(ToOwned::to_owned).collect()))
            .into();
        for text in [
            "WorkspaceId,SecurityGroups\r\nws-123456789,\"sg-0000000b,sg-0000000a\"\r\nws-12345678a,sg-0000000a\r\n",
            "WorkspaceId,UserName,SecurityGroups\nws-12345678a,zoë,sg-0000000a\nws-123456789,x,sg-0000000a sg-0000000b\n",
            "securitygroups\tworkspaceid\nsg-0000000a;sg-0000000b\tws-123456789\nsg-0000000a\tws-12345678a\n",
        ] {
            assert_eq!(read_group_list(text.as_bytes()).expect(text), expected, "{text}");
            let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            assert_eq!(read_group_list(&utf16).expect(text), expected, "UTF-16: {text}");
        }
    }

    #[test]
    fn what_can_not_be_understood_is_said_with_its_line() {
        let heading = "WorkspaceId,SecurityGroups";
        for (text, said) in [
            (String::new(), "line 1: there is no heading with `WorkspaceId`"),
            ("ws-123456789".to_owned(), "line 1: there is no heading with `WorkspaceId`"),
            ("WorkspaceId,Groups\n".to_owned(), "line 1: the heading has no `SecurityGroups`"),
            (
                format!("{heading}\nws-123456789,sg-0000000a\nalice,sg-0000000a\n"),
                "line 3: `alice` is no id of a desktop",
            ),
            (format!("{heading}\nws-123456789,\n"), "line 2: ws-123456789 has no `SecurityGroups`"),
            (format!("{heading}\nws-123456789,default\n"), "line 2: `default` is no id of a security group"),
            (
                format!("{heading}\nws-123456789,sg-0000000a\nws-123456789,sg-0000000b\n"),
                "line 3: ws-123456789 stands there twice",
            ),
        ] {
            let error = read_group_list(text.as_bytes()).expect_err(&text).to_string();
            assert!(error.starts_with(said), "{text}: {error}");
        }
    }
}
