//! The notification laid out by Art. 33(3), and a note for each unit, as a document for a word processor.

use super::row::topics;
use super::sentences::Sentences;
use super::view::ImpactView;
use crate::impact::{Hit, Topic, UnitImpact};
use crate::model::Field;
use crate::report::common::document::{Block, Document, Table};
use crate::report::common::docx;
use crate::report::common::quote::passage;
use crate::report::common::wording::joined_by;
use crate::report::gaps::files_read;
use crate::workbook::WriteError;
use std::io::Write;

/// Writes the document: the answer, the facts of Art. 33(3)(a) to (d) with room for what people write, the records and
/// what did not answer, then a page for each unit with its records and questions. It is material, and concludes
/// nothing. The same view gives the same bytes.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn docx(out: impl Write, view: &ImpactView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::told_whole(view);
    let mut made = Made { s: &sentences, blocks: Vec::new() };
    made.answer();
    made.notification();
    made.rest();
    view.impact.units.iter().for_each(|unit| made.unit(unit));
    let day = view.assessed.as_of();
    let document = Document {
        title: sentences.title(),
        author: "ropa".to_string(),
        lang: view.lang.code(),
        header: sentences.title(),
        footer: sentences.texts.page.footer.fill(&[("date", &day)]),
        page: sentences.texts.page.page.clone(),
        made: day,
        blocks: made.blocks,
    };
    docx::write(out, &document)
}

struct Made<'s, 'v, 'a> {
    s: &'s Sentences<'v, 'a>,
    blocks: Vec<Block>,
}

impl Made<'_, '_, '_> {
    fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(text.to_string()));
    }

    fn texts(&mut self, lines: impl IntoIterator<Item = String>) {
        self.blocks.extend(lines.into_iter().map(Block::Text));
    }

    fn answer(&mut self) {
        let (s, impact) = (self.s, self.s.view.impact);
        let import = s.view.assessed.import();
        self.blocks.push(Block::Title(s.title()));
        let read = s.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &s.wording))]);
        self.blocks.push(Block::Note(read));
        self.texts(s.since());
        let clock = s.clock();
        match impact.breach.clock.is_some() {
            true => self.blocks.extend(clock.into_iter().map(Block::Strong)),
            false => self.blocks.extend(clock.into_iter().map(Block::Note)),
        }
        self.heading(&s.texts.answer.title);
        self.texts(s.answer());
        let sure = impact.sure().count();
        if sure > 0 {
            self.heading(&s.texts.persons.title);
            self.texts(s.persons(&impact.persons, sure));
            self.texts(s.persons_named());
            self.texts([s.whose()]);
            self.heading(&s.texts.kinds.title);
            let heavy: Vec<String> = impact
                .kinds
                .heavy
                .iter()
                .map(|one| joined_by(" ", std::iter::once(s.heavy(one)).chain(s.heavy_ids(one))))
                .collect();
            self.texts(heavy);
            self.texts(s.categories());
        }
    }

    /// The facts of Art. 33(3), each with what the register says and room for what it cannot.
    fn notification(&mut self) {
        const ROOM: u32 = 48;
        let (s, words) = (self.s, &self.s.texts.breach);
        self.heading(&words.title);
        for point in &s.view.impact.breach.points {
            self.blocks.push(Block::Strong(s.point(point)));
            self.blocks.extend(s.law(point.note).map(Block::Note));
            let rows = point.facts.iter().map(|fact| {
                let state = format!("{}\n({})", s.fact(fact.fact), s.filled(fact));
                vec![state, s.fact_said(fact), String::new()]
            });
            let header = [s.texts.column.of("fact"), s.texts.column.of("said"), s.texts.column.of("own")];
            self.blocks.push(Block::Table(Table {
                shares: vec![240, 400, 360],
                header: Some(header.map(str::to_string).to_vec()),
                rows: rows.collect(),
                row_height: Some(ROOM),
            }));
        }
        self.blocks.push(Block::Strong(words.notes.clone()));
        self.blocks.extend(s.other_notes().into_iter().map(Block::Note));
    }

    fn rest(&mut self) {
        let (s, impact) = (self.s, self.s.view.impact);
        self.heading(&s.texts.names.title);
        self.texts(s.names());
        self.heading(&s.texts.searched.title);
        self.texts([s.searched()]);
        let searched = &impact.searched;
        self.texts(searched.answers.iter().map(|one| s.column_answers(one)).collect::<Vec<_>>());
        if !searched.open.is_empty() {
            self.blocks.push(Block::Strong(s.texts.searched.open_note.clone()));
            self.texts(searched.answers.iter().flat_map(|one| s.silent(one)).collect::<Vec<_>>());
        }
        self.heading(&s.texts.dpias.title);
        self.texts(s.dpias_head());
        self.texts(impact.covering.dpias.iter().map(|one| s.dpia(one)).collect::<Vec<_>>());
        if impact.sure().next().is_some() {
            self.heading(&s.texts.told.title);
            self.texts(s.told());
        }
        if !impact.units.is_empty() {
            self.heading(&s.texts.unit.title);
            self.texts(impact.units.iter().map(|unit| s.unit_line(unit)).collect::<Vec<_>>());
        }
    }

    /// A page to send to a unit: its records with what the register says, and questions to answer.
    fn unit(&mut self, unit: &UnitImpact) {
        let (s, words) = (self.s, &self.s.texts.unit);
        self.blocks.push(Block::NewPage);
        self.blocks.push(Block::Title(words.note_title.fill(&[("unit", &s.unit(unit))])));
        let place = if s.of_supplier() { &words.where_supplier } else { &words.where_system };
        let place = place.fill(&[("name", &s.asked())]);
        self.texts([words.lead.fill(&[("where", &place)])]);
        for (number, hit) in
            unit.hits.iter().filter_map(|number| Some((*number, s.view.impact.hits.get(*number)?)))
        {
            self.blocks.push(Block::Strong(s.head(hit.activity)));
            let rows = self.record(number, hit);
            self.blocks.push(Block::Table(Table {
                shares: vec![280, 720],
                header: None,
                rows,
                row_height: None,
            }));
        }
        let asks = [&words.ask_1, &words.ask_2, &words.ask_3, &words.ask_4, &words.ask_5];
        let rows = asks.into_iter().map(|ask| vec![ask.clone(), String::new()]);
        self.blocks.push(Block::Table(Table {
            shares: vec![450, 550],
            header: Some(vec![words.asks.clone(), words.answer.clone()]),
            rows: rows.chain([vec![words.by.clone(), String::new()]]).collect(),
            row_height: Some(40),
        }));
    }

    fn record(&self, number: usize, hit: &Hit) -> Vec<Vec<String>> {
        let s = self.s;
        let why = std::iter::once(s.reasons(hit)).chain(s.beside(hit));
        let mut rows = vec![
            vec![s.texts.column.of("ring").to_string(), s.ring(hit.ring).to_string()],
            vec![s.texts.column.of("why").to_string(), joined_by("; ", why)],
        ];
        let field = |key: &str, field: Field| {
            vec![s.texts.column.of(key).to_string(), s.written(hit.activity, field)]
        };
        rows.push(field("whose", Field::DataSubjects));
        rows.push(field("persons", Field::DataSubjectCount));
        rows.push(field("categories", Field::DataCategories));
        for topic in topics().filter(|topic| *topic != Topic::Security) {
            let told = passage(&s.told_by(number, topic)).to_string();
            rows.push(vec![s.texts.topic.of(topic.into()).to_string(), told]);
        }
        rows.retain(|row| row.last().is_some_and(|text| !text.is_empty()));
        rows
    }
}
