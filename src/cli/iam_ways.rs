//! From where a policy of `iam-policy` allows something: what its flags take, and what they mean together.
//!
//! A range of private addresses can only be seen behind a VPC endpoint (`aws:VpcSourceIp`), a public one only without one
//! (`aws:SourceIp`); see `iam_document` for what AWS says. Pure.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::error::CliError;
use super::iam_document::Way;
use crate::aws::Service;

/// Addresses that are private in every network: RFC 1918, RFC 6598, RFC 4193.
const PRIVATE_V4: [Ipv4Net; 4] = [
    Ipv4Net::new_assert(std::net::Ipv4Addr::new(10, 0, 0, 0), 8),
    Ipv4Net::new_assert(std::net::Ipv4Addr::new(172, 16, 0, 0), 12),
    Ipv4Net::new_assert(std::net::Ipv4Addr::new(192, 168, 0, 0), 16),
    Ipv4Net::new_assert(std::net::Ipv4Addr::new(100, 64, 0, 0), 10),
];
const PRIVATE_V6: Ipv6Net = Ipv6Net::new_assert(std::net::Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7);

/// Reads the id of a VPC endpoint.
pub(super) fn vpc_endpoint(text: &str) -> Result<String, String> {
    let is_hex = |tail: &str| tail.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    match text.strip_prefix("vpce-") {
        Some(tail) if (8..=17).contains(&tail.len()) && is_hex(tail) => Ok(text.to_owned()),
        Some(_) | None => Err(format!("`{text}` is not a VPC endpoint: they look like vpce-0123456789abcdef0")),
    }
}

/// Reads a range of addresses; what is not said exactly is not guessed.
pub(super) fn source_ip(text: &str) -> Result<IpNet, String> {
    if let Ok(address) = text.parse::<std::net::IpAddr>() {
        return Err(format!("`{text}` is one address: write `{}`", IpNet::from(address)));
    }
    let net: IpNet =
        text.parse().map_err(|_| format!("`{text}` is not a range of addresses, such as 203.0.113.0/24"))?;
    if net.prefix_len() == 0 {
        return Err(format!("`{text}` is every address: leave the flag out"));
    }
    if net != net.trunc() {
        return Err(format!("`{text}` has bits of a host: write `{}`", net.trunc()));
    }
    Ok(net)
}

/// Reads a service whose VPC endpoint has a policy.
pub(super) fn endpoint_service(text: &str) -> Result<Service, String> {
    match text {
        "workspaces" => Ok(Service::Workspaces),
        "ec2" => Ok(Service::Ec2),
        "kms" => Ok(Service::Kms),
        _ => Err(format!("`{text}` has no policy here: choose workspaces, ec2 or kms")),
    }
}

/// Returns the ways that the flags open.
///
/// # Errors
/// When private addresses are named without the endpoint that they are behind.
pub(super) fn ways(
    endpoints: &[String],
    addresses: &[IpNet],
    endpoint_policy: Option<Service>,
) -> Result<Vec<Way>, CliError> {
    if let Some(service) = endpoint_policy {
        // Whatever comes there comes through it, so it sees the address behind it.
        return Ok(vec![Way::On(service, addresses.to_vec())]);
    }
    let (private, public): (Vec<IpNet>, Vec<IpNet>) = addresses.iter().copied().partition(is_private);
    let mut ways = Vec::new();
    if !endpoints.is_empty() {
        ways.push(Way::Through(endpoints.to_vec(), private));
    } else if let Some(net) = private.first() {
        return Err(CliError::usage(format!("`--source-ip {net}` is private: AWS sees it behind a VPC endpoint only"))
            .hint("name that endpoint with `--vpc-endpoint` as well, or write the public addresses you come from"));
    }
    if !public.is_empty() {
        ways.push(Way::From(public));
    }
    if ways.is_empty() {
        ways.push(Way::Any);
    }
    Ok(ways)
}

fn is_private(net: &IpNet) -> bool {
    match net {
        IpNet::V4(net) => PRIVATE_V4.iter().any(|range| range.contains(net)),
        IpNet::V6(net) => PRIVATE_V6.contains(net),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(text: &str) -> IpNet {
        source_ip(text).expect("a range")
    }

    #[test]
    fn a_range_is_said_exactly() {
        for (text, right) in [
            ("10.1.2.3/8", "write `10.0.0.0/8`"),
            ("2001:db8::1/32", "write `2001:db8::/32`"),
            ("203.0.113.7", "write `203.0.113.7/32`"),
            ("2001:db8::1", "write `2001:db8::1/128`"),
            ("0.0.0.0/0", "leave the flag out"),
            ("::/0", "leave the flag out"),
            ("203.0.113.0/33", "such as 203.0.113.0/24"),
            ("example.com", "such as 203.0.113.0/24"),
        ] {
            let error = source_ip(text).expect_err("refused");
            assert!(error.contains(right) && error.contains(text), "{error}");
        }
        assert!(source_ip("203.0.113.7/32").is_ok());
    }

    #[test]
    fn an_endpoint_has_its_form() {
        assert!(vpc_endpoint("vpce-0123456789abcdef0").is_ok());
        for bad in ["vpce-*", "vpce-0123ABCDE", "vpc-0123456789", "vpce-", "vpce-0123456789abcdef01"] {
            assert!(vpc_endpoint(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn private_addresses_belong_to_an_endpoint_and_public_ones_to_none() {
        let endpoint = ["vpce-0123456789".to_owned()];
        let both = [net("10.0.0.0/16"), net("203.0.113.0/24"), net("fd00::/8"), net("100.64.0.0/10")];
        let through = Way::Through(endpoint.to_vec(), vec![both[0], both[2], both[3]]);
        assert_eq!(ways(&endpoint, &both, None).expect("ways"), [through, Way::From(vec![both[1]])]);
        assert_eq!(ways(&[], &[], None).expect("ways"), [Way::Any]);
        assert_eq!(ways(&[], &both[1..2], None).expect("ways"), [Way::From(vec![both[1]])]);
        assert_eq!(ways(&[], &both[..1], None).expect_err("refused").failure().exit, 2);
        let on = ways(&[], &both[..2], Some(Service::Ec2)).expect("ways");
        assert_eq!(on, [Way::On(Service::Ec2, both[..2].to_vec())], "an endpoint sees every address behind it");
    }
}
