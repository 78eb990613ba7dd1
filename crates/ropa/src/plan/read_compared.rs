//! Reading what is compared from a record and its assessment.

use super::compared::{ASPECTS, Aspect, Compared, Said, Term, TermKind};
use super::rules::{Rules, plain};
use crate::art30::third_country_transfer;
use crate::gaps::Assessment;
use crate::law::{FactId, SubjectRole, Truths};
use crate::model::{DataCategory, Entry, Field, ProcessingActivity, Term as Word, Tri, Value};
use crate::screening::{Basis, Fact, Reason};
use crate::source::CellRef;
use crate::text::tokens::Tokens;
use crate::text::variants::IntoEnumIterator;
use chrono::NaiveDate;

/// Reads one processing.
pub(super) struct Reader<'r> {
    pub(super) rules: &'r Rules,
    pub(super) activity: &'r ProcessingActivity,
    pub(super) assessment: &'r Assessment,
    pub(super) as_of: NaiveDate,
}

impl Reader<'_> {
    pub(super) fn read(&self) -> Compared {
        let mut said: [Said; ASPECTS] = Default::default();
        for aspect in Aspect::iter() {
            said[aspect as usize] = self.said(aspect);
        }
        Compared { activity: self.assessment.activity, said }
    }

    fn said(&self, aspect: Aspect) -> Said {
        match aspect {
            Aspect::Controller => self.controller(),
            Aspect::MainSystem => Said::if_any(self.systems().into_iter().take(1).collect()),
            Aspect::OtherSystems => Said::known(self.systems().into_iter().skip(1).collect()),
            Aspect::Technology => Said::known(self.technologies()),
            Aspect::ProcessGroup => Said::if_any(self.groups()),
            Aspect::Chapter => Said::if_any(self.chapters()),
            Aspect::Role => Said::if_any(self.roles()),
            Aspect::Secrecy => Said::if_any(self.sections()),
            Aspect::HeavyMet => Said::known(self.heavy_met()),
            Aspect::HeavyOpen => Said::known(self.heavy(|fact| fact.value.is_unknown() && points(fact))),
            Aspect::HeavyNotAsked => Said::known(self.heavy(|fact| fact.value.is_unknown() && !points(fact))),
            Aspect::Criteria => Said::known(self.criteria()),
            Aspect::DataKinds => self.kinds(),
            Aspect::Processors => self.processors(),
            Aspect::Transfers => self.transfers(),
            Aspect::Scale => self.scale(),
        }
    }

    fn controller(&self) -> Said {
        match self.activity.answer(Field::Controller).given() {
            Some(entry) => Said::known(vec![self.written(entry, entry.written.trim())]),
            None => {
                let file = TermKind::File(self.activity.origin.file.clone());
                Said { known: false, terms: vec![Term { kind: file, cells: Vec::new() }] }
            }
        }
    }

    fn written(&self, entry: &Entry<Field>, text: &str) -> Term {
        let kind = TermKind::Written { key: plain(text), written: text.into() };
        Term { kind, cells: vec![self.activity.cell(entry)] }
    }

    /// The parts of the cells of a field that answer it.
    fn parts(&self, field: Field) -> Vec<Term> {
        let answers = |value: &Value| !matches!(value, Value::Blank | Value::Unknown | Value::NotApplicable);
        let entries = self.activity.entries_of(field).filter(|entry| answers(&entry.value));
        let parts = entries.flat_map(|entry| {
            let parts = entry.written.split([';', '\n', '|', ',']).map(str::trim);
            parts
                .filter(|part| part.chars().any(char::is_alphanumeric))
                .map(move |part| self.written(entry, part))
        });
        parts.collect()
    }

    /// The systems that are no general tools, in the order written.
    fn systems(&self) -> Vec<Term> {
        let mut systems = self.parts(Field::Systems);
        systems.retain(|term| !self.rules.is_general(&term.kind.key()));
        Said::known(systems).terms
    }

    fn technologies(&self) -> Vec<Term> {
        const READ: [Field; 5] =
            [Field::Systems, Field::Name, Field::Purpose, Field::Description, Field::LegalReference];
        let mut found = Vec::new();
        for entry in READ.into_iter().flat_map(|field| self.activity.entries_of(field)) {
            for (name, words) in &self.rules.technologies {
                if words.occur_in(&entry.written) {
                    let kind = TermKind::Technology(name.clone());
                    found.push(Term { kind, cells: vec![self.activity.cell(entry)] });
                }
            }
        }
        found
    }

    /// The first two levels of each code; where no process has one, the names.
    fn groups(&self) -> Vec<Term> {
        const LEVELS: usize = 2;
        let cells: Vec<CellRef> =
            self.activity.entries_of(Field::Process).map(|entry| self.activity.cell(entry)).collect();
        let processes = self.activity.processes();
        let is_code = |process: &&&str| process.chars().all(|c| c.is_ascii_digit() || c == '.');
        let codes: Vec<&str> = processes.iter().filter(is_code).copied().collect();
        let group = |code: &str| code.split('.').take(LEVELS).collect::<Vec<_>>().join(".");
        let kinds: Vec<TermKind> = match codes.is_empty() {
            false => codes.into_iter().map(|code| TermKind::Group(group(code))).collect(),
            true => processes
                .into_iter()
                .map(|name| TermKind::Written { key: plain(name), written: name.into() })
                .collect(),
        };
        kinds.into_iter().map(|kind| Term { kind, cells: cells.clone() }).collect()
    }

    /// Acts with a chapter: `12 kap. 1 § socialtjänstlagen (2025:400)`.
    fn chapters(&self) -> Vec<Term> {
        let entries = self.activity.entries_of(Field::LegalReference);
        let pieces =
            entries.flat_map(|entry| entry.written.split([';', '\n', '|']).map(move |piece| (entry, piece)));
        let read = pieces.filter_map(|(entry, piece)| {
            let chapter = chapter_in(piece)?;
            let act = number_in(piece).map(str::to_string).or_else(|| {
                let found = self.rules.acts.all(&Tokens::of(piece)).first().map(|found| found.value)?;
                self.rules.act_names.get(found).map(|(id, _)| id.clone())
            })?;
            Some(Term { kind: TermKind::Chapter { act, chapter }, cells: vec![self.activity.cell(entry)] })
        });
        read.collect()
    }

    /// Others count only where nobody else is concerned: a guardian beside a child is no kind of their own.
    fn roles(&self) -> Vec<Term> {
        let mut roles: Vec<Term> = Vec::new();
        for (entry, item) in self.activity.items(Field::DataSubjects) {
            let Some(Word::Subject(category)) = item.term else { continue };
            let Some(role) = self.rules.role(category) else { continue };
            roles.push(Term { kind: TermKind::Role(role), cells: vec![self.activity.cell(entry)] });
        }
        let weighs = |term: &Term| term.kind != TermKind::Role(SubjectRole::Public);
        if roles.iter().any(weighs) {
            roles.retain(weighs);
        }
        roles.sort_by(|one, other| one.kind.cmp(&other.kind));
        roles
    }

    fn sections(&self) -> Vec<Term> {
        let mut found = Vec::new();
        for entry in [Field::LegalReference, Field::LegalBasis, Field::Art9Reference]
            .into_iter()
            .flat_map(|field| self.activity.entries_of(field))
        {
            for act in self.rules.acts.all(&Tokens::of(&entry.written)) {
                let Some((_, section)) = self.rules.act_names.get(act.value) else { continue };
                let kind = TermKind::Section(section.clone());
                found.push(Term { kind, cells: vec![self.activity.cell(entry)] });
            }
        }
        found
    }

    fn fact(&self, id: FactId) -> &Fact {
        self.assessment.facts.get(id).unwrap_or(Fact::nothing_known())
    }

    fn heavy(&self, takes: impl Fn(&Fact) -> bool) -> Vec<Term> {
        let facts = self.rules.heavy.iter().map(|id| (*id, self.fact(*id)));
        // A listed example is not asked about in a register unless something points to one.
        let listed = Some((FactId::Listed, self.fact(FactId::Listed))).filter(|(_, fact)| points(fact));
        facts.chain(listed).filter(|(_, fact)| takes(fact)).map(|(id, fact)| of_fact(id, fact)).collect()
    }

    fn heavy_met(&self) -> Vec<Term> {
        let mut met = self.heavy(|fact| fact.value.is_yes());
        met.retain(|term| term.kind != TermKind::Fact(FactId::Listed));
        let listed = self.fact(FactId::Listed);
        if listed.value.is_yes() {
            let named = listed.support.iter().find_map(|support| match &support.reason {
                Reason::Example { id: Some(id), .. } => Some(TermKind::Example(id.clone())),
                _ => None,
            });
            let kind = named.unwrap_or(TermKind::Fact(FactId::Listed));
            met.push(Term { kind, cells: cells_of(listed) });
        }
        let letters = self.assessment.need.article_35_3.iter().zip(['a', 'b', 'c']);
        let letters = letters.filter(|(holds, _)| holds.is_yes());
        met.extend(letters.map(|(_, letter)| Term { kind: TermKind::Article(letter), cells: Vec::new() }));
        met
    }

    fn criteria(&self) -> Vec<Term> {
        let met = FactId::CRITERIA.into_iter().filter(|id| self.assessment.facts.truth(*id).is_yes());
        met.map(|id| of_fact(id, self.fact(id))).collect()
    }

    /// The sensitive kinds among the categories, and those that a question of their own affirms.
    fn kinds(&self) -> Said {
        let mut kinds = Vec::new();
        for field in [Field::DataCategories, Field::Sensitive, Field::Art10, Field::ProtectedIdentity] {
            for (entry, item) in self.activity.items(field) {
                let category = match item.term {
                    Some(Word::Data(category)) => category,
                    Some(Word::Protection(_)) => DataCategory::ProtectedIdentity,
                    _ => continue,
                };
                if self.rules.is_sensitive(category) {
                    kinds.push(self.of_kind(category, entry));
                }
            }
        }
        let asked = [
            (Field::Art10, DataCategory::Criminal),
            (Field::ProtectedIdentity, DataCategory::ProtectedIdentity),
        ];
        for (field, category) in asked {
            let yes = |entry: &&Entry<Field>| matches!(&entry.value, Value::YesNo(answer) if answer.yes);
            kinds.extend(
                self.activity.entries_of(field).filter(yes).map(|entry| self.of_kind(category, entry)),
            );
        }
        let answered = self.activity.answer(Field::DataCategories).given().is_some()
            || self.activity.answer(Field::Sensitive).given().is_some();
        Said { known: answered, ..Said::known(kinds) }
    }

    fn of_kind(&self, category: DataCategory, entry: &Entry<Field>) -> Term {
        Term { kind: TermKind::Data(category), cells: vec![self.activity.cell(entry)] }
    }

    fn processors(&self) -> Said {
        let Some(entry) = self.activity.answer(Field::Processors).given() else { return Said::default() };
        let none = matches!(&entry.value, Value::NotApplicable)
            || matches!(&entry.value, Value::YesNo(answer) if !answer.yes)
            || NONE.contains(&plain(&entry.written).as_str());
        if none { Said::known(Vec::new()) } else { Said::if_any(self.parts(Field::Processors)) }
    }

    fn transfers(&self) -> Said {
        if let Some(entry) = third_country_transfer(self.activity, self.as_of)
            && matches!(entry.value, Value::YesNo(_) | Value::Items(_))
        {
            return Said::known(vec![self.written(entry, entry.written.trim())]);
        }
        let answered = self.activity.answer(Field::ThirdCountry).given();
        let says = answered.is_some_and(|entry| {
            matches!(entry.value, Value::YesNo(_) | Value::Items(_) | Value::NotApplicable)
        });
        Said { known: says, terms: Vec::new() }
    }

    fn scale(&self) -> Said {
        let fact = self.fact(FactId::K5);
        match fact.value {
            Tri::Unknown => Said::default(),
            Tri::No => Said::known(Vec::new()),
            Tri::Yes => Said::known(vec![Term { kind: TermKind::Yes, cells: cells_of(fact) }]),
        }
    }
}

/// How a register says that there is no processor.
const NONE: [&str; 6] = ["inga", "inget", "ingen", "nej", "none", "no"];

/// Whether the register points to a fact that nobody has answered, or somebody has said that it is not known.
fn points(fact: &Fact) -> bool {
    matches!(fact.basis, Basis::Hinted | Basis::Contradicted)
        || fact.support.iter().any(|support| {
            matches!(
                support.reason,
                Reason::SaidUnknown { .. }
                    | Reason::NotUnderstood { .. }
                    | Reason::Screened { answer: Tri::Unknown, .. }
            )
        })
}

fn of_fact(id: FactId, fact: &Fact) -> Term {
    Term { kind: TermKind::Fact(id), cells: cells_of(fact) }
}

fn cells_of(fact: &Fact) -> Vec<CellRef> {
    fact.support.iter().flat_map(|support| support.cells.clone()).collect()
}

/// The number that stands before "kap".
fn chapter_in(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let before = lower.split_once("kap").map(|(before, _)| before.trim_end())?;
    let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + c_len(before, at));
    before.get(start..)?.parse().ok()
}

fn c_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// The number of an act: `2025:400`.
fn number_in(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit() && c != ':').find(|part| {
        part.split_once(':').is_some_and(|(year, number)| {
            year.len() == 4 && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{chapter_in, number_in};

    #[test]
    fn an_act_is_known_by_number_and_chapter() {
        assert_eq!(chapter_in("11 kap. 1 § socialtjänstlagen (2025:400)"), Some(11));
        assert_eq!(chapter_in("Ärvdabalken, 20 kap. 8 a §"), Some(20));
        assert_eq!(chapter_in("Socialtjänstlagen"), None);
        assert_eq!(chapter_in("å kap. 3"), None);
        assert_eq!(number_in("lagen (1990:52) med särskilda"), Some("1990:52"));
        assert_eq!(number_in("kl. 12:30"), None);
    }
}
