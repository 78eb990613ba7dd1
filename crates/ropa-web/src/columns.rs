//! What headings stand for, chosen by a person from a list.

use crate::Desk;
use crate::given::{Given, Role};
use crate::refusal::Refusal;
use ropa::ledger::{ReviewedColumn, columns_profile};
use ropa::model::{AnyField, DpiaField, Field};
use ropa::report::inspect::{HeadingChoice, ReviewView, field_names, heading_choices};
use serde::{Deserialize, Serialize};

/// The headings, and the fields to choose from.
#[derive(Debug, Serialize)]
pub(crate) struct Headings {
    headings: Vec<HeadingChoice>,
    activities: Vec<(&'static str, String)>,
    dpias: Vec<(&'static str, String)>,
}

/// What a person chose for a heading; no field where it stands for none.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Chosen {
    header: String,
    dpia: bool,
    field: Option<String>,
}

impl Desk {
    /// The files that could be read.
    pub(crate) fn read(&self) -> Vec<Given> {
        let refused = |file: &&Given| self.refused.iter().any(|one| one.name == file.name);
        self.files.iter().filter(|file| !refused(file)).cloned().collect()
    }

    /// The headings of what is open, with some of their cells; the sheets are read anew for it.
    pub(crate) fn headings(&self) -> Result<Headings, Refusal> {
        let tables: Vec<Given> = self
            .read()
            .into_iter()
            .filter(|file| matches!(file.role, Role::Register | Role::Profile))
            .collect();
        let case = self.builder(&tables).and_then(|builder| builder.keep_tables().inspect());
        let case = case.map_err(|error| Refusal::of(&error, self.page))?;
        let books: Vec<_> = case.tables().iter().map(|table| &table.book).collect();
        let view = ReviewView::new(case.import(), &books, self.lang());
        Ok(Headings {
            headings: heading_choices(&view),
            activities: field_names(false, self.lang()),
            dpias: field_names(true, self.lang()),
        })
    }
}

/// What a person chose, as the profile to read by.
pub(crate) fn chosen_profile(chosen: Vec<Chosen>) -> Result<String, Refusal> {
    let columns = chosen.into_iter().map(reviewed).collect::<Result<Vec<_>, _>>()?;
    Ok(columns_profile(&columns))
}

fn reviewed(chosen: Chosen) -> Result<ReviewedColumn, Refusal> {
    let field = match (chosen.field, chosen.dpia) {
        (None, _) => None,
        (Some(key), true) => {
            Some(key.parse::<DpiaField>().map(AnyField::from).map_err(|error| Refusal::said(&error))?)
        }
        (Some(key), false) => {
            Some(key.parse::<Field>().map(AnyField::from).map_err(|error| Refusal::said(&error))?)
        }
    };
    Ok(ReviewedColumn { header: chosen.header.into(), field })
}
