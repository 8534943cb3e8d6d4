//! Listings of several scopes as one: every record says where it is from, and what could not be read is named.
//!
//! Imports `model`.

use serde_json::{Map, Value, json};

use super::format::{Column, Listing, Shape, emit_with, find_column};
use super::{OutputError, Printer};
use crate::model::Scope;

/// What tells records of several scopes apart; shown behind the id.
static PLACE: [Column; 2] = [
    Column::new("Account", &["Deskfleet", "Scope", "Account"]).whole(),
    Column::new("Region", &["Deskfleet", "Scope", "Region"]).whole(),
];

/// What `-o ids` prints: an id alone does not say where it is.
static ARN: Column = Column::extra("Arn", &["Deskfleet", "Arn"]).newer_id();

/// A scope that could not be read, as far as it is known, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The profile that was to be used.
    pub profile: Option<String>,
    /// The account, when it was known who calls.
    pub account: Option<String>,
    /// The Region.
    pub region: Option<String>,
    /// Why.
    pub reason: String,
}

impl std::fmt::Display for Unread {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let known = match (&self.account, &self.profile) {
            (Some(account), _) => Some(account.clone()),
            (None, profile) => profile.as_ref().map(|profile| format!("profile `{profile}`")),
        };
        let words: Vec<&str> = known.iter().chain(&self.region).map(String::as_str).collect();
        formatter.write_str(&words.join(" "))
    }
}

/// Returns the names of the columns that say where a record is from.
#[must_use]
pub fn scope_columns() -> Vec<String> {
    PLACE.iter().map(|column| column.name.to_owned()).collect()
}

/// Tells whether somebody asks where records are from.
#[must_use]
pub fn asks_for_scope(shape: &Shape) -> bool {
    let known = [PLACE[0], PLACE[1], ARN];
    shape.columns.iter().flatten().any(|name| find_column(&known, name).is_some())
}

/// Writes listings of several scopes to stdout as one, by Region, directory, user and id.
///
/// # Errors
/// As `emit`.
pub fn emit_scopes(
    printer: &Printer,
    mut parts: Vec<(Scope, Listing)>,
    unread: &[Unread],
    shape: &Shape,
) -> Result<(), OutputError> {
    parts.sort_by(|(one, _), (other, _)| (&one.region, &one.account).cmp(&(&other.region, &other.account)));
    let Some((_, first)) = parts.first() else { return Ok(()) };
    let known: Vec<Column> =
        first.columns.iter().take(1).chain(&PLACE).chain(first.columns.iter().skip(1)).chain([&ARN]).copied().collect();
    let mut listing = Listing { items: Vec::new(), rest: Map::new(), ..first.clone() };
    let (mut scopes, mut gaps) = (Vec::new(), Vec::new());
    for (scope, part) in parts {
        let place = place_of(&scope);
        let mut counted = place.clone();
        counted["Count"] = json!(part.items.len());
        scopes.push(counted);
        listing.items.extend(part.items.into_iter().map(|item| placed(item, &scope, &place, &known)));
        gaps.extend(gaps_of(&part.rest).map(|mut gap| {
            gap["Scope"] = place.clone();
            gap
        }));
    }
    gaps.extend(unread.iter().map(|unread| {
        let Unread { profile, account, region, reason } = unread;
        let known = [("Profile", profile), ("Account", account), ("Region", region)];
        let known = known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value.as_ref()?))));
        json!({"What": listing.member, "Reason": reason, "Scope": known.collect::<Map<_, _>>()})
    }));
    listing.items.sort_by_cached_key(order);
    listing.rest.insert("Gaps".to_owned(), gaps.into());
    listing.rest.insert("Scopes".to_owned(), scopes.into());
    emit_with(printer, &listing, &known, shape)
}

fn place_of(scope: &Scope) -> Value {
    let mut place = json!({"Account": scope.account, "Region": scope.region});
    if let Some(endpoint) = &scope.endpoint {
        place["Endpoint"] = json!(endpoint);
    }
    if scope.simulated {
        place["Simulated"] = json!(true);
    }
    place
}

/// Puts into a record where it is from.
fn placed(mut item: Value, scope: &Scope, place: &Value, known: &[Column]) -> Value {
    let id = known.first().and_then(|id| id.path.iter().try_fold(&item, |value, member| value.get(member)));
    let arn = id.and_then(Value::as_str).and_then(|id| scope.arn_of_any(id));
    item["Deskfleet"]["Scope"] = place.clone();
    if let Some(arn) = arn {
        item["Deskfleet"]["Arn"] = json!(arn);
    }
    item
}

fn gaps_of(rest: &Map<String, Value>) -> impl Iterator<Item = Value> {
    rest.get("Gaps").and_then(Value::as_array).into_iter().flatten().cloned()
}

/// What records are sorted by; those that have none of it stay as they came.
fn order(item: &Value) -> [String; 4] {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    [
        text(item.pointer("/Deskfleet/Scope/Region")),
        text(item.get("DirectoryId")),
        text(item.get("UserName")),
        text(item.get("WorkspaceId")),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::testing::printer;
    use super::super::{Format, Layout, Look};
    use super::*;

    static COLUMNS: &[Column] = &[Column::new("WorkspaceId", &["WorkspaceId"]), Column::new("UserName", &["UserName"])];

    fn scope(account: &str, region: &str) -> Scope {
        Scope { account: account.to_owned(), region: region.to_owned(), endpoint: None, simulated: false }
    }

    fn listing(items: &[(&str, &str, &str)], gaps: &Value) -> Listing {
        let item = |(id, directory, user): &(&str, &str, &str)| json!({"WorkspaceId": id, "DirectoryId": directory, "UserName": user});
        Listing {
            member: "Workspaces",
            items: items.iter().map(item).collect(),
            rest: [("Gaps".to_owned(), gaps.clone())].into_iter().collect(),
            columns: COLUMNS,
            also: &[],
            layout: Layout::Rows,
        }
    }

    fn written(format: Format, query: Option<&str>) -> String {
        let parts = vec![
            (
                scope("444455556666", "us-east-1"),
                listing(&[("ws-3", "d-1", "zoe"), ("ws-2", "d-2", "ada")], &json!([])),
            ),
            (scope("111122223333", "us-east-1"), listing(&[("ws-9", "d-1", "bob")], &json!([]))),
            (
                scope("111122223333", "eu-west-1"),
                listing(&[("ws-5", "d-7", "eve")], &json!([{"What": "Tags", "Of": "ws-5", "Reason": "no"}])),
            ),
            (scope("111122223333", "eu-west-2"), listing(&[], &json!([]))),
        ];
        let unread = [Unread {
            profile: Some("lab".to_owned()),
            account: None,
            region: Some("sa-east-1".to_owned()),
            reason: "it is down".to_owned(),
        }];
        let query = query.map(|text| text.parse().expect("a query"));
        let (printer, out, _) = printer(Look::default());
        let shape = Shape { format, columns: None, headers: true, query };
        emit_scopes(&printer, parts, &unread, &shape).expect("written");
        out.text()
    }

    #[test]
    fn rows_stand_by_region_directory_and_user_and_say_where_they_are_from() {
        let expected = "WorkspaceId\tAccount\tRegion\tUserName\n\
                        ws-5\t111122223333\teu-west-1\teve\n\
                        ws-9\t111122223333\tus-east-1\tbob\n\
                        ws-3\t444455556666\tus-east-1\tzoe\n\
                        ws-2\t444455556666\tus-east-1\tada\n";
        assert_eq!(written(Format::Tabs, None), expected);
    }

    #[test]
    fn ids_of_several_scopes_are_arns() {
        let text = written(Format::Ids, None);
        assert_eq!(text.lines().next(), Some("arn:aws:workspaces:eu-west-1:111122223333:workspace/ws-5"), "{text}");
        assert_eq!(text.lines().count(), 4, "{text}");
    }

    #[test]
    fn the_document_names_scopes_and_gaps() {
        let document: Value = serde_json::from_str(&written(Format::Json, None)).expect("JSON");
        let place = json!({"Account": "111122223333", "Region": "eu-west-1"});
        assert_eq!(document["Workspaces"][0]["Deskfleet"]["Scope"], place);
        assert_eq!(
            document["Gaps"],
            json!([
                {"What": "Tags", "Of": "ws-5", "Reason": "no", "Scope": place},
                {"What": "Workspaces", "Reason": "it is down", "Scope": {"Profile": "lab", "Region": "sa-east-1"}},
            ])
        );
        let counts: Vec<_> = document["Scopes"].as_array().expect("scopes").iter().map(|one| &one["Count"]).collect();
        assert_eq!(counts, [&json!(1), &json!(0), &json!(1), &json!(2)]);
        assert_eq!(written(Format::Json, Some("length(Workspaces)")), "4\n", "over the whole result");
    }

    #[test]
    fn a_scope_is_named_by_what_is_known_of_it() {
        let unread = |profile: Option<&str>, account: Option<&str>, region: Option<&str>| {
            let [profile, account, region] = [profile, account, region].map(|word| word.map(str::to_owned));
            Unread { profile, account, region, reason: String::new() }.to_string()
        };
        assert_eq!(unread(Some("lab"), Some("111122223333"), Some("eu-west-1")), "111122223333 eu-west-1");
        assert_eq!(unread(Some("lab"), None, Some("eu-west-1")), "profile `lab` eu-west-1");
        assert_eq!(unread(None, None, Some("eu-west-1")), "eu-west-1");
    }
}
