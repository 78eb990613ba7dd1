//! Registers with known ties between DPIAs and processing, in realistic and unhelpful wording.
//!
//! The words are in `data/vocabulary.toml`; what is true of real lists and what is assumed is in `docs/linking.md`.

use crate::Random;
use ropa::import::{Importer, Profile};
use ropa::model::Register;
use ropa::workbook::{Limits, read_workbook};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What is done.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// As a register says it: "Utredning av".
    pub is: String,
    /// As a purpose says it.
    pub verb: String,
    /// As a compound ends.
    pub noun: String,
    /// How else people say it.
    pub known: Vec<String>,
    /// In words that the lexicon must not hold.
    pub held: Vec<String>,
}

/// What it is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// As a register says it.
    pub is: String,
    /// As a compound begins.
    pub stem: String,
    /// How else people say it.
    pub known: Vec<String>,
    /// In words that the lexicon must not hold.
    pub held: Vec<String>,
    /// Whom it concerns.
    pub whom: String,
}

/// A part of the organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    department: String,
    chapter: usize,
    units: Vec<String>,
    systems: Vec<String>,
    suppliers: Vec<String>,
    law: String,
    /// What it deals with.
    pub subject: Vec<Subject>,
}

/// What registers often do not have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Orphan {
    plain: Vec<String>,
    about: Vec<String>,
}

/// All words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What is done.
    pub act: Vec<Act>,
    /// Where, and what about.
    pub area: Vec<Area>,
    orphan: Orphan,
}

/// The words of the generator.
pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/vocabulary.toml")).expect("the vocabulary is valid, as a test shows")
});

/// Which other words people may use for a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Only such as the lexicon of the library may hold.
    Known,
    /// Both; about one in three is held out of the lexicon.
    Mixed,
    /// Only such as are held out of the lexicon.
    HeldOut,
}

/// A register, a list of DPIAs, and which belong together.
pub struct Tied {
    /// As a delimited file.
    pub register: String,
    /// As a delimited file.
    pub dpias: String,
    /// Numbers of activity and DPIA, from zero.
    pub ties: Vec<(usize, usize)>,
}

struct Activity {
    name: String,
    area: usize,
    subject: usize,
    act: usize,
    unit: String,
    systems: Vec<&'static str>,
    supplier: &'static str,
    process: String,
}

impl Activity {
    fn subject(&self) -> &'static Subject {
        &VOCABULARY.area[self.area].subject[self.subject]
    }

    fn act(&self) -> &'static Act {
        &VOCABULARY.act[self.act]
    }

    fn same_subject(&self, other: &Activity) -> bool {
        (self.area, self.subject) == (other.area, other.subject)
    }
}

impl Tied {
    /// Writes every title of a DPIA as a list does whose wording nobody knows: `Prövning av {}, fastlagd`.
    pub fn word_titles(&mut self, around: &str) {
        const TITLE: usize = 2;
        let mut lines = self.dpias.lines();
        let header = lines.next().unwrap_or_default();
        let mut text = format!("{header}\n");
        for line in lines {
            let mut cells: Vec<String> = line.split(';').map(String::from).collect();
            if let Some(title) = cells.get_mut(TITLE) {
                *title = around.replace("{}", title);
            }
            text += &format!("{}\n", cells.join(";"));
        }
        self.dpias = text;
    }

    /// Reads both files as a person's would be read.
    ///
    /// # Errors
    /// What could not be read, in words.
    pub fn read(&self) -> Result<Register, String> {
        let read = |name: &str, text: &str| {
            read_workbook(name, text.as_bytes(), &Limits::default()).map_err(|error| error.to_string())
        };
        let books = [read("register.csv", &self.register)?, read("kb.csv", &self.dpias)?];
        Ok(Importer::new(Profile::builtin()).import(&books).register)
    }
}

/// A chance of so many in a hundred.
fn chance(random: &mut Random, percent: usize) -> bool {
    random.below(100) < percent
}

fn one<'t>(random: &mut Random, of: &'t [String]) -> &'t str {
    &of[random.below(of.len())]
}

/// Another word for a thing.
fn other_word<'t>(random: &mut Random, known: &'t [String], held: &'t [String], wording: Wording) -> &'t str {
    match wording {
        Wording::Known => one(random, known),
        Wording::HeldOut => one(random, held),
        Wording::Mixed => {
            let at = random.below(known.len() + held.len());
            known.get(at).unwrap_or_else(|| &held[at - known.len()])
        }
    }
}

/// Makes a register of so many activities and DPIAs. About a fifth of the DPIAs concern nothing in it, a sixth cover
/// a family of activities or a system, and most activities have neighbours that share their words.
pub fn tied(activities: usize, dpias: usize, seed: u64, wording: Wording) -> Tied {
    let mut random = Random::new(seed);
    let list = activities_of(activities, &mut random);
    let register = register(&list, wording, &mut random);
    let (dpias, ties) = dpias_of(&list, dpias, wording, &mut random);
    Tied { register, dpias, ties }
}

/// Some subjects have many activities, most have a few, some only one.
fn activities_of(count: usize, random: &mut Random) -> Vec<Activity> {
    let mut subjects: Vec<(usize, usize)> = Vec::new();
    for (area, of) in VOCABULARY.area.iter().enumerate() {
        subjects.extend((0..of.subject.len()).map(|subject| (area, subject)));
    }
    shuffle(&mut subjects, random);
    let mut used: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    let mut list: Vec<Activity> = Vec::new();
    let acts = VOCABULARY.act.len();
    while list.len() < count {
        // The lesser of two throws: the first subjects have more than the last.
        let at = random.below(subjects.len()).min(random.below(subjects.len()));
        let (area, subject) = subjects[at];
        let act = random.below(acts);
        let full = used.len() >= subjects.len() * acts * 4 / 5;
        if !used.insert((area, subject, act)) && !full {
            continue;
        }
        let of = &VOCABULARY.area[area];
        let (is, act_is) = (&of.subject[subject].is, &VOCABULARY.act[act]);
        let mut name = match random.below(10) {
            0 => format!("{} – {}", capital(is), act_is.noun),
            _ => format!("{} {is}", act_is.is),
        };
        if full {
            name = format!("{name}, {} {}", random.pick(&["område", "distrikt", "enhet"]), random.below(90));
        }
        // Most of a subject is kept in one system of its area.
        let system = |random: &mut Random| {
            let main = (subject * 7 + area) % of.systems.len();
            let at = if chance(random, 75) { main } else { random.below(of.systems.len()) };
            of.systems[at].as_str()
        };
        let mut systems = if chance(random, 75) { vec![system(random)] } else { Vec::new() };
        if chance(random, 10) {
            let second = system(random);
            if !systems.contains(&second) {
                systems.push(second);
            }
        }
        let unit = if chance(random, 70) { subject % of.units.len() } else { random.below(of.units.len()) };
        list.push(Activity {
            name,
            area,
            subject,
            act,
            unit: format!("{} / {}", of.department, of.units[unit]),
            systems,
            supplier: if chance(random, 25) { one(random, &of.suppliers) } else { "" },
            // A process holds several kinds of act.
            process: format!("{}.{}.{}", of.chapter, 1 + subject, 1 + act / 3),
        });
    }
    // What has one activity only is often called by the subject alone.
    for at in 0..list.len() {
        let alone = list.iter().filter(|other| other.same_subject(&list[at])).count() == 1;
        if alone && chance(random, 50) {
            list[at].name = capital(&list[at].subject().is);
        }
    }
    // A generator's own order would tell which belong together.
    shuffle(&mut list, random);
    list
}

fn shuffle<T>(list: &mut [T], random: &mut Random) {
    for index in (1..list.len()).rev() {
        list.swap(index, random.below(index + 1));
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A subject as a longer text says it.
fn in_text(activity: &Activity, wording: Wording, random: &mut Random) -> String {
    let subject = activity.subject();
    if chance(random, 35) {
        other_word(random, &subject.known, &subject.held, wording).to_string()
    } else {
        subject.is.clone()
    }
}

fn register(list: &[Activity], wording: Wording, random: &mut Random) -> String {
    let mut text = String::from(
        "Behandlings-ID;Behandling;Organisation / enhet;Process i klassificeringsstrukturen;Ändamål med behandlingen;\
         Kategorier av registrerade;Personuppgiftsbiträde;System\n",
    );
    for (number, activity) in list.iter().enumerate() {
        let (act, about) = (activity.act(), in_text(activity, wording, random));
        let law = &VOCABULARY.area[activity.area].law;
        let purpose = match random.below(10) {
            0..=3 => format!("För att {} {about}", act.verb),
            4..=6 => format!("{} {about} enligt {law}", capital(&act.verb)),
            7 | 8 => format!("Nämnden ska kunna {} {about} och redovisa resultatet", act.verb),
            // Some say nothing.
            _ => "Fullgöra nämndens uppdrag".to_string(),
        };
        let process = match random.below(10) {
            0 | 1 => String::new(),
            2..=5 => format!("{} {}", activity.process, capital(&activity.subject().is)),
            _ => activity.process.clone(),
        };
        let whom = if chance(random, 85) { &activity.subject().whom } else { "" };
        let row = [
            &format!("P-{number:05}"),
            &activity.name,
            &activity.unit,
            &process,
            &purpose,
            whom,
            activity.supplier,
            &activity.systems.join(", "),
        ];
        text += &format!("{}\n", row.join(";"));
    }
    text
}

/// What a list of DPIAs tells, which differs between authorities.
struct Style {
    /// Case numbers begin with the process.
    coded: bool,
    unit: bool,
    system: bool,
    scope: bool,
}

/// What a DPIA concerns.
enum Concerns {
    Nothing,
    /// One activity, or two acts on one subject.
    Acts(Vec<usize>),
    /// All acts on a subject, in one system where it is named.
    Subject(usize, Option<&'static str>),
    /// All that is kept in a system.
    System(&'static str),
}

fn dpias_of(
    list: &[Activity],
    count: usize,
    wording: Wording,
    random: &mut Random,
) -> (String, Vec<(usize, usize)>) {
    let mut style = Style {
        coded: chance(random, 50),
        unit: chance(random, 60),
        system: chance(random, 60),
        scope: chance(random, 40),
    };
    // A list that tells nothing beside title, number and date is rare.
    if !style.unit && !style.system && !style.scope {
        style.unit = true;
    }
    let mut text = String::from(
        "KB-ID;Diarienummer;Konsekvensbedömning;Status;Godkänd;Organisation / enhet;Omfattning;System;Anteckningar\n",
    );
    let mut ties: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<(Vec<usize>, [String; 5])> = Vec::new();
    for dpia in 0..count {
        // A later version of one that is there already.
        let again = chance(random, 4) && !before.is_empty();
        let (members, [title, code, unit, scope, system]) = if again {
            before[random.below(before.len())].clone()
        } else {
            made(list, &style, wording, random)
        };
        let case = match style.coded {
            true => format!("{code}-{}/2025", 100 + dpia),
            false => format!("{} 2025/{}", random.pick(&["KS", "SN", "BUN", "MN"]), 100 + dpia),
        };
        let note = match members.first() {
            Some(activity) if chance(random, 3) => format!("Se behandling P-{activity:05}"),
            _ => String::new(),
        };
        let of = if again { format!("{title} v2") } else { title.clone() };
        let day = format!("2025-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28));
        text += &format!("KB-{dpia:04};{case};{of};Godkänd;{day};{unit};{scope};{system};{note}\n");
        ties.extend(members.iter().map(|activity| (*activity, dpia)));
        before.push((members, [title, code, unit, scope, system]));
    }
    (text, ties)
}

/// The activities that a DPIA concerns; its title, and process, unit, scope and system as the list has them.
fn made(
    list: &[Activity],
    style: &Style,
    wording: Wording,
    random: &mut Random,
) -> (Vec<usize>, [String; 5]) {
    let of = random.below(list.len());
    let activity = &list[of];
    let concerns = match random.below(100) {
        0..=19 => Concerns::Nothing,
        20..=29 => Concerns::Subject(of, None),
        30..=34 => Concerns::Subject(of, activity.systems.first().copied()),
        35 | 36 => {
            activity.systems.first().map_or(Concerns::Acts(vec![of]), |system| Concerns::System(system))
        }
        37..=41 => {
            let other = (0..list.len()).find(|at| *at != of && list[*at].same_subject(activity));
            Concerns::Acts(std::iter::once(of).chain(other).collect())
        }
        _ => Concerns::Acts(vec![of]),
    };
    let members: Vec<usize> = match &concerns {
        Concerns::Nothing => Vec::new(),
        Concerns::Acts(of) => of.clone(),
        Concerns::Subject(of, system) => (0..list.len())
            .filter(|at| list[*at].same_subject(&list[*of]))
            .filter(|at| system.is_none_or(|system| list[*at].systems.contains(&system)))
            .collect(),
        Concerns::System(system) => (0..list.len()).filter(|at| list[*at].systems.contains(system)).collect(),
    };
    let title = match &concerns {
        Concerns::Nothing => nothings_title(list, activity, random),
        Concerns::Acts(acts) => acts_title(list, acts, wording, random),
        Concerns::Subject(_, None) => subject_said(activity, wording, random),
        Concerns::Subject(_, Some(system)) => {
            let said = subject_said(activity, wording, random);
            if chance(random, 50) { format!("{said} i {system}") } else { format!("{system} – {said}") }
        }
        Concerns::System(system) => {
            format!("{} {system}", random.pick(&["verksamhetssystemet", "systemet", "införande av"]))
        }
    };
    // A unit or a system in the title of what covers a family would make it narrower.
    let place = matches!(concerns, Concerns::Acts(_)).then_some(activity);
    let title = decorated(&title, place, random);
    let filled = |there: bool, random: &mut Random, text: String| {
        if there && chance(random, 80) { text } else { String::new() }
    };
    // A third of the cases are kept under the process of data protection itself.
    let code = if chance(random, 70) { activity.process.clone() } else { "2.9.1".to_string() };
    let unit = match &concerns {
        Concerns::Acts(_) | Concerns::Nothing if chance(random, 70) => activity.unit.clone(),
        _ => VOCABULARY.area[activity.area].department.clone(),
    };
    let system = match &concerns {
        Concerns::Subject(_, Some(system)) | Concerns::System(system) => (*system).to_string(),
        Concerns::Subject(_, None) => String::new(),
        _ => activity.systems.join(", "),
    };
    let scope = match &concerns {
        Concerns::Nothing => String::new(),
        Concerns::System(system) => format!("All användning av {system}"),
        Concerns::Subject(..) => capital(&in_text(activity, wording, random)),
        Concerns::Acts(acts) => {
            let verbs: Vec<&str> = acts.iter().map(|at| list[*at].act().verb.as_str()).collect();
            let about = in_text(activity, wording, random);
            let supplier = if activity.supplier.is_empty() || !chance(random, 30) {
                String::new()
            } else {
                format!(", med {} som biträde", activity.supplier)
            };
            match random.below(3) {
                0 => format!("Omfattar att {} {about}{supplier}", verbs.join(" och ")),
                1 => format!("{}{supplier}", capital(&about)),
                _ => format!(
                    "Arbetet med att {} {about} och de uppgifter som behövs{supplier}",
                    verbs.join(" och ")
                ),
            }
        }
    };
    let scope = filled(style.scope, random, scope);
    (members, [title, code, filled(style.unit, random, unit), scope, filled(style.system, random, system)])
}

/// A subject as someone else writes it in a title.
fn subject_said(activity: &Activity, wording: Wording, random: &mut Random) -> String {
    let subject = activity.subject();
    if chance(random, 30) {
        other_word(random, &subject.known, &subject.held, wording).to_string()
    } else {
        subject.is.clone()
    }
}

fn act_said<'t>(act: &'t Act, wording: Wording, random: &mut Random) -> &'t str {
    if chance(random, 40) { other_word(random, &act.known, &act.held, wording) } else { &act.is }
}

/// One act on a subject, or two.
fn acts_title(list: &[Activity], acts: &[usize], wording: Wording, random: &mut Random) -> String {
    let activity = &list[acts[0]];
    if let [_, second] = acts {
        let second = act_said(list[*second].act(), wording, random).to_lowercase();
        let said = subject_said(activity, wording, random);
        return format!("{} och {second} {said}", activity.act().noun);
    }
    match random.below(100) {
        // What is done and what it is about in one word.
        0..=14 => format!("{}{}", activity.subject().stem, activity.act().noun),
        15..=22 => format!("{} – {}", subject_said(activity, wording, random), activity.act().noun),
        // Only the subject, though one act is meant: nobody can tell.
        23..=25 => subject_said(activity, wording, random),
        _ => {
            let said = subject_said(activity, wording, random);
            format!("{} {said}", act_said(activity.act(), wording, random).to_lowercase())
        }
    }
}

/// A DPIA of something that the register does not have, in words that it does.
fn nothings_title(list: &[Activity], near: &Activity, random: &mut Random) -> String {
    let orphan = &VOCABULARY.orphan;
    let act = &VOCABULARY.act[random.below(VOCABULARY.act.len())];
    match random.below(10) {
        0..=3 => one(random, &orphan.plain).to_string(),
        4..=6 => format!("{} {}", act.is.to_lowercase(), one(random, &orphan.about)),
        // An act that the register does not have on a subject that it has.
        _ => {
            // What is called by its subject alone may be any act on it.
            let any = |of: &Activity| of.name == capital(&of.subject().is);
            let has = |of: &Activity, act: &Act| of.same_subject(near) && (of.act().is == act.is || any(of));
            let lacks = |act: &&Act| !list.iter().any(|of| has(of, act));
            match VOCABULARY.act.iter().find(lacks) {
                Some(act) => format!("{} {}", act.is.to_lowercase(), near.subject().is),
                None => one(random, &orphan.plain).to_string(),
            }
        }
    }
}

/// A title as it stands in a list: with what it is, a place, a system, a version, a slip of the pen.
fn decorated(title: &str, place: Option<&Activity>, random: &mut Random) -> String {
    let prefix = random.pick(&[
        "Konsekvensbedömning av",
        "Konsekvensbedömning för",
        "Konsekvensbedömning avseende dataskydd för",
        "Konsekvensbedömning -",
        "DPIA",
        "KB:",
        "PKB",
        "DPIA -",
        "",
    ]);
    let title = if prefix.is_empty() { capital(title) } else { format!("{prefix} {title}") };
    let title = match (random.below(12), place) {
        (0, Some(place)) => format!("{title} ({})", place.unit.rsplit(" / ").next().unwrap_or_default()),
        (1, Some(place)) if !place.systems.is_empty() => format!("{title} i {}", place.systems[0]),
        (2, _) => format!("{title} 2025"),
        _ => title,
    };
    match random.below(6) {
        0 => misspelt(&title, random),
        1 => format!("{title} v{}", 1 + random.below(3)),
        _ => title,
    }
}

/// One letter left out, doubled, or before the one that it should follow, in the latter half.
fn misspelt(title: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = title.chars().collect();
    let at = letters.len() / 2 + random.below((letters.len() / 2).max(1));
    let at = at.min(letters.len().saturating_sub(1));
    if letters.get(at).is_some_and(|letter| letter.is_alphabetic()) {
        match random.below(3) {
            0 => {
                letters.remove(at);
            }
            1 => letters.insert(at, letters[at]),
            _ if letters[at - 1].is_alphabetic() => letters.swap(at - 1, at),
            _ => {}
        }
    }
    letters.into_iter().collect()
}
