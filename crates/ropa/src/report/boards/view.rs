//! What boards side by side show.

use crate::report::common::texts::{BoardsTexts, YearlyTexts};
use crate::report::yearly::numbers;
use crate::text::Lang;
use crate::yearly::{Absent, Board, BoardFigure, FigureKind, Past};
use chrono::NaiveDate;

/// What to show: the boards, in the order given.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct BoardsView<'a> {
    /// The boards.
    pub boards: &'a [Board],
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> BoardsView<'a> {
    /// The figures of several boards.
    pub fn new(boards: &'a [Board], as_of: NaiveDate, lang: Lang) -> BoardsView<'a> {
        BoardsView { boards, as_of, lang }
    }
}

impl BoardsView<'_> {
    pub(super) fn texts(&self) -> &'static BoardsTexts {
        &self.lang.texts().boards
    }

    pub(super) fn yearly(&self) -> &'static YearlyTexts {
        &self.lang.texts().yearly
    }

    pub(super) fn title(&self) -> String {
        self.texts().title.fill(&[("date", &self.as_of)])
    }

    /// How many boards there are, and how many of them could be read.
    pub(super) fn read(&self) -> String {
        let read = self.boards.iter().filter(|board| board.figures.is_ok()).count();
        let (read, of) = (self.lang.number(read), self.lang.number(self.boards.len()));
        self.texts().read.fill(&[("read", &read), ("of", &of)])
    }

    pub(super) fn label(&self, kind: FigureKind) -> &'static str {
        self.yearly().figure.of_static(kind.into())
    }

    /// A figure of a board: its number with what it is counted of, or why there is none.
    pub(super) fn said(&self, kind: FigureKind, figure: &Result<BoardFigure, Absent>) -> String {
        match figure {
            Ok(figure) => {
                let number = numbers::shared(self.lang, kind, &figure.number);
                let share = percent(&figure.number).map(|percent| format!(" ({percent}\u{a0}%)"));
                let left_out = self.left_out(figure);
                let left_out = (!left_out.is_empty())
                    .then(|| format!(". {}", self.yearly().value.left_out.fill(&[("what", &left_out)])));
                [Some(number), share, left_out].into_iter().flatten().collect()
            }
            Err(absent) => self.texts().absent.of(code(absent)).to_string(),
        }
    }

    pub(super) fn left_out(&self, figure: &BoardFigure) -> String {
        numbers::left_out(self.lang, &figure.left_out)
    }
}

/// Per cent, to the nearest.
pub(super) fn percent(past: &Past) -> Option<usize> {
    crate::text::percent::percent(past.counted, past.of?)
}

pub(super) fn code(absent: &Absent) -> &'static str {
    match absent {
        Absent::NotAsked(_) => "not_asked",
        Absent::NotGiven => "not_given",
        Absent::NoStructure => "no_structure",
        Absent::NoDpias => "no_dpias",
        Absent::RuleLeftOut(_) => "rule_left_out",
        Absent::NoLast => "no_last",
        Absent::OfNothing => "of_nothing",
    }
}
