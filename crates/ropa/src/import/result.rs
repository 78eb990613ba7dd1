//! A register, and the account of how it was read.

use crate::import::account::Account;
use crate::import::document_info::{DocumentInfo, DocumentOutcome};
use crate::import::merge::MergeReport;
use crate::import::notice::{NotUnderstood, Notice};
#[cfg(feature = "read")]
use crate::import::record_keys::{self, Identity};
use crate::import::table_info::TableInfo;
use crate::model::Register;
#[cfg(feature = "read")]
use crate::model::{Dpia, DpiaField, OriginIndex, Record, Spot};
use crate::source::CellRef;
#[cfg(feature = "read")]
use crate::source::{Place, Text};
use crate::text::tokens::Tokens;
use crate::workbook::{ReadingRemark, ReadingRemarkKind};

/// A register, and the account of how it was read.
#[derive(Debug, Clone, Default)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Import {
    /// The register.
    pub register: Register,
    /// The tables found, in the order of files and sheets.
    pub tables: Vec<TableInfo>,
    /// Values that were not understood.
    pub not_understood: Vec<NotUnderstood>,
    /// What else a person should know.
    pub notices: Vec<Notice>,
    /// What every list tells of how cells were read.
    pub remarks: Vec<ReadingRemark>,
    /// What became of every cell.
    pub account: Account,
    /// How documents beside the tables were read.
    pub documents: Vec<DocumentInfo>,
    /// What became of records that several files hold.
    pub merged: MergeReport,
}

impl Import {
    /// Whether the headers are English: answers are then best given in English too.
    ///
    /// True where headers use everyday English words and no header of any table holds a letter
    /// that English does not have.
    pub fn is_english(&self) -> bool {
        const ENGLISH: [&str; 10] = [
            "the",
            "of",
            "purpose",
            "purposes",
            "processing",
            "recipient",
            "recipients",
            "data",
            "legal",
            "name",
        ];
        let headers = || self.tables.iter().flat_map(|table| &table.columns).map(|column| &*column.header);
        let speaks = |header: &str| Tokens::runs(header).words().any(|word| ENGLISH.contains(&word));
        headers().any(speaks) && headers().all(str::is_ascii)
    }

    /// Adds cells of one file to what is told of its cells.
    pub(super) fn remark(&mut self, kind: ReadingRemarkKind, cells: Vec<CellRef>) {
        let Some(file) = cells.first().map(|cell| cell.file.clone()) else { return };
        match self
            .remarks
            .iter_mut()
            .find(|remark| remark.kind == kind && remark.file == file && remark.detail.is_empty())
        {
            Some(remark) => remark.cells.extend(cells),
            None => self.remarks.push(ReadingRemark { kind, file, cells, detail: "".into() }),
        }
    }

    /// The documents that could not be read: what they hold is not in the register.
    pub fn unread_documents(&self) -> impl Iterator<Item = &DocumentInfo> {
        self.documents.iter().filter(|info| matches!(info.outcome, DocumentOutcome::Unreadable { .. }))
    }

    /// Whether there are such.
    pub fn has_unread_documents(&self) -> bool {
        self.unread_documents().next().is_some()
    }

    /// Adds DPIAs that stand in no table, each with a key that no other has, which is given back.
    #[cfg(feature = "read")]
    pub(crate) fn push_dpias(&mut self, records: Vec<(Identity, CellRef, Record<DpiaField>)>) -> Vec<Text> {
        // Keys that are taken keep their owners.
        let owner = |dpia: &Dpia| {
            let at = dpia
                .record
                .entries
                .first()
                .map_or(Spot { origin: OriginIndex::OWN, place: Place::new(0, 0) }, Spot::from);
            (Identity::id(&dpia.key), dpia.cell(at))
        };
        let mut identities: Vec<_> = self.register.dpias.iter().map(owner).collect();
        let before = identities.len();
        identities.extend(records.iter().map(|(identity, cell, _)| (identity.clone(), cell.clone())));
        let (keys, duplicates) = record_keys::assign(&identities);
        self.notices.extend(duplicates.into_iter().map(Notice::from));
        let keys: Vec<Text> = keys.into_iter().skip(before).collect();
        for (key, (_, _, record)) in keys.iter().zip(records) {
            self.register.dpias.push(Dpia { key: key.clone(), record });
        }
        keys
    }
}
