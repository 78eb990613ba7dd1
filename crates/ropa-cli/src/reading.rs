//! What to tell the user of a file that could not be read.

use crate::limits::raised;
use crate::texts::texts;
use ropa::report::Lang;
use ropa::workbook::{Problem, ReadError};
use std::fmt::Display;

/// The file, what is wrong with it and what to do, in the user's language.
pub(crate) fn message(error: &ReadError, lang: Lang) -> String {
    format!("{}: {}", error.file, problem(&error.problem, lang))
}

/// What was found in a damaged file, in brackets. What this library finds is said in the user's language; the words of
/// the libraries below it are English, and are said to those who read English.
pub(crate) fn because(detail: &str, lang: Lang) -> String {
    let known = texts(lang).find(&format!("reading.detail.{detail}"));
    match (known, lang) {
        (Some(detail), _) => format!(" ({detail})"),
        (None, Lang::En) => format!(" ({detail})"),
        (None, Lang::Sv) => String::new(),
    }
}

pub(crate) fn problem(problem: &Problem, lang: Lang) -> String {
    let texts = texts(lang);
    let say = |key: &str, values: &[(&str, &dyn Display)]| texts.fill(&format!("reading.{key}"), values);
    let mib = |bytes: &u64| bytes >> 20;
    let raise = |name: &str, limit: u64| say("raise", &[("flag", &raised(name, limit))]);
    let sheet = |name: &Option<ropa::source::Text>| {
        name.as_ref().map_or(String::new(), |name| say("in_sheet", &[("sheet", name)]))
    };
    // A document of XML is all there is; other parts stand in a workbook.
    let part = |part: &str| match part {
        "XML" => say("document", &[]),
        part => say("part", &[("part", &part)]),
    };
    match problem {
        Problem::NotFound => say("not_found", &[]),
        Problem::Folder => say("folder", &[]),
        Problem::Locked => say("locked", &[]),
        Problem::NoPermission => say("no_permission", &[]),
        Problem::Io { detail } => say("io", &[("detail", detail)]),
        Problem::Empty => say("empty", &[]),
        Problem::NotAFile => say("not_a_file", &[]),
        Problem::BrokenLink => say("broken_link", &[]),
        Problem::BadName => say("bad_name", &[]),
        Problem::Changed => say("changed", &[]),
        Problem::FileTooLarge { limit } => {
            say("file_too_large", &[("limit", &mib(limit)), ("raise", &raise("file_bytes", *limit))])
        }
        Problem::NotASpreadsheet { what } => {
            let kind = texts.find(&format!("reading.kind.{what}")).unwrap_or(what);
            match texts.find(&format!("reading.remedy.{what}")) {
                Some(remedy) => say("with_remedy", &[("what", &kind), ("remedy", &remedy)]),
                None => say("not_a_spreadsheet", &[("what", &kind)]),
            }
        }
        Problem::PasswordProtected => say("password_protected", &[]),
        Problem::WrongPassword => say("wrong_password", &[]),
        Problem::ChangedAfterEncryption => say("changed_after_encryption", &[]),
        Problem::CannotDecrypt { how } => {
            let how = texts.find(&format!("reading.encryption.{how}")).unwrap_or(how);
            say("cannot_decrypt", &[("how", &how)])
        }
        Problem::TooManyPasswordRounds { rounds, limit } => say(
            "too_many_password_rounds",
            &[("rounds", rounds), ("limit", limit), ("raise", &raise("password_rounds", (*limit).into()))],
        ),
        Problem::InflatedTooLarge { limit } => {
            say("inflated_too_large", &[("limit", &mib(limit)), ("raise", &raise("inflated_bytes", *limit))])
        }
        Problem::InflatesTooMuch { part, limit } => say(
            "inflates_too_much",
            &[("part", part), ("limit", limit), ("raise", &raise("inflation", *limit))],
        ),
        Problem::TooManyParts { limit } => {
            say("too_many_parts", &[("limit", limit), ("raise", &raise("parts", *limit))])
        }
        Problem::DuplicateParts => say("duplicate_parts", &[]),
        Problem::PartOutside { part } => say("part_outside", &[("part", part)]),
        Problem::NestedTooDeep { part: name, limit } => say(
            "nested_too_deep",
            &[("part", &part(name)), ("limit", limit), ("raise", &raise("nesting", (*limit).into()))],
        ),
        Problem::TooManySharedStrings { limit } => {
            say("too_many_shared_strings", &[("limit", limit), ("raise", &raise("shared_strings", *limit))])
        }
        Problem::TooManyMergedAreas { limit } => {
            say("too_many_merged_areas", &[("limit", limit), ("raise", &raise("merged_areas", *limit))])
        }
        Problem::TooManyCells { sheet: name, limit } => say(
            "too_many_cells",
            &[("sheet", &sheet(name)), ("limit", limit), ("raise", &raise("cells", *limit))],
        ),
        Problem::TooManyRows { sheet: name, place, limit } => say(
            "too_many_rows",
            &[
                ("sheet", &sheet(name)),
                ("place", place),
                ("limit", limit),
                ("raise", &raise("rows", (*limit).into())),
            ],
        ),
        Problem::TooManyColumns { sheet: name, place, limit } => say(
            "too_many_columns",
            &[
                ("sheet", &sheet(name)),
                ("place", place),
                ("limit", limit),
                ("raise", &raise("columns", (*limit).into())),
            ],
        ),
        Problem::TooManySheets { found, limit } => say(
            "too_many_sheets",
            &[("found", found), ("limit", limit), ("raise", &raise("sheets", *limit as u64))],
        ),
        Problem::CellTooLong { sheet: name, place, limit } => {
            let place = match place {
                Some(place) => say("cell", &[("place", place)]),
                None => say("some_cell", &[]),
            };
            let raise = raise("cell_bytes", *limit as u64);
            say(
                "cell_too_long",
                &[("sheet", &sheet(name)), ("place", &place), ("limit", limit), ("raise", &raise)],
            )
        }
        Problem::TooMuchText { limit } => {
            say("too_much_text", &[("limit", &mib(limit)), ("raise", &raise("text_bytes", *limit))])
        }
        Problem::JsonTooDeep { limit } => {
            say("json_too_deep", &[("limit", limit), ("raise", &raise("json_nesting", *limit as u64))])
        }
        Problem::BrokenJson { line, column } => say("broken_json", &[("line", line), ("column", column)]),
        Problem::BrokenXml { line, column } => say("broken_xml", &[("line", line), ("column", column)]),
        Problem::XmlEntities { part: name } => say("xml_entities", &[("part", &part(name))]),
        Problem::UnclosedQuote { place } => say("unclosed_quote", &[("place", place)]),
        Problem::Damaged { detail } => say("damaged", &[("because", &because(detail, lang))]),
        // A kind of error that this catalogue does not know yet; the library's own words.
        other => other.to_string(),
    }
}
