//! `ropa inspect`: how the files were read.

use crate::args::{InspectArgs, InspectFormat};
use crate::error::CliError;
use crate::texts::texts;
use crate::{input, output};
use ropa::import::{Importer, MatchHow};
use ropa::report::inspect::profile::{ProfileView, toml};
use ropa::report::inspect::{FileNotes, InspectView, json, text};
use std::path::Path;

/// Shows how the files were read; true where something was not understood or has no place.
pub(crate) fn run(args: &InspectArgs) -> Result<bool, CliError> {
    if let Some(path) = &args.write_profile {
        return write_profile(args, path);
    }
    let (books, import) = input::import(&args.files, &args.reading)?;
    let notes: Vec<_> = books.iter().map(|book| FileNotes { file: &book.file, notes: &book.notes }).collect();
    let view = InspectView {
        import: &import,
        notes: &notes,
        as_of: input::today(args.law.as_of),
        lang: input::language(&args.reading, &import),
    };
    output::write(args.output.as_deref(), &args.files, |out| match args.format {
        InspectFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
        InspectFormat::Json => json(out, &view),
    })?;
    Ok(!import.not_understood.is_empty() || import.account.reported > 0 || import.has_unread_documents())
}

/// Writes a proposal of a profile; true where it leaves something for a person to settle.
fn write_profile(args: &InspectArgs, path: &Path) -> Result<bool, CliError> {
    if path.exists() {
        return Err(CliError::ProfileThere(path.to_path_buf()));
    }
    let base = match &args.reading.profile {
        None => "draftit",
        Some(asked) => input::builtin(asked).ok_or_else(|| CliError::ProfileOfProfile(asked.clone()))?,
    };
    let profile = input::profile(args.reading.profile.as_deref())?;
    let (books, import) = input::import(&args.files, &args.reading)?;
    let lang = input::language(&args.reading, &import);
    let proposal = Importer::new(&profile).propose(&books);
    let name = path.display().to_string();
    let view = ProfileView { proposal: &proposal, base, name: &name, lang };
    output::write(Some(path), &args.files, |out| Ok(out.write_all(toml(&view).as_bytes())?))?;
    let count = |how: fn(MatchHow) -> bool| {
        let columns = proposal.tables.iter().flat_map(|table| &table.columns);
        columns.filter(|column| !column.ignored && how(column.how)).count()
    };
    let fuzzy = count(|how| how == MatchHow::Fuzzy);
    let unmatched = count(|how| how == MatchHow::None);
    let matched = count(|how| how != MatchHow::None);
    let words = proposal.words.iter().map(|words| words.texts.len()).sum::<usize>();
    let first = args.files.first().map(|file| file.display().to_string()).unwrap_or_default();
    let told = texts(lang).fill(
        "message.profile_written",
        &[
            ("path", &path.display()),
            ("matched", &matched),
            ("fuzzy", &fuzzy),
            ("unmatched", &unmatched),
            ("words", &words),
            ("file", &first),
        ],
    );
    output::write(args.output.as_deref(), &args.files, |out| Ok(writeln!(out, "{told}")?))?;
    Ok(fuzzy + unmatched + words > 0)
}
