//! `ropa inspect`: how the files were read.

use crate::args::{InspectArgs, InspectFormat};
use crate::error::CliError;
use crate::{input, output};
use ropa::report::inspect::{FileNotes, InspectView, json, text};

/// Shows how the files were read; true where something was not understood or has no place.
pub(crate) fn run(args: &InspectArgs) -> Result<bool, CliError> {
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
    Ok(!import.not_understood.is_empty()
        || import.account.reported > 0
        || import.unread_documents().next().is_some())
}
