//! Boards side by side for a person at a terminal: figure by figure.

use super::view::BoardsView;
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::quote::name;
use crate::yearly::SIDE_BY_SIDE;
use unicode_width::UnicodeWidthStr;

/// Columns of a board's name at most.
const NAME: usize = 44;

/// Writes each figure with every board's, in the order of the boards; then the boards that could not be read.
pub fn text(view: &BoardsView<'_>, options: TextOptions) -> String {
    let mut page = Page::new(options);
    page.heading(Style::Heading, &view.title());
    page.paragraph(0, 2, Style::Plain, &view.read());
    let names: Vec<String> = view.boards.iter().map(|board| name(&board.name).to_string()).collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or_default().min(NAME);
    for (place, kind) in SIDE_BY_SIDE.into_iter().enumerate() {
        page.heading(Style::Heading, view.label(kind));
        let rows = view.boards.iter().zip(&names);
        let rows: Vec<_> = rows.filter_map(|(board, name)| Some((name, board.figure(place)?))).collect();
        let shown = page.rows(rows.len());
        for (name, figure) in rows.iter().take(shown) {
            page.row(2, name, width, Style::Plain, &view.said(kind, figure));
        }
        if rows.len() > shown {
            let rest = rows.len() - shown;
            let more = view.lang.texts().impact.more.form(rest);
            page.paragraph(2, 2, Style::Dim, &more.fill(&[("count", &view.lang.number(rest))]));
        }
    }
    broken(view, &mut page);
    page.finish()
}

fn broken(view: &BoardsView<'_>, page: &mut Page) {
    let broken = view.boards.iter().filter_map(|board| Some((board, board.figures.as_ref().err()?)));
    for (number, (board, why)) in broken.enumerate() {
        if number == 0 {
            page.heading(Style::Error, &view.texts().broken);
        }
        let name = name(&board.name).to_string();
        page.paragraph(2, 2, Style::Plain, &view.texts().broken_line.fill(&[("name", &name), ("why", why)]));
    }
}
