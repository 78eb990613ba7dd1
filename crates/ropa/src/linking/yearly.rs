//! Ids that are numbered anew each year: "KB 2024:3", "SN-KB 3/24".

use crate::linking::identity::{Identity, is_year};
use crate::linking::subjects::years;
use crate::model::{Dpia, DpiaField};
use std::collections::BTreeMap;
use std::ops::Bound;

/// A year and the number in it.
pub(super) type YearNumber = (u32, u32);

/// Records by the year and the number of their ids.
#[derive(Debug, Default)]
pub(super) struct Yearly {
    members: BTreeMap<YearNumber, Vec<usize>>,
    of_records: BTreeMap<usize, YearNumber>,
}

/// A list's ids, by record, with their numbers.
type Ids = Vec<(usize, Vec<u32>)>;

impl Yearly {
    pub(super) fn of(dpias: &[Dpia]) -> Yearly {
        let mut files: BTreeMap<&str, Ids> = BTreeMap::new();
        for (record, dpia) in dpias.iter().enumerate() {
            if let Some(identity) = dpia.text(DpiaField::Id).and_then(Identity::of) {
                files.entry(&dpia.origin.file).or_default().push((record, identity.all_numbers()));
            }
        }
        let mut yearly = Yearly::default();
        for ids in files.into_values() {
            let Some(place) = [0, 1].into_iter().find(|place| is_of_years(&ids, *place, dpias)) else {
                continue;
            };
            for (record, numbers) in ids.into_iter().filter(|(_, numbers)| numbers.len() == 2) {
                if let Some(year) = full_year(numbers[place]) {
                    let key = (year, numbers[1 - place]);
                    yearly.members.entry(key).or_default().push(record);
                    yearly.of_records.insert(record, key);
                }
            }
        }
        yearly
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The records of a year and a number.
    pub(super) fn get(&self, key: YearNumber) -> &[usize] {
        self.members.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The year and the number of a record.
    pub(super) fn key_of(&self, record: usize) -> Option<YearNumber> {
        self.of_records.get(&record).copied()
    }

    /// The year and the number that two numbers of an id are, where ids have both.
    pub(super) fn key_of_numbers(&self, numbers: &[u32]) -> Option<YearNumber> {
        let [first, second] = numbers[..] else { return None };
        let key = full_year(first).map(|year| (year, second));
        let turned = || full_year(second).map(|year| (year, first));
        key.or_else(turned).filter(|_| !self.is_empty())
    }

    /// The records of a number, in whatever year.
    pub(super) fn of_number(&self, number: u32) -> Vec<usize> {
        let of = self.members.iter().filter(|(key, _)| key.1 == number);
        of.flat_map(|(_, records)| records.iter().copied()).collect()
    }

    /// The members of a year.
    pub(super) fn of_year(&self, year: u32) -> Vec<YearNumber> {
        self.members.keys().filter(|key| key.0 == year).copied().collect()
    }

    /// The members between two, in the order of the list.
    pub(super) fn between(&self, first: YearNumber, last: YearNumber) -> Vec<YearNumber> {
        if first >= last {
            return Vec::new();
        }
        let members = self.members.range((Bound::Excluded(first), Bound::Excluded(last)));
        members.map(|(key, _)| *key).collect()
    }
}

/// Whether one of the two numbers of a list's ids is a year: written in full, or the year of most of their cases
/// and decisions.
fn is_of_years(ids: &Ids, place: usize, dpias: &[Dpia]) -> bool {
    let pairs: Vec<(usize, u32)> = ids
        .iter()
        .filter(|(_, numbers)| numbers.len() == 2)
        .map(|(record, numbers)| (*record, numbers[place]))
        .collect();
    let shown = |(record, number): &&(usize, u32)| {
        *number >= 1000
            || full_year(*number).is_some_and(|year| years(&dpias[*record]).contains(&year.to_string()))
    };
    2 * pairs.len() >= ids.len()
        && !pairs.is_empty()
        && pairs.iter().all(|(_, number)| full_year(*number).is_some())
        && 2 * pairs.iter().filter(shown).count() >= pairs.len()
}

/// The year that a number is, of four figures or of two.
pub(super) fn full_year(number: u32) -> Option<u32> {
    match number {
        10..=60 => Some(2000 + number),
        1990..=2100 => Some(number),
        _ => None,
    }
}

/// The year that a text names, where it names one.
pub(super) fn year_of(text: &str) -> Option<&str> {
    let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|part| is_year(part));
    let year = years.next()?;
    years.all(|other| other == year).then_some(year)
}
