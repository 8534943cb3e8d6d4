//! Zones that have WorkSpaces. A zone's id means the same place in every account; its name does not.

/// Regions by the beginning of their zones' ids, and the numbers of those that have WorkSpaces (Administration Guide,
/// "Availability Zones for WorkSpaces", as public copies of it have it). Regions that are not here are not judged.
const ZONES: &[(&str, &[u8])] = &[
    ("apne1", &[1, 4]),
    ("apne2", &[1, 3]),
    ("apse1", &[1, 2]),
    ("apse2", &[1, 3]),
    ("cac1", &[1, 2]),
    ("euc1", &[2, 3]),
    ("euw1", &[1, 2, 3]),
    ("euw2", &[2, 3]),
    ("sae1", &[1, 3]),
    ("use1", &[2, 4, 6]),
    ("usge1", &[1, 2, 3]),
    ("usgw1", &[1, 2, 3]),
    ("usw2", &[1, 2, 3]),
];

/// Returns the zones of the same Region that have WorkSpaces when this one is not among them; `None` when it is, or when that
/// is not known.
pub(super) fn others_than(zone_id: &str) -> Option<Vec<String>> {
    let (region, number) = zone_id.rsplit_once("-az")?;
    let number: u8 = number.parse().ok()?;
    let (_, numbers) = ZONES.iter().find(|(known, _)| *known == region)?;
    (!numbers.contains(&number)).then(|| numbers.iter().map(|number| format!("{region}-az{number}")).collect())
}

#[cfg(test)]
mod tests {
    use super::others_than;

    #[test]
    fn a_zone_without_desktops_is_told_from_one_that_is_not_known() {
        assert_eq!(others_than("euc1-az1"), Some(vec!["euc1-az2".to_owned(), "euc1-az3".to_owned()]));
        for zone in ["euc1-az2", "use1-az6", "use2-az1", "use1", "use1-azx", ""] {
            assert_eq!(others_than(zone), None, "{zone}");
        }
    }
}
