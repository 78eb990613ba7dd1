//! The words that all formats of a report of an incident have in common.

use super::view::ImpactView;
use crate::impact::{Called, Hit, HitReason, HitTime, MeantName, NameMatch, NamesAnswer, Ring, UnitImpact};
use crate::model::Field;
use crate::report::common::quote::{name, passage, quoted};
use crate::report::common::texts::ImpactTexts;
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::report::gaps::files;
use crate::text::template::Counted;

/// How many ids are named in a line.
const IDS: usize = 12;
/// How many reasons of one record are told.
const REASONS: usize = 4;
/// How many owners of a unit are named.
const OWNERS: usize = 6;

/// The word for records that no ring has and that leave a question of names open.
pub(super) const OPEN: &str = "open";
/// The word for records that answer both questions and name nobody that is meant.
const ANSWERED: &str = "answered";

/// The view in the words of its language.
pub(super) struct Sentences<'v, 'a> {
    pub(super) view: &'v ImpactView<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) texts: &'static ImpactTexts,
    /// Whether lists are told whole: what is filed or filled in must leave nothing out.
    whole: bool,
}

impl<'v, 'a> Sentences<'v, 'a> {
    pub(super) fn new(view: &'v ImpactView<'a>) -> Sentences<'v, 'a> {
        let assessed = view.assessed;
        let many_files = files(assessed.import()).len() > 1;
        let wording = Wording::new(view.lang, assessed.packs(), assessed.as_of(), many_files);
        Sentences { view, texts: &wording.texts.impact, wording, whole: false }
    }

    /// The same, with nothing left out of a list.
    pub(super) fn told_whole(view: &'v ImpactView<'a>) -> Sentences<'v, 'a> {
        Sentences { whole: true, ..Sentences::new(view) }
    }

    /// How many of a list are told.
    pub(super) fn at_most(&self, most: usize) -> usize {
        if self.whole { usize::MAX } else { most }
    }

    pub(super) fn number(&self, number: usize) -> String {
        self.view.lang.number(number)
    }

    /// A count in its form.
    pub(super) fn counted(&self, text: &Counted, count: usize) -> String {
        self.counted_of(text, count, &[])
    }

    pub(super) fn counted_of(&self, text: &Counted, count: usize, more: crate::text::Args<'_>) -> String {
        let number = self.number(count);
        let mut args: Vec<(&str, &dyn std::fmt::Display)> = vec![("count", &number)];
        args.extend_from_slice(more);
        text.form(count).fill(&args)
    }

    /// The name asked for, as the register writes it where it has that very name.
    pub(super) fn asked(&self) -> String {
        let impact = self.view.impact;
        let mut same = impact.names.iter().filter(|one| one.how == Some(NameMatch::Same));
        match (same.next(), same.next()) {
            (Some(one), None) => name(&one.spelling).to_string(),
            _ => name(&impact.question.name).to_string(),
        }
    }

    pub(super) fn of_supplier(&self) -> bool {
        self.view.impact.question.called == Called::Supplier
    }

    pub(super) fn title(&self) -> String {
        let title = if self.of_supplier() { &self.texts.title_supplier } else { &self.texts.title_system };
        title.fill(&[("name", &self.asked())])
    }

    pub(super) fn since(&self) -> Option<String> {
        let since = self.view.impact.question.since?;
        Some(self.texts.since.fill(&[("date", &since)]))
    }

    /// What the clock says, or how to start it.
    pub(super) fn clock(&self) -> Vec<String> {
        let words = &self.texts.clock;
        let Some(clock) = &self.view.impact.breach.clock else {
            let hours = self.wording_hours();
            return hours.map(|hours| words.unknown.fill(&[("hours", &hours)])).into_iter().collect();
        };
        // "2026-11-29 14:05:00", without the seconds.
        let time = |at: &chrono::NaiveDateTime| at.to_string().chars().take(16).collect::<String>();
        let aware = match clock.aware.day_only {
            true => clock.aware.at.date().to_string(),
            false => time(&clock.aware.at),
        };
        let mut lines = vec![words.until.fill(&[
            ("until", &time(&clock.until)),
            ("hours", &clock.hours),
            ("aware", &aware),
        ])];
        if clock.aware.day_only {
            lines.push(words.day_only.clone());
        }
        if let Some(left) = clock.left {
            let text = if left < 0 { &words.over } else { &words.left };
            let minutes = left.unsigned_abs();
            lines.push(text.fill(&[("hours", &(minutes / 60)), ("minutes", &(minutes % 60))]));
        }
        lines
    }

    fn wording_hours(&self) -> Option<u32> {
        let assessed = self.view.assessed;
        let mut notes = assessed.packs().notes(assessed.as_of());
        notes.find(|note| note.id == crate::impact::CLOCK).and_then(|note| note.hours)
    }

    /// The answer in a few lines.
    pub(super) fn answer(&self) -> Vec<String> {
        self.answer_head().into_iter().chain(self.answer_counts().into_iter().map(|(_, line)| line)).collect()
    }

    /// How many records are hit, and what else may be meant where none is.
    pub(super) fn answer_head(&self) -> Vec<String> {
        let (impact, words) = (self.view.impact, &self.texts.answer);
        let records = self.number(impact.searched.records);
        let sure = impact.sure().count();
        if sure > 0 {
            return vec![self.counted_of(&words.hit, sure, &[("records", &records)])];
        }
        let text = if impact.hits.is_empty() { &words.hit_none } else { &words.hit_unsure };
        let head = text.fill(&[("records", &records), ("name", &self.asked())]);
        std::iter::once(head).chain(self.nearest()).collect()
    }

    /// How many records there are of each ring, and of the rest, each with the word for it.
    pub(super) fn answer_counts(&self) -> Vec<(&'static str, String)> {
        let (impact, words) = (self.view.impact, &self.texts.answer);
        let (named, tied) = match self.of_supplier() {
            true => (&words.named_supplier, &words.tied_supplier),
            false => (&words.named_system, &words.tied_system),
        };
        let of = |ring| impact.ring(ring).count();
        let counts = [
            (Ring::Named.into(), named, of(Ring::Named)),
            (Ring::Tied.into(), tied, of(Ring::Tied)),
            (Ring::Likely.into(), &words.likely, of(Ring::Likely)),
            (OPEN, &words.open, impact.searched.open.len()),
            (ANSWERED, &words.answered, impact.searched.answered.len()),
        ];
        let counts = counts.into_iter().filter(|(.., count)| *count > 0);
        counts.map(|(word, text, count)| (word, self.counted(text, count))).collect()
    }

    fn nearest(&self) -> Option<String> {
        let (impact, words) = (self.view.impact, &self.texts.answer);
        let alike: Vec<&MeantName> =
            impact.names.iter().filter(|one| one.how == Some(NameMatch::Alike)).collect();
        if !alike.is_empty() && alike.len() == impact.names.len() {
            let names = joined(alike.iter().map(|one| quoted(&one.spelling)));
            return Some(words.meant.fill(&[("names", &names)]));
        }
        if !impact.names.is_empty() {
            return None;
        }
        if impact.nearest.is_empty() {
            return Some(words.no_nearest.clone());
        }
        let one = |(called, text): &(Called, String)| {
            words.nearest_name.fill(&[("name", &name(text)), ("called", &self.called(*called))])
        };
        Some(words.nearest.fill(&[("names", &joined(impact.nearest.iter().map(one)))]))
    }

    pub(super) fn called(&self, called: Called) -> &'static str {
        self.texts.called.of_static(called.into())
    }

    /// The names that were taken to be meant, with how, and what is tied to them.
    pub(super) fn names(&self) -> Vec<String> {
        let words = &self.texts.names;
        let mut lines = Vec::new();
        for one in &self.view.impact.names {
            let (called, shown) = (self.called(one.called), name(&one.spelling));
            let mut line = match (&one.how, &one.tie) {
                (Some(how), _) => {
                    let args: crate::text::Args<'_> = &[("name", &shown), ("how", &self.how(*how))];
                    self.counted_of(&words.meant, one.activities.len(), args)
                }
                (None, Some((ground, shown_by))) => {
                    let mut why = self.texts.tie.of((*ground).into()).to_string();
                    if !shown_by.is_empty() {
                        let by = words.shown_by.fill(&[("ids", &self.ids(shown_by))]);
                        why = format!("{why}, {by}");
                    }
                    words.tied.fill(&[("name", &shown), ("called", &called), ("ground", &why)])
                }
                (None, None) => continue,
            };
            if one.spellings.len() > 1 {
                let spelled = one.spellings.iter().map(|(text, count)| format!("{} ({count})", name(text)));
                line.push(' ');
                line.push_str(&words.spellings.fill(&[("spellings", &joined(spelled))]));
            }
            lines.push(line);
        }
        lines
    }

    pub(super) fn how(&self, how: NameMatch) -> &'static str {
        self.texts.how.of_static(how.into())
    }

    pub(super) fn ring(&self, ring: Ring) -> &'static str {
        self.texts.ring.of_static(ring.into())
    }

    pub(super) fn ring_title(&self, ring: Ring, count: usize) -> String {
        let words = &self.texts.ring_title;
        let text = match (ring, self.of_supplier()) {
            (Ring::Named, true) => &words.named_supplier,
            (Ring::Named, false) => &words.named_system,
            (Ring::Tied, true) => &words.tied_supplier,
            (Ring::Tied, false) => &words.tied_system,
            (Ring::Likely, _) => &words.likely,
        };
        self.counted(text, count)
    }

    /// The register's own id, else where the record stands.
    pub(super) fn handle(&self, activity: usize) -> String {
        let activity = self.view.activity(activity);
        match activity.text(Field::Id) {
            Some(id) => quoted(id).to_string(),
            None => self.wording.texts.gaps.row.row.fill(&[("row", &activity.origin.row)]),
        }
    }

    /// Id, name and unit of an activity.
    pub(super) fn head(&self, activity: usize) -> String {
        let record = self.view.activity(activity);
        let label = name(record.label());
        let head = match record.unit() {
            Some(unit) => self.wording.texts.gaps.row.head.fill(&[("name", &label), ("unit", &name(&unit))]),
            None => label.to_string(),
        };
        self.texts.hit.head.fill(&[("handle", &self.handle(activity)), ("head", &head)])
    }

    /// The first ids of a list, and how many more there are.
    pub(super) fn ids(&self, activities: &[usize]) -> String {
        let shown = joined(activities.iter().take(self.at_most(IDS)).map(|one| self.handle(*one)));
        match activities.len().saturating_sub(self.at_most(IDS)) {
            0 => shown,
            more => self.texts.ids_more.fill(&[("ids", &shown), ("more", &self.number(more))]),
        }
    }

    /// All ids of a list.
    pub(super) fn all_ids(&self, activities: &[usize]) -> String {
        joined(activities.iter().map(|one| self.handle(*one)))
    }

    /// Why a record is hit, with the cells.
    pub(super) fn reasons(&self, hit: &Hit) -> String {
        // What stands further off adds nothing to what puts it in its ring.
        let nearest: Vec<&HitReason> = hit.reasons.iter().filter(|reason| reason.ring == hit.ring).collect();
        let told = nearest.iter().take(REASONS).map(|reason| self.reason(reason));
        let mut text = joined_by("; ", told);
        if nearest.len() > REASONS {
            text.push_str(&format!("; … (+{})", nearest.len() - REASONS));
        }
        text
    }

    fn reason(&self, reason: &HitReason) -> String {
        let words = &self.texts.hit;
        let mut more = String::new();
        if let Some(beside) = reason.beside {
            more.push(' ');
            more.push_str(&words.reason_beside.fill(&[("beside", &self.texts.beside.of(beside.into()))]));
        }
        if let Some(tie) = reason.tie {
            more.push_str(&words.reason_tie.fill(&[("tie", &self.texts.tie.of(tie.into()))]));
        } else if !matches!(reason.how, NameMatch::Same | NameMatch::Within) {
            more.push_str(&words.reason_how.fill(&[("how", &self.how(reason.how))]));
        }
        let ground = match reason.field {
            Some(field) if reason.ground == crate::impact::HitGround::FreeText => {
                self.wording.lang.words().field.of(field.key())
            }
            _ => self.texts.ground.of(reason.ground.into()),
        };
        words.reason.fill(&[
            ("ground", &ground),
            ("written", &quoted(&reason.written)),
            ("cell", &self.wording.cell(&reason.cell)),
            ("more", &more),
        ])
    }

    /// What the column of processors says where it does not name the supplier, and the like.
    pub(super) fn beside(&self, hit: &Hit) -> Vec<String> {
        let words = &self.texts.hit;
        let mut lines = Vec::new();
        if hit.ring != Ring::Named {
            let (field, answer, text) = match self.of_supplier() {
                true => (Field::Processors, hit.processors, &words.processors),
                false => (Field::Systems, hit.systems, &words.systems),
            };
            lines.push(text.fill(&[("said", &self.said(hit.activity, field, answer))]));
        }
        lines.extend(self.time(hit.activity));
        lines
    }

    fn said(&self, activity: usize, field: Field, answer: NamesAnswer) -> String {
        match (answer, self.view.activity(activity).text(field)) {
            (NamesAnswer::Named, Some(text)) => self.texts.hit.said_named.fill(&[("written", &quoted(text))]),
            _ => self.names_answer(answer).to_string(),
        }
    }

    pub(super) fn names_answer(&self, answer: NamesAnswer) -> &'static str {
        self.texts.names_answer.of_static(answer.into())
    }

    /// That an activity did not go on at the time.
    pub(super) fn time(&self, activity: usize) -> Option<String> {
        Some(match self.view.impact.times.get(&activity)? {
            HitTime::EndedBefore(day) => self.texts.hit.ended.fill(&[("date", day)]),
            HitTime::NotBegun(day) => self.texts.hit.not_begun.fill(&[("date", day)]),
            HitTime::Ended => self.texts.hit.ended_undated.clone(),
            HitTime::Planned => self.texts.hit.planned.clone(),
        })
    }

    /// What to call a unit.
    pub(super) fn unit(&self, unit: &UnitImpact) -> String {
        unit.unit.as_deref().map_or_else(|| self.texts.unit.none.clone(), |unit| name(unit).to_string())
    }

    /// A unit with how many of its records are hit, and how many persons they concern.
    pub(super) fn unit_line(&self, unit: &UnitImpact) -> String {
        let words = &self.texts.unit;
        let hits = unit.hits.iter().filter_map(|number| self.view.impact.hits.get(*number));
        let likely = hits.filter(|hit| hit.ring == Ring::Likely).count();
        let sure = self.number(unit.hits.len() - likely);
        let hits = match likely {
            0 => words.hits.fill(&[("sure", &sure)]),
            likely => words.hits_likely.fill(&[("sure", &sure), ("likely", &self.number(likely))]),
        };
        let persons = self.persons_short(&unit.persons);
        let line = words.line.fill(&[("unit", &self.unit(unit)), ("hits", &hits), ("persons", &persons)]);
        match self.owners(unit) {
            owners if owners.is_empty() => line,
            owners => words.with_owners.fill(&[("line", &line), ("owners", &owners)]),
        }
    }

    /// Who answers for the records of a unit, and how to reach them, as written.
    fn owners(&self, unit: &UnitImpact) -> String {
        let hits = unit.hits.iter().filter_map(|number| self.view.impact.hits.get(*number));
        let mut owners: Vec<String> = Vec::new();
        for hit in hits {
            let fields = [Field::Responsible, Field::ResponsibleEmail];
            for text in fields.into_iter().filter_map(|field| self.view.activity(hit.activity).text(field)) {
                let text = name(text).to_string();
                if !owners.contains(&text) {
                    owners.push(text);
                }
            }
        }
        joined(owners.into_iter().take(self.at_most(OWNERS)))
    }

    /// The cells of a field as written, joined.
    pub(super) fn written(&self, activity: usize, field: Field) -> String {
        let entries = self.view.activity(activity).entries_of(field);
        joined_by("\n", entries.map(|entry| passage(&entry.written).to_string()))
    }
}
