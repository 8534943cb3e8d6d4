//! The one way out for data: a listing in any format, or what a query makes of it.
//!
//! A listing is items (JSON objects in the names of their document) under one member of an envelope. JSON shows the
//! envelope, ndjson an item a line; table and CSV take columns, which are paths into an item, so that every format shows
//! the same data. Imports nothing of ours beyond this module.

use serde_json::{Map, Value};

use super::fit::{self, Fit};
use super::{OutputError, Printer, Query, escape, table};

/// How data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns fitted to a terminal.
    Table,
    /// The same columns, separated by tabs, for scripts.
    Tabs,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// One id a line.
    Ids,
}

/// A column: its name and where its value is in an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name, as `--columns` takes it and headers show it.
    pub name: &'static str,
    /// The members to go down.
    pub path: &'static [&'static str],
    /// Whether it is shown when nobody asks for columns.
    pub shown: bool,
    /// How a table shows a value.
    pub cell: Cell,
    /// What becomes of it where a terminal is too narrow.
    pub fit: Fit,
    /// Whether `-o ids` takes it in the place of the first column, where it has a value.
    pub is_newer_id: bool,
}

/// How a table shows a value; every other format has it as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// As it is.
    Plain,
    /// A word of ours, as people write it: `not started`.
    Words,
    /// A moment, to the second.
    Moment,
}

impl Column {
    /// Returns a column that is shown when nobody asks for columns.
    #[must_use]
    pub const fn new(name: &'static str, path: &'static [&'static str]) -> Self {
        Self { name, path, shown: true, cell: Cell::Plain, fit: Fit::Squeeze, is_newer_id: false }
    }

    /// Returns a column that is shown only when asked for; all formats but tables and CSV have it anyway.
    #[must_use]
    pub const fn extra(name: &'static str, path: &'static [&'static str]) -> Self {
        Self { shown: false, ..Self::new(name, path) }
    }

    /// Makes it the id that a thing has now, where it changed.
    #[must_use]
    pub const fn newer_id(self) -> Self {
        Self { is_newer_id: true, ..self }
    }

    /// Makes it one of words.
    #[must_use]
    pub const fn words(self) -> Self {
        Self { cell: Cell::Words, fit: Fit::Whole, ..self }
    }

    /// Makes it one of moments.
    #[must_use]
    pub const fn moment(self) -> Self {
        Self { cell: Cell::Moment, fit: Fit::Whole, ..self }
    }

    /// Makes it one that is never cut.
    #[must_use]
    pub const fn whole(self) -> Self {
        Self { fit: Fit::Whole, ..self }
    }

    /// Makes it one of sentences, which are broken at words.
    #[must_use]
    pub const fn wraps(self) -> Self {
        Self { fit: Fit::Wrap, ..self }
    }

    /// Makes it one that is left out where there is no room; the highest goes first.
    #[must_use]
    pub const fn drops(self, order: u8) -> Self {
        Self { fit: Fit::Drop(order), ..self }
    }
}

/// How a table looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A row an item.
    Rows,
    /// A block an item, a line a column.
    Blocks,
}

/// A list of things as it goes out.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The member of the envelope that holds the items.
    pub member: &'static str,
    /// The items.
    pub items: Vec<Value>,
    /// Other members of the envelope.
    pub rest: Map<String, Value>,
    /// What can be shown in columns; the first is the id.
    pub columns: &'static [Column],
    /// Columns that are shown beyond the usual ones when nobody asks for columns.
    pub also: &'static [&'static str],
    /// How a table looks.
    pub layout: Layout,
}

/// What a person wants of a listing.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The format.
    pub format: Format,
    /// The columns, instead of the usual ones.
    pub columns: Option<Vec<String>>,
    /// Whether tables and CSV begin with the names of the columns.
    pub headers: bool,
    /// What to show of the whole result.
    pub query: Option<Query>,
}

/// The schema of the documents written here.
const LISTING_SCHEMA: u64 = 1;

impl Listing {
    /// Returns the whole result as one document.
    #[must_use]
    pub fn document(&self) -> Value {
        let mut members = self.rest.clone();
        members.insert("schema".to_owned(), LISTING_SCHEMA.into());
        members.insert(self.member.to_owned(), Value::Array(self.items.clone()));
        Value::Object(members)
    }
}

/// Writes a listing to stdout.
///
/// # Errors
/// An unknown column, a query that fails on the data, or a stdout that does not take it.
pub fn emit(printer: &Printer, listing: &Listing, shape: &Shape) -> Result<(), OutputError> {
    emit_with(printer, listing, listing.columns, shape)
}

/// Writes a listing to stdout, with other columns than its own.
///
/// # Errors
/// As `emit`.
pub(super) fn emit_with(
    printer: &Printer,
    listing: &Listing,
    known: &[Column],
    shape: &Shape,
) -> Result<(), OutputError> {
    if let Some(query) = &shape.query {
        let found = query.search(&listing.document()).map_err(OutputError::Query)?;
        return printer.data(&found_text(printer, &found, shape)?);
    }
    let columns = chosen(listing, known, shape)?;
    match shape.format {
        Format::Json => printer.data(&pretty(&listing.document())),
        Format::Ndjson => printer.data(&json_lines(&listing.items)),
        Format::Ids => printer.data(&ids(&listing.items, known)),
        Format::Csv => {
            let rows = rows(&listing.items, &columns, plain);
            printer.data(&csv_text(&names(&columns, shape), &rows)?)
        }
        Format::Tabs => {
            let rows = rows(&listing.items, &columns, plain);
            printer.data(&tabs(&names(&columns, shape), &rows))
        }
        Format::Table => table_text(printer, listing, &columns, shape),
    }
}

/// Returns a listing as the text of a CSV file, with all its columns.
///
/// # Errors
/// Never in practice: the text is made in memory.
pub fn csv_document(listing: &Listing) -> Result<String, OutputError> {
    let header: Vec<String> = listing.columns.iter().map(|column| column.name.to_owned()).collect();
    csv_text(&header, &rows(&listing.items, listing.columns, plain))
}

fn table_text(printer: &Printer, listing: &Listing, columns: &[Column], shape: &Shape) -> Result<(), OutputError> {
    let width = printer.look().out_width();
    let cells: Vec<Vec<String>> = listing
        .items
        .iter()
        .map(|item| columns.iter().map(|column| column.text(at(item, column.path))).collect())
        .collect();
    match listing.layout {
        Layout::Blocks => {
            let names: Vec<_> = columns.iter().map(|column| column.name).collect();
            printer.data(&table::blocks(&names, &cells, width))
        }
        Layout::Rows => {
            // Whoever names columns wants them all.
            let kept =
                if shape.columns.is_some() { vec![true; columns.len()] } else { fit::kept(columns, &cells, width) };
            let shown: Vec<Column> = fit::only(columns, &kept);
            let rows: Vec<Vec<String>> = cells.iter().map(|row| fit::only(row, &kept)).collect();
            let fits: Vec<Fit> = shown.iter().map(|column| column.fit).collect();
            printer.data(&table::rows(&names(&shown, shape), &rows, &fits, width, printer.look().out_color))?;
            fit::tell_dropped(printer, columns, &cells, &kept);
            Ok(())
        }
    }
}

impl Column {
    /// Returns a value as a cell that a person looks at.
    fn text(&self, value: Option<&Value>) -> String {
        let text = shown(value.unwrap_or(&Value::Null));
        match self.cell {
            Cell::Plain => text,
            Cell::Words => text.replace('_', " "),
            Cell::Moment => match text.split_once('.') {
                Some((seconds, _)) => format!("{seconds}Z"),
                None => text,
            },
        }
    }
}

/// Returns the columns that were asked for, or the usual ones.
fn chosen(listing: &Listing, known: &[Column], shape: &Shape) -> Result<Vec<Column>, OutputError> {
    let Some(wanted) = &shape.columns else {
        let is_shown = |column: &Column| column.shown || listing.also.contains(&column.name);
        return Ok(known.iter().copied().filter(is_shown).collect());
    };
    find_columns(known, wanted)
}

/// Finds columns by their names.
///
/// # Errors
/// The first that is not there, with the nearest.
pub(super) fn find_columns(known: &[Column], wanted: &[String]) -> Result<Vec<Column>, OutputError> {
    wanted
        .iter()
        .map(|name| {
            find_column(known, name).copied().ok_or_else(|| OutputError::Column {
                name: name.clone(),
                known: known.iter().map(|column| column.name).collect(),
                nearest: known
                    .iter()
                    .map(|column| (strsim::damerau_levenshtein(&folded(name), &folded(column.name)), column.name))
                    .min()
                    .filter(|(distance, _)| *distance <= 3)
                    .map(|(_, name)| name),
            })
        })
        .collect()
}

/// Finds a column by its name.
pub(super) fn find_column<'a>(known: &'a [Column], name: &str) -> Option<&'a Column> {
    known.iter().find(|column| folded(column.name) == folded(name))
}

/// People write `user-name`, `username` and `UserName`; none of our columns differ by that alone.
fn folded(name: &str) -> String {
    name.replace(['-', '_'], "").to_lowercase()
}

fn names(columns: &[Column], shape: &Shape) -> Vec<String> {
    if shape.headers { columns.iter().map(|column| column.name.to_owned()).collect() } else { Vec::new() }
}

fn rows(items: &[Value], columns: &[Column], cell: fn(&Value) -> String) -> Vec<Vec<String>> {
    items
        .iter()
        .map(|item| {
            columns.iter().map(|column| at(item, column.path).map_or_else(|| cell(&Value::Null), cell)).collect()
        })
        .collect()
}

fn at<'a>(item: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(item, |value, member| value.get(member))
}

/// Returns a value as a cell of a machine format: nothing for nothing.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        Value::Object(members) => member_text(members).unwrap_or_else(|| value.to_string()),
    }
}

/// Returns an object as a word where it has one: a tag, a security group, or a thing with one member.
fn member_text(members: &Map<String, Value>) -> Option<String> {
    if let (Some(Value::String(key)), Some(Value::String(value))) = (members.get("Key"), members.get("Value")) {
        return Some(format!("{key}={value}"));
    }
    if members.len() == 1 {
        return members.values().next().map(plain);
    }
    members.get("GroupId").map(plain)
}

/// Returns a value as a cell that a person looks at: a dash for nothing.
fn shown(value: &Value) -> String {
    let text = plain(value);
    if text.is_empty() { "-".to_owned() } else { text }
}

fn pretty(value: &Value) -> String {
    // A value without floats or foreign maps always serialises.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    format!("{}\n", escape::visible_json(&text))
}

fn json_lines(items: &[Value]) -> String {
    lines(items.iter().map(|item| escape::visible_json(&item.to_string()).into_owned()))
}

fn ids(items: &[Value], known: &[Column]) -> String {
    let Some(id) = known.first() else {
        return String::new();
    };
    let newer = known.iter().find(|column| column.is_newer_id);
    let ids = items.iter().filter_map(|item| newer.and_then(|newer| at(item, newer.path)).or(at(item, id.path)));
    lines(ids.map(|value| escape::visible(&plain(value)).into_owned()))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |mut text, line| {
        text.push_str(&line);
        text.push('\n');
        text
    })
}

fn tabs(header: &[String], rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    let header = std::iter::once(header).filter(|header| !header.is_empty());
    for row in header.chain(rows.iter().map(Vec::as_slice)) {
        let cells: Vec<_> = row.iter().map(|cell| escape::visible(cell)).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

fn csv_text(header: &[String], rows: &[Vec<String>]) -> Result<String, OutputError> {
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let header = std::iter::once(header).filter(|header| !header.is_empty());
    let failed = |error: csv::Error| OutputError::Write(error.into());
    for row in header.chain(rows.iter().map(Vec::as_slice)) {
        writer.write_record(row.iter().map(|cell| escape::unformula(cell).into_owned())).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| OutputError::Write(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes what a query found: JSON as it is, else a list of objects as rows, a list of lists as rows without names, and
/// anything else as lines.
fn found_text(printer: &Printer, found: &Value, shape: &Shape) -> Result<String, OutputError> {
    let items: &[Value] = match found {
        Value::Array(items) => items,
        Value::Null => &[],
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => std::slice::from_ref(found),
    };
    let (header, rows) = match shape.format {
        Format::Json => return Ok(pretty(found)),
        Format::Ndjson => return Ok(json_lines(items)),
        Format::Ids => {
            return Ok(lines(items.iter().map(|item| escape::visible(&plain(item)).into_owned())));
        }
        Format::Table => grid(items, shown),
        Format::Tabs | Format::Csv => grid(items, plain),
    };
    let header = if shape.headers { header } else { Vec::new() };
    let look = printer.look();
    match shape.format {
        Format::Csv => csv_text(&header, &rows),
        Format::Table => Ok(table::rows(&header, &rows, &[], look.out_width(), look.out_color)),
        Format::Tabs | Format::Json | Format::Ndjson | Format::Ids => Ok(tabs(&header, &rows)),
    }
}

/// Returns names and rows of what a query found; the names are the members of all objects, in the order of JSON.
fn grid(items: &[Value], cell: fn(&Value) -> String) -> (Vec<String>, Vec<Vec<String>>) {
    let mut header: Vec<String> = Vec::new();
    for member in items.iter().filter_map(Value::as_object).flat_map(Map::keys) {
        if !header.contains(member) {
            header.push(member.clone());
        }
    }
    let rows = items
        .iter()
        .map(|item| match item {
            Value::Object(members) => {
                header.iter().map(|name| cell(members.get(name).unwrap_or(&Value::Null))).collect()
            }
            Value::Array(values) => values.iter().map(cell).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![cell(item)],
        })
        .collect();
    (header, rows)
}

#[cfg(test)]
mod tests {
    use super::super::Look;
    use super::super::testing::printer;
    use super::*;
    use serde_json::json;

    static COLUMNS: &[Column] = &[
        Column::new("WorkspaceId", &["WorkspaceId"]),
        Column::new("UserName", &["UserName"]),
        Column::new("RunningMode", &["WorkspaceProperties", "RunningMode"]),
        Column::extra("Tags", &["Deskfleet", "Tags"]),
    ];

    fn listing() -> Listing {
        let mut rest = Map::new();
        rest.insert("Gaps".to_owned(), json!([]));
        Listing {
            member: "Workspaces",
            items: vec![
                json!({"WorkspaceId": "ws-1", "UserName": "=cmd", "WorkspaceProperties": {"RunningMode": "AUTO_STOP"}}),
                json!({"WorkspaceId": "ws-2", "UserName": "a\tb\u{202e}", "Deskfleet": {"Tags": [{"Key": "team", "Value": "x"}, {"Key": "k", "Value": ""}]}}),
            ],
            rest,
            columns: COLUMNS,
            also: &[],
            layout: Layout::Rows,
        }
    }

    fn shape(format: Format) -> Shape {
        Shape { format, columns: None, headers: true, query: None }
    }

    fn written(shape: &Shape) -> String {
        let (printer, out, _) = printer(Look { width: 60, ..Look::default() });
        emit(&printer, &listing(), shape).expect("written");
        out.text()
    }

    #[test]
    fn each_format_has_its_form() {
        assert_eq!(
            written(&shape(Format::Tabs)),
            "WorkspaceId\tUserName\tRunningMode\nws-1\t=cmd\tAUTO_STOP\nws-2\ta\\tb\\u{202e}\t\n"
        );
        assert_eq!(
            written(&shape(Format::Csv)),
            "WorkspaceId,UserName,RunningMode\r\nws-1,'=cmd,AUTO_STOP\r\nws-2,a\tb\u{202e},\r\n"
        );
        assert_eq!(written(&shape(Format::Ids)), "ws-1\nws-2\n");
        assert_eq!(
            written(&shape(Format::Table)),
            "WorkspaceId  UserName      RunningMode\nws-1         =cmd          AUTO_STOP\nws-2         a\\tb\\u{202e}  -\n"
        );
        let document: Value = serde_json::from_str(&written(&shape(Format::Json))).expect("JSON");
        assert_eq!(document["schema"], 1);
        assert_eq!(document["Gaps"], json!([]));
        assert_eq!(document["Workspaces"][1]["UserName"], "a\tb\u{202e}");
        assert_eq!(written(&shape(Format::Ndjson)).lines().count(), 2);
    }

    #[test]
    fn columns_are_chosen_by_any_spelling() {
        let wanted = Shape {
            columns: Some(vec!["tags".to_owned(), "workspace-id".to_owned()]),
            headers: false,
            ..shape(Format::Tabs)
        };
        assert_eq!(written(&wanted), "\tws-1\nteam=x,k=\tws-2\n");
        let wrong = Shape { columns: Some(vec!["UserNaem".to_owned()]), ..shape(Format::Tabs) };
        let (printer, out, _) = printer(Look::default());
        let error = emit(&printer, &listing(), &wrong).expect_err("refused");
        assert!(matches!(error, OutputError::Column { nearest: Some("UserName"), .. }), "{error:?}");
        assert_eq!(out.text(), "");
    }

    #[test]
    fn a_query_sees_the_envelope_and_any_format_shows_what_it_finds() {
        let ask =
            |query: &str, format| written(&Shape { query: Some(query.parse().expect("a query")), ..shape(format) });
        assert_eq!(ask("length(Workspaces)", Format::Tabs), "2\n");
        assert_eq!(
            ask("Workspaces[].{id: WorkspaceId, user: UserName}", Format::Csv),
            "id,user\r\nws-1,'=cmd\r\nws-2,a\tb\u{202e}\r\n"
        );
        assert_eq!(ask("Workspaces[].[WorkspaceId, UserName]", Format::Tabs), "ws-1\t=cmd\nws-2\ta\\tb\\u{202e}\n");
        assert_eq!(ask("Workspaces[].WorkspaceId", Format::Json), "[\n  \"ws-1\",\n  \"ws-2\"\n]\n");
        assert_eq!(ask("Nothing", Format::Tabs), "");
        assert_eq!(ask("schema", Format::Ndjson), "1\n");
    }
}
