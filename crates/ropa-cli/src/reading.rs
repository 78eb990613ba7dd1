//! What to tell the user of a file that could not be read.

use crate::limits::raised;
use crate::texts::texts;
use ropa::documents::DocumentError;
use ropa::report::refusal::Refusals;
use ropa::text::Lang;
use ropa::workbook::{Problem, ReadError};

/// The file, what is wrong with it and what to do, in the user's language. Of passwords the program says more than the
/// library, which knows no option for them.
pub(crate) fn message(error: &ReadError, lang: Lang) -> String {
    let texts = texts(lang);
    let own = match error.problem {
        Problem::PasswordProtected => texts.get("reading.password_protected"),
        Problem::WrongPassword => texts.get("reading.wrong_password"),
        _ => return telling(lang, |refusals| refusals.file(error)),
    };
    format!("{}: {own}", error.file)
}

/// The document, what is wrong with it and what to do.
pub(crate) fn document(error: &DocumentError, lang: Lang) -> String {
    telling(lang, |refusals| refusals.document(error))
}

/// Tells, and advises the option that raises a limit.
fn telling(lang: Lang, tell: impl FnOnce(Refusals<'_>) -> String) -> String {
    let raise = |name: &str, limit: u64| texts(lang).fill("reading.raise", &[("flag", &raised(name, limit))]);
    tell(Refusals { lang, raise: Some(&raise) })
}
