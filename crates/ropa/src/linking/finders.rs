//! Which activity, and which DPIA, a row beside the register means.
//!
//! Ids are given anew: next year's SN-105 may be another record. An id finds its record only where the name
//! that the row keeps fits it too.

use crate::linking::called_name::CalledName;
use crate::linking::dpia_words::WORDS;
use crate::linking::normalise::normalise;
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity, Register};
use crate::screening::fingerprint::Fingerprint;
use crate::screening::recorded_decision::RecordedDecision;
use crate::text::{OFFERED, nearest_of};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Names that fit less are not called alike.
const WORTH: f64 = 0.3;

type Index = BTreeMap<String, Vec<usize>>;

fn enter(index: &mut Index, text: &str, record: usize) {
    let of = index.entry(normalise(text)).or_default();
    if of.last() != Some(&record) {
        of.push(record);
    }
}

/// What a row beside the register says of the record that it is about.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RowRecord<'a> {
    /// The key or the id that the record had.
    pub(crate) key: Option<&'a str>,
    /// What it was called.
    pub(crate) name: Option<&'a str>,
    /// The unit that it was in.
    pub(crate) unit: Option<&'a str>,
    /// What it said.
    pub(crate) fingerprint: Option<&'a Fingerprint>,
}

/// Finds activities by key, id or name; made once for a register and asked for many rows.
#[derive(Debug)]
pub(crate) struct ActivityFinder<'r> {
    register: &'r Register,
    by_key: Index,
    by_name: Index,
    /// What each activity is called and says, once a row asks for more than its id and name.
    known: OnceLock<Vec<Known>>,
}

/// What an activity is called, and what it says.
#[derive(Debug)]
struct Known {
    name: Option<CalledName>,
    says: Fingerprint,
}

impl<'r> ActivityFinder<'r> {
    /// A finder for a register.
    pub(crate) fn new(register: &'r Register) -> ActivityFinder<'r> {
        let (mut by_key, mut by_name) = (Index::new(), Index::new());
        for (index, activity) in register.activities.iter().enumerate() {
            enter(&mut by_key, &activity.key, index);
            activity.text(Field::Id).into_iter().for_each(|id| enter(&mut by_key, id, index));
            enter(&mut by_name, activity.label(), index);
        }
        ActivityFinder { register, by_key, by_name, known: OnceLock::new() }
    }

    fn known(&self) -> &[Known] {
        let known = |activity: &ProcessingActivity| Known {
            name: activity.text(Field::Name).map(CalledName::of),
            says: Fingerprint::of_all(activity),
        };
        self.known.get_or_init(|| self.register.activities.iter().map(known).collect())
    }

    /// How well a name fits that of an activity; none where it has no name.
    fn fit(&self, then: &CalledName, index: usize) -> Option<f64> {
        Some(then.fit(self.known().get(index)?.name.as_ref()?))
    }

    /// The activities that say all that a fingerprint tells.
    fn fitting<'f>(&'f self, then: &'f Fingerprint) -> impl Iterator<Item = usize> + 'f {
        self.known().iter().enumerate().filter(|(_, one)| then.fits(&one.says)).map(|(index, _)| index)
    }

    /// The activity with the key or id; where no key is given, the only one with the name and the unit.
    ///
    /// A key that no record has is an id that is gone: the name alone then only makes candidates. So is one
    /// whose record is called something else entirely, or where another record has the name: the id has been
    /// given to another.
    ///
    /// # Errors
    /// Candidates, likeliest first, where no activity or more than one fits.
    pub(crate) fn find(
        &self,
        key: Option<&str>,
        name: Option<&str>,
        unit: Option<&str>,
    ) -> Result<usize, Vec<usize>> {
        self.find_recorded(key, name, unit, None)
    }

    /// The same, for a row that keeps what the record said: a record with the id and all that it said then, as
    /// no other record has it, is the one meant whatever it is called now.
    ///
    /// # Errors
    /// As [`ActivityFinder::find`].
    pub(crate) fn find_recorded(
        &self,
        key: Option<&str>,
        name: Option<&str>,
        unit: Option<&str>,
        fingerprint: Option<&Fingerprint>,
    ) -> Result<usize, Vec<usize>> {
        let Some(key) = key else {
            let Some(name) = name else { return Err(Vec::new()) };
            let named = self.named(name, unit);
            return if let [one] = named[..] { Ok(one) } else { Err(self.like(name)) };
        };
        match self.by_key.get(&normalise(key)).map(Vec::as_slice) {
            Some([one]) if self.is_still(*one, key, name, unit, fingerprint) => Ok(*one),
            Some(several @ [_, _, ..]) => self.among(several, Some(key), name, unit),
            found => {
                if let Some(one) = self.renumbered(name, unit, fingerprint) {
                    return Ok(one);
                }
                // "PPB-1#2" numbers records that share an id, by their order; the name tells them apart. Records
                // without ids share their name, and nothing does.
                let has_id = |index: &usize| self.register.activities[*index].text(Field::Id).is_some();
                let numbered = plain_key(key).and_then(|plain| self.by_key.get(&normalise(plain)));
                let numbered = numbered.filter(|several| several.iter().all(has_id));
                if let Some(several) = numbered
                    && let Ok(one) = self.among(several, None, name, unit)
                {
                    return Ok(one);
                }
                Err(self.candidates(found.unwrap_or_default(), name, unit))
            }
        }
    }

    /// The activity that a recorded decision concerns; candidates where the register does not have it.
    ///
    /// # Errors
    /// As [`ActivityFinder::find_recorded`].
    pub(crate) fn find_decided(&self, decision: &RecordedDecision) -> Result<usize, Vec<usize>> {
        let (key, name, unit) = (&decision.key, &decision.name, &decision.unit);
        self.find_recorded(key.as_deref(), name.as_deref(), unit.as_deref(), decision.fingerprint.as_ref())
    }

    /// The activity of each row, as [`find_recorded`](Self::find_recorded) does, all of them seen together: no record
    /// takes the place of two. Of records with different ids that would be one now, those whose names fit it best are.
    pub(crate) fn find_all(&self, rows: &[RowRecord<'_>]) -> Vec<Result<usize, Vec<usize>>> {
        let find = |row: &RowRecord<'_>| self.find_recorded(row.key, row.name, row.unit, row.fingerprint);
        let mut found: Vec<Result<usize, Vec<usize>>> = rows.iter().map(find).collect();
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (row, found) in found.iter().enumerate() {
            found.iter().for_each(|activity| of.entry(*activity).or_default().push(row));
        }
        for (activity, claiming) in of {
            let keys: BTreeSet<_> = claiming.iter().map(|row| rows[*row].key.map(normalise)).collect();
            if keys.len() < 2 {
                continue;
            }
            let fit = |row: &usize| {
                let then = rows[*row].name.map(CalledName::of);
                then.and_then(|then| self.fit(&then, activity)).unwrap_or(1.0)
            };
            let best = claiming.iter().map(fit).fold(0.0, f64::max);
            let worse: Vec<usize> = claiming.iter().copied().filter(|row| fit(row) < best).collect();
            for row in worse {
                found[row] = Err(self.candidates(&[activity], rows[row].name, rows[row].unit));
            }
        }
        found
    }

    /// The only record that has the name that a row keeps, in the unit that it keeps.
    pub(crate) fn only_named(&self, row: &RowRecord<'_>) -> Option<usize> {
        match self.named(row.name?, row.unit)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Whether the record that has the id is the one that the row was written on.
    fn is_still(
        &self,
        index: usize,
        key: &str,
        name: Option<&str>,
        unit: Option<&str>,
        fingerprint: Option<&Fingerprint>,
    ) -> bool {
        let activity = &self.register.activities[index];
        // A name that repeats the key says nothing.
        let name = name.filter(|name| normalise(name) != normalise(key));
        let (Some(then), Some(now)) = (name, activity.text(Field::Name)) else {
            // Without a name the record that says all that it said then is the one, where another has the id.
            let other = fingerprint
                .filter(|then| !then.fits(&self.known()[index].says))
                .and_then(|then| self.only_as(then));
            return other.is_none();
        };
        if normalise(then) == normalise(now) {
            return true;
        }
        let numbered = plain_key(key).is_some() && activity.text(Field::Id) != Some(key);
        // Units that share a name keep theirs apart, as long as the record is in the unit that it was in.
        let moved =
            unit.is_some_and(|unit| activity.unit().is_none_or(|of| normalise(&of) != normalise(unit)));
        if numbered || !self.named(then, unit.filter(|_| !moved)).is_empty() {
            return false;
        }
        let called = CalledName::of(then);
        let fit = self.fit(&called, index).unwrap_or_default();
        // A unit that has one of a better name had it all along, where the record is in the unit that it was in.
        let in_reach = |other: &ProcessingActivity| {
            unit.is_none_or(|unit| moved || other.unit().is_some_and(|of| normalise(&of) == normalise(unit)))
        };
        let better = |(at, other): (usize, &ProcessingActivity)| {
            self.fit(&called, at).is_some_and(|other| other > fit.max(WORTH)) && in_reach(other)
        };
        if self.register.activities.iter().enumerate().any(better) {
            return false;
        }
        WORDS.share_a_word(then, now) || fingerprint.is_some_and(|then| self.only_as(then) == Some(index))
    }

    /// The record that was given another id: it says all that it did, as no other does, and no other is called more like
    /// what it was called.
    fn renumbered(
        &self,
        name: Option<&str>,
        unit: Option<&str>,
        fingerprint: Option<&Fingerprint>,
    ) -> Option<usize> {
        let one = self.only_as(fingerprint?)?;
        let Some(then) = name else { return Some(one) };
        let named = self.named(then, unit);
        if !named.is_empty() {
            return (named == [one]).then_some(one);
        }
        let called = CalledName::of(then);
        let fit = |index: usize| self.fit(&called, index).unwrap_or_default();
        let own = fit(one);
        let mut others = (0..self.register.activities.len()).filter(|index| *index != one);
        (own > WORTH && others.all(|other| fit(other) < own)).then_some(one)
    }

    /// The only record that says all that a fingerprint tells.
    fn only_as(&self, then: &Fingerprint) -> Option<usize> {
        let mut fitting = self.fitting(then);
        let one = fitting.next()?;
        fitting.next().is_none().then_some(one)
    }

    /// The activities with a name, and with the unit where both say one.
    fn named(&self, name: &str, unit: Option<&str>) -> Vec<usize> {
        let unit = unit.map(normalise);
        let in_unit = |index: &&usize| {
            let of = self.register.activities[**index].unit();
            unit.is_none() || of.as_deref().map(normalise) == unit
        };
        self.by_name.get(&normalise(name)).into_iter().flatten().filter(in_unit).copied().collect()
    }

    /// The one of several with the same id that has the name and the unit; where these are the same too, the one
    /// whose key it is.
    fn among(
        &self,
        several: &[usize],
        key: Option<&str>,
        name: Option<&str>,
        unit: Option<&str>,
    ) -> Result<usize, Vec<usize>> {
        let Some(name) = name else { return Err(several.to_vec()) };
        let mut named = self.named(name, unit);
        named.retain(|index| several.contains(index));
        match named[..] {
            [one] => Ok(one),
            [] => Err(several.to_vec()),
            _ => {
                let own = named.iter().find(|index| Some(&*self.register.activities[**index].key) == key);
                own.copied().ok_or_else(|| several.to_vec())
            }
        }
    }

    /// What a row may mean: who has the name, who has the id, who has a like name.
    fn candidates(&self, with_key: &[usize], name: Option<&str>, unit: Option<&str>) -> Vec<usize> {
        let Some(name) = name else { return with_key.to_vec() };
        first_of([self.named(name, unit), with_key.to_vec(), self.like(name)])
    }

    /// The records whose names fit best, and those whose names are nearest by their letters.
    fn like(&self, name: &str) -> Vec<usize> {
        let called = CalledName::of(name);
        let fit = |index: usize| Some((self.fit(&called, index).filter(|fit| *fit > WORTH)?, index));
        let mut fitting: Vec<(f64, usize)> = (0..self.register.activities.len()).filter_map(fit).collect();
        fitting.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let fitting: Vec<usize> = fitting.into_iter().map(|(_, index)| index).collect();
        // Letters are only compared, of every name, where words leave room for more.
        let by_letters =
            if fitting.len() < OFFERED { like(&self.by_name, &normalise(name)) } else { Vec::new() };
        first_of([fitting, by_letters, Vec::new()])
    }
}

/// Finds DPIAs by key and title, as [`ActivityFinder`] finds activities.
#[derive(Debug)]
pub(crate) struct DpiaFinder<'r> {
    dpias: &'r [Dpia],
    by_key: Index,
    by_title: Index,
}

impl<'r> DpiaFinder<'r> {
    pub(crate) fn new(register: &'r Register) -> DpiaFinder<'r> {
        let (mut by_key, mut by_title) = (Index::new(), Index::new());
        for (index, dpia) in register.dpias.iter().enumerate() {
            let names = [Some(&*dpia.key), dpia.text(DpiaField::Id), dpia.text(DpiaField::CaseNumber)];
            names.into_iter().flatten().for_each(|name| enter(&mut by_key, name, index));
            enter(&mut by_title, WORDS.bare_title(&normalise(dpia.label())), index);
        }
        DpiaFinder { dpias: &register.dpias, by_key, by_title }
    }

    /// The DPIA with the key, where its title fits; where the key is gone, the only one with the title.
    pub(crate) fn find(&self, key: Option<&str>, title: Option<&str>) -> Result<usize, Vec<usize>> {
        let mut keyed: Vec<usize> = Vec::new();
        for key in key.into_iter().chain(key.and_then(plain_key)) {
            let of = self.by_key.get(&normalise(key)).into_iter().flatten();
            of.for_each(|index| {
                if !keyed.contains(index) {
                    keyed.push(*index)
                }
            });
        }
        let title = title.filter(|title| key.is_none_or(|key| normalise(key) != normalise(title)));
        let named = title.map(|title| self.titled(title)).unwrap_or_default();
        let both: Vec<usize> = keyed.iter().filter(|index| named.contains(index)).copied().collect();
        match (&both[..], &keyed[..], &named[..]) {
            ([one], ..) => Ok(*one),
            // Versions of one thing: the one whose key it is.
            ([_, _, ..], ..) => self.own(&both, key),
            ([], [], [one]) => Ok(*one),
            ([], [one], []) if self.is_still(*one, key, title) => Ok(*one),
            ([], [_, _, ..], _) if title.is_none() => self.own(&keyed, key),
            _ => {
                let near = title.map(|title| like(&self.by_title, &bare(title))).unwrap_or_default();
                Err(first_of([named, keyed, near]))
            }
        }
    }

    /// Whether the DPIA that has the key is the one that the row was written on; nobody else has its title.
    fn is_still(&self, index: usize, key: Option<&str>, title: Option<&str>) -> bool {
        let dpia = &self.dpias[index];
        let (Some(then), Some(now)) = (title, dpia.text(DpiaField::Title)) else { return true };
        let numbered =
            key.is_some_and(|key| plain_key(key).is_some() && dpia.text(DpiaField::Id) != Some(key));
        !numbered && WORDS.share_a_word(then, now)
    }

    fn own(&self, of: &[usize], key: Option<&str>) -> Result<usize, Vec<usize>> {
        let own =
            |index: &&usize| key.is_some_and(|key| normalise(&self.dpias[**index].key) == normalise(key));
        of.iter().find(own).copied().ok_or_else(|| of.to_vec())
    }

    fn titled(&self, title: &str) -> Vec<usize> {
        self.by_title.get(&bare(title)).cloned().unwrap_or_default()
    }
}

fn bare(title: &str) -> String {
    let title = normalise(title);
    WORDS.bare_title(&title).to_string()
}

/// The key that was numbered since several had it: `PPB-1` of `PPB-1#2`.
fn plain_key(key: &str) -> Option<&str> {
    let (plain, number) = key.rsplit_once('#')?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(plain)
}

fn first_of(lists: [Vec<usize>; 3]) -> Vec<usize> {
    let mut offered: Vec<usize> = Vec::new();
    for index in lists.into_iter().flatten() {
        if !offered.contains(&index) && offered.len() < OFFERED {
            offered.push(index);
        }
    }
    offered
}

fn like(by_name: &Index, name: &str) -> Vec<usize> {
    let names = by_name.iter().flat_map(|(of, indices)| indices.iter().map(|index| (*index, of.as_str())));
    nearest_of(name, names, OFFERED)
}

#[cfg(all(test, feature = "read"))]
mod tests {
    use super::*;
    use crate::import::{Importer, Profile};
    use crate::workbook::{Limits, read_workbook};

    #[test]
    fn an_activity_is_found_by_its_id_unless_its_name_says_otherwise() {
        let text = "ID;Behandling;Ändamål\nP1;Löner;Betala lön\nP2;Utredning;Utreda\n";
        let book = read_workbook("register.csv", text.as_bytes(), &Limits::default());
        let book = book.expect("a table of three columns");
        let register = Importer::new(Profile::builtin()).import(&[book]).register;
        let finder = ActivityFinder::new(&register);
        assert_eq!(finder.find(Some("p2"), None, None), Ok(1));
        assert_eq!(finder.find(Some("P9"), Some("Utredningar"), None), Err(vec![1]));
        assert_eq!(finder.find(Some("P1"), Some("Utredning"), None), Err(vec![1, 0]));
    }
}
