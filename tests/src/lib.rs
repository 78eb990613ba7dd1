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

/// Asserts that a page is whole, fetches nothing, runs nothing but the script that its policy names, and hides nothing from
/// whoever runs no script but the lists to choose from.
///
/// # Panics
///
/// Panics with what a page must not have, or lacks.
#[track_caller]
pub fn assert_page(page: &str) {
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "a whole page");
    assert!(page.contains("default-src 'none'") && page.contains("script-src 'sha256-"), "its policy");
    for not in [" src=", "href=\"http", "url(", "<link", "@import"] {
        assert!(!page.contains(not), "{not}");
    }
    assert_eq!(page.matches("<script>").count(), 1, "one script");
    assert_eq!(page.matches(" hidden>").count(), 1, "the lists alone need the script");
    assert!(
        page.find("Vad som lästes").or(page.find("Läst:")) < page.find(" data-row"),
        "what was read is first"
    );
}
