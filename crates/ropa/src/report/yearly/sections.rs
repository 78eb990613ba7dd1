//! The figures in the sections of an order, each with a number that all formats share.

use crate::text::variants::IntoEnumIterator;
use crate::yearly::{
    Absent, Area, Figure, FigureKind, Order, Recommendation, ReviewHeading, Wanted, YearlyReport,
};

/// So many units are named at most.
const UNITS: usize = 10;

/// What a section is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Area(Area),
    Review(ReviewHeading),
}

/// A figure with its number, and the parts that it breaks down into.
pub(super) struct Numbered<'r> {
    /// `4.2`.
    pub(super) number: String,
    pub(super) figure: &'r Figure,
    pub(super) parts: Vec<Parts<'r>>,
}

/// What a figure breaks down into: the parts worth showing, what most needs a look first.
pub(super) struct Parts<'r> {
    pub(super) kind: FigureKind,
    pub(super) shown: Vec<&'r Figure>,
    /// How many more there are, which only the workbook names.
    pub(super) more: usize,
    /// How many are all in order, and not shown.
    pub(super) complete: usize,
}

/// One section.
pub(super) struct Section<'r> {
    pub(super) number: usize,
    pub(super) of: Of,
    /// What is shown, in its order.
    pub(super) figures: Vec<Numbered<'r>>,
    /// What has no case: told on one line.
    pub(super) nothing: Vec<FigureKind>,
    /// What is not known, and why.
    pub(super) absent: Vec<(FigureKind, &'r Absent)>,
    /// What its figures gave reason to recommend.
    pub(super) concluded: Vec<&'r Recommendation>,
    /// What is recommended in it; none where another section of the order is for that.
    pub(super) recommendations: Option<Vec<&'r Recommendation>>,
}

impl Section<'_> {
    /// Whether anything is known in it.
    pub(super) fn is_known(&self) -> bool {
        !self.nothing.is_empty() || self.figures.iter().any(|one| one.figure.amount().is_some())
    }

    /// Whether the section is where last year's recommendations are followed up.
    pub(super) fn follows_up(&self) -> bool {
        matches!(self.of, Of::Review(ReviewHeading::EarlierActions))
    }
}

/// The sections, in their order; one of a review that has nothing to show is kept, since its headings are expected.
pub(super) fn sections(report: &YearlyReport, order: Order) -> Vec<Section<'_>> {
    let of: Vec<Of> = match order {
        Order::Areas => Area::iter().map(Of::Area).collect(),
        Order::Review => ReviewHeading::iter().map(Of::Review).collect(),
    };
    of.into_iter().enumerate().map(|(at, of)| section(report, at + 1, of)).collect()
}

fn section(report: &YearlyReport, number: usize, of: Of) -> Section<'_> {
    let is_in = |kind: FigureKind| match of {
        Of::Area(area) => kind.area() == area,
        Of::Review(heading) => kind.heading() == heading,
    };
    let all = &report.recommendations;
    let recommendations = match of {
        Of::Area(area) => Some(all.iter().filter(|one| one.area == area).collect()),
        Of::Review(ReviewHeading::Improvement) => Some(all.iter().collect()),
        Of::Review(_) => None,
    };
    let concluded = all.iter().filter(|one| one.rule.is_some_and(|rule| is_in(rule.figure)));
    let mut section = Section {
        number,
        of,
        figures: Vec::new(),
        nothing: Vec::new(),
        absent: Vec::new(),
        concluded: concluded.collect(),
        recommendations,
    };
    for figure in report.figures.iter().filter(|one| one.part.is_none() && is_in(one.kind)) {
        match &figure.value {
            Ok(_) if figure.is_nothing() => section.nothing.push(figure.kind),
            Ok(_) | Err(Absent::NotGiven) => {
                let number = format!("{number}.{}", section.figures.len() + 1);
                section.figures.push(Numbered { number, figure, parts: parts(report, figure.kind) });
            }
            Err(absent) => section.absent.push((figure.kind, absent)),
        }
    }
    section
}

/// What a figure breaks down into; parts without any case are left out.
fn parts(report: &YearlyReport, whole: FigureKind) -> Vec<Parts<'_>> {
    let kinds = FigureKind::iter().filter(|kind| kind.whole() == Some(whole));
    let parts = kinds.map(|kind| {
        let of = report.parts(kind).map(|(figure, _)| figure);
        let known = of.filter(|figure| figure.amount().is_some() && !figure.is_nothing());
        let (complete, mut shown): (Vec<&Figure>, Vec<&Figure>) = known.partition(|one| is_complete(one));
        shown.sort_by_key(|figure| weight(figure));
        let more = shown.len().saturating_sub(most(kind));
        shown.truncate(most(kind));
        Parts { kind, shown, more, complete: complete.len() }
    });
    parts.filter(|parts| !parts.shown.is_empty()).collect()
}

/// So many parts are named at most. Units may be hundreds; a page is for what most needs a look.
fn most(kind: FigureKind) -> usize {
    match kind {
        FigureKind::UnitAnswers | FigureKind::GapOfUnit => UNITS,
        _ => usize::MAX,
    }
}

/// Whether all that should be in order is.
pub(super) fn is_complete(figure: &Figure) -> bool {
    let all = figure.amount().is_some_and(|amount| amount.of == Some(amount.counted));
    all && figure.kind.wanted() == Wanted::More
}

/// What most needs a look first: the least share of what should be much, else the greatest number.
pub(super) fn weight(figure: &Figure) -> usize {
    let Some(amount) = figure.amount() else { return usize::MAX };
    match figure.kind.wanted() {
        Wanted::More => amount.percent().unwrap_or(usize::MAX),
        _ => usize::MAX - amount.counted,
    }
}
