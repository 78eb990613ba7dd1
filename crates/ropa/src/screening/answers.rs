//! What the answers in a register say: yes, no with a reason, bare no, or neither.

use crate::model::{Entry, Field, ProcessingActivity, Value};
use crate::screening::evidence::Evidence;
use crate::screening::facts::{Reason, Support};
use crate::screening::hint::Lexicon;
use crate::source::{CellRef, Text};

pub(crate) fn support(activity: &ProcessingActivity, entry: &Entry<Field>, reason: Reason) -> Support {
    Support { reason, cells: vec![activity.cell(entry)] }
}

/// Why a no is one, where the register says.
enum Why {
    /// In the cell itself.
    Here,
    /// In a cell for remarks on it.
    Beside(Text, CellRef),
}

/// Reads the answers to one question.
pub(crate) struct Answers<'a> {
    pub(crate) activity: &'a ProcessingActivity,
    pub(crate) lexicon: &'a Lexicon,
}

impl Answers<'_> {
    /// Adds the answers in a field. Texts in the field that are no answer are `listed` there, or not understood.
    pub(crate) fn speak(&self, evidence: &mut Evidence, field: Field, listed: bool) {
        evidence.asked |= self.activity.asked.contains(&field);
        for entry in self.activity.entries_of(field) {
            let written = entry.written.clone();
            let said = |reason| support(self.activity, entry, reason);
            match &entry.value {
                Value::Blank => {}
                Value::YesNo(answer) if answer.yes => evidence.yes.push(said(Reason::Answered { written })),
                Value::YesNo(_) | Value::NotApplicable => match self.why(entry) {
                    Some(Why::Here) => evidence.reasoned_no.push(said(Reason::Answered { written })),
                    Some(Why::Beside(why, cell)) => {
                        let mut support = said(Reason::Explained { written, why });
                        support.cells.push(cell);
                        evidence.reasoned_no.push(support);
                    }
                    None => evidence.bare_no.push(said(Reason::Answered { written })),
                },
                Value::Unknown => evidence.unclear.push(said(Reason::SaidUnknown { written })),
                _ if listed || !evidence.yes.is_empty() || !evidence.bare_no.is_empty() => {}
                _ => evidence.unclear.push(said(Reason::NotUnderstood { written })),
            }
        }
    }

    /// The reason that a no gives, in its cell or in the column for remarks on it.
    fn why(&self, entry: &Entry<Field>) -> Option<Why> {
        if let Value::YesNo(answer) = &entry.value
            && let Some(detail) = &answer.detail
            && (self.lexicon.says_why(detail)
                // How many they are is the ground for saying that they are not many: "Nej, 1 100 adresser".
                || entry.field == Field::K5 && detail.contains(|c: char| c.is_ascii_digit())
                || **detail != *entry.written.trim() && self.lexicon.gives_reason(detail))
        {
            return Some(Why::Here);
        }
        self.remark(entry)
    }

    /// What stands in the column for remarks to the right of an answer, or in another cell of the same question.
    fn remark(&self, entry: &Entry<Field>) -> Option<Why> {
        let beside = |place: crate::source::Place| {
            place.row == entry.place.row && Some(place.col) == entry.place.col.checked_add(1)
        };
        let extras = self.activity.extras.iter().filter(|extra| {
            extra.origin == entry.origin
                && beside(extra.place)
                && self.lexicon.is_remark_column(&extra.header)
        });
        let extras = extras.map(|extra| (extra.written.clone(), self.activity.cell(extra)));
        let remarks = [Field::Notes, Field::DpiaNotNeededReason];
        let fields = self.activity.entries.iter().filter(|other| {
            let own = other.field == entry.field && other.value == Value::Text;
            other.origin == entry.origin && (own || remarks.contains(&other.field) && beside(other.place))
        });
        let fields = fields.map(|other| (other.written.clone(), self.activity.cell(other)));
        let (why, cell) = extras.chain(fields).find(|(why, _)| self.lexicon.gives_reason(why))?;
        Some(Why::Beside(why, cell))
    }
}
