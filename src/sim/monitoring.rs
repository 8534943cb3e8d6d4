//! CloudWatch as far as a client needs it to learn when a desktop was used: `GetMetricData` of `UserConnected` and
//! `Available` in the namespace `AWS/WorkSpaces` (domain N), by `WorkspaceId`.
//!
//! A point comes every five minutes, once they are over. `UserConnected` is 1 where the user was there for any of it, as far as
//! that can be told now; what a desktop was earlier is not kept, so `Available` is 1 for a past in which it was not known to
//! be out of order. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json as value};

use super::call::{CallContext, Outcome};
use super::paging::Pager;
use super::usage;
use super::wire::json;
use super::world::{Desktop, DesktopState, World};

/// The one operation there is.
pub(super) const OPERATION: &str = "GetMetricData";
const NAMESPACE: &str = "AWS/WorkSpaces";
const METRICS: [&str; 2] = ["UserConnected", "Available"];
/// Queries of a call, and points of an answer, at most (domain F).
const QUERIES_MAX: usize = 500;
const POINTS_MAX: u64 = 100_800;
/// How often there is a point, in seconds.
const POINT_S: i64 = 300;
const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 3_600;
const DAY_S: i64 = 86_400;

/// One of the queries, read.
struct Query<'w> {
    id: String,
    metric: String,
    desktop: Option<&'w Desktop>,
    period_s: i64,
    is_shown: bool,
}

/// Answers one request.
pub(super) fn handle(
    world: &World,
    now: Timestamp,
    context: &CallContext,
    operation: &str,
    parameters: &Value,
) -> Outcome {
    let refused = |code: &str, message: &str| json::error(400, code, message, None);
    if operation != OPERATION {
        let message = format!("The operation {operation} is not known to this service.");
        return refused("UnknownOperationException", &message);
    }
    let (queries, from_s, until_s) = match read(world, now, parameters) {
        Ok(read) => read,
        Err(message) => return refused("ValidationException", &message),
    };
    let most = parameters.get("MaxDatapoints").and_then(Value::as_u64).unwrap_or(POINTS_MAX);
    let pager = match Pager::new(context, now, operation, parameters) {
        Ok(pager) => pager.with_limit(most),
        Err(refusal) => return refused("InvalidNextToken", &refusal.message),
    };
    let is_ascending = json::text(parameters, "ScanBy") == Some("TimestampAscending");
    let mut points = BTreeMap::new();
    let mut lasts = Vec::with_capacity(queries.len());
    for (number, query) in queries.iter().enumerate() {
        let mut found = if query.is_shown { series(query, world.seed, now, from_s, until_s) } else { Vec::new() };
        if is_ascending {
            found.reverse();
        }
        let keyed = found.into_iter().enumerate().map(|(at, point)| (format!("{number:04}.{at:07}"), point));
        let keyed: Vec<(String, (i64, f64))> = keyed.collect();
        lasts.push(keyed.last().map(|(key, _)| key.clone()));
        points.extend(keyed);
    }
    let (page, next) = pager.entries(&points, |_, _| true);
    let last_shown = page.last().map(|(key, _)| (*key).clone());
    let mut shown: BTreeMap<usize, Vec<(i64, f64)>> = BTreeMap::new();
    for (key, point) in page {
        let number = key.get(..4).and_then(|number| number.parse().ok()).unwrap_or_default();
        shown.entry(number).or_default().push(*point);
    }
    let results: Vec<Value> = queries
        .iter()
        .enumerate()
        .filter(|(_, query)| query.is_shown)
        .map(|(number, query)| {
            let points = shown.remove(&number).unwrap_or_default();
            let is_cut = next.is_some() && lasts[number].as_ref() > last_shown.as_ref();
            value!({
                "Id": query.id,
                "Label": query.metric,
                "Timestamps": points.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
                "Values": points.iter().map(|(_, value)| *value).collect::<Vec<_>>(),
                "StatusCode": if is_cut { "PartialData" } else { "Complete" },
            })
        })
        .collect();
    let mut members = Map::new();
    members.insert("MetricDataResults".to_owned(), results.into());
    members.insert("Messages".to_owned(), value!([]));
    members.extend(next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

/// Reads the queries, and the span in whole seconds.
fn read<'w>(world: &'w World, now: Timestamp, parameters: &Value) -> Result<(Vec<Query<'w>>, i64, i64), String> {
    let moment = |member: &str| {
        let told = parameters.get(member).and_then(Value::as_f64);
        #[expect(clippy::cast_possible_truncation, reason = "seconds since 1970; the cast saturates")]
        told.map(|seconds| seconds.floor() as i64).ok_or(format!("The parameter {member} is required."))
    };
    let (from_s, until_s) = (moment("StartTime")?, moment("EndTime")?);
    if until_s <= from_s {
        return Err("The parameter EndTime must be greater than StartTime.".to_owned());
    }
    let queries = parameters.get("MetricDataQueries").and_then(Value::as_array);
    let queries = queries.ok_or("The parameter MetricDataQueries is required.")?;
    if queries.is_empty() || queries.len() > QUERIES_MAX {
        return Err(format!("The collection MetricDataQueries must have from 1 to {QUERIES_MAX} members."));
    }
    if parameters.get("MaxDatapoints").is_some_and(|most| !most.is_null() && most.as_u64().is_none_or(|most| most == 0))
    {
        return Err("The parameter MaxDatapoints must be greater than 0.".to_owned());
    }
    let scan = json::text(parameters, "ScanBy");
    if scan.is_some_and(|order| !["TimestampAscending", "TimestampDescending"].contains(&order)) {
        return Err("The parameter ScanBy must be TimestampAscending or TimestampDescending.".to_owned());
    }
    let queries: Vec<Query<'w>> = queries.iter().map(|query| one(world, query)).collect::<Result<_, _>>()?;
    let ids: BTreeSet<&str> = queries.iter().map(|query| query.id.as_str()).collect();
    if ids.len() < queries.len() {
        return Err("The values for parameter Id in MetricDataQueries are not unique.".to_owned());
    }
    // The older, the coarser it is kept, and the coarser the begin is rounded.
    let grid_s = grid_s(now, from_s);
    Ok((queries, from_s.div_euclid(grid_s) * grid_s, until_s))
}

fn one<'w>(world: &'w World, query: &Value) -> Result<Query<'w>, String> {
    let id = json::text(query, "Id").unwrap_or_default();
    let is_id = id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.len() <= 255
        && id.chars().all(|each| each.is_ascii_alphanumeric() || each == '_');
    if !is_id {
        return Err(format!("The value {id} for parameter Id does not begin with a lower-case letter, or is none."));
    }
    let stat = query.get("MetricStat").filter(|stat| !stat.is_null());
    match (stat, json::text(query, "Expression")) {
        (Some(_), Some(_)) | (None, None) => Err(format!("Query {id} has to have either MetricStat or Expression.")),
        (None, Some(_)) => Err("Expressions are not available in this simulation.".to_owned()),
        (Some(stat), None) => metric(world, id, stat, query.get("ReturnData")),
    }
}

fn metric<'w>(world: &'w World, id: &str, stat: &Value, shown: Option<&Value>) -> Result<Query<'w>, String> {
    let metric = stat.get("Metric").filter(|metric| metric.is_object());
    let (Some(metric), Some(kind)) = (metric, json::text(stat, "Stat")) else {
        return Err(format!("The MetricStat of query {id} has to have Metric, Period and Stat."));
    };
    let period_s = stat.get("Period").and_then(Value::as_i64).unwrap_or_default();
    if period_s < MINUTE_S || period_s % MINUTE_S != 0 {
        return Err(format!("The Period of query {id} has to be a multiple of {MINUTE_S}."));
    }
    let name = json::text(metric, "MetricName").unwrap_or_default();
    let (Some(NAMESPACE), true) = (json::text(metric, "Namespace"), METRICS.contains(&name)) else {
        return Err(format!("The metric of query {id} is not available in this simulation."));
    };
    if kind != "Maximum" {
        return Err(format!("The statistic {kind} is not available in this simulation."));
    }
    let dimensions = metric.get("Dimensions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let [dimension] = dimensions else {
        return Err("Metrics are available by WorkspaceId alone in this simulation.".to_owned());
    };
    let (Some("WorkspaceId"), Some(desktop)) = (json::text(dimension, "Name"), json::text(dimension, "Value")) else {
        return Err("Metrics are available by WorkspaceId alone in this simulation.".to_owned());
    };
    Ok(Query {
        id: id.to_owned(),
        metric: name.to_owned(),
        desktop: world.desktops.get(desktop),
        period_s,
        is_shown: shown.and_then(Value::as_bool).unwrap_or(true),
    })
}

/// How coarse what is of a moment is kept: by the minute for 15 days, by five for 63, then by the hour (domain N).
fn grid_s(now: Timestamp, at_s: i64) -> i64 {
    match now.as_second().saturating_sub(at_s) {
        age if age <= 15 * DAY_S => MINUTE_S,
        age if age <= 63 * DAY_S => POINT_S,
        _ => HOUR_S,
    }
}

/// Returns the points of a query, the newest first.
fn series(query: &Query<'_>, seed: u64, now: Timestamp, from_s: i64, until_s: i64) -> Vec<(i64, f64)> {
    let Some(desktop) = query.desktop else {
        return Vec::new(); // of what is not there nobody says anything
    };
    // What is asked for in finer steps than it is kept in is not there.
    if query.period_s % grid_s(now, from_s) != 0 {
        return Vec::new();
    }
    let born_s = desktop.created_at.as_second().div_euclid(POINT_S) * POINT_S;
    let over_s = now.as_second().div_euclid(POINT_S) * POINT_S;
    let end_s = until_s.min(over_s);
    let steps = end_s.saturating_sub(from_s).max(0).div_euclid(query.period_s) + 1;
    let mut left = Left { desktop, seed, now, last: None };
    let mut points = Vec::new();
    for step in (0..steps).rev() {
        let begin_s = from_s + step * query.period_s;
        let close_s = (begin_s + query.period_s).min(end_s);
        // A step that is finer than the points has one where a point begins.
        let has_point = (begin_s + POINT_S - 1).div_euclid(POINT_S) * POINT_S < close_s;
        if !has_point || begin_s < born_s {
            continue;
        }
        let is_so = if query.metric == METRICS[0] {
            left.was_there(begin_s, close_s.max(begin_s + POINT_S))
        } else {
            was_available(desktop, begin_s)
        };
        points.push((begin_s, if is_so { 1.0 } else { 0.0 }));
    }
    points
}

/// Until when the user was there, looked up backwards in time.
struct Left<'w> {
    desktop: &'w Desktop,
    seed: u64,
    now: Timestamp,
    /// Up to when it was looked up, and what was found.
    last: Option<(i64, Option<Timestamp>)>,
}

impl Left<'_> {
    /// Tells whether the user was there at any moment of a span.
    fn was_there(&mut self, begin_s: i64, close_s: i64) -> bool {
        let is_known = |(up_to_s, last): (i64, Option<Timestamp>)| {
            up_to_s >= close_s && last.is_none_or(|last| last.as_second() < close_s)
        };
        let last = if let Some((_, last)) = self.last.filter(|last| is_known(*last)) {
            last
        } else {
            let at = Timestamp::from_second(close_s).unwrap_or(self.now);
            let at = at.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(at);
            let last = usage::connected_until(self.desktop, self.seed, self.now, at);
            self.last = Some((close_s, last));
            last
        };
        last.is_some_and(|last| last.as_second() >= begin_s)
    }
}

/// Tells whether a desktop was healthy and up, as far as is known of that time.
fn was_available(desktop: &Desktop, begin_s: i64) -> bool {
    let was_healthy = desktop.unhealthy_since.is_none_or(|since| begin_s < since.as_second());
    was_healthy && desktop.state != DesktopState::Stopped
}
