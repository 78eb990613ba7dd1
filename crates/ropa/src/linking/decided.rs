//! DPIAs by their decision: its day, and the paragraph of the minutes.

use crate::import::days_in;
use crate::linking::hits::Hits;
use crate::linking::identity::is_year;
use crate::linking::link::Via;
use crate::linking::reference_words::WORDS;
use crate::model::{Dpia, DpiaField, Precision, Value};
use crate::text::fold::fold;
use crate::text::tokens::Tokens;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// How many letters a board in short has: "BUN".
const BOARD: std::ops::RangeInclusive<usize> = 2..=5;

#[derive(Debug)]
struct Decision {
    record: usize,
    days: BTreeSet<NaiveDate>,
    paragraphs: BTreeSet<u32>,
    /// Who decided, in lower case, and the letters of the diary.
    by: String,
    diaries: BTreeSet<String>,
}

/// The decisions on DPIAs.
#[derive(Debug, Default)]
pub(super) struct Decided(Vec<Decision>);

impl Decided {
    /// Adds a DPIA.
    pub(super) fn add(&mut self, dpia: &Dpia, record: usize) {
        let days = dpia.entries_of(DpiaField::Approved).filter_map(|entry| match &entry.value {
            Value::Date(day) if day.precision == Precision::Day && !day.open => Some(day.date),
            _ => None,
        });
        let told = [DpiaField::Approved, DpiaField::ApprovedBy, DpiaField::Status, DpiaField::Notes];
        let told = told.into_iter().flat_map(|field| dpia.entries_of(field));
        let paragraphs = told.flat_map(|entry| paragraphs(&entry.written)).collect();
        let by: Vec<String> =
            dpia.entries_of(DpiaField::ApprovedBy).map(|entry| fold(&entry.written).into_owned()).collect();
        let diaries = dpia
            .entries_of(DpiaField::CaseNumber)
            .map(|entry| Tokens::runs(&entry.written).word(0).to_string());
        let (days, diaries) = (days.collect(), diaries.collect());
        self.0.push(Decision { record, days, paragraphs, by: by.join(" "), diaries });
    }

    /// The records whose decision a text names by its day, its paragraph, or both.
    pub(super) fn named(&self, text: &str) -> Option<Hits> {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (days, numbers) = (days_in(text), paragraphs(text));
        let told = !numbers.is_empty() || WORDS.tells_of_decision(text) || names_board(text);
        if !told || days.len() > 1 || numbers.len() > 1 {
            return None;
        }
        let year = if days.is_empty() { year_of(text) } else { None };
        let found = self.0.iter().filter(|decision| match days.first() {
            Some(day) => decision.days.contains(day),
            None => year.is_none_or(|year| decision.days.iter().any(|day| day.year() == year)),
        });
        // "GD fastställde": letters that nothing in the list has tell nothing apart.
        let told_by = |board: &Board| match board {
            Board::Short(letters) => {
                self.0.iter().any(|one| !one.by.is_empty() || one.diaries.contains(letters))
            }
            Board::Named(_) => true,
        };
        let boards: Vec<Board> = boards(text).into_iter().filter(told_by).collect();
        let found: Vec<&Decision> = found.filter(|one| boards.iter().all(|board| one.is_by(board))).collect();
        let Some(number) = numbers.first() else { return hits(days.first().map(|_| found)?) };
        let (same, silent): (Vec<_>, Vec<_>) = (
            found.iter().filter(|one| one.paragraphs.contains(number)).copied().collect(),
            found.iter().filter(|one| one.paragraphs.is_empty() && !days.is_empty()).copied().collect(),
        );
        hits(if same.is_empty() { silent } else { same })
    }
}

impl Decision {
    /// Whether a board that a text names, in short or by what is its own in its name, may be the one that decided.
    fn is_by(&self, board: &Board) -> bool {
        match board {
            Board::Short(letters) => {
                let mut others = self.by.chars();
                let first = self.by.chars().next() == letters.chars().next();
                let within = first && letters.chars().all(|letter| others.any(|other| other == letter));
                self.by.is_empty() && self.diaries.is_empty() || within || self.diaries.contains(letters)
            }
            Board::Named(name) => self.by.is_empty() || self.by.contains(&**name),
        }
    }
}

/// A board as a text names it.
enum Board {
    /// "BUN".
    Short(String),
    /// What stands before "nämnden": "miljö" of "miljönämnden", "tekniska" of "tekniska nämnden".
    Named(String),
}

fn boards(text: &str) -> Vec<Board> {
    let tokens = Tokens::of(text);
    let mut boards = Vec::new();
    for at in 0..tokens.len() {
        let (word, written) = (tokens.word(at), tokens.written(at));
        let own = WORDS.before_board(word);
        if is_short(word, written) {
            boards.push(Board::Short(word.to_string()));
        } else if let Some("") = own {
            let named = at > 0
                && tokens.written(at - 1).starts_with(char::is_uppercase)
                && !WORDS.is_known(tokens.word(at - 1));
            boards.extend(named.then(|| Board::Named(tokens.word(at - 1).to_string())));
        } else if let Some(own) = own {
            boards.push(Board::Named(own.to_string()));
        }
    }
    boards
}

/// Whether a word is letters that stand for a board.
fn is_short(word: &str, written: &str) -> bool {
    BOARD.contains(&written.chars().count())
        && written.chars().all(char::is_uppercase)
        && !WORDS.kinds.contains(word)
        && !WORDS.number_words.contains(word)
        && !WORDS.is_known(word)
}

fn hits(found: Vec<&Decision>) -> Option<Hits> {
    let records: Vec<usize> = found.into_iter().map(|one| one.record).collect();
    (!records.is_empty()).then(|| Hits::sure(Via::CaseNumber, &records))
}

/// The numbers after a sign for a paragraph.
fn paragraphs(text: &str) -> BTreeSet<u32> {
    let tokens = Tokens::runs(text);
    let signed = |at: &usize| {
        tokens.gap(*at).contains('§')
            || at.checked_sub(1).is_some_and(|before| tokens.word(before) == "paragraf")
    };
    (0..tokens.len()).filter(signed).filter_map(|at| tokens.word(at).parse().ok()).collect()
}

fn year_of(text: &str) -> Option<i32> {
    let tokens = Tokens::runs(text);
    let years: BTreeSet<&str> = tokens.words().filter(|word| is_year(word)).collect();
    let [year] = years.into_iter().collect::<Vec<_>>()[..] else { return None };
    year.parse().ok()
}

/// Whether a text begins with a board in short: "BUN 2022-11-15".
fn names_board(text: &str) -> bool {
    let tokens = Tokens::runs(text);
    is_short(tokens.word(0), tokens.written(0))
}
