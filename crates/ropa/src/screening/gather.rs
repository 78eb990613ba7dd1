//! Gathers the facts of one activity from what its register says.
//!
//! Three sources, kept apart: the answer to the very question (declared), structured content such
//! as categories of data subjects (derived), and words in free text (hinted). Declared beats
//! derived; a hint only makes a missing answer worth asking for.

use crate::law::{Derived, FactId, RulePacks, Truths};
use crate::model::{
    Answer, DataCategory, Entry, Field, LegalBasis, ProcessingActivity, SubjectCategory, Term, Tri, Value,
};
use crate::screening::case::Case;
use crate::screening::facts::{Basis, Conflict, Fact, Facts, Reason, Support};
use crate::screening::hint::{Lexicon, Topic};
use crate::source::Text;
use std::collections::BTreeMap;

/// How many words of free text are shown for one hint.
const WORDS_SHOWN: usize = 3;

/// The question of a screening form that asks for a criterion.
fn question(criterion: FactId) -> Field {
    match criterion {
        FactId::K1 => Field::K1,
        FactId::K2 => Field::K2,
        FactId::K3 => Field::K3,
        FactId::K4 => Field::K4,
        FactId::K5 => Field::K5,
        FactId::K6 => Field::K6,
        FactId::K7 => Field::K7,
        FactId::K8 => Field::K8,
        _ => Field::K9,
    }
}

/// The fields in which any register, screening form or not, can answer a criterion.
pub(crate) fn answering_fields(criterion: FactId) -> &'static [Field] {
    match criterion {
        FactId::K1 => &[Field::K1],
        FactId::K2 => &[Field::K2],
        FactId::K3 => &[Field::K3],
        FactId::K4 => &[Field::K4, Field::Sensitive, Field::Art10, Field::DataCategories],
        FactId::K5 => &[Field::K5],
        FactId::K6 => &[Field::K6],
        FactId::K7 => &[Field::K7, Field::DataSubjects],
        FactId::K8 => &[Field::K8],
        _ => &[Field::K9],
    }
}

/// The fields that answer for a fact, the question of its own first: when one of them changes, an answer given
/// beside the register is to be given anew.
pub(crate) fn fields_behind(fact: FactId) -> &'static [Field] {
    match fact {
        FactId::K4 => &[
            Field::K4,
            Field::Sensitive,
            Field::Art10,
            Field::DataCategories,
            Field::ProtectedIdentity,
            Field::Art9Basis,
        ],
        FactId::K5 => &[Field::K5, Field::DataSubjectCount],
        FactId::SpecialOrCriminal => {
            &[Field::Sensitive, Field::Art10, Field::DataCategories, Field::Art9Basis, Field::K4]
        }
        FactId::Extensive => &[Field::Extensive],
        FactId::LegalEffect => &[Field::LegalEffect],
        FactId::PublicPlace => &[Field::PublicPlace],
        FactId::Listed => &[Field::ListedExample],
        FactId::IndividualProfessional => &[Field::IndividualProfessional],
        FactId::DutyOrPublicTask => &[Field::LegalBasis],
        FactId::LawRegulates => &[Field::LawRegulates],
        FactId::LawDpia => &[Field::LawDpia],
        FactId::LawDpiaScope => &[Field::LawDpiaScope],
        FactId::OwnNeed => &[Field::DpiaNeeded],
        FactId::Heavy => &[],
        criterion => answering_fields(criterion),
    }
}

/// One answer as the facts take it.
#[derive(Debug, Clone)]
pub(crate) struct GivenAnswer {
    pub(crate) fact: FactId,
    pub(crate) answer: Tri,
    pub(crate) support: Support,
}

/// What is needed to gather facts, prepared once for a whole register.
pub(crate) struct Gatherer<'p> {
    packs: &'p RulePacks,
    lexicon: &'p Lexicon,
    derived: BTreeMap<FactId, &'p Derived>,
    threshold: Option<u64>,
}

impl<'p> Gatherer<'p> {
    pub(crate) fn new(packs: &'p RulePacks, lexicon: &'p Lexicon, threshold: Option<u64>) -> Self {
        let derived = packs.criteria().map(|criterion| (criterion.id, &criterion.derived)).collect();
        Gatherer { packs, lexicon, derived, threshold }
    }

    /// The facts of one activity, and the case they make.
    pub(crate) fn gather(&self, activity: &ProcessingActivity, answers: &[GivenAnswer]) -> (Facts, Case) {
        let content = Content::of(activity);
        let hints = Hints::of(activity, self.lexicon);
        let mut facts = Facts::default();

        for criterion in FactId::CRITERIA {
            let declared = declared(activity, question(criterion));
            let derived = self.derive(activity, criterion, &content);
            let fact = settle(activity, criterion, declared, derived, &hints, &mut facts.conflicts);
            facts.all.insert(criterion, fact);
        }
        facts.conflicts.extend(disagreements(activity));
        for given in answers.iter().filter(|given| given.fact.is_criterion()) {
            facts.hear(given.fact, given);
        }
        // Who answers that there are data of Art. 9 or 10 answers K4 too.
        for given in answers {
            if given.fact == FactId::SpecialOrCriminal && given.answer.is_yes() {
                facts.hear(FactId::K4, given);
            }
        }

        let mut rest: Vec<(FactId, Option<Fact>)> = vec![
            (FactId::LawDpia, pointer(activity, Field::LawDpia, false)),
            (FactId::LawDpiaScope, pointer(activity, Field::LawDpiaScope, true)),
            (FactId::DutyOrPublicTask, duty_or_public_task(activity)),
            (FactId::Listed, self.listed(activity, &facts)),
            (FactId::LegalEffect, legal_effect(activity, &facts)),
            (FactId::Heavy, heavy(activity, &content, &hints, &facts)),
        ];
        for (id, field) in OWN_QUESTIONS {
            rest.push((id, declared(activity, field).map(Fact::declared)));
        }
        rest.push((FactId::SpecialOrCriminal, special_or_criminal(activity, &content, &mut facts)));
        facts.all.extend(rest.into_iter().filter_map(|(id, fact)| Some((id, fact?))));
        for given in answers.iter().filter(|given| !given.fact.is_criterion()) {
            facts.hear(given.fact, given);
        }
        let case = case(activity, &content, &hints, &facts, answers);
        (facts, case)
    }

    /// What structured content says of a criterion.
    fn derive(
        &self,
        activity: &ProcessingActivity,
        criterion: FactId,
        content: &Content,
    ) -> Option<(Tri, Support)> {
        if criterion == FactId::K5 {
            return self.scale(activity);
        }
        let derived = self.derived.get(&criterion)?;
        let hit = content.terms.iter().find(|(term, _)| match term {
            Term::Data(category) => derived.data_categories.contains(category),
            Term::Subject(category) => derived.data_subjects.contains(category),
            _ => false,
        });
        if let Some((_, support)) = hit {
            return Some((Tri::Yes, support.clone()));
        }
        let parts = [
            (!derived.data_subjects.is_empty()).then_some(&content.subjects),
            (!derived.data_categories.is_empty()).then_some(&content.data),
        ];
        let mut none_of = None;
        for part in parts.into_iter().flatten() {
            match part {
                Known::All(support) => none_of = Some((Tri::No, support.clone())),
                Known::Some(support) => return Some((Tri::Unknown, support.clone())),
                Known::None => return None,
            }
        }
        none_of
    }

    /// The number of data subjects: shown, and decisive only from a configured threshold.
    fn scale(&self, activity: &ProcessingActivity) -> Option<(Tri, Support)> {
        let entry = activity.answer(Field::DataSubjectCount).given()?;
        let written = entry.written.clone();
        let reached = match (&entry.value, self.threshold) {
            (Value::Count(count), Some(threshold)) if count.min >= threshold => Some(threshold),
            _ => None,
        };
        Some(match reached {
            Some(threshold) => (Tri::Yes, support(activity, entry, Reason::Threshold { written, threshold })),
            None => (Tri::Unknown, support(activity, entry, Reason::Number { written })),
        })
    }

    /// Whether the register confirms that the processing is one of the authority's examples.
    ///
    /// Each example meets at least two criteria, so where fewer than two can be met it is none.
    fn listed(&self, activity: &ProcessingActivity, facts: &Facts) -> Option<Fact> {
        let confirmed = match activity.answer(Field::ListedExample) {
            Answer::Given(entry) => {
                let written = entry.written.clone();
                let example = self.packs.example_named_in(&written).map(|example| example.id.clone());
                match &entry.value {
                    Value::YesNo(answer) if !answer.yes => {
                        Some((Tri::No, Reason::Answered { written }, entry))
                    }
                    Value::NotApplicable => Some((Tri::No, Reason::Answered { written }, entry)),
                    Value::YesNo(_) => Some((Tri::Yes, Reason::Example { id: example, written }, entry)),
                    _ if example.is_some() => {
                        Some((Tri::Yes, Reason::Example { id: example, written }, entry))
                    }
                    _ => Some((Tri::Unknown, Reason::NotUnderstood { written }, entry)),
                }
            }
            Answer::Unknown(entry) => {
                Some((Tri::Unknown, Reason::SaidUnknown { written: entry.written.clone() }, entry))
            }
            Answer::Blank(_) | Answer::NotAsked => None,
        };
        match confirmed {
            Some((value, reason, entry)) => Some(Fact::declared((value, support(activity, entry, reason)))),
            None if facts.high() < 2 => Some(Fact { value: Tri::No, basis: Basis::Derived, support: vec![] }),
            None => None,
        }
    }
}

/// What answers would change, besides the facts themselves.
fn case(
    activity: &ProcessingActivity,
    content: &Content,
    hints: &Hints,
    facts: &Facts,
    answers: &[GivenAnswer],
) -> Case {
    let confirmed = answers.iter().any(|given| given.fact == FactId::K4 && given.answer.is_no());
    let contradicted =
        !confirmed && facts.truth(FactId::K4).is_no() && facts.truth(FactId::SpecialOrCriminal).is_yes();
    Case {
        only_asked_as_k4: !asks_of_special(activity),
        effect_follows: declared(activity, Field::LegalEffect).is_none(),
        list_asked: facts.get(FactId::Listed).is_some(),
        k4_contradicted: contradicted,
        heavy_with_k4: contradicted && heavy_by_k4(activity, content, hints).is_some(),
        ..Case::of(facts)
    }
}

impl Facts {
    /// Takes an answer that somebody has given beside the register.
    ///
    /// A yes on either side is a yes, and a contradiction is kept to be shown; not to know changes nothing.
    fn hear(&mut self, id: FactId, given: &GivenAnswer) {
        let fact = self.all.entry(id).or_insert_with(|| Fact::nothing_known().clone());
        let said = given.support.clone();
        match (fact.value, given.answer) {
            (_, Tri::Unknown) => fact.support.push(said),
            (Tri::Unknown, answer) => {
                fact.value = answer;
                fact.basis = Basis::Declared;
                // That nobody had answered is no longer so; what made us ask is.
                fact.support.retain(|old| !matches!(old.reason, Reason::Blank | Reason::NotAsked));
                fact.support.insert(0, said);
            }
            (known, answer) if known == answer => fact.support.push(said),
            (known, _) => {
                let other = fact.support.first().cloned().unwrap_or_else(|| said.clone());
                let (yes, no) = if known.is_yes() { (other, said) } else { (said, other) };
                if known.is_no() {
                    *fact = Fact { value: Tri::Yes, basis: Basis::Declared, support: vec![yes.clone()] };
                }
                self.conflicts.push(Conflict { fact: id, declared: yes, derived: no });
            }
        }
    }
}

impl Fact {
    fn declared((value, support): (Tri, Support)) -> Fact {
        Fact { value, basis: Basis::Declared, support: vec![support] }
    }

    fn derived((value, support): (Tri, Support)) -> Fact {
        Fact { value, basis: Basis::Derived, support: vec![support] }
    }
}

fn support(activity: &ProcessingActivity, entry: &Entry<Field>, reason: Reason) -> Support {
    Support { reason, cells: vec![activity.cell(entry)] }
}

/// Facts that a question of their own answers and nothing else.
const OWN_QUESTIONS: [(FactId, Field); 5] = [
    (FactId::Extensive, Field::Extensive),
    (FactId::PublicPlace, Field::PublicPlace),
    (FactId::IndividualProfessional, Field::IndividualProfessional),
    (FactId::LawRegulates, Field::LawRegulates),
    (FactId::OwnNeed, Field::DpiaNeeded),
];

/// Where columns for one question contradict each other.
fn disagreements(activity: &ProcessingActivity) -> impl Iterator<Item = Conflict> {
    let special = [(FactId::SpecialOrCriminal, Field::Sensitive), (FactId::SpecialOrCriminal, Field::Art10)];
    FactId::CRITERIA
        .into_iter()
        .map(|criterion| (criterion, question(criterion)))
        .chain(special)
        .chain(OWN_QUESTIONS)
        .chain([(FactId::LegalEffect, Field::LegalEffect)])
        .filter_map(|(fact, field)| {
            let [(_, declared), (_, derived)] = disagreement(activity, field)?;
            Some(Conflict { fact, declared, derived })
        })
}

/// What two columns for one question answer, where one says yes and the other no: first the answer that
/// counts until somebody settles it, which is the one that speaks for a DPIA.
fn disagreement(activity: &ProcessingActivity, field: Field) -> Option<[(Tri, Support); 2]> {
    let says = |wanted: bool| {
        let entry = activity
            .entries_of(field)
            .find(|entry| matches!(&entry.value, Value::YesNo(answer) if answer.yes == wanted))?;
        let reason = Reason::Answered { written: entry.written.clone() };
        Some((Tri::from(wanted), support(activity, entry, reason)))
    };
    let exempts = matches!(field, Field::IndividualProfessional | Field::LawRegulates);
    Some([says(!exempts)?, says(exempts)?])
}

/// The answer to a question of its own; none where it is blank or not asked.
fn declared(activity: &ProcessingActivity, field: Field) -> Option<(Tri, Support)> {
    if let Some([counts, _]) = disagreement(activity, field) {
        return Some(counts);
    }
    let (value, entry, reason): (Tri, _, fn(Text) -> Reason) = match activity.answer(field) {
        Answer::Given(entry) => match &entry.value {
            Value::YesNo(answer) => (answer.yes.into(), entry, |written| Reason::Answered { written }),
            Value::NotApplicable => (Tri::No, entry, |written| Reason::Answered { written }),
            _ => (Tri::Unknown, entry, |written| Reason::NotUnderstood { written }),
        },
        Answer::Unknown(entry) => (Tri::Unknown, entry, |written| Reason::SaidUnknown { written }),
        Answer::Blank(_) | Answer::NotAsked => return None,
    };
    Some((value, support(activity, entry, reason(entry.written.clone()))))
}

/// Weighs a declared answer, structured content and hints into one fact.
fn settle(
    activity: &ProcessingActivity,
    criterion: FactId,
    declared: Option<(Tri, Support)>,
    derived: Option<(Tri, Support)>,
    hints: &Hints,
    conflicts: &mut Vec<Conflict>,
) -> Fact {
    match (declared, derived) {
        // "Do not know" in one column does not undo what another column says for certain.
        (Some((Tri::Unknown, said)), Some((Tri::Yes, because))) => {
            Fact { value: Tri::Yes, basis: Basis::Derived, support: vec![because, said] }
        }
        (Some((value, said)), Some((content, because))) if !content.is_unknown() && !value.is_unknown() => {
            if value == content {
                Fact { value, basis: Basis::Declared, support: vec![said, because] }
            } else {
                conflicts.push(Conflict { fact: criterion, declared: said.clone(), derived: because });
                Fact { value, basis: Basis::Declared, support: vec![said] }
            }
        }
        (Some((value, said)), _) => Fact { value, basis: Basis::Declared, support: vec![said] },
        (None, Some((content, because))) if !content.is_unknown() => Fact::derived((content, because)),
        (None, undecided) => {
            let mut support = Vec::new();
            let basis = match hints.words(criterion) {
                Some(words) => {
                    support.push(words.clone());
                    Basis::Hinted
                }
                None => {
                    let asked = activity.asked.contains(&question(criterion));
                    support.push(Support {
                        reason: if asked { Reason::Blank } else { Reason::NotAsked },
                        cells: Vec::new(),
                    });
                    Basis::Absent
                }
            };
            support.extend(undecided.map(|(_, because)| because));
            Fact { value: Tri::Unknown, basis, support }
        }
    }
}

/// How far a column of categories is understood.
enum Known {
    /// Nothing is given, or not enough to conclude anything.
    None,
    /// Given, but not all of it is understood.
    Some(Support),
    /// Given, and every item is a known term.
    All(Support),
}

/// The structured content of one activity.
struct Content {
    /// Every term found, with where.
    terms: Vec<(Term, Support)>,
    /// Categories of data subjects.
    subjects: Known,
    /// Categories of personal data, with Art. 9 and Art. 10 both denied.
    data: Known,
}

impl Content {
    fn of(activity: &ProcessingActivity) -> Content {
        let mut terms: Vec<(Term, Support)> = Vec::new();
        for field in [Field::Sensitive, Field::Art10, Field::DataCategories, Field::DataSubjects] {
            for (entry, item) in activity.items(field) {
                if let Some(term @ (Term::Data(_) | Term::Subject(_))) = item.term {
                    let reason = Reason::Category { code: term.code(), written: item.written.clone() };
                    terms.push((term, support(activity, entry, reason)));
                }
            }
        }
        // An answer that names no category still says that there is one.
        for (field, category) in
            [(Field::Sensitive, DataCategory::SpecialUnspecified), (Field::Art10, DataCategory::Criminal)]
        {
            if let Some(entry) = answered_yes(activity, field) {
                terms.push((Term::Data(category), support(activity, entry, field_reason(entry))));
            }
        }
        // A condition of Art. 9(2) is only needed for data of Art. 9(1).
        if let Some((entry, _)) =
            activity.items(Field::Art9Basis).find(|(_, item)| matches!(item.term, Some(Term::Art9(_))))
        {
            terms.push((
                Term::Data(DataCategory::SpecialUnspecified),
                support(activity, entry, field_reason(entry)),
            ));
        }
        // Persons with protected identities: highly personal data about persons at risk.
        let protected = answered_yes(activity, Field::ProtectedIdentity).or_else(|| {
            activity
                .items(Field::ProtectedIdentity)
                .find(|(_, item)| matches!(item.term, Some(Term::Protection(_))))
                .map(|(entry, _)| entry)
        });
        let protected = protected.map(|entry| support(activity, entry, field_reason(entry))).or_else(|| {
            let found = terms.iter().find(|(term, _)| *term == Term::Data(DataCategory::ProtectedIdentity));
            found.map(|(_, support)| support.clone())
        });
        if let Some(support) = protected {
            terms.push((Term::Data(DataCategory::ProtectedIdentity), support.clone()));
            terms.push((Term::Subject(SubjectCategory::ProtectedPersons), support));
        }

        let denied = |field| matches!(declared(activity, field), Some((Tri::No, _)));
        let data = match known(activity, Field::DataCategories) {
            // A list of ordinary categories says little as long as Arts 9 and 10 are not denied.
            Known::All(_) if !(denied(Field::Sensitive) && denied(Field::Art10)) => Known::None,
            other => other,
        };
        Content { subjects: known(activity, Field::DataSubjects), data, terms }
    }
}

impl Content {
    /// Where the first of these categories of data is named.
    fn data(&self, wanted: &[DataCategory]) -> Option<Support> {
        self.terms.iter().find_map(|(term, support)| match term {
            Term::Data(category) if wanted.contains(category) => Some(support.clone()),
            _ => None,
        })
    }
}

fn field_reason(entry: &Entry<Field>) -> Reason {
    Reason::Field { field: entry.field, written: entry.written.clone() }
}

fn answered_yes(activity: &ProcessingActivity, field: Field) -> Option<&Entry<Field>> {
    activity.entries_of(field).find(|entry| matches!(&entry.value, Value::YesNo(answer) if answer.yes))
}

/// How far the items of a column of categories are understood.
fn known(activity: &ProcessingActivity, field: Field) -> Known {
    let mut cells = Vec::new();
    let mut written: Option<Text> = None;
    let mut not_understood = Vec::new();
    for entry in activity.entries_of(field) {
        match &entry.value {
            Value::Blank => continue,
            Value::Items(items) => {
                not_understood.extend(items.iter().filter(|i| i.term.is_none()).map(|i| i.written.clone()));
            }
            _ => not_understood.push(entry.written.clone()),
        }
        written.get_or_insert_with(|| entry.written.clone());
        cells.push(activity.cell(entry));
    }
    match written {
        None => Known::None,
        Some(written) if not_understood.is_empty() => {
            Known::All(Support { reason: Reason::NoneOfTheCategories { written }, cells })
        }
        Some(_) => Known::Some(Support {
            reason: Reason::CategoriesNotUnderstood { written: not_understood },
            cells,
        }),
    }
}

/// Art. 9(1) or Art. 10 data, for the rules that ask for these and not for K4 as a whole.
fn special_or_criminal(activity: &ProcessingActivity, content: &Content, facts: &mut Facts) -> Option<Fact> {
    let named = content.terms.iter().find_map(|(term, support)| match term {
        Term::Data(category) if category.is_special() => Some((Field::Sensitive, support)),
        Term::Data(category) if category.is_criminal() => Some((Field::Art10, support)),
        _ => None,
    });
    if let Some((question, because)) = named {
        if let Some((Tri::No, said)) = declared(activity, question) {
            facts.conflicts.push(Conflict {
                fact: FactId::SpecialOrCriminal,
                declared: said,
                derived: because.clone(),
            });
        }
        return Some(Fact::derived((Tri::Yes, because.clone())));
    }
    let no = |field| declared(activity, field).filter(|(value, _)| value.is_no());
    if let (Some((_, special)), Some((_, criminal))) = (no(Field::Sensitive), no(Field::Art10)) {
        return Some(Fact { value: Tri::No, basis: Basis::Declared, support: vec![special, criminal] });
    }
    let k4 = facts.get(FactId::K4).filter(|fact| fact.basis == Basis::Declared)?;
    let cells: Vec<_> = k4.support.iter().flat_map(|support| support.cells.clone()).collect();
    let follows = Support { reason: Reason::Follows { from: FactId::K4 }, cells: cells.clone() };
    match k4.value {
        Tri::No => Some(Fact::derived((Tri::No, follows))),
        // Read on the careful side: the form has no other place to say it.
        Tri::Yes if !asks_of_special(activity) => {
            Some(Fact::derived((Tri::Yes, Support { reason: Reason::OnlyAskedAsK4, cells })))
        }
        _ => None,
    }
}

/// Whether the form has another place than K4 to speak of data of Art. 9 or 10.
fn asks_of_special(activity: &ProcessingActivity) -> bool {
    [Field::Sensitive, Field::Art10, Field::Art9Basis, Field::DataCategories]
        .iter()
        .any(|field| activity.asked.contains(field))
}

/// Legal or similarly significant effect: asked, or part of what K2 asks.
fn legal_effect(activity: &ProcessingActivity, facts: &Facts) -> Option<Fact> {
    if let Some(answer) = declared(activity, Field::LegalEffect) {
        return Some(Fact::declared(answer));
    }
    let k2 = facts.get(FactId::K2).filter(|fact| fact.value.is_yes())?;
    let cells = k2.support.iter().flat_map(|support| support.cells.clone()).collect();
    Some(Fact::derived((Tri::Yes, Support { reason: Reason::Follows { from: FactId::K2 }, cells })))
}

/// A pointer to a document: a bare yes does not point anywhere, unless `yes_suffices`.
fn pointer(activity: &ProcessingActivity, field: Field, yes_suffices: bool) -> Option<Fact> {
    match activity.answer(field) {
        Answer::Given(entry) => {
            let written = entry.written.clone();
            let (value, reason) = match &entry.value {
                Value::YesNo(answer) if !answer.yes => (Tri::No, Reason::Answered { written }),
                Value::NotApplicable => (Tri::No, Reason::Answered { written }),
                Value::YesNo(answer) if answer.detail.is_none() && !yes_suffices => {
                    (Tri::Unknown, Reason::NotUnderstood { written })
                }
                _ => (Tri::Yes, Reason::Answered { written }),
            };
            Some(Fact::declared((value, support(activity, entry, reason))))
        }
        Answer::Unknown(entry) => {
            let reason = Reason::SaidUnknown { written: entry.written.clone() };
            Some(Fact::declared((Tri::Unknown, support(activity, entry, reason))))
        }
        Answer::Blank(_) | Answer::NotAsked => None,
    }
}

/// Legal basis in Art. 6(1)(c) or (e).
fn duty_or_public_task(activity: &ProcessingActivity) -> Option<Fact> {
    let mut other = None;
    for (entry, item) in activity.items(Field::LegalBasis) {
        match item.term {
            Some(Term::Basis(LegalBasis::C | LegalBasis::E)) => {
                return Some(Fact::derived((Tri::Yes, support(activity, entry, field_reason(entry)))));
            }
            Some(_) => other = Some(entry),
            None => return None,
        }
    }
    other.map(|entry| Fact::derived((Tri::No, support(activity, entry, field_reason(entry)))))
}

/// A kind of data, monitoring or technology that weighs heavily even alone.
///
/// Words may show the kind only of what is certainly met: they raise nothing by themselves.
fn heavy(activity: &ProcessingActivity, content: &Content, hints: &Hints, facts: &Facts) -> Option<Fact> {
    let met = |criterion| facts.truth(criterion).is_yes();
    let shown = |criterion, detail: Field| {
        hints.heavy(criterion).or_else(|| hints.heavy_in(activity, detail, criterion))
    };
    let because = None
        .or_else(|| met(FactId::K4).then(|| heavy_by_k4(activity, content, hints)).flatten())
        .or_else(|| {
            let monitoring = met(FactId::K3);
            monitoring
                .then(|| {
                    content
                        .data(&[DataCategory::Location, DataCategory::ImageSound])
                        .or_else(|| shown(FactId::K3, Field::K3))
                })
                .flatten()
        })
        .or_else(|| met(FactId::K8).then(|| shown(FactId::K8, Field::K8)).flatten())?;
    Some(Fact::derived((Tri::Yes, because)))
}

/// What of the data weighs heavily alone, were K4 met.
fn heavy_by_k4(activity: &ProcessingActivity, content: &Content, hints: &Hints) -> Option<Support> {
    content
        .data(&[DataCategory::Genetic, DataCategory::Biometric, DataCategory::ProtectedIdentity])
        .or_else(|| hints.heavy(FactId::K4))
        .or_else(|| hints.heavy_in(activity, Field::K4, FactId::K4))
}

/// The hints of one activity, by topic.
struct Hints<'p> {
    lexicon: &'p Lexicon,
    found: BTreeMap<Topic, Support>,
}

impl<'p> Hints<'p> {
    fn of(activity: &ProcessingActivity, lexicon: &'p Lexicon) -> Hints<'p> {
        let mut hints = Hints { lexicon, found: BTreeMap::new() };
        for field in [Field::Name, Field::Purpose, Field::Description] {
            for entry in activity.entries_of(field) {
                hints.read(activity, entry);
            }
        }
        hints
    }

    fn read(&mut self, activity: &ProcessingActivity, entry: &Entry<Field>) {
        for hint in self.lexicon.hints(&entry.written) {
            let word: Text = hint.word.into();
            let cell = activity.cell(entry);
            let found = self.found.entry(hint.topic).or_insert_with(|| Support {
                reason: Reason::Words { words: Vec::new() },
                cells: Vec::new(),
            });
            if let Reason::Words { words } = &mut found.reason
                && words.len() < WORDS_SHOWN
                && !words.contains(&word)
            {
                words.push(word);
                if !found.cells.contains(&cell) {
                    found.cells.push(cell);
                }
            }
        }
    }

    fn words(&self, criterion: FactId) -> Option<&Support> {
        self.found.get(&Topic::Fact(criterion))
    }

    /// Words that show a heavy kind of what the criterion covers.
    fn heavy(&self, criterion: FactId) -> Option<Support> {
        self.found.iter().find_map(|(topic, support)| match topic {
            Topic::Heavy(kind) if kind.criterion() == criterion => Some(Support {
                reason: match &support.reason {
                    Reason::Words { words } => {
                        Reason::HeavyKind { written: words.first().cloned().unwrap_or_default() }
                    }
                    other => other.clone(),
                },
                cells: support.cells.clone(),
            }),
            _ => None,
        })
    }

    /// The same, in what was answered to a question.
    fn heavy_in(&self, activity: &ProcessingActivity, field: Field, criterion: FactId) -> Option<Support> {
        let mut hints = Hints { lexicon: self.lexicon, found: BTreeMap::new() };
        for entry in activity.entries_of(field) {
            hints.read(activity, entry);
        }
        hints.heavy(criterion)
    }
}
