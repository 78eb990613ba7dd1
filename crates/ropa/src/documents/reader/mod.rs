//! From documents to DPIAs of a register.

mod answer;
mod assemble;
mod blocks;
mod kind;
mod label;
mod same_dpia;
mod table;
mod walker;

use crate::documents::Document;
use crate::import::{
    Account, CellUse, DocumentFormat, DocumentInfo, DocumentOutcome, Identity, Import, Layout, NotADpia,
    Profile, TableInfo, TableKind,
};
use crate::model::{DpiaField, Origin, Record};
use crate::source::CellRef;
use std::sync::Arc;

/// Reads the DPIAs among some documents into an import, after what it holds.
///
/// Each document is one DPIA, or none: minutes, forms and the like are said to be what they are and left
/// out. A document completes the row of a list that has its id or case number and no other version; of
/// what both say, the row stands first. Every text of a DPIA is read into a field, is a heading or a label, or is kept as it is; the
/// texts of other documents are counted as reported.
///
/// Labels and headings are known by the profile's labels for DPIAs and by `lexicons/document.toml`.
pub fn add_documents(import: &mut Import, profile: &Profile, documents: &[Document]) {
    let mut drafts: Vec<(usize, Record<DpiaField>)> = Vec::new();
    // Copies of drafts: which document, and which draft.
    let mut copies: Vec<(usize, usize)> = Vec::new();
    let mut infos: Vec<DocumentInfo> = Vec::new();
    for document in documents {
        let mut read = blocks::walk(profile, document);
        let mut info = DocumentInfo {
            file: document.file.clone(),
            format: Some(document.format),
            outcome: DocumentOutcome::NotADpia { sign: NotADpia::NoSigns, begins: "".into() },
            copy_of: None,
            missing: Vec::new(),
            differs: Vec::new(),
            measures: Vec::new(),
            versions: read.versions.len(),
            tracked_changes: document.tracked_changes,
        };
        let mut table = TableInfo {
            file: document.file.clone(),
            sheet: "".into(),
            kind: TableKind::Other,
            layout: Layout::Document,
            header_row: None,
            records: 0,
            columns: Vec::new(),
            metadata: Vec::new(),
            open: Default::default(),
            account: Account::default(),
        };
        if let Some((sign, begins)) = kind::against(document, &read) {
            info.outcome = DocumentOutcome::NotADpia { sign, begins };
            table.account.enter(CellUse::Reported, texts(document));
        } else {
            assemble::finish(profile, document, &mut read);
            let origin = Origin {
                file: document.file.clone(),
                sheet: "".into(),
                row: 0,
                parts: document.parts.clone(),
            };
            let record = Record {
                origin,
                others: Vec::new(),
                asked: Arc::new(read.asked),
                entries: read.entries,
                extras: read.extras,
            };
            info.missing = assemble::missing(&record);
            info.measures = read.measures;
            table.kind = TableKind::Dpias;
            table.records = 1;
            table.columns = read.columns;
            table.account = read.account;
            import.not_understood.extend(read.not_understood);
            match same_dpia::row_of(&import.register, &record) {
                Some(row) => {
                    let dpia = &mut import.register.dpias[row];
                    info.outcome = DocumentOutcome::Dpia { key: dpia.key.clone(), listed: true };
                    info.differs = same_dpia::complete(&mut dpia.record, record);
                }
                None => {
                    let copied = drafts.iter().position(|(of, draft)| {
                        infos[*of].format != info.format && same_dpia::is_copy(draft, &record)
                    });
                    match copied {
                        Some(draft) => {
                            let (of, kept) = &mut drafts[draft];
                            let mut copy = (infos.len(), record);
                            // The text that is worked on stands first, what was printed of it last.
                            if rank(info.format) < rank(infos[*of].format) {
                                std::mem::swap(of, &mut copy.0);
                                std::mem::swap(kept, &mut copy.1);
                            }
                            same_dpia::complete(kept, copy.1);
                            copies.push((copy.0, draft));
                        }
                        None => drafts.push((infos.len(), record)),
                    }
                }
            }
        }
        import.account += table.account;
        import.tables.push(table);
        infos.push(info);
    }
    let (places, records): (Vec<usize>, Vec<_>) = drafts
        .into_iter()
        .map(|(place, record)| {
            let (identity, cell) = identity(&record);
            (place, (identity, cell, record))
        })
        .unzip();
    let keys = import.push_dpias(records);
    for (copy, draft) in copies {
        infos[copy].copy_of = Some(infos[places[draft]].file.clone());
        infos[copy].outcome = DocumentOutcome::Dpia { key: keys[draft].clone(), listed: false };
    }
    for (info, key) in places.into_iter().zip(keys) {
        infos[info].outcome = DocumentOutcome::Dpia { key, listed: false };
    }
    import.documents.extend(infos);
}

/// Which of several formats of one document stands first.
fn rank(format: Option<DocumentFormat>) -> usize {
    match format {
        Some(DocumentFormat::Docx) => 0,
        Some(DocumentFormat::Odt) => 1,
        Some(DocumentFormat::Pdf) => 3,
        Some(DocumentFormat::Markdown | DocumentFormat::Text) | None => 2,
    }
}

/// Texts that are not empty.
fn texts(document: &Document) -> usize {
    document.blocks.iter().flat_map(|block| &block.texts).filter(|passage| !passage.text.is_empty()).count()
}

/// A document is known by its id, its case number or its title; two versions of it are two records.
fn identity(record: &Record<DpiaField>) -> (Identity, CellRef) {
    let version = record.text(DpiaField::Version);
    let with_version = |text: &str| match version {
        Some(version) => format!("{text} v{version}"),
        None => text.to_string(),
    };
    for field in [DpiaField::Id, DpiaField::CaseNumber] {
        if let Some(entry) = record.answer(field).given() {
            return (Identity::id(&with_version(&entry.written)), record.cell(entry));
        }
    }
    match record.answer(DpiaField::Title).given() {
        Some(entry) => (Identity::name(&with_version(&entry.written), None), record.cell(entry)),
        None => {
            let file = record.origin.file.clone();
            (
                Identity::name(&file, None),
                CellRef { file, sheet: "".into(), place: crate::source::Place::new(0, 0) },
            )
        }
    }
}
