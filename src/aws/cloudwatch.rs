//! When desktops were used, as CloudWatch shows it: `GetMetricData` of `UserConnected`, one query a desktop.
//!
//! The only file that names `aws_sdk_cloudwatch`. What is asked: the maximum over five minutes, which is 1 while somebody is
//! connected (domain.md N), since half an hour before the volume snapshot that a verb would bring back. Of whom: of desktops
//! that would lose nothing by all that is known otherwise, and of which the connection status does not say when somebody was
//! last there, or says that it does not know (`SavedSince::asks_since`). Whatever CloudWatch says of any other desktop changes
//! nothing: who is held is held, and who is known is known.
//!
//! It is a witness of use and of nothing else. That it shows none is no leave: points come late, and are missing for desktops
//! that are down. So where it can't be asked, it is judged by the other witnesses, and said so.
//!
//! Cost: a call for 500 desktops whose snapshots are as young as they should be, `ceil(desktops / 500)`, once when the plan is
//! made and once for each group right before it is sent. Points of a longer time are asked for in coarser steps, in calls of
//! their own, so that an answer is one page.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_cloudwatch::types::{Dimension, Metric, MetricDataQuery, MetricStat, StatusCode};
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_types::DateTime;
use aws_types::SdkConfig;
use jiff::Timestamp;

use super::paging::all_pages;
use super::retry::Call;
use super::{Aws, Fault, FaultKind};
use crate::model::WorkspaceId;

/// The bucket of CloudWatch.
pub(super) const LANE: &str = "cloudwatch";
const GET_METRIC_DATA: Call = Call { operation: "GetMetricData", lane: LANE };
const NAMESPACE: &str = "AWS/WorkSpaces";
const METRIC: &str = "UserConnected";

/// Queries a call takes (domain.md F).
const QUERIES_MAX: usize = 500;
/// Points for each of them: together at most 100,800 come in an answer (domain.md F).
const POINTS_MAX: i64 = 200;
/// How often there is a point, and what coarser steps than an hour are made of, in seconds.
const POINT_S: i64 = 300;
const HOUR_S: i64 = 3_600;
/// How long anything is kept, in seconds (domain.md N).
const KEPT_S: i64 = 455 * 86_400;

/// The client of CloudWatch.
#[derive(Clone, Debug)]
pub(super) struct CloudWatch(aws_sdk_cloudwatch::Client);

impl CloudWatch {
    pub(super) fn new(config: &SdkConfig, endpoint: Option<String>, partition: RetryPartition) -> Self {
        let mut builder = aws_sdk_cloudwatch::config::Builder::from(config);
        builder.set_endpoint_url(endpoint);
        builder.set_retry_partition(Some(partition));
        Self(aws_sdk_cloudwatch::Client::from_conf(builder.build()))
    }
}

/// A call: since when, in which steps, and of whom; in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked<'a> {
    from_s: i64,
    until_s: i64,
    period_s: i64,
    of: Vec<&'a WorkspaceId>,
}

impl Aws {
    /// Reads until when desktops were used, each since its moment (`GetMetricData`); nobody who was not is among them.
    ///
    /// A point says that somebody was there within its five minutes: the end of them counts, up to now.
    ///
    /// # Errors
    /// What went wrong, after repetitions; an answer that does not speak of everybody is one that can't be read.
    pub async fn uses(
        &self,
        since: &BTreeMap<WorkspaceId, Timestamp>,
        now: Timestamp,
    ) -> Result<BTreeMap<WorkspaceId, Timestamp>, Fault> {
        let mut uses = BTreeMap::new();
        for asked in asked(since, now) {
            let mut unheard: BTreeSet<usize> = (0..asked.of.len()).collect();
            for (number, points) in self.points(&asked).await? {
                unheard.remove(&number);
                let Some(id) = asked.of.get(number) else { continue };
                let last_s = points.into_iter().max().map(|begin_s| begin_s.saturating_add(asked.period_s));
                if let Some(at) = last_s.and_then(|last_s| Timestamp::from_second(last_s).ok()) {
                    let known = uses.entry((*id).clone()).or_insert(Timestamp::MIN);
                    *known = at.min(now).max(*known);
                }
            }
            if !unheard.is_empty() {
                let message = format!("`{}` says nothing of {} desktops", GET_METRIC_DATA.operation, unheard.len());
                return Err(Fault::new(FaultKind::Unknown, message));
            }
        }
        Ok(uses)
    }

    /// Reads a call's answer: by the number of the desktop, when each step begins in which somebody was there.
    async fn points(&self, asked: &Asked<'_>) -> Result<Vec<(usize, Vec<i64>)>, Fault> {
        let queries: Vec<MetricDataQuery> =
            asked.of.iter().enumerate().map(|(number, id)| query(number, id, asked.period_s)).collect();
        all_pages(GET_METRIC_DATA.operation, async |token| {
            let answer = self
                .read(GET_METRIC_DATA, async || {
                    let request = self.cloudwatch.0.get_metric_data().set_metric_data_queries(Some(queries.clone()));
                    let (from, until) = (DateTime::from_secs(asked.from_s), DateTime::from_secs(asked.until_s));
                    request.start_time(from).end_time(until).set_next_token(token.clone()).send().await
                })
                .await?;
            let mut found = Vec::new();
            for result in answer.metric_data_results.unwrap_or_default() {
                let is_told = matches!(result.status_code, Some(StatusCode::Complete | StatusCode::PartialData) | None);
                let number = result.id().and_then(|id| id.strip_prefix('u')?.parse().ok());
                let Some(number) = number.filter(|_| is_told) else { continue };
                let points = result.timestamps().iter().zip(result.values());
                let was_there = points.filter(|(_, value)| **value > 0.0).map(|(at, _)| at.secs());
                found.push((number, was_there.collect()));
            }
            Ok((found, answer.next_token))
        })
        .await
    }
}

/// Cuts what is to be known into calls, by the steps that it takes.
fn asked(since: &BTreeMap<WorkspaceId, Timestamp>, now: Timestamp) -> Vec<Asked<'_>> {
    let now_s = now.as_second();
    let mut by_period: BTreeMap<i64, (i64, Vec<&WorkspaceId>)> = BTreeMap::new();
    for (id, at) in since {
        let from_s = at.as_second().max(now_s.saturating_sub(KEPT_S));
        if from_s >= now_s {
            continue; // of what is still to come nothing is known
        }
        let (earliest_s, ids) = by_period.entry(period_s(now_s - from_s)).or_insert((from_s, Vec::new()));
        *earliest_s = from_s.min(*earliest_s);
        ids.push(id);
    }
    let mut calls = Vec::new();
    for (period_s, (from_s, ids)) in by_period {
        let from_s = from_s.div_euclid(period_s) * period_s;
        let until_s = (now_s.div_euclid(period_s) + 1) * period_s;
        calls.extend(ids.chunks(QUERIES_MAX).map(|of| Asked { from_s, until_s, period_s, of: of.to_vec() }));
    }
    calls
}

/// Returns the finest steps in which a time fits an answer: whole hours once they are longer than one, as old points are kept.
fn period_s(span_s: i64) -> i64 {
    // Begin and end are rounded away from each other.
    let least_s = span_s / (POINTS_MAX - 2) + 1;
    let unit_s = if least_s > HOUR_S { HOUR_S } else { POINT_S };
    (least_s + unit_s - 1).div_euclid(unit_s) * unit_s
}

fn query(number: usize, id: &WorkspaceId, period_s: i64) -> MetricDataQuery {
    let dimension = Dimension::builder().name("WorkspaceId").value(id.as_str()).build();
    let metric = Metric::builder().namespace(NAMESPACE).metric_name(METRIC).dimensions(dimension).build();
    let period_s = i32::try_from(period_s).unwrap_or(i32::MAX);
    let stat = MetricStat::builder().metric(metric).period(period_s).stat("Maximum").build();
    MetricDataQuery::builder().id(format!("u{number}")).metric_stat(stat).build()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    fn ids(count: usize) -> Vec<WorkspaceId> {
        (0..count).map(|number| WorkspaceId::from_service(format!("ws-{number:09}"))).collect()
    }

    fn now() -> Timestamp {
        "2026-01-05T08:02:03Z".parse().expect("a moment")
    }

    /// Five minutes as long as that fits, and then no coarser than needed; old points are there by the hour only.
    #[test]
    fn steps_are_as_fine_as_an_answer_allows() {
        for (hours, minutes) in
            [(0, 5), (12, 5), (16, 5), (17, 10), (13 * 24, 120), (30 * 24, 4 * 60), (455 * 24, 56 * 60)]
        {
            assert_eq!(period_s(hours * HOUR_S), minutes * 60, "{hours} h");
        }
    }

    /// 1,000 desktops whose snapshots are of the last half day take two calls, and one with an old snapshot another.
    #[test]
    fn five_hundred_desktops_share_a_call() {
        let back = |hours| now() - SignedDuration::from_hours(hours);
        let mut since: BTreeMap<WorkspaceId, Timestamp> = ids(1_000).into_iter().map(|id| (id, back(12))).collect();
        let sizes = |since: &BTreeMap<_, _>| asked(since, now()).iter().map(|call| call.of.len()).collect::<Vec<_>>();
        assert_eq!(sizes(&since), [500, 500]);
        since.insert(ids(1).remove(0), back(400));
        since.insert(ids(2).remove(1), now() + SignedDuration::from_secs(1));
        assert_eq!(sizes(&since), [500, 498, 1]);
        assert!(asked(&BTreeMap::new(), now()).is_empty(), "nobody is asked for, and no call is made");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is asked for: nobody is left out, from the beginning on, up to now, in one page.
        #[test]
        fn an_answer_is_a_page_and_leaves_no_time_out(
            spans_s in proptest::collection::vec(1..500 * 86_400_i64, 1..20),
        ) {
            let since: BTreeMap<WorkspaceId, Timestamp> =
                ids(spans_s.len()).into_iter().zip(&spans_s).map(|(id, span)| (id, now() - SignedDuration::from_secs(*span))).collect();
            let calls = asked(&since, now());
            prop_assert_eq!(calls.iter().map(|call| call.of.len()).sum::<usize>(), since.len());
            for call in calls {
                let steps = (call.until_s - call.from_s) / call.period_s;
                prop_assert!(steps <= POINTS_MAX && call.until_s > now().as_second(), "{call:?}");
                for id in &call.of {
                    let wanted = since[*id].as_second().max(now().as_second() - KEPT_S);
                    prop_assert!(call.from_s <= wanted, "{call:?}");
                }
                let age = now().as_second() - call.from_s;
                prop_assert!(age <= 63 * 86_400 || call.period_s % HOUR_S == 0, "kept by the hour: {call:?}");
            }
        }
    }
}
