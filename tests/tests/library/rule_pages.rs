//! The documentation of the rules is what the registry says.
//!
//! `ROPA_WRITE_RULES=1 cargo test -p ropa-tests rule_pages` writes the pages anew.

use ropa::art30::{RuleFamily, rules};
use ropa::report::explain::rules_page;
use ropa_tests::places::checkout;
use std::fmt::Write;
use strum::IntoEnumIterator;

#[test]
fn the_pages_of_the_rules_are_up_to_date() {
    let folder = checkout("docs/rules");
    let mut index = String::from(
        "# The rules of the checks\n\nGenerated. `ropa explain CODE` says the same of one rule at the prompt.\n\n| family | rules | codes |\n|---|---|---|\n",
    );
    let mut pages = Vec::new();
    for family in RuleFamily::iter() {
        let own: Vec<_> = rules().iter().filter(|rule| rule.family == family).collect();
        let codes: Vec<_> = own.iter().map(|rule| rule.id.as_str()).collect();
        writeln!(index, "| [{family}]({family}.md) | {} | {} |", own.len(), codes.join(", "))
            .expect("memory");
        pages.push((folder.join(format!("{family}.md")), rules_page(family)));
    }
    writeln!(index, "\n{} rules in all.", rules().len()).expect("memory");
    pages.push((folder.join("README.md"), index));
    for (path, page) in pages {
        if std::env::var_os("ROPA_WRITE_RULES").is_some() {
            std::fs::create_dir_all(&folder).expect("the folder of the pages");
            std::fs::write(&path, &page).expect("a page");
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(written == page, "{} is not what the registry says", path.display());
    }
}
