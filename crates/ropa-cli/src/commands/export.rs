//! `ropa export tables`: tables for analysis, of one register or of one board after another.

use super::boards::{called, folders};
use crate::args::{ExportCommand, ExportTablesArgs, TablesFormat};
use crate::config::Config;
use crate::error::CliError;
use crate::load::{Loaded, builder};
use crate::output;
use crate::texts::texts;
use ropa::art30::CheckOptions;
use ropa::report::tables::{Table, TablesView, csv};
use std::path::{Path, PathBuf};

pub(crate) fn run(command: &ExportCommand, config: &Config) -> Result<bool, CliError> {
    let ExportCommand::Tables(args) = command;
    if args.format == TablesFormat::Parquet && !cfg!(feature = "parquet") {
        return Err(CliError::NoParquet);
    }
    let taken = std::fs::read_dir(&args.output).is_ok_and(|mut inside| inside.next().is_some());
    if taken {
        // What another run left there would be counted too.
        return Err(CliError::FolderTaken(args.output.clone()));
    }
    match &args.boards {
        None => one(args, config).map(|()| false),
        Some(folder) => all(args, folder),
    }
}

/// The tables of one register, a file each.
fn one(args: &ExportTablesArgs, config: &Config) -> Result<(), CliError> {
    let first = args.files.first().and_then(|file| file.file_stem());
    let board =
        config.board.clone().unwrap_or_else(|| first.unwrap_or_default().to_string_lossy().into_owned());
    let file = |table: Table| args.output.join(format!("{table}.{}", ending(args.format)));
    written(args, config, &board, file)
}

/// The tables of each board, in a part of its own: `gaps/board=Socialnämnden/gaps.csv`. One that cannot be read is told,
/// and does not keep the others from being written; it is an error at the end.
fn all(args: &ExportTablesArgs, folder: &Path) -> Result<bool, CliError> {
    let lang = args.case.reading.lang();
    let mut broken = Vec::new();
    for folder in folders(folder)? {
        if let Err(error) = board(args, &folder) {
            let name = called(&folder);
            let told =
                texts(lang).fill("message.board_not_read", &[("name", &name), ("why", &error.message(lang))]);
            anstream::eprintln!("ropa: {told}");
            broken.push(name);
        }
    }
    if broken.is_empty() { Ok(false) } else { Err(CliError::BoardsNotWritten(broken)) }
}

fn board(args: &ExportTablesArgs, folder: &Path) -> Result<(), CliError> {
    let config = Config::in_folder(folder)?;
    let mut args = ExportTablesArgs { boards: None, ..args.clone() };
    config.fill_export(&mut args)?;
    let board = config.board.clone().unwrap_or_else(|| called(folder));
    let part = format!("board={}", encoded(&board));
    if args.output.join("boards").join(&part).exists() {
        return Err(CliError::BoardTwice(board));
    }
    let name = |table: Table| format!("{table}.{}", ending(args.format));
    written(&args, &config, &board, |table| args.output.join(table.to_string()).join(&part).join(name(table)))
}

/// Writes every table of what a call names.
fn written(
    args: &ExportTablesArgs,
    config: &Config,
    board: &str,
    file: impl Fn(Table) -> PathBuf,
) -> Result<(), CliError> {
    let loaded = Loaded::of(builder(&args.files, &args.case)?, &args.files, &args.case.reading)?
        .with_activities(&args.files)?;
    let assessed = loaded.assess()?;
    let usual = CheckOptions::new(assessed.as_of());
    let options = CheckOptions {
        authority: config.authority != Some(false),
        stale_months: config.stale_months.unwrap_or(usual.stale_months),
        ..usual
    };
    let checked = loaded.case.check(options, &config.adjustments());
    let view = TablesView::new(board, &assessed, &checked);
    for table in Table::all() {
        let path = file(table);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|source| CliError::Write { path: path.clone(), source })?;
        }
        output::write(Some(&path), &args.files, |out| match args.format {
            TablesFormat::Csv => csv(out, table, &view),
            #[cfg(feature = "parquet")]
            TablesFormat::Parquet => ropa::report::tables::parquet(out, table, &view),
            #[cfg(not(feature = "parquet"))]
            TablesFormat::Parquet => Ok(()),
        })?;
    }
    Ok(())
}

fn ending(format: TablesFormat) -> &'static str {
    match format {
        TablesFormat::Csv => "csv",
        TablesFormat::Parquet => "parquet",
    }
}

/// A name as a part of a path: letters and digits as they are, the rest by its bytes, as engines that read parts decode it.
fn encoded(name: &str) -> String {
    let mut encoded = String::new();
    for letter in name.chars() {
        match letter {
            _ if letter.is_alphanumeric() || matches!(letter, '-' | '_') => encoded.push(letter),
            _ => {
                let mut bytes = [0; 4];
                let bytes = letter.encode_utf8(&mut bytes).bytes();
                bytes.for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_name_can_be_a_part_of_any_path() {
        assert_eq!(encoded("Socialnämnden"), "Socialnämnden");
        assert_eq!(encoded("Barn / unga: a=b"), "Barn%20%2F%20unga%3A%20a%3Db");
    }
}
