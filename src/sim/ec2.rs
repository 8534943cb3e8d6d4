//! EC2 as far as a fleet of desktops touches it: subnets, network interfaces, security groups (domain.md J, K-12, Q).
//!
//! Here: which actions there are, what each understands, and the checks that all share. What they do stands in
//! `describe` and `interface`. May import: `call`, `wire`, `world`, `sts` (partition names).

mod describe;
mod filter;
mod interface;

use jiff::Timestamp;

use super::call::{CallContext, Outcome, Service};
use super::wire::query::{self, Element, Parameter, Query};
use super::world::World;

const VERSION: &str = "2016-11-15";

/// An action: a row here and a function are all that a new one takes.
struct Action {
    name: &'static str,
    parameters: &'static [Parameter],
    run: fn(&mut World, &CallContext, &Query) -> Result<Done, Refusal>,
}

const ACTIONS: &[Action] = &[
    Action {
        name: "DescribeNetworkInterfaces",
        parameters: &[
            Parameter::List("NetworkInterfaceId"),
            Parameter::Filters,
            Parameter::Scalar("MaxResults"),
            Parameter::Scalar("NextToken"),
            Parameter::Scalar("DryRun"),
            // Asks for interfaces that a service manages and hides; none of those here is one.
            Parameter::Scalar("IncludeManagedResources"),
        ],
        run: describe::interfaces,
    },
    Action {
        name: "DescribeSecurityGroups",
        parameters: &[
            Parameter::List("GroupId"),
            Parameter::List("GroupName"),
            Parameter::Filters,
            Parameter::Scalar("MaxResults"),
            Parameter::Scalar("NextToken"),
            Parameter::Scalar("DryRun"),
        ],
        run: describe::security_groups,
    },
    Action {
        name: "DescribeSubnets",
        parameters: &[
            Parameter::List("SubnetId"),
            Parameter::Filters,
            Parameter::Scalar("MaxResults"),
            Parameter::Scalar("NextToken"),
            Parameter::Scalar("DryRun"),
        ],
        run: describe::subnets,
    },
    Action {
        name: "ModifyNetworkInterfaceAttribute",
        parameters: interface::PARAMETERS,
        run: interface::modify_attribute,
    },
];

/// Returns the names of the actions that exist.
#[cfg(test)]
pub(super) fn names() -> Vec<&'static str> {
    ACTIONS.iter().map(|action| action.name).collect()
}

/// What an action did.
#[derive(Debug, Default)]
struct Done {
    /// Elements of the answer, beside the request's id.
    children: Vec<Element>,
    /// Whether the world changed.
    applied: bool,
    /// Rows of domain.md that the caller broke and AWS let pass.
    violations: Vec<&'static str>,
}

/// Why an action refuses.
#[derive(Debug)]
struct Refusal {
    status: u16,
    code: &'static str,
    message: String,
    /// Rows of domain.md that the caller could have known.
    violations: Vec<&'static str>,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { status: 400, code, message: message.into(), violations: Vec::new() }
    }

    /// Returns the refusal of a request that only asked whether it would be carried out (domain J-16).
    fn dry_run() -> Self {
        let message = "Request would have succeeded, but DryRun flag is set.";
        Self { status: 412, ..Self::new("DryRunOperation", message) }
    }

    fn noting(mut self, row: &'static str) -> Self {
        self.violations.push(row);
        self
    }
}

/// Answers one request to EC2.
pub(super) fn handle(world: &mut World, _: Timestamp, context: &CallContext, query: &Query) -> Outcome {
    match run(world, context, query) {
        Ok(done) => Outcome {
            status: 200,
            content_type: query::CONTENT_TYPE,
            body: query::ec2_response(query.action(), context.request_id, done.children),
            applied: done.applied,
            ..Outcome::default()
        }
        .noting(done.violations),
        Err(refusal) => Service::Ec2
            .error(refusal.status, refusal.code, &refusal.message, context.request_id)
            .noting(refusal.violations),
    }
}

fn run(world: &mut World, context: &CallContext, query: &Query) -> Result<Done, Refusal> {
    if query.version() != VERSION {
        let message = format!("The requested version ({}) of service AmazonEC2 does not exist", query.version());
        return Err(Refusal::new("NoSuchVersion", message));
    }
    let Some(action) = ACTIONS.iter().find(|action| action.name == query.action()) else {
        let message = format!("The action {} is not valid for this web service.", query.action());
        return Err(Refusal::new("InvalidAction", message));
    };
    if let Some(name) = query.unknown(action.parameters) {
        let message = format!("The parameter {name} is not recognized");
        return Err(Refusal::new("UnknownParameter", message));
    }
    (action.run)(world, context, query)
}

/// Reads a parameter that is `true` or `false`; absent means `false`.
fn flag(query: &Query, name: &str) -> Result<bool, Refusal> {
    match query.get(name) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(other) => {
            let message = format!("Invalid value '{other}' for {name}. Expecting a boolean: true or false.");
            Err(Refusal::new("InvalidParameterValue", message))
        }
    }
}

/// A kind of resource: how its ids look and what EC2 says of one that is wrong.
struct Kind {
    prefix: &'static str,
    malformed: &'static str,
    not_found: &'static str,
    /// Noun of the message, `The … 'x' does not exist`.
    noun: &'static str,
}

const SUBNET: Kind = Kind {
    prefix: "subnet-",
    malformed: "InvalidSubnetID.Malformed",
    not_found: "InvalidSubnetID.NotFound",
    noun: "subnet ID",
};

const GROUP: Kind = Kind {
    prefix: "sg-",
    malformed: "InvalidGroupId.Malformed",
    not_found: "InvalidGroup.NotFound",
    noun: "security group",
};

const INTERFACE: Kind = Kind {
    prefix: "eni-",
    malformed: "InvalidNetworkInterfaceId.Malformed",
    not_found: "InvalidNetworkInterfaceID.NotFound",
    noun: "networkInterface ID",
};

impl Kind {
    /// Checks that every id has the right form and that something has it.
    fn require(&self, ids: &[&str], exists: impl Fn(&str) -> bool) -> Result<(), Refusal> {
        if let Some(id) = ids.iter().find(|id| !self.well_formed(id)) {
            let message = format!("Invalid id: \"{id}\" (expecting \"{}...\")", self.prefix);
            return Err(Refusal::new(self.malformed, message));
        }
        let missing: Vec<&str> = ids.iter().copied().filter(|id| !exists(id)).collect();
        let message = match missing.as_slice() {
            [] => return Ok(()),
            [one] => format!("The {} '{one}' does not exist", self.noun),
            several => format!("The {}s '{}' do not exist", self.noun, several.join(", ")),
        };
        Err(Refusal::new(self.not_found, message))
    }

    /// Tells whether an id is the prefix and 8 or 17 hexadecimal digits (domain Q, id patterns).
    fn well_formed(&self, id: &str) -> bool {
        let hexadecimal =
            |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        id.strip_prefix(self.prefix).is_some_and(|digits| matches!(digits.len(), 8 | 17) && hexadecimal(digits))
    }
}

#[cfg(test)]
mod tests;
