//! What to say of DPIAs that are documents beside the tables.

use crate::texts::texts;
use ropa::casefile::CaseFile;
use ropa::import::DocumentOutcome;
use ropa::report::Lang;

/// So many of the other files in a folder are named.
const NAMED: usize = 5;

/// Says which documents were not read and why, which are no DPIAs, and what else the folders hold.
pub(crate) fn tell(case: &CaseFile<'_>, lang: Lang) {
    let (import, errors, others) = (case.import(), case.unread_documents(), case.other_files());
    let texts = texts(lang);
    for error in errors {
        anstream::eprintln!("ropa: {}", crate::reading::document(error, lang));
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
