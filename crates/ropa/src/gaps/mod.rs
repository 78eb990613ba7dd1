//! What an activity lacks: need, link, state and dates in one finding, by selection, and in the order of work.

pub(crate) mod assessment;
mod began;
mod filter;
pub(crate) mod gap;
mod link_check;
pub(crate) mod material;
pub(crate) mod order;
pub(crate) mod rank;
mod suggestions;

pub use assessment::{Assessment, RegisterAssessment, Standing, Summary};
pub use filter::{Filter, Selection, Span, SpanError};
pub use gap::{Gap, GapKind};
pub use link_check::{CheckedLink, LinkCheck, LinkIssue};
pub use material::CaseMaterial;
pub use rank::{Rank, RankReason, RankTies, WorkFamily};
pub use suggestions::SuggestedLinks;
