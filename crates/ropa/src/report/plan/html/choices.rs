//! The figures of the page, each showing the rows that it counts, and the lists to choose rows from.

use super::Page;
use crate::ledger::WorkStatus;
use crate::plan::{Action, FirstKind, Work};
use crate::report::common::filter::{self, Choice};
use crate::report::common::html::{Safe, put};
use crate::report::common::wording::{capitalised, joined_by};
use crate::text::variants::IntoEnumIterator;
use std::collections::BTreeSet;

impl Page<'_, '_> {
    /// How many there are of each thing to do, and how much falls in each quarter.
    pub(super) fn figures(&mut self) {
        let (words, plan) = (self.words, self.view.plan);
        let texts = words.texts();
        let first = FirstKind::iter().map(|kind| {
            let count = plan.first.iter().filter(|step| step.kind == kind).count();
            (kind.to_string(), capitalised(words.first_kind(kind)), count)
        });
        let actions = Action::iter().map(|action| {
            let count = plan.works.iter().filter(|work| work.actions.contains(&action)).count();
            (action.to_string(), texts.action.of(action.into()).to_string(), count)
        });
        self.counted(&texts.page.figures_first, "action", first.collect(), plan.first.len());
        self.counted(&texts.page.figures, "action", actions.collect(), plan.works.len());
        self.load();
    }

    fn counted(&mut self, title: &str, list: &str, figures: Vec<(String, String, usize)>, total: usize) {
        if total == 0 {
            return;
        }
        put!(self, "<h3>{}</h3>\n<ul class=\"figures\">", Safe(title));
        for (value, label, count) in figures.into_iter().filter(|(.., count)| *count > 0) {
            let number = |count| self.words.number(count);
            let of = &self.words.wording.texts.gaps.summary.of;
            let of = of.fill(&[("count", &number(count)), ("total", &number(total))]);
            let shows = filter::shows(list, value);
            put!(self, "<li{shows}><strong>{}</strong> {}</li>", Safe(of), Safe(label));
        }
        put!(self, "</ul>");
    }

    fn load(&mut self) {
        let (words, texts) = (self.words, self.words.texts());
        if self.view.plan.load.is_empty() {
            return;
        }
        put!(self, "<h3>{}</h3>", Safe(&texts.page.load));
        put!(self, "<p class=\"note\">{}</p>\n<ul class=\"figures\">", Safe(&texts.page.load_note));
        for load in &self.view.plan.load {
            let line = texts.load.line.form(load.works).fill(&[
                ("quarter", &load.quarter),
                ("count", &words.number(load.works)),
                ("new", &words.number(load.new)),
            ]);
            let (shows, units) =
                (filter::shows("quarter", load.quarter), joined_by("; ", words.each_unit(load)));
            put!(self, "<li{shows}>{}<br><span class=\"sum\">{}</span></li>", Safe(line), Safe(units));
        }
        put!(self, "</ul>");
    }

    /// The lists to choose rows from.
    pub(super) fn form(&self) -> String {
        let (words, plan) = (self.words, self.view.plan);
        let texts = words.texts();
        let members = plan.works.iter().flat_map(|work| &work.members).map(|member| member.activity);
        let activities = members.chain(plan.first.iter().map(|step| step.activity)).collect();
        let kinds: BTreeSet<FirstKind> = plan.first.iter().map(|step| step.kind).collect();
        let actions: BTreeSet<Action> = plan.works.iter().flat_map(|work| work.actions.clone()).collect();
        let first = kinds.into_iter().map(|kind| (kind.to_string(), capitalised(words.first_kind(kind))));
        let actions = actions
            .into_iter()
            .map(|action| (action.to_string(), texts.action.of(action.into()).to_string()));
        let statuses: BTreeSet<WorkStatus> = plan.works.iter().map(Work::status).collect();
        let statuses = statuses.into_iter().map(|one| (one.to_string(), capitalised(&words.status_of(one))));
        let quarters = plan.load.iter().map(|load| (load.quarter.to_string(), load.quarter.to_string()));
        let gaps = &words.wording.texts.gaps;
        let mut choices = self.choosing.choices(&activities);
        choices.extend([
            Choice {
                name: "action",
                label: texts.page.action.clone(),
                options: first.chain(actions).collect(),
            },
            Choice { name: "quarter", label: texts.page.quarter.clone(), options: quarters.collect() },
            Choice {
                name: "progress",
                label: gaps.column.of_static("progress").to_string(),
                options: statuses.collect(),
            },
        ]);
        self.choosing.form(&choices)
    }

    /// What a work is chosen by.
    pub(super) fn chosen_by(&self, work: &Work) -> String {
        let members: Vec<usize> = work.members.iter().map(|member| member.activity).collect();
        [
            self.choosing.attributes(&members),
            filter::attribute("action", &work.actions),
            filter::attribute("quarter", [work.quarter()]),
            filter::attribute("progress", [work.status()]),
        ]
        .concat()
    }
}
