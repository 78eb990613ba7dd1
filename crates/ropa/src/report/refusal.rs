//! Why a file could not be read, in words: what is wrong with it, and what to do.

use crate::documents::{DocumentError, DocumentProblem};
use crate::text::Catalogue;
use crate::text::Lang;
use crate::workbook::{Problem, ReadError};
use std::fmt::Display;
use std::sync::LazyLock;

static SV: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../texts/sv/refusal.toml")));
static EN: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../texts/en/refusal.toml")));

/// A catalogue that is part of the program: one that is wrong is a fault that the tests find.
fn read(toml: &str) -> Catalogue {
    Catalogue::parse(toml).unwrap_or_default()
}

fn texts(lang: Lang) -> &'static Catalogue {
    match lang {
        Lang::Sv => &SV,
        Lang::En => &EN,
    }
}

/// What to say of how a limit is raised, by its name and its number now.
pub type Raise<'a> = &'a dyn Fn(&str, u64) -> String;

/// Tells why files could not be read.
#[derive(Clone, Copy)]
pub struct Refusals<'a> {
    /// In which language.
    pub lang: Lang,
    /// How a limit is raised, where it can be.
    pub raise: Option<Raise<'a>>,
}

/// What was found in a damaged file, in brackets. What this library finds is said in the user's language; the words of
/// the libraries below it are English, and are said to those who read English.
pub fn because(detail: &str, lang: Lang) -> String {
    let known = texts(lang).find(&format!("reading.detail.{detail}"));
    match (known, lang) {
        (Some(detail), _) => format!(" ({detail})"),
        (None, Lang::En) => format!(" ({detail})"),
        (None, Lang::Sv) => String::new(),
    }
}

impl Refusals<'_> {
    /// The file, what is wrong with it and what to do.
    pub fn file(&self, error: &ReadError) -> String {
        format!("{}: {}", error.file, self.problem(&error.problem))
    }

    /// The document, what is wrong with it and what to do.
    pub fn document(&self, error: &DocumentError) -> String {
        format!("{}: {}", error.file, self.document_problem(&error.problem))
    }

    /// What is wrong with a file, and what to do.
    pub fn problem(&self, problem: &Problem) -> String {
        let texts = texts(self.lang);
        let say = |key: &str, values: &[(&str, &dyn Display)]| texts.fill(&format!("reading.{key}"), values);
        let mib = |bytes: &u64| bytes >> 20;
        let raise = |name: &str, limit: u64| self.raise.map(|raise| raise(name, limit)).unwrap_or_default();
        let sheet = |name: &Option<crate::source::Text>| {
            name.as_ref().map_or(String::new(), |name| say("in_sheet", &[("sheet", name)]))
        };
        // A document of XML is all there is; other parts stand in a workbook.
        let part = |part: &str| match part {
            "XML" => say("document", &[]),
            "HTML" => say("page", &[]),
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
                &[
                    ("rounds", rounds),
                    ("limit", limit),
                    ("raise", &raise("password_rounds", (*limit).into())),
                ],
            ),
            Problem::InflatedTooLarge { limit } => say(
                "inflated_too_large",
                &[("limit", &mib(limit)), ("raise", &raise("inflated_bytes", *limit))],
            ),
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
            Problem::TooManySharedStrings { limit } => say(
                "too_many_shared_strings",
                &[("limit", limit), ("raise", &raise("shared_strings", *limit))],
            ),
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
            Problem::JsonCutOff { line } => say("json_cut_off", &[("line", line)]),
            Problem::BrokenJson { line, column } => say("broken_json", &[("line", line), ("column", column)]),
            Problem::BrokenXml { line, column } => say("broken_xml", &[("line", line), ("column", column)]),
            Problem::XmlEntities { part: name } => say("xml_entities", &[("part", &part(name))]),
            Problem::UnclosedQuote { place } => say("unclosed_quote", &[("place", place)]),
            Problem::Damaged { detail } => say("damaged", &[("because", &because(detail, self.lang))]),
        }
    }

    /// What is wrong with a document, and what to do.
    pub fn document_problem(&self, problem: &DocumentProblem) -> String {
        let texts = texts(self.lang);
        let say = |key: &str, values: &[(&str, &dyn Display)]| texts.fill(&format!("document.{key}"), values);
        let kind = |what: &str| texts.find(&format!("document.kind.{what}")).unwrap_or(what).to_string();
        match problem {
            DocumentProblem::File(problem) => self.problem(problem),
            DocumentProblem::PasswordProtected => say("password_protected", &[]),
            DocumentProblem::NoText { pages: 0 } => say("empty", &[]),
            DocumentProblem::NoText { pages } => say("no_text", &[("pages", pages)]),
            DocumentProblem::OldFormat { what } => say("old_format", &[("what", &kind(what))]),
            DocumentProblem::NotADocument { what } => say("not_a_document", &[("what", &kind(what))]),
            DocumentProblem::InflatedTooLarge { limit } => {
                say("inflated_too_large", &[("limit", &(limit >> 20))])
            }
            DocumentProblem::TooMuchText { limit } => say("too_much_text", &[("limit", &(limit >> 20))]),
            DocumentProblem::TooManyBlocks { limit } => say("too_many_blocks", &[("limit", limit)]),
            DocumentProblem::TooManyPages { found, limit } => {
                say("too_many_pages", &[("found", found), ("limit", limit)])
            }
            DocumentProblem::TooDeep { limit } => say("too_deep", &[("limit", limit)]),
            DocumentProblem::XmlEntities { part } => say("xml_entities", &[("part", part)]),
            DocumentProblem::Damaged { detail } => {
                say("damaged", &[("because", &because(detail, self.lang))])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EN, Refusals, SV};
    use crate::text::Lang;
    use crate::workbook::Problem;

    #[test]
    fn both_languages_say_the_same_things() {
        assert!(SV.iter().count() > 50);
        assert!(SV.keys_apart(&EN).is_empty(), "{:?}", SV.keys_apart(&EN));
        assert!(EN.keys_apart(&SV).is_empty(), "{:?}", EN.keys_apart(&SV));
    }

    #[test]
    fn a_limit_is_told_with_how_it_is_raised_where_it_can_be() {
        let told = |raise| Refusals { lang: Lang::En, raise }.problem(&Problem::TooManyParts { limit: 5 });
        let plain = told(None);
        assert!(plain.contains('5') && !plain.contains('{'), "{plain}");
        assert_eq!(
            told(Some(&|name, limit| format!(", or {name} above {limit}"))),
            plain + ", or parts above 5"
        );
    }
}
