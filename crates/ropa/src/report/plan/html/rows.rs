//! The rows of the page: what to settle first, and the works, each folding out to its whole reasoning.

use super::Page;
use crate::plan::{FirstStep, Work};
use crate::report::common::filter;
use crate::report::common::html::{Safe, put};
use crate::report::common::wording::{capitalised, joined_by};
use crate::report::gaps::{Row, dealt_with};

impl<'a> Page<'_, 'a> {
    pub(super) fn first(&mut self) {
        let (words, steps) = (self.words, &self.view.plan.first);
        if steps.is_empty() {
            return;
        }
        let texts = &words.texts().section;
        let title = texts.first.form(steps.len()).fill(&[("count", &words.number(steps.len()))]);
        let due = texts.first_due.fill(&[("date", &self.view.plan.first_due)]);
        put!(self, "<section data-group><h3>{}</h3>\n<p>{}</p>", Safe(title), Safe(due));
        for of_kind in steps.chunk_by(|one, other| one.kind == other.kind) {
            let Some(first) = of_kind.first() else { continue };
            put!(self, "<section data-group><h4>{}</h4>", Safe(capitalised(words.first_kind(first.kind))));
            of_kind.iter().for_each(|step| self.step(step));
            put!(self, "</section>");
        }
        put!(self, "</section>");
    }

    fn step(&mut self, step: &FirstStep) {
        let words = self.words;
        let chosen_by =
            self.choosing.attributes(&[step.activity]) + &filter::attribute("action", [step.kind]);
        put!(
            self,
            "<details class=\"note\" data-row{chosen_by}><summary><strong>{}</strong><br><span class=\"sum\">{}</span></summary>",
            Safe(words.named(step.activity)),
            Safe(joined_by("; ", words.first_parts(step)))
        );
        self.reasoning(step.activity);
        put!(self, "</details>");
    }

    /// The whole reasoning of one processing, as the list of gaps has it.
    fn reasoning(&mut self, activity: usize) {
        let words = self.words;
        let Some(assessment) = words.assessment(activity) else { return };
        let row = Row::new(&words.gaps, &words.wording, assessment);
        if let Some(rank) = row.rank() {
            put!(self, "<p>{}</p>", Safe(words.texts().work.why.fill(&[("reasons", &rank.because())])));
        }
        put!(self, "<dl>{}</dl>", dealt_with(&row, &words.wording));
    }

    pub(super) fn works(&mut self, new: bool) {
        let words = self.words;
        let works: Vec<&Work> = self.view.plan.works.iter().filter(|work| work.is_new() == new).collect();
        if works.is_empty() {
            return;
        }
        let texts = &words.texts().section;
        let title = if new { &texts.new } else { &texts.existing };
        let title = title.form(works.len()).fill(&[("count", &words.number(works.len()))]);
        put!(self, "<section data-group><h3>{}</h3>", Safe(title));
        works.into_iter().for_each(|work| self.work(work));
        put!(self, "</section>");
    }

    fn work(&mut self, work: &Work) {
        let (words, texts) = (self.words, self.words.texts());
        let class = if work.is_new() { "error" } else { "warning" };
        let (id, chosen_by) = (anchor(&work.family), self.chosen_by(work));
        put!(self, "<details class=\"{class}\" id=\"{id}\" data-row{chosen_by} open><summary>");
        put!(self, "<strong>{}</strong>", Safe(words.head(work)));
        put!(self, "<br><span class=\"sum\">{}</span></summary>", Safe(words.by_whom(work)));
        let told = [
            words.planned(work),
            words.covered(work),
            words.scope(work),
            words.why(work).map(|why| texts.work.why.fill(&[("reasons", &why)])),
            words.alone(work),
        ];
        told.into_iter().flatten().for_each(|line| put!(self, "<p>{}</p>", Safe(line)));
        let warnings = [words.against(work), words.left_out(work)];
        warnings.into_iter().flatten().for_each(|line| put!(self, "<p class=\"warn\">{}</p>", Safe(line)));
        self.members(work);
        if work.everything().nth(1).is_some() {
            self.conditions(work);
        }
        put!(self, "<h4>{}</h4>\n<p>{}</p>", Safe(&texts.page.reason), Safe(words.reason(work)));
        put!(self, "</details>");
    }

    /// Every processing that a work covers, folding out to why it needs one.
    fn members(&mut self, work: &Work) {
        let words = self.words;
        let count = work.members.len();
        let title = words.texts().page.members.form(count).fill(&[("count", &words.number(count))]);
        put!(self, "<h4>{}</h4>", Safe(title));
        for member in &work.members {
            put!(self, "<details class=\"note\"><summary>{}</summary>", Safe(words.member(member)));
            self.reasoning(member.activity);
            put!(self, "</details>");
        }
    }

    /// Each condition with its outcome and the cells that it was read from.
    fn conditions(&mut self, work: &Work) {
        let (words, texts) = (self.words, self.words.texts());
        put!(self, "<h4>{}</h4>\n<dl>", Safe(&texts.page.conditions));
        for condition in &work.conditions {
            let outcome = texts.outcome.of(condition.outcome.into());
            let cells = words.cells_of(&condition.terms);
            let cells = joined_by(", ", cells.into_iter().map(|cell| words.wording.cell(cell)));
            put!(
                self,
                "<div><dt>{}</dt><dd>{}<br><span class=\"sum\">{}</span></dd></div>",
                Safe(outcome),
                Safe(words.condition(work, condition)),
                Safe(cells)
            );
        }
        put!(self, "</dl>");
    }
}

/// A code as it can stand in an address.
fn anchor(family: &str) -> String {
    family.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
