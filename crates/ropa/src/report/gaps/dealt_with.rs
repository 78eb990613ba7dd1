//! What a page tells of one gap when its row is folded out: its whole reasoning, with cells and sources.

use super::row::Row;
use crate::model::Field;
use crate::report::common::html::told;
use crate::report::common::wording::{Wording, joined};

/// The reasoning of a gap, as items of a list of labels.
pub(in crate::report) fn dealt_with(row: &Row<'_, '_>, wording: &Wording<'_>) -> String {
    let (texts, assessment) = (&wording.texts.gaps, row.assessment);
    let column = |key| texts.column.of_static(key);
    let link = match row.link_in_cell() {
        none if none.is_empty() => wording.link(assessment.resolution.status).to_string(),
        link => link,
    };
    let since = assessment.gap.as_ref().and_then(|gap| gap.since).map(|day| day.to_string());
    let reasons = [row.strongest_rule().unwrap_or_default(), row.reasons(), row.decision()].join("\n");
    let of_rank = |text: fn(&super::RankWords<'_, '_>) -> String| row.rank().as_ref().map(text);
    let items = [
        (column("unit"), row.activity.unit().unwrap_or_default()),
        (column("process"), joined(row.activity.processes())),
        (column("system"), row.written(Field::Systems)),
        (column("supplier"), row.written(Field::Processors)),
        (column("owner"), row.written(Field::Responsible)),
        (&texts.page.family, of_rank(|rank| rank.family()).unwrap_or_default()),
        (column("verdict"), wording.verdict(assessment.need.verdict).to_string()),
        (column("since"), since.unwrap_or_default()),
        (column("reasons"), reasons),
        (column("questions"), row.questions()),
        (column("link"), link),
        (column("candidate"), row.candidate_in_words().unwrap_or_default()),
        (column("todo"), row.todo().to_string()),
        (&texts.page.ties, of_rank(|rank| rank.ties()).unwrap_or_default()),
        (column("place"), wording.place(&row.activity.origin)),
    ];
    items.iter().map(|(label, text)| told(label, text)).collect()
}
