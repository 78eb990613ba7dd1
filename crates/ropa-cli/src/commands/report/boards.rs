//! `ropa report --boards`: boards side by side, one after another, so that no more than one is held in memory.

use crate::args::{ReportArgs, ReportFormat};
use crate::commands::boards::{called, folders};
use crate::config::Config;
use crate::error::CliError;
use crate::load::today;
use crate::output;
use crate::texts::texts;
use ropa::report::boards::{BoardsView, html, json, text, workbook};
use ropa::text::Lang;
use ropa::yearly::Board;
use std::path::Path;

/// Sets the boards of a folder side by side, one folder a board. One that cannot be read is told, and does not keep the
/// others from being read; it is an error after the list.
pub(super) fn run(args: &ReportArgs, folder: &Path) -> Result<bool, CliError> {
    let format = ReportFormat::wanted(args.format, args.output.as_deref())?;
    if format == ReportFormat::Docx {
        return Err(CliError::BoardsDocx);
    }
    let lang = args.case.reading.lang();
    let folders = folders(folder)?;
    let mut boards: Vec<Board> = folders.iter().map(|folder| board(folder, args, lang)).collect();
    boards.sort_by_key(|board| ropa::text::swedish_key(&board.name));
    let view = BoardsView::new(&boards, today(args.case.law.as_of), lang);
    output::write(args.output.as_deref(), &[], |out| match format {
        ReportFormat::Html => html(out, &view),
        ReportFormat::Xlsx => workbook(out, &view),
        ReportFormat::Json => json(out, &view),
        ReportFormat::Text | ReportFormat::Docx => {
            let options = super::super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
    })?;
    let broken: Vec<String> =
        boards.into_iter().filter(|board| board.figures.is_err()).map(|board| board.name).collect();
    if broken.is_empty() { Ok(false) } else { Err(CliError::BoardsNotRead(broken)) }
}

/// The figures of one board, of which nothing else is kept.
fn board(folder: &Path, args: &ReportArgs, lang: Lang) -> Board {
    let called = called(folder);
    let told = Config::in_folder(folder).and_then(|config| {
        let mut args = ReportArgs { boards: None, ..args.clone() };
        config.fill_report(&mut args)?;
        let name = config.board.clone().unwrap_or_else(|| called.clone());
        Ok(Board::of(name, &super::year(&args, &config)?.answer.report))
    });
    told.unwrap_or_else(|error| {
        let why = error.message(lang);
        let told = texts(lang).fill("message.board_not_read", &[("name", &called), ("why", &why)]);
        anstream::eprintln!("ropa: {told}");
        Board::broken(called, why)
    })
}
