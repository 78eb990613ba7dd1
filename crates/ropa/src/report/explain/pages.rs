//! The pages of documentation on the rules of the checks.

use crate::art30::{CheckRule, RuleFamily, rules};
use crate::law::Localized;
use crate::model::Field;
use crate::report::Lang;
use crate::report::common::wording::{Wording, joined};
use std::fmt::Write;

/// The page on one family of rules as Markdown, in English with the Swedish texts beside.
///
/// ```
/// use ropa::art30::RuleFamily;
/// let page = ropa::report::explain::rules_page(RuleFamily::Purpose);
/// assert!(page.contains("## C-10 The purpose is missing"));
/// ```
pub fn rules_page(family: RuleFamily) -> String {
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
