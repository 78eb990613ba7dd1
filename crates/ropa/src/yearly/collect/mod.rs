//! The figures, area by area.

mod by_hand;
mod dpia_list;
mod dpias;
mod measures;
mod register;
mod structure;

pub(crate) use dpias::goes_on_against;

use super::basis::YearlyBasis;
use super::by_hand::ByHand;
use super::figure::{Absent, Amount, Figure, Part};
use super::kind::FigureKind;
use super::last::LastReport;

/// The figures as they are gathered, each with that of the last report.
pub(super) struct Figures<'l> {
    pub(super) all: Vec<Figure>,
    last: Option<&'l LastReport>,
}

impl Figures<'_> {
    fn add(&mut self, kind: FigureKind, value: Result<Amount, Absent>) {
        self.add_part(kind, None, value);
    }

    fn add_part(&mut self, kind: FigureKind, part: Option<Part>, value: Result<Amount, Absent>) {
        let last = self.last.and_then(|last| last.past(kind, part.as_ref().map(Part::key)));
        self.all.push(Figure { kind, part, value, last });
    }
}

/// All figures, in the order of their kinds.
pub(super) fn figures(basis: &YearlyBasis<'_>, by_hand: &ByHand, last: Option<&LastReport>) -> Vec<Figure> {
    let mut figures = Figures { all: Vec::new(), last };
    register::add(basis, &mut figures);
    structure::add(basis, &mut figures);
    measures::add(basis, &mut figures);
    dpias::add(basis, &mut figures);
    dpia_list::add(basis, &mut figures);
    by_hand::add(basis, by_hand, &mut figures);
    figures.all.sort_by_key(|figure| figure.kind);
    figures.all
}
