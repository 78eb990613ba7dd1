//! The yearly report as one page to read and print: it opens from disk, fetches nothing, and needs no script.

use super::chart::{Chart, charts};
use super::sections::{Section, sections};
use super::view::YearlyView;
use super::words::Words;
use crate::report::common::html::{Safe, begin, put, unsettled, write};
use crate::report::common::reading;
use crate::report::gaps::files_read;
use crate::workbook::WriteError;
use crate::yearly::{Figure, Order};
use std::io::Write;

const STYLES: [&str; 2] = [include_str!("../common/page.css"), include_str!("page.css")];

/// Writes the report as one HTML page: what the board is shown first, charts with their numbers, and the sections,
/// each with its figures, its conclusion and what is recommended.
///
/// Style stands in the page itself, and its own policy forbids it to fetch or run anything.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &YearlyView<'_>) -> Result<(), WriteError> {
    let words = Words::new(view);
    let mut page = Page { w: &words, out: String::new() };
    page.whole();
    write(out, &page.out)
}

struct Page<'w, 'v, 'a> {
    w: &'w Words<'v, 'a>,
    out: String,
}

impl Page<'_, '_, '_> {
    fn whole(&mut self) {
        let (w, title) = (self.w, self.w.title());
        self.out.push_str(&begin(w.view.lang, &title, &STYLES, None));
        put!(self, "<a class=\"skip\" href=\"#report\">{}</a>", Safe(&w.texts.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.read();
        self.board();
        charts(w).iter().for_each(|chart| self.chart(chart));
        put!(self, "<div id=\"report\" tabindex=\"-1\">");
        for section in sections(w.view.report, w.view.order) {
            self.section(&section);
        }
        put!(self, "</div>");
        if w.view.order == Order::Areas {
            self.followed_up(2);
        }
        self.titled_list(2, &w.texts.since.title, &w.since_lines());
        self.titled_list(2, &w.texts.steps.title, &w.steps());
        self.titled_list(2, &w.texts.annex.title, &w.annex());
        put!(self, "</main>\n<footer class=\"note\">");
        for line in reading::lines(&w.wording, w.view.assessed.import()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let made = w.texts.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>\n</body>\n</html>", Safe(made));
    }

    fn read(&mut self) {
        let w = self.w;
        let import = w.view.assessed.import();
        let read = w.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &w.wording))]);
        put!(self, "<p>{}</p>", Safe(read));
        self.out.push_str(&unsettled(&w.wording, import));
        put!(self, "<p class=\"note\">{}</p>", Safe(w.about().join(" ")));
    }

    fn board(&mut self) {
        let w = self.w;
        put!(self, "<h2>{}</h2>", Safe(&w.texts.board.title));
        self.begin_table(false);
        for figure in w.view.report.first_page() {
            self.row(None, figure);
        }
        put!(self, "</tbody></table></div>\n<h3>{}</h3>", Safe(&w.texts.board.decide));
        let decisions = w.view.report.decisions();
        if decisions.is_empty() {
            put!(self, "<p>{}</p>", Safe(&w.texts.board.decide_none));
            return;
        }
        put!(self, "<ol>");
        for one in decisions {
            put!(self, "<li>{}</li>", Safe(w.decision(one).unwrap_or_default()));
        }
        put!(self, "</ol>");
    }

    fn begin_table(&mut self, numbered: bool) {
        let column = |key: &str| self.w.texts.column.of_static(key);
        let number = if numbered {
            format!("<th scope=\"col\">{}</th>", Safe(column("number")))
        } else {
            String::new()
        };
        let heads = ["figure", "counted", "of", "percent", "left_out", "last"];
        let heads = &heads[..if self.with_last() { 6 } else { 5 }];
        let heads: String =
            heads.iter().map(|key| format!("<th scope=\"col\">{}</th>", Safe(column(key)))).collect();
        put!(
            self,
            "<div class=\"scroll\" tabindex=\"0\"><table class=\"figures\"><thead><tr>{number}{heads}</tr></thead><tbody>"
        );
    }

    /// A row of a figure: its number and name, and what there is of it.
    fn row(&mut self, number: Option<&str>, figure: &Figure) {
        let w = self.w;
        let class = if figure.part.is_some() { " class=\"part\"" } else { "" };
        let name = match &figure.part {
            Some(part) => w.part(part),
            None => w.figure(figure.kind).to_string(),
        };
        let number = number.map(|number| format!("<td>{}</td>", Safe(number))).unwrap_or_default();
        put!(self, "<tr{class}>{number}<th scope=\"row\">{}</th>", Safe(name));
        match figure.amount() {
            None => put!(self, "<td colspan=\"4\">{}</td>", Safe(w.value(figure))),
            Some(amount) => {
                let of = amount.of.map(|of| format!("{} {}", w.number(of), w.noun(figure.kind)));
                let percent = amount.percent().map(|percent| format!("{percent} %"));
                let part = figure.part.is_some();
                let left_out = if part { w.left_out_of_part(figure) } else { w.left_out(amount) };
                self.cell("counted", &w.counted(figure.kind, amount.counted));
                self.cell("of", &of.unwrap_or_default());
                self.cell("percent", &percent.unwrap_or_default());
                self.cell("left_out", &left_out);
            }
        }
        if self.with_last() {
            self.cell("last", &w.last(figure).unwrap_or_default());
        }
        put!(self, "</tr>");
    }

    /// A cell, with the name of its column for where columns do not stand beside each other.
    fn cell(&mut self, column: &str, text: &str) {
        let class = if matches!(column, "counted" | "percent") { " class=\"number\"" } else { "" };
        let label = self.w.texts.column.of(column);
        put!(self, "<td{class} data-label=\"{}\">{}</td>", Safe(label), Safe(text));
    }

    /// A row that says one thing.
    fn across(&mut self, text: &str) {
        let columns = if self.with_last() { 6 } else { 5 };
        put!(
            self,
            "<tr class=\"part\"><td></td><th scope=\"row\" colspan=\"{columns}\">{}</th></tr>",
            Safe(text)
        );
    }

    fn with_last(&self) -> bool {
        self.w.view.report.last().is_some()
    }

    fn chart(&mut self, chart: &Chart) {
        put!(self, "<h3>{}</h3>\n<dl class=\"bars\">", Safe(chart.title));
        for bar in &chart.bars {
            let width = bar.value * 100 / chart.most;
            put!(
                self,
                "<div><dt>{}</dt><dd><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
                 <rect width=\"{width}\" height=\"10\" class=\"bar\"/></svg><span>{}</span></dd></div>",
                Safe(&bar.label),
                Safe(&bar.said)
            );
        }
        put!(self, "</dl>");
    }

    fn section(&mut self, section: &Section<'_>) {
        let (w, words) = (self.w, &self.w.texts.section);
        put!(self, "<h2>{}</h2>\n<h3>{}</h3>", Safe(w.section(section)), Safe(&words.state));
        if !section.figures.is_empty() {
            self.begin_table(true);
            for one in &section.figures {
                self.row(Some(&one.number), one.figure);
                for parts in &one.parts {
                    self.across(&format!("{}:", w.figure(parts.kind)));
                    parts.shown.iter().for_each(|part| self.row(Some(""), part));
                    let rest = w.more_parts(parts).into_iter().chain(w.complete(parts));
                    rest.for_each(|line| self.across(&line));
                }
            }
            put!(self, "</tbody></table></div>");
        }
        for line in w.not_shown(section) {
            put!(self, "<p class=\"note\">{}</p>", Safe(line));
        }
        self.titled_list(3, &words.documents, &w.documents(section));
        self.titled_list(3, &words.conclusion, &w.conclusions(section));
        for opinion in w.opinions(section) {
            put!(self, "<p><strong>{}</strong></p>", Safe(opinion));
        }
        if w.has_room(section) {
            put!(self, "<p class=\"own\">{}</p>", Safe(&words.opinion_room));
        }
        self.titled_list(3, &words.recommendation, &w.recommendations(section));
        if section.follows_up() {
            self.followed_up(3);
        }
    }

    fn titled_list(&mut self, level: usize, title: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        put!(self, "<h{level}>{}</h{level}>\n<ul>", Safe(title));
        lines.iter().for_each(|line| put!(self, "<li>{}</li>", Safe(line)));
        put!(self, "</ul>");
    }

    fn followed_up(&mut self, level: usize) {
        let groups = self.w.followed_up();
        if groups.is_empty() {
            return;
        }
        put!(self, "<h{level}>{}</h{level}>", Safe(&self.w.texts.recommend.title));
        groups.iter().for_each(|(title, lines)| self.titled_list(level + 1, title, lines));
    }
}
