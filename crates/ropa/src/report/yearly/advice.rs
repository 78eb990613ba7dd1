//! Conclusions, recommendations, decisions, and what became of last year's, in words.

use super::sections::{Of, Section};
use super::words::Words;
use crate::law::Localized;
use crate::plan::Work;
use crate::report::common::wording::joined_by;
use crate::report::plan::{PlanView, PlanWords};
use crate::yearly::{
    Area, AreaNote, FollowedUp, Recommendation, RecommendationStatus, ReviewHeading, SteeringDocument,
};
use chrono::NaiveDate;
use strum::IntoEnumIterator;

/// So many works of the plan are named.
const STEPS: usize = 5;

impl Words<'_, '_> {
    /// A text of a rule with the numbers of its figure.
    fn filled(&self, one: &Recommendation, text: &Localized) -> String {
        let amount = one.rule.and_then(|rule| self.view.report.figure(rule.figure)?.amount());
        let (counted, of) = amount.map_or((0, 0), |amount| (amount.counted, amount.of.unwrap_or_default()));
        let numbers = [("{counted}", counted), ("{of}", of), ("{rest}", of.saturating_sub(counted))];
        numbers.into_iter().fold(self.wording.local(text).to_string(), |text, (place, number)| {
            text.replace(place, &self.number(number))
        })
    }

    /// What the figure of a proposal shows.
    pub(super) fn finding(&self, one: &Recommendation) -> Option<String> {
        one.rule.map(|rule| self.filled(one, &rule.finding))
    }

    /// The question that the board has to decide.
    pub(super) fn decision(&self, one: &Recommendation) -> Option<String> {
        let decision = self.filled(one, one.rule?.decision.as_ref()?);
        Some(self.texts.board.decision.fill(&[("decision", &decision), ("id", &one.id)]))
    }

    /// The words of a recommendation: those of a person go before those of the rule.
    pub(super) fn recommended(&self, one: &Recommendation) -> String {
        let of_rule = || one.rule.map(|rule| self.filled(one, &rule.text));
        one.own_text.clone().or_else(of_rule).unwrap_or_default()
    }

    /// What a recommendation rests on.
    pub(super) fn sources(&self, one: &Recommendation) -> String {
        one.rule.map(|rule| self.wording.citations(&rule.citations)).unwrap_or_default()
    }

    /// A recommendation on a line.
    pub(super) fn recommendation(&self, one: &Recommendation) -> String {
        let words = &self.texts.recommend;
        let (text, sources) = (self.recommended(one), self.sources(one));
        let mut line = match sources.is_empty() {
            true => words.line_own.fill(&[("id", &one.id), ("text", &text)]),
            false => words.line.fill(&[("id", &one.id), ("text", &text), ("sources", &sources)]),
        };
        if let Some(day) = one.given {
            line = words.given.fill(&[("line", &line), ("date", &day)]);
        }
        let Some(status) = one.status else { return line };
        let done = status == RecommendationStatus::Done && one.rule.is_some();
        let text = if done { &words.contradicted } else { &words.status };
        text.fill(&[("line", &line), ("status", &self.status(Some(status)))])
    }

    /// What is concluded of a section: what the figures show, and that nothing can be said where nothing is known.
    pub(super) fn conclusions(&self, section: &Section<'_>) -> Vec<String> {
        let mut lines: Vec<String> = section.concluded.iter().filter_map(|one| self.finding(one)).collect();
        let tells_fit = matches!(section.of, Of::Area(Area::Register) | Of::Review(ReviewHeading::Results));
        if let Some(fit) = self.view.report.fit.filter(|_| tells_fit) {
            lines.push(self.texts.fit.of(fit.into()).to_string());
        }
        lines.extend(self.notes(section, |note| note.conclusion.as_ref()));
        if lines.is_empty() && matches!(section.of, Of::Area(_)) {
            let words = &self.texts.section;
            let known = section.is_known();
            lines.push(if known { &words.conclusion_none } else { &words.conclusion_unknown }.clone());
        }
        lines
    }

    /// What the auditor writes of an area; of a management review all areas stand among the results.
    fn notes(&self, section: &Section<'_>, what: fn(&AreaNote) -> Option<&String>) -> Vec<String> {
        let notes = self.view.report.by_hand.notes.iter();
        let written = notes.filter_map(|(area, note)| Some((*area, what(note)?)));
        let said = written.filter_map(|(area, text)| match section.of {
            Of::Area(of) => (of == area).then(|| text.clone()),
            Of::Review(heading) => (heading == ReviewHeading::Results)
                .then(|| format!("{}: {text}", self.texts.area.of(area.into()))),
        });
        said.collect()
    }

    /// What the auditor says of it in own words.
    pub(super) fn opinions(&self, section: &Section<'_>) -> Vec<String> {
        let opinions = self.notes(section, |note| note.opinion.as_ref());
        opinions.iter().map(|text| self.texts.section.opinion.fill(&[("text", text)])).collect()
    }

    /// Whether there is to be room for what the auditor says.
    pub(super) fn has_room(&self, section: &Section<'_>) -> bool {
        matches!(section.of, Of::Area(_)) && self.opinions(section).is_empty()
    }

    /// What is recommended in a section; nothing where another section is for that.
    pub(super) fn recommendations(&self, section: &Section<'_>) -> Vec<String> {
        let Some(all) = &section.recommendations else { return Vec::new() };
        match all.is_empty() {
            true => vec![self.texts.section.recommendation_none.clone()],
            false => all.iter().map(|one| self.recommendation(one)).collect(),
        }
    }

    /// Last year's recommendations by what became of them, a line each.
    pub(super) fn followed_up(&self) -> Vec<(String, Vec<String>)> {
        let words = &self.texts.recommend;
        let statuses = RecommendationStatus::iter().map(Some).chain([None]);
        let groups = statuses.map(|status| {
            let of = self.view.report.followed_up.iter().filter(|one| one.status == status);
            let lines: Vec<String> = of.map(|one| self.followed_line(one)).collect();
            let count = self.number(lines.len());
            (words.group.fill(&[("status", &self.status(status)), ("count", &count)]), lines)
        });
        groups.filter(|(_, lines)| !lines.is_empty()).collect()
    }

    fn followed_line(&self, one: &FollowedUp) -> String {
        let then = self.texts.recommend.then.fill(&[("id", &one.id), ("text", &one.text)]);
        joined_by(" ", [then.as_str()].into_iter().chain(self.shown_now(one)))
    }

    /// What the figures say of what it rested on.
    fn shown_now(&self, one: &FollowedUp) -> Option<&'static str> {
        let words = &self.texts.recommend;
        one.still.map(|still| if still { words.still.as_str() } else { &words.gone })
    }

    /// The steering documents, in the section where they belong.
    pub(super) fn documents(&self, section: &Section<'_>) -> Vec<String> {
        match section.of {
            Of::Area(Area::Steering) => {
                self.view.report.by_hand.documents.iter().map(|one| self.document(one)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn document(&self, document: &SteeringDocument) -> String {
        let words = &self.texts.section;
        let decided = match document.decided {
            Some(day) => words.document_decided.fill(&[("date", &day)]),
            None => words.document_undecided.clone(),
        };
        let review = match document.review {
            Some(day) if day < self.view.report.as_of => words.document_overdue.fill(&[("date", &day)]),
            Some(day) => words.document_review.fill(&[("date", &day)]),
            None => words.document_no_review.clone(),
        };
        words.document.fill(&[("name", &document.name), ("decided", &decided), ("review", &review)])
    }

    /// What became of a recommendation: what a person says, and what the figures say.
    pub(super) fn became(&self, one: &FollowedUp) -> String {
        let words = &self.texts.recommend;
        let said = words.became.fill(&[("status", &self.status(one.status))]);
        joined_by(" ", [said.as_str()].into_iter().chain(self.shown_now(one)))
    }

    /// The next steps of the plan.
    pub(super) fn steps(&self) -> Vec<String> {
        let (words, plan) = (&self.texts.steps, self.view.plan);
        let selection = crate::gaps::Selection::default();
        let view = PlanView::new(self.view.assessed, &selection, plan, self.view.lang);
        let told = PlanWords::of(&view);
        let one = |work: &Work| words.work.fill(&[("date", &work.due), ("work", &told.head(work))]);
        let mut steps: Vec<(NaiveDate, String)> =
            plan.works.iter().map(|work| (work.due, one(work))).collect();
        steps.sort_by_key(|(due, _)| *due);
        steps.truncate(STEPS);
        if !plan.first.is_empty() {
            let count = self.number(plan.first.len());
            let line = words.first.fill(&[("count", &count), ("date", &plan.first_due)]);
            // What may remove work goes before other work of the same day.
            let place = steps.partition_point(|(due, _)| *due < plan.first_due);
            steps.insert(place, (plan.first_due, line));
        }
        let more =
            (plan.works.len() > STEPS).then(|| words.more.fill(&[("count", &self.number(plan.works.len()))]));
        steps.into_iter().map(|(_, line)| line).chain(more).collect()
    }
}
