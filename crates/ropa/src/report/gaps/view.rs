//! What a list of gaps shows.

use crate::dpia::{DpiaRemark, DpiaState};
use crate::gaps::{Assessment, RegisterAssessment, Selection, Summary};
use crate::import::{Import, TableInfo};
use crate::matching::Suggestion;
use crate::model::{Field, ProcessingActivity, Severity};
use crate::report::common::wording::Wording;
use crate::source::Text;
use crate::text::{Lang, UnknownWord};
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What to group the list by.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, Display, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<GroupBy>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum GroupBy {
    /// The process in the classification structure: each that a record names.
    Process,
    /// The unit.
    Unit,
}

/// What to show: an assessed register, how it was read, and which of its activities.
///
/// All figures are counted over the selection; how many were read and how many the selection left
/// out is stated beside them.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct GapView<'a> {
    /// The assessed register.
    pub assessed: &'a RegisterAssessment,
    /// Which assessments to show, in the order of [`RegisterAssessment::assessments`].
    pub selection: &'a Selection,
    /// The filters that made the selection, as the user wrote them; empty where all is shown.
    pub filters: &'a [String],
    /// What to group the list by, where it is to be grouped.
    pub group_by: Option<GroupBy>,
    /// Language of the texts.
    pub lang: Lang,
}

/// The activities that one DPIA covers, and the states it is in for them.
#[derive(Debug, Default)]
pub(super) struct Covered {
    /// Indices into the register's activities.
    pub(super) activities: Vec<usize>,
    /// State of the DPIA, best first.
    pub(super) states: BTreeMap<DpiaState, usize>,
    /// What there is to say of it.
    pub(super) remarks: BTreeMap<DpiaRemark, usize>,
}

impl<'a> GapView<'a> {
    /// A selection of an assessment, ungrouped, without words on how it was selected.
    pub fn new(assessed: &'a RegisterAssessment, selection: &'a Selection, lang: Lang) -> GapView<'a> {
        GapView { assessed, selection, filters: &[], group_by: None, lang }
    }

    /// How the register was read.
    pub(crate) fn import(&self) -> &'a Import {
        self.assessed.import()
    }

    /// The assessments to show.
    pub fn shown(&self) -> impl Iterator<Item = &'a Assessment> {
        self.selection.shown.iter().map(|index| &self.assessed.assessments[*index])
    }

    /// The activity of an assessment.
    pub fn activity(&self, assessment: &Assessment) -> &'a ProcessingActivity {
        &self.assessed.register().activities[assessment.activity]
    }

    /// The likeliest DPIA for an activity with a gap and none linked.
    pub(super) fn candidate(&self, assessment: &Assessment) -> Option<&'a Suggestion> {
        self.assessed.candidates().get(&assessment.activity).filter(|_| assessment.lacks_link())
    }

    /// The figures of what is shown.
    pub fn summary(&self) -> Summary {
        Summary::of(self.shown())
    }

    /// What the list of work comes to: gaps are what is to be acted on, and only a part of it.
    pub(in crate::report) fn worklist(&self, wording: &Wording<'_>) -> String {
        let summary = self.summary();
        let number = |count: usize| wording.lang.number(count);
        let of = |severity| number(summary.severities.get(&severity).copied().unwrap_or_default());
        wording.texts.gaps.summary.gaps.fill(&[
            ("total", &number(summary.gap_total())),
            ("errors", &of(Severity::Error)),
            ("warnings", &of(Severity::Warning)),
            ("notes", &of(Severity::Note)),
        ])
    }

    /// The files, each with its tables, in the order read.
    pub(in crate::report) fn files(&self) -> Vec<(&'a Text, Vec<&'a TableInfo>)> {
        files(self.import())
    }

    pub(in crate::report) fn wording(&self) -> Wording<'a> {
        Wording::new(self.lang, self.assessed.packs(), self.assessed.as_of(), self.files().len() > 1)
    }

    /// For each DPIA, what it covers; links count whatever the selection.
    pub(super) fn covered(&self) -> Vec<Covered> {
        let mut covered: Vec<Covered> = Vec::new();
        covered.resize_with(self.assessed.register().dpias.len(), Covered::default);
        for assessment in &self.assessed.assessments {
            for link in &assessment.resolution.links {
                let dpia = &mut covered[link.link.dpia];
                dpia.activities.push(assessment.activity);
                *dpia.states.entry(link.state).or_default() += 1;
                for remark in &link.remarks {
                    *dpia.remarks.entry(remark.kind).or_default() += 1;
                }
            }
        }
        for dpia in &mut covered {
            dpia.activities.sort_unstable();
        }
        covered
    }

    /// What the register calls the column for a field, where it has one.
    pub(super) fn column(&self, field: Field) -> Option<&'a Text> {
        let columns = self.import().tables.iter().flat_map(|table| &table.columns);
        columns.filter(|column| column.field == Some(field.into())).map(|column| &column.header).next()
    }
}

/// The files of an import, each with its tables, in the order read.
pub(in crate::report) fn files(import: &Import) -> Vec<(&Text, Vec<&TableInfo>)> {
    let mut files: Vec<(&Text, Vec<&TableInfo>)> = Vec::new();
    for table in &import.tables {
        match files.iter_mut().find(|(file, _)| **file == table.file) {
            Some((_, tables)) => tables.push(table),
            None => files.push((&table.file, vec![table])),
        }
    }
    files
}
