//! Conclusions, recommendations, decisions, and what became of last year's, in words.

use super::sections::{Of, Section};
use super::words::Words;
use crate::gaps::Assessment;
use crate::law::Localized;
use crate::plan::Work;
use crate::report::common::handle::handle;
use crate::report::common::quote::name;
use crate::report::common::wording::{joined, joined_by};
use crate::report::plan::{PlanView, PlanWords};
use crate::text::variants::IntoEnumIterator;
use crate::yearly::{
    Area, AreaNote, Behind, FigureKind, FollowedUp, Recommendation, RecommendationStatus, ReviewHeading,
    SteeringDocument,
};
use chrono::NaiveDate;

/// So many records are named where the board has to decide.
const NAMED: usize = 3;
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
        let Some(about) = self.named(one) else { return Some(decision) };
        Some(self.texts.board.decision.fill(&[("decision", &decision), ("about", &about)]))
    }

    /// Which records a proposal is about: a few by name, the most urgent first.
    fn named(&self, one: &Recommendation) -> Option<String> {
        let (rule, texts) = (one.rule?, &self.texts.board);
        let amount = self.view.report.figure(rule.figure)?.amount()?;
        let about = self.by_urgency(amount.behind, rule.when.about(amount));
        let shown = joined_by(
            "; ",
            about.iter().take(NAMED).map(|index| self.called(rule.figure, amount.behind, *index)),
        );
        match about.len() {
            0 => None,
            count if count <= NAMED => Some(texts.about.fill(&[("records", &shown)])),
            count => {
                let more = self.number(count - NAMED);
                Some(texts.about_more.fill(&[("records", &shown), ("count", &more)]))
            }
        }
    }

    /// Records in the order of work; of DPIAs that of the processing that they are linked to.
    fn by_urgency(&self, behind: Behind, records: &[usize]) -> Vec<usize> {
        let assessments = &self.view.assessed.assessments;
        let place = |record: &usize| {
            let is_it = |one: &&Assessment| match behind {
                Behind::Dpias => one.resolution.links.iter().any(|link| link.link.dpia == *record),
                _ => one.activity == *record,
            };
            assessments.iter().position(|one| is_it(&one)).unwrap_or(usize::MAX)
        };
        let mut records = records.to_vec();
        records.sort_by_cached_key(|record| (place(record), *record));
        records
    }

    /// A record by its id, else its row, and its name; what goes on against its DPIA with that.
    fn called(&self, figure: FigureKind, behind: Behind, index: usize) -> String {
        let texts = &self.texts.board;
        let [id, label, _] = self.record(behind, index);
        let label = name(&label).to_string();
        let assessed = self.view.assessed;
        let activity = assessed.register().activities.get(index).filter(|_| behind == Behind::Activities);
        let id = match activity {
            Some(activity) => handle(activity, assessed.import(), &self.wording),
            None => name(&id).to_string(),
        };
        let dpias = if figure == FigureKind::RunningAgainst { self.against(index) } else { String::new() };
        match (id.is_empty() || id == label, dpias.is_empty()) {
            (true, _) => label,
            (false, true) => texts.record.fill(&[("id", &id), ("name", &label)]),
            (false, false) => texts.record_dpia.fill(&[("id", &id), ("name", &label), ("dpias", &dpias)]),
        }
    }

    /// The DPIAs that a processing goes on against.
    fn against(&self, activity: usize) -> String {
        let links = self.view.assessed.of(activity).map_or(&[][..], |one| &one.resolution.links);
        let against = links.iter().filter(|link| crate::yearly::goes_on_against(link));
        joined(against.map(|link| {
            let [key, ..] = self.record(Behind::Dpias, link.link.dpia);
            name(&key).to_string()
        }))
    }

    /// What shows more, for whoever goes on working: never a part of what the board is told.
    pub(super) fn annex(&self) -> Vec<String> {
        let (report, texts) = (self.view.report, &self.texts.annex);
        let of_rule = |one: &Recommendation| {
            let tool = one.rule?.tool.as_ref()?;
            Some(texts.line.fill(&[("id", &one.id), ("tool", tool)]))
        };
        let plan = (!self.view.plan.works.is_empty()).then(|| texts.plan.clone());
        let fit = report.fit.map(|_| texts.fit.clone());
        let by_hand = self.view.by_hand.is_none().then(|| texts.by_hand.clone());
        let lines: Vec<String> =
            report.recommendations.iter().filter_map(of_rule).chain(plan).chain(fit).chain(by_hand).collect();
        let intro = (!lines.is_empty()).then(|| texts.intro.clone());
        intro.into_iter().chain(lines).collect()
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
        let one = |work: &Work| {
            let text = if work.is_new() { &words.new } else { &words.work };
            text.fill(&[
                ("date", &work.due),
                ("actions", &told.actions(work)),
                ("title", &told.title(work)),
                ("family", &work.family),
            ])
        };
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
