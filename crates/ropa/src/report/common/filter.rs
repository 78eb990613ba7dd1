//! Choosing among the rows of a page: lists to choose from, and figures that show what they count.
//!
//! A row carries `data-row` and what it is chosen by as `data-NAME`. Without a script the lists are not shown, and all rows are.

use super::html::{self, Safe, put};
use crate::text::Lang;
use crate::text::swedish_key;
use std::fmt::Display;

/// The script that shows the rows that are chosen.
const SCRIPT: &str = include_str!("filter.js");
/// The digest of the script, by which the page's own policy lets it run and nothing else.
const DIGEST: &str = "sha256-iJKBLYR+MLc/cjnJms7LyatexZFEcDHmjsresbZV48M=";
/// How the lists look.
const STYLE: &str = include_str!("filter.css");

/// What stands between the values of a row that has several.
const BETWEEN: &str = " | ";

/// The words of the lists.
pub(in crate::report) struct Words<'w> {
    /// The choice that leaves all.
    pub(in crate::report) all: &'w str,
    /// What shows all again.
    pub(in crate::report) reset: &'w str,
    /// How many are shown, with `{shown}` and `{total}`.
    pub(in crate::report) told: &'w str,
}

/// One thing that rows are chosen by.
pub(in crate::report) struct Choice {
    /// Its name in the page: a word of letters.
    pub(in crate::report) name: &'static str,
    /// What a person calls it.
    pub(in crate::report) label: String,
    /// What can be chosen: the value in the row, and what a person calls it.
    pub(in crate::report) options: Vec<(String, String)>,
}

impl Choice {
    /// A choice among texts as they stand, each once, sorted as Swedish is.
    pub(in crate::report) fn of_texts(
        name: &'static str,
        label: String,
        texts: impl Iterator<Item = String>,
    ) -> Choice {
        let mut texts: Vec<String> = texts.map(value).filter(|text| !text.is_empty()).collect();
        texts.sort_by_cached_key(|text| swedish_key(text));
        texts.dedup();
        Choice { name, label, options: texts.into_iter().map(|text| (text.clone(), text)).collect() }
    }
}

/// A page that is written to.
struct Lines {
    out: String,
}

/// The lists; a list with fewer than two choices is left out, and so are all where none is left.
pub(in crate::report) fn form(choices: &[Choice], words: &Words<'_>) -> String {
    let mut page = Lines { out: String::new() };
    let choices: Vec<&Choice> = choices.iter().filter(|choice| choice.options.len() > 1).collect();
    if choices.is_empty() {
        return page.out;
    }
    put!(page, "<form class=\"filter\" hidden>");
    for choice in choices {
        put!(page, "<label>{} <select name=\"{}\">", Safe(&choice.label), choice.name);
        put!(page, "<option value=\"\">{}</option>", Safe(words.all));
        for (value, label) in &choice.options {
            put!(page, "<option value=\"{}\">{}</option>", Safe(value), Safe(label));
        }
        put!(page, "</select></label>");
    }
    put!(page, "<button type=\"reset\">{}</button>", Safe(words.reset));
    put!(page, "<output aria-live=\"polite\" data-told=\"{}\"></output>\n</form>", Safe(words.told));
    page.out
}

/// The beginning of a page whose rows can be chosen.
pub(in crate::report) fn begin(lang: Lang, title: &str, styles: &[&str]) -> String {
    html::begin(lang, title, &[styles, &[STYLE]].concat(), Some(&format!("'{DIGEST}'")))
}

/// Its end, with the script.
pub(in crate::report) fn end() -> String {
    format!("<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
}

/// Says of a figure in a list which rows it counts: what to choose, and in which list.
pub(in crate::report) fn shows(list: &str, value: impl Display) -> String {
    format!(" data-by=\"{list}\" data-value=\"{}\"", Safe(value))
}

/// What a row is chosen by, as one attribute.
pub(in crate::report) fn attribute<T: Display>(name: &str, values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<String> = values.into_iter().map(|one| value(one.to_string())).collect();
    format!(" data-{name}=\"{}\"", Safe(values.join(BETWEEN)))
}

/// A value on one line that cannot be taken for several.
fn value(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(BETWEEN, " / ")
}

#[cfg(all(test, feature = "read"))]
mod tests {
    use super::*;
    use base64::Engine;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_names_the_script_as_it_stands() {
        // Between the tags stands a line break before the script.
        let digest = Sha256::digest(format!("\n{SCRIPT}"));
        let digest = base64::engine::general_purpose::STANDARD.encode(digest);
        assert_eq!(DIGEST, format!("sha256-{digest}"));
    }

    #[test]
    fn lists_hold_each_choice_once_in_swedish_order() {
        let units = ["Ö", "A\nB", "Å", "A B", ""].map(String::from).into_iter();
        let choice = Choice::of_texts("unit", "Enhet".into(), units);
        let values: Vec<&str> = choice.options.iter().map(|(value, _)| &**value).collect();
        assert_eq!(values, ["A B", "Å", "Ö"]);
    }

    #[test]
    fn a_list_of_one_choice_is_none() {
        let choice = Choice::of_texts("unit", "Enhet".into(), ["A".to_string()].into_iter());
        assert_eq!(form(&[choice], &Words { all: "alla", reset: "visa alla", told: "" }), "");
    }
}
