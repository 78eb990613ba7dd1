//! The findings for a program: schema `ropa/check/1`.

use super::shares::{Share, by_field, by_process_group, by_unit, whole};
use super::view::CheckView;
use crate::art30::{ColumnMissing, Completeness};
use crate::model::{Field, Severity};
use crate::report::common::envelope::Head;
use crate::report::common::json::{CitationOut, RecordPlace};
use crate::screening::DecisionState;
use crate::workbook::WriteError;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/check-1.json");

/// Writes the findings as one JSON document, by record.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &CheckView<'_>) -> Result<(), WriteError> {
    let head = Head::new("ropa/check/1", view.checked.options.as_of, view.lang, Some(view.import));
    head.write(out, Summary::of(view), Body::of(view))
}

#[derive(Serialize)]
struct Body<'a> {
    authority: bool,
    filters: &'a [String],
    findings: Vec<FindingOut<'a>>,
    records: Vec<RecordOut<'a>>,
    missing_columns: &'a [ColumnMissing],
    waivers: Vec<WaiverOut<'a>>,
    /// How many findings of rules that are not wanted were left out.
    ignored: &'a BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct WaiverOut<'a> {
    rule: Option<&'a str>,
    name: &'a str,
    /// Absent where the register does not have the activity.
    activity: Option<Handle<'a>>,
    state: Option<DecisionState>,
    cell: String,
    candidates: Vec<&'a str>,
}

#[derive(Serialize)]
struct Summary<'a> {
    records: usize,
    severities: BTreeMap<&'static str, usize>,
    rules: BTreeMap<&'a str, usize>,
    completeness: Share,
    by_field: Vec<Of<Field>>,
    by_unit: Vec<Of<Option<String>>>,
    by_process_group: Vec<Of<Option<String>>>,
}

#[derive(Serialize)]
struct Of<K> {
    of: K,
    #[serde(flatten)]
    share: Share,
}

#[derive(Serialize)]
struct Handle<'a> {
    id: Option<&'a str>,
    key: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    rule: &'a str,
    severity: Severity,
    activity: Handle<'a>,
    source: RecordPlace<'a>,
    /// Sheet and address, also of an empty cell where its column is known.
    cell: Option<String>,
    field: Field,
    value: Option<&'a str>,
    message: String,
    why: &'a str,
    remedy: &'a str,
    citations: Vec<CitationOut<'a>>,
}

#[derive(Serialize)]
struct RecordOut<'a> {
    #[serde(flatten)]
    activity: Handle<'a>,
    #[serde(flatten)]
    completeness: Completeness,
}

fn handle<'a>(view: &CheckView<'a>, index: usize) -> Handle<'a> {
    let activity = view.activity(index);
    Handle { id: activity.text(Field::Id), key: &activity.key, name: activity.label() }
}

fn shares<K>(shares: Vec<(K, Share)>) -> Vec<Of<K>> {
    shares.into_iter().map(|(of, share)| Of { of, share }).collect()
}

impl<'a> Summary<'a> {
    fn of(view: &CheckView<'a>) -> Summary<'a> {
        let mut rules = BTreeMap::new();
        for finding in view.findings() {
            *rules.entry(finding.rule.id.as_str()).or_default() += 1;
        }
        Summary {
            records: view.shown.len(),
            severities: view.severities().into_iter().map(|(of, count)| (of.into(), count)).collect(),
            rules,
            completeness: whole(view),
            by_field: shares(by_field(view)),
            by_unit: shares(by_unit(view)),
            by_process_group: shares(by_process_group(view)),
        }
    }
}

impl<'a> Body<'a> {
    fn of(view: &CheckView<'a>) -> Body<'a> {
        let wording = view.wording();
        let records = view.checked.completeness.iter().filter(|(index, _)| view.shown.contains(index));
        Body {
            authority: view.checked.options.authority,
            filters: view.filters,
            findings: view
                .findings()
                .map(|finding| {
                    let rule = &finding.rule;
                    FindingOut {
                        rule: &rule.id,
                        severity: finding.severity,
                        activity: handle(view, finding.activity),
                        source: RecordPlace::of(&view.activity(finding.activity).origin),
                        cell: view.cell(finding).map(|cell| cell.to_string()),
                        field: finding.field,
                        value: finding.value.as_deref(),
                        message: view.message(finding),
                        why: wording.local(&rule.why),
                        remedy: wording.local(&rule.remedy),
                        citations: rule
                            .citations
                            .iter()
                            .map(|citation| CitationOut::of(citation, wording.cited(citation)))
                            .collect(),
                    }
                })
                .collect(),
            records: records
                .map(|(index, done)| RecordOut { activity: handle(view, *index), completeness: *done })
                .collect(),
            ignored: &view.checked.ignored,
            waivers: view
                .checked
                .waivers
                .iter()
                .map(|waiver| WaiverOut {
                    rule: waiver.rule.as_deref(),
                    name: &waiver.name,
                    activity: waiver.activity.map(|index| handle(view, index)),
                    state: waiver.decision.as_ref().map(|decision| decision.state),
                    cell: waiver.cell.to_string(),
                    candidates: waiver.candidates.iter().map(|index| &*view.activity(*index).key).collect(),
                })
                .collect(),
            missing_columns: &view.checked.missing_columns,
        }
    }
}
