//! The pages of documentation on the rules of the checks.

use crate::art30::{CheckRule, RuleFamily, rules};
use crate::law::Localized;
use crate::model::Field;
use crate::report::common::wording::{Wording, joined};
use crate::text::Lang;
use crate::text::variants::IntoEnumIterator;
use std::fmt::Write;

/// The pages of documentation on the rules of the checks as Markdown, each with the name of its file: one for each family,
/// in English with the Swedish texts beside, and an index.
///
/// ```
/// let pages = ropa::report::explain::rules_pages();
/// let (name, page) = &pages[0];
/// assert_eq!(name, "README.md");
/// assert!(page.contains("[purpose](purpose.md)"));
/// ```
pub fn rules_pages() -> Vec<(String, String)> {
    let families: Vec<_> = RuleFamily::iter().collect();
    let pages = families.iter().map(|family| (format!("{family}.md"), rules_page(*family)));
    let index = index(&families).expect("writing to a string does not fail");
    [("README.md".to_string(), index)].into_iter().chain(pages).collect()
}

fn index(families: &[RuleFamily]) -> Result<String, std::fmt::Error> {
    let mut index = String::from(
        "# The rules of the checks\n\nGenerated. `ropa explain CODE` says the same of one rule at the prompt.\n\n| family | rules | codes |\n|---|---|---|\n",
    );
    for family in families {
        let own: Vec<_> = rules().iter().filter(|rule| rule.family == *family).collect();
        let codes = joined(own.iter().map(|rule| rule.id.clone()));
        writeln!(index, "| [{family}]({family}.md) | {} | {codes} |", own.len())?;
    }
    writeln!(index, "\n{} rules in all.", rules().len())?;
    Ok(index)
}

fn rules_page(family: RuleFamily) -> String {
    let english = Wording::of_import(Lang::En, false);
    let mut page = format!("# {}\n\n", english.texts.check.family.of(family.into()));
    page.push_str("Generated from the registry of rules under `crates/ropa/rulepacks/checks/`.\n");
    for rule in rules().iter().filter(|rule| rule.family == family) {
        section(&mut page, rule, &english).expect("writing to a string does not fail");
    }
    page
}

fn section(page: &mut String, rule: &CheckRule, en: &Wording<'_>) -> std::fmt::Result {
    let texts = &en.texts.check;
    let field = |field: &Field| format!("`{}`", field.key());
    writeln!(page, "\n## {} {}\n", rule.id, rule.name.en)?;
    writeln!(page, "*{}*\n", rule.name.sv)?;
    let reads =
        if rule.fields.is_empty() { "every field".into() } else { joined(rule.fields.iter().map(field)) };
    writeln!(page, "- Severity: {}", texts.severity.of(rule.severity.into()))?;
    writeln!(page, "- Concerns: {}", texts.role.of(rule.role.into()))?;
    writeln!(page, "- Reads: {reads}")?;
    writeln!(page, "- Sources: {}\n", en.citations(&rule.citations))?;
    writeln!(page, "| | English | svenska |\n|---|---|---|")?;
    let labels = &en.texts.explain.label;
    let rows: [(&str, &Localized); 5] = [
        (&labels.says, &rule.message),
        ("Why", &rule.why),
        (&labels.remedy, &rule.remedy),
        (&labels.good, &rule.good),
        (&labels.bad, &rule.bad),
    ];
    for (label, text) in rows.into_iter().filter(|(_, text)| !text.en.is_empty()) {
        writeln!(page, "| {label} | {} | {} |", cell(&text.en), cell(&text.sv))?;
    }
    Ok(())
}

/// A text as a cell of a table in Markdown.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
