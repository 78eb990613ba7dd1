//! Registers for tests, written as a person would write them in a sheet.

use chrono::NaiveDate;
use ropa::casefile::CaseFile;
use ropa::gaps::{Assessment, RegisterAssessment};
use ropa::import::{Import, Importer, Profile};
use ropa::law::RulePacks;
use ropa::linking::RecordedLink;
use ropa::model::Register;
use ropa::screening::{Facts, Need, RecordedAnswer, RecordedDecision};
use ropa::source::Place;
use ropa::workbook::{Cell, CellKind, Sheet, Workbook};

/// The day that counts as today.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A sheet of text cells.
pub fn sheet(name: &str, rows: &[Vec<String>]) -> Sheet {
    let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
        texts.iter().enumerate().map(move |(col, text)| Cell {
            place: Place::new(row as u32, col as u32),
            kind: CellKind::Text,
            text: text.as_str().into(),
        })
    });
    Sheet::new(name, cells)
}

/// A workbook of sheets of text cells.
pub fn workbook(sheets: &[(&str, Vec<Vec<String>>)]) -> Workbook {
    Workbook {
        file: "register.xlsx".into(),
        sheets: sheets.iter().map(|(name, rows)| sheet(name, rows)).collect(),
        notes: Vec::new(),
    }
}

/// Rows of a table from lines whose cells are parted by `|`.
pub fn rows(lines: &str) -> Vec<Vec<String>> {
    lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.split('|').map(|cell| cell.trim().to_string()).collect())
        .collect()
}

/// The register that a workbook holds.
pub fn import(book: &Workbook) -> Import {
    Importer::new(Profile::builtin()).import(std::slice::from_ref(book))
}

/// Assesses a workbook as of [`today`] and hands each assessment, in the order of the rows, with
/// the import to a function.
pub fn assess<R>(book: &Workbook, with: impl FnOnce(&Import, &[Assessment]) -> R) -> R {
    let import = import(book);
    let mut assessments = assessed(&import.register).assessments;
    assessments.sort_by_key(|assessment| assessment.activity);
    with(&import, &assessments)
}

/// A register with what stands beside it, to be assessed.
#[derive(Debug, Clone)]
pub struct Case<'c> {
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// The law.
    pub packs: RulePacks,
    /// What people have decided.
    pub decisions: &'c [RecordedDecision],
    /// The links that people have accepted.
    pub links: &'c [RecordedLink],
    /// The answers to open questions.
    pub answers: &'c [RecordedAnswer],
}

impl Default for Case<'_> {
    fn default() -> Self {
        Case { as_of: today(), packs: RulePacks::builtin(), decisions: &[], links: &[], answers: &[] }
    }
}

impl Case<'_> {
    /// The assessment of a register.
    pub fn assess(&self, register: &Register) -> RegisterAssessment {
        self.assess_import(&Import { register: register.clone(), ..Import::default() })
    }

    /// The assessment of a register as it was read.
    pub fn assess_import(&self, import: &Import) -> RegisterAssessment {
        let (decisions, links, answers) =
            (self.decisions.to_vec(), self.links.to_vec(), self.answers.to_vec());
        let builder = CaseFile::builder(self.as_of).packs(self.packs.clone());
        let case = builder.recorded(decisions, links, answers).of_import(import.clone()).unwrap();
        case.assess().unwrap()
    }
}

/// The assessment of a register with nothing beside it.
pub fn assessed(register: &Register) -> RegisterAssessment {
    Case::default().assess(register)
}

/// Facts and need of the first activity of a register with nothing beside it.
pub fn need_of_first(register: &Register) -> (Facts, Need) {
    let assessed = assessed(register);
    let first = assessed.of(0).unwrap();
    (first.facts.clone(), first.need.clone())
}
