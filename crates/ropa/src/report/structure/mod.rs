//! From one version of a classification structure to the next: what changed, and what becomes of the
//! register's ties. As text, CSV, workbook and JSON.

mod change;
mod json;
mod migration;
mod part;

pub use change::ChangeView;
pub use json::{CHANGE_JSON_SCHEMA, MIGRATION_JSON_SCHEMA};
pub use migration::MigrationView;
