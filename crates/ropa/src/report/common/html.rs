//! Texts in a page of HTML.

use super::page::{Page, TextOptions};
use super::unsettled::first;
use super::wording::Wording;
use crate::import::Import;
use crate::text::Lang;
use crate::workbook::WriteError;
use crate::workbook::own_mark::OWN_LIST;
use std::fmt::{self, Display, Write};
use std::io;

/// A text with the signs that HTML gives a meaning written so that they have none.
pub(in crate::report) struct Safe<T>(pub(in crate::report) T);

impl<T: Display> Display for Safe<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Escaper<'f, 'b>(&'f mut fmt::Formatter<'b>);
        impl Write for Escaper<'_, '_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                for c in text.chars() {
                    match c {
                        '&' => self.0.write_str("&amp;")?,
                        '<' => self.0.write_str("&lt;")?,
                        '>' => self.0.write_str("&gt;")?,
                        '"' => self.0.write_str("&quot;")?,
                        '\'' => self.0.write_str("&#39;")?,
                        // Not allowed in HTML, or able to turn a line around.
                        c if c.is_control()
                            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
                        {
                            self.0.write_char('\u{fffd}')?;
                        }
                        c => self.0.write_char(c)?,
                    }
                }
                Ok(())
            }
        }
        write!(Escaper(f), "{}", self.0)
    }
}

/// The beginning of a page, to its body: known as a list of our own, and by its own policy allowed to fetch nothing, and to
/// run nothing but the `script` that the policy names.
pub(in crate::report) fn begin(lang: Lang, title: &str, styles: &[&str], script: Option<&str>) -> String {
    let runs = script.map(|script| format!("; script-src {script}")).unwrap_or_default();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"keywords\" content=\"{OWN_LIST}\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'{runs}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        lang.code(),
        Safe(title),
        styles.concat()
    )
}

/// Writes a page that is made.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub(in crate::report) fn write(mut out: impl io::Write, page: &str) -> Result<(), WriteError> {
    out.write_all(page.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// A label with its lines, for a list of them; nothing where there is none.
pub(in crate::report) fn told(label: &str, text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<String> = lines.map(|line| Safe(line).to_string()).collect();
    match lines.is_empty() {
        true => String::new(),
        false => format!("<div><dt>{}</dt><dd>{}</dd></div>\n", Safe(label), lines.join("<br>")),
    }
}

/// What is to be settled before anything that is read from an import, as warnings.
pub(in crate::report) fn unsettled(wording: &Wording<'_>, import: &Import) -> String {
    let mut lines = Page::new(TextOptions { width: 1_000_000, colour: false, rows: None });
    first(&mut lines, wording, import);
    let lines = lines.finish();
    lines.lines().map(|line| format!("<p class=\"warn\">{}</p>\n", Safe(line.trim()))).collect()
}

/// Writes a line to a page; writing to a string does not fail.
macro_rules! put {
    ($page:expr, $($text:tt)*) => {{
        use std::fmt::Write as _;
        let _ = writeln!($page.out, $($text)*);
    }};
}
pub(in crate::report) use put;

#[cfg(test)]
mod tests {
    use super::Safe;

    #[test]
    fn a_cell_cannot_command_the_page() {
        let text = "<script>alert(\"1\")</script> & 'å'\u{202e}";
        let safe = Safe(text).to_string();
        assert_eq!(safe, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;å&#39;\u{fffd}");
    }
}
