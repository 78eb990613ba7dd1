//! What the words in the other sheets mean, and where the law is read.

use crate::dpia::LinkStatus;
use crate::gaps::GapKind;
use crate::law::{Citation, FactId};
use crate::report::common::wording::{Wording, joined_by};
use crate::screening::NeedVerdict;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::Formats;
use rust_xlsxwriter::Worksheet;

/// One line of the sheet.
struct Entry<'t> {
    kind: &'t str,
    code: &'t str,
    word: &'t str,
    meaning: &'t str,
    todo: &'t str,
    source: String,
    evidence: String,
}

pub(super) fn write(
    sheet: &mut Worksheet,
    wording: &Wording<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let names = &wording.texts.gaps.column;
    let columns = [
        ("kind", 12.0),
        ("code", 22.0),
        ("word", 26.0),
        ("meaning", 54.0),
        ("todo", 40.0),
        ("sources", 36.0),
        ("evidence", 16.0),
    ];
    let entries = entries(wording);
    let columns = columns.map(|(key, width)| Column::new(names.of(key), width));
    let mut table = SheetTable::new(sheet, formats, &columns, entries.len(), &wording.lang.words().page)?;
    for entry in &entries {
        table.texts(&[
            (entry.kind, &formats.text),
            (entry.code, &formats.text),
            (entry.word, &formats.strong),
            (entry.meaning, &formats.text),
            (entry.todo, &formats.text),
            (&entry.source, &formats.text),
            (&entry.evidence, &formats.text),
        ])?;
        table.next()?;
    }
    Ok(())
}

fn entries<'t>(wording: &'t Wording<'t>) -> Vec<Entry<'t>> {
    let kind = |code| wording.texts.gaps.kind.of(code);
    let mut entries = Vec::new();
    let verdicts = NeedVerdict::iter().map(|verdict| ("verdict", verdict.into()));
    let gaps = GapKind::iter().map(|gap| ("gap", gap.into()));
    let links = LinkStatus::iter().map(|status| ("link", status.into()));
    for (of, code) in verdicts.chain(gaps).chain(links) {
        let code: &'static str = code;
        if let Some(state) = wording.explained(code) {
            entries.push(Entry {
                kind: kind(of),
                code,
                word: wording.local(&state.name),
                meaning: wording.local(&state.explanation),
                todo: wording.local(&state.remedy),
                source: sources(wording, &state.citations),
                evidence: evidence(wording, &state.citations),
            });
        }
    }
    for criterion in FactId::CRITERIA.into_iter().filter_map(|id| wording.criterion(id)) {
        entries.push(Entry {
            kind: kind("criterion"),
            code: criterion.id.id(),
            word: wording.local(&criterion.name),
            meaning: wording.local(&criterion.wording),
            todo: wording.local(&criterion.question),
            source: sources(wording, &criterion.citations),
            evidence: evidence(wording, &criterion.citations),
        });
    }
    for (_, rule) in wording.rules() {
        entries.push(Entry {
            kind: kind("rule"),
            code: &rule.id,
            word: wording.local(&rule.name),
            meaning: wording.local(&rule.explanation),
            todo: wording.local(&rule.remedy),
            source: sources(wording, &rule.citations),
            evidence: evidence(wording, &rule.citations),
        });
    }
    entries
}

/// Each citation on a line of its own, with its address.
fn sources(wording: &Wording<'_>, citations: &[Citation]) -> String {
    joined_by(
        "\n",
        citations.iter().map(|citation| match &citation.url {
            Some(url) => format!("{} {url}", wording.cited(citation)),
            None => wording.cited(citation).to_string(),
        }),
    )
}

/// How sure each citation is, a line each.
fn evidence(wording: &Wording<'_>, citations: &[Citation]) -> String {
    joined_by(
        "\n",
        citations.iter().map(|citation| wording.lang.words().evidence.of(citation.evidence.into())),
    )
}
