//! Which activities to list.

use crate::gaps::assessment::{Assessment, RegisterAssessment};
use crate::model::{Field, Precision, ProcessingActivity};
use crate::screening::verdict::NeedVerdict;
use crate::text::fold;
use chrono::{Datelike, NaiveDate};
use std::str::FromStr;

/// A span of days, open at either end.
///
/// Written as a year, a month, a day, or two of these with `..` between: `2025`, `2025-03`,
/// `2025-03-01..2025-06-30`, `2024..`, `..2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// Writes the span as it can be read again.
impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bound = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        write!(f, "{}..{}", bound(self.from), bound(self.to))
    }
}

/// A span that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no year, date or span; write 2025, 2025-03-01 or 2025-01-01..2025-06-30")]
#[non_exhaustive]
pub struct SpanError(pub String);

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Span, SpanError> {
        let error = || SpanError(text.to_string());
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (from.trim(), to.trim()),
            None => (text.trim(), text.trim()),
        };
        let bound =
            |text: &str| if text.is_empty() { Ok(None) } else { period(text).map(Some).ok_or_else(error) };
        let span = Span { from: bound(from)?.map(|p| p.0), to: bound(to)?.map(|p| p.1) };
        let backwards = matches!((span.from, span.to), (Some(from), Some(to)) if from > to);
        if (from.is_empty() && to.is_empty()) || backwards { Err(error()) } else { Ok(span) }
    }
}

/// The first and last day of a year, a month or a day.
fn period(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str| part.parse::<u32>().ok();
    if parts.first()?.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(parts[0])?).ok()?;
    match parts[1..] {
        [] => Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?)),
        [month] => {
            let first = NaiveDate::from_ymd_opt(year, number(month)?, 1)?;
            Some((first, first.checked_add_months(chrono::Months::new(1))?.pred_opt()?))
        }
        [month, day] => {
            let day = NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?;
            Some((day, day))
        }
        _ => None,
    }
}

/// Which activities to list; an empty filter lists all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Registered within this span; the day of creation counts where no other is known.
    pub registered: Option<Span>,
    /// Unit whose name contains this, whatever the case.
    pub unit: Option<String>,
    /// Process code, with everything below it: `3.3` also lists `3.3.1`.
    pub process: Option<String>,
    /// Verdicts.
    pub verdicts: Vec<NeedVerdict>,
    /// Only what has a gap.
    pub only_gaps: bool,
}

/// What a filter lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Indices into [`RegisterAssessment::assessments`], in its order.
    pub shown: Vec<usize>,
    /// How many the filter left out, the undated included.
    pub left_out: usize,
    /// How many were left out only because their date of registration is not known.
    pub undated: usize,
}

impl Selection {
    /// Of these, what questions can be put on: those with open questions; unless `all`, without those that a
    /// living DPIA is linked to anyway, that have ended, or that another answers for.
    pub fn to_ask(mut self, assessed: &RegisterAssessment, all: bool) -> Selection {
        let before = self.shown.len();
        self.shown.retain(|index| {
            let assessment = &assessed.assessments[*index];
            let matters = assessment.gap.is_some() && assessment.standing.is_none();
            !assessment.need.questions.is_empty() && (all || matters)
        });
        self.left_out += before - self.shown.len();
        self
    }
}

impl Filter {
    /// Selects from an assessed register.
    pub fn select(&self, assessed: &RegisterAssessment) -> Selection {
        let mut selection = Selection::default();
        for (index, assessment) in assessed.assessments.iter().enumerate() {
            let activity = assessed.activity(assessment);
            let fits = self.fits(activity, assessment);
            match self.registered.map(|span| registered_within(activity, span)) {
                None | Some(Some(true)) if fits => selection.shown.push(index),
                dated => {
                    selection.left_out += 1;
                    selection.undated += usize::from(fits && dated == Some(None));
                }
            }
        }
        selection
    }

    /// Whether an activity is within the unit, the process and the dates, whatever its assessment;
    /// unknown where its date is missing or too inexact to tell.
    pub fn admits(&self, activity: &ProcessingActivity) -> Option<bool> {
        if !self.is_of(activity) {
            return Some(false);
        }
        self.registered.map_or(Some(true), |span| registered_within(activity, span))
    }

    /// Everything but the date.
    fn fits(&self, activity: &ProcessingActivity, assessment: &Assessment) -> bool {
        self.is_of(activity)
            && (self.verdicts.is_empty() || self.verdicts.contains(&assessment.need.verdict))
            && !(self.only_gaps && assessment.gap.is_none())
    }

    /// The unit and the process.
    fn is_of(&self, activity: &ProcessingActivity) -> bool {
        let unit = |wanted: &String| activity.unit().is_some_and(|unit| fold::holds(&unit, wanted));
        let process = |wanted: &String| activity.processes().iter().any(|code| is_within(code, wanted));
        self.unit.as_ref().is_none_or(unit) && self.process.as_ref().is_none_or(process)
    }
}

/// Whether a process code is `root` or stands below it; `3.10` does not stand below `3.1`.
fn is_within(code: &str, root: &str) -> bool {
    let root = root.trim().trim_end_matches('.');
    code.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether an activity was registered within a span; unknown where its date is missing, or too
/// inexact to tell.
fn registered_within(activity: &ProcessingActivity, span: Span) -> Option<bool> {
    let date = activity.date(Field::Registered).or_else(|| activity.date(Field::Created))?;
    let within =
        |day: NaiveDate| span.from.is_none_or(|from| from <= day) && span.to.is_none_or(|to| day <= to);
    let (first, last) = match date.precision {
        Precision::Day => (date.date, date.date),
        Precision::Month => (date.date.with_day(1)?, date.latest()),
        Precision::Year => (NaiveDate::from_ymd_opt(date.date.year(), 1, 1)?, date.latest()),
    };
    match (within(first), within(last)) {
        (true, true) => Some(true),
        (false, false) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> (Option<String>, Option<String>) {
        let span: Span = text.parse().expect(text);
        (span.from.map(|d| d.to_string()), span.to.map(|d| d.to_string()))
    }

    #[test]
    fn spans_are_read_in_every_written_form() {
        let day = |text: &str| Some(text.to_string());
        assert_eq!(span("2025"), (day("2025-01-01"), day("2025-12-31")));
        assert_eq!(span("2024-02"), (day("2024-02-01"), day("2024-02-29")));
        assert_eq!(span("2025-03-01"), (day("2025-03-01"), day("2025-03-01")));
        assert_eq!(span("2024..2025-06"), (day("2024-01-01"), day("2025-06-30")));
        assert_eq!(span("2025.."), (day("2025-01-01"), None));
        assert_eq!(span("..2023"), (None, day("2023-12-31")));
        for wrong in ["", "..", "25", "2025-13", "i fjol", "2025..2024"] {
            assert_eq!(wrong.parse::<Span>(), Err(SpanError(wrong.to_string())));
        }
    }

    #[test]
    fn a_process_holds_what_stands_below_it() {
        assert!(is_within("3.3.1", "3.3") && is_within("3.3", "3.3") && is_within("3.3.1", "3."));
        assert!(!is_within("3.10", "3.1") && !is_within("3.3", "3.3.1"));
    }
}
