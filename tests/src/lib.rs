//! What the tests share: where files stand, registers made by hand, sheets made at random.
#![allow(clippy::unwrap_used)]

pub mod folders;
pub mod pieces;
pub mod places;
pub mod registers;

use serde_json::Value;

/// Asserts that a JSON document follows a published schema: `gaps-1`, `check-1`, and so on.
///
/// # Panics
///
/// Panics with every departure from the schema.
#[track_caller]
pub fn assert_follows(schema: &str, document: &Value) {
    let text = places::text(&format!("crates/ropa/schemas/{schema}.json"));
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap();
    let errors: Vec<_> = validator.iter_errors(document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{schema}: {errors:?}");
}
