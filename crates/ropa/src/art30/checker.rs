//! All rules on all records.

use crate::art30::amended::amended;
use crate::art30::case::{Case, CheckOptions, Hit};
use crate::art30::registry::{CheckRule, RuleFamily, RuleRole, rule, rules};
use crate::art30::rules::{DUPLICATE, Logic, OUTSIDE, all, duplicates};
use crate::law::RulePacks;
use crate::linking::ActivityFinder;
use crate::model::{ActivityStatus, Field, ProcessingActivity, Register, Role, Severity};
use crate::screening::{Decision, DecisionKind, RecordedDecision, judge_waiver};
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a rule says about one record.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: Cow<'static, CheckRule>,
    /// How serious it is.
    pub severity: Severity,
    /// Index of the activity in the register.
    pub activity: usize,
    /// The field it stands at.
    pub field: Field,
    /// The cell, where it is not empty. An empty cell is known by its column and the record's row.
    pub cell: Option<CellRef>,
    /// What was written, or what the finding is about.
    pub value: Option<Text>,
}

/// A question that a table has no column for: one note for the table, not one for each record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ColumnMissing {
    /// The file.
    pub file: Text,
    /// The sheet.
    pub sheet: Text,
    /// The field.
    pub field: Field,
    /// The rules that could not be tried.
    pub rules: Vec<&'static str>,
}

/// How far one record has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Completeness {
    /// Questions answered.
    pub answered: usize,
    /// Questions that the table asks, of those in [`QUESTIONS`]. A truthful record can answer them all.
    pub asked: usize,
}

/// The questions that completeness is counted over: Art. 30(1)(a) to (g), the legal basis (Art. 6), special
/// categories (Art. 9), data on offences (Art. 10) and protected identities.
pub const QUESTIONS: [Field; 13] = [
    Field::Controller,
    Field::Dpo,
    Field::Purpose,
    Field::DataSubjects,
    Field::DataCategories,
    Field::Recipients,
    Field::ThirdCountry,
    Field::Retention,
    Field::Security,
    Field::LegalBasis,
    Field::Sensitive,
    Field::Art10,
    Field::ProtectedIdentity,
];

/// The questions of a processor's record, Art. 30(2).
const PROCESSOR_QUESTIONS: [Field; 4] = [Field::Controller, Field::Dpo, Field::ThirdCountry, Field::Security];

/// What the checks found in a register.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// How it was checked.
    pub options: CheckOptions,
    /// The findings, by record and rule.
    pub findings: Vec<Finding>,
    /// Questions that a table does not ask.
    pub missing_columns: Vec<ColumnMissing>,
    /// How far each record has come, by its index; absent for those that have ended.
    pub completeness: BTreeMap<usize, Completeness>,
    /// Findings that a recorded decision accepts; they are not among `findings`.
    pub waived: Vec<Finding>,
    /// What became of each recorded waiver.
    pub waivers: Vec<Waiver>,
    /// How many findings of rules that are not wanted were left out, by the rule's code.
    pub ignored: BTreeMap<&'static str, usize>,
}

/// What a reader of the findings knows or wants otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adjustments {
    /// Codes of rules whose findings are left out; how many is told.
    pub ignore: BTreeSet<String>,
    /// Other severities, by the rule's code.
    pub severity: BTreeMap<String, Severity>,
    /// Questions that are answered for the whole register elsewhere.
    pub known: Vec<Field>,
}

/// What became of one recorded waiver.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Waiver {
    /// The rule it names.
    pub rule: Option<Text>,
    /// The activity, by its index.
    pub activity: Option<usize>,
    /// Indices of activities that it may concern, where it fits none.
    pub candidates: Vec<usize>,
    /// What it calls the activity.
    pub name: Text,
    /// How it stands; absent where there is nothing to judge it against.
    pub decision: Option<Decision>,
    /// The first cell of its row.
    pub cell: CellRef,
}

impl Checked {
    /// Adds the references to processes that a classification structure does not have: the activity, the
    /// cell and the text, as a tying of the register to the structure found them.
    pub fn with_unknown_processes<'u>(
        mut self,
        register: &Register,
        unknown: impl IntoIterator<Item = (usize, &'u CellRef, &'u Text)>,
    ) -> Checked {
        let Some(rule) = rule(OUTSIDE) else { return self };
        for (index, cell, written) in unknown {
            let case = Case { activity: &register.activities[index], options: self.options };
            if case.status() == Some(ActivityStatus::Ended) {
                continue;
            }
            self.findings.push(Finding {
                rule: Cow::Borrowed(rule),
                severity: rule.severity,
                activity: index,
                field: Field::Process,
                cell: Some(cell.clone()),
                value: Some(written.clone()),
            });
        }
        self.findings.sort_by_key(|finding| finding.activity);
        self
    }

    /// The findings by the rules as the packs in use change them on a day.
    pub(crate) fn amended(mut self, packs: &RulePacks, on: NaiveDate) -> Checked {
        for finding in &mut self.findings {
            let rule = rule(&finding.rule.id).map(|rule| amended(rule, packs, on));
            if let Some(rule @ Cow::Owned(_)) = rule {
                (finding.severity, finding.rule) = (rule.severity, rule);
            }
        }
        self
    }

    /// The findings as a reader wants them: other severities, some rules left out and counted, and questions
    /// that the tables need not ask since they are answered elsewhere.
    pub(crate) fn adjusted(mut self, by: &Adjustments) -> Checked {
        let ignored = |finding: &Finding| by.ignore.contains(&finding.rule.id);
        for finding in self.findings.extract_if(.., |finding| ignored(finding)) {
            let Some(rule) = rule(&finding.rule.id) else { continue };
            *self.ignored.entry(rule.id.as_str()).or_default() += 1;
        }
        for finding in &mut self.findings {
            if let Some(severity) = by.severity.get(&finding.rule.id) {
                finding.severity = *severity;
            }
        }
        self.missing_columns.retain(|missing| !by.known.contains(&missing.field));
        self
    }

    /// Sets aside the findings that recorded decisions accept, where the decisions stand.
    ///
    /// What the Regulation itself demands cannot be waived.
    pub fn with_waivers(mut self, register: &Register, decisions: &[RecordedDecision]) -> Checked {
        let finder = ActivityFinder::new(register);
        for recorded in decisions.iter().filter(|decision| decision.kind == DecisionKind::Waiver) {
            let (activity, candidates) = match finder.find_decided(recorded) {
                Ok(index) => (Some(index), Vec::new()),
                Err(candidates) => (None, candidates),
            };
            let of = recorded.rule.as_deref().and_then(rule).zip(activity);
            let decision = of.map(|(rule, index)| {
                let activity = &register.activities[index];
                judge_waiver(recorded, activity, rule.severity, &rule.fields, self.options.as_of)
            });
            if let (Some((rule, index)), true) = (of, decision.as_ref().is_some_and(Decision::stands)) {
                let accepted = |finding: &Finding| finding.activity == index && finding.rule.id == rule.id;
                self.waived.extend(self.findings.extract_if(.., |finding| accepted(finding)));
            }
            let name = recorded.name.clone().or(recorded.key.clone()).unwrap_or_default();
            let (rule, cell) = (recorded.rule.clone(), recorded.cell.clone());
            self.waivers.push(Waiver { rule, activity, candidates, name, decision, cell });
        }
        self
    }

    /// How many findings of each severity.
    pub fn severities(&self) -> BTreeMap<Severity, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.severity).or_default() += 1;
        }
        counts
    }
}

/// Checks a register by all rules.
///
/// A record that has ended is only checked for what should never be in it, since nobody will complete it.
/// A question that the table does not ask gives no findings; it is told once for the table.
///
/// ```
/// use ropa::art30::{CheckOptions, check};
/// use ropa::import::{Importer, Profile};
/// use ropa::workbook::{Limits, read_workbook};
/// # #[cfg(feature = "read")] {
/// let file = "Behandling;Ändamål med behandlingen;Kategorier av registrerade\nOrosanmälan;;Barn\n";
/// let book = read_workbook("register.csv", file.as_bytes(), &Limits::default()).unwrap();
/// let import = Importer::new(Profile::builtin()).import(&[book]);
/// let checked = check(&import.register, CheckOptions::new("2026-11-23".parse().unwrap()));
/// assert_eq!(checked.findings[0].rule.id, "C-10");
/// # }
/// ```
pub fn check(register: &Register, options: CheckOptions) -> Checked {
    let logic: BTreeMap<&str, Logic> = all().collect();
    let mut findings = Vec::new();
    let mut completeness = BTreeMap::new();
    for (index, activity) in register.activities.iter().enumerate() {
        let case = Case { activity, options };
        let processor = case.role() == Role::Processor;
        let ended = case.status() == Some(ActivityStatus::Ended);
        let mut own: Vec<Finding> = Vec::new();
        for rule in rules().iter().filter(|rule| {
            concerns(rule, processor) && (!ended || rule.even_ended) && rule.valid_from <= options.as_of
        }) {
            let Some(logic) = logic.get(rule.id.as_str()) else { continue };
            own.extend(logic(&case).into_iter().map(|hit| finding(rule, index, &case, hit)));
        }
        let spoken: BTreeSet<CellRef> = own
            .iter()
            .filter(|finding| !finding.rule.yields)
            .filter_map(|finding| finding.cell.clone())
            .collect();
        own.retain(|finding| {
            !(finding.rule.yields && finding.cell.as_ref().is_some_and(|cell| spoken.contains(cell)))
        });
        findings.extend(own);
        if !ended {
            completeness.insert(index, complete(&case, processor));
        }
    }
    if let Some(rule) = rule(DUPLICATE) {
        for (index, hit) in duplicates(register) {
            let case = Case { activity: &register.activities[index], options };
            if case.status() != Some(ActivityStatus::Ended) {
                findings.push(finding(rule, index, &case, hit));
            }
        }
    }
    findings.sort_by_key(|finding| finding.activity);
    Checked {
        options,
        findings,
        missing_columns: missing_columns(register),
        completeness,
        waived: Vec::new(),
        waivers: Vec::new(),
        ignored: BTreeMap::new(),
    }
}

fn concerns(rule: &CheckRule, processor: bool) -> bool {
    match rule.role {
        RuleRole::Any => true,
        RuleRole::Controller => !processor,
        RuleRole::Processor => processor,
    }
}

fn finding(rule: &'static CheckRule, activity: usize, case: &Case<'_>, hit: Hit) -> Finding {
    Finding {
        severity: rule.severity,
        rule: Cow::Borrowed(rule),
        activity,
        field: hit.field,
        cell: hit.spot.map(|spot| case.activity.cell(spot)),
        value: hit.value,
    }
}

/// The questions that completeness is counted over for a record: those of a controller, or of a processor.
fn questions(processor: bool) -> &'static [Field] {
    if processor { &PROCESSOR_QUESTIONS } else { &QUESTIONS }
}

/// How many of these questions a record's table asks, and how many it does not.
pub(crate) fn questions_asked(activity: &ProcessingActivity, options: CheckOptions) -> (usize, usize) {
    let case = Case { activity, options };
    let questions = questions(case.role() == Role::Processor);
    let asked = questions.iter().filter(|field| case.asked(**field)).count();
    (asked, questions.len() - asked)
}

fn complete(case: &Case<'_>, processor: bool) -> Completeness {
    let asked = questions(processor).iter().filter(|field| case.asked(**field));
    let mut done = Completeness::default();
    for field in asked {
        done.asked += 1;
        done.answered += usize::from(case.given(*field).is_some());
    }
    done
}

/// The fields that rules other than those of quality cannot be tried without and that a table does not ask for.
fn missing_columns(register: &Register) -> Vec<ColumnMissing> {
    let mut tables: BTreeMap<(&Text, &Text), BTreeSet<Field>> = BTreeMap::new();
    for activity in &register.activities {
        let asked = tables.entry((&activity.origin.file, &activity.origin.sheet)).or_default();
        asked.extend(activity.asked.iter().copied());
    }
    let mut missing = Vec::new();
    for ((file, sheet), asked) in tables {
        let mut fields: BTreeMap<Field, Vec<&'static str>> = BTreeMap::new();
        for rule in rules().iter().filter(|rule| rule.family != RuleFamily::Quality) {
            let needed = rule.fields.first().into_iter().chain(&rule.needs);
            for field in needed.filter(|field| !asked.contains(field)) {
                fields.entry(*field).or_default().push(&rule.id);
            }
        }
        missing.extend(fields.into_iter().map(|(field, rules)| ColumnMissing {
            file: file.clone(),
            sheet: sheet.clone(),
            field,
            rules,
        }));
    }
    missing
}
