//! What to say of DPIAs that are documents beside the tables.

use crate::texts::texts;
use ropa::casefile::CaseFile;
use ropa::documents::{DocumentError, DocumentProblem};
use ropa::import::DocumentOutcome;
use ropa::report::Lang;

/// So many of the other files in a folder are named.
const NAMED: usize = 5;

/// Says which documents were not read and why, which are no DPIAs, and what else the folders hold.
pub(crate) fn tell(case: &CaseFile<'_>, lang: Lang) {
    let (import, errors, others) = (case.import(), case.unread_documents(), case.other_files());
    let texts = texts(lang);
    for error in errors {
        anstream::eprintln!("ropa: {}", message(error, lang));
    }
    if !errors.is_empty() {
        let read = import.documents.len() - errors.len();
        anstream::eprintln!(
            "ropa: {}",
            texts.fill("document.unread", &[("count", &errors.len()), ("read", &read)])
        );
    }
    for info in &import.documents {
        if let DocumentOutcome::NotADpia { sign, begins } = &info.outcome {
            let begins: String =
                begins.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
            let why = texts.fill(&format!("document.{sign}"), &[("begins", &begins)]);
            anstream::eprintln!("ropa: {}: {why}", info.file);
        }
    }
    if !others.is_empty() {
        let mut names: Vec<_> = others.iter().take(NAMED).map(|path| path.display().to_string()).collect();
        if others.len() > NAMED {
            names.push("…".to_string());
        }
        let names = names.join(", ");
        anstream::eprintln!(
            "ropa: {}",
            texts.fill("document.others", &[("count", &others.len()), ("names", &names)])
        );
    }
}

/// The file, what is wrong with it and what to do.
pub(crate) fn message(error: &DocumentError, lang: Lang) -> String {
    format!("{}: {}", error.file, problem(&error.problem, lang))
}

fn problem(problem: &DocumentProblem, lang: Lang) -> String {
    let texts = texts(lang);
    let say =
        |key: &str, values: &[(&str, &dyn std::fmt::Display)]| texts.fill(&format!("document.{key}"), values);
    let kind = |what: &str| texts.find(&format!("document.kind.{what}")).unwrap_or(what).to_string();
    match problem {
        DocumentProblem::File(problem) => crate::reading::problem(problem, lang),
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
            say("damaged", &[("because", &crate::reading::because(detail, lang))])
        }
        // A kind of error that this catalogue does not know yet; the library's own words.
        other => other.to_string(),
    }
}
