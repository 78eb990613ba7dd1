//! Finds the links between activities and DPIAs, from either side.
//!
//! A reference is looked up by id, then by case number, then by title. What fits nothing, or more
//! than one, or stands in words that deny it, is reported with its cell and links nothing.

use crate::linking::lexicon::{WORDS, has_phrase};
use crate::linking::link::{DpiaLink, UnresolvedReference, Via};
use crate::linking::negation::{Reading, TAKEN, denies, passages};
use crate::linking::normalise::normalise;
use crate::model::{Dpia, DpiaField, DpiaStatus, Field, ProcessingActivity, Register, Term, Value};
use crate::source::CellRef;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Least number of letters in a title that is looked for inside a longer text.
const TITLE_INSIDE: usize = 8;
/// Most words that an id or a case number is written in ("SN 2024 / 117").
const WORDS_IN_KEY: usize = 4;

/// What the references of a whole register lead to.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// Links, by activity and then by DPIA.
    pub(crate) links: BTreeMap<(usize, usize), Found>,
    /// References that led nowhere or to several, by activity.
    pub(crate) unresolved: BTreeMap<usize, Vec<UnresolvedReference>>,
    /// Activities that say "yes, done" without saying which, with the cell.
    pub(crate) claimed: BTreeMap<usize, CellRef>,
    /// DPIAs that were chosen among several versions.
    pub(crate) several_versions: BTreeSet<usize>,
    dpias: Option<Index>,
    /// Accepted links, by activity and DPIA, with their row in the ledger.
    pub(crate) accepted: BTreeMap<(usize, usize), usize>,
}

/// How a link was found, and in which cells.
#[derive(Debug, Default, Clone)]
pub(crate) struct Found {
    pub(crate) via: BTreeSet<Via>,
    pub(crate) cells: Vec<CellRef>,
}

impl References {
    /// Follows every reference in the register, from either side.
    pub(crate) fn of(register: &Register) -> References {
        let mut references = References::default();
        let dpias = Index::of_dpias(&register.dpias);
        for (index, activity) in register.activities.iter().enumerate() {
            references.follow(index, activity, &dpias, register);
        }
        if register.dpias.iter().any(|dpia| dpia.asked.contains(&DpiaField::Covers)) {
            let activities = Index::of_activities(&register.activities);
            for (index, dpia) in register.dpias.iter().enumerate() {
                references.follow_back(index, dpia, &activities);
            }
        }
        references.dpias = Some(dpias);
        references
    }

    /// Adds a link that a person has accepted, from a row of the ledger; it settles what the register says
    /// unclearly.
    pub(crate) fn accept(&mut self, activity: usize, dpia: usize, row: usize, cell: CellRef) {
        self.link(activity, dpia, Via::Ledger, cell);
        self.unresolved.remove(&activity);
        self.claimed.remove(&activity);
        self.accepted.insert((activity, dpia), row);
    }

    /// The DPIAs that a text names, by id, case number or title.
    pub(crate) fn find(&self, text: &str) -> Vec<usize> {
        let named = self.dpias.iter().flat_map(|dpias| dpias.references(text, true));
        let meant = named.filter(|reference| !reference.denied);
        let found: BTreeSet<usize> =
            meant.flat_map(|reference| reference.hits).flat_map(|(_, dpias)| dpias).collect();
        found.into_iter().collect()
    }

    fn link(&mut self, activity: usize, dpia: usize, via: Via, cell: CellRef) {
        let found = self.links.entry((activity, dpia)).or_default();
        found.via.insert(via);
        if !found.cells.contains(&cell) {
            found.cells.push(cell);
        }
    }

    /// The references that one activity holds.
    fn follow(&mut self, index: usize, activity: &ProcessingActivity, dpias: &Index, register: &Register) {
        for entry in activity.entries_of(Field::DpiaRef) {
            let cell = activity.cell(entry);
            match &entry.value {
                Value::Blank | Value::Unknown | Value::NotApplicable => {}
                Value::YesNo(answer) if !answer.yes => {}
                Value::YesNo(answer) => match &answer.detail {
                    Some(detail) => self.look_up(index, detail, cell, dpias, register, true),
                    None => self.claim(index, cell),
                },
                _ => self.look_up(index, &entry.written, cell, dpias, register, true),
            }
        }
        // "Ja" and "Ja, KB-7" in the column that asks whether it is done.
        for entry in activity.entries_of(Field::DpiaDone) {
            let cell = activity.cell(entry);
            match &entry.value {
                Value::YesNo(answer) if answer.yes => {
                    self.claim(index, cell.clone());
                    if let Some(detail) = &answer.detail {
                        self.look_up(index, detail, cell, dpias, register, false);
                    }
                }
                Value::Text => self.look_up(index, &entry.written, cell, dpias, register, false),
                _ => {}
            }
        }
        if let Some(entry) = activity.answer(Field::DpiaDate).given()
            && matches!(entry.value, Value::Date(_))
        {
            self.claim(index, activity.cell(entry));
        }
    }

    fn claim(&mut self, activity: usize, cell: CellRef) {
        self.claimed.entry(activity).or_insert(cell);
    }

    /// Looks up one text; `must_resolve` says that the text is nothing but a reference.
    fn look_up(
        &mut self,
        activity: usize,
        text: &str,
        cell: CellRef,
        dpias: &Index,
        register: &Register,
        must_resolve: bool,
    ) {
        let mut missing = Vec::new();
        let mut any = false;
        for Reference { part, hits, denied } in dpias.references(text, true) {
            if hits.is_empty() {
                missing.push(part);
                continue;
            }
            any = true;
            for (via, candidates) in hits {
                match self.one_of(&candidates, &register.dpias).filter(|_| !denied) {
                    Some(dpia) => self.link(activity, dpia, via, cell.clone()),
                    None => self.leave(activity, &part, &cell, candidates, denied),
                }
            }
        }
        for part in missing {
            // Remarks beside a reference that was found ("godkänd 2024-05-01") are no references.
            if looks_like_key(&part) || (must_resolve && !any) {
                self.leave(activity, &part, &cell, Vec::new(), false);
            }
        }
    }

    /// Keeps a reference that is no link, once.
    fn leave(
        &mut self,
        activity: usize,
        written: &str,
        cell: &CellRef,
        candidates: Vec<usize>,
        denied: bool,
    ) {
        let reference =
            UnresolvedReference { written: written.into(), cell: cell.clone(), candidates, denied };
        let left = self.unresolved.entry(activity).or_default();
        if !left.contains(&reference) {
            left.push(reference);
        }
    }

    /// The one that several candidates mean: versions of one DPIA mean the newest in force.
    fn one_of(&mut self, candidates: &[usize], dpias: &[Dpia]) -> Option<usize> {
        if let [only] = candidates {
            return Some(*only);
        }
        // One case may hold several DPIAs: versions of one thing have its title too.
        let titles: BTreeSet<_> = candidates
            .iter()
            .map(|index| dpias[*index].text(DpiaField::Title).map(|title| bare_of_version(&normalise(title))))
            .collect();
        let version = |index: &usize| dpias[*index].text(DpiaField::Version).map(version_key);
        let versions: BTreeSet<_> = candidates.iter().map(version).collect();
        let told_apart = versions.len() == candidates.len() && !versions.contains(&None);
        if titles.len() != 1 || !told_apart {
            return None;
        }
        // A draft of the next version does not put the one in force out of force.
        let force = |index: &usize| match status(&dpias[*index]) {
            Some(DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions) => 2,
            Some(DpiaStatus::NotInForce) => 0,
            _ => 1,
        };
        let newest = candidates.iter().copied().max_by_key(|index| (force(index), version(index)))?;
        self.several_versions.insert(newest);
        Some(newest)
    }

    /// The processing that one DPIA says it covers.
    fn follow_back(&mut self, index: usize, dpia: &Dpia, activities: &Index) {
        for entry in dpia.entries_of(DpiaField::Covers) {
            if matches!(entry.value, Value::Blank | Value::Unknown | Value::NotApplicable) {
                continue;
            }
            let cell = dpia.cell(entry);
            // "Omfattar endast SN-402" says what is covered; it is no reservation here.
            for Reference { part, hits, denied } in activities.references(&entry.written, false) {
                for (_, candidates) in hits {
                    match candidates[..] {
                        [only] if !denied => self.link(only, index, Via::Reverse, cell.clone()),
                        _ => {
                            for activity in candidates {
                                self.leave(activity, &part, &cell, vec![index], denied);
                            }
                        }
                    }
                }
            }
        }
    }

    /// The links of one activity.
    pub(crate) fn links_of(&self, activity: usize) -> impl Iterator<Item = DpiaLink> {
        self.links.range((activity, 0)..=(activity, usize::MAX)).map(move |((_, dpia), found)| DpiaLink {
            activity,
            dpia: *dpia,
            via: found.via.iter().copied().collect(),
            cells: found.cells.clone(),
        })
    }
}

/// The status word of a DPIA, where it is known. Where a list and a document both say one, the list's counts.
pub(crate) fn status(dpia: &Dpia) -> Option<DpiaStatus> {
    match &dpia.answer(DpiaField::Status).given()?.value {
        Value::Items(items) => items.iter().find_map(|item| match item.term {
            Some(Term::Dpia(status)) => Some(status),
            _ => None,
        }),
        _ => None,
    }
}

/// Records that a text names, by what it names them.
type Hits = Vec<(Via, Vec<usize>)>;

/// What one part of a text refers to.
struct Reference {
    /// The part as written; where it denies what it names, the passage that says so.
    part: String,
    hits: Hits,
    denied: bool,
}

/// Everything that records can be referred to by.
#[derive(Debug)]
struct Index {
    ids: BTreeMap<String, Vec<usize>>,
    case_numbers: BTreeMap<String, Vec<usize>>,
    titles: BTreeMap<String, Vec<usize>>,
    /// Titles long enough to be looked for inside a text, longest first.
    long_titles: Vec<String>,
    /// Those among them that hold a word of denial: "rapportering av ej verkställda beslut".
    denying_titles: Vec<String>,
}

impl Index {
    fn of_dpias(dpias: &[Dpia]) -> Index {
        let mut index = Index::empty();
        for (number, dpia) in dpias.iter().enumerate() {
            index.add_key(Via::Id, dpia.text(DpiaField::Id), number);
            index.add_key(Via::CaseNumber, dpia.text(DpiaField::CaseNumber), number);
            index.add_title(dpia.text(DpiaField::Title), number);
        }
        index.finish()
    }

    fn of_activities(activities: &[ProcessingActivity]) -> Index {
        let mut index = Index::empty();
        for (number, activity) in activities.iter().enumerate() {
            index.add_key(Via::Id, activity.text(Field::Id), number);
            index.add_title(activity.text(Field::Name), number);
        }
        index.finish()
    }

    fn empty() -> Index {
        Index {
            ids: BTreeMap::new(),
            case_numbers: BTreeMap::new(),
            titles: BTreeMap::new(),
            long_titles: Vec::new(),
            denying_titles: Vec::new(),
        }
    }

    fn add_key(&mut self, via: Via, text: Option<&str>, record: usize) {
        let Some(key) = text.map(squeeze).filter(|key| !key.is_empty()) else { return };
        let map = if via == Via::Id { &mut self.ids } else { &mut self.case_numbers };
        map.entry(key).or_default().push(record);
    }

    fn add_title(&mut self, text: Option<&str>, record: usize) {
        let Some(title) = text.map(normalise).filter(|title| !title.is_empty()) else { return };
        let bare = WORDS.bare_title(&title).to_string();
        self.titles.entry(bare).or_default().push(record);
    }

    fn finish(mut self) -> Index {
        self.long_titles =
            self.titles.keys().filter(|title| title.chars().count() >= TITLE_INSIDE).cloned().collect();
        self.long_titles.sort_by_key(|title| std::cmp::Reverse(title.len()));
        let denies = |title: &&String| WORDS.denied_until(title, true).is_some();
        self.denying_titles = self.long_titles.iter().filter(denies).cloned().collect();
        self
    }

    /// Each part of a text with what it refers to. The whole text is tried as a title first, since
    /// titles may hold what otherwise parts references.
    fn references(&self, text: &str, whole: bool) -> Vec<Reference> {
        if let Some(hit) = self.whole(text) {
            return vec![Reference { part: text.trim().to_string(), hits: vec![hit], denied: false }];
        }
        let names = |text: &str| parts(text).any(|part| !self.named_in(part).is_empty());
        let reading = Reading { names: &names, titles: &self.denying_titles, whole };
        let mut found = Vec::new();
        for passage in passages(text, &reading) {
            found.extend(parts(passage.text).map(|part| {
                let hits = self.named_in(part);
                let denied = passage.denies && !hits.is_empty();
                let part = if denied { passage.text.trim() } else { part };
                Reference { part: part.to_string(), hits, denied }
            }));
        }
        if found.iter().all(|reference| reference.hits.is_empty()) {
            let hits = self.titles_inside(text);
            if !hits.is_empty() {
                let denied = denies(text, &reading);
                return vec![Reference { part: text.trim().to_string(), hits, denied }];
            }
        }
        found
    }

    /// What a part of a text names: the record that it is a name of, else ids and case numbers in it, else titles.
    fn named_in(&self, part: &str) -> Hits {
        if let Some(hit) = self.whole(part) {
            return vec![hit];
        }
        let keys = self.keys_inside(part);
        if keys.is_empty() { self.titles_inside(part) } else { keys }
    }

    fn whole(&self, text: &str) -> Option<(Via, Vec<usize>)> {
        let key = squeeze(text);
        let title = normalise(text);
        None.or_else(|| self.ids.get(&key).map(|hits| (Via::Id, hits.clone())))
            .or_else(|| self.case_numbers.get(&key).map(|hits| (Via::CaseNumber, hits.clone())))
            .or_else(|| self.titles.get(WORDS.bare_title(&title)).map(|hits| (Via::Title, hits.clone())))
    }

    /// Ids and case numbers among the words of a text.
    fn keys_inside(&self, text: &str) -> Hits {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '"' | '\'' | '”' | '='))
            .filter(|word| !word.is_empty())
            .collect();
        let mut hits = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let longest = (1..=WORDS_IN_KEY.min(words.len() - start)).rev().find_map(|length| {
                let key = squeeze(&words[start..start + length].concat());
                let hit = None
                    .or_else(|| self.ids.get(&key).map(|hits| (Via::Id, hits.clone())))
                    .or_else(|| self.case_numbers.get(&key).map(|hits| (Via::CaseNumber, hits.clone())))?;
                Some((length, hit))
            });
            start += match longest {
                Some((length, hit)) => {
                    hits.push(hit);
                    length
                }
                None => {
                    hits.extend(self.last_of_path(words[start]));
                    1
                }
            };
        }
        hits
    }

    /// An id at the end of an address: `https://diariet.example.se/arende/KB-7`.
    fn last_of_path(&self, word: &str) -> Option<(Via, Vec<usize>)> {
        let last = word.contains("://").then(|| word.trim_end_matches('/').rsplit('/').next()).flatten()?;
        self.ids.get(&squeeze(last)).map(|hits| (Via::Id, hits.clone()))
    }

    /// Titles inside a text; a title that stands only inside a longer one found does not count.
    fn titles_inside(&self, text: &str) -> Hits {
        let mut text = normalise(text);
        let mut hits = Vec::new();
        for title in &self.long_titles {
            if title.len() <= text.len() && has_phrase(&text, title) {
                text = text.replace(title, TAKEN);
                hits.push((Via::Title, self.titles[title].clone()));
            }
        }
        hits
    }
}

/// The parts of a text that may each be a reference.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n', '\r', '|', ','])
        .flat_map(|part| part.split(" och "))
        .flat_map(|part| part.split(" samt "))
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim().trim_start_matches(['-', '•', '–']).trim())
        .filter(|part| !part.is_empty())
}

/// Whether a text looks like an id or a case number, and not like a date or a remark.
fn looks_like_key(text: &str) -> bool {
    fold(text).split(' ').any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let joined = word.contains(['-', '/']);
        let date = letters == 0 && !word.contains('/') && digits >= 6;
        digits > 0 && joined && !date && (letters > 0 || word.contains('/'))
    })
}

/// A key for ids and case numbers: lower case, no blanks, one kind of dash, no "dnr".
fn squeeze(text: &str) -> String {
    let folded = fold::squeeze(text);
    let mut key = &*folded;
    for prefix in ["diarienummer", "diarienr", "ärendenummer", "dnr", "saksnr", "sak"] {
        if let Some(rest) = key.strip_prefix(prefix).map(|rest| rest.trim_start_matches(['.', ':']))
            && rest.starts_with(|c: char| c.is_ascii_digit() || c.is_alphabetic())
            && rest.contains(|c: char| c.is_ascii_digit())
        {
            key = rest;
            break;
        }
    }
    key.trim_matches(|c: char| matches!(c, '.' | ',' | ':' | '!' | '?')).to_string()
}

/// A title without what every title begins with, and without the version that it may end with.
fn bare_of_version(title: &str) -> String {
    let mut words: Vec<&str> = WORDS.bare_title(title).split(' ').collect();
    let of_version = |word: &str| {
        let word = word.trim_matches(['(', ')', ',']);
        let number = word.trim_start_matches("v.").trim_start_matches('v');
        word == "version" || !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    while words.len() > 1 && words.last().is_some_and(|last| of_version(last)) {
        words.pop();
    }
    words.join(" ").trim_end_matches([',', ' ', '-', '(']).to_string()
}

/// A version as numbers, so that 1.10 comes after 1.9.
fn version_key(version: &str) -> Vec<u64> {
    version.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}
