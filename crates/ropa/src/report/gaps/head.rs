//! What a list begins with: what was read, by which law, and which selection.

use super::view::{GapView, files as files_of};
use crate::import::{Import, Layout, TableInfo};
use crate::report::common::quote::quoted;
use crate::report::common::wording::{Wording, joined, joined_by};

/// The files, each with its tables; documents are counted.
pub(in crate::report) fn files(view: &GapView<'_>, wording: &Wording<'_>) -> String {
    files_read(view.import(), wording)
}

/// The files of an import, each with its tables; documents are counted.
pub(in crate::report) fn files_read(import: &Import, wording: &Wording<'_>) -> String {
    let top = &wording.texts.gaps.top;
    let words = wording.lang.words();
    let described = |table: &&TableInfo| {
        top.table.fill(&[
            ("sheet", &quoted(&table.sheet)),
            ("records", &wording.lang.number(table.records)),
            ("kind", &words.table_kind.of(table.kind.into())),
        ])
    };
    let read = |table: &&&TableInfo| table.header_row.is_some() || table.records > 0;
    let mut files = Vec::new();
    let mut documents = 0;
    for (file, tables) in files_of(import) {
        if tables.iter().all(|table| table.layout == Layout::Document) {
            documents += tables.iter().map(|table| table.records).sum::<usize>();
            continue;
        }
        let tables = joined(tables.iter().filter(read).map(described));
        files.push(top.file.fill(&[("file", &quoted(file)), ("tables", &tables)]));
    }
    if documents > 0 {
        let text = wording.texts.document.read.form(documents);
        files.push(text.fill(&[("count", &wording.lang.number(documents))]));
    }
    joined_by("; ", files)
}

/// The rule packs with their versions.
pub(in crate::report) fn packs(view: &GapView<'_>, wording: &Wording<'_>) -> String {
    let packs = view.assessed.packs().packs().iter();
    let pack = &wording.texts.gaps.top.pack;
    joined(packs.map(|of| pack.fill(&[("id", &of.id), ("version", &of.version)])))
}

/// Documents that could not be read: what they hold is not in the list.
pub(in crate::report) fn unread(view: &GapView<'_>, wording: &Wording<'_>) -> Option<String> {
    let unread: Vec<_> = view.import().unread_documents().map(|info| quoted(&info.file)).collect();
    if unread.is_empty() {
        return None;
    }
    let text = wording.texts.document.unread.form(unread.len());
    let count = wording.lang.number(unread.len());
    Some(text.fill(&[("count", &count), ("files", &joined(unread))]))
}

/// The selection, where there is one.
pub(in crate::report) fn filtered(view: &GapView<'_>, wording: &Wording<'_>) -> Option<String> {
    if view.filters.is_empty() {
        return None;
    }
    let (top, selection) = (&wording.texts.gaps.top, view.selection);
    let number = |count: usize| wording.lang.number(count);
    let mut filtered = top.filtered.fill(&[
        ("filters", &joined(view.filters.iter().map(|filter| quoted(filter)))),
        ("shown", &number(selection.shown.len())),
        ("read", &number(view.assessed.assessments.len())),
        ("left_out", &number(selection.left_out)),
    ]);
    if selection.undated > 0 {
        filtered.push(' ');
        let undated = top.undated.form(selection.undated);
        filtered.push_str(&undated.fill(&[("count", &number(selection.undated))]));
    }
    Some(filtered)
}
