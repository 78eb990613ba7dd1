//! Reads every cell of a workbook with calamine and does nothing with it:
//! `bare-read stream|range FILE.xlsx`. The floor that the whole job is measured against.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use calamine::{DataRef, Reader, Xlsx, XlsxError, open_workbook};
use std::io::BufReader;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(how), Some(path)) = (args.next(), args.next()) else {
        eprintln!("usage: bare-read stream|range FILE.xlsx");
        return ExitCode::from(2);
    };
    match read(&how, &path) {
        Ok(cells) => {
            println!("{cells} cells");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read(how: &str, path: &str) -> Result<usize, XlsxError> {
    let mut workbook: Xlsx<BufReader<std::fs::File>> = open_workbook(path)?;
    let mut cells = 0;
    for sheet in workbook.sheet_names() {
        if how == "range" {
            cells += workbook.worksheet_range(&sheet)?.used_cells().count();
        } else {
            let mut reader = workbook.worksheet_cells_reader(&sheet)?;
            while let Some(cell) = reader.next_cell()? {
                cells += usize::from(!matches!(cell.get_value(), DataRef::Empty));
            }
        }
    }
    Ok(cells)
}
