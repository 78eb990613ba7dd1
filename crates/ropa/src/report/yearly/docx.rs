//! The yearly report as a document for a word processor, to write on: headings, tables, charts and numbered figures.

use super::chart::{Chart, charts};
use super::sections::{Numbered, Section, sections};
use super::view::YearlyView;
use super::words::Words;
use crate::report::common::document::{Bar, BarChart, Block, Document, Table};
use crate::report::common::docx;
use crate::report::gaps::files_read;
use crate::workbook::WriteError;
use crate::yearly::{Figure, FigureKind, Order};
use std::io::Write;

/// Writes the report as a document: a page for the board, then each section with its figures, its conclusion, room for
/// the auditor's own words, and what is recommended. The same view gives the same bytes.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn docx(out: impl Write, view: &YearlyView<'_>) -> Result<(), WriteError> {
    let words = Words::new(view);
    let mut made = Made { w: &words, blocks: Vec::new(), tables: 0, charts: 0 };
    made.board();
    sections(view.report, view.order).iter().for_each(|section| made.section(section));
    if view.order == Order::Areas && !view.report.followed_up.is_empty() {
        made.heading(&words.texts.recommend.title);
        made.followed_up();
    }
    made.titled(&words.texts.since.title, words.since_lines());
    made.titled(&words.texts.steps.title, words.steps());
    made.titled(&words.texts.annex.title, words.annex());
    let day = view.report.as_of;
    let page = &words.texts.page;
    let document = Document {
        title: words.title(),
        author: "ropa".to_string(),
        lang: view.lang.code(),
        header: page.header.clone(),
        footer: page.footer.fill(&[("date", &day)]),
        page: page.page.clone(),
        made: day,
        blocks: made.blocks,
    };
    docx::write(out, &document)
}

struct Made<'w, 'v, 'a> {
    w: &'w Words<'v, 'a>,
    blocks: Vec<Block>,
    tables: usize,
    charts: usize,
}

impl Made<'_, '_, '_> {
    fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(text.to_string()));
    }

    fn subheading(&mut self, text: &str) {
        self.blocks.push(Block::Subheading(text.to_string()));
    }

    fn texts(&mut self, lines: impl IntoIterator<Item = String>) {
        self.blocks.extend(lines.into_iter().map(Block::Text));
    }

    fn titled(&mut self, title: &str, lines: Vec<String>) {
        if !lines.is_empty() {
            self.heading(title);
            self.texts(lines);
        }
    }

    /// The page for the board, which ends with room for what it decides.
    fn board(&mut self) {
        let w = self.w;
        let import = w.view.assessed.import();
        self.blocks.push(Block::Title(w.title()));
        let read = w.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &w.wording))]);
        self.blocks.push(Block::Note(format!("{read} {}", w.about().join(" "))));
        self.heading(&w.texts.board.title);
        let figures = w.view.report.first_page();
        let rows = figures.iter().map(|figure| self.row(figure)).collect();
        self.table(&w.texts.board.title, &SHARES[1..], &COLUMNS[1..], rows);
        self.subheading(&w.texts.board.decide);
        let decisions = w.view.report.decisions();
        if decisions.is_empty() {
            self.texts([w.texts.board.decide_none.clone()]);
        }
        for (number, one) in decisions.into_iter().enumerate() {
            let decision = w.decision(one).unwrap_or_default();
            self.blocks.push(Block::Text(format!("{}. {decision}", number + 1)));
            self.blocks.push(Block::Room(1));
        }
        self.blocks.push(Block::NewPage);
    }

    /// What is drawn of the figures of a section. The numbers stand in its table, those of other years in one of their own.
    fn charts(&mut self, section: &Section<'_>) {
        let is_shown = |kind| section.figures.iter().any(|one| one.figure.kind == kind);
        for chart in charts(self.w).into_iter().filter(|chart| is_shown(chart.of)) {
            if chart.of == FigureKind::Living {
                let rows = chart.bars.iter().map(|bar| vec![bar.label.clone(), bar.said.clone()]).collect();
                self.table(chart.title, &[300, 700], &["day", "value"], rows);
            }
            self.chart(&chart);
        }
    }

    /// A numbered chart.
    fn chart(&mut self, chart: &Chart) {
        self.charts += 1;
        let caption = self.w.texts.page.chart.fill(&[("number", &self.charts), ("title", &chart.title)]);
        self.blocks.push(Block::Caption(caption));
        let bars = chart.bars.iter().map(|bar| Bar { label: bar.label.clone(), value: bar.value });
        let (title, most) = (chart.title.to_string(), chart.most);
        self.blocks.push(Block::Chart(BarChart { title, bars: bars.collect(), most }));
    }

    fn section(&mut self, section: &Section<'_>) {
        let (w, words) = (self.w, &self.w.texts.section);
        self.heading(&w.section(section));
        self.subheading(&words.state);
        if !section.figures.is_empty() {
            let rows = section.figures.iter().flat_map(|one| self.rows(one)).collect();
            self.table(w.section_title(section), &SHARES, &COLUMNS, rows);
        }
        self.charts(section);
        self.blocks.extend(w.not_shown(section).into_iter().map(Block::Note));
        let documents = w.documents(section);
        if !documents.is_empty() {
            self.subheading(&words.documents);
            self.texts(documents);
        }
        let concluded = w.conclusions(section);
        if !concluded.is_empty() {
            self.subheading(&words.conclusion);
            self.texts(concluded);
        }
        self.blocks.extend(w.opinions(section).into_iter().map(Block::Strong));
        if w.has_room(section) {
            self.blocks.push(Block::Strong(words.opinion_room.clone()));
            self.blocks.push(Block::Room(2));
        }
        let recommended = w.recommendations(section);
        if !recommended.is_empty() {
            self.subheading(&words.recommendation);
            self.texts(recommended);
        }
        if section.follows_up() {
            self.followed_up();
        }
    }

    /// A figure, then what it breaks down into.
    fn rows(&self, one: &Numbered<'_>) -> Vec<Vec<String>> {
        let mut rows = vec![[vec![one.number.clone()], self.row(one.figure)].concat()];
        let line = |text: String| [vec![String::new(), text], vec![String::new(); 5]].concat();
        for parts in &one.parts {
            rows.push(line(format!("{}:", self.w.figure(parts.kind))));
            rows.extend(parts.shown.iter().map(|part| [vec![String::new()], self.row(part)].concat()));
            let rest = self.w.more_parts(parts).into_iter().chain(self.w.complete(parts));
            rows.extend(rest.map(|text| line(format!("– {text}"))));
        }
        rows
    }

    /// A figure in the columns after its number.
    fn row(&self, figure: &Figure) -> Vec<String> {
        let w = self.w;
        let name = match &figure.part {
            Some(part) => format!("– {}", w.part(part)),
            None => w.figure(figure.kind).to_string(),
        };
        let last = w.last(figure).unwrap_or_default();
        let Some(amount) = figure.amount() else {
            return vec![name, w.value(figure), String::new(), String::new(), String::new(), last];
        };
        let of = amount.of.map(|of| format!("{} {}", w.number(of), w.noun(figure.kind)));
        let percent = amount.percent().map(|percent| format!("{percent} %"));
        vec![
            name,
            w.counted(figure.kind, amount.counted),
            of.unwrap_or_default(),
            percent.unwrap_or_default(),
            if figure.part.is_some() { w.left_out_of_part(figure) } else { w.left_out(amount) },
            last,
        ]
    }

    /// A numbered table.
    fn table(&mut self, title: &str, shares: &[u32], columns: &[&str], rows: Vec<Vec<String>>) {
        self.tables += 1;
        let caption = self.w.texts.page.table.fill(&[("number", &self.tables), ("title", &title)]);
        self.blocks.push(Block::Caption(caption));
        // Without a last report its column would be empty.
        let kept = if columns.last() == Some(&"last") && self.w.view.report.last().is_none() {
            columns.len() - 1
        } else {
            columns.len()
        };
        let header = columns.iter().take(kept).map(|key| self.w.texts.column.of(key).to_string()).collect();
        let whole: u32 = shares.iter().take(kept).sum();
        let shares = shares.iter().take(kept).map(|share| share * 1_000 / whole.max(1)).collect();
        self.blocks.push(Block::Table(Table { shares, header: Some(header), rows, row_height: None }));
    }

    fn followed_up(&mut self) {
        let w = self.w;
        let followed_up = &w.view.report.followed_up;
        if followed_up.is_empty() {
            return;
        }
        let rows = followed_up.iter().map(|one| vec![one.id.clone(), one.text.clone(), w.became(one)]);
        let rows = rows.collect();
        self.table(&w.texts.recommend.title, &[110, 540, 350], &["id", "text", "status"], rows);
    }
}

const COLUMNS: [&str; 7] = ["number", "figure", "counted", "of", "percent", "left_out", "last"];
const SHARES: [u32; 7] = [60, 310, 110, 170, 80, 150, 120];
