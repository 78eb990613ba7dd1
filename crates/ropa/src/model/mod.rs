//! What a register is: activities, DPIAs, fields, values and where each was read. No I/O, no rules.

mod field;
pub(crate) mod pairs;
mod record;
mod register;
mod severity;
mod tri;
mod value;
mod vocabulary;

pub use field::{AnyField, DpiaField, Field, Kind};
pub use record::{Answer, Entry, Extra, Origin, OriginIndex, Part, Record, Spot};
pub use register::{Dpia, ProcessingActivity, Register};
pub use severity::Severity;
pub use tri::Tri;
pub use value::{Count, DateValue, Item, Precision, Value, YesNo};
pub use vocabulary::{
    ActivityStatus, Art9Point, DataCategory, DpiaStatus, LegalBasis, ProtectionLevel, Role, SubjectCategory,
    Term,
};
