//! Results in the words of one language.

use crate::dpia::{DpiaState, LinkStatus};
use crate::gaps::{GapKind, Standing};
use crate::law::{Citation, Condition, Criterion, FactId, Localized, Pack, Rule, RulePacks, State, Truths};
use crate::ledger::TracedAnswer;
use crate::linking::Via;
use crate::model::Severity;
use crate::model::{Origin, Register, SubjectCategory, Tri};
use crate::report::common::quote::{mention, name, quoted, section};
use crate::report::common::texts::{Documents, Texts};
use crate::screening::{
    Basis, Change, Conflict, Decision, DecisionPart, DecisionState, Fact, Facts, NeedVerdict, Reason,
    RecordedAnswer, RuleOutcome, Support,
};
use crate::source::{CellRef, Text, Within};
use crate::text::{Lang, same};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};
use std::str::FromStr;

/// How many items of a list in a cell are quoted.
const ITEMS_QUOTED: usize = 5;

/// A text with its first letter a capital, as what begins a line has.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The words of one language for the results of one assessment.
pub(crate) struct Wording<'a> {
    pub(crate) lang: Lang,
    pub(crate) texts: &'static Texts,
    rules: BTreeMap<&'a str, (&'a Pack, &'a Rule)>,
    criteria: BTreeMap<FactId, &'a Criterion>,
    states: BTreeMap<&'a str, &'a State>,
    /// The sources of each rule, joined.
    sources: BTreeMap<&'a str, String>,
    many_files: bool,
}

impl<'a> Wording<'a> {
    /// The words for an assessment by these packs; cells are named with their file where there are
    /// many.
    pub(crate) fn new(lang: Lang, packs: &'a RulePacks, as_of: NaiveDate, many_files: bool) -> Wording<'a> {
        let mut wording = Wording::of_import(lang, many_files);
        wording.rules = packs.rules(as_of).map(|(pack, rule)| (rule.id.as_str(), (pack, rule))).collect();
        wording.criteria = packs.criteria().map(|criterion| (criterion.id, criterion)).collect();
        let states = packs.packs().iter().flat_map(|pack| &pack.states);
        wording.states = states.map(|state| (state.id.as_str(), state)).collect();
        let sources = wording.rules.iter().map(|(id, (_, rule))| (*id, wording.citations(&rule.citations)));
        wording.sources = sources.collect();
        wording
    }

    /// The words for an import, of which nothing is assessed.
    pub(crate) fn of_import(lang: Lang, many_files: bool) -> Wording<'a> {
        Wording {
            lang,
            texts: lang.texts(),
            rules: BTreeMap::new(),
            criteria: BTreeMap::new(),
            states: BTreeMap::new(),
            sources: BTreeMap::new(),
            many_files,
        }
    }

    pub(crate) fn rule(&self, id: &str) -> Option<&'a Rule> {
        self.rules.get(id).map(|(_, rule)| *rule)
    }

    pub(crate) fn rules(&self) -> impl Iterator<Item = (&'a Pack, &'a Rule)> {
        self.rules.values().copied()
    }

    pub(crate) fn criterion(&self, id: FactId) -> Option<&'a Criterion> {
        self.criteria.get(&id).copied()
    }

    pub(crate) fn local<'l>(&self, text: &'l Localized) -> &'l str {
        match self.lang {
            Lang::Sv => &text.sv,
            Lang::En => &text.en,
        }
    }

    pub(crate) fn verdict(&self, verdict: NeedVerdict) -> &'static str {
        self.lang.words().verdict.of(verdict.into())
    }

    /// What the packs say of a verdict, a gap or the state of a link.
    pub(crate) fn explained(&self, code: &str) -> Option<&'a State> {
        self.states.get(code).copied()
    }

    pub(crate) fn gap(&self, kind: GapKind) -> &'a str {
        let code: &'static str = kind.into();
        self.explained(code).map_or(code, |state| self.local(&state.name))
    }

    /// What to do about a kind of gap.
    pub(crate) fn remedy(&self, kind: GapKind) -> &'a str {
        self.explained(kind.into()).map_or("", |state| self.local(&state.remedy))
    }

    /// What to call a group of the list.
    pub(crate) fn group(&self, key: Option<&str>) -> String {
        key.map_or_else(|| self.texts.gaps.group.no_key.clone(), |key| name(key).to_string())
    }

    pub(crate) fn severity(&self, severity: Severity) -> &'static str {
        self.lang.words().severity.of(severity.into())
    }

    pub(crate) fn link(&self, status: LinkStatus) -> &'static str {
        self.lang.words().link.of(status.into())
    }

    pub(crate) fn state(&self, state: DpiaState) -> &'static str {
        self.lang.words().state.of(state.into())
    }

    pub(crate) fn standing(&self, standing: Standing) -> &'static str {
        self.lang.words().standing.of(standing.into())
    }

    pub(crate) fn basis(&self, basis: Basis) -> &'static str {
        self.lang.words().basis.of(basis.into())
    }

    pub(crate) fn via(&self, via: &[Via]) -> String {
        joined(via.iter().map(|via| self.lang.words().via.of((*via).into())))
    }

    /// How a recorded decision stands, and what keeps it from counting.
    pub(crate) fn decision_state(&self, decision: &Decision) -> String {
        let words = &self.texts.gaps.row;
        match decision.state {
            DecisionState::Stands => words.decision_stands.fill(&[]),
            DecisionState::Incomplete => {
                let part = |part: &DecisionPart| self.lang.words().decision_part.of((*part).into());
                let parts = joined(decision.missing.iter().map(part));
                let missing = words.decision.fill(&[("parts", &parts)]);
                let unexplained = (!decision.unexplained.is_empty()).then(|| {
                    let criteria = self.labels(decision.unexplained.iter().copied());
                    words.decision_unexplained.fill(&[("criteria", &criteria)])
                });
                joined_by("; ", std::iter::once(missing).chain(unexplained))
            }
            DecisionState::Expired => {
                let date = decision.review_by.map(|day| day.to_string()).unwrap_or_default();
                words.decision_expired.fill(&[("date", &date)])
            }
            DecisionState::Overtaken => {
                let changes = self.changes(&decision.changed);
                words.decision_overtaken.fill(&[("changes", &changes)])
            }
            DecisionState::Disallowed => {
                let why = decision.not_allowed.map_or("", |why| self.lang.words().not_allowed.of(why.into()));
                words.decision_disallowed.fill(&[("why", &why)])
            }
        }
    }

    /// What has changed, joined.
    pub(crate) fn changes(&self, changes: &[Change]) -> String {
        joined(changes.iter().map(|change| self.change(change)))
    }

    /// An answer given beside the register, and whether it counts.
    pub(crate) fn answer_state(
        &self,
        answer: &RecordedAnswer,
        state: &TracedAnswer,
        register: &Register,
    ) -> String {
        let words = &self.texts.screen.answers;
        let said = words.line.fill(&[
            ("fact", &self.labelled(answer.fact)),
            ("answer", &self.tri(answer.answer)),
            ("cell", &self.cell(&answer.cell)),
            ("standing", &self.texts.screen.standing.of(state.standing.into())),
        ]);
        let changed = (!state.changed.is_empty())
            .then(|| words.changed.fill(&[("changes", &self.changes(&state.changed))]));
        let candidates = joined(state.candidates.iter().map(|index| {
            let activity = &register.activities[*index];
            format!("{} ({})", name(activity.label()), name(&activity.key))
        }));
        let candidates =
            (!candidates.is_empty()).then(|| words.candidates.fill(&[("candidates", &candidates)]));
        joined_by("; ", [said].into_iter().chain(changed).chain(candidates))
    }

    pub(crate) fn tri(&self, value: Tri) -> &'static str {
        self.lang.words().tri.of(tri_code(value))
    }

    /// The short name of a fact: `känsliga uppgifter`.
    pub(crate) fn short(&self, fact: FactId) -> &'static str {
        self.lang.words().fact.of(fact.id())
    }

    /// Id and short name of a criterion, the name alone of another fact.
    pub(crate) fn labelled(&self, fact: FactId) -> String {
        if fact.is_criterion() {
            format!("{} {}", fact.id(), self.short(fact))
        } else {
            self.short(fact).to_string()
        }
    }

    /// The name that the packs give a criterion, else the short name.
    pub(crate) fn full_name(&self, fact: FactId) -> &'a str {
        match self.criterion(fact) {
            Some(criterion) => self.local(&criterion.name),
            None => self.short(fact),
        }
    }

    /// The facts labelled and joined.
    pub(crate) fn labels(&self, facts: impl IntoIterator<Item = FactId>) -> String {
        joined(facts.into_iter().map(|fact| self.labelled(fact)))
    }

    /// Why a fact has its value, with the cells.
    pub(crate) fn because<'b>(&'b self, fact: &'b Fact) -> Because<'b> {
        Because { wording: self, fact }
    }

    /// One reason, with its cells.
    pub(crate) fn supported<'b>(&'b self, support: &'b Support) -> Supported<'b> {
        Supported { wording: self, support }
    }

    /// One reason without its cells.
    pub(crate) fn reason(&self, support: &Support) -> String {
        ReasonShown { wording: self, reason: &support.reason }.to_string()
    }

    /// A contradiction in one sentence.
    pub(crate) fn conflict(&self, conflict: &Conflict) -> String {
        let screened = |support: &Support| matches!(support.reason, Reason::Screened { .. });
        let because = &self.texts.because;
        // Two columns for one question: what speaks for a DPIA counts, and of an exemption that is the no.
        let twice = matches!(conflict.derived.reason, Reason::Answered { .. });
        let exempts = matches!(conflict.fact, FactId::IndividualProfessional | FactId::LawRegulates);
        let text = match screened(&conflict.declared) || screened(&conflict.derived) || twice {
            true if exempts && twice => &because.conflict_no,
            true => &because.conflict_yes,
            false => &because.conflict,
        };
        text.fill(&[
            ("fact", &self.labelled(conflict.fact)),
            ("declared", &self.supported(&conflict.declared)),
            ("derived", &self.supported(&conflict.derived)),
        ])
    }

    /// A no that stands by its reason, and what in the content speaks against it.
    pub(crate) fn reasoned_no(&self, no: &Conflict) -> String {
        self.texts.because.reasoned.fill(&[
            ("fact", &self.labelled(no.fact)),
            ("declared", &self.supported(&no.declared)),
            ("derived", &self.supported(&no.derived)),
        ])
    }

    /// What a rule's outcome rests on: the facts it reads that are as certain as the outcome.
    pub(crate) fn facts_behind(&self, outcome: &RuleOutcome, facts: &Facts) -> Vec<FactId> {
        let Some(rule) = self.rule(&outcome.rule) else { return Vec::new() };
        let mut behind = rule.when.facts();
        behind.sort();
        behind.dedup();
        behind.retain(|fact| facts.truth(*fact) == outcome.holds);
        behind
    }

    /// A citation's text in the language.
    pub(crate) fn cited<'c>(&self, citation: &'c Citation) -> &'c str {
        match self.lang {
            Lang::Sv => &citation.text,
            Lang::En => citation.english(),
        }
    }

    /// A citation as shown: what was not read in the source itself is marked.
    pub(crate) fn citation(&self, citation: &Citation) -> String {
        if citation.verified() {
            self.cited(citation).to_string()
        } else {
            format!("{} ({})", self.cited(citation), self.lang.words().evidence.of(citation.evidence.into()))
        }
    }

    /// All citations, joined.
    pub(crate) fn citations(&self, citations: &[Citation]) -> String {
        joined_by("; ", citations.iter().map(|citation| self.citation(citation)))
    }

    /// The sources of a rule.
    pub(crate) fn sources(&self, rule: &str) -> &str {
        self.sources.get(rule).map_or("", String::as_str)
    }

    /// A condition in words.
    pub(crate) fn condition(&self, condition: &Condition) -> String {
        use crate::law::Compound;
        let words = &self.texts.explain.condition;
        let group = |parts: &[Condition], joint: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Condition::Compound(inner)
                        if matches!(**inner, Compound::All(_) | Compound::Any(_)) && parts.len() > 1 =>
                    {
                        format!("({})", self.condition(part))
                    }
                    _ => self.condition(part),
                })
                .collect();
            parts.join(&format!(" {joint} "))
        };
        match condition {
            Condition::Fact(fact) => self.labelled(*fact),
            Condition::Compound(compound) => match &**compound {
                Compound::All(parts) => group(parts, &words.all),
                Compound::Any(parts) => group(parts, &words.any),
                Compound::Not(part) => format!("{} ({})", words.not, self.condition(part)),
                Compound::CriteriaAtLeast(count) => words.at_least.fill(&[("count", count)]),
                Compound::CriteriaExactly(count) => words.exactly.fill(&[("count", count)]),
            },
        }
    }

    /// A cell, with its file where there are many.
    pub(crate) fn cell<'b>(&self, cell: &'b CellRef) -> CellShown<'b> {
        CellShown { cell, with_file: self.many_files, texts: &self.texts.document }
    }

    /// A cell where its file has been named.
    pub(crate) fn within_file<'b>(&self, cell: &'b CellRef) -> CellShown<'b> {
        CellShown { cell, with_file: false, texts: &self.texts.document }
    }

    /// Cells, joined.
    pub(crate) fn cells(&self, cells: &[CellRef]) -> String {
        joined(cells.iter().map(|cell| self.cell(cell)))
    }

    /// Where a record stands.
    pub(crate) fn place(&self, origin: &Origin) -> String {
        if origin.is_document() {
            return quoted(&origin.file).to_string();
        }
        let row = &self.texts.gaps.row;
        let place = if self.many_files { &row.place_file } else { &row.place };
        let (file, sheet) = (quoted(&origin.file), quoted(&origin.sheet));
        if self.many_files {
            place.fill(&[("file", &file), ("sheet", &sheet), ("row", &origin.row)])
        } else {
            place.fill(&[("sheet", &sheet), ("row", &origin.row)])
        }
    }

    fn write_reason(&self, f: &mut dyn Write, reason: &Reason) -> fmt::Result {
        let texts = &self.texts.because;
        match reason {
            Reason::Answered { written } => texts.answered.write(f, &[("written", &quoted(written))]),
            Reason::Screened { answer, by, on, why } => {
                let on = on.map(|day| day.to_string()).unwrap_or_default();
                let said = match answer {
                    Tri::Unknown => &texts.screened_unknown,
                    Tri::Yes | Tri::No => &texts.screened,
                };
                let word = self.tri(*answer);
                said.write(f, &[("answer", &word), ("by", &quoted(by)), ("on", &on)])?;
                match why {
                    Some(why) => texts.screened_why.write(f, &[("why", &quoted(why))]),
                    None => Ok(()),
                }
            }
            Reason::NotUnderstood { written } => {
                texts.not_understood.write(f, &[("written", &quoted(written))])
            }
            Reason::SaidUnknown { written } => texts.said_unknown.write(f, &[("written", &quoted(written))]),
            Reason::Blank => f.write_str(&texts.blank),
            Reason::NotAsked => f.write_str(&texts.not_asked),
            Reason::Category { code, written } => {
                let of_persons = SubjectCategory::from_str(code).is_ok();
                let field = if of_persons { "data_subjects" } else { "data_categories" };
                let field = self.lang.words().field.of(field);
                texts.field.write(f, &[("field", &field), ("written", &quoted(written))])
            }
            Reason::LikelyCategory { code, written } => {
                let kind = self.lang.words().category.of(code);
                texts.likely_category.write(f, &[("written", &quoted(written)), ("kind", &kind)])
            }
            Reason::Field { field, written } => {
                let field = self.lang.words().field.of(field.key());
                texts.field.write(f, &[("field", &field), ("written", &quoted(written))])
            }
            Reason::NoneOfTheCategories { written } => {
                texts.none_of_the_categories.write(f, &[("written", &quoted(written))])
            }
            Reason::CategoriesSayTooLittle { written } => {
                texts.categories_say_too_little.write(f, &[("written", &self.words(written))])
            }
            Reason::CategoriesNotUnderstood { written } => {
                texts.categories_not_understood.write(f, &[("written", &self.words(written))])
            }
            Reason::Threshold { written, threshold } => {
                texts.threshold.write(f, &[("written", &quoted(written)), ("threshold", threshold)])
            }
            Reason::Number { written } => texts.number.write(f, &[("written", &quoted(written))]),
            Reason::Words { words } => {
                texts.words.form(once(words).len()).write(f, &[("words", &self.words(words))])
            }
            Reason::Follows { from } => texts.follows.write(f, &[("fact", &self.labelled(*from))]),
            Reason::Explained { written, why } => {
                texts.explained.write(f, &[("written", &quoted(written)), ("why", &quoted(why))])
            }
            Reason::GivesReasonToAsk { written } => {
                texts.gives_reason_to_ask.write(f, &[("written", &quoted(written))])
            }
            Reason::StrongSecrecy { written, section } => {
                texts.strong_secrecy.write(f, &[("written", &quoted(written)), ("section", section)])
            }
            Reason::ResemblesExample { id, words } => {
                texts.resembles.write(f, &[("id", id), ("words", &self.words(words))])
            }
            Reason::HeavyKind { written } => texts.heavy_kind.write(f, &[("written", &quoted(written))]),
            Reason::Example { id: Some(id), written } => {
                texts.example.write(f, &[("id", id), ("written", &quoted(written))])
            }
            Reason::Example { id: None, written } => {
                texts.example_unnamed.write(f, &[("written", &quoted(written))])
            }
        }
    }

    /// Texts as written, each in quotation marks and told once.
    fn words(&self, words: &[Text]) -> String {
        let words = once(words);
        let mut shown: Vec<String> = words
            .iter()
            .take(ITEMS_QUOTED)
            .map(|word| self.texts.because.word.fill(&[("word", &quoted(word))]))
            .collect();
        if words.len() > ITEMS_QUOTED {
            shown.push(format!("… (+{})", words.len() - ITEMS_QUOTED));
        }
        shown.join(", ")
    }

    /// The word in the register that shows a criterion, where it says more than yes.
    pub(crate) fn telling_word(&self, fact: &Fact) -> Option<String> {
        fact.support.iter().find_map(|support| match &support.reason {
            Reason::Category { written, .. }
            | Reason::LikelyCategory { written, .. }
            | Reason::HeavyKind { written } => Some(mention(written).to_string()),
            _ => None,
        })
    }

    /// What in the register speaks for a fact, in quotation marks.
    pub(crate) fn spoken_for(&self, fact: &Fact) -> Option<String> {
        fact.support.iter().find_map(|support| match &support.reason {
            Reason::Words { words } | Reason::ResemblesExample { words, .. } => Some(self.words(words)),
            Reason::Category { written, .. }
            | Reason::LikelyCategory { written, .. }
            | Reason::Field { written, .. }
            | Reason::GivesReasonToAsk { written }
            | Reason::StrongSecrecy { written, .. }
            | Reason::Number { written } => Some(self.words(std::slice::from_ref(written))),
            Reason::CategoriesNotUnderstood { written } | Reason::CategoriesSayTooLittle { written } => {
                Some(self.words(written))
            }
            _ => None,
        })
    }

    /// The words that hint at a fact, in quotation marks.
    pub(crate) fn hinted_words(&self, fact: &Fact) -> Option<String> {
        (fact.basis == Basis::Hinted).then(|| self.spoken_for(fact)).flatten()
    }
}

/// Words, each once: one that differs only in its capitals is the same.
fn once(words: &[Text]) -> Vec<&Text> {
    let mut once: Vec<&Text> = Vec::new();
    for word in words {
        if !once.iter().any(|other| same(other, word)) {
            once.push(word);
        }
    }
    once
}

/// The code of a three-valued answer.
pub(crate) fn tri_code(value: Tri) -> &'static str {
    match value {
        Tri::Yes => "yes",
        Tri::No => "no",
        Tri::Unknown => "unknown",
    }
}

/// Joined by commas.
pub(crate) fn joined<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    joined_by(", ", parts)
}

/// Joined by something else.
pub(crate) fn joined_by<T: Display>(joint: &str, parts: impl IntoIterator<Item = T>) -> String {
    let mut text = String::new();
    for (number, part) in parts.into_iter().enumerate() {
        if number > 0 {
            text.push_str(joint);
        }
        write!(text, "{part}").expect("writing to a string does not fail");
    }
    text
}

/// A cell as shown.
pub(crate) struct CellShown<'b> {
    cell: &'b CellRef,
    with_file: bool,
    texts: &'static Documents,
}

impl Display for CellShown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CellRef { file, sheet, place } = self.cell;
        let in_document = place.within != Within::Sheet;
        if self.with_file {
            let joint = if in_document { "," } else { ":" };
            write!(f, "{}{joint} ", quoted(file))?;
        }
        let texts = self.texts;
        let template = match (place.within, sheet.is_empty()) {
            (Within::Sheet, _) => return write!(f, "{}!{place}", quoted(sheet)),
            (Within::Page(_), _) => &texts.page,
            (Within::Heading(_), _) => &texts.heading,
            (Within::Paragraphs(_), true) => &texts.paragraph,
            (Within::Paragraphs(_), false) => &texts.paragraph_in,
            (Within::TableRows(_), true) => &texts.row,
            (Within::TableRows(_), false) => &texts.row_in,
            (Within::Lines(_), true) => &texts.line,
            (Within::Lines(_), false) => &texts.line_in,
        };
        template.write(f, &[("section", &section(sheet)), ("number", &(u64::from(place.row) + 1))])
    }
}

/// One reason, with its cells; see [`Wording::supported`].
pub(crate) struct Supported<'b> {
    wording: &'b Wording<'b>,
    support: &'b Support,
}

impl Display for Supported<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Supported { wording, support } = self;
        let reason = ReasonShown { wording, reason: &support.reason };
        if support.cells.is_empty() {
            return reason.fmt(f);
        }
        let cells = CellsShown { wording, cells: &support.cells };
        wording.texts.because.at.write(f, &[("because", &reason), ("cells", &cells)])
    }
}

/// One reason, without its cells.
struct ReasonShown<'b> {
    wording: &'b Wording<'b>,
    reason: &'b Reason,
}

impl Display for ReasonShown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.wording.write_reason(f, self.reason)
    }
}

/// Cells, joined.
struct CellsShown<'b> {
    wording: &'b Wording<'b>,
    cells: &'b [CellRef],
}

impl Display for CellsShown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, cell) in self.cells.iter().enumerate() {
            if number > 0 {
                f.write_str(", ")?;
            }
            self.wording.cell(cell).fmt(f)?;
        }
        Ok(())
    }
}

/// All reasons of a fact, with their cells; see [`Wording::because`].
pub(crate) struct Because<'b> {
    wording: &'b Wording<'b>,
    fact: &'b Fact,
}

impl Display for Because<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.fact.support.is_empty() {
            let texts = &self.wording.texts.because;
            // Every example on the list meets at least two criteria.
            return f.write_str(&texts.none);
        }
        for (number, support) in self.fact.support.iter().enumerate() {
            if number > 0 {
                f.write_str("; ")?;
            }
            Display::fmt(&self.wording.supported(support), f)?;
        }
        Ok(())
    }
}
