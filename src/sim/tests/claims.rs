//! What the simulator claims to be, held against what real clients drive it through.

use std::collections::BTreeSet;

use super::super::call::Service;
use super::super::{ds, ec2, kms, monitoring, quotas, sts, tagging, trail, workspaces};

/// The list that `tests/peers/run` gives the AWS CLI and boto3: each has to be answered once for both.
const DRIVEN: &str = include_str!("../../../tests/peers/operations.txt");

#[test]
fn real_clients_drive_every_operation_there_is() {
    let mut claimed = BTreeSet::new();
    let all = [
        Service::WorkSpaces,
        Service::Ec2,
        Service::Sts,
        Service::Kms,
        Service::CloudTrail,
        Service::Quotas,
        Service::Tagging,
        Service::Directories,
        Service::Monitoring,
    ];
    for service in all {
        // A service more does not compile here, before it could be forgotten in the list.
        let names = match service {
            Service::WorkSpaces => workspaces::names(),
            Service::Ec2 => ec2::names(),
            Service::Sts => sts::ACTIONS.to_vec(),
            Service::Kms => vec![kms::OPERATION],
            Service::CloudTrail => vec![trail::OPERATION],
            Service::Quotas => quotas::OPERATIONS.to_vec(),
            Service::Tagging => vec![tagging::OPERATION],
            Service::Directories => ds::OPERATIONS.to_vec(),
            Service::Monitoring => vec![monitoring::OPERATION],
        };
        // The list has the names of AWS's models, of which some are not those in the signing scope.
        let model = match service.name() {
            "servicequotas" => "service-quotas",
            "tagging" => "resourcegroupstaggingapi",
            "monitoring" => "cloudwatch",
            name => name,
        };
        claimed.extend(names.into_iter().map(|name| format!("{model}.{name}")));
    }
    let driven: BTreeSet<String> = DRIVEN.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let missing: Vec<&String> = claimed.difference(&driven).collect();
    assert!(missing.is_empty(), "in no driver of tests/peers: {missing:?}");
    let gone: Vec<&String> = driven.difference(&claimed).collect();
    assert!(gone.is_empty(), "in tests/peers/operations.txt, and not here: {gone:?}");
}
