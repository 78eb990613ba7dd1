//! The report of a year: figures of the register and its DPIAs, each with what it is counted of and what was left out,
//! figures kept by hand, recommendations, and what became of those of the year before.
//!
//! Nothing is counted a second way: a figure is taken from what its own command shows. What is not known is told as
//! such; nought is a number, and blank is not. No grade is made up.

mod area;
mod basis;
mod boards;
mod by_hand;
mod collect;
mod figure;
mod kind;
mod last;
mod recommend;
mod rules;
mod tally;
mod whole;

pub(crate) use area::ReviewHeading;
pub use area::{Area, Order};
pub(crate) use basis::YearlyBasis;
pub(crate) use boards::SIDE_BY_SIDE;
pub use boards::{Board, BoardFigure};
pub use by_hand::{
    AreaNote, ByHand, ByHandError, ByHandProblem, OwnRecommendation, RecommendationStatus, SteeringDocument,
};
pub(crate) use collect::goes_on_against;
pub use figure::{Absent, Amount, Behind, Figure, LeftOut, Part, Past};
pub use kind::FigureKind;
pub(crate) use kind::Wanted;
pub use last::{LastError, LastRecommendation, LastReport, PastYear, SCHEMA};
pub(crate) use recommend::without_words;
pub use recommend::{FollowedUp, Recommendation};
pub use rules::{RecommendationRule, When};
pub use whole::YearlyReport;
