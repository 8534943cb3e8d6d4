//! Policy documents of IAM: from what is to be allowed, and from where, to the least document that allows it.
//!
//! What AWS says, and what stands on it here:
//! - An action without a resource type takes only `*` (Service Authorization Reference); its statement is narrowed to
//!   the Region by `aws:RequestedRegion`, which is in every request.
//! - `aws:SourceIp` holds public addresses and is absent when the request comes through a VPC endpoint; `aws:SourceVpce`
//!   and `aws:VpcSourceIp` are there only then (IAM User Guide, "AWS global condition context keys"). One statement with
//!   both would never match, and with `…IfExists` it would match when neither is there. So each way in has statements of
//!   its own, and nothing is allowed by a key that is missing.
//! - The conditions stand on `Allow`: they take nothing away that another policy grants.
//! - The policy of an endpoint has a `Principal`, and is 20,480 characters with white space at most (AWS PrivateLink
//!   Guide, "Control access to VPC endpoints using endpoint policies"); a managed policy is 6,144 without (IAM User
//!   Guide, "IAM and AWS STS quotas").
//!
//! Pure. Imports `aws` for the facts of actions, `planner::document` and `cli::permissions`.

use std::collections::{BTreeMap, BTreeSet};

use ipnet::IpNet;
use serde::Serialize;
use serde_json::{Value, json};

use super::permissions::{Actions, of_plan};
use crate::aws::{Action, Resource, Service};
use crate::model::{BundleId, partition};
use crate::planner::document::{Fact, Plan, Step};

/// How long a managed policy may be, without white space.
const MANAGED_CHARS_MAX: usize = 6_144;
/// How long the policy of an endpoint may be, with white space.
const ENDPOINT_CHARS_MAX: usize = 20_480;

/// What is to be allowed.
#[derive(Clone, Debug, Default)]
pub(super) struct Grant {
    /// The actions.
    pub(super) actions: Actions,
    /// The Region; `None`: any, and then the partition is not known either.
    pub(super) region: Option<String>,
    /// The account; `None`: any.
    pub(super) account: Option<String>,
    /// The resources of actions that name them; an action that is not here is for all.
    pub(super) named: BTreeMap<Action, Named>,
    /// Actions that a desktop with this tag is kept from.
    pub(super) protected: BTreeMap<Action, String>,
}

/// Resources by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Desktops; `None`: all.
    pub(super) workspaces: Option<BTreeSet<String>>,
    /// Bundles, and whether each is known to be the account's own.
    pub(super) bundles: BTreeSet<(String, bool)>,
}

/// From where something is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From anywhere.
    Any,
    /// Through one of these VPC endpoints, and from these addresses behind it; none: from all.
    Through(Vec<String>, Vec<IpNet>),
    /// From these public addresses.
    From(Vec<IpNet>),
    /// Not a policy of IAM, but that of the endpoint of a service itself.
    On(Service, Vec<IpNet>),
}

/// A policy document as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The text, with its line end; `None` when nothing is allowed.
    pub(super) text: Option<String>,
    /// How long it is as AWS counts.
    pub(super) chars: usize,
    /// How long it may be.
    pub(super) chars_max: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    version: &'static str,
    statement: Vec<Statement>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    sid: String,
    effect: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    principal: Option<&'static str>,
    action: Value,
    resource: Value,
    #[serde(skip_serializing_if = "Conditions::is_empty")]
    condition: Conditions,
}

/// Operator → key → value.
type Conditions = BTreeMap<&'static str, BTreeMap<String, Value>>;

impl Written {
    /// Tells whether AWS takes it.
    pub(super) fn fits(&self) -> bool {
        self.chars <= self.chars_max
    }
}

impl Grant {
    /// Returns what a plan that passed `check` does, on its desktops and with its bundles, where it may be carried out.
    pub(super) fn of_plan(plan: &Plan) -> Self {
        let scope = &plan.scope;
        let is_own = |id: &BundleId| {
            let bundle = plan.observed.bundles.iter().find(|bundle| bundle.bundle_id == *id);
            bundle.is_some_and(|bundle| bundle.owner.as_deref() == Some(scope.account.as_str()))
        };
        let mut named: BTreeMap<Action, Named> = BTreeMap::new();
        let mut tags: BTreeMap<Action, BTreeSet<Option<&str>>> = BTreeMap::new();
        for step in &plan.steps {
            let Some(action) = Action::of(&step.operation) else { continue };
            let of_action = named.entry(action).or_default();
            of_action.workspaces.get_or_insert_default().insert(step.target.workspace_id.to_string());
            // The bundle of the call is the one that proves it; here it is an id by its type, and never a `wsb-*`.
            of_action.bundles.extend(step.proof.bundle_id.as_ref().map(|id| (id.to_string(), is_own(id))));
            tags.entry(action).or_default().insert(protect_tag(step));
        }
        // A tag that some step does not mind can't keep all of them.
        let only = tags.into_iter().filter(|(_, tags)| tags.len() == 1);
        let protected = only.filter_map(|(action, tags)| Some((action, tags.first()?.as_ref()?.to_string()))).collect();
        let (region, account) = (Some(scope.region.clone()), Some(scope.account.clone()));
        Self { actions: of_plan(plan), region, account, named, protected }
    }

    /// Allows for all desktops what was for those that are named; tells whether any were.
    pub(super) fn forget_desktops(&mut self) -> bool {
        let named = self.named.values_mut();
        named.filter_map(|named| named.workspaces.take()).count() > 0
    }

    /// Writes the document that allows it, these ways and no other.
    pub(super) fn write(&self, ways: &[Way]) -> Written {
        let document =
            Document { version: "2012-10-17", statement: ways.iter().flat_map(|way| self.statements(way)).collect() };
        // Texts, lists and maps with text keys always serialise.
        let text = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
        let is_endpoint = ways.iter().any(|way| matches!(way, Way::On(..)));
        let (chars, chars_max) = if is_endpoint {
            (text.chars().count(), ENDPOINT_CHARS_MAX)
        } else {
            (text.chars().filter(|letter| !letter.is_whitespace()).count(), MANAGED_CHARS_MAX)
        };
        Written { text: (!document.statement.is_empty()).then_some(text), chars, chars_max }
    }

    /// One statement for what takes no resource, and one for each action that does.
    fn statements(&self, way: &Way) -> Vec<Statement> {
        let is_wanted = |action: &&Action| match way {
            Way::Any | Way::Through(..) | Way::From(_) => action.needs_permission(),
            Way::On(service, _) => action.service() == *service,
        };
        let (narrow, wide): (Vec<Action>, Vec<Action>) =
            self.actions.iter().filter(is_wanted).partition(|action| !action.resources().is_empty());
        let wide = (!wide.is_empty()).then(|| Statement {
            sid: format!("Read{}", way.suffix()),
            effect: "Allow",
            principal: way.principal(),
            action: one_or_more(wide.iter()),
            resource: json!("*"),
            condition: self.conditions(way, None),
        });
        let narrow = narrow.into_iter().map(|action| Statement {
            sid: format!("{}{}", action.operation(), way.suffix()),
            effect: "Allow",
            principal: way.principal(),
            action: json!(action.to_string()),
            resource: one_or_more(self.arns(action).iter()),
            condition: self.conditions(way, Some(action)),
        });
        wide.into_iter().chain(narrow).collect()
    }

    /// The resources that a statement for an action names.
    fn arns(&self, action: Action) -> Vec<String> {
        let Some(region) = &self.region else {
            return vec!["*".to_owned()]; // an ARN begins with its partition, and only the Region says which
        };
        let start = format!("arn:{}:workspaces:{region}", partition(region));
        let own = self.account.as_deref().unwrap_or("*");
        let ec2 = format!("arn:{}:ec2:{region}:{own}", partition(region));
        let named = self.named.get(&action);
        let mut arns = Vec::new();
        for resource in action.resources() {
            match resource {
                Resource::Workspace => match named.and_then(|named| named.workspaces.as_ref()) {
                    Some(ids) => arns.extend(ids.iter().map(|id| format!("{start}:{own}:workspace/{id}"))),
                    None => arns.push(format!("{start}:{own}:workspace/*")),
                },
                // Which interface a desktop has is known only when it is read again, and the call names all of its groups.
                Resource::NetworkInterface => arns.push(format!("{ec2}:network-interface/*")),
                Resource::SecurityGroup => arns.push(format!("{ec2}:security-group/*")),
                Resource::IpGroup => arns.push(format!("{start}:{own}:workspaceipgroup/*")),
                Resource::Image => arns.push(format!("{start}:{own}:workspaceimage/*")),
                Resource::ConnectionAlias => arns.push(format!("{start}:{own}:connectionalias/*")),
                Resource::Directory => arns.push(format!("{start}:{own}:directory/*")),
                Resource::Domain => arns.push(format!("arn:{}:ds:{region}:{own}:directory/*", partition(region))),
                // A key may be another account's, and then it names this one in its own policy.
                Resource::Key => arns.push(format!("arn:{}:kms:{region}:*:key/*", partition(region))),
                // A public bundle is not the account's own, and whose it is AWS does not say.
                Resource::Bundle => match named.map(|named| &named.bundles) {
                    Some(bundles) => arns.extend(bundles.iter().map(|(id, is_own)| {
                        format!("{start}:{}:workspacebundle/{id}", if *is_own { own } else { "*" })
                    })),
                    None => arns.push(format!("{start}:*:workspacebundle/*")),
                },
            }
        }
        arns
    }

    /// What must hold of a request; `narrow` is the action of a statement that names resources.
    fn conditions(&self, way: &Way, narrow: Option<Action>) -> Conditions {
        let mut found = Conditions::new();
        let mut require = |operator: &'static str, key: &str, value: Value| {
            found.entry(operator).or_default().insert(key.to_owned(), value);
        };
        match way {
            Way::Any => {}
            Way::Through(endpoints, within) => {
                require("StringEquals", "aws:SourceVpce", one_or_more(endpoints.iter()));
                if !within.is_empty() {
                    require("IpAddress", "aws:VpcSourceIp", one_or_more(within.iter()));
                }
            }
            Way::From(addresses) => require("IpAddress", "aws:SourceIp", one_or_more(addresses.iter())),
            Way::On(_, within) => {
                if let Some(account) = &self.account {
                    require("StringEquals", "aws:PrincipalAccount", json!(account));
                }
                if !within.is_empty() {
                    require("IpAddress", "aws:VpcSourceIp", one_or_more(within.iter()));
                }
            }
        }
        match (narrow, &self.region) {
            // An ARN names its Region already, and so does the place of an endpoint.
            (None, Some(region)) if !matches!(way, Way::On(..)) => {
                require("StringEquals", "aws:RequestedRegion", json!(region));
            }
            (Some(_) | None, _) => {}
        }
        if let Some(tag) = narrow.and_then(|action| self.protected.get(&action)) {
            require("Null", &format!("aws:ResourceTag/{tag}"), json!("true"));
        }
        found
    }
}

impl Way {
    /// What tells the statements of this way from those of another.
    fn suffix(&self) -> &'static str {
        match self {
            Self::Any | Self::On(..) => "",
            Self::Through(..) => "ThroughEndpoint",
            Self::From(_) => "FromAddress",
        }
    }

    /// Whom an endpoint lets through: everybody whom IAM lets, since it can only take away.
    fn principal(&self) -> Option<&'static str> {
        match self {
            Self::On(..) => Some("*"),
            Self::Any | Self::Through(..) | Self::From(_) => None,
        }
    }
}

/// The tag that a step minds.
fn protect_tag(step: &Step) -> Option<&str> {
    step.requires.iter().find_map(|requirement| match &requirement.that {
        Fact::NotTagged(tag) => Some(tag.as_str()),
        Fact::StateIn(_)
        | Fact::StateNot(_)
        | Fact::BundleIs(_)
        | Fact::NotConnected
        | Fact::HasTag(_)
        | Fact::GroupsWithin(_)
        | Fact::GroupsInclude(_)
        | Fact::HasInterface
        | Fact::GroupsNotYet(_)
        | Fact::GroupsFit { .. }
        | Fact::VolumesAre { .. }
        | Fact::Has(_)
        | Fact::NotYet(_)
        | Fact::NotModifying
        | Fact::SavedSinceUse(_)
        | Fact::InterfaceIs(_)
        | Fact::KeyEnabled(_)
        | Fact::Passes(_) => None,
    })
}

/// A list as policies write it: one value stands alone.
fn one_or_more(values: impl Iterator<Item = impl ToString>) -> Value {
    let mut values: Vec<Value> = values.map(|value| value.to_string().into()).collect();
    match values.len() {
        1 => values.remove(0),
        _ => Value::Array(values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nets(texts: &[&str]) -> Vec<IpNet> {
        texts.iter().map(|text| text.parse().expect("a net")).collect()
    }

    fn grant(region: Option<&str>, account: Option<&str>) -> Grant {
        Grant {
            actions: Action::ALL.iter().copied().collect(),
            region: region.map(ToOwned::to_owned),
            account: account.map(ToOwned::to_owned),
            ..Grant::default()
        }
    }

    fn statements(grant: &Grant, ways: &[Way]) -> Vec<Value> {
        let text = grant.write(ways).text.expect("a policy");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(document["Version"], "2012-10-17");
        document["Statement"].as_array().expect("statements").clone()
    }

    fn of(statements: &[Value], sid: &str) -> Value {
        statements.iter().find(|statement| statement["Sid"] == sid).unwrap_or_else(|| panic!("no {sid}")).clone()
    }

    /// Judges a request as IAM does: a key that is missing matches nothing, but for `Null`.
    fn allows(statement: &Value, request: &BTreeMap<&str, &str>) -> bool {
        let holds = |operator: &str, key: &str, wanted: &Value| {
            let wanted = wanted.as_array().map_or_else(|| vec![wanted], |all| all.iter().collect());
            let wanted: Vec<&str> = wanted.into_iter().filter_map(Value::as_str).collect();
            let found = request.get(key);
            match operator {
                "StringEquals" => found.is_some_and(|found| wanted.contains(found)),
                "IpAddress" => found.is_some_and(|found| {
                    let address: std::net::IpAddr = found.parse().expect("an address");
                    wanted.iter().any(|net| net.parse::<IpNet>().expect("a net").contains(&address))
                }),
                "Null" => found.is_none() == (wanted == ["true"]),
                _ => panic!("{operator} is not judged here"),
            }
        };
        let conditions = statement["Condition"].as_object().into_iter().flatten();
        conditions.into_iter().all(|(operator, keys)| {
            keys.as_object().expect("keys").iter().all(|(key, wanted)| holds(operator, key, wanted))
        })
    }

    #[test]
    fn arns_have_the_partition_of_their_region_and_none_without_one() {
        for (region, start) in [
            ("us-east-1", "arn:aws:workspaces:us-east-1"),
            ("cn-northwest-1", "arn:aws-cn:workspaces:cn-northwest-1"),
            ("us-gov-west-1", "arn:aws-us-gov:workspaces:us-gov-west-1"),
        ] {
            let found = statements(&grant(Some(region), Some("111122223333")), &[Way::Any]);
            let migrate = of(&found, "MigrateWorkspace");
            let wanted = [format!("{start}:111122223333:workspace/*"), format!("{start}:*:workspacebundle/*")];
            assert_eq!(migrate["Resource"], json!(wanted));
            assert_eq!(of(&found, "Read")["Condition"]["StringEquals"]["aws:RequestedRegion"], region);
        }
        let anywhere = statements(&grant(None, None), &[Way::Any]);
        assert!(anywhere.iter().all(|statement| statement["Resource"] == "*" && statement["Condition"].is_null()));
    }

    #[test]
    fn who_asks_who_they_are_needs_no_permission_and_is_in_no_policy() {
        for ways in [vec![Way::Any], vec![Way::On(Service::Workspaces, Vec::new())]] {
            let text = grant(None, None).write(&ways).text.expect("a policy");
            assert!(!text.contains("sts:"), "{text}");
        }
        let only = Grant { actions: Actions::from([Action::GetCallerIdentity]), ..Grant::default() };
        assert_eq!(only.write(&[Way::Any]).text, None, "IAM takes no policy without a statement");
    }

    #[test]
    fn ids_are_named_and_a_bundle_of_others_has_any_account() {
        let mut named = grant(Some("eu-west-1"), Some("111122223333"));
        let ids = Named {
            workspaces: Some(BTreeSet::from(["ws-0000000001".to_owned()])),
            bundles: BTreeSet::from([("wsb-0000own00".to_owned(), true), ("wsb-0amazon00".to_owned(), false)]),
        };
        named.named.insert(Action::MigrateWorkspace, ids);
        named.protected.insert(Action::MigrateWorkspace, "keep".to_owned());
        let statement = of(&statements(&named, &[Way::Any]), "MigrateWorkspace");
        assert_eq!(
            statement["Resource"],
            json!([
                "arn:aws:workspaces:eu-west-1:111122223333:workspace/ws-0000000001",
                "arn:aws:workspaces:eu-west-1:111122223333:workspacebundle/wsb-0000own00",
                "arn:aws:workspaces:eu-west-1:*:workspacebundle/wsb-0amazon00",
            ])
        );
        assert_eq!(statement["Condition"], json!({"Null": {"aws:ResourceTag/keep": "true"}}));
        assert!(allows(&statement, &BTreeMap::new()));
        assert!(!allows(&statement, &BTreeMap::from([("aws:ResourceTag/keep", "")])), "whatever its value is");
    }

    #[test]
    fn the_policy_of_an_endpoint_is_for_its_service_and_account() {
        let on = |service| statements(&grant(Some("us-east-1"), Some("111122223333")), &[Way::On(service, Vec::new())]);
        let ec2 = on(Service::Ec2);
        assert_eq!(ec2.len(), 2);
        let reads = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets"];
        assert_eq!(ec2[0]["Action"], json!(reads));
        assert_eq!(
            ec2[1]["Resource"],
            json!([
                "arn:aws:ec2:us-east-1:111122223333:network-interface/*",
                "arn:aws:ec2:us-east-1:111122223333:security-group/*",
            ])
        );
        for statement in on(Service::Workspaces).iter().chain(&ec2) {
            assert_eq!((&statement["Effect"], &statement["Principal"]), (&json!("Allow"), &json!("*")));
            let wanted = json!({"StringEquals": {"aws:PrincipalAccount": "111122223333"}});
            assert_eq!(statement["Condition"], wanted, "{statement}");
        }
    }

    #[test]
    fn a_document_is_counted_as_aws_counts() {
        let all = grant(Some("us-east-1"), None);
        let small = Grant { actions: all.actions.into_iter().take(40).collect(), ..all };
        let (policy, endpoint) = (small.write(&[Way::Any]), small.write(&[Way::On(Service::Workspaces, Vec::new())]));
        let text = policy.text.as_ref().expect("a policy");
        let compact: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!((policy.chars, policy.chars_max), (compact.to_string().len(), 6_144), "no value has white space");
        assert_eq!((endpoint.chars, endpoint.chars_max), (endpoint.text.as_ref().expect("a policy").len(), 20_480));
        assert!(policy.fits() && endpoint.fits());
        let ids = Some((0..100).map(|number| format!("ws-{number:09}")).collect());
        let mut many = small;
        many.named.insert(Action::RebootWorkspaces, Named { workspaces: ids, ..Named::default() });
        assert!(!many.write(&[Way::Any]).fits());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// A request is allowed exactly when it came one of the ways that were named, whichever keys it carries.
        #[test]
        fn only_the_ways_that_were_named_are_open(
            through in any::<bool>(), within in any::<bool>(), from in any::<bool>(),
            by_endpoint in any::<bool>(), good_endpoint in any::<bool>(), good_address in any::<bool>(),
        ) {
            let mut ways = Vec::new();
            if through {
                let within = if within { nets(&["10.0.0.0/8"]) } else { Vec::new() };
                ways.push(Way::Through(vec!["vpce-0000000a".to_owned(), "vpce-0000000b".to_owned()], within));
            }
            if from {
                ways.push(Way::From(nets(&["203.0.113.0/24", "2001:db8::/32"])));
            }
            if ways.is_empty() {
                ways.push(Way::Any);
            }
            let mut request = BTreeMap::from([("aws:RequestedRegion", "us-east-1")]);
            if by_endpoint {
                request.insert("aws:SourceVpce", if good_endpoint { "vpce-0000000b" } else { "vpce-0bad00" });
                request.insert("aws:VpcSourceIp", if good_address { "10.1.2.3" } else { "172.16.0.1" });
            } else {
                request.insert("aws:SourceIp", if good_address { "203.0.113.7" } else { "198.51.100.1" });
            }
            let wanted = if by_endpoint {
                through && good_endpoint && (good_address || !within)
            } else {
                from && good_address
            };
            let wanted = wanted || !(through || from);
            let found = statements(&grant(Some("us-east-1"), None), &ways);
            let sids: BTreeSet<&str> = found.iter().filter_map(|statement| statement["Sid"].as_str()).collect();
            prop_assert_eq!(sids.len(), found.len(), "each statement has its own name");
            for action in Action::ALL.iter().filter(|action| action.needs_permission()) {
                let name = json!(action.to_string());
                let mut about = found.iter().filter(|statement| {
                    statement["Action"] == name || statement["Action"].as_array().is_some_and(|all| all.contains(&name))
                });
                prop_assert_eq!(about.any(|statement| allows(statement, &request)), wanted, "{}", action);
            }
        }
    }
}
