//! The answer as one page to read: it opens from disk, fetches nothing, and needs no script.

use super::row::{Rows, topics};
use super::sentences::Sentences;
use super::view::ImpactView;
use crate::impact::{Hit, Ring};
use crate::model::Field;
use crate::report::common::html::{Safe, begin, put};
use crate::report::common::page::{Page as Lines, TextOptions};
use crate::report::common::reading;
use crate::report::common::unsettled::first;
use crate::report::common::wording::joined_by;
use crate::report::gaps::files_read;
use crate::workbook::WriteError;
use std::io::{BufWriter, Write};

const STYLE: &str = include_str!("../gaps/page.css");

/// Writes the answer as one HTML page: the clock, the answer, whose data and which, the records ring by ring, each
/// folding out to what the register says of it, what was searched and did not answer, the DPIAs, the notification and
/// the units.
///
/// Style stands in the page itself, and its own policy forbids it to fetch or run anything.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &ImpactView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::told_whole(view);
    let rows = Rows::new(&sentences);
    let mut page = Page { s: &sentences, rows: &rows, out: String::new() };
    page.whole();
    let mut out = BufWriter::new(out);
    out.write_all(page.out.as_bytes())?;
    out.flush()?;
    Ok(())
}

struct Page<'p, 's, 'v, 'a> {
    s: &'p Sentences<'v, 'a>,
    rows: &'p Rows<'s, 'v, 'a>,
    out: String,
}

impl Page<'_, '_, '_, '_> {
    fn whole(&mut self) {
        let (s, title) = (self.s, self.s.title());
        self.out.push_str(&begin(s.view.lang, &title, &[STYLE], None));
        put!(self, "<a class=\"skip\" href=\"#hits\">{}</a>", Safe(&s.texts.page.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.answer();
        self.figures();
        put!(self, "<div id=\"hits\" tabindex=\"-1\">");
        self.rings();
        put!(self, "</div>");
        self.section(&s.texts.names.title, &s.names());
        self.searched();
        self.dpias();
        if s.view.impact.sure().next().is_some() {
            self.section(&s.texts.told.title, &s.told());
        }
        self.notification();
        let units: Vec<String> = s.view.impact.units.iter().map(|unit| s.unit_line(unit)).collect();
        self.section(&s.texts.unit.title, &units);
        put!(self, "</main>\n<footer class=\"note\">");
        for line in reading::lines(&s.wording, s.view.assessed.import()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let made = s.texts.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>\n</body>\n</html>", Safe(made));
    }

    fn section(&mut self, title: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        put!(self, "<h2>{}</h2>", Safe(title));
        self.list(lines);
    }

    fn list(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        put!(self, "<ul class=\"figures\">");
        for line in lines {
            put!(self, "<li>{}</li>", Safe(line));
        }
        put!(self, "</ul>");
    }

    /// What was read and what was not, the clock, and the answer.
    fn answer(&mut self) {
        let s = self.s;
        let import = s.view.assessed.import();
        let read = s.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &s.wording))]);
        put!(self, "<p>{}</p>", Safe(read));
        let mut lines = Lines::new(TextOptions { width: 1_000_000, colour: false, rows: None });
        first(&mut lines, &s.wording, import);
        for warning in lines.finish().lines() {
            put!(self, "<p class=\"warn\">{}</p>", Safe(warning.trim()));
        }
        let class = if s.view.impact.breach.clock.is_some() { "warn" } else { "note" };
        for line in s.since().into_iter().chain(s.clock()) {
            put!(self, "<p class=\"{class}\">{}</p>", Safe(line));
        }
        put!(self, "<h2>{}</h2>", Safe(&s.texts.answer.title));
        for (number, line) in s.answer().iter().enumerate() {
            match number {
                0 => put!(self, "<p><strong>{}</strong></p>", Safe(line)),
                _ => put!(self, "<p>{}</p>", Safe(line)),
            }
        }
    }

    fn figures(&mut self) {
        let (s, impact) = (self.s, self.s.view.impact);
        let sure = impact.sure().count();
        if sure == 0 {
            return;
        }
        let mut persons = s.persons(&impact.persons, sure);
        persons.extend(s.persons_named());
        persons.push(s.whose());
        self.section(&s.texts.persons.title, &persons);
        put!(self, "<h2>{}</h2>", Safe(&s.texts.kinds.title));
        for answers in &impact.kinds.heavy {
            put!(self, "<details><summary>{}</summary>", Safe(s.heavy(answers)));
            for (activity, cells) in &answers.yes {
                let cells = s.wording.cells(cells);
                put!(self, "<p class=\"note\">{} [{}]</p>", Safe(s.head(*activity)), Safe(cells));
            }
            if let (false, Some(silent)) = (answers.unknown.is_empty(), s.heavy_ids(answers).pop()) {
                put!(self, "<p>{}</p>", Safe(silent));
            }
            put!(self, "</details>");
        }
        self.list(&s.categories());
    }

    fn rings(&mut self) {
        for ring in [Ring::Named, Ring::Tied, Ring::Likely] {
            let hits = self.s.view.impact.hits.iter().enumerate().filter(|(_, hit)| hit.ring == ring);
            let hits: Vec<(usize, &Hit)> = hits.collect();
            if hits.is_empty() {
                continue;
            }
            put!(self, "<h2>{}</h2>", Safe(self.s.ring_title(ring, hits.len())));
            for (number, hit) in hits {
                self.hit(number, hit);
            }
        }
    }

    /// One record, which folds out to what the register says of it.
    fn hit(&mut self, number: usize, hit: &Hit) {
        let s = self.s;
        let class = if hit.ring == Ring::Likely { "warning" } else { "error" };
        put!(self, "<details class=\"{class}\"><summary><strong>{}</strong>", Safe(s.head(hit.activity)));
        let why = joined_by("; ", std::iter::once(s.reasons(hit)).chain(s.beside(hit)));
        put!(self, "<br><span class=\"sum\">{}</span></summary>\n<dl>", Safe(why));
        for (key, field) in [
            ("processors", Field::Processors),
            ("systems", Field::Systems),
            ("whose", Field::DataSubjects),
            ("persons", Field::DataSubjectCount),
            ("categories", Field::DataCategories),
            ("special", Field::Sensitive),
            ("criminal", Field::Art10),
            ("national_id", Field::NationalId),
            ("protected_identity", Field::ProtectedIdentity),
        ] {
            self.told(s.texts.column.of(key), &s.written(hit.activity, field));
        }
        for topic in topics() {
            self.told(s.texts.topic.of(topic.into()), &s.told_by(number, topic));
        }
        self.told(s.texts.column.of("dpias"), &self.rows.dpias_of(hit.activity));
        let place = s.wording.place(&s.view.activity(hit.activity).origin);
        self.told(s.texts.column.of("row"), &place);
        put!(self, "</dl></details>");
    }

    /// A label with its lines; nothing where there is none.
    fn told(&mut self, label: &str, text: &str) {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let lines: Vec<String> = lines.map(|line| Safe(line).to_string()).collect();
        if !lines.is_empty() {
            put!(self, "<div><dt>{}</dt><dd>{}</dd></div>", Safe(label), lines.join("<br>"));
        }
    }

    fn searched(&mut self) {
        let (s, searched) = (self.s, &self.s.view.impact.searched);
        put!(self, "<h2>{}</h2>\n<p>{}</p>", Safe(&s.texts.searched.title), Safe(s.searched()));
        self.list(&searched.answers.iter().map(|one| s.column_answers(one)).collect::<Vec<_>>());
        if searched.open.is_empty() {
            return;
        }
        put!(self, "<p class=\"warn\">{}</p>", Safe(&s.texts.searched.open_note));
        for answers in &searched.answers {
            for (answer, activities) in &answers.silent {
                let field = s.wording.lang.words().field.of(answers.called.field().key());
                let said = s.names_answer(*answer);
                put!(
                    self,
                    "<details><summary>{}: {} ({})</summary>",
                    Safe(field),
                    Safe(said),
                    s.number(activities.len())
                );
                self.list(&activities.iter().map(|one| s.head(*one)).collect::<Vec<_>>());
                put!(self, "</details>");
            }
        }
    }

    fn dpias(&mut self) {
        let (s, covering) = (self.s, &self.s.view.impact.covering);
        put!(self, "<h2>{}</h2>", Safe(&s.texts.dpias.title));
        self.list(&s.dpias_head());
        self.list(&covering.dpias.iter().map(|one| s.dpia(one)).collect::<Vec<_>>());
    }

    fn notification(&mut self) {
        let s = self.s;
        put!(self, "<h2>{}</h2>", Safe(&s.texts.breach.title));
        for point in &s.view.impact.breach.points {
            put!(self, "<h3>{}</h3>", Safe(s.point(point)));
            if let Some(law) = s.law(point.note) {
                put!(self, "<p class=\"note\">{}</p>", Safe(law));
            }
            put!(self, "<dl>");
            for fact in &point.facts {
                let label = format!("{} ({})", s.fact(fact.fact), s.filled(fact));
                self.told(&label, &s.fact_said(fact));
            }
            put!(self, "</dl>");
        }
        put!(self, "<h3>{}</h3>", Safe(&s.texts.breach.notes));
        self.list(&s.other_notes());
    }
}
