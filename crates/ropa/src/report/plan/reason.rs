//! The reason for assessing several together, ready to paste.

use super::words::PlanWords;
use crate::plan::{Outcome, Work};
use crate::report::common::wording::{joined, joined_by};
use crate::source::CellRef;
use std::collections::BTreeMap;

impl PlanWords<'_> {
    /// The reason, as one paragraph.
    pub(super) fn reason(&self, work: &Work) -> String {
        let texts = &self.texts().reason;
        let count = work.everything().count();
        let of = |outcome| joined_by("; ", self.conditions(work, outcome));
        let mut parts = Vec::new();
        if count > 1 {
            parts.push(self.together(work, count));
            for (outcome, text) in [
                (Outcome::Same, &texts.same),
                (Outcome::Differs, &texts.differs),
                (Outcome::NotCompared, &texts.not_compared),
            ] {
                let what = of(outcome);
                if !what.is_empty() {
                    parts.push(text.fill(&[("what", &what)]));
                }
            }
            if !work.against.is_empty() && !work.is_parted() {
                let what = joined(work.against.iter().map(|one| self.condition_name(*one)));
                parts.push(texts.against.fill(&[("what", &what)]));
            }
        } else {
            parts.push(texts.alone.clone());
        }
        let members = joined_by("; ", work.everything().map(|activity| self.named(activity)));
        parts.push(texts.covers.fill(&[("members", &members)]));
        if let Some(system) = work.left_out.system.as_ref().filter(|_| work.left_out.count() > 0) {
            parts.push(texts.left_out.fill(&[
                ("system", &self.term(system)),
                ("count", &self.number(work.left_out.count())),
                ("what", &self.left_out_parts(work)),
            ]));
        }
        parts.push(texts.register.fill(&[("cells", &self.rows(work))]));
        parts.join(" ")
    }

    /// That several are assessed by one: allowed where they are similar, and else a question.
    fn together(&self, work: &Work, count: usize) -> String {
        let (texts, count) = (&self.texts().reason, self.number(count));
        if !work.is_parted() {
            return texts.shared.fill(&[("count", &count)]);
        }
        let what = joined(work.against.iter().map(|one| self.condition_name(*one)));
        texts.parted.fill(&[("count", &count), ("what", &what)])
    }

    /// The files and rows that the processing stands in.
    fn rows(&self, work: &Work) -> String {
        let mut rows: BTreeMap<(String, String), Vec<u32>> = BTreeMap::new();
        for activity in work.everything() {
            let origin = &self.activity(activity).origin;
            rows.entry((origin.file.to_string(), origin.sheet.to_string())).or_default().push(origin.row);
        }
        let row = &self.wording.texts.gaps.row;
        joined_by(
            "; ",
            rows.into_iter().map(|((file, sheet), mut rows)| {
                rows.sort_unstable();
                row.place_file.fill(&[("file", &file), ("sheet", &sheet), ("row", &joined(rows))])
            }),
        )
    }

    /// The cells that a condition of a work was read from, each once, in their order.
    #[cfg(feature = "write")]
    pub(super) fn cells_of<'c>(&self, terms: &'c [crate::plan::TermOfMembers]) -> Vec<&'c CellRef> {
        let mut cells: Vec<&CellRef> = terms.iter().flat_map(|term| &term.cells).collect();
        cells.sort();
        cells.dedup();
        cells
    }
}
