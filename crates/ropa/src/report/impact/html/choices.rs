//! The figures of the page, each showing the records that it counts, and the lists to choose records from.

use super::Page;
use crate::impact::{HeavyData, Hit, Ring};
use crate::report::common::filter::{self, Choice};
use crate::report::common::html::{Safe, put};
use crate::report::impact::sentences::OPEN;
use crate::text::variants::IntoEnumIterator;

impl Page<'_, '_, '_, '_> {
    /// How many records are of each ring, and how the rest answer.
    pub(super) fn rings_counted(&mut self) {
        put!(self, "<ul class=\"figures\">");
        for (word, line) in self.s.answer_counts() {
            put!(self, "<li{}>{}</li>", filter::shows("ring", word), Safe(line));
        }
        put!(self, "</ul>");
    }

    /// The lists to choose records from.
    pub(super) fn form(&self) -> String {
        let (s, impact) = (self.s, self.s.view.impact);
        let hits = impact.hits.iter().map(|hit| hit.activity);
        let activities = hits.chain(impact.searched.open.iter().copied()).collect();
        let rings = Ring::iter().filter(|ring| impact.ring(*ring).next().is_some());
        let rings = rings.map(|ring| (ring.to_string(), s.ring(ring).to_string()));
        let open = (OPEN.to_string(), s.texts.ring.of(OPEN).to_string());
        let open = Some(open).filter(|_| !impact.searched.open.is_empty());
        let kinds = impact.kinds.heavy.iter().filter(|one| !one.yes.is_empty());
        let kinds = kinds.map(|one| (one.kind.to_string(), s.texts.kind.of(one.kind.into()).to_string()));
        let mut choices = vec![
            Choice {
                name: "ring",
                label: s.texts.column.of("ring").to_string(),
                options: rings.chain(open).collect(),
            },
            Choice { name: "kind", label: s.texts.kinds.title.clone(), options: kinds.collect() },
        ];
        choices.extend(self.choosing.choices(&activities));
        self.choosing.form(&choices)
    }

    /// What a record of a ring is chosen by.
    pub(super) fn hit_chosen_by(&self, hit: &Hit) -> String {
        let has = |kind: &HeavyData| {
            let mut of = self.s.view.impact.kinds.heavy.iter().filter(|one| one.kind == *kind);
            of.any(|one| one.yes.iter().any(|(activity, _)| *activity == hit.activity))
        };
        [
            self.choosing.attributes(&[hit.activity]),
            filter::attribute("ring", [hit.ring]),
            filter::attribute("kind", HeavyData::iter().filter(has)),
        ]
        .concat()
    }

    /// What a record is chosen by that does not answer.
    pub(super) fn open_chosen_by(&self, activity: usize) -> String {
        self.choosing.attributes(&[activity]) + &filter::attribute("ring", [OPEN])
    }
}
