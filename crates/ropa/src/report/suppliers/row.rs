//! A supplier or a system as a row.

use super::sentences::Sentences;
use crate::impact::{Called, NameRow, PlainAnswer};
use crate::report::common::wording::joined;

/// What a column holds.
type Content = fn(&Sentences<'_, '_>, &NameRow) -> String;

/// The columns, by the key of their header, with their widths in a workbook.
pub(super) const COLUMNS: [(&str, f64, Content); 19] = [
    ("called", 12.0, |s, row| s.impact.called.of(row.called.into()).to_string()),
    ("name", 34.0, |_, row| row.spelling.clone()),
    ("spellings", 36.0, |s, row| s.spellings(row)),
    ("also", 20.0, |_, row| joined(&row.also)),
    ("activities", 12.0, |_, row| row.activities.len().to_string()),
    ("ids", 40.0, |s, row| s.all_ids(&row.activities)),
    ("by_system_only", 12.0, |_, row| row.by_system_only.len().to_string()),
    ("by_system_only_ids", 30.0, |s, row| s.all_ids(&row.by_system_only)),
    ("sub_processor", 14.0, |s, row| s.all_ids(&row.as_sub_processor)),
    ("tied", 40.0, |s, row| s.tied(row)),
    ("agreement_yes", 10.0, |_, row| count(row, true, PlainAnswer::Yes)),
    ("agreement_no", 10.0, |_, row| count(row, true, PlainAnswer::No)),
    ("agreement_other", 10.0, |_, row| count(row, true, PlainAnswer::Other)),
    ("agreement_blank", 10.0, |_, row| count(row, true, PlainAnswer::Blank)),
    ("transfer_yes", 10.0, |_, row| count(row, false, PlainAnswer::Yes)),
    ("transfer_open", 10.0, |_, row| {
        let open = [PlainAnswer::Other, PlainAnswer::Blank];
        open.iter().filter_map(|answer| row.transfer.get(answer)).sum::<usize>().to_string()
    }),
    ("dpias", 18.0, |s, row| {
        joined(row.dpias.iter().map(|dpia| s.view.assessed.register().dpias[*dpia].key.to_string()))
    }),
    ("with_gap", 30.0, |s, row| s.all_ids(&row.with_gap)),
    ("without_processor", 30.0, |s, row| s.all_ids(&row.without_processor)),
];

fn count(row: &NameRow, agreement: bool, answer: PlainAnswer) -> String {
    let answers = if agreement { &row.agreement } else { &row.transfer };
    answers.get(&answer).copied().unwrap_or(0).to_string()
}

/// All rows, suppliers first.
pub(super) fn all<'a>(s: &Sentences<'_, 'a>) -> impl Iterator<Item = &'a NameRow> {
    s.view.rows(Called::Supplier).iter().chain(s.view.rows(Called::System))
}
