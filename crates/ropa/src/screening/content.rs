//! What the structured content of an activity says of the criteria: categories of data and of persons, and what it
//! lists in answer to other questions.

use crate::import::chosen;
use crate::law::{Criterion, Derived, FactId, RulePacks};
use crate::model::{DataCategory, Entry, Field, Item, ProcessingActivity, SubjectCategory, Term, Value};
use crate::screening::answers::support;
use crate::screening::evidence::Evidence;
use crate::screening::facts::{Reason, Support};
use crate::screening::hint::{Lexicon, Topic};
use crate::screening::likely::{LikelyKinds, Part, Standing};
use crate::screening::signs::phrases;
use crate::source::Text;
use crate::text::phrases::Phrases;
use crate::text::tokens::Tokens;
use std::collections::BTreeMap;

/// What the packs say of one criterion's content, ready for use.
pub(crate) struct CriterionWords<'p> {
    derived: &'p Derived,
    asks: Phrases<()>,
    closed: Phrases<()>,
}

impl<'p> CriterionWords<'p> {
    /// Those of all criteria.
    pub(crate) fn of(packs: &'p RulePacks) -> BTreeMap<FactId, CriterionWords<'p>> {
        packs.criteria().map(|criterion| (criterion.id, CriterionWords::new(criterion))).collect()
    }

    fn new(criterion: &'p Criterion) -> CriterionWords<'p> {
        let derived = &criterion.derived;
        let (asks, closed) = (phrases(&derived.asks), phrases(&derived.closed));
        CriterionWords { derived, asks: asks.into(), closed: closed.into() }
    }

    /// From so many data subjects a plain no is asked about.
    pub(crate) fn asks_from(&self) -> Option<u64> {
        self.derived.asks_from
    }

    /// Whether a category is of the closed list of those that cannot make the criterion true.
    fn is_closed(&self, written: &str) -> bool {
        self.closed.cover(&Tokens::of(written), &self.closed)
    }

    /// Whether a kind of data or of persons makes the criterion true.
    fn counts(&self, class: &str) -> bool {
        class.parse().is_ok_and(|data: DataCategory| self.derived.data_categories.contains(&data))
            || class.parse().is_ok_and(|one: SubjectCategory| self.derived.data_subjects.contains(&one))
    }

    /// What a part of an item is to the criterion: as the closed list says, else as it most likely is.
    fn standing(&self, part: &Part) -> Standing {
        if self.is_closed(&part.written) {
            return Standing::Harmless;
        }
        let standing = part.standing(|class| self.counts(class));
        match standing {
            Standing::Counts(_) if self.asks.occur_in(&part.written) => Standing::Asks,
            standing => standing,
        }
    }

    /// Whether what gives reason to ask stands beside what counts: "betyg och omdömen". Two that each give reason to ask
    /// ("brev, referenser") are no more than that.
    fn has_more(&self, parts: &[Part]) -> bool {
        let asks = |part: &Part| self.asks.occur_in(&part.written) || self.is_closed(&part.written);
        parts.len() > 1 && parts.iter().any(|part| !asks(part) && part.leans(|class| self.counts(class)))
    }

    /// Whether an item of ordinary data only gives reason to ask.
    fn only_asks(&self, item: &Item) -> bool {
        let certain = |category: DataCategory| category.is_special() || category.is_criminal();
        !matches!(item.term, Some(Term::Data(category)) if certain(category))
            && self.asks.occur_in(&item.written)
    }
}

/// Whether a category is not understood, or so wide a word (case papers, pictures, logs) that anything may be in it.
fn is_vague(item: &Item) -> bool {
    use DataCategory::{CaseAdministration, ImageSound, Technical};
    matches!(item.term, None | Some(Term::Data(CaseAdministration | ImageSound | Technical)))
}

fn is_harmless(standing: Standing) -> bool {
    standing == Standing::Harmless
}

/// One category as it is named in a cell.
struct Named<'a> {
    entry: &'a Entry<Field>,
    item: &'a Item,
}

/// A part of an item, as what it most likely is.
struct Likely<'a> {
    entry: &'a Entry<Field>,
    part: Part,
    /// What a list takes the item for.
    listed: Option<Term>,
}

/// The structured content of one activity.
pub(crate) struct Content<'a> {
    activity: &'a ProcessingActivity,
    named: Vec<Named<'a>>,
    likely: Vec<Likely<'a>>,
    kinds: &'a LikelyKinds<'a>,
}

impl<'a> Content<'a> {
    pub(crate) fn of(activity: &'a ProcessingActivity, kinds: &'a LikelyKinds<'a>) -> Content<'a> {
        let fields = [Field::Sensitive, Field::Art10, Field::DataCategories, Field::DataSubjects];
        let items = fields.into_iter().flat_map(|field| activity.items(field));
        let named: Vec<Named<'_>> = items.map(|(entry, item)| Named { entry, item }).collect();
        let likely = named.iter().flat_map(|named| {
            let parts = kinds.parts(named.entry.field, &named.item.written);
            let likely =
                |part: &Part| Likely { entry: named.entry, part: part.clone(), listed: named.item.term };
            parts.iter().map(likely).collect::<Vec<_>>()
        });
        Content { activity, likely: likely.collect(), named, kinds }
    }

    /// Adds what the content says of a criterion. Categories for which `denied` holds are left out: somebody has said
    /// why they are none of that kind.
    pub(crate) fn speak(
        &self,
        evidence: &mut Evidence,
        words: &CriterionWords<'_>,
        denied: impl Fn(DataCategory) -> bool,
    ) {
        for Named { entry, item } in &self.named {
            let parts = self.kinds.parts(entry.field, &item.written);
            if words.only_asks(item) && !words.has_more(&parts) {
                let reason = Reason::GivesReasonToAsk { written: item.written.clone() };
                evidence.signs.push(support(self.activity, entry, reason));
                continue;
            }
            let meets = match item.term {
                Some(Term::Data(category)) => {
                    words.derived.data_categories.contains(&category) && !denied(category)
                }
                Some(Term::Subject(category)) => words.derived.data_subjects.contains(&category),
                _ => false,
            };
            if meets {
                evidence.content.extend(self.category(entry, item));
            }
        }
        for Likely { entry, part, listed } in &self.likely {
            let written = part.written.clone();
            match words.standing(part) {
                Standing::Counts(code) if code.parse().is_ok_and(&denied) => {}
                Standing::Counts(code) if listed.is_none() => {
                    let reason = Reason::LikelyCategory { code, written };
                    evidence.content.push(support(self.activity, entry, reason));
                }
                // "Härbärgets gäster" are more than the guests that a list takes them for: it is asked about.
                Standing::Counts(_) => {
                    evidence.signs.push(support(self.activity, entry, Reason::GivesReasonToAsk { written }));
                }
                // Too little to be held against a no as a contradiction; that the item is not known keeps the no open.
                Standing::Asks if listed.is_none() => {
                    let reason = Reason::GivesReasonToAsk { written };
                    evidence.weak_signs.push(support(self.activity, entry, reason));
                }
                Standing::Asks | Standing::Harmless | Standing::Open => {}
            }
        }
        let told = |field: Field, written: &Text, least: fn(Standing) -> bool| {
            let parts = self.kinds.parts(field, written);
            !parts.is_empty() && parts.iter().all(|part| least(words.standing(part)))
        };
        let asked_of = [
            (!words.derived.data_subjects.is_empty()).then_some(Field::DataSubjects),
            (!words.derived.data_categories.is_empty()).then_some(Field::DataCategories),
        ];
        for field in asked_of.into_iter().flatten() {
            evidence.shown.extend(self.not_understood(
                field,
                |item| item.term.is_none() && !told(field, &item.written, |one| one != Standing::Open),
                |_| false,
                |written| Reason::CategoriesNotUnderstood { written },
            ));
            // Where every category could be told to be harmless, one that nobody knows leaves a plain no open.
            if !words.derived.closed.is_empty() {
                evidence.unread.extend(self.not_understood(
                    field,
                    |item| {
                        is_vague(item) && !(item.term.is_none() && told(field, &item.written, is_harmless))
                    },
                    |written| words.is_closed(written),
                    |written| Reason::CategoriesSayTooLittle { written },
                ));
            }
        }
    }

    fn category(&self, entry: &Entry<Field>, item: &Item) -> Option<Support> {
        let reason = Reason::Category { code: item.term?.code(), written: item.written.clone() };
        Some(support(self.activity, entry, reason))
    }

    /// Where the first of these categories of data is named.
    pub(crate) fn data(&self, wanted: impl Fn(DataCategory) -> bool) -> Option<Support> {
        self.data_in(wanted, |_| true)
    }

    /// The same, in some of the fields.
    pub(crate) fn data_in(
        &self,
        wanted: impl Fn(DataCategory) -> bool,
        field: impl Fn(Field) -> bool,
    ) -> Option<Support> {
        let found = self.named.iter().find(|named| {
            field(named.entry.field)
                && matches!(named.item.term, Some(Term::Data(category)) if wanted(category))
        });
        let likely = || {
            let mut parts =
                self.likely.iter().filter(|likely| field(likely.entry.field) && likely.listed.is_none());
            parts.find_map(|Likely { entry, part, .. }| {
                let standing = part.standing(|class| class.parse().is_ok_and(&wanted));
                let Standing::Counts(code) = standing else { return None };
                let reason = Reason::LikelyCategory { code, written: part.written.clone() };
                Some(support(self.activity, entry, reason))
            })
        };
        found.and_then(|found| self.category(found.entry, found.item)).or_else(likely)
    }

    /// The categories of a field of which `says_too_little` holds, but for those that are `known` all the same.
    fn not_understood(
        &self,
        field: Field,
        says_too_little: impl Fn(&Item) -> bool,
        known: impl Fn(&str) -> bool,
        reason: impl FnOnce(Vec<Text>) -> Reason,
    ) -> Option<Support> {
        let mut cells = Vec::new();
        let mut written: Vec<Text> = Vec::new();
        for entry in self.activity.entries_of(field) {
            let before = written.len();
            match &entry.value {
                Value::Blank => continue,
                Value::Items(items) => {
                    // A part of a list that nobody knows is an item of its own beside what the list as a whole is.
                    let own =
                        |part: &str| items.iter().any(|item| item.term.is_none() && *item.written == *part);
                    let is_known = |item: &Item| {
                        let mut parts = item.written.split(',').map(str::trim);
                        parts.all(|part| known(part) || item.term.is_some() && own(part))
                    };
                    let unread = items.iter().filter(|item| says_too_little(item) && !is_known(item));
                    written.extend(unread.map(|item| item.written.clone()));
                }
                _ => written.push(entry.written.clone()),
            }
            if written.len() > before {
                cells.push(self.activity.cell(entry));
            }
        }
        (!cells.is_empty()).then(|| Support { reason: reason(written), cells })
    }

    /// Whether all data subjects are named, and of kinds that say nothing more of them.
    fn of_ordinary_persons(&self, words: &CriterionWords<'_>) -> bool {
        let ordinary = |item: &Item| matches!(item.term, Some(Term::Subject(kind)) if words.derived.closed_subjects.contains(&kind));
        let mut named = false;
        for entry in self.activity.entries_of(Field::DataSubjects) {
            match &entry.value {
                Value::Blank => {}
                Value::Items(items) if items.iter().all(ordinary) => named = true,
                _ => return false,
            }
        }
        named
    }

    /// Where every category of a field is of the closed list of those that cannot make the criterion true, and the
    /// unit and the systems do not speak for it.
    pub(crate) fn closed(
        &self,
        criterion: FactId,
        field: Field,
        words: &CriterionWords<'_>,
        lexicon: &Lexicon,
    ) -> Option<Support> {
        let mut first: Option<Support> = None;
        for entry in self.activity.entries_of(field) {
            let Value::Items(items) = &entry.value else {
                if entry.value == Value::Blank {
                    continue;
                }
                return None;
            };
            if !items.iter().all(|item| words.is_closed(&item.written)) {
                return None;
            }
            let reason = Reason::NoneOfTheCategories { written: entry.written.clone() };
            let said = first.get_or_insert_with(|| Support { reason, cells: Vec::new() });
            said.cells.push(self.activity.cell(entry));
        }
        if field == Field::DataCategories && !self.of_ordinary_persons(words) {
            return None;
        }
        let speaks = |field| {
            let entries = self.activity.entries_of(field);
            entries
                .flat_map(|entry| lexicon.hints(&chosen(&entry.written)))
                .any(|hint| hint.topic == Topic::Fact(criterion))
        };
        first.filter(|_| ![Field::Unit, Field::Systems].into_iter().any(speaks))
    }
}
