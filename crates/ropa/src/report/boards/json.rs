//! Boards side by side for a program: schema `ropa/boards/1`.

use super::view::{BoardsView, code, percent};
use crate::report::common::envelope::Head;
use crate::workbook::WriteError;
use crate::yearly::{Absent, Board, BoardFigure, FigureKind, LeftOut, SIDE_BY_SIDE};
use serde::Serialize;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/boards-1.json");

/// Writes the boards as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &BoardsView<'_>) -> Result<(), WriteError> {
    let read = view.boards.iter().filter(|board| board.figures.is_ok()).count();
    let summary = Summary { boards: view.boards.len(), read };
    let body = Body { boards: view.boards.iter().map(BoardOut::of).collect() };
    Head::new("ropa/boards/1", view.as_of, view.lang, None).write(out, summary, body)
}

#[derive(Serialize)]
struct Summary {
    boards: usize,
    /// Those that could be read.
    read: usize,
}

#[derive(Serialize)]
struct Body<'a> {
    boards: Vec<BoardOut<'a>>,
}

#[derive(Serialize)]
struct BoardOut<'a> {
    name: &'a str,
    /// Why the board could not be read.
    broken: Option<&'a str>,
    figures: Vec<FigureOut>,
}

#[derive(Serialize)]
struct FigureOut {
    figure: FigureKind,
    counted: Option<usize>,
    of: Option<usize>,
    percent: Option<usize>,
    absent: Option<&'static str>,
    left_out: Vec<LeftOutOut>,
}

#[derive(Serialize)]
struct LeftOutOut {
    why: LeftOut,
    count: usize,
}

impl<'a> BoardOut<'a> {
    fn of(board: &'a Board) -> BoardOut<'a> {
        let figures = SIDE_BY_SIDE.into_iter().enumerate();
        let figures = figures.filter_map(|(place, kind)| Some(FigureOut::of(kind, board.figure(place)?)));
        BoardOut {
            name: &board.name,
            broken: board.figures.as_ref().err().map(String::as_str),
            figures: figures.collect(),
        }
    }
}

impl FigureOut {
    fn of(figure: FigureKind, value: &Result<BoardFigure, Absent>) -> FigureOut {
        let past = value.as_ref().ok().map(|figure| &figure.number);
        let left_out = value.iter().flat_map(|figure| &figure.left_out);
        FigureOut {
            figure,
            counted: past.map(|past| past.counted),
            of: past.and_then(|past| past.of),
            percent: past.and_then(percent),
            absent: value.as_ref().err().map(code),
            left_out: left_out.map(|(why, count)| LeftOutOut { why: *why, count: *count }).collect(),
        }
    }
}
