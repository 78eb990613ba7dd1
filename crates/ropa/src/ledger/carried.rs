//! Taking over what is recorded of last year's records: links, answers and decisions, record by record.
//!
//! What surely is the same record goes over in one go; what likely is, a person is asked of; of the rest it is said
//! that the register has it no longer.

use crate::ledger::columns::{Column, LedgerError, Rows, read_rows};
use crate::ledger::{traced_answers, traced_decisions, traced_links};
use crate::linking::RecordedLink;
use crate::linking::finders::{ActivityFinder, RowRecord};
use crate::model::{Field, Register};
use crate::screening::{RecordedAnswer, RecordedDecision};
use crate::source::Text;
use crate::workbook::Workbook;
use std::collections::BTreeMap;

/// A record as rows beside the register keep it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct FormerRecord {
    /// The key or the id that it had.
    pub key: Option<Text>,
    /// What it was called.
    pub name: Option<Text>,
    /// The unit that it was in.
    pub unit: Option<Text>,
}

/// What has become of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Successor {
    /// It is there under the same id and name.
    Unchanged(usize),
    /// It surely is this one, under another id or name.
    Sure(usize),
    /// It may be one of these, the likeliest first.
    Likely(Vec<usize>),
    /// The register has none like it.
    Gone,
}

/// One record, with what is recorded of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CarriedRecord {
    /// The record as it was.
    pub former: FormerRecord,
    /// What has become of it.
    pub successor: Successor,
    /// How many links, answers and decisions are recorded of it.
    pub counts: [usize; 3],
}

/// What is recorded beside a register.
#[derive(Debug, Default)]
pub(crate) struct Recorded<'a> {
    pub(crate) links: &'a mut [RecordedLink],
    pub(crate) answers: &'a mut [RecordedAnswer],
    pub(crate) decisions: &'a mut [RecordedDecision],
}

impl Recorded<'_> {
    /// What has become of each record that something is recorded of, all seen together.
    pub(crate) fn successors(&self, register: &Register) -> Vec<CarriedRecord> {
        let rows = self.rows();
        let records: Vec<RowRecord<'_>> = rows.iter().map(|(_, row)| *row).collect();
        let carried = successors(&records, register).into_iter().map(|(former, found)| {
            let mut counts = [0; 3];
            found.rows.iter().for_each(|row| counts[rows[*row].0] += 1);
            CarriedRecord { former, successor: found.successor, counts }
        });
        carried.collect()
    }

    fn rows(&self) -> Vec<(usize, RowRecord<'_>)> {
        let links = self.links.iter().map(|link| (0, traced_links::record_of(link)));
        let answers = self.answers.iter().map(|answer| (1, traced_answers::record_of(answer)));
        let decisions = self.decisions.iter().map(|decision| (2, traced_decisions::record_of(decision)));
        links.chain(answers).chain(decisions).collect()
    }

    /// Gives all rows on these records the key, the name and the unit that each has now; how many rows.
    pub(crate) fn take_over(&mut self, to: &BTreeMap<FormerRecord, usize>, register: &Register) -> usize {
        let now = |former: &FormerRecord| {
            let activity = &register.activities[*to.get(former)?];
            let unit = activity.unit().map(Text::from);
            Some((Some(activity.key.clone()), Some(Text::from(activity.label())), unit))
        };
        let mut taken = 0;
        for link in self.links.iter_mut() {
            let Some(now) = now(&FormerRecord::of(&traced_links::record_of(link))) else { continue };
            (link.activity, link.name, link.unit) = now;
            taken += 1;
        }
        for answer in self.answers.iter_mut() {
            let Some(now) = now(&FormerRecord::of(&traced_answers::record_of(answer))) else { continue };
            (answer.activity, answer.name, answer.unit) = now;
            taken += 1;
        }
        for decision in self.decisions.iter_mut() {
            let Some(now) = now(&FormerRecord::of(&traced_decisions::record_of(decision))) else { continue };
            (decision.key, decision.name, decision.unit) = now;
            taken += 1;
        }
        taken
    }
}

impl FormerRecord {
    fn of(row: &RowRecord<'_>) -> FormerRecord {
        let text = |text: Option<&str>| text.map(Text::from);
        FormerRecord { key: text(row.key), name: text(row.name), unit: text(row.unit) }
    }

    /// What it was called, else its id.
    pub fn label(&self) -> &str {
        self.name.as_deref().or(self.key.as_deref()).unwrap_or_default()
    }
}

/// What has become of one record, and which rows tell of it.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) rows: Vec<usize>,
    pub(crate) successor: Successor,
}

/// What has become of each record that rows tell of, all seen together.
pub(crate) fn successors(rows: &[RowRecord<'_>], register: &Register) -> BTreeMap<FormerRecord, Found> {
    let finder = ActivityFinder::new(register);
    let mut of: BTreeMap<FormerRecord, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        of.entry(FormerRecord::of(row)).or_default().push(at);
    }
    let found = finder.find_all(rows);
    let one = |(former, of): (FormerRecord, Vec<usize>)| {
        let leads: Vec<&Result<usize, Vec<usize>>> = of.iter().map(|row| &found[*row]).collect();
        let named = finder.only_named(&rows[of[0]]);
        let successor = successor(&former, &leads, named, register);
        (former, Found { rows: of, successor })
    };
    of.into_iter().map(one).collect()
}

/// What its rows lead to; `named` is the only record that has its name and its unit.
fn successor(
    former: &FormerRecord,
    found: &[&Result<usize, Vec<usize>>],
    named: Option<usize>,
    register: &Register,
) -> Successor {
    let same: Vec<usize> = found.iter().filter_map(|found| found.as_ref().ok().copied()).collect();
    let one = same.first().copied().filter(|one| same.iter().all(|other| other == one));
    if let Some(one) = one {
        let activity = &register.activities[one];
        let id = |key: &Text| *key == activity.key || activity.text(Field::Id) == Some(&**key);
        let as_it_was = former.key.as_ref().is_none_or(id)
            && former.name.as_deref().is_none_or(|name| name == activity.label());
        // The id may be the record's still under another name, where nothing else says which it is.
        return if as_it_was { Successor::Unchanged(one) } else { Successor::Sure(one) };
    }
    if let Some(named) = named.filter(|_| same.is_empty()) {
        return Successor::Sure(named);
    }
    let mut likely: Vec<usize> = same;
    for candidate in found.iter().filter_map(|found| found.as_ref().err()).flatten() {
        if !likely.contains(candidate) {
            likely.push(*candidate);
        }
    }
    if likely.is_empty() { Successor::Gone } else { Successor::Likely(likely) }
}

/// A person's answer to which record another is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedSuccessor {
    /// The record as it was.
    pub former: FormerRecord,
    /// The key or the id that it has now.
    pub now: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Then,
    Name,
    Unit,
    Recorded,
    Candidates,
    Now,
}

/// The columns of the workbook in which a person is asked.
const COLUMNS: &[Column<Key>] = &[
    (Key::Then, "Nyckel då", "Key then"),
    (Key::Name, "Behandling då", "Processing then"),
    (Key::Unit, "Enhet då", "Unit then"),
    (Key::Recorded, "Vad som hör till den", "What is recorded of it"),
    (Key::Candidates, "Kan vara", "May be"),
    (Key::Now, "Nyckel nu", "Key now"),
];

/// Reads which records a person says that others are now. Rows without an answer are left out.
///
/// # Errors
/// [`LedgerError::NoTable`] where no row has the column of the answer, [`LedgerError::Cells`] with every cell that
/// cannot be used.
pub(crate) fn read_successors(book: &Workbook) -> Result<Vec<NamedSuccessor>, LedgerError> {
    let named = |rows: &mut Rows<'_, Key>, row: u32| {
        let now = rows.text(row, Key::Now)?;
        let (key, name) = rows.activity(row, Key::Then, Key::Name);
        Some(NamedSuccessor { former: FormerRecord { key, name, unit: rows.text(row, Key::Unit) }, now })
    };
    read_rows(book, COLUMNS, Key::Now, named)
}

/// The headers of the workbook in which a person is asked, in Swedish or English.
#[cfg(feature = "write")]
pub(crate) fn successor_headers(swedish: bool) -> [&'static str; 6] {
    let keys = [Key::Then, Key::Name, Key::Unit, Key::Recorded, Key::Candidates, Key::Now];
    keys.map(|key| {
        let column = COLUMNS.iter().find(|(of, ..)| *of == key);
        column.map_or("", |(_, sv, en)| if swedish { sv } else { en })
    })
}
