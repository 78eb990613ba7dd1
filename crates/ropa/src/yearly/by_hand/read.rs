//! Reads the file, with errors that say where and what was meant.

use super::error::{ByHandError, ByHandProblem};
use super::keys::{
    AREAS, DOCUMENTS, INCIDENTS, Key, NOTES, OFFICER, RECOMMENDATIONS, REQUESTS, SECTIONS, STATUSES, TRAINING,
};
use super::places::{Entry, Places};
use super::{AreaNote, ByHand, OwnRecommendation, SteeringDocument};
use crate::text::nearest;
use crate::yearly::Area;
use crate::yearly::rules::recommendation_rules;
use toml::de::DeTable;

/// How the id of each proposal begins.
const PROPOSAL: &str = "REK-";

type Read<T> = Result<T, ByHandError>;

pub(super) fn read(toml: &str) -> Read<ByHand> {
    // A spreadsheet user's editor may put a mark before the text.
    let places = Places(toml.trim_start_matches('\u{feff}'));
    let document = DeTable::parse(places.0).map_err(|error| {
        let problem = ByHandProblem::Syntax(error.message().to_string());
        places.error(&error.span().unwrap_or(0..0), problem)
    })?;
    let mut read = ByHand::default();
    for entry in places.entries(document.get_ref(), &SECTIONS)? {
        match entry.key {
            "incidents" => incidents(places, places.section(&entry)?, &mut read)?,
            "requests" => requests(places, places.section(&entry)?, &mut read)?,
            "training" => training(places, places.section(&entry)?, &mut read)?,
            "officer" => officer(places, places.section(&entry)?, &mut read)?,
            "documents" => read.documents = documents(places, &entry)?,
            "recommendations" => read.recommendations = recommendations(places, &entry)?,
            _ => notes(places, places.section(&entry)?, &mut read)?,
        }
    }
    Ok(read)
}

/// The numbers of a section by their keys, and no part greater than its whole.
fn numbers<'e>(
    places: Places<'_>,
    entries: &[Entry<'e, '_>],
    parts: &[(&str, &str)],
) -> Read<impl Fn(&str) -> Option<usize> + use<'e>> {
    let mut all: Vec<(&'static str, &'e str, usize)> = Vec::new();
    for entry in entries {
        all.push((entry.key, entry.written, places.number(entry)?));
    }
    for (part, whole) in parts {
        let find = |key: &str| all.iter().find(|(one, ..)| *one == key);
        if let (Some((_, key, number)), Some((_, of, all))) = (find(part), find(whole))
            && number > all
        {
            let problem = ByHandProblem::MoreThanAll { key: (*key).to_string(), of: (*of).to_string() };
            let at = entries.iter().find(|entry| entry.key == *part).map(|entry| entry.value.span());
            return Err(places.error(&at.unwrap_or(0..0), problem));
        }
    }
    Ok(move |key: &str| all.iter().find(|(one, ..)| *one == key).map(|(.., number)| *number))
}

fn incidents(places: Places<'_>, table: &DeTable<'_>, read: &mut ByHand) -> Read<()> {
    let (causes, entries): (Vec<_>, Vec<_>) =
        places.entries(table, &INCIDENTS)?.into_iter().partition(|entry| entry.key == "causes");
    let parts = [("notified", "count"), ("notified_in_time", "notified")];
    let number = numbers(places, &entries, &parts)?;
    read.incidents = number("count");
    read.notified = number("notified");
    read.notified_in_time = number("notified_in_time");
    for entry in &causes {
        let mut all: Vec<_> = places.section(entry)?.iter().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        for (cause, value) in all {
            let cause: &str = cause.get_ref();
            let count = places.number(&Entry { key: "causes", written: cause, value })?;
            read.causes.push((cause.to_string(), count));
        }
    }
    Ok(())
}

fn requests(places: Places<'_>, table: &DeTable<'_>, read: &mut ByHand) -> Read<()> {
    let number = numbers(places, &places.entries(table, &REQUESTS)?, &[("in_time", "count")])?;
    read.requests = number("count");
    read.requests_in_time = number("in_time");
    read.complaints = number("complaints");
    Ok(())
}

fn officer(places: Places<'_>, table: &DeTable<'_>, read: &mut ByHand) -> Read<()> {
    for entry in places.entries(table, &OFFICER)? {
        match entry.key {
            "name" => read.officer_name = places.text(&entry)?,
            // Of one post; nobody works more than all of it for one board.
            _ => read.officer_percent = Some(places.number_up_to(&entry, 100)?),
        }
    }
    Ok(())
}

fn training(places: Places<'_>, table: &DeTable<'_>, read: &mut ByHand) -> Read<()> {
    let number = numbers(places, &places.entries(table, &TRAINING)?, &[("participants", "staff")])?;
    read.sessions = number("sessions");
    read.participants = number("participants");
    read.staff = number("staff");
    Ok(())
}

fn documents(places: Places<'_>, entry: &Entry<'_, '_>) -> Read<Vec<SteeringDocument>> {
    let mut documents = Vec::new();
    for (row, span) in places.rows(entry)? {
        let mut document = SteeringDocument::default();
        let entries = places.entries(row, &DOCUMENTS)?;
        for entry in &entries {
            match entry.key {
                "name" => document.name = places.text(entry)?.unwrap_or_default(),
                "decided" => document.decided = places.date(entry)?,
                _ => document.review = places.date(entry)?,
            }
        }
        match (document.name.is_empty(), entries.is_empty()) {
            (true, true) => {}
            (true, false) => return Err(lacks(places, &span, DOCUMENTS[0])),
            _ => documents.push(document),
        }
    }
    Ok(documents)
}

fn recommendations(places: Places<'_>, entry: &Entry<'_, '_>) -> Read<Vec<OwnRecommendation>> {
    let mut all: Vec<OwnRecommendation> = Vec::new();
    for (row, span) in places.rows(entry)? {
        let mut one =
            OwnRecommendation { id: String::new(), area: None, text: None, given: None, status: None };
        for entry in places.entries(row, &RECOMMENDATIONS)? {
            match entry.key {
                "id" => one.id = places.text(&entry)?.unwrap_or_default(),
                "area" => one.area = places.word(&entry, &AREAS)?.and_then(|area| area.parse().ok()),
                "text" => one.text = places.text(&entry)?,
                "given" => one.given = places.date(&entry)?,
                _ => one.status = places.word(&entry, &STATUSES)?.and_then(|status| status.parse().ok()),
            }
        }
        if one.id.is_empty() {
            return Err(lacks(places, &span, RECOMMENDATIONS[0]));
        }
        if let Some(problem) = unknown_proposal(&one.id) {
            return Err(places.error(&span, problem));
        }
        if all.iter().any(|other| other.id == one.id) {
            return Err(places.error(&span, ByHandProblem::Twice(one.id)));
        }
        all.push(one);
    }
    Ok(all)
}

/// An id that is written as a proposal's and is none's: what stands there would change nothing.
fn unknown_proposal(id: &str) -> Option<ByHandProblem> {
    let known = || recommendation_rules().iter().map(|rule| rule.id.as_str());
    let number = id.get(..PROPOSAL.len()).filter(|start| start.eq_ignore_ascii_case(PROPOSAL));
    (number.is_some() && !known().any(|one| one == id)).then(|| ByHandProblem::UnknownProposal {
        name: id.to_string(),
        near: nearest(id, known()).map(String::from),
    })
}

fn lacks(places: Places<'_>, span: &std::ops::Range<usize>, (key, _): Key) -> ByHandError {
    places.error(span, ByHandProblem::Lacks(key.to_string()))
}

fn notes(places: Places<'_>, table: &DeTable<'_>, read: &mut ByHand) -> Read<()> {
    for entry in places.entries(table, &AREAS)? {
        let Ok(area) = entry.key.parse::<Area>() else { continue };
        let mut note = AreaNote::default();
        for entry in places.entries(places.section(&entry)?, &NOTES)? {
            match entry.key {
                "opinion" => note.opinion = places.text(&entry)?,
                _ => note.conclusion = places.text(&entry)?,
            }
        }
        if note != AreaNote::default() {
            read.notes.insert(area, note);
        }
    }
    Ok(())
}
