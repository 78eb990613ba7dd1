//! Questions with several choices as surveys write them: a column for each choice, which stands in brackets after the
//! question, `uppg[2]. Vilka uppgifter behandlas? [Hälsouppgifter]`.

use crate::workbook::Sheet;
use std::collections::BTreeMap;

/// The headers of such columns as `question: choice`, by their number among the cells of the sheet.
pub(super) fn choices(sheet: &Sheet) -> BTreeMap<usize, String> {
    const ROWS: usize = 5;
    const FEWEST: usize = 2;
    let mut found = BTreeMap::new();
    let mut index = 0;
    for (_, cells) in sheet.rows().take(ROWS) {
        let mut of_row: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
        for (number, cell) in (index..).zip(cells) {
            if let Some((question, choice)) = parted(&cell.text) {
                of_row.entry(question).or_default().push((number, choice));
            }
        }
        let several = of_row.into_iter().filter(|(_, choices)| choices.len() >= FEWEST);
        for (question, choices) in several {
            found.extend(
                choices.into_iter().map(|(number, choice)| (number, format!("{question}: {choice}"))),
            );
        }
        index += cells.len();
    }
    found
}

/// A question and one of its choices.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (question, choice) = text.trim().strip_suffix(']')?.rsplit_once('[')?;
    let question = question.trim_end().trim_end_matches('?');
    let question = without_code(question);
    let is_said = |text: &str| text.contains(char::is_alphabetic);
    (is_said(question) && is_said(choice)).then_some((question, choice.trim()))
}

/// A question without the code by which the survey knows it.
fn without_code(question: &str) -> &str {
    let Some((code, rest)) = question.split_once(". ") else { return question };
    let is_code = code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '[' | ']'));
    if is_code { rest.trim_start() } else { question }
}
