//! Files that stand beside the register and survive its next export: what people have decided.

mod answers;
pub(crate) mod carried;
mod choices;
mod columns;
mod decisions;
mod links;
mod plans;
mod reviewed_columns;
pub(crate) mod traced_answers;
pub(crate) mod traced_decisions;
pub(crate) mod traced_links;

#[cfg(feature = "write")]
pub use answers::write_answers;
#[cfg(feature = "write")]
pub(crate) use answers::{AnswerColumn, answer_header, answer_word};
pub(crate) use answers::{TOGETHER, complete_answers};
pub use answers::{has_answers, merge_answers, read_answers};
#[cfg(feature = "write")]
pub(crate) use carried::successor_headers;
pub use carried::{CarriedRecord, FormerRecord, Successor};
pub(crate) use carried::{NamedSuccessor, read_successors};
pub use choices::read_choices;
#[cfg(feature = "write")]
pub(crate) use choices::{MOST_ANSWERS, choice_headers};
pub use columns::{FileProblem, LedgerError, ProblemKind};
pub use decisions::read_decisions;
#[cfg(feature = "write")]
pub use decisions::{decisions_sheet, write_decisions};
pub use links::read_links;
#[cfg(feature = "write")]
pub(crate) use links::review_headers;
#[cfg(feature = "write")]
pub use links::{links_sheet, write_links};
pub(crate) use links::{merge_links, name_links, sign_links};
#[cfg(feature = "write")]
pub(crate) use plans::{OF_FIRST, OF_MEMBERS, OF_WORKS, PlanColumn, plan_header, status_word};
pub use plans::{
    RecordedFirst, RecordedMember, RecordedPlan, RecordedProgress, RecordedWork, WorkStatus, read_plan,
};
#[cfg(feature = "write")]
pub(crate) use reviewed_columns::column_headers;
pub use reviewed_columns::{ReviewedColumn, columns_profile, read_columns};
pub use traced_answers::{AnswerStatus, TracedAnswer, trace_answers};
pub use traced_decisions::OrphanDecision;
pub use traced_links::{TracedLink, trace};
