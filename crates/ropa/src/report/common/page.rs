//! Lines of text of a given width, with or without colour.

use crate::text::wrap::wrapped;
use unicode_width::UnicodeWidthStr;

/// How to lay out text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// Columns of a line.
    pub width: usize,
    /// Whether to colour by ANSI codes.
    pub colour: bool,
    /// How many rows of each list to show; all where absent.
    pub rows: Option<usize>,
}

/// 100 columns, no colour, 20 rows of each list.
impl Default for TextOptions {
    fn default() -> Self {
        TextOptions { width: 100, colour: false, rows: Some(20) }
    }
}

/// How a piece of text stands out; colour never says anything that the words do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Heading,
    Error,
    Warning,
    Dim,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Heading => "\x1b[1m",
            Style::Error => "\x1b[1;31m",
            Style::Warning => "\x1b[1;33m",
            Style::Dim => "\x1b[2m",
        }
    }
}

/// A text that is built line by line.
pub(crate) struct Page {
    text: String,
    options: TextOptions,
}

impl Page {
    pub(crate) fn new(options: TextOptions) -> Page {
        // Narrower than this no word of a heading fits.
        let options = TextOptions { width: options.width.max(40), ..options };
        Page { text: String::new(), options }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// How many of `total` rows of a list to show.
    pub(crate) fn rows(&self, total: usize) -> usize {
        self.options.rows.map_or(total, |rows| rows.min(total))
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph, its lines broken between words and all but the first set in by `hang` more.
    pub(crate) fn paragraph(&mut self, indent: usize, hang: usize, style: Style, text: &str) {
        for (number, line) in broken(text, self.options.width, indent, hang).iter().enumerate() {
            self.line(if number == 0 { indent } else { indent + hang }, style, line);
        }
    }

    /// A heading with an empty line before it.
    pub(crate) fn heading(&mut self, style: Style, text: &str) {
        if !self.text.is_empty() {
            self.blank();
        }
        self.paragraph(0, 0, style, text);
    }

    /// A row: a first column of a given width, then text that keeps to the right of it.
    pub(crate) fn row(&mut self, indent: usize, first: &str, width: usize, style: Style, text: &str) {
        let taken = first.width();
        if taken > width {
            self.paragraph(indent, 2, style, first);
            self.paragraph(indent + width + 2, 0, Style::Plain, text);
            return;
        }
        let column = indent + width + 2;
        for (number, line) in broken(text, self.options.width, column, 0).iter().enumerate() {
            if number == 0 {
                self.text.extend(std::iter::repeat_n(' ', indent));
                self.paint(style, first);
                self.text.extend(std::iter::repeat_n(' ', width + 2 - taken));
                self.text.push_str(line);
                self.text.push('\n');
            } else {
                self.line(column, Style::Plain, line);
            }
        }
    }

    /// A line that is never broken, such as a command to copy.
    pub(crate) fn verbatim(&mut self, indent: usize, text: &str) {
        self.line(indent, Style::Plain, text);
    }

    fn line(&mut self, indent: usize, style: Style, text: &str) {
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.paint(style, text);
        self.text.push('\n');
    }

    fn paint(&mut self, style: Style, text: &str) {
        if self.options.colour && style != Style::Plain {
            self.text.push_str(style.code());
            self.text.push_str(text);
            self.text.push_str("\x1b[0m");
        } else {
            self.text.push_str(text);
        }
    }
}

/// A text broken into lines that fit. However far it is set in, a few words have room.
fn broken(text: &str, width: usize, indent: usize, hang: usize) -> Vec<String> {
    let room = |indent: usize| width.saturating_sub(indent).max(20);
    wrapped(text, room(indent), room(indent + hang))
}

/// A text filled with blanks to a width of columns.
pub(crate) fn padded(text: &str, width: usize) -> String {
    let mut padded = text.to_string();
    padded.extend(std::iter::repeat_n(' ', width.saturating_sub(text.width())));
    padded
}

/// A text set to the right in a width of columns.
pub(crate) fn right(text: &str, width: usize) -> String {
    let mut set = " ".repeat(width.saturating_sub(text.width()));
    set.push_str(text);
    set
}

#[cfg(test)]
mod tests {
    use super::{Page, Style, TextOptions};

    #[test]
    fn colour_is_only_there_when_asked_for() {
        let render = |colour| {
            let mut page = Page::new(TextOptions { colour, ..TextOptions::default() });
            page.heading(Style::Error, "Åtgärda");
            page.finish()
        };
        assert_eq!(render(false), "Åtgärda\n");
        assert_eq!(render(true), "\x1b[1;31mÅtgärda\x1b[0m\n");
    }
}
