//! What falls due, as a calendar (RFC 5545) that any calendar program takes in.

use super::view::PlanView;
use super::words::PlanWords;
use crate::gaps::RegisterAssessment;
use crate::model::Field;
use crate::plan::CalendarEntry;
use crate::report::common::wording::joined;
use crate::workbook::WriteError;
use chrono::{Datelike, NaiveDate};
use std::hash::Hasher;
use std::io::Write;

/// Octets of a line, its end aside.
const LINE: usize = 75;

/// Writes a calendar of whole days: what is to be settled first, the works of the plan, reviews of DPIAs and records,
/// and decisions that expire. The same event has the same UID in every calendar of the register, so that a program
/// moves it instead of adding it once more.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn ics(mut out: impl Write, view: &PlanView<'_>) -> Result<(), WriteError> {
    let words = PlanWords::of(view);
    let texts = &words.texts().calendar;
    let mut calendar = Lines(String::new());
    calendar.plain("BEGIN:VCALENDAR");
    calendar.plain("VERSION:2.0");
    calendar.text("PRODID", &format!("-//ropa//ropa {}//{}", env!("CARGO_PKG_VERSION"), view.lang.code()));
    calendar.plain("CALSCALE:GREGORIAN");
    calendar.plain("METHOD:PUBLISH");
    calendar.text("X-WR-CALNAME", &texts.name);
    let stamp = format!("DTSTAMP:{}T000000Z", digits(view.assessed.as_of()));
    let controller = controller(view.assessed);
    let files = joined(words.gaps.files().into_iter().map(|(file, _)| file));
    let made = texts.made.fill(&[("files", &files), ("date", &view.assessed.as_of())]);
    for entry in &view.plan.calendar {
        calendar.plain("BEGIN:VEVENT");
        calendar.plain(&format!("UID:{}", uid(entry, &controller)));
        calendar.plain(&stamp);
        calendar.plain(&format!("DTSTART;VALUE=DATE:{}", digits(entry.day)));
        if let Some(next) = entry.day.succ_opt() {
            calendar.plain(&format!("DTEND;VALUE=DATE:{}", digits(next)));
        }
        calendar.text("SUMMARY", &words.entry(entry));
        let about = texts.about.fill(&[("members", &words.handles(&entry.activities))]);
        let about = if entry.activities.is_empty() { made.clone() } else { format!("{about}\n{made}") };
        calendar.text("DESCRIPTION", &about);
        calendar.plain("CLASS:PRIVATE");
        calendar.plain("TRANSP:TRANSPARENT");
        calendar.plain("END:VEVENT");
    }
    calendar.plain("END:VCALENDAR");
    out.write_all(calendar.0.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Whose register it is, as far as it says: two boards have a family F1 each.
fn controller(assessed: &RegisterAssessment) -> String {
    let mut named = assessed.register().activities.iter().filter_map(|one| one.text(Field::Controller));
    named.next().unwrap_or_default().to_string()
}

fn uid(entry: &CalendarEntry, controller: &str) -> String {
    let kind: &'static str = entry.kind.into();
    let mut hasher = fnv::FnvHasher::default();
    for part in [controller, kind, &entry.key] {
        hasher.write(part.as_bytes());
        hasher.write_u8(0x1f);
    }
    format!("{kind}-{:016x}@ropa.invalid", hasher.finish())
}

/// `20261231`; a year that the form cannot hold is cut to four digits.
fn digits(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year().clamp(0, 9999), day.month(), day.day())
}

/// Lines that end in CRLF and are folded where they are long.
struct Lines(String);

impl Lines {
    /// A line whose text needs nothing done to it.
    fn plain(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The blank that marks the fold counts.
                room = LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            match c {
                '\\' => line.push_str("\\\\"),
                ';' => line.push_str("\\;"),
                ',' => line.push_str("\\,"),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => line.push(' '),
                c => line.push(c),
            }
        }
        self.plain(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn long_lines_are_folded_between_characters_and_text_is_escaped() {
        let mut lines = Lines(String::new());
        lines.text("SUMMARY", &format!("a;b,c\\d\ne{}", "å".repeat(60)));
        assert!(lines.0.starts_with("SUMMARY:a\\;b\\,c\\\\d\\ne"));
        assert!(lines.0.ends_with("\r\n"));
        assert!(lines.0.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(lines.0.replace("\r\n ", "").matches('å').count(), 60);
    }
}
