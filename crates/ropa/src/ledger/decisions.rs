//! The file of decisions, `beslut.csv`: one decision per row.

use crate::art30::{near_rules, rule};
use crate::law::FactId;
use crate::ledger::columns::{Column, LedgerError, ProblemKind, Rows, read_rows};
use crate::model::Tri;
use crate::screening::{DecisionKind, RecordedDecision};
use crate::source::Text;
#[cfg(feature = "write")]
use crate::workbook::Sheet;
use crate::workbook::Workbook;
#[cfg(feature = "write")]
use crate::workbook::WriteError;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Activity,
    Name,
    Unit,
    Kind,
    Rule,
    Dpia,
    Law,
    Scope,
    Reason,
    Criteria,
    Departs,
    DpoView,
    DpoOn,
    DecidedBy,
    DecidedOn,
    ReviewBy,
    Verdict,
    Packs,
    Fingerprint,
    Note,
}

/// The columns in the order they are written.
const COLUMNS: &[Column<Key>] = &[
    (Key::Activity, "Nyckel", "Key"),
    (Key::Name, "Behandling", "Processing"),
    (Key::Unit, "Enhet", "Unit"),
    (Key::Kind, "Beslut", "Decision"),
    (Key::Rule, "Regel", "Rule"),
    (Key::Dpia, "Konsekvensbedömning", "DPIA"),
    (Key::Law, "Lag", "Law"),
    (Key::Scope, "Omfattning", "Scope"),
    (Key::Reason, "Skäl", "Reason"),
    (Key::Criteria, "Skäl per kriterium", "Reasons by criterion"),
    (Key::Departs, "Avviker från förteckningen", "Departs from the list"),
    (Key::DpoView, "Dataskyddsombudets synpunkter", "DPO's view"),
    (Key::DpoOn, "Synpunkter den", "View given on"),
    (Key::DecidedBy, "Beslutat av", "Decided by"),
    (Key::DecidedOn, "Beslutat den", "Decided on"),
    (Key::ReviewBy, "Omprövas senast", "Review by"),
    (Key::Verdict, "Bedömning då", "Verdict then"),
    (Key::Packs, "Regelpaket", "Rule packs"),
    (Key::Fingerprint, "Fingeravtryck", "Fingerprint"),
    (Key::Note, "Anteckning", "Note"),
];

/// The kinds as a person writes them; the first of each is what is written.
const KINDS: [(DecisionKind, &[&str]); 4] = [
    (
        DecisionKind::NotNeeded,
        &["behövs inte", "dpia behövs inte", "konsekvensbedömning behövs inte", "not needed"],
    ),
    (DecisionKind::Exempt, &["undantagen enligt 35.10", "undantagen", "exempt"]),
    (DecisionKind::CoveredBy, &["täcks av", "täcks", "covered by"]),
    (DecisionKind::Waiver, &["godtas", "godtagen", "undantag från regel", "waiver"]),
];

/// Reads recorded decisions from a table in any sheet of a file.
///
/// Headers are Swedish or English, in any order; a header that is not known is an error, so that nothing a
/// person wrote is passed over.
///
/// ```
/// use ropa::ledger::read_decisions;
/// use ropa::screening::DecisionKind;
/// use ropa::workbook::{Limits, read_workbook};
/// # #[cfg(feature = "read")] {
/// let text = "Nyckel;Beslut;Skäl per kriterium\nPPB-1;Behövs inte;\"K4: bara namn; K7: vuxna anställda\"\n";
/// let book = read_workbook("beslut.csv", text.as_bytes(), &Limits::default()).unwrap();
/// let decisions = read_decisions(&book).unwrap();
/// assert_eq!((decisions[0].kind, decisions[0].criteria.len()), (DecisionKind::NotNeeded, 2));
/// # }
/// ```
///
/// # Errors
/// [`LedgerError::NoTable`] where no row has the column of decisions, [`LedgerError::Cells`] with every
/// cell that cannot be used.
pub fn read_decisions(book: &Workbook) -> Result<Vec<RecordedDecision>, LedgerError> {
    read_rows(book, COLUMNS, Key::Kind, decision)
}

fn decision(rows: &mut Rows<'_, Key>, row: u32) -> Option<RecordedDecision> {
    let kind = rows.choice(row, Key::Kind, &KINDS)?;
    let (key, name) = rows.activity(row, Key::Activity, Key::Name);
    let of_rule = rows.text(row, Key::Rule);
    if let Some(code) = of_rule.as_deref().filter(|code| rule(code).is_none()) {
        let near = near_rules(code);
        rows.wrong(row, Key::Rule, ProblemKind::UnknownRule { near });
    }
    let criteria = criteria(rows, row);
    let departs_from_list = departs(rows, row);
    Some(RecordedDecision {
        kind,
        key,
        name,
        unit: rows.text(row, Key::Unit),
        rule: of_rule,
        dpia: rows.text(row, Key::Dpia),
        law: rows.text(row, Key::Law),
        scope: rows.text(row, Key::Scope),
        reason: rows.text(row, Key::Reason),
        criteria,
        departs_from_list,
        dpo_view: rows.text(row, Key::DpoView),
        dpo_on: rows.date(row, Key::DpoOn),
        decided_by: rows.text(row, Key::DecidedBy),
        decided_on: rows.date(row, Key::DecidedOn),
        review_by: rows.date(row, Key::ReviewBy),
        verdict: rows.text(row, Key::Verdict),
        packs: rows.text(row, Key::Packs),
        fingerprint: rows.fingerprint(row, Key::Fingerprint),
        note: rows.text(row, Key::Note),
        cell: rows.first(row),
    })
}

/// `K4: …; K7: …`, each on its own line or after the one before.
fn criteria(rows: &mut Rows<'_, Key>, row: u32) -> BTreeMap<FactId, Text> {
    let Some(text) = rows.text(row, Key::Criteria) else { return BTreeMap::new() };
    let mut starts: Vec<(usize, FactId)> = FactId::CRITERIA
        .into_iter()
        .flat_map(|id| {
            text.match_indices(&format!("{}:", id.id())).map(|(at, _)| (at, id)).collect::<Vec<_>>()
        })
        .collect();
    starts.sort_unstable();
    let first = starts.first().map_or(text.len(), |(at, _)| *at);
    if !text[..first].trim().is_empty() {
        rows.wrong(row, Key::Criteria, ProblemKind::NoCriterion);
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|((at, id), end)| {
            let reason = text[*at..end].split_once(':').map_or("", |(_, reason)| reason);
            let reason: Text = reason.trim().trim_end_matches(';').trim().into();
            (*id, reason)
        })
        .collect()
}

/// Whether it departs from the authority's list; an empty cell says that it does not.
fn departs(rows: &mut Rows<'_, Key>, row: u32) -> bool {
    const YES_NO: [(Tri, &[&str]); 2] = [(Tri::Yes, &["ja"]), (Tri::No, &["nej"])];
    rows.text(row, Key::Departs).is_some() && rows.answer(row, Key::Departs, &YES_NO) == Some(Tri::Yes)
}

/// Writes decisions as delimited text that Swedish Excel opens and [`read_decisions`] reads back:
/// semicolons, UTF-8 with a byte order mark, CRLF, sorted by key, kind and rule so that two versions can be
/// compared line by line.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
#[cfg(feature = "write")]
pub fn write_decisions(out: impl std::io::Write, decisions: &[RecordedDecision]) -> Result<(), WriteError> {
    crate::ledger::columns::write_rows(out, COLUMNS, &sorted(decisions), |decision, key| {
        written(decision, key)
    })
}

/// Decisions as the sheet that [`write_decisions`] writes as text.
#[cfg(feature = "write")]
pub fn decisions_sheet(decisions: &[RecordedDecision]) -> Sheet {
    crate::ledger::columns::sheet_of(COLUMNS, &sorted(decisions), |decision, key| written(decision, key))
}

/// Decisions in the order of their file.
#[cfg(feature = "write")]
fn sorted(decisions: &[RecordedDecision]) -> Vec<&RecordedDecision> {
    let mut sorted: Vec<&RecordedDecision> = decisions.iter().collect();
    sorted.sort_by_key(|one| (one.key.clone(), one.name.clone(), one.kind, one.rule.clone()));
    sorted
}

#[cfg(feature = "write")]
fn written(decision: &RecordedDecision, key: Key) -> String {
    let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_string();
    let date = |date: &Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    match key {
        Key::Activity => text(&decision.key),
        Key::Name => text(&decision.name),
        Key::Unit => text(&decision.unit),
        Key::Kind => crate::ledger::columns::word_for(&KINDS, decision.kind),
        Key::Rule => text(&decision.rule),
        Key::Dpia => text(&decision.dpia),
        Key::Law => text(&decision.law),
        Key::Scope => text(&decision.scope),
        Key::Reason => text(&decision.reason),
        Key::Criteria => {
            let reasons = decision.criteria.iter().map(|(id, reason)| format!("{}: {reason}", id.id()));
            reasons.collect::<Vec<_>>().join("; ")
        }
        Key::Departs => if decision.departs_from_list { "Ja" } else { "" }.to_string(),
        Key::DpoView => text(&decision.dpo_view),
        Key::DpoOn => date(&decision.dpo_on),
        Key::DecidedBy => text(&decision.decided_by),
        Key::DecidedOn => date(&decision.decided_on),
        Key::ReviewBy => date(&decision.review_by),
        Key::Verdict => text(&decision.verdict),
        Key::Packs => text(&decision.packs),
        Key::Fingerprint => decision.fingerprint.as_ref().map(ToString::to_string).unwrap_or_default(),
        Key::Note => text(&decision.note),
    }
}
