//! The threshold record of one activity, in the order of IMY's template for judging the need (T0 to T10).

use super::questions::field_text;
use crate::gaps::Assessment;
use crate::law::{FactId, RuleEffect};
use crate::model::{Field, ProcessingActivity, Tri};
use crate::report::common::document::{Block, Document, Table};
use crate::report::common::docx;
use crate::report::common::quote::{name, quoted};
use crate::report::common::texts::ThresholdWords;
use crate::report::common::wording::{Wording, capitalised, joined, joined_by};
use crate::report::gaps::{GapView, Row, dpia_handle};
use crate::screening::{Fact, NeedVerdict, RecordedDecision};
use crate::source::CellRef;
use crate::workbook::WriteError;
use std::io::Write;

/// Writes the threshold record of one activity as a document (docx) to be put in the file: what the register says,
/// each criterion with its reason and its cells, the exceptions, and room for what only people can write. It is
/// material for a judgement and says so. The same view gives the same bytes.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn threshold_record(
    out: impl Write,
    view: &GapView<'_>,
    assessment: &Assessment,
) -> Result<(), WriteError> {
    let wording = view.wording();
    let threshold = Threshold {
        view,
        wording: &wording,
        texts: &wording.texts.screen.record,
        assessment,
        activity: view.activity(assessment),
        row: Row::new(view, &wording, assessment),
    };
    docx::write(out, &threshold.document())
}

struct Threshold<'v, 'a> {
    view: &'v GapView<'a>,
    wording: &'v Wording<'a>,
    texts: &'static ThresholdWords,
    assessment: &'v Assessment,
    activity: &'v ProcessingActivity,
    row: Row<'v, 'v>,
}

impl Threshold<'_, '_> {
    fn document(&self) -> Document {
        let (texts, as_of) = (self.texts, self.view.assessed.as_of());
        let packs = self.view.assessed.packs().packs().iter();
        let packs = joined(packs.map(|pack| format!("{} {}", pack.id, pack.version)));
        let mut blocks =
            vec![Block::Title(texts.title.clone()), Block::Note(texts.lead.fill(&[("date", &as_of)]))];
        for (heading, part) in [
            (&texts.t0, self.overview()),
            (&texts.t1, self.speaks_for()),
            (&texts.t2, self.article()),
            (&texts.t3, self.criteria()),
            (&texts.t4, self.tally()),
            (&texts.t5, self.exception()),
            (&texts.t6, self.voluntary()),
            (&texts.t7, self.similar()),
            (&texts.t8, self.general()),
            (&texts.t9, self.dpo()),
            (&texts.t10, self.conclusion()),
            (&texts.signatures, self.signatures()),
            (&texts.packs, self.packs()),
        ] {
            blocks.push(Block::Heading(heading.clone()));
            blocks.extend(part);
        }
        let key = quoted(&self.activity.key).to_string();
        Document {
            title: format!("{} {key}", texts.title),
            author: "ropa".to_string(),
            made: as_of,
            lang: if self.view.lang == crate::text::Lang::Sv { "sv-SE" } else { "en-GB" },
            header: texts.header.fill(&[("key", &format!("{key} {}", name(self.activity.label())))]),
            footer: texts.footer.fill(&[("date", &as_of), ("packs", &packs)]),
            page: texts.page.clone(),
            blocks,
        }
    }

    /// T0.
    fn overview(&self) -> Vec<Block> {
        let texts = self.texts;
        let field = |field| field_text(self.activity, field);
        let whole = |field: Field| {
            let written = self.activity.entries_of(field).map(|entry| entry.written.trim());
            let written = joined_by("\n", written.filter(|text| !text.is_empty()));
            (!written.is_empty()).then_some(written)
        };
        let processes = self.activity.processes();
        let rows = [
            (&texts.key, Some(quoted(&self.activity.key).to_string())),
            (&texts.name, Some(self.activity.label().to_string())),
            (&texts.unit, self.activity.unit()),
            (&texts.controller, field(Field::Controller)),
            (&texts.process, (!processes.is_empty()).then(|| joined(&processes))),
            (&texts.purpose, whole(Field::Purpose)),
            (&texts.legal_basis, whole(Field::LegalBasis)),
            (&texts.subjects, whole(Field::DataSubjects)),
            (&texts.categories, whole(Field::DataCategories)),
            (&texts.systems, whole(Field::Systems)),
            (&texts.recipients, whole(Field::Recipients)),
            (&texts.registered, field(Field::Registered)),
            (&texts.started, field(Field::Started)),
            (&texts.source, Some(self.wording.place(&self.activity.origin))),
        ];
        let rows =
            rows.map(|(label, text)| vec![label.clone(), text.unwrap_or_else(|| texts.nothing.clone())]);
        vec![labelled(&[290, 710], rows.to_vec())]
    }

    /// T1: every rule that certainly holds, and what only gives reason to ask.
    fn speaks_for(&self) -> Vec<Block> {
        let texts = self.texts;
        let mut blocks: Vec<Block> = Vec::new();
        for outcome in self.assessment.need.rules.iter().filter(|outcome| outcome.holds.is_yes()) {
            let Some(rule) = self.wording.rule(&outcome.rule).filter(|rule| rule.effect.is_none()) else {
                continue;
            };
            let rule_name = format!("{} ({})", self.wording.local(&rule.name), rule.id);
            blocks.push(Block::Text(texts.rules.fill(&[
                ("rule", &rule_name),
                ("explanation", &self.wording.local(&rule.explanation)),
                ("sources", &self.wording.citations(&rule.citations)),
            ])));
        }
        if let Some(listed) =
            self.assessment.facts.get(FactId::Listed).filter(|fact| !fact.support.is_empty())
        {
            blocks.push(Block::Text(texts.listed.fill(&[
                ("answer", &self.answer(listed.value)),
                ("because", &self.wording.because(listed)),
            ])));
        }
        if blocks.is_empty() {
            blocks.push(Block::Text(texts.no_rules.clone()));
        }
        let hints = self.row.hinted();
        if !hints.is_empty() {
            blocks.push(Block::Note(texts.hints.fill(&[("hints", &hints)])));
        }
        blocks
    }

    /// T2.
    fn article(&self) -> Vec<Block> {
        let texts = self.texts;
        let parts = [&texts.article_a, &texts.article_b, &texts.article_c];
        let rows = parts.iter().zip(self.assessment.need.article_35_3);
        let rows = rows.map(|(part, holds)| vec![(*part).clone(), self.answer(holds).to_string()]);
        vec![labelled(&[740, 260], rows.collect())]
    }

    /// T3.
    fn criteria(&self) -> Vec<Block> {
        let texts = self.texts;
        let header = [&texts.criterion, &texts.answer, &texts.motivation, &texts.cells];
        let row = |id: FactId| {
            let fact = self.assessment.facts.get(id).unwrap_or_else(|| Fact::nothing_known());
            let reasons = fact.support.iter().map(|support| self.wording.reason(support));
            let mut reasons = joined_by("; ", reasons);
            if reasons.is_empty() {
                reasons = self.wording.because(fact).to_string();
            }
            let mut cells: Vec<&CellRef> = fact.support.iter().flat_map(|support| &support.cells).collect();
            cells.dedup();
            let name = format!("{} {}", id.id(), self.wording.full_name(id));
            vec![
                name,
                self.answer(fact.value).to_string(),
                capitalised(&reasons),
                joined_by("\n", cells.into_iter().map(|cell| self.wording.cell(cell))),
            ]
        };
        let rows = FactId::CRITERIA.map(row).to_vec();
        let mut blocks = vec![Block::Table(Table {
            shares: vec![230, 150, 400, 220],
            header: Some(header.map(String::clone).to_vec()),
            rows,
            row_height: None,
        })];
        let conflicts = &self.assessment.facts.conflicts;
        if !conflicts.is_empty() {
            let said = joined_by("; ", conflicts.iter().map(|conflict| self.wording.conflict(conflict)));
            blocks.push(Block::Note(texts.conflicts.fill(&[("conflicts", &said)])));
        }
        let reasoned = &self.assessment.facts.reasoned;
        if !reasoned.is_empty() {
            let said = joined_by("; ", reasoned.iter().map(|no| self.wording.reasoned_no(no)));
            blocks.push(Block::Note(texts.reasoned.fill(&[("conflicts", &said)])));
        }
        blocks
    }

    /// T4.
    fn tally(&self) -> Vec<Block> {
        let (texts, need) = (self.texts, &self.assessment.need);
        let answer = match Tri::at_least(2, need.low, need.high) {
            Tri::Yes => &texts.tally_yes,
            Tri::No => &texts.tally_no,
            Tri::Unknown => &texts.tally_unknown,
        };
        let counts = texts.tally.fill(&[
            ("low", &need.low),
            ("unknown", &need.high.saturating_sub(need.low)),
            ("no", &FactId::CRITERIA.len().saturating_sub(need.high)),
        ]);
        vec![Block::Strong(answer.clone()), Block::Text(counts)]
    }

    /// T5.
    fn exception(&self) -> Vec<Block> {
        let texts = self.texts;
        let need = &self.assessment.need;
        let exceptions = need.rules.iter().filter(|outcome| outcome.holds.is_yes());
        let exceptions = exceptions.filter_map(|outcome| {
            let rule = self.wording.rule(&outcome.rule).filter(|rule| rule.effect.is_some())?;
            Some(format!("{} ({})", self.wording.local(&rule.name), rule.id))
        });
        let exceptions = joined(exceptions);
        let mut blocks = vec![match exceptions.is_empty() {
            true => Block::Text(texts.exception_no.clone()),
            false => Block::Text(texts.exception_yes.fill(&[("rules", &exceptions)])),
        }];
        if !need.overridden.is_empty() {
            blocks.push(Block::Text(texts.overridden.fill(&[("rules", &joined(&need.overridden))])));
        }
        if let Some(decision) = self.assessment.decision() {
            let kind = self.wording.lang.words().decision_kind.of(decision.kind.into());
            let reason = decision.reason.as_deref().map(|reason| format!(". {}", quoted(reason)));
            let told =
                format!("{kind}; {}{}", self.wording.decision_state(decision), reason.unwrap_or_default());
            blocks.push(Block::Text(texts.exception_decision.fill(&[("decision", &told)])));
        } else if need.verdict == NeedVerdict::Presumed {
            blocks.push(Block::Note(texts.exception_hint.clone()));
            blocks.push(Block::Room(3));
        }
        blocks
    }

    /// T6.
    fn voluntary(&self) -> Vec<Block> {
        let texts = self.texts;
        if self.assessment.need.low >= 2 {
            return vec![Block::Text(texts.voluntary_not.clone())];
        }
        let own = self.assessment.facts.get(FactId::OwnNeed).filter(|fact| fact.value.is_yes());
        let own = own.map(|fact| self.wording.because(fact).to_string());
        let links = joined_by("; ", own.into_iter().chain(self.links()));
        vec![Block::Text(match links.is_empty() {
            true => texts.voluntary_no.clone(),
            false => texts.voluntary_yes.fill(&[("links", &links)]),
        })]
    }

    fn links(&self) -> Vec<String> {
        let dpias = &self.view.assessed.register().dpias;
        let links = self.assessment.resolution.links.iter().map(|link| {
            let dpia = &dpias[link.link.dpia];
            let handle = dpia_handle(dpia);
            let label = name(dpia.label()).to_string();
            let both = if handle == label { handle } else { format!("{handle} {label}") };
            self.texts.similar_links.fill(&[("dpia", &both), ("state", &self.wording.state(link.state))])
        });
        links.collect()
    }

    /// T7.
    fn similar(&self) -> Vec<Block> {
        let links = self.links();
        if links.is_empty() {
            return vec![Block::Text(self.texts.similar_none.clone()), Block::Room(1)];
        }
        links.into_iter().map(Block::Text).collect()
    }

    /// T8: the parts that Art. 35(10) demands, each with its answer.
    fn general(&self) -> Vec<Block> {
        let exempting = self.wording.rules().filter(|(_, rule)| rule.effect == Some(RuleEffect::Exempt));
        let mut parts: Vec<FactId> = exempting.flat_map(|(_, rule)| rule.when.facts()).collect();
        parts.sort_unstable();
        parts.dedup();
        let rows: Vec<Vec<String>> = parts
            .into_iter()
            .map(|part| {
                let fact = self.assessment.facts.get(part).unwrap_or_else(|| Fact::nothing_known());
                vec![
                    capitalised(self.wording.short(part)),
                    self.answer(fact.value).to_string(),
                    capitalised(&self.wording.because(fact).to_string()),
                ]
            })
            .collect();
        vec![Block::Table(Table { shares: vec![330, 180, 490], header: None, rows, row_height: None })]
    }

    /// T9: what a recorded decision holds of it, else room to write.
    fn dpo(&self) -> Vec<Block> {
        let recorded = self.recorded().into_iter().find_map(|decision| {
            let view = decision.dpo_view.as_deref()?;
            let date = decision.dpo_on.map(|day| day.to_string()).unwrap_or_default();
            Some(self.texts.dpo_recorded.fill(&[("view", &view), ("date", &date)]))
        });
        match recorded {
            Some(view) => vec![Block::Text(view)],
            None => vec![Block::Text(self.texts.dpo_blank.clone()), Block::Room(4)],
        }
    }

    /// The decisions that were recorded beside the register on this activity.
    fn recorded(&self) -> Vec<&RecordedDecision> {
        let here = |recorded: &&RecordedDecision| {
            self.assessment.decisions.iter().any(|decision| decision.cells.contains(&recorded.cell))
        };
        self.view.assessed.decisions().iter().filter(here).collect()
    }

    /// T10.
    fn conclusion(&self) -> Vec<Block> {
        let (texts, need) = (self.texts, &self.assessment.need);
        let decides = |id: FactId| need.questions.contains(&id);
        let contradicted = self.assessment.facts.contradicted().any(decides);
        let answer = match need.verdict {
            NeedVerdict::Required | NeedVerdict::Presumed => texts.conclusion_yes.clone(),
            _ if contradicted && !matches!(need.verdict, NeedVerdict::Exempt) => {
                texts.conclusion_contradicted.clone()
            }
            NeedVerdict::CannotBeExcluded => texts.conclusion_unsure.clone(),
            NeedVerdict::NotIndicated if !self.assessment.facts.reasoned.is_empty() => {
                let facts = self.assessment.facts.reasoned.iter().map(|no| no.fact);
                texts.conclusion_reasoned.fill(&[("facts", &self.wording.labels(facts))])
            }
            NeedVerdict::Recommended | NeedVerdict::NotIndicated | NeedVerdict::Exempt => {
                texts.conclusion_no.clone()
            }
        };
        let code: &'static str = need.verdict.into();
        let state = self.wording.explained(code);
        let explanation = state.map_or("", |state| self.wording.local(&state.explanation));
        let verdict = capitalised(self.wording.verdict(need.verdict));
        let mut blocks = vec![
            Block::Strong(answer),
            Block::Text(texts.verdict.fill(&[("verdict", &verdict), ("explanation", &explanation)])),
        ];
        if !need.questions.is_empty() {
            let questions = self.wording.labels(need.questions.iter().copied());
            blocks.push(Block::Text(texts.questions.fill(&[("questions", &questions)])));
        }
        let todo = match &self.assessment.gap {
            Some(_) => self.row.todo().to_string(),
            None => state.map_or(String::new(), |state| self.wording.local(&state.remedy).to_string()),
        };
        if !todo.is_empty() {
            blocks.push(Block::Text(texts.todo.fill(&[("todo", &todo)])));
        }
        blocks
    }

    fn signatures(&self) -> Vec<Block> {
        let texts = self.texts;
        let header =
            [&String::new(), &texts.sign_name, &texts.sign_role, &texts.sign_date].map(String::clone);
        let rows = [&texts.sign_by, &texts.sign_dpo, &texts.sign_decision]
            .map(|who| vec![who.clone(), String::new(), String::new(), String::new()]);
        vec![Block::Table(Table {
            shares: vec![230, 370, 220, 180],
            header: Some(header.to_vec()),
            rows: rows.to_vec(),
            row_height: Some(30),
        })]
    }

    /// The packs that it was judged by, and what a reader must know of their gaps.
    fn packs(&self) -> Vec<Block> {
        let packs = self.view.assessed.packs().packs();
        let named = packs.iter().map(|pack| {
            let title = self.wording.local(&pack.title);
            Block::Text(self.texts.pack.fill(&[
                ("title", &title),
                ("id", &pack.id),
                ("version", &pack.version),
            ]))
        });
        let caveats = packs.iter().flat_map(|pack| &pack.caveats);
        let caveats = caveats.map(|caveat| Block::Note(self.wording.local(caveat).to_string()));
        named.chain(caveats).collect()
    }

    fn answer(&self, value: Tri) -> &'static str {
        match value {
            Tri::Yes => &self.texts.yes,
            Tri::No => &self.texts.no,
            Tri::Unknown => &self.texts.unsure,
        }
    }
}

fn labelled(shares: &[u32], rows: Vec<Vec<String>>) -> Block {
    Block::Table(Table { shares: shares.to_vec(), header: None, rows, row_height: None })
}
