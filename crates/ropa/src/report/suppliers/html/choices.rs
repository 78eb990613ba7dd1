//! What there may be to look into of a name, counted and to choose by, and the lists to choose names from.

use super::Page;
use crate::impact::{Called, NameRow, PlainAnswer};
use crate::report::common::filter::{self, Choice};
use crate::report::common::html::{Safe, put};
use crate::report::suppliers::row::all;

/// What there may be to look into of a name.
struct Remark {
    /// Its word in the page.
    key: &'static str,
    /// What a person calls it.
    label: &'static str,
    /// Of which kind of names alone.
    of: Option<Called>,
    /// Of which of them it holds.
    holds: fn(&NameRow) -> bool,
}

impl Remark {
    /// Whether it can hold of a name.
    fn is_of(&self, row: &NameRow) -> bool {
        self.of.is_none_or(|called| called == row.called)
    }

    fn holds(&self, row: &NameRow) -> bool {
        self.is_of(row) && (self.holds)(row)
    }
}

impl Page<'_, '_, '_> {
    fn remarks(&self) -> [Remark; 4] {
        let texts = self.s.texts;
        let remark = |key, label, of, holds| Remark { key, label, of, holds };
        let column = |key| texts.column.of_static(key);
        let (supplier, system) = (Some(Called::Supplier), Some(Called::System));
        [
            remark("without_processor", column("without_processor"), system, |row| {
                !row.without_processor.is_empty()
            }),
            remark("agreement", &texts.agreement_open, supplier, lacks_agreement),
            remark("transfer", column("transfer_yes"), supplier, |row| {
                row.transfer.get(&PlainAnswer::Yes).is_some_and(|count| *count > 0)
            }),
            remark("with_gap", column("with_gap"), None, |row| !row.with_gap.is_empty()),
        ]
    }

    /// How many names have something to look into, of all that could.
    pub(super) fn figures(&mut self) {
        let s = self.s;
        put!(self, "<h2>{}</h2>\n<ul class=\"figures\">", Safe(&s.texts.look_into));
        for remark in self.remarks() {
            let total = all(s).filter(|row| remark.is_of(row)).count();
            let count = all(s).filter(|row| remark.holds(row)).count();
            let of = &s.wording.texts.gaps.summary.of;
            let of = of.fill(&[("count", &s.number(count)), ("total", &s.number(total))]);
            let shows = filter::shows("remark", remark.key);
            put!(self, "<li{shows}><strong>{}</strong> {}</li>", Safe(of), Safe(remark.label));
        }
        put!(self, "</ul>");
    }

    /// The lists to choose names from.
    pub(super) fn form(&self) -> String {
        let s = self.s;
        let activities = all(s).flat_map(|row| row.activities.iter().copied()).collect();
        let kinds = [Called::Supplier, Called::System].into_iter();
        let kinds = kinds.filter(|one| !s.view.rows(*one).is_empty());
        let kinds = kinds.map(|one| (one.to_string(), s.impact.called.of(one.into()).to_string()));
        let remarks = self.remarks().into_iter().filter(|remark| all(s).any(|row| remark.holds(row)));
        let remarks = remarks.map(|remark| (remark.key.to_string(), remark.label.to_string()));
        let label = s.texts.column.of_static("called").to_string();
        let mut choices = vec![
            Choice { name: "called", label, options: kinds.collect() },
            Choice { name: "remark", label: s.texts.look_into.clone(), options: remarks.collect() },
        ];
        choices.extend(self.choosing.choices(&activities));
        self.choosing.form(&choices)
    }

    /// What a name is chosen by.
    pub(super) fn chosen_by(&self, row: &NameRow) -> String {
        let remarks = self.remarks().into_iter().filter(|remark| remark.holds(row));
        [
            self.choosing.attributes(&row.activities),
            filter::attribute("called", [row.called]),
            filter::attribute("remark", remarks.map(|remark| remark.key)),
        ]
        .concat()
    }
}

/// Whether any processing that names a supplier says no, or nothing plain, of the agreement with it.
fn lacks_agreement(row: &NameRow) -> bool {
    let open = [PlainAnswer::No, PlainAnswer::Other, PlainAnswer::Blank];
    open.iter().any(|answer| row.agreement.contains_key(answer))
}
