//! What an activity lacks: need, link, state and dates in one finding, and by selection.

pub(crate) mod assessment;
mod filter;
pub(crate) mod gap;
mod link_check;
pub(crate) mod material;
mod suggestions;

pub use assessment::{Assessment, RegisterAssessment, Standing, Summary};
pub use filter::{Filter, Selection, Span, SpanError};
pub use gap::{Gap, GapKind};
pub use link_check::{CheckedLink, LinkCheck, LinkIssue};
pub use material::CaseMaterial;
pub use suggestions::SuggestedLinks;
