//! `--query`: `JMESPath` over the whole result, the language of the AWS CLI.
//!
//! It is tried when the command line is read, so that a misspelt one fails before anything is asked of the service.
//! Imports nothing of ours.

use serde_json::Value;

/// Deeper than anybody writes, and what the library, which calls itself for each level, can do on any stack.
const DEPTH_MAX: usize = 64;
/// Longer than anybody writes.
const LENGTH_MAX: usize = 16 << 10;

/// A query that compiles; kept as text, since the compiled form is bound to its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query(String);

impl std::str::FromStr for Query {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.len() > LENGTH_MAX {
            return Err(format!("not a JMESPath expression: it is longer than {LENGTH_MAX} bytes"));
        }
        if depth(text) > DEPTH_MAX {
            return Err(format!("not a JMESPath expression: it is nested deeper than {DEPTH_MAX} levels"));
        }
        jmespath::compile(text).map(|_| Self(text.to_owned())).map_err(|error| {
            // The library's message draws an arrow under the text over several lines; one line says the same.
            let reason = error.reason.to_string();
            format!("not a JMESPath expression: {} at column {}", reason.trim_end(), error.column + 1)
        })
    }
}

impl Query {
    /// Applies the query to a whole result.
    ///
    /// # Errors
    /// What the expression can't do with this data, such as sorting by values of several types.
    pub fn search(&self, data: &Value) -> Result<Value, String> {
        let compiled = jmespath::compile(&self.0).map_err(|error| error.reason.to_string())?;
        let found = compiled.search(data).map_err(|error| error.reason.to_string())?;
        serde_json::to_value(&*found).map_err(|error| error.to_string())
    }
}

/// Returns how deep an expression can be nested at most: by brackets, and by operators, of which a row is as deep as it
/// is long. Text in quotes counts as well; nobody quotes that many.
fn depth(text: &str) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for letter in text.chars() {
        match letter {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest + text.matches(['!', '&', '|']).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_searches_the_whole_result() {
        let data = json!({"Workspaces": [{"UserName": "ada", "State": "AVAILABLE", "Size": 80}, {"UserName": "bob", "State": "STOPPED"}]});
        let search = |text: &str| text.parse::<Query>().expect("a query").search(&data).expect("a result");
        assert_eq!(search("Workspaces[?State=='STOPPED'].UserName"), json!(["bob"]));
        assert_eq!(search("length(Workspaces)"), json!(2));
        assert_eq!(search("Workspaces[0].Size"), json!(80));
        assert_eq!(search("nothing"), Value::Null);
    }

    #[test]
    fn a_misspelt_one_is_refused_in_one_line() {
        let error = "Workspaces[?State==".parse::<Query>().expect_err("refused");
        assert!(error.starts_with("not a JMESPath expression: ") && error.lines().count() == 1, "{error}");
    }

    /// A stack that overflows takes the process with it, run and all.
    #[test]
    fn depth_and_length_have_bounds() {
        for piece in ["(", "[", "{a:", "!", "a.{b:", "&", "a|", "a||", "a&&", "[?", "`[", "a[*].", "a."] {
            for count in [64, 100_000] {
                let text = piece.repeat(count);
                if let Ok(query) = text.parse::<Query>() {
                    let _ = query.search(&json!({"a": {"b": [1]}}));
                }
            }
        }
        let whole = format!("{}a{}", "(".repeat(64), ")".repeat(64));
        assert_eq!(whole.parse::<Query>().expect("a query").search(&json!({"a": 1})), Ok(json!(1)));
        let deeper = format!("({whole})").parse::<Query>().expect_err("too deep");
        assert!(deeper.contains("deeper than 64"), "{deeper}");
    }
}
