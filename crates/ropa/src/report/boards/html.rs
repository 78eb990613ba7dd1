//! Boards side by side as one page: it opens from disk, fetches nothing, and needs no script.

use super::view::BoardsView;
use crate::report::common::html::{Safe, begin, put, write};
use crate::workbook::WriteError;
use crate::yearly::SIDE_BY_SIDE;
use std::io::Write;

const STYLES: [&str; 2] = [include_str!("../common/page.css"), include_str!("../yearly/page.css")];

/// Writes the boards as a table, a row each, then those that could not be read.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &BoardsView<'_>) -> Result<(), WriteError> {
    let mut page = Page { out: String::new() };
    page.whole(view);
    write(out, &page.out)
}

struct Page {
    out: String,
}

impl Page {
    fn whole(&mut self, view: &BoardsView<'_>) {
        let title = view.title();
        self.out.push_str(&begin(view.lang, &title, &STYLES, None));
        put!(self, "<header><h1>{}</h1></header>\n<main>\n<p>{}</p>", Safe(&title), Safe(view.read()));
        put!(self, "<div class=\"scroll\" tabindex=\"0\"><table class=\"boards\"><thead><tr>");
        put!(self, "<th scope=\"col\">{}</th>", Safe(&view.texts().board));
        SIDE_BY_SIDE.iter().for_each(|kind| put!(self, "<th scope=\"col\">{}</th>", Safe(view.label(*kind))));
        put!(self, "</tr></thead><tbody>");
        for board in view.boards.iter().filter(|board| board.figures.is_ok()) {
            put!(self, "<tr><th scope=\"row\">{}</th>", Safe(&board.name));
            for (place, kind) in SIDE_BY_SIDE.into_iter().enumerate() {
                let said = board.figure(place).map(|figure| view.said(kind, figure));
                put!(self, "<td>{}</td>", Safe(said.unwrap_or_default()));
            }
            put!(self, "</tr>");
        }
        put!(self, "</tbody></table></div>");
        self.broken(view);
        let made = view.yearly().made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "</main>\n<footer class=\"note\"><p>{}</p></footer>\n</body>\n</html>", Safe(made));
    }

    fn broken(&mut self, view: &BoardsView<'_>) {
        if view.boards.iter().all(|board| board.figures.is_ok()) {
            return;
        }
        put!(self, "<h2>{}</h2>\n<ul>", Safe(&view.texts().broken));
        for board in view.boards {
            if let Err(why) = &board.figures {
                let line = view.texts().broken_line.fill(&[("name", &board.name), ("why", why)]);
                put!(self, "<li>{}</li>", Safe(line));
            }
        }
        put!(self, "</ul>");
    }
}
