//! Listings of connection aliases: every page, and none where the member is absent.

use std::collections::BTreeSet;

use super::script::{Script, error, in_virtual_time, ok};
use crate::model::around::Kinds;

#[test]
fn aliases_and_their_shares_are_read_to_the_last_page() {
    in_virtual_time(async {
        let script = Script::new([
            ok(
                r#"{"ConnectionAliases":[{"AliasId":"wsca-00000002","ConnectionString":"b.example.com"}],"NextToken":"n"}"#,
            ),
            ok(r#"{"ConnectionAliases":[{"AliasId":"wsca-00000001","ConnectionString":"a.example.com"}]}"#),
            ok(r#"{"ConnectionAliasPermissions":[{"SharedAccountId":"444455556666","AllowAssociation":true},
                {"SharedAccountId":"777788889999","AllowAssociation":false}],"NextToken":"m"}"#),
            ok(r#"{"ConnectionAliasPermissions":[{"SharedAccountId":"555566667777","AllowAssociation":true}]}"#),
            ok("{}"),
        ]);
        let aws = script.connect().await;
        let mut seen = aws.surroundings(Kinds::ALIASES).await.expect("read");
        let names: Vec<&str> = seen.aliases.iter().map(|alias| alias.connection_string.as_str()).collect();
        assert_eq!(names, ["a.example.com", "b.example.com"]);
        aws.read_shares(&mut seen, &BTreeSet::from(["wsca-00000002".to_owned()])).await.expect("read");
        let accounts = BTreeSet::from(["444455556666".to_owned(), "555566667777".to_owned()]);
        assert_eq!((&seen.aliases[0].shared_with, &seen.aliases[1].shared_with), (&None, &Some(accounts)));
        assert_eq!(aws.surroundings(Kinds::ALIASES).await.expect("read").aliases, [], "no list is none");
        assert!(script.asked()[1].contains("\"NextToken\":\"n\"") && script.asked()[3].contains("\"NextToken\":\"m\""));
    });
}

/// One that goes away between the two calls is gone, as the listing says a moment later; those on their way are not asked.
#[test]
fn an_alias_that_went_away_meanwhile_is_not_there() {
    in_virtual_time(async {
        let alias = |number: u32, state: &str| {
            format!(r#"{{"AliasId":"wsca-0000000{number}","ConnectionString":"{number}.x","State":"{state}"}}"#)
        };
        let all = [alias(1, "CREATED"), alias(2, "DELETING"), alias(3, "CREATING"), alias(4, "CREATED")].join(",");
        let script = Script::new([
            ok(&format!(r#"{{"ConnectionAliases":[{all}]}}"#)),
            error(400, "ResourceNotFoundException"),
            ok(r#"{"ConnectionAliasPermissions":[]}"#),
            error(400, "AccessDeniedException"),
        ]);
        let aws = script.connect().await;
        let mut seen = aws.surroundings(Kinds::ALIASES).await.expect("read");
        let ids: BTreeSet<String> = seen.aliases.iter().map(|alias| alias.alias_id.to_string()).collect();
        aws.read_shares(&mut seen, &ids).await.expect("read");
        let left: Vec<_> = seen.aliases.iter().map(|one| (one.state(), one.shared_with.is_some())).collect();
        assert_eq!(left, [("DELETING", false), ("CREATING", false), ("CREATED", true)]);
        assert!(aws.read_shares(&mut seen, &ids).await.is_err(), "what may not be read is not none");
        assert_eq!(script.asked().len(), 4);
    });
}
