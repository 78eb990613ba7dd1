//! Ids and case numbers that are mentioned anywhere on the other side.

use crate::linking::{Reading, passages};
use crate::model::{Record, Register, Spot};
use crate::source::{CellRef, Text};
use crate::text::fold::squeeze;
use fnv::FnvHashMap;
use std::collections::BTreeMap;

/// Where one side names the other: the name, and the cell.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) name: Text,
    pub(super) cell: CellRef,
}

/// Mentions by activity and DPIA, in the order of the register.
pub(super) type Mentions = BTreeMap<(usize, usize), Vec<Mention>>;

/// Finds in every field and every other column of an activity the ids and case numbers of DPIAs, and the other
/// way round. What several records are called names none of them, unless they are versions of one thing.
pub(super) fn mentions(register: &Register) -> Mentions {
    let mut of_dpias = Names::default();
    for (index, dpia) in register.dpias.iter().enumerate() {
        use crate::model::DpiaField::{CaseNumber, Id};
        [Some(&*dpia.key), dpia.text(Id), dpia.text(CaseNumber)]
            .into_iter()
            .flatten()
            .for_each(|name| of_dpias.enter(name, index));
    }
    let mut of_activities = Names::default();
    for (index, activity) in register.activities.iter().enumerate() {
        let names = [Some(&*activity.key), activity.text(crate::model::Field::Id)];
        names.into_iter().flatten().for_each(|name| of_activities.enter(name, index));
    }
    let mut found = Mentions::new();
    for (index, activity) in register.activities.iter().enumerate() {
        for (dpia, mention) in of_dpias.in_record(&activity.record) {
            found.entry((index, dpia)).or_default().push(mention);
        }
    }
    for (index, dpia) in register.dpias.iter().enumerate() {
        for (activity, mention) in of_activities.in_record(&dpia.record) {
            found.entry((activity, index)).or_default().push(mention);
        }
    }
    found
}

/// Names by which records may be mentioned, folded.
#[derive(Default)]
struct Names(FnvHashMap<String, Vec<usize>>);

/// How many records one name may be of and still tell.
const VERSIONS: usize = 3;

impl Names {
    fn enter(&mut self, name: &str, index: usize) {
        let folded = squeeze(name);
        if !tells(&folded) {
            return;
        }
        let of = self.0.entry(folded.into_owned()).or_default();
        if of.last() != Some(&index) {
            of.push(index);
        }
    }

    fn in_record<F: Copy + Ord>(&self, record: &Record<F>) -> Vec<(usize, Mention)> {
        let entries = record.entries.iter().map(|entry| (&entry.written, Spot::from(entry)));
        let extras = record.extras.iter().map(|extra| (&extra.written, Spot::from(extra)));
        let mut found: Vec<(usize, Mention)> = Vec::new();
        for (written, spot) in entries.chain(extras) {
            for (index, name) in self.in_text(written) {
                let cell = record.cell(spot);
                if !found.iter().any(|(other, mention)| *other == index && mention.cell == cell) {
                    found.push((index, Mention { name: name.into(), cell }));
                }
            }
        }
        found
    }

    /// The names in a text, but for those that it denies: "omfattar ej PPB-7" speaks for no link.
    fn in_text(&self, text: &str) -> Vec<(usize, String)> {
        // A name without a digit is no id.
        if self.0.is_empty() || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let found = self.in_passage(text);
        if found.is_empty() {
            return found;
        }
        let names = |text: &str| !self.in_passage(text).is_empty();
        let said = passages(text, &Reading { names: &names, titles: &[], whole: false });
        let meant = said.into_iter().filter(|passage| !passage.denies);
        meant.flat_map(|passage| self.in_passage(passage.text)).collect()
    }

    fn in_passage(&self, text: &str) -> Vec<(usize, String)> {
        let parted =
            |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '[' | ']' | '"' | '”' | '|');
        let edge = |c: char| matches!(c, '.' | ':' | '!' | '?' | '#' | '\'');
        let tokens: Vec<&str> = text
            .split(parted)
            .map(|token| token.trim_matches(edge))
            .filter(|token| !token.is_empty())
            .collect();
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            // "SN 2025/101" is two.
            for said in [vec![*token], tokens[at..].iter().take(2).copied().collect()] {
                let joined = said.concat();
                let of = self.0.get(&*squeeze(&joined)).filter(|of| of.len() <= VERSIONS);
                found.extend(of.into_iter().flatten().map(|index| (*index, said.join(" "))));
            }
        }
        found
    }
}

/// Whether a name is an id that stands for one thing wherever it stands: digits, and something beside them, or
/// many of them.
fn tells(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && name.chars().count() >= 3 && (letters > 0 || digits >= 5)
}
