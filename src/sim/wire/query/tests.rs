//! Tests of the query protocols: forms in, documents out.

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::Config;
use quick_xml::Reader;

use super::*;

fn text(document: &[u8]) -> &str {
    std::str::from_utf8(document).expect("UTF-8")
}

#[test]
fn a_form_is_read_with_its_lists_in_the_order_of_their_numbers() {
    let body =
        b"Action=DescribeNetworkInterfaces&Version=2016-11-15&NetworkInterfaceId.10=eni-j&NetworkInterfaceId.2=eni-b\
        &NetworkInterfaceId.1=eni-a&DryRun=false&Filter.2.Name=vpc-id&Filter.2.Value.1=vpc-1&Filter.1.Name=description\
        &Filter.1.Value.2=b%20c&Filter.1.Value.1=Created+By%2A&Filter.3.Name=status";
    let query = Query::parse(body).expect("a form");
    assert_eq!((query.action(), query.version()), ("DescribeNetworkInterfaces", "2016-11-15"));
    assert_eq!(query.list("NetworkInterfaceId"), ["eni-a", "eni-b", "eni-j"]);
    assert_eq!(query.get("DryRun"), Some("false"));
    let filters = query.filters();
    assert_eq!(filters.len(), 3);
    assert_eq!(filters[0], Filter { name: "description", values: vec!["Created By*", "b c"] });
    assert_eq!(filters[1], Filter { name: "vpc-id", values: vec!["vpc-1"] });
    assert_eq!(filters[2], Filter { name: "status", values: vec![] });
    let known = [Parameter::List("NetworkInterfaceId"), Parameter::Scalar("DryRun"), Parameter::Filters];
    assert_eq!(query.unknown(&known), None);
    assert_eq!(query.to_json()["Filter.1.Value.2"], "b c");
    assert_eq!(query.to_json()["Version"], "2016-11-15");
    assert!(query.to_json().get("Action").is_none());
}

#[test]
fn names_that_no_parameter_covers_are_found() {
    let known = [
        Parameter::List("SubnetId"),
        Parameter::Scalar("DryRun"),
        Parameter::Filters,
        Parameter::Structure("Description"),
    ];
    let table = [
        ("SubnetId.1", true),
        ("SubnetId", true), // how an empty list is written by some clients
        ("Description.Value", true),
        ("Description", false),
        ("SubnetId.0", false),
        ("SubnetId.01", false),
        ("SubnetId.x", false),
        ("SubnetId.1.x", false),
        ("SubnetIds.1", false),
        ("DryRun.1", false),
        ("Filter.1.Values.1", false),
        ("Filter.1.Value", false),
        ("filter.1.Name", false),
        ("", false),
    ];
    for (name, covered) in table {
        let body =
            form_urlencoded::Serializer::new(String::new()).append_pair("Action", "X").append_pair(name, "v").finish();
        let query = Query::parse(body.as_bytes()).expect("a form");
        assert_eq!(query.unknown(&known).is_none(), covered, "{name:?}");
    }
}

#[test]
fn a_form_without_action_or_with_a_name_twice_is_refused() {
    for body in ["Version=1", "Action=", ""] {
        assert_eq!(Query::parse(body.as_bytes()), Err(QueryError::MissingAction), "{body:?}");
    }
    let twice = Query::parse(b"Action=A&GroupId.1=a&GroupId.1=b").expect_err("twice");
    assert_eq!(twice, QueryError::Repeated("GroupId.1".to_owned()));
    assert_eq!(twice.code(), "MalformedQueryString");
}

#[test]
fn a_group_of_parameters_is_found_by_its_name_alone() {
    let query = Query::parse(b"Action=A&Attachment.DeleteOnTermination=true&Descriptions=x").expect("a form");
    assert!(query.has("Attachment"));
    assert!(!query.has("Attach"));
    assert!(!query.has("Description"));
}

#[test]
fn answers_have_the_documented_frames() {
    let subnets = Element::items("subnetSet", [vec![Element::text("state", "available")]]);
    let answer = ec2_response("DescribeSubnets", "r-1", vec![subnets]);
    assert_eq!(
        text(&answer),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <DescribeSubnetsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
         <requestId>r-1</requestId><subnetSet><item><state>available</state></item></subnetSet>\
         </DescribeSubnetsResponse>"
    );
    assert_eq!(
        text(&ec2_error("InvalidAction", "no <such> action", "r-2")),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Errors><Error><Code>InvalidAction</Code>\
         <Message>no &lt;such&gt; action</Message></Error></Errors><RequestID>r-2</RequestID></Response>"
    );
    assert_eq!(
        text(&sts_error("Sender", "InvalidAction", "m", "r-3")),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>\
         <Type>Sender</Type><Code>InvalidAction</Code><Message>m</Message></Error>\
         <RequestId>r-3</RequestId></ErrorResponse>"
    );
}

#[test]
fn empty_lists_and_texts_are_empty_elements() {
    let answer = ec2_response("X", "r", vec![Element::items("tagSet", []), Element::text("description", "")]);
    assert!(text(&answer).ends_with("<tagSet/><description/></XResponse>"));
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    /// Any bytes give a form or a refusal, and whatever is in the form is within reach of the readers.
    #[test]
    fn parsing_never_panics(body in any::<Vec<u8>>()) {
        if let Ok(query) = Query::parse(&body) {
            prop_assert!(!query.action().is_empty());
            let _ = (query.filters(), query.list("Filter"), query.unknown(&[Parameter::Filters]));
        }
    }

    /// Any text comes back as it went in, except the characters that XML cannot hold.
    #[test]
    fn text_survives_the_way_through_xml(original in any::<String>()) {
        let answer = ec2_response("X", "r", vec![Element::text("value", original.clone())]);
        prop_assert_eq!(value_read_back(&answer), original.chars().map(legal).collect::<String>());
    }
}

/// Returns what a parser finds in the element `value`.
fn value_read_back(document: &[u8]) -> String {
    let mut reader = Reader::from_str(text(document));
    let (mut found, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => inside = start.name().as_ref() == "value",
            Event::End(_) => inside = false,
            Event::Text(part) if inside => found.push_str(&part),
            Event::GeneralRef(reference) if inside => {
                let numbered = reference.resolve_char_ref().expect("a reference");
                found.push(numbered.unwrap_or_else(|| named(&reference)));
            }
            Event::Eof => return found,
            Event::Text(_) | Event::GeneralRef(_) | Event::Empty(_) | Event::CData(_) | Event::Comment(_) => {}
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) => assert!(found.is_empty(), "only in front"),
        }
    }
}

fn named(reference: &str) -> char {
    match reference {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        other => panic!("{other:?} is no reference of XML's own"),
    }
}

fn legal(character: char) -> char {
    let control = character < ' ' && !"\t\n\r".contains(character);
    if control || "\u{FFFE}\u{FFFF}".contains(character) { '\u{FFFD}' } else { character }
}
