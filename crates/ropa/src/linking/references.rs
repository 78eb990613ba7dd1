//! Finds the links between activities and DPIAs, from either side.
//!
//! A reference is looked up by id, then by case number, file, title and subject, near before far. What fits
//! nothing, or more than one, or stands in words that deny it, is reported with its cell and links nothing. What
//! else the cell says of a DPIA goes with the link.

mod same_as;

use crate::linking::cell::CellReading;
use crate::linking::dpia_words::WORDS;
use crate::linking::hits::Hits;
use crate::linking::identity::{Identity, is_year};
use crate::linking::index::Index;
use crate::linking::link::{
    Claim, ClaimKind, DpiaLink, Reservation, ReservationKind, UnresolvedReference, Via,
};
use crate::linking::mention::Mention;
use crate::linking::neighbourhood::{Distance, Neighbourhood};
use crate::linking::normalise::normalise;
use crate::linking::reference_words::{Says, WORDS as REFERENCE};
use crate::linking::replaced::{self, Replaced};
use crate::linking::subjects::subject;
use crate::model::{Dpia, DpiaField, DpiaStatus, Entry, Field, ProcessingActivity, Record, Register, Value};
use crate::source::{CellRef, Text};
use crate::text::likely::{Asked, likeliest};
use std::collections::{BTreeMap, BTreeSet};

/// What the references of a whole register lead to.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// Links, by activity and then by DPIA.
    pub(crate) links: BTreeMap<(usize, usize), Found>,
    /// References that led nowhere or to several, by activity.
    pub(crate) unresolved: BTreeMap<usize, Vec<UnresolvedReference>>,
    /// What activities say of a DPIA that they do not name.
    pub(crate) claims: BTreeMap<usize, Vec<Claim>>,
    /// DPIAs that were chosen among several versions.
    pub(crate) several_versions: BTreeSet<usize>,
    /// The cells in which DPIAs list the processing that they cover, where that is all of it, by DPIA.
    pub(crate) listing: BTreeMap<usize, (Text, CellRef)>,
    /// DPIAs that are no longer in force, by what their list says beside the status.
    pub(crate) replaced: BTreeMap<usize, Replaced>,
    dpias: Index,
    near: Neighbourhood,
    /// Accepted links, by activity and DPIA, with their row in the ledger.
    pub(crate) accepted: BTreeMap<(usize, usize), usize>,
}

/// From this share on the model is believed that takes what no list has for what is likely meant.
const LIKELY: f32 = 0.75;

/// The fields of a DPIA that name the processing it covers.
const COVERS: [DpiaField; 2] = [DpiaField::Covers, DpiaField::Scope];

/// How a link was found, and in which cells.
#[derive(Debug, Default, Clone)]
pub(crate) struct Found {
    pub(crate) via: BTreeSet<Via>,
    pub(crate) cells: Vec<CellRef>,
    pub(crate) reservations: Vec<Reservation>,
}

/// A cell that refers to DPIAs.
struct Referring<'r> {
    activity: usize,
    text: &'r str,
    cell: CellRef,
    /// Whether the text is nothing but a reference.
    must_resolve: bool,
    /// Whether it begins with a no.
    says_no: bool,
}

impl References {
    /// Follows every reference in the register, from either side.
    pub(crate) fn of(register: &Register) -> References {
        let mut dpias = Index::of_dpias(&register.dpias);
        let (replaced, successors) = replaced::of(register, &dpias);
        dpias.successors = successors;
        let mut references =
            References { replaced, dpias, near: Neighbourhood::of(register), ..References::default() };
        for (index, activity) in register.activities.iter().enumerate() {
            references.follow(index, activity, register);
        }
        let activities = Index::of_activities(&register.activities);
        if register.dpias.iter().any(|dpia| COVERS.iter().any(|field| dpia.asked.contains(field))) {
            for (index, dpia) in register.dpias.iter().enumerate() {
                references.follow_back(index, dpia, &activities, register);
            }
        }
        // What the list says that it covers is theirs too.
        same_as::follow(&mut references, &activities, register);
        references
    }

    /// Adds a link that a person has accepted, from a row of the ledger; it settles what the register says
    /// unclearly.
    pub(crate) fn accept(&mut self, activity: usize, dpia: usize, row: usize, cell: CellRef) {
        self.link(activity, dpia, Via::Ledger, cell);
        self.unresolved.remove(&activity);
        self.claims.remove(&activity);
        self.accepted.insert((activity, dpia), row);
    }

    /// The DPIAs that a text names, by id, case number or title.
    pub(crate) fn find(&self, text: &str) -> Vec<usize> {
        let reading = CellReading::of(text, &self.dpias, false);
        let meant = reading.mentions.iter().filter(|mention| !mention.denied);
        let first = meant.filter_map(|mention| mention.hits.first());
        let found: BTreeSet<usize> = first.flat_map(|hits| hits.records.iter().copied()).collect();
        found.into_iter().collect()
    }

    /// The cell that says that a DPIA is done, without saying which.
    pub(crate) fn claimed(&self, activity: usize) -> Option<&CellRef> {
        let claims = self.claims.get(&activity)?;
        claims.iter().find(|claim| claim.kind == ClaimKind::Done).map(|claim| &claim.cell)
    }

    pub(super) fn link(&mut self, activity: usize, dpia: usize, via: Via, cell: CellRef) -> &mut Found {
        let found = self.links.entry((activity, dpia)).or_default();
        found.via.insert(via);
        if !found.cells.contains(&cell) {
            found.cells.push(cell);
        }
        found
    }

    /// The references that one activity holds.
    fn follow(&mut self, index: usize, activity: &ProcessingActivity, register: &Register) {
        for entry in activity.entries_of(Field::DpiaRef) {
            self.follow_entry(index, activity, entry, register);
        }
        // "Ja" and "Ja, KB-7" in the column that asks whether it is done.
        for entry in activity.entries_of(Field::DpiaDone) {
            self.follow_entry(index, activity, entry, register);
        }
        if let Some(entry) = activity.answer(Field::DpiaDate).given()
            && matches!(entry.value, Value::Date(_))
        {
            self.claim(index, ClaimKind::Done, &entry.written, activity.cell(entry));
        }
    }

    fn follow_entry(
        &mut self,
        index: usize,
        activity: &ProcessingActivity,
        entry: &Entry<Field>,
        register: &Register,
    ) {
        let cell = activity.cell(entry);
        let of_reference = entry.field == Field::DpiaRef;
        let says_no = match &entry.value {
            Value::YesNo(answer) => !answer.yes,
            value => *value == Value::NotApplicable,
        };
        match &entry.value {
            Value::Blank => return,
            Value::YesNo(answer) if answer.yes && (answer.detail.is_none() || !of_reference) => {
                self.claim(index, ClaimKind::Done, &entry.written, cell.clone());
                if answer.detail.is_none() {
                    return;
                }
            }
            _ => {}
        }
        // Under a question for a yes or a no, what answers neither names one, or tells of one, all the same.
        let names = of_reference || entry.value == Value::Text;
        let must_resolve = names && !says_no && entry.value != Value::Unknown;
        let text = &entry.written;
        self.look_up(&Referring { activity: index, text, cell, must_resolve, says_no }, register);
    }

    fn claim(&mut self, activity: usize, kind: ClaimKind, written: &str, cell: CellRef) {
        let claims = self.claims.entry(activity).or_default();
        let claim = Claim { kind, written: written.trim().into(), cell };
        if !claims.contains(&claim) {
            claims.push(claim);
        }
    }

    /// Looks up one text.
    fn look_up(&mut self, referring: &Referring<'_>, register: &Register) {
        let reading = CellReading::of(referring.text, &self.dpias, referring.says_no);
        if reading.mentions.is_empty() {
            return self.look_up_none(referring);
        }
        // "Omfattas inte av KB-3, ny egen tas fram": the one to come is another.
        let denied = reading.mentions.iter().all(|mention| mention.denied);
        // "Ska göras i vår, KB 3 kan vi ha som mall", "Täcks inte av KB 3, men behövs inte".
        if let Some(kind) = denied.then(|| self.said_beside_denied(referring.text)).flatten() {
            return self.claim(referring.activity, kind, referring.text, referring.cell.clone());
        }
        if denied && REFERENCE.has_own_to_come(referring.text) {
            return self.claim(
                referring.activity,
                ClaimKind::Planned,
                referring.text,
                referring.cell.clone(),
            );
        }
        // "KB 10 täcker inte det här. Saknas alltså."
        if denied && REFERENCE.has_none_here(referring.text) {
            return;
        }
        // "Ingen. KB 3 gäller inte cyklarna."
        let set_aside = |mention: &Mention| mention.denied || mention.says.contains(&Says::Partial);
        if REFERENCE.begins_none(referring.text) && reading.mentions.iter().all(set_aside) {
            return;
        }
        let some = reading.mentions.iter().any(|mention| !mention.hits.is_empty());
        // "Kommunstyrelsen tar den (KS 2023/29)": the case of another, in another's diary.
        let elsewhere = |mention: &Mention| {
            let letters = mention.identity.as_ref().map(Identity::letters);
            letters.is_some_and(|letters| !letters.is_empty() && !self.dpias.is_prefix(&letters))
        };
        if !some
            && reading.mentions.iter().all(elsewhere)
            && REFERENCE.alone(referring.text).0.contains(&Says::Others)
        {
            let kind = ClaimKind::OtherAnswers;
            return self.claim(referring.activity, kind, referring.text, referring.cell.clone());
        }
        // "Behövs ej enligt beslut (VN 2024/4)": the case is that of the decision.
        if !some && REFERENCE.begins_unneeded(referring.text) {
            let kind = ClaimKind::NotNeeded;
            return self.claim(referring.activity, kind, referring.text, referring.cell.clone());
        }
        let behind: Vec<bool> =
            reading.mentions.iter().map(|mention| self.is_behind(mention, &reading.mentions)).collect();
        for (mention, _) in reading.mentions.iter().zip(behind).filter(|(_, behind)| !behind) {
            self.look_up_one(referring, mention, some, register);
        }
    }

    /// Whether a text names a DPIA only to say that another that it names has taken its place: "KB-01 är ersatt, nu gäller
    /// KB-03".
    fn is_behind(&self, mention: &Mention, all: &[Mention]) -> bool {
        let one = |mention: &Mention| match mention.hits.first().map(|hits| &hits.records[..]) {
            Some([one]) => Some(*one),
            _ => None,
        };
        let ended = mention.says.contains(&Says::Out) || mention.says.contains(&Says::Outdated);
        let successor = one(mention).filter(|_| ended).and_then(|one| self.dpias.successors.get(&one));
        successor.is_some_and(|by| all.iter().any(|other| !other.denied && one(other) == Some(*by)))
    }

    /// What a text says of this processing where all that it names is denied.
    fn said_beside_denied(&self, text: &str) -> Option<ClaimKind> {
        let (says, _) = REFERENCE.alone(text);
        let kinds = [(Says::Planned, ClaimKind::Planned), (Says::NotNeeded, ClaimKind::NotNeeded)];
        kinds.into_iter().find(|(said, _)| says.contains(said)).map(|(_, kind)| kind)
    }

    /// What a text says that names nothing.
    fn look_up_none(&mut self, referring: &Referring<'_>) {
        let (says, unknown) = REFERENCE.alone(referring.text);
        let has = |kind: Says| says.contains(&kind);
        let kind = if has(Says::Others) {
            Some(ClaimKind::OtherAnswers)
        } else if has(Says::NotNeeded) && REFERENCE.begins_unneeded(referring.text) {
            // "Behövs ej ... Omprövas 2028": what is to come is another look at it.
            Some(ClaimKind::NotNeeded)
        } else if has(Says::Planned) {
            Some(ClaimKind::Planned)
        } else if has(Says::UnderWay) || has(Says::NotApproved) {
            Some(ClaimKind::UnderWay)
        } else if has(Says::Refused) {
            // There is one, whatever became of it; which one is not said.
            Some(ClaimKind::Done)
        } else if has(Says::NotNeeded) {
            Some(ClaimKind::NotNeeded)
        } else if has(Says::Lost) {
            // "Gjordes 2021, hittar inte pappret": it is said to be done.
            let done =
                has(Says::Done) || likeliest(Asked::Reference, referring.text, LIKELY) == Some("claimed");
            if !done {
                return;
            }
            Some(ClaimKind::Done)
        } else if has(Says::Nothing) {
            return;
        } else if has(Says::Done) && !has(Says::Out) && (!has(Says::Doubt) || has(Says::Outdated)) {
            Some(ClaimKind::Done)
        } else {
            None
        };
        let asked = referring.must_resolve && !is_numbered(referring.text);
        let likely = || likeliest(Asked::Reference, referring.text, LIKELY).filter(|_| asked);
        let kind = match kind.map_or_else(likely, |_| None) {
            Some("none") => return,
            Some(class) => likely_claim(class, referring.text),
            None => kind,
        };
        match kind {
            Some(kind) if referring.must_resolve || kind != ClaimKind::Done => {
                self.claim(referring.activity, kind, referring.text, referring.cell.clone());
            }
            None if referring.must_resolve && !(unknown.is_empty() && has(Says::Doubt)) => {
                self.leave(referring.activity, referring.text, &referring.cell, Vec::new(), false);
            }
            _ => {}
        }
    }

    /// Looks up one name of a text; `some` says that the text names another that is found.
    fn look_up_one(&mut self, referring: &Referring<'_>, mention: &Mention, some: bool, register: &Register) {
        let (activity, cell) = (referring.activity, &referring.cell);
        let whole = || referring.text.trim();
        let pending = mention.says.contains(&Says::UnderWay) || mention.says.contains(&Says::Planned);
        match self.nearest(activity, mention, register) {
            Nearest::One(via, dpia) if !mention.denied => {
                let reservations = reservations(mention, &register.dpias[dpia], referring);
                let found = self.link(activity, dpia, via, cell.clone());
                found.reservations.extend(reservations);
            }
            Nearest::One(_, dpia) => self.leave(activity, whole(), cell, vec![dpia], true),
            Nearest::Several(dpias) if mention.denied => self.leave(activity, whole(), cell, dpias, true),
            Nearest::Several(dpias) => self.leave(activity, &mention.written, cell, dpias, false),
            Nearest::None if mention.denied => {}
            Nearest::None if pending => {
                self.claim(activity, ClaimKind::UnderWay, referring.text, cell.clone());
            }
            Nearest::None if mention.identity.is_some() || referring.must_resolve && !some => {
                self.leave(activity, &mention.written, cell, Vec::new(), false);
            }
            Nearest::None => {}
        }
    }

    /// The record that a mention means, of those that are nearest.
    fn nearest(&mut self, activity: usize, mention: &Mention, register: &Register) -> Nearest {
        let from = &register.activities[activity];
        let distance = |dpia: usize| self.near.distance(files(from), files(&register.dpias[dpia]));
        let mut found = None;
        for at in Distance::ALL {
            let near = |hits: &Hits| -> Vec<usize> {
                hits.records.iter().copied().filter(|dpia| distance(*dpia) == at).collect()
            };
            found = mention.hits.iter().map(|hits| (hits, near(hits))).find(|(_, near)| !near.is_empty());
            if found.is_some() {
                break;
            }
            // Where the workbook numbers its own, another's number is another DPIA.
            let own = |dpia: usize| distance(dpia) == at;
            let numbered = mention.identity.as_ref().filter(|identity| !identity.has_year());
            if at == Distance::SameFile && numbered.is_some_and(|one| self.dpias.has_series(one, own)) {
                return Nearest::None;
            }
        }
        let Some((hits, near)) = found else { return Nearest::None };
        let first = distance(near[0]);
        let by_number = mention
            .identity
            .as_ref()
            .is_some_and(|identity| identity.is_of_no_diary() || !identity.has_year());
        let foreign = first == Distance::AnotherBoard && by_number;
        let one_diary = !hits.without_diary || self.dpias.diaries(|dpia| distance(dpia) <= first) == 1;
        if !hits.sure || foreign || !one_diary {
            return Nearest::Several(near);
        }
        let via = hits.via;
        match self.one_of(&near, &register.dpias) {
            Some(dpia) => Nearest::One(via, dpia),
            None => Nearest::Several(near),
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
        let force = |index: &usize| match dpias[*index].status() {
            Some(DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions) => 2,
            Some(DpiaStatus::NotInForce) => 0,
            _ => 1,
        };
        let newest = candidates.iter().copied().max_by_key(|index| (force(index), version(index)))?;
        self.several_versions.insert(newest);
        Some(newest)
    }

    /// The processing that one DPIA says it covers.
    fn follow_back(&mut self, index: usize, dpia: &Dpia, activities: &Index, register: &Register) {
        for entry in COVERS.into_iter().flat_map(|field| dpia.entries_of(field)) {
            if matches!(entry.value, Value::Blank | Value::Unknown | Value::NotApplicable) {
                continue;
            }
            let cell = dpia.cell(entry);
            let reading = CellReading::of(&entry.written, activities, false);
            if entry.field == DpiaField::Covers && lists_all(&entry.written, &reading) {
                self.listing.insert(index, (entry.written.clone(), cell.clone()));
            }
            // What it says besides is said of the processing, and no reservation here.
            let alone = reading.mentions.len() == 1;
            for mention in reading.mentions {
                let Some(hits) = mention.hits.first() else { continue };
                // A scope in words names a processing by its id; what else it says may be about anything.
                if entry.field == DpiaField::Scope && (hits.via != Via::Id || mention.identity.is_none()) {
                    continue;
                }
                let distance =
                    |activity: usize| self.near.distance(files(dpia), files(&register.activities[activity]));
                let nearest = hits.records.iter().map(|one| distance(*one)).min();
                let near: Vec<usize> =
                    hits.records.iter().copied().filter(|one| Some(distance(*one)) == nearest).collect();
                // "Ev. nr 3", "nr 3 senare": it is not covered yet. In a list it is not sure of which one that is said.
                let open = [Says::Doubt, Says::Planned, Says::UnderWay];
                let open = alone && open.iter().any(|says| mention.says.contains(says));
                match near[..] {
                    [only] if !mention.denied && hits.sure && !open => {
                        self.link(only, index, Via::Reverse, cell.clone());
                    }
                    _ => {
                        let written = if mention.denied { entry.written.trim() } else { &mention.written };
                        for activity in near {
                            self.leave(activity, written, &cell, vec![index], mention.denied);
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
            reservations: found.reservations.clone(),
        })
    }
}

/// Whether a text names processing of the register and says neither that there is more nor that all is meant.
fn lists_all(text: &str, reading: &CellReading) -> bool {
    let text = normalise(text);
    let sure = |mention: &Mention| mention.hits.first().is_some_and(|hits| hits.sure) && !mention.denied;
    !reading.mentions.is_empty()
        && reading.mentions.iter().all(sure)
        && !WORDS.goes_on(&text)
        && !WORDS.is_whole(&text)
}

/// Whether a text holds a number that may be that of a DPIA or of a decision: any but a year.
fn is_numbered(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '/' && c != '-' && c != ':');
    let number = |word: &str| word.contains(|c: char| c.is_ascii_digit()) && !is_year(word);
    text.contains('§') || words.into_iter().any(number)
}

/// What the likeliest class of a text that names nothing claims.
fn likely_claim(class: &str, text: &str) -> Option<ClaimKind> {
    Some(match class {
        "claimed" => ClaimKind::Done,
        "pending" if likeliest(Asked::Status, text, 0.0) == Some("not_started") => ClaimKind::Planned,
        "pending" => ClaimKind::UnderWay,
        "not_needed" => ClaimKind::NotNeeded,
        "other_answers" => ClaimKind::OtherAnswers,
        _ => return None,
    })
}

/// Where a mention leads.
enum Nearest {
    None,
    One(Via, usize),
    Several(Vec<usize>),
}

/// The files that a record stands in.
fn files<F>(record: &Record<F>) -> impl Iterator<Item = &Text> + Clone {
    std::iter::once(&record.origin.file).chain(record.others.iter().map(|origin| &origin.file))
}

/// What a cell says of the DPIA that it names, the weightiest first.
fn reservations(mention: &Mention, dpia: &Dpia, referring: &Referring<'_>) -> Vec<Reservation> {
    let kind = |says: &Says| match says {
        Says::Out => Some(ReservationKind::Out),
        Says::Outdated => Some(ReservationKind::Outdated),
        Says::UnderWay | Says::Planned => Some(ReservationKind::Unfinished),
        Says::NotApproved | Says::Refused => Some(ReservationKind::NotApproved),
        Says::Doubt => Some(ReservationKind::Doubtful),
        Says::Partial => Some(ReservationKind::Partial),
        _ => None,
    };
    let mut kinds: BTreeSet<ReservationKind> = mention.says.iter().filter_map(kind).collect();
    if kinds.is_empty() {
        let title = dpia.text(DpiaField::Title).map(subject).unwrap_or_default();
        let other = subject(&mention.unknown.join(" ")).into_iter().any(|word| !title.contains(&word));
        kinds.extend((other || mention.loosely).then_some(ReservationKind::Other));
    }
    let reservation =
        |kind| Reservation { kind, written: referring.text.trim().into(), cell: referring.cell.clone() };
    kinds.into_iter().map(reservation).collect()
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
