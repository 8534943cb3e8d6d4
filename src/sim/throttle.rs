//! How fast each API may be called (domain F).
//!
//! One bucket per account and Region for WorkSpaces and for CloudTrail, one per Region and action for EC2; the others have none. A
//! bucket is kept as the moment at which it would be full again, in whole nanoseconds, so nothing is lost to rounding and
//! replay is exact.
//! Decides only whether a call is too fast; knows no world.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::call::{Call, Parameters, Service};

const NANOSECONDS: f64 = 1e9;

/// A bucket's size and how it fills.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Limit {
    burst: u32,
    per_second: f64,
}

/// Buckets of EC2; its documented figures (EC2-THR).
const EC2_DESCRIBE: Limit = Limit { burst: 100, per_second: 20.0 };
const EC2_DESCRIBE_ALL: Limit = Limit { burst: 50, per_second: 10.0 };
/// Actions whose unfiltered, unpaged form has the smaller bucket.
const LARGE_LISTS: [&str; 2] = ["DescribeNetworkInterfaces", "DescribeSecurityGroups"];
const EC2_MODIFY_INTERFACE: Limit = Limit { burst: 100, per_second: 5.0 };
const EC2_CHANGE: Limit = Limit { burst: 50, per_second: 5.0 };

/// Two a second for an account and Region (BC-CT); nothing is said of a burst.
const LOOKUP_EVENTS: Limit = Limit { burst: 2, per_second: 2.0 };

/// The buckets of a world.
#[derive(Clone, Debug)]
pub(super) struct Throttle {
    workspaces: Limit,
    /// When each bucket is full again, in nanoseconds since 1970.
    full_at: BTreeMap<(String, String, String), i128>,
}

impl Throttle {
    /// Returns full buckets; with a rate of 0 nothing is ever throttled.
    pub(super) fn new(rate: f64, burst: u32) -> Self {
        Self { workspaces: Limit { burst, per_second: rate }, full_at: BTreeMap::new() }
    }

    /// Takes one call out of its bucket; false when the bucket is empty, and then nothing is taken.
    pub(super) fn take(&mut self, call: &Call, now: Timestamp) -> bool {
        let Some((bucket, limit)) = self.bucket(call) else {
            return true;
        };
        #[expect(clippy::cast_possible_truncation, reason = "a span between two calls; the cast saturates")]
        let interval = (NANOSECONDS / limit.per_second).round() as i128;
        let now = now.as_nanosecond();
        let full_at = self.full_at.entry((call.account.clone(), call.region.clone(), bucket)).or_insert(now);
        let from = now.max(*full_at);
        let room = interval * i128::from(limit.burst.saturating_sub(1));
        if from - now > room {
            return false;
        }
        *full_at = from + interval;
        true
    }

    fn bucket(&self, call: &Call) -> Option<(String, Limit)> {
        if self.workspaces.per_second <= 0.0 {
            return None;
        }
        match call.service {
            // Whether the real bucket is per account or per operation is not documented: the stricter reading.
            Service::WorkSpaces => Some((Service::WorkSpaces.name().to_owned(), self.workspaces)),
            Service::Ec2 => Some((format!("ec2:{}", call.operation), ec2_limit(call))),
            Service::CloudTrail => Some((Service::CloudTrail.name().to_owned(), LOOKUP_EVENTS)),
            // Those of DescribeKey are thousands a second; for the others no figure is known.
            Service::Sts
            | Service::Kms
            | Service::Quotas
            | Service::Tagging
            | Service::Directories
            | Service::Monitoring => None,
        }
    }
}

fn ec2_limit(call: &Call) -> Limit {
    if call.operation == "ModifyNetworkInterfaceAttribute" {
        EC2_MODIFY_INTERFACE
    } else if !call.operation.starts_with("Describe") {
        EC2_CHANGE
    } else if LARGE_LISTS.contains(&call.operation.as_str()) && !is_narrowed(&call.parameters) {
        EC2_DESCRIBE_ALL
    } else {
        EC2_DESCRIBE
    }
}

/// Tells whether a Describe call has a filter or paging; ids are neither.
fn is_narrowed(parameters: &Parameters) -> bool {
    match parameters {
        Parameters::Query(query) => ["Filter", "MaxResults", "NextToken"].iter().any(|name| query.has(name)),
        Parameters::Json(_) | Parameters::NotJson => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::wire::query::Query;

    fn workspaces(region: &str) -> Call {
        Call {
            service: Service::WorkSpaces,
            operation: "DescribeWorkspaces".to_owned(),
            account: String::new(),
            region: region.to_owned(),
            parameters: Parameters::NotJson,
        }
    }

    fn ec2(form: &str) -> Call {
        let query = Query::parse(form.as_bytes()).expect("a form");
        Call {
            service: Service::Ec2,
            operation: query.action().to_owned(),
            account: String::new(),
            region: "us-east-1".to_owned(),
            parameters: Parameters::Query(query),
        }
    }

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    fn sent(throttle: &mut Throttle, call: &Call, at: Timestamp, calls: u32) -> u32 {
        (0..calls).map(|_| u32::from(throttle.take(call, at))).sum()
    }

    /// AWS's own example of section F: 0, 2, 5, 2, 3 calls in the seconds 1 to 5, the sixth of which takes the retry.
    #[test]
    fn the_guides_worked_example_comes_out() {
        let call = workspaces("us-east-1");
        let mut throttle = Throttle::new(2.0, 5);
        let allowed: Vec<u32> = [0, 2, 5, 2, 3, 1]
            .into_iter()
            .zip(1..)
            .map(|(calls, at)| sent(&mut throttle, &call, second(at), calls))
            .collect();
        assert_eq!(allowed, [0, 2, 5, 2, 2, 1]);
        // One budget is left in second 6; then 3, 5, 5 and never more.
        for (at, budget) in [(6, 1), (7, 3), (8, 5), (9, 5), (99, 5)] {
            assert_eq!(sent(&mut throttle.clone(), &call, second(at), 9), budget, "second {at}");
        }
    }

    #[test]
    fn a_caller_at_exactly_the_rate_is_never_throttled() {
        for rate in [2.0, 3.0, 0.7] {
            let call = workspaces("us-east-1");
            let mut throttle = Throttle::new(rate, 1);
            for step in 0..1_000_i64 {
                #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "small numbers")]
                let at = ((step as f64) * (1e9 / rate).round()) as i128;
                assert!(throttle.take(&call, Timestamp::from_nanosecond(at).expect("a moment")), "{rate} {step}");
            }
        }
    }

    #[test]
    fn regions_have_buckets_of_their_own_and_rate_0_has_none() {
        let mut throttle = Throttle::new(2.0, 5);
        assert_eq!(sent(&mut throttle, &workspaces("us-east-1"), second(1), 9), 5);
        assert_eq!(sent(&mut throttle, &workspaces("eu-west-1"), second(1), 9), 5);
        let mut off = Throttle::new(0.0, 5);
        assert_eq!(sent(&mut off, &workspaces("us-east-1"), second(1), 500), 500);
        assert_eq!(sent(&mut off, &ec2("Action=DescribeNetworkInterfaces"), second(1), 500), 500);
    }

    #[test]
    fn ec2_has_a_bucket_for_each_action_of_the_documented_size() {
        let table = [
            ("Action=DescribeNetworkInterfaces&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1", 100, 20),
            ("Action=DescribeSubnets&MaxResults=5", 100, 20),
            ("Action=DescribeSecurityGroups", 50, 10),
            ("Action=ModifyNetworkInterfaceAttribute&NetworkInterfaceId=eni-1", 100, 5),
            ("Action=CreateTags&ResourceId.1=eni-1", 50, 5),
        ];
        let mut throttle = Throttle::new(2.0, 5);
        for (form, burst, refill) in table {
            assert_eq!(sent(&mut throttle, &ec2(form), second(1), 500), burst, "{form}");
            assert_eq!(sent(&mut throttle, &ec2(form), second(2), 500), refill, "{form}");
        }
    }
}
