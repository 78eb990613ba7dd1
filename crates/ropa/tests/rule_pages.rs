//! The documentation of the rules is what the registry says.

use ropa::report::explain::rules_pages;
use std::path::Path;

#[test]
fn the_pages_of_the_rules_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    for (name, page) in rules_pages() {
        let written = std::fs::read_to_string(folder.join(&name)).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            written == page,
            "docs/rules/{name} is not what the registry says: run `cargo xtask generate rules`"
        );
    }
}
