//! `ropa report --boards`: boards side by side, one after another, so that no more than one is held in memory.

use crate::args::{ReportArgs, ReportFormat};
use crate::config::{Config, NAME};
use crate::error::CliError;
use crate::load::today;
use crate::output;
use crate::texts::texts;
use ropa::report::Lang;
use ropa::report::boards::{BoardsView, html, json, text, workbook};
use ropa::yearly::Board;
use std::path::{Path, PathBuf};

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
    boards.sort_by_key(|board| ropa::report::swedish_key(&board.name));
    let view = BoardsView { boards: &boards, as_of: today(args.case.law.as_of), lang };
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

/// The folders with settings of their own, by name.
fn folders(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let unread = |source| CliError::Folder { path: folder.to_path_buf(), source };
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.join(NAME).is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    match folders.is_empty() {
        true => Err(CliError::NoBoards(folder.to_path_buf())),
        false => Ok(folders),
    }
}

/// The figures of one board, of which nothing else is kept.
fn board(folder: &Path, args: &ReportArgs, lang: Lang) -> Board {
    let called = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let told = Config::in_folder(folder).and_then(|config| {
        let mut args = ReportArgs { boards: None, ..args.clone() };
        config.fill_report(&mut args)?;
        let name = config.board.clone().unwrap_or_else(|| called.clone());
        let (_, _, answer) = super::answered(&args, &config)?;
        Ok(Board::of(name, &answer.report))
    });
    told.unwrap_or_else(|error| {
        let why = error.message(lang);
        let told = texts(lang).fill("message.board_not_read", &[("name", &called), ("why", &why)]);
        anstream::eprintln!("ropa: {told}");
        Board::broken(called, why)
    })
}
