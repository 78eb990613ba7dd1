//! Law as dated data: criteria, rules, listed examples and their sources, in rule packs.
//!
//! A pack is a TOML file under `rulepacks/`, embedded in the library and replaceable by the user.
//! The code here knows how to read and evaluate a pack; what the law says stands in the pack.

mod condition;
mod dated;
mod error;
mod explain;
mod family;
mod name;
mod pack;
mod read;
mod set;
mod work_sign;

pub use condition::{Compound, Condition, FactId, Truths};
pub use error::LawError;
pub use explain::{Explained, ExplainedKind};
pub use family::{Likeness, Parting, SubjectRole};
pub(crate) use name::ExampleNames;
pub use pack::{
    CaseLaw, Citation, Criterion, Derived, Evidence, Lack, ListedExample, Localized, Pack, Rule, RuleEffect,
    State, Strength, WorkStep,
};
pub(crate) use pack::{FamilyCondition, Note, PackStatus};
pub use set::RulePacks;
pub use work_sign::WorkSign;
