//! Forms, record by record.

use crate::import::account::{Account, CellUse};
use crate::import::column::{Column, Context, HeaderCell};
use crate::import::columns::{asked, assign, doubted, explain};
use crate::import::draft::Draft;
use crate::import::header::{ColumnMatch, key, words};
use crate::import::layout::{Form, Forms, Question, TextCell};
use crate::import::notice::{NotUnderstood, Notice};
use crate::import::profile::{FieldLabels, Profile};
use crate::import::reader::form_answers::FormAnswers;
use crate::import::reader::shared_answers::{
    Surroundings, TableContext, not_understood, role_entry, role_in, shared_answers,
};
use crate::import::record_field::RecordField;
use crate::import::result::Import;
use crate::import::table_info::{Layout, TableInfo};
use crate::model::{AnyField, Entry, Extra, Kind, Origin, OriginIndex, Record, Value};
use crate::source::{CellRef, Place, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads the forms of a sheet.
pub(super) fn read<F: RecordField>(
    profile: &Profile,
    import: &mut Import,
    labels: &FieldLabels<F>,
    (file, sheet): (&Text, &Text),
    forms: Forms,
    answers: &FormAnswers,
    drafts: &mut Vec<Draft<F>>,
) -> TableInfo {
    let many = forms.forms.len() > 1;
    let mut reader = FormReader {
        profile,
        import,
        labels,
        file,
        sheet,
        answers,
        many,
        account: Account::default(),
        columns: Vec::new(),
        known: BTreeSet::new(),
        open: BTreeMap::new(),
        said: Vec::new(),
        asked: Arc::default(),
        told: false,
    };
    reader.account.enter(CellUse::Structural, forms.structural);
    for stray in forms.stray {
        reader.stray(&stray);
    }
    let before = drafts.len();
    for (index, form) in forms.forms.into_iter().enumerate() {
        drafts.extend(reader.form(form, index == 0));
    }
    TableInfo {
        file: file.clone(),
        sheet: sheet.clone(),
        kind: F::TABLE,
        layout: Layout::Form,
        header_row: Some(forms.first_row),
        records: drafts.len() - before,
        columns: reader.columns,
        metadata: Vec::new(),
        open: reader.open,
        account: reader.account,
    }
}

struct FormReader<'a, F: RecordField> {
    profile: &'a Profile,
    import: &'a mut Import,
    labels: &'a FieldLabels<F>,
    file: &'a Text,
    sheet: &'a Text,
    /// What the forms of the file answer.
    answers: &'a FormAnswers,
    /// Whether there are several forms.
    many: bool,
    account: Account,
    /// The questions of all the forms, each once.
    columns: Vec<ColumnMatch>,
    known: BTreeSet<String>,
    open: BTreeMap<(u32, AnyField), Place>,
    /// What a form without a record says of those below it.
    said: Vec<Entry<F>>,
    /// The questions of the record before, which are often those of the next.
    asked: Arc<BTreeSet<F>>,
    /// Whether what the names of sheet and file say is told.
    told: bool,
}

impl<F: RecordField> FormReader<'_, F> {
    fn cell(&self, place: Place) -> CellRef {
        CellRef { file: self.file.clone(), sheet: self.sheet.clone(), place }
    }

    fn stray(&mut self, said: &TextCell) {
        self.account.enter(CellUse::Reported, 1);
        let cell = self.cell(said.place);
        self.import.notices.push(Notice::Stray { cell, text: said.cell.clone() });
    }

    fn form(&mut self, form: Form, first: bool) -> Option<Draft<F>> {
        let answers = |header: &HeaderCell| {
            let asks = |question: &&Question| question.header.place == header.place;
            if let Some(answers) = self.answers.to(&header.own) {
                return answers.collect();
            }
            let answers = form.questions.iter().find(asks).into_iter().flat_map(|question| &question.answers);
            answers.map(|answer| &*answer.text).collect::<Vec<&str>>()
        };
        let context = Context { profile: self.profile, ticked: &|_| false, sample: &answers };
        let headers: Vec<HeaderCell> =
            form.questions.iter().map(|question| question.header.clone()).collect();
        let columns = assign(&headers, self.labels, &context);
        let anchor = headers.first().map_or(Place::new(0, 0), |header| header.place);
        let row = anchor.row + 1;
        let mut record = Record {
            origin: Origin { file: self.file.clone(), sheet: self.sheet.clone(), row, parts: Arc::default() },
            others: Vec::new(),
            asked: Arc::default(),
            entries: Vec::new(),
            extras: Vec::new(),
        };
        let mut unclear = Vec::new();
        for (question, column) in form.questions.iter().zip(&columns) {
            unclear.extend(self.question(question, column, &mut record));
        }
        let unnamed = record.answer(F::NAME).given().is_none();
        let title = form.title.filter(|title| unnamed && self.names(title, first));
        if let Some(TextCell { text, place, .. }) = title.clone() {
            record.entries.insert(
                0,
                Entry { field: F::NAME, origin: OriginIndex::OWN, written: text, place, value: Value::Text },
            );
        }
        let Some((identity, place)) = F::identity(&record) else {
            self.no_record(&form.questions, record, first);
            return None;
        };
        self.count(&form.questions, &record);
        if title.is_some() {
            // The title was counted with the headings.
            self.account.change(CellUse::Structural, CellUse::Mapped);
        }
        self.import.not_understood.extend(unclear);
        let mut asked = asked(&columns);
        asked.extend(title.map(|_| F::NAME));
        for (question, column) in form.questions.iter().zip(columns) {
            if let (Some(place), Some(field)) = (question.open, column.matched.field) {
                self.open.entry((row, field)).or_insert(place);
            }
            self.tell(column);
        }
        let mut said = Vec::new();
        if let (Some(field), Some(heading)) = (F::ROLE.filter(|field| !asked.contains(field)), &form.role)
            && let Some(role) = role_in(self.profile, &heading.text)
        {
            said.push(role_entry(field, role, heading.text.clone(), heading.place));
            asked.insert(field);
        }
        said.extend(self.said.iter().filter(|entry| record.answer(entry.field).given().is_none()).cloned());
        asked.extend(said.iter().map(|entry| entry.field));
        let (profile, file, sheet, frame) = (self.profile, self.file, self.sheet, &Surroundings::default());
        let mut notices = Vec::new();
        said.extend(shared_answers(
            &TableContext { profile, file, sheet, frame, anchor },
            &asked,
            &mut notices,
        ));
        if !std::mem::replace(&mut self.told, true) {
            self.import.notices.extend(notices);
        }
        asked.extend(said.iter().map(|entry| entry.field));
        record.entries.extend(said);
        if *self.asked != asked {
            self.asked = Arc::new(asked);
        }
        record.asked = self.asked.clone();
        Some(Draft { identity: (identity, self.cell(place)), record })
    }

    /// Whether a heading names the record: not that of the whole sheet, nor one that says only that
    /// processing follows.
    fn names(&self, title: &TextCell, first: bool) -> bool {
        let text = title.text.trim();
        let of_the_register = words(text).iter().any(|word| self.profile.sheets.is_register_word(word));
        let of_the_sheet = first && self.many && !title.numbered;
        !text.is_empty() && !of_the_register && !of_the_sheet
    }

    /// Reads the answers to one question; gives what of them is not understood.
    fn question(
        &self,
        question: &Question,
        column: &Column<F>,
        record: &mut Record<F>,
    ) -> Vec<NotUnderstood> {
        let words = self.profile.words();
        let mut unclear = Vec::new();
        let start = record.entries.len();
        for (index, answer) in question.answers.iter().enumerate() {
            let (written, place) = (answer.text.clone(), answer.place);
            // Further lines are further answers where the question takes several; else they say more.
            let takes = |field: F| index == 0 || field.takes_many() || field.kind() == Kind::Text;
            let Some(field) = column.field.filter(|field| takes(*field)) else {
                record.extras.push(Extra {
                    header: column.extra.clone(),
                    origin: OriginIndex::OWN,
                    written,
                    place,
                });
                continue;
            };
            let reading = field.read_under(words, &column.matched.header, &written);
            unclear.extend(not_understood(self.cell(place), reading.not_understood, field.into()));
            if let Some(field) = column.also {
                let value = field.read(words, &written).value;
                record.entries.push(Entry {
                    field,
                    origin: OriginIndex::OWN,
                    written: written.clone(),
                    place,
                    value,
                });
            }
            let value = column.of_own(doubted(column, reading.value));
            record.entries.extend(column.of_others(&written, place, &value));
            record.entries.push(Entry { field, origin: OriginIndex::OWN, written, place, value });
        }
        for comment in &question.comments {
            if let Some(entry) = record.entries.get_mut(start..).and_then(<[_]>::last_mut) {
                explain(entry, &comment.text, words);
            }
            let header = format!("{} (2)", column.extra.trim()).into();
            record.extras.push(Extra {
                header,
                origin: OriginIndex::OWN,
                written: comment.text.clone(),
                place: comment.place,
            });
        }
        unclear
    }

    /// Accounts for the cells of a form's questions and answers.
    fn count(&mut self, questions: &[Question], record: &Record<F>) {
        for question in questions {
            if question.answers.iter().all(|answer| answer.place != question.header.place) {
                self.account.enter(CellUse::Structural, 1);
            }
        }
        let own: BTreeSet<Place> = questions
            .iter()
            .flat_map(|question| question.answers.iter().chain(&question.comments))
            .map(|said| said.place)
            .collect();
        let mapped: BTreeSet<Place> =
            record.entries.iter().map(|entry| entry.place).filter(|place| own.contains(place)).collect();
        self.account.enter(CellUse::Kept, own.difference(&mapped).count());
        self.account.enter(CellUse::Mapped, mapped.len());
    }

    /// Questions whose answers tell no record from others: above the first record they speak of all of
    /// them, elsewhere they are reported.
    fn no_record(&mut self, questions: &[Question], record: Record<F>, first: bool) {
        let says_of_all = record.entries.iter().any(|entry| F::SAID_ABOVE.contains(&entry.field));
        let preamble = first && self.many;
        if preamble {
            if says_of_all {
                let of_all = |entry: &Entry<F>| F::SAID_ABOVE.contains(&entry.field);
                self.said = record.entries.into_iter().filter(of_all).collect();
            }
            let cells: BTreeSet<Place> = questions.iter().flat_map(places).collect();
            self.account.enter(CellUse::Structural, cells.len());
            return;
        }
        for question in questions {
            if question.answers.iter().all(|answer| answer.place != question.header.place) {
                self.account.enter(CellUse::Structural, 1);
            }
            for said in question.answers.iter().chain(&question.comments) {
                self.stray(said);
            }
        }
    }

    /// Lists a question as it was matched, once for all forms of the sheet.
    fn tell(&mut self, column: Column<F>) {
        if !self.known.insert(key(&column.matched.header)) {
            return;
        }
        let cell = self.cell(column.matched.place);
        self.import.notices.extend(Notice::of_header(&column.matched, cell));
        self.columns.push(column.matched);
    }
}

/// The cells of a question and of all that is said to it.
fn places(question: &Question) -> impl Iterator<Item = Place> {
    let said = question.answers.iter().chain(&question.comments).map(|said| said.place);
    said.chain([question.header.place])
}
