//! The words that all formats of a yearly report have in common.

use super::numbers;
use super::sections::{Of, Parts, Section};
use super::view::YearlyView;
use crate::model::{AnyField, Field};
use crate::report::common::quote::name;
use crate::report::common::texts::YearlyTexts;
use crate::report::common::wording::{Wording, joined_by};
use crate::report::gaps::files;
use crate::yearly::{Absent, Amount, Behind, Figure, FigureKind, Order, Part, RecommendationStatus};

/// The view in the words of its language.
pub(super) struct Words<'v, 'a> {
    pub(super) view: &'v YearlyView<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) texts: &'static YearlyTexts,
}

impl<'v, 'a> Words<'v, 'a> {
    pub(super) fn new(view: &'v YearlyView<'a>) -> Words<'v, 'a> {
        let assessed = view.assessed;
        let many_files = files(assessed.import()).len() > 1;
        let wording = Wording::new(view.lang, assessed.packs(), assessed.as_of(), many_files);
        Words { view, texts: &wording.texts.yearly, wording }
    }

    pub(super) fn number(&self, number: usize) -> String {
        self.view.lang.number(number)
    }

    pub(super) fn title(&self) -> String {
        let title = match self.view.order {
            Order::Areas => &self.texts.title,
            Order::Review => &self.texts.title_review,
        };
        title.fill(&[("date", &self.view.report.as_of)])
    }

    /// Whose report it is, and who the data protection officer is.
    fn whose(&self) -> Vec<String> {
        let (view, texts) = (self.view, self.texts);
        let board = view.board.or_else(|| self.the_one(Field::Controller));
        let by_hand = view.report.by_hand.officer_name.as_deref();
        let officer = by_hand.or(view.officer).or_else(|| self.the_one(Field::Dpo));
        let officer = match officer {
            Some(officer) => texts.officer.fill(&[("name", &name(officer))]),
            None => texts.no_officer.clone(),
        };
        board
            .map(|board| texts.board_name.fill(&[("name", &name(board))]))
            .into_iter()
            .chain([officer])
            .collect()
    }

    /// What all records that answer a question say; nothing where they say different things.
    fn the_one(&self, field: Field) -> Option<&'a str> {
        let mut said = self.view.assessed.register().activities.iter().filter_map(|one| one.text(field));
        let first = said.next()?;
        said.all(|other| crate::text::same(first, other)).then_some(first)
    }

    /// Whose report it is, what the year is, which year it is compared with, and where the rest comes from.
    pub(super) fn about(&self) -> Vec<String> {
        let report = self.view.report;
        let period = match (report.period.from, report.period.to) {
            (Some(from), Some(to)) => self.texts.period.fill(&[("from", &from), ("to", &to)]),
            _ => self.texts.period_open.fill(&[("period", &report.period)]),
        };
        let last = match report.last() {
            Some(day) => self.texts.last.fill(&[("date", &day)]),
            None => self.texts.no_last.clone(),
        };
        let by_hand = match self.view.by_hand {
            Some(file) => self.texts.by_hand.fill(&[("file", &file)]),
            None => self.texts.no_by_hand.clone(),
        };
        self.whose().into_iter().chain([period, last, by_hand]).collect()
    }

    /// What a section is called, without its number.
    pub(super) fn section_title(&self, section: &Section<'_>) -> &'static str {
        match section.of {
            Of::Area(area) => self.texts.area.of_static(area.into()),
            Of::Review(heading) => self.texts.heading.of_static(heading.into()),
        }
    }

    pub(super) fn section(&self, section: &Section<'_>) -> String {
        let title = self.section_title(section);
        self.texts.section.title.fill(&[("number", &section.number), ("title", &title)])
    }

    /// What a figure is called.
    pub(super) fn figure(&self, kind: FigureKind) -> &'static str {
        self.texts.figure.of_static(kind.into())
    }

    /// What a figure is counted of.
    pub(super) fn noun(&self, kind: FigureKind) -> &'static str {
        self.texts.noun.of_static(kind.into())
    }

    /// What a part is called.
    pub(super) fn part(&self, part: &Part) -> String {
        match part {
            Part::Question(field) => self.field((*field).into()).to_string(),
            Part::Unit(unit) => match unit {
                Some(unit) => name(unit).to_string(),
                None => self.texts.value.no_unit.clone(),
            },
            Part::Gap(kind) => self.wording.gap(*kind).to_string(),
            Part::Rule(id) => match self.wording.rule(id) {
                Some(rule) => format!("{} ({id})", self.wording.local(&rule.name)),
                None => id.clone(),
            },
            Part::Sign(code) => self.texts.sign.of(code).to_string(),
            Part::Cause(cause) => name(cause).to_string(),
        }
    }

    pub(super) fn field(&self, field: AnyField) -> &'static str {
        match field {
            AnyField::Activity(field) => self.wording.lang.words().field.of(field.key()),
            AnyField::Dpia(field) => self.wording.lang.words().dpia_field.of(field.key()),
        }
    }

    /// The number of a figure as a person reads it.
    pub(super) fn counted(&self, kind: FigureKind, counted: usize) -> String {
        numbers::counted(self.view.lang, kind, counted)
    }

    /// The figure in words: so many of so many of what, or that it is not stated.
    pub(super) fn value(&self, figure: &Figure) -> String {
        let value = &self.texts.value;
        let amount = match &figure.value {
            Ok(amount) => amount,
            Err(Absent::OfNothing) => return value.of_nothing.clone(),
            Err(_) => return value.missing.clone(),
        };
        let counted = self.counted(figure.kind, amount.counted);
        let noun = self.noun(figure.kind);
        match (amount.of, amount.percent()) {
            (None, _) if matches!(figure.kind, FigureKind::OldestGap | FigureKind::OfficerTime) => counted,
            (None, _) => value.count.fill(&[("counted", &counted)]),
            (Some(of), None) => {
                value.share_none.fill(&[("counted", &counted), ("of", &self.number(of)), ("noun", &noun)])
            }
            (Some(of), Some(percent)) => value.share.fill(&[
                ("counted", &counted),
                ("of", &self.number(of)),
                ("noun", &noun),
                ("percent", &percent),
            ]),
        }
    }

    /// What it was the year before.
    pub(super) fn last(&self, figure: &Figure) -> Option<String> {
        figure.last.as_ref().map(|last| numbers::shared(self.view.lang, figure.kind, last))
    }

    /// What is in neither number, and why.
    pub(super) fn left_out(&self, amount: &Amount) -> String {
        numbers::left_out(self.view.lang, &amount.left_out)
    }

    /// What is left out of a part, where it is something else than of the whole.
    pub(super) fn left_out_of_part(&self, part: &Figure) -> String {
        let whole = match part.kind {
            // Answers are counted in questions, and the records that a question is put to in records.
            FigureKind::QuestionAnswered => Some(FigureKind::CompleteRecords),
            kind => kind.whole(),
        };
        let whole = whole.and_then(|kind| self.view.report.figure(kind)?.amount());
        let amount = part.amount().filter(|of| whole.is_none_or(|whole| whole.left_out != of.left_out));
        amount.map(|amount| self.left_out(amount)).unwrap_or_default()
    }

    /// How many parts have no row, since there are many.
    pub(super) fn more_parts(&self, parts: &Parts<'_>) -> Option<String> {
        let count = self.number(parts.more);
        (parts.more > 0).then(|| self.texts.section.more_parts.fill(&[("count", &count)]))
    }

    /// What has no row of its own among the parts, since all is in order.
    pub(super) fn complete(&self, parts: &Parts<'_>) -> Option<String> {
        let count = self.number(parts.complete);
        (parts.complete > 0).then(|| self.texts.section.complete.fill(&[("count", &count)]))
    }

    /// The figure on a line or two: its number, that of the year before, and what was left out.
    pub(super) fn line(&self, figure: &Figure) -> String {
        let value = &self.texts.value;
        let last = self.last(figure).map(|last| value.last.fill(&[("value", &last)]));
        let mut line = joined_by("; ", [self.value(figure)].into_iter().chain(last));
        line.push('.');
        let left_out = match (&figure.part, figure.amount()) {
            (Some(_), _) => self.left_out_of_part(figure),
            (None, amount) => amount.map(|amount| self.left_out(amount)).unwrap_or_default(),
        };
        if !left_out.is_empty() {
            line.push(' ');
            line.push_str(&value.left_out.fill(&[("what", &left_out)]));
        }
        line
    }

    pub(super) fn status(&self, status: Option<RecommendationStatus>) -> &'static str {
        match status {
            Some(status) => self.texts.recommend.done.of_static(status.into()),
            None => &self.texts.recommend.status_missing,
        }
    }

    /// The record behind a figure: its id, its name and its unit.
    pub(super) fn record(&self, behind: Behind, index: usize) -> [String; 3] {
        let register = self.view.assessed.register();
        let activity = || {
            let one = register.activities.get(index)?;
            Some([one.key.to_string(), one.label().to_string(), one.unit().unwrap_or_default()])
        };
        let dpia = || {
            let one = register.dpias.get(index)?;
            let unit = one.text(crate::model::DpiaField::Unit).unwrap_or_default();
            Some([one.key.to_string(), one.label().to_string(), unit.to_string()])
        };
        let process = || Some([String::new(), self.view.processes.get(&index)?.clone(), String::new()]);
        let found = match behind {
            Behind::Activities => activity(),
            Behind::Dpias => dpia(),
            Behind::Processes => process(),
            Behind::Nothing => None,
        };
        found.unwrap_or_default()
    }
}

/// A label within a sentence: its first letter small, unless it is a name of capitals.
pub(super) fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_string(),
    }
}
