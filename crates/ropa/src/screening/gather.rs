//! Gathers the facts of one activity from what its register says.
//!
//! Kept apart: answers to the very question (declared), structured content such as categories of data subjects
//! (derived), and signs such as words in free text (hinted). How they are weighed stands in `evidence`.

use crate::import::{bases_in, chosen};
use crate::law::{FactId, RulePacks, Truths};
use crate::model::{Answer, DataCategory, Field, LegalBasis, ProcessingActivity, Term, Tri, Value};
use crate::screening::answers::{Answers, support};
use crate::screening::case::{Case, FactSet};
use crate::screening::content::{Content, CriterionWords};
use crate::screening::evidence::{Evidence, Weighed};
use crate::screening::facts::{Basis, Fact, Facts, Reason, Support};
use crate::screening::hint::Lexicon;
use crate::screening::likely::LikelyKinds;
use crate::screening::signs::{PackWords, Signs};
use chrono::NaiveDate;
use std::collections::BTreeMap;

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
    lexicon: &'p Lexicon,
    criteria: BTreeMap<FactId, CriterionWords<'p>>,
    words: PackWords<'p>,
    kinds: LikelyKinds<'p>,
    threshold: Option<u64>,
}

impl<'p> Gatherer<'p> {
    pub(crate) fn new(
        packs: &'p RulePacks,
        on: NaiveDate,
        lexicon: &'p Lexicon,
        threshold: Option<u64>,
    ) -> Self {
        let (criteria, words) = (CriterionWords::of(packs), PackWords::of(packs, on));
        Gatherer { lexicon, criteria, words, kinds: LikelyKinds::new(lexicon), threshold }
    }

    /// The facts of one activity, and the case they make.
    pub(crate) fn gather(&self, activity: &ProcessingActivity, given: &[GivenAnswer]) -> (Facts, Case) {
        let gathering = Gathering {
            gatherer: self,
            activity,
            given,
            answers: Answers { activity, lexicon: self.lexicon },
            content: Content::of(activity, &self.kinds),
            signs: Signs::of(activity, self.lexicon, &self.words),
        };
        let mut facts = Facts::default();
        for criterion in FactId::CRITERIA {
            facts.take(criterion, gathering.criterion(criterion).weigh(criterion));
        }
        gathering.special_or_criminal(&mut facts);
        for (id, evidence) in gathering.others(&facts) {
            if !evidence.is_empty() {
                facts.take(id, evidence.weigh(id));
            }
        }
        let heavy = gathering.heavy();
        let met = heavy.iter().find(|(criterion, _)| facts.truth(*criterion).is_yes());
        if let Some((_, because)) = met {
            facts.all.insert(FactId::Heavy, Fact::derived((Tri::Yes, because.clone())));
        }
        let case = gathering.case(&facts, &heavy);
        (facts, case)
    }
}

impl Facts {
    fn take(&mut self, id: FactId, weighed: Weighed) {
        self.all.insert(id, weighed.fact);
        self.conflicts.extend(weighed.conflict);
        self.reasoned.extend(weighed.reasoned);
    }
}

impl Fact {
    fn derived((value, support): (Tri, Support)) -> Fact {
        Fact { value, basis: Basis::Derived, support: vec![support] }
    }
}

/// Facts that a question of their own answers and nothing else.
const OWN_QUESTIONS: [(FactId, Field); 4] = [
    (FactId::Extensive, Field::Extensive),
    (FactId::IndividualProfessional, Field::IndividualProfessional),
    (FactId::LawRegulates, Field::LawRegulates),
    (FactId::OwnNeed, Field::DpiaNeeded),
];

/// Whether a category is of a kind.
type IsKind = fn(DataCategory) -> bool;

/// The two kinds of data of Arts 9 and 10, each with the question that asks for it.
const SPECIAL_KINDS: [(Field, IsKind); 2] =
    [(Field::Sensitive, DataCategory::is_special), (Field::Art10, DataCategory::is_criminal)];

/// The gathering of the facts of one activity.
struct Gathering<'g> {
    gatherer: &'g Gatherer<'g>,
    activity: &'g ProcessingActivity,
    given: &'g [GivenAnswer],
    answers: Answers<'g>,
    content: Content<'g>,
    signs: Signs<'g>,
}

impl Gathering<'_> {
    /// What is said of a criterion.
    fn criterion(&self, criterion: FactId) -> Evidence {
        let mut evidence = Evidence::default();
        self.answers.speak(&mut evidence, question(criterion), false);
        self.hear(&mut evidence, criterion);
        if criterion == FactId::K4 {
            self.of_data(&mut evidence);
        }
        if let Some(words) = self.gatherer.criteria.get(&criterion) {
            self.content.speak(&mut evidence, words, |category| self.is_explained_away(category));
            if criterion == FactId::K5 {
                self.scale(&mut evidence, words);
            }
            evidence.closed = self.closed(criterion, words);
        }
        evidence.signs.extend(self.signs.strong(criterion).cloned());
        evidence.weak_signs.extend(self.signs.weak(criterion).cloned());
        evidence
    }

    /// What else speaks for sensitive or highly personal data than the categories.
    fn of_data(&self, evidence: &mut Evidence) {
        // Who answers that there are data of Art. 9 or 10 answers K4 too.
        for given in self.given.iter().filter(|given| given.fact == FactId::SpecialOrCriminal) {
            if given.answer.is_yes() {
                evidence.yes.push(given.support.clone());
            }
        }
        let named =
            |field| self.affirmed(field).map(|entry| support(self.activity, entry, field_reason(entry)));
        evidence.content.extend([Field::Sensitive, Field::Art10].into_iter().filter_map(named));
        evidence.content.extend(self.art9_condition());
        // That protected identities may occur says little of the data as a whole: it asks.
        let protected = self.affirmed(Field::ProtectedIdentity).or_else(|| {
            let mut items = self.activity.items(Field::ProtectedIdentity);
            items.find(|(_, item)| matches!(item.term, Some(Term::Protection(_)))).map(|(entry, _)| entry)
        });
        evidence.signs.extend(protected.map(|entry| support(self.activity, entry, field_reason(entry))));
        evidence.signs.extend(self.signs.strong(FactId::SpecialOrCriminal).cloned());
        evidence.signs.extend(self.signs.secrecy.clone());
    }

    /// A condition of Art. 9(2), which is only needed for data of Art. 9(1).
    fn art9_condition(&self) -> Option<Support> {
        let mut items = self.activity.items(Field::Art9Basis);
        let (entry, _) = items.find(|(_, item)| matches!(item.term, Some(Term::Art9(_))))?;
        Some(support(self.activity, entry, field_reason(entry)))
    }

    /// The cell in which a field is answered yes.
    fn affirmed(&self, field: Field) -> Option<&crate::model::Entry<Field>> {
        let mut entries = self.activity.entries_of(field);
        entries.find(|entry| matches!(&entry.value, Value::YesNo(answer) if answer.yes))
    }

    /// Whether somebody has said why data of a kind are none of Art. 9 or 10.
    fn is_explained_away(&self, category: DataCategory) -> bool {
        SPECIAL_KINDS.into_iter().filter(|(_, is_kind)| is_kind(category)).any(|(field, _)| {
            let mut evidence = Evidence::default();
            self.answers.speak(&mut evidence, field, true);
            evidence.yes.is_empty() && !evidence.reasoned_no.is_empty()
        })
    }

    /// The number of data subjects: shown, decisive only from a configured threshold, and from a number that the
    /// packs give held against a plain no.
    fn scale(&self, evidence: &mut Evidence, words: &CriterionWords<'_>) {
        let Some(entry) = self.activity.answer(Field::DataSubjectCount).given() else { return };
        let written = entry.written.clone();
        let reached = |limit: Option<u64>| match (&entry.value, limit) {
            (Value::Count(count), Some(limit)) if count.min >= limit => Some(limit),
            _ => None,
        };
        let said = |reason| support(self.activity, entry, reason);
        if let Some(threshold) = reached(self.gatherer.threshold) {
            evidence.content.push(said(Reason::Threshold { written, threshold }));
        } else if !evidence.bare_no.is_empty() && reached(words.asks_from()).is_some() {
            evidence.signs.push(said(Reason::Number { written }));
        } else {
            evidence.shown.push(said(Reason::Number { written }));
        }
    }

    /// The closed list that all categories are of, where the criterion has one.
    fn closed(&self, criterion: FactId, words: &CriterionWords<'_>) -> Option<Support> {
        let field = match criterion {
            FactId::K4 => Field::DataCategories,
            FactId::K7 => Field::DataSubjects,
            _ => return None,
        };
        // A list of ordinary categories says little as long as Arts 9 and 10 are not denied.
        let denied = |field| {
            let mut evidence = Evidence::default();
            self.answers.speak(&mut evidence, field, true);
            evidence.yes.is_empty() && !(evidence.bare_no.is_empty() && evidence.reasoned_no.is_empty())
        };
        if criterion == FactId::K4 && !(denied(Field::Sensitive) && denied(Field::Art10)) {
            return None;
        }
        self.content.closed(criterion, field, words, self.gatherer.lexicon)
    }

    /// Adds the answers that people have given beside the register.
    fn hear(&self, evidence: &mut Evidence, fact: FactId) {
        for given in self.given.iter().filter(|given| given.fact == fact) {
            let explained = matches!(&given.support.reason, Reason::Screened { why: Some(_), .. });
            let list = match given.answer {
                Tri::Yes => &mut evidence.yes,
                Tri::No if explained => &mut evidence.reasoned_no,
                Tri::No => &mut evidence.bare_no,
                Tri::Unknown => &mut evidence.unclear,
            };
            list.push(given.support.clone());
        }
    }

    /// Art. 9(1) or Art. 10 data, for the rules that ask for these and not for K4 as a whole: each kind by its own
    /// question, and no to both where K4, which includes them, is a no that counts.
    fn special_or_criminal(&self, facts: &mut Facts) {
        let id = FactId::SpecialOrCriminal;
        let k4 = facts.get(FactId::K4).filter(|k4| k4.value.is_no() && k4.basis == Basis::Declared).cloned();
        let mut own = Evidence::default();
        self.hear(&mut own, id);
        if let Some(k4) = k4 {
            let cells = k4.support.iter().flat_map(|support| support.cells.clone()).collect();
            own.reasoned_no.push(Support { reason: Reason::Follows { from: FactId::K4 }, cells });
        }
        let kinds = SPECIAL_KINDS.map(|(field, is_kind)| self.special_kind(field, is_kind));
        let answered = |kind: &Evidence| !(kind.bare_no.is_empty() && kind.reasoned_no.is_empty());
        let mut whole = Evidence { closed: None, ..own };
        let overridden = !whole.reasoned_no.is_empty();
        let both = kinds.iter().all(answered);
        let one_yes = kinds.iter().any(|kind| !kind.yes.is_empty());
        for kind in kinds {
            let contradicted = !kind.bare_no.is_empty()
                && kind.reasoned_no.is_empty()
                && !(kind.content.is_empty() && kind.signs.is_empty());
            // "Hälsa" to the one question is no contradiction to a no to the other.
            let of_same = !kind.yes.is_empty();
            whole.yes.extend(kind.yes);
            if overridden {
                continue;
            }
            if kind.reasoned_no.is_empty() {
                whole.content.extend(kind.content);
                whole.signs.extend(kind.signs);
            }
            if of_same || !one_yes && (both || contradicted) {
                whole.bare_no.extend(kind.bare_no);
                whole.bare_no.extend(kind.reasoned_no);
            }
            whole.unclear.extend(kind.unclear);
        }
        if !whole.is_empty() {
            facts.take(id, whole.weigh(id));
        }
    }

    /// What is said of one kind of data of Arts 9 and 10.
    fn special_kind(&self, field: Field, is_kind: fn(DataCategory) -> bool) -> Evidence {
        let mut evidence = Evidence::default();
        self.answers.speak(&mut evidence, field, true);
        // What is listed in answer to the question answers yes.
        evidence.yes.extend(self.content.data_in(is_kind, |of| of == field));
        evidence.content.extend(self.content.data_in(is_kind, |of| of != field));
        if field == Field::Sensitive {
            evidence.content.extend(self.art9_condition());
        }
        if !evidence.bare_no.is_empty() {
            evidence.signs.extend(self.signs.strong(FactId::SpecialOrCriminal).cloned());
        }
        evidence
    }

    /// What is said of the facts beside the criteria.
    fn others(&self, facts: &Facts) -> Vec<(FactId, Evidence)> {
        let mut others = vec![
            (FactId::LawDpia, self.pointer(Field::LawDpia, false)),
            (FactId::LawDpiaScope, self.pointer(Field::LawDpiaScope, true)),
            (FactId::DutyOrPublicTask, self.duty_or_public_task()),
            (FactId::Listed, self.listed()),
            (FactId::LegalEffect, self.legal_effect(facts)),
            (FactId::PublicPlace, self.own(FactId::PublicPlace, Field::PublicPlace)),
        ];
        others.extend(OWN_QUESTIONS.map(|(id, field)| (id, self.own(id, field))));
        for (id, evidence) in &mut others {
            self.hear(evidence, *id);
        }
        others
    }

    /// The answers to a question of its own, and the words that speak of it.
    fn own(&self, id: FactId, field: Field) -> Evidence {
        let exempts = matches!(id, FactId::IndividualProfessional | FactId::LawRegulates);
        let mut evidence = Evidence { exempts, ..Evidence::default() };
        self.answers.speak(&mut evidence, field, false);
        if !evidence.is_empty() {
            evidence.signs.extend(self.signs.strong(id).cloned());
        }
        evidence
    }

    /// Legal or similarly significant effect: asked, or part of what K2 asks.
    fn legal_effect(&self, facts: &Facts) -> Evidence {
        let mut evidence = self.own(FactId::LegalEffect, Field::LegalEffect);
        if let Some(k2) = facts.get(FactId::K2).filter(|fact| fact.value.is_yes()) {
            let cells = k2.support.iter().flat_map(|support| support.cells.clone()).collect();
            evidence.content.push(Support { reason: Reason::Follows { from: FactId::K2 }, cells });
        }
        evidence
    }

    /// Whether the processing is one of the authority's examples: what the register answers, and what it resembles.
    fn listed(&self) -> Evidence {
        let mut evidence = Evidence::default();
        for entry in self.activity.entries_of(Field::ListedExample) {
            let written = entry.written.clone();
            let id = self.gatherer.words.example_named_in(&written).map(str::to_string);
            let affirms = match &entry.value {
                Value::YesNo(answer) => answer.yes,
                Value::NotApplicable | Value::Blank | Value::Unknown => false,
                _ => id.is_some(),
            };
            if affirms {
                let reason = Reason::Example { id, written };
                evidence.yes.push(support(self.activity, entry, reason));
            }
        }
        let mut answered = Evidence::default();
        self.answers.speak(&mut answered, Field::ListedExample, !evidence.yes.is_empty());
        let Evidence { reasoned_no, bare_no, unclear, .. } = answered;
        evidence = Evidence { reasoned_no, bare_no, unclear, ..evidence };
        evidence.signs.extend(self.signs.listed.clone());
        evidence
    }

    /// A pointer to a document: a bare yes does not point anywhere, unless `yes_suffices`.
    fn pointer(&self, field: Field, yes_suffices: bool) -> Evidence {
        let mut evidence = Evidence::default();
        match self.activity.answer(field) {
            Answer::Given(entry) => {
                let written = entry.written.clone();
                let said = |reason| support(self.activity, entry, reason);
                match &entry.value {
                    Value::YesNo(answer) if !answer.yes => {
                        evidence.bare_no.push(said(Reason::Answered { written }));
                    }
                    Value::NotApplicable => evidence.bare_no.push(said(Reason::Answered { written })),
                    Value::YesNo(answer) if answer.detail.is_none() && !yes_suffices => {
                        evidence.unclear.push(said(Reason::NotUnderstood { written }));
                    }
                    _ => evidence.yes.push(said(Reason::Answered { written })),
                }
            }
            Answer::Unknown(entry) => {
                let reason = Reason::SaidUnknown { written: entry.written.clone() };
                evidence.unclear.push(support(self.activity, entry, reason));
            }
            Answer::Blank(_) | Answer::NotAsked => {}
        }
        evidence
    }

    /// Legal basis in Art. 6(1)(c) or (e).
    fn duty_or_public_task(&self) -> Evidence {
        let mut evidence = Evidence::default();
        let mut other = None;
        for (entry, item) in self.activity.items(Field::LegalBasis) {
            let said = support(self.activity, entry, field_reason(entry));
            match item.term {
                Some(Term::Basis(LegalBasis::C | LegalBasis::E)) => {
                    evidence.content.push(said);
                    return evidence;
                }
                Some(_) => other = Some(said),
                None => return evidence,
            }
        }
        if other.is_none() {
            self.basis_of_reference(&mut evidence);
        }
        evidence.closed = other;
        evidence
    }

    /// The same where only the column for the law names the point: "art. 6.1 e; 3 § lagen om ...".
    fn basis_of_reference(&self, evidence: &mut Evidence) {
        for entry in self.activity.entries_of(Field::LegalReference) {
            let bases = bases_in(&chosen(&entry.written));
            let public = |basis: &LegalBasis| matches!(basis, LegalBasis::C | LegalBasis::E);
            if !bases.is_empty() && bases.iter().all(public) {
                evidence.content.push(support(self.activity, entry, field_reason(entry)));
                return;
            }
        }
    }

    /// What weighs heavily even alone, by the criterion it belongs to. Words may show the kind only of what is
    /// certainly met: they raise nothing by themselves.
    fn heavy(&self) -> Vec<(FactId, Support)> {
        use DataCategory::{Biometric, Genetic, ImageSound, Location, ProtectedIdentity};
        let shown = |criterion, detail: Field| {
            self.signs.heavy(criterion).or_else(|| self.signs.heavy_in(self.activity, detail, criterion))
        };
        let data = self.content.data(|of| [Genetic, Biometric, ProtectedIdentity].contains(&of));
        let monitored = self.content.data(|of| [Location, ImageSound].contains(&of));
        let kinds = [
            (FactId::K4, data.or_else(|| shown(FactId::K4, Field::K4))),
            (FactId::K3, monitored.or_else(|| shown(FactId::K3, Field::K3))),
            (FactId::K8, shown(FactId::K8, Field::K8)),
        ];
        kinds.into_iter().filter_map(|(criterion, support)| Some((criterion, support?))).collect()
    }

    /// What answers would change, besides the facts themselves.
    fn case(&self, facts: &Facts, heavy: &[(FactId, Support)]) -> Case {
        let contradicted = |id| facts.get(id).is_some_and(|fact| fact.basis == Basis::Contradicted);
        let answered = |id| self.given.iter().any(|given| given.fact == id && !given.answer.is_unknown());
        let special = contradicted(FactId::SpecialOrCriminal) && !answered(FactId::K4);
        let k4 = contradicted(FactId::K4) && self.speaks_of_data(facts) || doubted(facts);
        let asked = FactId::CRITERIA.into_iter().filter(|id| {
            let fact = facts.get(*id);
            fact.is_some_and(|fact| matches!(fact.basis, Basis::Contradicted | Basis::Hinted))
        });
        Case {
            effect_follows: self.activity.answer(Field::LegalEffect).given().is_none(),
            list_asked: facts.get(FactId::Listed).is_some(),
            data_contradicted: k4 || special,
            heavy_with: heavy.iter().map(|(criterion, _)| *criterion).collect::<FactSet>(),
            asked: asked.collect(),
            ..Case::of(facts)
        }
    }

    /// Whether what contradicts the no to K4 is content, or words on data of Art. 9 or 10, and not only a sign.
    fn speaks_of_data(&self, facts: &Facts) -> bool {
        let told = facts.get(FactId::K4).into_iter().flat_map(|fact| &fact.support);
        self.signs.strong(FactId::SpecialOrCriminal).is_some()
            || told.into_iter().any(|support| {
                use Reason::{Category, Field, LikelyCategory};
                matches!(&support.reason, Category { .. } | LikelyCategory { .. } | Field { .. })
            })
    }
}

/// Whether a no to K4 stands beside data of which nobody here can tell what they are, or that are kept under strong
/// secrecy. Then the other bare answers of the row rest on no more than it does.
fn doubted(facts: &Facts) -> bool {
    let told = |fact: &Fact| {
        fact.value.is_unknown()
            && fact.support.iter().any(|support| {
                matches!(
                    support.reason,
                    Reason::CategoriesNotUnderstood { .. }
                        | Reason::CategoriesSayTooLittle { .. }
                        | Reason::StrongSecrecy { .. }
                )
            })
    };
    facts.get(FactId::K4).is_some_and(told)
}

fn field_reason(entry: &crate::model::Entry<Field>) -> Reason {
    Reason::Field { field: entry.field, written: entry.written.clone() }
}
