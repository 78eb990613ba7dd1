//! Lines of text of a given width, with or without colour.

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

/// A text broken between words into lines that fit.
fn broken(text: &str, width: usize, indent: usize, hang: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut taken = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let room = width.saturating_sub(if lines.len() == 1 { indent } else { indent + hang }).max(20);
        let wide = word.width();
        let line = lines.last_mut().expect("there is always a line");
        if taken > 0 && taken + 1 + wide > room {
            lines.push(word.to_string());
            taken = wide;
        } else {
            if taken > 0 {
                line.push(' ');
                taken += 1;
            }
            line.push_str(word);
            taken += wide;
        }
    }
    lines
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
    use super::{Page, Style, TextOptions, broken};
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn lines_are_measured_in_columns() {
        let lines = broken("一二三四五六七八九十 一二三四五六七八九十 åäö", 40, 0, 0);
        assert_eq!(lines, ["一二三四五六七八九十", "一二三四五六七八九十 åäö"]);
        assert!(lines.iter().all(|line| line.width() <= 40));
    }

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
