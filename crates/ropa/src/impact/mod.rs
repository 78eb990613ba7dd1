//! What an incident at a supplier, or in a system, touches: which processing, whose data and how many, and what is not
//! known.
//!
//! ```
//! use chrono::NaiveDate;
//! use ropa::casefile::CaseFile;
//! use ropa::impact::{ImpactQuestion, Ring, impact};
//!
//! let register = "Behandling;Personuppgiftsbiträde;System\nOrosanmälan;Linnea Drift AB;Linnea\nArkiv;Inga;Linnea\n";
//! let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
//! let assessed = CaseFile::builder(today).file(("register.csv", register.as_bytes())).open()?.assess()?;
//! let impact = impact(&assessed, &ImpactQuestion::supplier("Linnea Drift")).unwrap();
//! let rings: Vec<Ring> = impact.hits.iter().map(|hit| hit.ring).collect();
//! assert_eq!(rings, [Ring::Named, Ring::Tied]);
//! # Ok::<(), ropa::casefile::CaseFileError>(())
//! ```
//!
//! | file | answers |
//! |---|---|
//! | `name` | are these two names one supplier's? |
//! | `torn` | which names does a cell hold, and what does it say beside them? |
//! | `called` | which suppliers and systems does the register name? |
//! | `tie`, `products` | which system is whose? |
//! | `targets`, `needles`, `finder`, `hit` | which records are hit, in which ring, and why? |
//! | `searched` | what was searched, and which records do not answer? |
//! | `persons`, `kinds`, `told` | whose data, how many, which, and what do the records tell? |
//! | `covering` | which DPIAs covered it? |
//! | `breach` | what does a notification state, and by when? |
//! | `suppliers`, `list` | which suppliers and systems are there, and does a list of them fit? |

mod breach;
mod called;
mod covering;
mod finder;
mod hit;
mod kinds;
mod lexicon;
mod list;
mod name;
mod needles;
mod persons;
mod products;
mod question;
mod searched;
mod suppliers;
mod targets;
mod tie;
mod told;
mod torn;

pub use breach::{Breach, BreachClock, BreachFact, BreachPoint, FactFilled, FilledFact};
pub use called::{Called, NamesAnswer};
pub use covering::{Covering, CoveringDpia};
pub use hit::{Hit, HitGround, HitReason, Ring};
pub use kinds::{DataKinds, HeavyAnswers, HeavyData};
pub use list::{ListCheck, ListError, ListedName, NamedList, read_list};
pub use name::NameMatch;
pub use persons::{Persons, Written};
pub use question::{Aware, AwareError, ImpactError, ImpactQuestion};
pub use searched::{ColumnAnswers, Searched, SearchedColumn};
pub(crate) use suppliers::plain_answer;
pub use suppliers::{NameRow, PlainAnswer, Suppliers, TiedName, suppliers};
pub use tie::TieGround;
pub use told::{Told, Topic};
pub use torn::BesideName;

pub(crate) use breach::CLOCK;

use crate::gaps::{Assessment, RegisterAssessment};
use crate::law::FactId;
use crate::model::{ActivityStatus, Field, ProcessingActivity, Term};
use crate::text::by_unit;
use breach::{Figures, Times};
use called::RegisterNames;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use targets::{Targets, nearest};
use tie::Ties;

/// The suppliers or systems that a text names, each as written and as it is compared, with what is said of it: that it was,
/// that it will be, that it is not.
pub(crate) fn names_written(text: &str) -> Vec<(String, String)> {
    match torn::names(text) {
        torn::Names::Named(all) => all.into_iter().map(torn::Torn::compared).collect(),
        torn::Names::None | torn::Names::Vague => Vec::new(),
    }
}

/// A name of the register that was taken to be the one asked for, or to be tied to it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeantName {
    /// What it is the name of.
    pub called: Called,
    /// How most cells write it.
    pub spelling: String,
    /// Every spelling, with how many cells have it.
    pub spellings: Vec<(String, usize)>,
    /// The activities that name it.
    pub activities: Vec<usize>,
    /// How it is the name asked for; absent where it is tied to it.
    pub how: Option<NameMatch>,
    /// What ties it to the name asked for, with the activities that show it.
    pub tie: Option<(TieGround, Vec<usize>)>,
}

/// When the processing goes on, beside the incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case", tag = "when", content = "day")]
pub enum HitTime {
    /// It ended before: what was handed over may be left.
    EndedBefore(NaiveDate),
    /// The register says that it has ended, and not when.
    Ended,
    /// It has not begun.
    NotBegun(NaiveDate),
    /// The register says that it is planned, and not from when.
    Planned,
}

/// What an incident touches of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnitImpact {
    /// The unit; absent where the record names none.
    pub unit: Option<String>,
    /// The hits, as numbers in [`Impact::hits`].
    pub hits: Vec<usize>,
    /// How many persons, over the hits of the first two rings.
    pub persons: Persons,
}

/// What an incident touches.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Impact {
    /// What was asked.
    pub question: ImpactQuestion,
    /// The names of the register that were taken to be meant, the surest first.
    pub names: Vec<MeantName>,
    /// The activities that are hit, the nearest ring first.
    pub hits: Vec<Hit>,
    /// Hits that were not going on at the time, by activity.
    pub times: BTreeMap<usize, HitTime>,
    /// What was searched, and what did not answer.
    pub searched: Searched,
    /// The nearest names of the register, where nothing is surely meant.
    pub nearest: Vec<(Called, String)>,
    /// How many persons the first two rings concern.
    pub persons: Persons,
    /// How many persons each ring concerns alone.
    pub persons_by_ring: Vec<(Ring, Persons)>,
    /// Whose data, of the first two rings.
    pub whose: Vec<Written>,
    /// Which data, of the first two rings.
    pub kinds: DataKinds,
    /// What each hit tells, in the order of the hits.
    pub told: Vec<Vec<Told>>,
    /// The DPIAs behind it.
    pub covering: Covering,
    /// The notification.
    pub breach: Breach,
    /// By unit, in Swedish order.
    pub units: Vec<UnitImpact>,
}

impl Impact {
    /// The hits of a ring.
    pub fn ring(&self, ring: Ring) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.ring == ring)
    }

    /// The hits of the first two rings.
    pub fn sure(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(|hit| hit.ring != Ring::Likely)
    }

    /// Whether there is something to act on, or to find out.
    pub fn has_findings(&self) -> bool {
        !self.hits.is_empty() || !self.searched.open.is_empty()
    }
}

/// Answers what an incident touches.
///
/// # Errors
/// [`ImpactError::NoName`] where the question holds no name.
pub fn impact(assessed: &RegisterAssessment, question: &ImpactQuestion) -> Result<Impact, ImpactError> {
    let asked = question.asked()?;
    let register = assessed.register();
    let names = RegisterNames::of(register);
    let ties = Ties::of(&names);
    let targets = Targets::of(&asked, question.called, &names, &ties);
    let finder = finder::Finder::new(assessed, &asked, question.called, &names, &targets);
    let hits = finder.all();
    let sure = hits.iter().filter(|hit| hit.ring != Ring::Likely);
    let of = |hit: &Hit| Some((hit.activity, register.activities.get(hit.activity)?));
    let sure = sure.filter_map(of);
    let contradicted = |one: &&Assessment| one.facts.contradicted().any(|fact| fact == FactId::K4);
    let contradicted = assessed.assessments.iter().filter(contradicted).map(|one| one.activity).collect();
    let (persons, whose) = (Persons::of(sure.clone()), persons::whose(sure.clone()));
    let kinds = DataKinds::of(sure.clone(), &contradicted);
    let figures = Figures { persons: &persons, whose: &whose, kinds: &kinds };
    let times = Times { aware: question.aware, now: question.now };
    let found = sure.clone().next().is_some();
    Ok(Impact {
        names: meant(&names, &targets),
        times: not_going_on(assessed, question.since, &hits),
        searched: Searched::of(assessed.import(), &names, &hits),
        nearest: if found { Vec::new() } else { nearest(&question.name, &names) },
        persons_by_ring: by_ring(&hits, of),
        told: hits.iter().map(|hit| of(hit).map_or_else(Vec::new, |(_, one)| told::told(one))).collect(),
        covering: Covering::of(assessed, &hits, finder.needles()),
        breach: Breach::of(assessed, &hits, &figures, times),
        units: units(&hits, of),
        question: question.clone(),
        hits,
        persons,
        whose,
        kinds,
    })
}

fn meant(names: &RegisterNames<'_>, targets: &Targets) -> Vec<MeantName> {
    let one = |number: usize, how, tie| {
        let one = &names.all[number];
        MeantName {
            called: one.called,
            spelling: one.spelling().to_string(),
            spellings: one.spellings.iter().map(|(text, count)| (text.clone(), *count)).collect(),
            activities: one.activities.clone(),
            how,
            tie,
        }
    };
    let named = targets.named.iter().map(|(number, how)| one(*number, Some(*how), None));
    let tied = targets.tied.iter().map(|(number, tie)| one(*number, None, Some(tie.clone())));
    let mut meant: Vec<MeantName> = named.chain(tied).collect();
    meant.sort_by_key(|one| (one.how.is_none(), one.how, one.tie.as_ref().map(|tie| tie.0)));
    meant
}

fn by_ring<'r>(
    hits: &[Hit],
    of: impl Fn(&Hit) -> Option<(usize, &'r ProcessingActivity)> + Copy,
) -> Vec<(Ring, Persons)> {
    let rings = [Ring::Named, Ring::Tied, Ring::Likely];
    let persons = |ring| Persons::of(hits.iter().filter(move |hit| hit.ring == ring).filter_map(of));
    rings.into_iter().map(|ring| (ring, persons(ring))).collect()
}

fn units<'r>(
    hits: &[Hit],
    of: impl Fn(&Hit) -> Option<(usize, &'r ProcessingActivity)> + Copy,
) -> Vec<UnitImpact> {
    let with_unit = hits.iter().enumerate().filter_map(|(n, hit)| Some((of(hit)?.1.unit(), n)));
    let by_unit = by_unit(with_unit).into_iter();
    by_unit
        .map(|(unit, numbers)| {
            let sure = numbers.iter().map(|n| &hits[*n]).filter(|hit| hit.ring != Ring::Likely);
            UnitImpact { unit, persons: Persons::of(sure.filter_map(of)), hits: numbers }
        })
        .collect()
}

/// The hits that had ended before the incident, or today where it is not known since when it goes on, and those that
/// have not begun.
fn not_going_on(
    assessed: &RegisterAssessment,
    since: Option<NaiveDate>,
    hits: &[Hit],
) -> BTreeMap<usize, HitTime> {
    let before = since.unwrap_or(assessed.as_of());
    let time = |hit: &Hit| {
        let activity = assessed.register().activities.get(hit.activity)?;
        let begun = activity.date(Field::Started).or_else(|| activity.date(Field::Period));
        let ended = activity.date(Field::Period).and_then(|period| period.until);
        let said =
            |status| activity.items(Field::Status).any(|(_, item)| item.term == Some(Term::Activity(status)));
        let time = match (ended, begun) {
            (Some(day), _) if day < before => HitTime::EndedBefore(day),
            (None, _) if said(ActivityStatus::Ended) => HitTime::Ended,
            (_, Some(begun)) if begun.date > assessed.as_of() => HitTime::NotBegun(begun.date),
            (_, None) if said(ActivityStatus::Planned) => HitTime::Planned,
            _ => return None,
        };
        Some((hit.activity, time))
    };
    hits.iter().filter_map(time).collect()
}
