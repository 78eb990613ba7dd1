//! How the register stands: how many, how complete, how well kept.

use super::Figures;
use crate::art30::{QUESTIONS, last_touched, questions_asked};
use crate::gaps::Filter;
use crate::model::{Field, ProcessingActivity, Severity};
use crate::text::swedish_key;
use crate::yearly::basis::{YearlyBasis, answers};
use crate::yearly::figure::{Absent, Amount, Behind, LeftOut, Part};
use crate::yearly::kind::FigureKind;
use crate::yearly::tally::{Placed, Tally};
use chrono::{Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn add(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let all = basis.activities().iter().enumerate();
    figures.add(
        FigureKind::Registered,
        Ok(Tally::of(all.map(|(index, _)| (index, Placed::Counted))).number(Behind::Activities)),
    );
    in_period(basis, figures);
    completeness(basis, figures);
    kept(basis, figures);
}

fn in_period(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let filter = Filter { registered: Some(basis.period), ..Filter::default() };
    let as_of = basis.assessed.as_of();
    let placed = |activity: &ProcessingActivity| match filter.admits(activity) {
        Some(_) if registered(activity).is_some_and(|day| day > as_of) => Placed::Out(LeftOut::YetToCome),
        Some(within) => Placed::counted(within),
        None if asks(activity, &[Field::Registered, Field::Created]) => Placed::Out(LeftOut::Undated),
        None => Placed::Out(LeftOut::NotAsked),
    };
    let all = basis.activities().iter().enumerate();
    let tally = Tally::of(all.map(|(index, activity)| (index, placed(activity))));
    figures.add(FigureKind::RegisteredInPeriod, tally.asked(Behind::Activities, Field::Registered));
}

/// How complete the records are: as a whole, by question and by unit.
fn completeness(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let of = &basis.checked.completeness;
    let whole = basis.in_use(|index, _| match of.get(&index) {
        Some(done) if done.asked == 0 => Placed::Out(LeftOut::NotAsked),
        done => Placed::counted(done.is_some_and(|done| done.answered == done.asked)),
    });
    let complete = whole.share(Behind::Activities);
    let sum = |part: fn(&crate::art30::Completeness) -> usize| of.values().map(part).sum::<usize>();
    let given = Amount {
        left_out: questions_left_out(basis),
        behind: Behind::Activities,
        others: complete.others.clone(),
        ..Amount::share(sum(|done| done.answered), sum(|done| done.asked))
    };
    figures.add(FigureKind::Answers, Ok(given));
    figures.add(FigureKind::CompleteRecords, Ok(complete));
    for field in QUESTIONS {
        let tally = basis.in_use(|_, activity| answers(activity, field));
        let part = Some(Part::Question(field));
        figures.add_part(FigureKind::QuestionAnswered, part, tally.asked(Behind::Activities, field));
    }
    by_unit(basis, figures);
}

/// The questions that are in neither number: those that no column asks, and those of records that have ended.
fn questions_left_out(basis: &YearlyBasis<'_>) -> Vec<(LeftOut, usize)> {
    let (mut ended, mut unasked) = (0, 0);
    for (index, activity) in basis.activities().iter().enumerate() {
        let (asked, not_asked) = questions_asked(activity, basis.checked.options);
        match basis.checked.completeness.contains_key(&index) {
            true => unasked += not_asked,
            false => ended += asked,
        }
    }
    let all = [(LeftOut::Ended, ended), (LeftOut::NotAsked, unasked)];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

fn by_unit(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let mut units: BTreeMap<_, (Option<String>, Amount)> = BTreeMap::new();
    for (index, done) in &basis.checked.completeness {
        let Some(activity) = basis.activities().get(*index) else { continue };
        let unit = activity.unit();
        let place = (unit.is_none(), unit.as_deref().map(swedish_key));
        let (_, amount) = units
            .entry(place)
            .or_insert_with(|| (unit, Amount { behind: Behind::Activities, ..Amount::share(0, 0) }));
        amount.counted += done.answered;
        amount.of = amount.of.map(|of| of + done.asked);
        if done.answered < done.asked {
            amount.others.push(*index);
        }
    }
    // One unit alone is the whole.
    if units.len() > 1 {
        for (unit, amount) in units.into_values() {
            figures.add_part(FigureKind::UnitAnswers, Some(Part::Unit(unit)), Ok(amount));
        }
    }
}

/// How well the records are kept.
fn kept(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let at_fault: BTreeSet<usize> = basis
        .checked
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.activity)
        .collect();
    let tally = basis.in_use(|index, _| Placed::counted(at_fault.contains(&index)));
    // No fault found where what is demanded is not asked is no good news.
    let untried = if at_fault.is_empty() { demanded_and_not_asked(basis) } else { None };
    let found = match untried {
        Some(field) => Err(Absent::NotAsked(field.into())),
        None => Ok(tally.share(Behind::Activities)),
    };
    figures.add(FigureKind::RecordsAtFault, found);

    let as_of = basis.assessed.as_of();
    let year_ago = as_of.checked_sub_months(Months::new(12));
    let dates = [Field::Updated, Field::Registered, Field::Created];
    let touched = basis.in_use(|_, activity| match last_touched(activity, as_of) {
        None if dates.iter().any(|field| activity.date(*field).is_some()) => Placed::Out(LeftOut::YetToCome),
        Some(day) => Placed::counted(year_ago.is_some_and(|year_ago| day >= year_ago)),
        None if asks(activity, &dates) => Placed::Out(LeftOut::Undated),
        None => Placed::Out(LeftOut::NotAsked),
    });
    figures.add(FigureKind::Touched, touched.asked(Behind::Activities, Field::Updated));

    let review = basis.by_rule("Q-07", |activity| match activity.date(Field::NextReview) {
        Some(_) => None,
        None if asks(activity, &[Field::NextReview]) => Some(LeftOut::Undated),
        None => Some(LeftOut::NotAsked),
    });
    let review = review.and_then(|tally| tally.asked(Behind::Activities, Field::NextReview));
    figures.add(FigureKind::ReviewPassed, review);

    let responsible = [Field::Responsible, Field::ResponsibleEmail];
    let nobody =
        basis.by_rule("Q-01", |activity| (!asks(activity, &responsible)).then_some(LeftOut::NotAsked));
    let nobody = nobody.and_then(|tally| tally.asked(Behind::Activities, Field::Responsible));
    figures.add(FigureKind::WithoutResponsible, nobody);

    let twice = basis.by_rule("Q-08", |activity| match activity.text(Field::Name) {
        Some(_) => None,
        None if asks(activity, &[Field::Name]) => Some(LeftOut::Unanswered),
        None => Some(LeftOut::NotAsked),
    });
    let twice = twice.and_then(|tally| tally.asked(Behind::Activities, Field::Name));
    figures.add(FigureKind::Duplicates, twice);
}

/// The first question that the Regulation demands an answer to and that a table does not ask.
fn demanded_and_not_asked(basis: &YearlyBasis<'_>) -> Option<Field> {
    let demands =
        |id: &&'static str| crate::art30::rule(id).is_some_and(|rule| rule.severity == Severity::Error);
    let mut missing = basis.checked.missing_columns.iter();
    missing.find(|missing| missing.rules.iter().any(demands)).map(|missing| missing.field)
}

/// The first day on which a record can have been registered.
fn registered(activity: &ProcessingActivity) -> Option<NaiveDate> {
    activity.date(Field::Registered).or_else(|| activity.date(Field::Created)).map(|date| date.date)
}

fn asks(activity: &ProcessingActivity, fields: &[Field]) -> bool {
    fields.iter().any(|field| activity.asked.contains(field))
}
