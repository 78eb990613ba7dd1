//! The classification structure (klassificeringsstruktur) of a body, and how its register covers it.
//!
//! A structure is a tree of processes with codes, in versions. [`read_workbooks`] reads one from
//! spreadsheets, [`assign()`] finds which processes each activity belongs to, [`coverage()`] says which
//! processes have a registration, [`evaluate()`] whether registering by process suits, and [`diff`] and
//! [`migrate()`] take the register over to a new version.
//!
//! That every process has a registration, or a declaration that it needs none, is this program's own
//! control; no law asks for it in those words.

mod assignment;
mod code;
mod code_reading;
mod code_style;
mod coverage;
mod diff;
mod evaluate;
mod lexicon;
mod likeness;
mod mapping;
mod migrate;
mod reader;
mod structure;
mod suggest;
mod validate;

pub use assignment::{
    AssignmentHow, AssignmentOptions, AssignmentRole, Assignments, History, ProcessAssignment,
    UnresolvedAssignment, UnresolvedWhy, assign,
};
pub use code::{CodeError, ProcessCode};
pub use code_reading::CodeReading;
pub use code_style::{CodeStyle, HyphenSuffix, SegmentWidth, Separator};
pub use coverage::{
    Coverage, CoverageFinding, CoverageIssue, CoverageOptions, CoverageState, Expected, LeafSums,
    MissingLeaf, NodeCoverage, NotCounted, Outcome, coverage,
};
pub use diff::{CodeReuse, NodeChange, VersionChange, diff};
pub use evaluate::{
    Evaluation, Fit, FitFigures, FitReading, FitSign, FitThresholds, GroupFit, NearDuplicate, RegisterBy,
    Share, UnitFit, evaluate,
};
pub use mapping::{Mapping, MappingRow, Relation, Successors};
pub use migrate::{AssignmentMove, MigratedAssignment, MigratedDeclaration, Migration, migrate};
#[cfg(feature = "read")]
pub use reader::read_code_names;
pub use reader::{
    MappingReading, ReadOptions, Shape, StructureAccount, StructureError, StructureReading, StructureTable,
    UnreadCell, number_cells, read_mapping, read_sheets, read_workbooks,
};
pub use structure::{
    DocumentType, NodeField, NoneDeclaration, PersonalData, ProcessNode, StructureDecision, StructureVersion,
    VersionInfo,
};
pub use suggest::{ProcessSuggestion, Suggester, SuggestionGround, SuggestionReason};
pub use validate::{
    StructureFinding, StructureIssue, validate, validate_assignments, validate_locked, validate_mapping,
};
