//! Free text that goes into records: what looks like an e-mail address or a secret is warned about.
//!
//! AWS's own advice for tags and free-form fields: they may come up in logs and bills. It is a look, no proof: nothing is
//! refused for it. Imports nothing of ours.

/// So many letters and digits without a break, with both and in both cases, are no word of any language.
const TOKEN_CHARS_MIN: usize = 32;

/// Returns what a text seems to hold that should not be recorded; never the text itself.
pub(super) fn looks_like(text: &str) -> Option<&'static str> {
    let words = || text.split(|letter: char| letter.is_whitespace() || ",;()<>\"'`".contains(letter));
    if words().any(is_secret) || text.contains("-----BEGIN ") {
        Some("a secret")
    } else if words().any(is_address) {
        Some("an e-mail address")
    } else {
        None
    }
}

fn is_address(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':', '!', '?']);
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && host.chars().all(|letter| letter.is_alphanumeric() || ".-".contains(letter))
    })
}

fn is_secret(word: &str) -> bool {
    let (name, value) = word.split_once(['=', ':']).unwrap_or(("", word));
    let name = name.to_lowercase();
    let named = ["password", "passwd", "secret", "token", "key"].iter().any(|suspect| name.ends_with(suspect));
    if named && !value.is_empty() {
        return true;
    }
    // Ids of access keys, and what stands beside them.
    let is_key_id = |part: &str| {
        ["AKIA", "ASIA"].iter().any(|start| part.starts_with(start))
            && part.len() == 20
            && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    is_key_id(value) || is_key_id(word) || is_token(value)
}

fn is_token(word: &str) -> bool {
    let all = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte));
    let has = |kind: fn(&u8) -> bool| word.as_bytes().iter().any(kind);
    all && word.len() >= TOKEN_CHARS_MIN
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_secrets_are_seen_and_sentences_are_not() {
        for (text, seen) in [
            ("asked for by ada@example.com.", Some("an e-mail address")),
            ("<grace.hopper@mail.example.org>", Some("an e-mail address")),
            ("password=hunter2", Some("a secret")),
            ("the new PASSWORD:hunter2 is set", Some("a secret")),
            ("AKIAIOSFODNN7EXAMPLE", Some("a secret")),
            ("with wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Some("a secret")),
            ("token=", None),
            ("CHG0012345: move to Windows 11, see https://wiki.example.com/x", None),
            ("run R-20260105T080012Z-1a2b of 5 January", None),
            ("plan 31ee5015e8cc4f00ada05a13d6fff83a41e3860ba42c020ba63f4f73ac943ec2", None),
            ("at 10:00, meet @ the desk", None),
            ("mail root@localhost", None),
            ("", None),
        ] {
            assert_eq!(looks_like(text), seen, "{text}");
        }
    }
}
