//! Pieces that the JSON of several results is made of.

use crate::classification::StructureFinding;
use crate::law::Citation;
use crate::matching::{Evidence, EvidenceKind};
use crate::model::{Dpia, Origin, ProcessingActivity, Severity};
use crate::source::CellRef;
use serde::ser::{Serialize, Serializer};
use std::fmt::Display;

/// Serialises an iterator as it goes, without a list in between.
pub(crate) struct Each<I>(std::cell::RefCell<Option<I>>);

impl<I> Each<I> {
    pub(crate) fn of(iterator: I) -> Each<I> {
        Each(std::cell::RefCell::new(Some(iterator)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}

/// Serialises as the text that it displays as.
pub(crate) struct AsText<T>(pub(crate) T);

impl<T: Display> Serialize for AsText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Each of several things as the text that it displays as.
pub(crate) fn as_texts<'a, T>(things: impl IntoIterator<Item = &'a T>) -> Vec<AsText<&'a T>> {
    things.into_iter().map(AsText).collect()
}

/// Where a record stands.
#[derive(serde::Serialize)]
pub(crate) struct RecordPlace<'a> {
    file: &'a str,
    sheet: &'a str,
    row: u32,
}

impl<'a> RecordPlace<'a> {
    pub(crate) fn of(origin: &'a Origin) -> RecordPlace<'a> {
        RecordPlace { file: &origin.file, sheet: &origin.sheet, row: origin.row }
    }
}

/// A cell with its file.
#[derive(serde::Serialize)]
pub(crate) struct CellInFile<'a> {
    file: &'a str,
    cell: AsText<&'a CellRef>,
}

impl<'a> CellInFile<'a> {
    pub(crate) fn of(cell: &'a CellRef) -> CellInFile<'a> {
        CellInFile { file: &cell.file, cell: AsText(cell) }
    }

    pub(crate) fn all(cells: &'a [CellRef]) -> Vec<CellInFile<'a>> {
        cells.iter().map(CellInFile::of).collect()
    }
}

/// A record by its key, with its name.
#[derive(serde::Serialize)]
pub(crate) struct Handle<'a> {
    key: &'a str,
    name: &'a str,
}

impl<'a> Handle<'a> {
    pub(crate) fn activity(activity: &'a ProcessingActivity) -> Handle<'a> {
        Handle { key: &activity.key, name: activity.label() }
    }

    pub(crate) fn dpia(dpia: &'a Dpia) -> Handle<'a> {
        Handle { key: &dpia.key, name: dpia.label() }
    }
}

/// A source, in the words given.
#[derive(serde::Serialize)]
pub(crate) struct CitationOut<'a> {
    text: &'a str,
    url: Option<&'a str>,
    verified: bool,
}

impl<'a> CitationOut<'a> {
    pub(crate) fn of(citation: &'a Citation, text: &'a str) -> CitationOut<'a> {
        CitationOut { text, url: citation.url.as_deref(), verified: citation.verified() }
    }
}

/// A reason to link.
#[derive(serde::Serialize)]
pub(crate) struct EvidenceOut<'a> {
    kind: EvidenceKind,
    text: &'a str,
    cells: Vec<AsText<&'a CellRef>>,
}

impl<'a> EvidenceOut<'a> {
    pub(crate) fn all(evidence: &'a [Evidence]) -> Vec<EvidenceOut<'a>> {
        let one =
            |one: &'a Evidence| EvidenceOut { kind: one.kind, text: &one.text, cells: as_texts(&one.cells) };
        evidence.iter().map(one).collect()
    }
}

/// What is worth mending in a structure.
#[derive(serde::Serialize)]
pub(crate) struct StructureFindingOut<'a> {
    issue: &'static str,
    severity: Severity,
    code: Option<String>,
    written: &'a str,
    codes: Vec<String>,
    cells: Vec<AsText<&'a CellRef>>,
}

impl<'a> StructureFindingOut<'a> {
    pub(crate) fn all(findings: &'a [StructureFinding]) -> Vec<StructureFindingOut<'a>> {
        let one = |finding: &'a StructureFinding| StructureFindingOut {
            issue: finding.issue.into(),
            severity: finding.severity(),
            code: finding.code.as_ref().map(ToString::to_string),
            written: &finding.written,
            codes: finding.codes.iter().map(ToString::to_string).collect(),
            cells: as_texts(&finding.cells),
        };
        findings.iter().map(one).collect()
    }
}

/// A score, rounded down: more decimals would promise what the calibration does not.
pub(crate) fn two_decimals(score: f64) -> f64 {
    (score * 100.0).floor() / 100.0
}
