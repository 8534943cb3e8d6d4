//! Smithy RPC v2 CBOR, as CloudWatch speaks it: the same documents as in awsJson, in the bytes of RFC 8949.
//!
//! The operation stands in the path in place of a header. A moment is a number under tag 1. Requests become JSON
//! documents and answers are made from them, so that no operation knows in which way it was asked.

use minicbor::data::{IanaTag, Type};
use minicbor::{Decoder, Encoder};
use serde_json::{Map, Number, Value};

use crate::sim::call::Outcome;
use crate::sim::http::Request;

/// Content type of requests and answers.
pub(in crate::sim) const CONTENT_TYPE: &str = "application/cbor";
/// The header that names the protocol, both ways.
pub(in crate::sim) const PROTOCOL: (&str, &str) = ("smithy-protocol", "rpc-v2-cbor");
/// How deep a document may be.
const DEPTH_MAX: usize = 32;
/// Members whose items are moments.
const MOMENTS: [&str; 1] = ["Timestamps"];

/// Returns what a request asks for, as awsJson names it in `X-Amz-Target`; `None` when it does not speak this protocol.
pub(in crate::sim) fn target(request: &Request) -> Option<String> {
    let is_spoken = request.headers.get(PROTOCOL.0).is_some_and(|spoken| spoken == PROTOCOL.1);
    let path = request.path.strip_prefix("/service/").filter(|_| is_spoken)?;
    let (service, operation) = path.split_once("/operation/")?;
    Some(format!("{service}.{operation}"))
}

/// Returns an answer as the caller wants it: one that asked in this protocol gets it so.
pub(in crate::sim) fn spoken(request: &Request, outcome: Outcome) -> Outcome {
    if target(request).is_none() {
        return outcome;
    }
    let body = serde_json::from_slice(&outcome.body).map(|document| write(&document)).unwrap_or_default();
    Outcome { body, content_type: CONTENT_TYPE, ..outcome }
}

/// Reads a document; `None` when it is none, or not only one.
pub(in crate::sim) fn read(body: &[u8]) -> Option<Value> {
    let mut decoder = Decoder::new(body);
    let value = item(&mut decoder, 0)?;
    (decoder.position() == body.len()).then_some(value)
}

fn item(decoder: &mut Decoder<'_>, depth: usize) -> Option<Value> {
    if depth > DEPTH_MAX {
        return None;
    }
    match decoder.datatype().ok()? {
        Type::Bool => decoder.bool().ok().map(Value::Bool),
        Type::Null => decoder.null().ok().map(|()| Value::Null),
        Type::Undefined => decoder.undefined().ok().map(|()| Value::Null),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::Int => {
            let number = i128::from(decoder.int().ok()?);
            Number::from_i128(number).map(Value::Number)
        }
        Type::F16 => decoder.f16().ok().and_then(|number| Number::from_f64(number.into())).map(Value::Number),
        Type::F32 => decoder.f32().ok().and_then(|number| Number::from_f64(number.into())).map(Value::Number),
        Type::F64 => decoder.f64().ok().and_then(Number::from_f64).map(Value::Number),
        Type::String | Type::StringIndef => text(decoder).map(Value::String),
        Type::Array | Type::ArrayIndef => {
            let count = decoder.array().ok()?;
            let mut items = Vec::new();
            while has_more(decoder, count, items.len())? {
                items.push(item(decoder, depth + 1)?);
            }
            Some(Value::Array(items))
        }
        Type::Map | Type::MapIndef => {
            let count = decoder.map().ok()?;
            let (mut members, mut read) = (Map::new(), 0);
            while has_more(decoder, count, read)? {
                let name = text(decoder)?;
                members.insert(name, item(decoder, depth + 1)?);
                read += 1;
            }
            Some(Value::Object(members))
        }
        // Of a moment the number counts; nothing that is taken here has another tag.
        Type::Tag => {
            decoder.tag().ok().filter(|tag| *tag == IanaTag::Timestamp.tag())?;
            item(decoder, depth + 1)
        }
        Type::Simple | Type::Bytes | Type::BytesIndef | Type::Break | Type::Unknown(_) => None,
    }
}

/// Tells whether a list or a map has a further item; one without a length ends with a break.
fn has_more(decoder: &mut Decoder<'_>, count: Option<u64>, read: usize) -> Option<bool> {
    if let Some(count) = count {
        return Some((read as u64) < count);
    }
    if decoder.datatype().ok()? == Type::Break {
        decoder.set_position(decoder.position() + 1);
        return Some(false);
    }
    Some(true)
}

fn text(decoder: &mut Decoder<'_>) -> Option<String> {
    let parts: Result<Vec<&str>, _> = decoder.str_iter().ok()?.collect();
    Some(parts.ok()?.concat())
}

/// Writes a document.
pub(in crate::sim) fn write(document: &Value) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::new());
    // Into memory nothing fails.
    put(&mut encoder, document, false).unwrap_or_default();
    encoder.into_writer()
}

type Written = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

fn put(encoder: &mut Encoder<Vec<u8>>, value: &Value, is_moment: bool) -> Written {
    match value {
        Value::Null => encoder.null()?.ok(),
        Value::Bool(flag) => encoder.bool(*flag)?.ok(),
        Value::Number(number) => {
            if is_moment {
                encoder.tag(IanaTag::Timestamp)?;
            }
            match number.as_i64() {
                Some(whole) => encoder.i64(whole)?.ok(),
                None => encoder.f64(number.as_f64().unwrap_or_default())?.ok(),
            }
        }
        Value::String(text) => encoder.str(text)?.ok(),
        Value::Array(items) => {
            encoder.array(items.len() as u64)?;
            items.iter().try_for_each(|item| put(encoder, item, is_moment))
        }
        Value::Object(members) => {
            encoder.map(members.len() as u64)?;
            members.iter().try_for_each(|(name, value)| {
                encoder.str(name)?;
                put(encoder, value, MOMENTS.contains(&name.as_str()))
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// Bytes from RFC 8949, appendix A, and from the protocol's own tests.
    #[test]
    fn documents_are_read_as_the_standard_writes_them() {
        for (bytes, expected) in [
            (&[0xa0][..], json!({})),
            (&[0xbf, 0x61, b'a', 0x01, 0x61, b'b', 0x9f, 0x02, 0x03, 0xff, 0xff], json!({ "a": 1, "b": [2, 3] })),
            (&[0xa1, 0x61, b'a', 0xc1, 0x1a, 0x51, 0x4b, 0x67, 0xb0], json!({ "a": 1_363_896_240 })),
            (&[0xc1, 0xfb, 0x41, 0xd4, 0x52, 0xd9, 0xec, 0x20, 0x00, 0x00], json!(1_363_896_240.5)),
            (&[0x7f, 0x61, b'x', 0x61, b'y', 0xff], json!("xy")),
            (&[0x84, 0xf4, 0xf6, 0xf9, 0x3e, 0x00, 0x20], json!([false, null, 1.5, -1])),
        ] {
            assert_eq!(read(bytes), Some(expected), "{bytes:02x?}");
        }
        for bad in [&[][..], &[0xa1], &[0x00, 0x00], &[0x41, 0x00], &[0xff], &[0xc2, 0x01], &[0xa1, 0x01, 0x01]] {
            assert_eq!(read(bad), None, "{bad:02x?}");
        }
        assert_eq!(read(&[0x81; 200]), None, "a document without an end of depth");
    }

    #[test]
    fn moments_are_tagged_and_values_are_not() {
        let written = write(&json!({ "Timestamps": [1_363_896_240], "Values": [1.0] }));
        let mut expected = vec![0xa2, 0x6a];
        expected.extend(b"Timestamps");
        expected.extend([0x81, 0xc1, 0x1a, 0x51, 0x4b, 0x67, 0xb0, 0x66]);
        expected.extend(b"Values");
        expected.extend([0x81, 0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(written, expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Some(found) = read(&bytes) {
                prop_assert_eq!(read(&write(&found)), Some(found));
            }
        }
    }
}
