//! Names of users, among them some that careless programs trip over.

use crate::sim::rng::Random;

const FIRST: [&str; 24] = [
    "alice", "bruno", "carla", "dmitri", "elena", "farid", "grace", "hiro", "ines", "jonas", "kavya", "liam", "maria",
    "nikos", "olga", "pedro", "quentin", "rosa", "samir", "tanja", "umberto", "vera", "wanda", "yusuf",
];
const LAST: [&str; 20] = [
    "almeida", "becker", "costa", "dubois", "eriksen", "fischer", "garcia", "haddad", "ivanova", "jensen", "kowalski",
    "lopez", "moreau", "novak", "okafor", "patel", "rossi", "suzuki", "tanaka", "weber",
];

/// Names with quotes, formulas, other scripts, marks that turn the reading direction, and the greatest length.
const ODD: [(u32, &str); 8] = [
    (3, "O'Brien"),
    (17, "=cmd|' /C calc'!A0"),
    (25, "zoë.müller"),
    (38, "山田.太郎"),
    (46, "-2+3"),
    (61, "anna\u{200f}.levi"),
    (66, "maximiliane-friederike.von-der-hohenstauffen-zu-lichtenfels-west"),
    (70, "@sum(a1)"),
];

/// Returns the user of the desktop of this index; no two have the same.
pub(super) fn user(seed: u64, index: u32) -> String {
    if let Some((_, name)) = ODD.iter().find(|(odd, _)| *odd == index) {
        return name.chars().take(63).collect();
    }
    // Walks through all pairs once before any pair comes back with a number.
    let pairs = u32::try_from(FIRST.len() * LAST.len()).unwrap_or(u32::MAX);
    let shift = u32::try_from(Random::new(seed, "fleet-user", 0).below(u64::from(pairs))).unwrap_or_default();
    let pair = (index + shift) % pairs;
    let first = FIRST[pair as usize % FIRST.len()];
    let last = LAST[pair as usize / FIRST.len() % LAST.len()];
    match index / pairs {
        0 => format!("{first}.{last}"),
        round => format!("{first}.{last}{}", round + 1),
    }
}

/// Returns the name of a user whose desktop is in another Region.
pub(in crate::sim) fn elsewhere(rng: &mut Random) -> String {
    let part = |names: &[&'static str], rng: &mut Random| rng.pick(names).copied().unwrap_or_default();
    let (first, last) = (part(&FIRST, rng), part(&LAST, rng));
    format!("{first}.{last}.{}", rng.between(1_000, 9_999))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_users_have_the_same_name_whatever_the_case() {
        let users: BTreeSet<String> = (0..5_000).map(|index| user(7, index).to_lowercase()).collect();
        assert_eq!(users.len(), 5_000);
        assert!(users.iter().all(|user| (1..=63).contains(&user.chars().count()) && user.trim() == user));
        assert!(users.iter().any(|user| user.chars().count() == 63));
    }
}
