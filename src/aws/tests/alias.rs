//! Listings of connection aliases: every page, and none where the member is absent.

use std::collections::BTreeSet;

use super::script::{Script, in_virtual_time, ok};
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
