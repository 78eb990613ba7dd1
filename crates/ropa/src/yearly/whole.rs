//! The whole report.

use super::basis::YearlyBasis;
use super::by_hand::ByHand;
use super::collect;
use super::figure::{Figure, Part};
use super::kind::FigureKind;
use super::last::{LastError, LastReport, PastYear};
use super::recommend::{FollowedUp, Recommendation, followed_up, recommendations};
use crate::classification::FitReading;
use crate::gaps::Span;
use chrono::NaiveDate;

/// What a board is shown first, as far as it is known: the first seven of these.
const FIRST: [FigureKind; 14] = [
    FigureKind::Registered,
    FigureKind::Living,
    FigureKind::RunningAgainst,
    FigureKind::OldestGap,
    FigureKind::Open,
    FigureKind::Answers,
    FigureKind::Incidents,
    FigureKind::RequestsInTime,
    FigureKind::StructureCovered,
    FigureKind::Touched,
    FigureKind::Agreements,
    FigureKind::RecordsAtFault,
    FigureKind::ReviewPassed,
    FigureKind::StaffTrained,
];
/// So many figures stand on the first page at most.
const FIGURES: usize = 7;
/// So many sentences on what has to be decided.
const DECISIONS: usize = 3;

/// The yearly report: figures, recommendations, and what became of those of the last.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct YearlyReport {
    /// The day.
    pub as_of: NaiveDate,
    /// The period of what is told of as the year's.
    pub period: Span,
    /// All figures, in the order of their kinds.
    pub figures: Vec<Figure>,
    /// Whether registering by process suits; none where no structure was named.
    pub fit: Option<FitReading>,
    /// The recommendations.
    pub recommendations: Vec<Recommendation>,
    /// What became of those of the last report.
    pub followed_up: Vec<FollowedUp>,
    /// What people have written of the year.
    pub by_hand: ByHand,
    /// Earlier years, the oldest first; the last report is the last of them.
    pub history: Vec<PastYear>,
}

impl YearlyReport {
    /// The report of a year.
    ///
    /// # Errors
    /// [`LastError::NotOlder`] where the last report is not of an earlier day.
    pub(crate) fn of(
        basis: &YearlyBasis<'_>,
        by_hand: ByHand,
        last: Option<&LastReport>,
    ) -> Result<YearlyReport, LastError> {
        let as_of = basis.assessed.as_of();
        if let Some(day) = last.map(|last| last.as_of).filter(|day| *day >= as_of) {
            return Err(LastError::NotOlder(day));
        }
        let figures = collect::figures(basis, &by_hand, last);
        let history = last.into_iter().flat_map(|last| last.history.iter().cloned().chain([last.year()]));
        Ok(YearlyReport {
            as_of,
            period: basis.period,
            fit: basis.structure.map(|(_, evaluation)| evaluation.whole.reading),
            recommendations: recommendations(&figures, &by_hand, last),
            followed_up: followed_up(&figures, &by_hand, last),
            history: history.filter(|year| year.as_of < as_of).collect(),
            figures,
            by_hand,
        })
    }

    /// The day of the last report, where there was one.
    pub(crate) fn last(&self) -> Option<NaiveDate> {
        self.history.last().map(|year| year.as_of)
    }

    /// A figure of the whole.
    pub(crate) fn figure(&self, kind: FigureKind) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.kind == kind && figure.part.is_none())
    }

    /// The figures of the parts.
    pub(crate) fn parts(&self, kind: FigureKind) -> impl Iterator<Item = (&Figure, &Part)> {
        let of = self.figures.iter().filter(move |figure| figure.kind == kind);
        of.filter_map(|figure| Some((figure, figure.part.as_ref()?)))
    }

    /// What the board is shown first: at most seven figures, of those that are known and say something.
    pub(crate) fn first_page(&self) -> Vec<&Figure> {
        let known = FIRST.iter().filter_map(|kind| self.figure(*kind));
        known.filter(|figure| figure.amount().is_some() && !figure.is_nothing()).take(FIGURES).collect()
    }

    /// What the board has to decide: at most three, the gravest first.
    pub fn decisions(&self) -> Vec<&Recommendation> {
        let asks = |one: &&Recommendation| one.rule.is_some_and(|rule| rule.decision.is_some());
        self.recommendations.iter().filter(asks).take(DECISIONS).collect()
    }
}
