//! What became of records that several files hold, for a program.

use crate::import::{
    Apart, Disagreement, Import, MergeConflict, MergeRule, MergedRecord, Outcome, Question, TableKind,
};
use crate::model::Origin;
use crate::report::common::json::{CellInFile, RecordPlace};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
pub(in crate::report) struct Merged<'a> {
    records: Vec<RecordOut<'a>>,
    conflicts: Vec<ConflictOut<'a>>,
    unused_choices: Vec<CellInFile<'a>>,
}

#[derive(Serialize)]
struct RecordOut<'a> {
    kind: TableKind,
    record: &'a str,
    name: &'a str,
    /// Where it stands; first the one that was chosen.
    sources: Vec<RecordPlace<'a>>,
    filled: Vec<FilledOut<'a>>,
}

#[derive(Serialize)]
struct FilledOut<'a> {
    #[serde(flatten)]
    question: QuestionOut<'a>,
    #[serde(flatten)]
    cell: CellInFile<'a>,
}

#[derive(Serialize)]
struct ConflictOut<'a> {
    kind: TableKind,
    record: &'a str,
    name: &'a str,
    versions: Vec<VersionOut<'a>>,
    questions: Vec<DisagreementOut<'a>>,
    /// The rule that chose; null where the records stay apart.
    rule: Option<MergeRule>,
    /// Why they stay apart; null where a rule chose.
    apart: Option<Apart>,
    /// Whether a person could settle it, and nothing has.
    open: bool,
}

#[derive(Serialize)]
struct VersionOut<'a> {
    sources: Vec<RecordPlace<'a>>,
    dated: Option<NaiveDate>,
}

#[derive(Serialize)]
struct DisagreementOut<'a> {
    #[serde(flatten)]
    question: QuestionOut<'a>,
    answers: Vec<AnswerOut<'a>>,
    /// The index of the answer that counts.
    chosen: Option<usize>,
}

#[derive(Serialize)]
struct AnswerOut<'a> {
    text: &'a str,
    cells: Vec<CellInFile<'a>>,
    /// Indices of the versions that say so.
    versions: &'a [usize],
}

/// A field by its key, or a column by its header; the other is null.
#[derive(Serialize)]
struct QuestionOut<'a> {
    field: Option<&'a str>,
    column: Option<&'a str>,
}

impl<'a> Merged<'a> {
    pub(in crate::report) fn of(import: &'a Import) -> Merged<'a> {
        let merged = &import.merged;
        Merged {
            records: merged.records.iter().map(RecordOut::of).collect(),
            conflicts: merged.conflicts.iter().map(ConflictOut::of).collect(),
            unused_choices: CellInFile::all(&merged.unused_choices),
        }
    }
}

impl<'a> RecordOut<'a> {
    fn of(record: &'a MergedRecord) -> RecordOut<'a> {
        let filled = record.filled.iter().map(|fill| FilledOut {
            question: QuestionOut::of(&fill.question),
            cell: CellInFile::of(&fill.cell),
        });
        RecordOut {
            kind: record.kind,
            record: &record.record,
            name: &record.label,
            sources: sources(&record.origins),
            filled: filled.collect(),
        }
    }
}

impl<'a> ConflictOut<'a> {
    fn of(conflict: &'a MergeConflict) -> ConflictOut<'a> {
        let (rule, apart) = match conflict.outcome {
            Outcome::Merged(rule) => (Some(rule), None),
            Outcome::Apart(why) => (None, Some(why)),
        };
        let versions = conflict.versions.iter().map(|version| VersionOut {
            sources: sources(&version.origins),
            dated: version.dated.as_ref().map(|date| date.date),
        });
        ConflictOut {
            kind: conflict.kind,
            record: &conflict.record,
            name: &conflict.label,
            versions: versions.collect(),
            questions: conflict.questions.iter().map(DisagreementOut::of).collect(),
            rule,
            apart,
            open: conflict.is_open(),
        }
    }
}

impl<'a> DisagreementOut<'a> {
    fn of(disagreement: &'a Disagreement) -> DisagreementOut<'a> {
        let answers = disagreement.answers.iter().map(|answer| AnswerOut {
            text: &answer.text,
            cells: CellInFile::all(&answer.cells),
            versions: &answer.versions,
        });
        DisagreementOut {
            question: QuestionOut::of(&disagreement.question),
            answers: answers.collect(),
            chosen: disagreement.chosen,
        }
    }
}

impl<'a> QuestionOut<'a> {
    fn of(question: &'a Question) -> QuestionOut<'a> {
        match question {
            Question::Field(field) => QuestionOut { field: Some(field.key()), column: None },
            Question::Column(header) => QuestionOut { field: None, column: Some(header) },
        }
    }
}

fn sources(origins: &[Origin]) -> Vec<RecordPlace<'_>> {
    origins.iter().map(RecordPlace::of).collect()
}
