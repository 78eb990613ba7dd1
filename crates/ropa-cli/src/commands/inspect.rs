//! `ropa inspect`: how the files were read.

use crate::args::{InspectArgs, InspectFormat};
use crate::error::CliError;
use crate::load::{Loaded, builtin, reader};
use crate::output;
use crate::texts::{argument, arguments, texts};
use ropa::import::{Importer, MatchHow, Proposal};
use ropa::report::inspect::profile::{ProfileView, toml};
use ropa::report::inspect::{FileNotes, InspectView, ReviewView, json, review, text};
use std::path::Path;

/// Shows how the files were read; true where something was not understood or has no place.
pub(crate) fn run(args: &InspectArgs) -> Result<bool, CliError> {
    if let Some(path) = &args.write_profile {
        return write_profile(args, path);
    }
    if let Some(path) = &args.review {
        return write_review(args, path);
    }
    let loaded = open(args)?;
    let notes: Vec<_> = loaded
        .case
        .tables()
        .iter()
        .map(|table| FileNotes::new(&table.book.file, &table.book.notes))
        .collect();
    let import = loaded.case.import();
    let view = InspectView::new(import, &notes, loaded.case.as_of(), loaded.lang);
    output::write(args.output.as_deref(), &args.files, |out| match args.format {
        InspectFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
        InspectFormat::Json => json(out, &view),
    })?;
    Ok(!import.not_understood.is_empty() || import.account.reported > 0 || import.has_unread_documents())
}

fn open(args: &InspectArgs) -> Result<Loaded, CliError> {
    let builder = reader(&args.files, &args.law, &args.reading)?.keep_tables();
    Loaded::inspected(builder, &args.files, &args.reading)
}

/// Writes a workbook of the columns; true where one of them was not read surely.
fn write_review(args: &InspectArgs, path: &Path) -> Result<bool, CliError> {
    if path.exists() {
        return Err(CliError::ProfileThere(path.to_path_buf()));
    }
    let loaded = open(args)?;
    let books: Vec<_> = loaded.case.tables().iter().map(|table| &table.book).collect();
    let import = loaded.case.import();
    let mut rows = 0;
    output::write(Some(path), &args.files, |out| {
        rows = review(out, &ReviewView::new(import, &books, loaded.lang))?;
        Ok(())
    })?;
    let columns = import.tables.iter().flat_map(|table| &table.columns);
    let unsure = columns.filter(|column| matches!(column.how, MatchHow::Likely | MatchHow::None)).count();
    let told = texts(loaded.lang).fill(
        "message.review_written",
        &[
            ("path", &path.display()),
            ("rows", &rows),
            ("unsure", &unsure),
            ("arguments", &arguments(&args.files)),
            ("argument", &argument(path)),
        ],
    );
    output::write(args.output.as_deref(), &args.files, |out| Ok(writeln!(out, "{told}")?))?;
    Ok(unsure > 0)
}

/// Writes a proposal of a profile; true where it leaves something for a person to settle.
fn write_profile(args: &InspectArgs, path: &Path) -> Result<bool, CliError> {
    if path.exists() {
        return Err(CliError::ProfileThere(path.to_path_buf()));
    }
    let base = match &args.reading.profile {
        None => "draftit",
        Some(asked) => builtin(asked).ok_or_else(|| CliError::ProfileOfProfile(asked.clone()))?,
    };
    let loaded = open(args)?;
    let books: Vec<_> = loaded.case.tables().iter().map(|table| table.book.clone()).collect();
    let proposal = Importer::new(loaded.case.profile()).propose(&books);
    let name = path.display().to_string();
    let view = ProfileView::new(&proposal, base, &name, loaded.lang);
    output::write(Some(path), &args.files, |out| Ok(out.write_all(toml(&view).as_bytes())?))?;
    let Counts { matched, fuzzy, unmatched, words } = Counts::of(&proposal);
    let told = texts(loaded.lang).fill(
        "message.profile_written",
        &[
            ("path", &path.display()),
            ("matched", &matched),
            ("fuzzy", &fuzzy),
            ("unmatched", &unmatched),
            ("words", &words),
            ("arguments", &arguments(&args.files)),
            ("argument", &argument(path)),
        ],
    );
    output::write(args.output.as_deref(), &args.files, |out| Ok(writeln!(out, "{told}")?))?;
    Ok(fuzzy + unmatched + words > 0)
}

/// How many columns and words a proposal holds.
struct Counts {
    matched: usize,
    fuzzy: usize,
    unmatched: usize,
    words: usize,
}

impl Counts {
    fn of(proposal: &Proposal) -> Counts {
        let count = |how: fn(MatchHow) -> bool| {
            let columns = proposal.tables.iter().flat_map(|table| &table.columns);
            columns.filter(|column| !column.ignored && how(column.how)).count()
        };
        Counts {
            matched: count(|how| how != MatchHow::None),
            fuzzy: count(|how| how == MatchHow::Fuzzy),
            unmatched: count(|how| how == MatchHow::None),
            words: proposal.words.iter().map(|words| words.texts.len()).sum(),
        }
    }
}
