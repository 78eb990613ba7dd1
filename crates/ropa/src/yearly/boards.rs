//! Boards side by side: the same figures of each, and nothing in anybody's own words.

use super::figure::{Absent, Figure, LeftOut, Past};
use super::kind::FigureKind;
use super::whole::YearlyReport;

/// What boards are set side by side by.
pub(crate) const SIDE_BY_SIDE: [FigureKind; 14] = [
    FigureKind::Registered,
    FigureKind::RegisteredInPeriod,
    FigureKind::Answers,
    FigureKind::RecordsAtFault,
    FigureKind::Touched,
    FigureKind::ReviewPassed,
    FigureKind::StructureCovered,
    FigureKind::Needed,
    FigureKind::Living,
    FigureKind::Gaps,
    FigureKind::Open,
    FigureKind::OldestGap,
    FigureKind::Agreements,
    FigureKind::Incidents,
];

/// A figure of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BoardFigure {
    /// How many, and of how many.
    pub number: Past,
    /// What is in neither number, and why.
    pub left_out: Vec<(LeftOut, usize)>,
}

/// One board: its figures, or why it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Board {
    /// What it is called.
    pub name: String,
    /// Its figures in the order in which boards are compared (`SIDE_BY_SIDE`), or what is wrong with its folder.
    pub figures: Result<Vec<Result<BoardFigure, Absent>>, String>,
}

impl Board {
    /// A board by its report, of which nothing but the numbers is kept.
    pub fn of(name: String, report: &YearlyReport) -> Board {
        let number = |figure: &Figure| match &figure.value {
            Ok(amount) => Ok(BoardFigure {
                number: Past { counted: amount.counted, of: amount.of },
                left_out: amount.left_out.clone(),
            }),
            Err(absent) => Err(absent.clone()),
        };
        let figures = SIDE_BY_SIDE.iter().map(|kind| match report.figure(*kind) {
            Some(figure) => number(figure),
            None => Err(Absent::OfNothing),
        });
        Board { name, figures: Ok(figures.collect()) }
    }

    /// A board whose folder could not be read.
    pub fn broken(name: String, why: String) -> Board {
        Board { name, figures: Err(why) }
    }

    /// A figure of it, by its place in [`SIDE_BY_SIDE`].
    pub(crate) fn figure(&self, place: usize) -> Option<&Result<BoardFigure, Absent>> {
        self.figures.as_ref().ok()?.get(place)
    }
}
