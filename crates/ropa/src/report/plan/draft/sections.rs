//! The sections of the draft, in their order.

use super::Draft;
use crate::law::FactId;
use crate::model::Field;
use crate::plan::{Aspect, TermKind};
use crate::report::common::document::Block;
use crate::report::common::wording::{joined, joined_by};
use crate::screening::Fact;

impl Draft<'_, '_> {
    pub(super) fn whole(&mut self) {
        let texts = self.texts();
        let title = texts.title.fill(&[("title", &self.words.title(self.work))]);
        self.blocks.push(Block::Title(title));
        self.blocks.push(Block::Note(texts.how.fill(&[("open", &texts.open)])));
        self.blocks.push(Block::Note(texts.order.clone()));
        self.head();
        self.scope();
        self.need();
        self.people();
        self.description();
        self.necessity();
        self.risks();
        self.measures();
        self.end();
    }

    /// What the document is, as a list of DPIAs would ask: a reader of documents finds its status here.
    fn head(&mut self) {
        let (texts, words) = (self.texts(), self.words);
        let head = &texts.head;
        let open = || texts.open.clone();
        // By what a reader of documents finds them again: the id, else the name.
        let covers = self.covered().into_iter().map(|activity| {
            let record = words.activity(activity);
            record.text(Field::Id).unwrap_or(record.label()).to_string()
        });
        let covers = joined_by("; ", covers);
        let owner = words.owner(self.work).map(|owner| texts.prefilled.fill(&[("what", &owner)]));
        let rows = [
            (&head.name, words.title(self.work)),
            (&head.case_number, open()),
            (&head.status, head.status_draft.clone()),
            (&head.version, "0.1".to_string()),
            (&head.controller, self.first(Field::Controller).unwrap_or_else(open)),
            (&head.covers, covers),
            (&head.systems, self.systems().unwrap_or_else(open)),
            (&head.owner, owner.unwrap_or_else(open)),
            (&head.due, texts.prefilled.fill(&[("what", &self.work.due)])),
        ];
        let rows = rows.into_iter().map(|(label, text)| vec![label.clone(), text]).collect();
        self.table(&[300, 700], None, rows);
    }

    /// The systems, each once.
    fn systems(&self) -> Option<String> {
        let conditions = self.work.conditions.iter().flat_map(|condition| &condition.terms);
        let systems = conditions
            .filter(|term| matches!(term.aspect, Aspect::MainSystem | Aspect::OtherSystems))
            .map(|term| self.words.term(&term.kind));
        let mut each: Vec<String> = Vec::new();
        systems.for_each(|system| {
            if !each.contains(&system) {
                each.push(system)
            }
        });
        (!each.is_empty()).then(|| joined(each))
    }

    fn scope(&mut self) {
        let (texts, words) = (self.texts(), self.words);
        self.heading(&texts.section.scope);
        let columns = &texts.column;
        let header = [&columns.id, &columns.processing, &columns.unit, &columns.process, &columns.place];
        let rows = self.covered().into_iter().map(|activity| {
            let record = words.activity(activity);
            vec![
                words.handle(activity),
                record.label().to_string(),
                record.unit().unwrap_or_default(),
                joined(record.processes()),
                words.wording.place(&record.origin),
            ]
        });
        let rows = rows.collect();
        self.table(&[120, 300, 240, 140, 200], Some(header.map(String::clone).to_vec()), rows);
        self.text(words.reason(self.work));
        if self.work.needs_annex() {
            self.open("scope_differs");
        }
        if self.work.left_out.count() > 0 {
            self.open("scope_left_out");
            self.text(words.left_out_parts(self.work));
        }
    }

    /// The criteria as the register answers them: what is met, what is not, and what is open.
    fn need(&mut self) {
        let (texts, words) = (self.texts(), self.words);
        self.heading(&texts.section.need);
        let rows = FactId::CRITERIA.into_iter().map(|criterion| {
            let of = self.covered().into_iter().map(|activity| {
                let facts = words.assessment(activity).map(|assessment| &assessment.facts);
                let fact = facts.and_then(|facts| facts.get(criterion)).unwrap_or(Fact::nothing_known());
                let value = words.wording.tri(fact.value);
                let what = format!("{value} ({})", words.wording.because(fact));
                texts.of.fill(&[("member", &words.handle(activity)), ("what", &what)])
            });
            vec![words.wording.labelled(criterion), joined_by("\n", of)]
        });
        let rows = rows.collect();
        let header = vec![texts.column.criterion.clone(), texts.column.answer.clone()];
        self.table(&[260, 740], Some(header), rows);
        self.open("need_open");
        self.open("need_law");
    }

    fn people(&mut self) {
        let texts = self.texts();
        self.heading(&texts.section.process);
        let responsible = self.of_all(Field::Responsible);
        let role = &texts.role;
        let rows = [
            (&role.owner, responsible),
            (&role.it, texts.open.clone()),
            (&role.security, texts.open.clone()),
            (&role.dpo, self.first(Field::Dpo).unwrap_or_else(|| texts.open.clone())),
            (&role.processor, self.of_all(Field::Processors)),
            (&role.data_subjects, texts.open.clone()),
        ];
        let rows = rows.into_iter().map(|(role, name)| vec![role.clone(), name]).collect();
        let header = vec![texts.column.role.clone(), texts.column.name.clone()];
        self.table(&[300, 700], Some(header), rows);
    }

    fn description(&mut self) {
        let texts = self.texts();
        self.heading(&texts.section.description);
        self.fields(&[
            Field::Purpose,
            Field::Description,
            Field::DataSubjects,
            Field::DataSubjectCount,
            Field::DataCategories,
            Field::Sensitive,
            Field::Art10,
            Field::NationalId,
            Field::ProtectedIdentity,
            Field::Source,
            Field::Recipients,
            Field::InternalAccess,
            Field::Systems,
            Field::Retention,
            Field::Archiving,
            Field::Started,
        ]);
        ["flow", "assets", "scale", "new", "codes"].into_iter().for_each(|key| self.open(key));
    }

    fn necessity(&mut self) {
        let texts = self.texts();
        self.heading(&texts.section.necessity);
        self.fields(&[
            Field::LegalBasis,
            Field::LegalReference,
            Field::Art9Basis,
            Field::Art9Reference,
            Field::Information,
            Field::Processors,
            Field::ProcessorAgreement,
            Field::ThirdCountry,
            Field::TransferSafeguard,
        ]);
        let questions = [
            "purpose",
            "legal",
            "need_each",
            "less",
            "accuracy",
            "storage",
            "rights",
            "processors",
            "transfers",
        ];
        questions.into_iter().for_each(|key| self.open(key));
    }

    /// Questions on risks, those of the criteria that are met among them; no risk is stated.
    fn risks(&mut self) {
        let (texts, words) = (self.texts(), self.words);
        self.heading(&texts.section.risks);
        ["risk_access", "risk_change", "risk_loss", "risk_use", "risk_group"]
            .into_iter()
            .for_each(|key| self.open(key));
        let terms: Vec<&TermKind> = self
            .work
            .conditions
            .iter()
            .flat_map(|condition| &condition.terms)
            .map(|term| &term.kind)
            .collect();
        let protected = TermKind::Data(crate::model::DataCategory::ProtectedIdentity);
        if terms.contains(&&protected) {
            self.open("risk_protected");
        }
        let met = FactId::CRITERIA.into_iter().filter(|id| {
            let condition = self.work.conditions.iter().flat_map(|condition| &condition.terms);
            condition
                .into_iter()
                .any(|term| term.aspect == Aspect::Criteria && term.kind == TermKind::Fact(*id))
        });
        for criterion in met {
            let named = words.wording.labelled(criterion);
            let question = texts.risk_criterion.fill(&[("criterion", &named)]);
            self.open_text(&question);
        }
        let columns = &texts.column;
        let header = [&columns.risk, &columns.harm, &columns.likelihood, &columns.severity];
        self.fillable(&[380, 300, 160, 160], header.map(String::clone).to_vec(), 6);
    }

    fn measures(&mut self) {
        let texts = self.texts();
        self.heading(&texts.section.measures);
        self.fields(&[Field::Security, Field::Classification, Field::RiskLevel]);
        self.open("measures_enough");
        let columns = &texts.column;
        let header = [&columns.measure, &columns.against, &columns.state, &columns.who];
        self.fillable(&[340, 260, 200, 200], header.map(String::clone).to_vec(), 6);
    }

    /// What comes last is people's alone.
    fn end(&mut self) {
        let (texts, words) = (self.texts(), self.words);
        let sections: [(&str, &[&'static str]); 5] = [
            (&texts.section.consultation, &["residual", "consult"]),
            (&texts.section.views, &["views"]),
            (&texts.section.dpo, &["dpo"]),
            (&texts.section.decision, &["decision", "anchor"]),
            (&texts.section.follow_up, &[]),
        ];
        for (title, questions) in sections {
            self.heading(title);
            questions.iter().for_each(|key| self.open(key));
        }
        self.fields(&[Field::NextReview, Field::Updated]);
        self.open("review");
        let commands = self.work.members.iter().map(|member| {
            let key = words.activity(member.activity).key.to_string();
            texts.link_command.fill(&[("activity", &key)])
        });
        let commands = joined_by("; ", commands);
        self.blocks.push(Block::Note(texts.link.fill(&[("commands", &commands)])));
    }
}
