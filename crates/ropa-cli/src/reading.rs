//! What to tell the user of a file that could not be read.

use crate::texts::{Texts, texts};
use ropa::report::Lang;
use ropa::sheet::{Problem, SheetError};
use std::fmt::Display;

/// The file, what is wrong with it and what to do, in the user's language.
pub(crate) fn message(error: &SheetError, lang: Lang) -> String {
    format!("{}: {}", error.file, problem(&error.problem, texts(lang)))
}

pub(crate) fn problem(problem: &Problem, texts: &Texts) -> String {
    let say = |key: &str, values: &[(&str, &dyn Display)]| texts.fill(&format!("reading.{key}"), values);
    let mib = |bytes: &u64| bytes >> 20;
    let sheet = |name: &Option<ropa::model::Text>| {
        name.as_ref().map_or(String::new(), |name| say("in_sheet", &[("sheet", name)]))
    };
    match problem {
        Problem::NotFound => say("not_found", &[]),
        Problem::Folder => say("folder", &[]),
        Problem::Locked => say("locked", &[]),
        Problem::NoPermission => say("no_permission", &[]),
        Problem::Io { detail } => say("io", &[("detail", detail)]),
        Problem::Empty => say("empty", &[]),
        Problem::FileTooLarge { limit } => say("file_too_large", &[("limit", &mib(limit))]),
        Problem::NotASpreadsheet { what } => {
            let kind = texts.find(&format!("reading.kind.{what}")).unwrap_or(what);
            say("not_a_spreadsheet", &[("what", &kind)])
        }
        Problem::PasswordProtected => say("password_protected", &[]),
        Problem::InflatedTooLarge { limit } => say("inflated_too_large", &[("limit", &mib(limit))]),
        Problem::TooManyCells { sheet: name, limit } => {
            say("too_many_cells", &[("sheet", &sheet(name)), ("limit", limit)])
        }
        Problem::TooManyColumns { sheet: name, place, limit } => {
            say("too_many_columns", &[("sheet", &sheet(name)), ("place", place), ("limit", limit)])
        }
        Problem::TooManySheets { found, limit } => {
            say("too_many_sheets", &[("found", found), ("limit", limit)])
        }
        Problem::CellTooLong { sheet: name, place, limit } => {
            let place = match place {
                Some(place) => say("cell", &[("place", place)]),
                None => say("some_cell", &[]),
            };
            say("cell_too_long", &[("sheet", &sheet(name)), ("place", &place), ("limit", limit)])
        }
        Problem::TooMuchText { limit } => say("too_much_text", &[("limit", &mib(limit))]),
        Problem::TooDeep { limit } => say("too_deep", &[("limit", limit)]),
        Problem::XmlEntities { part } => say("xml_entities", &[("part", part)]),
        Problem::UnclosedQuote { place } => say("unclosed_quote", &[("place", place)]),
        Problem::Damaged { detail } => say("damaged", &[("detail", detail)]),
        // A kind of error that this catalogue does not know yet; the library's own words.
        other => other.to_string(),
    }
}
