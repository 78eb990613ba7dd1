//! An assessed register, made by hand.

use chrono::NaiveDate;
use ropa::casefile::CaseFile;
use ropa::dpia::*;
use ropa::gaps::*;
use ropa::import::*;
use ropa::law::{FactId, RulePacks, Strength, WorkSign};
use ropa::linking::*;
use ropa::model::*;
use ropa::report::gaps::GapView;
use ropa::screening::*;
use ropa::source::*;
use ropa::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const FILE: &str = "registerförteckning 2026.xlsx";
const SHEET: &str = "Registreringar";

pub(crate) fn cell(sheet: &str, row: u32, col: u32) -> CellRef {
    CellRef { file: FILE.into(), sheet: sheet.into(), place: Place::new(row, col) }
}

fn entry<F>(field: F, written: &str, row: u32, col: u32) -> Entry<F> {
    let value = match written.parse() {
        Ok(date) => Value::Date(DateValue { date, precision: Precision::Day, until: None, open: false }),
        Err(_) => Value::Text,
    };
    Entry { field, origin: OriginIndex::OWN, written: written.into(), place: Place::new(row, col), value }
}

fn record<F: Copy + Ord>(sheet: &str, row: u32, fields: &[(F, &str)]) -> Record<F> {
    Record {
        origin: Origin { file: FILE.into(), sheet: sheet.into(), row: row + 1, parts: Arc::default() },
        others: Vec::new(),
        asked: Arc::new(BTreeSet::from_iter(fields.iter().map(|(field, _)| *field))),
        entries: (0..)
            .zip(fields)
            .filter(|(_, (_, text))| !text.is_empty())
            .map(|(col, (field, text))| entry(*field, text, row, col))
            .collect(),
        extras: Vec::new(),
    }
}

fn activity(row: u32, id: &str, name: &str, unit: &str, registered: &str) -> ProcessingActivity {
    let fields = [
        (Field::Id, id),
        (Field::Name, name),
        (Field::Unit, unit),
        (Field::Process, "3.3.1 Utreda; 3.3.2"),
        (Field::Registered, registered),
    ];
    let key = if id.is_empty() { name } else { id };
    ProcessingActivity { key: key.into(), record: record(SHEET, row, &fields) }
}

fn dpia(row: u32, id: &str, number: &str, title: &str, status: &str) -> Dpia {
    let fields = [
        (DpiaField::Id, id),
        (DpiaField::CaseNumber, number),
        (DpiaField::Title, title),
        (DpiaField::Status, status),
    ];
    Dpia { key: id.into(), record: record("Konsekvensbedömningar", row, &fields) }
}

/// Facts from nine letters: j declared yes, n declared no, b yes by category, h hinted, ? said not
/// to be known, - blank, . not asked.
fn facts(row: u32, letters: &str) -> Facts {
    let mut facts = Facts::default();
    for ((col, id), letter) in (10..).zip(FactId::CRITERIA).zip(letters.chars()) {
        let at = |reason| Support { reason, cells: vec![cell(SHEET, row, col)] };
        let nowhere = |reason| Support { reason, cells: Vec::new() };
        let (value, basis, support) = match letter {
            'j' => (Tri::Yes, Basis::Declared, at(Reason::Answered { written: "Ja".into() })),
            'n' => (Tri::No, Basis::Declared, at(Reason::Answered { written: "Nej".into() })),
            'b' if id == FactId::K7 => (
                Tri::Yes,
                Basis::Derived,
                at(Reason::Category { code: "children", written: "Barn och unga".into() }),
            ),
            'b' => {
                (Tri::Yes, Basis::Derived, at(Reason::Category { code: "health", written: "Hälsa".into() }))
            }
            'h' => {
                let words = vec!["kamera".into(), "larm".into()];
                (Tri::Unknown, Basis::Hinted, at(Reason::Words { words }))
            }
            '?' => (Tri::Unknown, Basis::Declared, at(Reason::SaidUnknown { written: "Vet ej".into() })),
            '-' => (Tri::Unknown, Basis::Absent, nowhere(Reason::Blank)),
            _ => (Tri::Unknown, Basis::Absent, nowhere(Reason::NotAsked)),
        };
        facts.all.insert(id, Fact { value, basis, support: vec![support] });
    }
    facts
}

fn outcome(rule: &str, pack: &str, strength: Strength, holds: Tri) -> RuleOutcome {
    RuleOutcome { rule: rule.into(), pack: pack.into(), strength, holds }
}

fn need(verdict: NeedVerdict, facts: &Facts, rules: Vec<RuleOutcome>) -> Need {
    let count =
        |wanted: fn(Tri) -> bool| FactId::CRITERIA.iter().filter(|id| wanted(facts.all[id].value)).count();
    let open = FactId::CRITERIA.into_iter().filter(|id| facts.all[id].value.is_unknown());
    let asks = verdict == NeedVerdict::CannotBeExcluded;
    let listed = if rules.iter().any(|rule| rule.rule == "D-35-3-B") { Tri::Yes } else { Tri::No };
    Need {
        verdict,
        low: count(Tri::is_yes),
        high: count(|value| !value.is_no()),
        article_35_3: [Tri::No, listed, Tri::Unknown],
        rules,
        overridden: Vec::new(),
        questions: if asks { open.collect() } else { Vec::new() },
        enough_yes: asks.then_some(1),
    }
}

fn mandatory() -> Vec<RuleOutcome> {
    vec![
        outcome("D-35-3-B", "eu-gdpr", Strength::Mandatory, Tri::Yes),
        outcome("D-WP248-2", "se-imy", Strength::Presumed, Tri::Yes),
    ]
}

fn presumed() -> Vec<RuleOutcome> {
    vec![outcome("D-WP248-2", "se-imy", Strength::Presumed, Tri::Yes)]
}

fn open() -> Vec<RuleOutcome> {
    vec![outcome("D-WP248-2", "se-imy", Strength::Presumed, Tri::Unknown)]
}

fn nothing_linked() -> Resolution {
    Resolution {
        status: LinkStatus::None,
        links: Vec::new(),
        unresolved: Vec::new(),
        claimed: None,
        said: Vec::new(),
    }
}

fn linked(
    activity: usize,
    dpia: usize,
    state: DpiaState,
    remarks: Vec<DpiaRemark>,
    since: Option<&str>,
) -> Resolution {
    let link = DpiaLink {
        activity,
        dpia,
        via: vec![Via::Id, Via::Reverse],
        cells: vec![cell(SHEET, activity as u32 + 4, 9)],
        reservations: Vec::new(),
    };
    let remarks = remarks.into_iter().map(|kind| {
        let (severity, makes, about, cells) = (Severity::Warning, None, vec![], vec![]);
        Remark { kind, about, severity, makes, cells }
    });
    let (remarks, status) = (remarks.collect(), state.link_status());
    let links = vec![LinkState { link, state, status, remarks, scope: None, since: since.map(day) }];
    Resolution { status: state.link_status(), links, unresolved: Vec::new(), claimed: None, said: Vec::new() }
}

fn reference(row: u32, written: &str, candidates: Vec<usize>) -> Resolution {
    let status = if candidates.is_empty() { LinkStatus::Unresolved } else { LinkStatus::Ambiguous };
    let unresolved = vec![UnresolvedReference {
        written: written.into(),
        cell: cell(SHEET, row, 9),
        candidates,
        denied: false,
    }];
    Resolution { status, links: Vec::new(), unresolved, claimed: None, said: Vec::new() }
}

fn gap(kind: GapKind, severity: Severity, since: &str) -> Option<Gap> {
    Some(Gap { kind, severity, since: Some(day(since)), began_earlier: false })
}

/// An assessed register with how it was read.
pub(crate) struct Made {
    pub(crate) import: Import,
    pub(crate) assessments: Vec<Assessment>,
    pub(crate) orphans: Vec<usize>,
    pub(crate) not_asked: Vec<FactId>,
}

pub(crate) fn made() -> Made {
    use NeedVerdict::*;
    let rows: [(&str, &str, &str, &str); 12] = [
        ("PPB-001", "Elevhälsans journaler", "Elevhälsan", "2025-03-01"),
        ("PPB-002", "Orosanmälan barn", "Barn och familj", "2025-04-15"),
        ("PPB-003", "Passersystem med biometri", "Fastighet", "2024-11-02"),
        ("PPB-004", "Stöd till vuxna med missbruk", "Vuxenstöd", "2025-05-20"),
        ("PPB-005", "Trygghetslarm i hemtjänst", "Äldreomsorg", "2025-06-01"),
        ("PPB-006", "Frånvaro och närvaro i förskola", "Förskola", "2025-06-30"),
        ("PPB-007", "Kameror vid återvinningsstation", "Återvinning", "2025-08-08"),
        (
            "PPB-008",
            "Felanmälan på gator och parker, med ett namn som är så långt att det inte ryms på en rad i listan",
            "Gata",
            "2025-09-01",
        ),
        ("PPB-009", "Utlämnande av allmän handling", "Kansli", "2023-01-01"),
        ("PPB-010", "Lönehantering åt bolaget", "Kansli", "2025-02-02"),
        ("PPB-011", "Nyhetsbrev", "Kansli", "2025-10-10"),
        ("", "=HYPERLINK(\"http://example.se\")", "Ökade insatser", ""),
    ];
    let activities: Vec<_> = (4..)
        .zip(rows)
        .map(|(row, (id, name, unit, registered))| activity(row, id, name, unit, registered))
        .collect();
    let dpias = vec![
        dpia(1, "KB-1", "SN 2024/12", "Elevhälsans journalsystem", "Godkänd"),
        dpia(2, "KB-2", "SN 2023/7", "Orosanmälningar", "Under arbete"),
        dpia(3, "KB-3", "SN 2022/3", "Trygghetslarm", "Godkänd"),
        dpia(4, "KB-4", "", "Gamla larm", "Arkiverad"),
        dpia(5, "KB-9", "SN 2025/99", "Kameror i entré", "Godkänd"),
    ];

    let letters = [
        "nnnjjnbnn",
        "nnnbn.bnn",
        "nnnjnnjjn",
        "nnnb?nbnn",
        "nnhbnnjnn",
        "n..---bnn",
        "n.hn-.nnn",
        "...------",
        "nnnnnnnnn",
        "nnnbnnbnn",
        "nnnnnnnnn",
        "---------",
    ];
    let facts: Vec<_> = (4..).zip(letters).map(|(row, letters)| facts(row, letters)).collect();
    let assessed = |index: usize, verdict, rules, resolution, gap| Assessment {
        activity: index,
        facts: facts[index].clone(),
        need: need(verdict, &facts[index], rules),
        resolution,
        decisions: Vec::new(),
        standing: None,
        gap,
        rank: None,
    };
    use GapKind::*;
    use Severity::*;
    let mut assessments = vec![
        assessed(0, Required, mandatory(), nothing_linked(), gap(NoDpia, Error, "2025-03-01")),
        assessed(
            1,
            Presumed,
            presumed(),
            linked(1, 1, DpiaState::Unfinished, vec![], None),
            gap(DpiaUnfinished, Error, "2025-04-15"),
        ),
        assessed(
            2,
            Presumed,
            presumed(),
            reference(6, "KB 12 (diariet)", vec![]),
            gap(UnresolvedReference, Error, "2024-11-02"),
        ),
        assessed(3, Presumed, presumed(), nothing_linked(), gap(DecisionIncomplete, Error, "2025-05-20")),
        assessed(
            4,
            Presumed,
            presumed(),
            linked(
                4,
                2,
                DpiaState::ReviewDue,
                vec![DpiaRemark::DpoAdviceMissing, DpiaRemark::MadeAfterStart],
                Some("2025-12-31"),
            ),
            gap(DpiaReviewDue, Error, "2025-12-31"),
        ),
        assessed(5, CannotBeExcluded, open(), nothing_linked(), gap(Undetermined, Warning, "2025-06-30")),
        assessed(
            6,
            CannotBeExcluded,
            open(),
            reference(10, "Kameror", vec![3, 4]),
            gap(Undetermined, Warning, "2025-08-08"),
        ),
        assessed(7, CannotBeExcluded, open(), nothing_linked(), gap(Undetermined, Warning, "2025-09-01")),
        assessed(11, CannotBeExcluded, open(), nothing_linked(), gap(Undetermined, Warning, "2025-09-01")),
        assessed(8, Recommended, vec![], nothing_linked(), gap(NoDpia, Note, "2023-01-01")),
        assessed(9, Presumed, presumed(), nothing_linked(), gap(NoDpia, Note, "2025-02-02")),
        assessed(10, NotIndicated, vec![], linked(10, 0, DpiaState::Approved, vec![], None), None),
    ];
    assessments[3].decisions.push(Decision {
        kind: DecisionKind::NotNeeded,
        state: DecisionState::Incomplete,
        not_allowed: None,
        unexplained: vec![],
        changed: vec![],
        reason: Some("Vi har bra säkerhet".into()),
        cells: vec![cell(SHEET, 7, 8)],
        missing: vec![
            DecisionPart::DpoView,
            DecisionPart::DecidedBy,
            DecisionPart::DecidedOn,
            DecisionPart::ReviewBy,
        ],
        review_by: None,
    });
    assessments[10].standing = Some(Standing::Processor);
    assessments[7].gap.as_mut().unwrap().since = None;
    assessments[8].gap.as_mut().unwrap().since = None;
    assessments[8].need.questions.push(FactId::Listed);
    assessments[9].facts.conflicts.push(ropa::screening::Conflict {
        fact: FactId::K4,
        declared: Support {
            reason: Reason::Answered { written: "Nej".into() },
            cells: vec![cell(SHEET, 12, 13)],
        },
        derived: Support {
            reason: Reason::Category { code: "health", written: "Hälsouppgifter".into() },
            cells: vec![cell(SHEET, 12, 7)],
        },
    });
    assessments[0].facts.all.insert(
        FactId::SpecialOrCriminal,
        Fact {
            value: Tri::Yes,
            basis: Basis::Derived,
            support: vec![Support {
                reason: Reason::GivesReasonToAsk { written: "Kontonummer".into() },
                cells: vec![cell(SHEET, 4, 13)],
            }],
        },
    );
    let columns = ["id", "name", "unit", "process", "registered"].into_iter().zip([
        "Behandlings-ID",
        "Benämning",
        "Enhet",
        "Process",
        "Registrerad",
    ]);
    let mut columns: Vec<_> = (0..)
        .zip(columns)
        .map(|(col, (field, header))| ColumnMatch {
            header: header.into(),
            place: Place::new(3, col),
            field: field.parse().ok().map(|field: Field| field.into()),
            how: if col == 1 { MatchHow::Fuzzy } else { MatchHow::Alias },
            possible: None,
            grounds: None,
        })
        .collect();
    columns.push(ColumnMatch {
        header: "Egen kolumn".into(),
        place: Place::new(3, 5),
        field: None,
        how: MatchHow::None,
        possible: None,
        grounds: None,
    });
    let table = |sheet: &str, kind, header_row, records, columns| TableInfo {
        file: FILE.into(),
        sheet: sheet.into(),
        kind,
        layout: Layout::Rows,
        header_row,
        records,
        columns,
        metadata: match kind {
            TableKind::Activities => vec![Metadata {
                label: "Personuppgiftsansvarig".into(),
                text: "Barn- och utbildningsnämnden".into(),
                place: Place::new(1, 1),
            }],
            _ => Vec::new(),
        },
        open: BTreeMap::new(),
        account: Account::default(),
    };
    let import = Import {
        register: Register { activities, dpias },
        merged: Default::default(),
        tables: vec![
            table(SHEET, TableKind::Activities, Some(4), 12, columns),
            table("Konsekvensbedömningar", TableKind::Dpias, Some(1), 5, Vec::new()),
            table("Läs mig", TableKind::Other, None, 0, Vec::new()),
        ],
        not_understood: [(5, "Kanske"), (6, "Kanske"), (7, "☑")]
            .map(|(row, text)| NotUnderstood {
                cell: cell(SHEET, row, 12),
                text: text.into(),
                field: Field::K3.into(),
            })
            .to_vec(),
        notices: vec![
            Notice::FuzzyHeader {
                header: "Benämning".into(),
                cell: cell(SHEET, 3, 1),
                field: Field::Name.into(),
            },
            Notice::DuplicateId { id: "PPB-004".into(), cells: vec![cell(SHEET, 7, 0), cell(SHEET, 30, 0)] },
            Notice::Stray { cell: cell(SHEET, 40, 0), text: "Summa".into() },
            Notice::NoTable { file: FILE.into(), sheet: "Läs mig".into() },
            Notice::NoTable { file: "tom.xlsx".into(), sheet: "".into() },
            Notice::OtherTable { cell: cell(SHEET, 50, 0), header: "System".into() },
            Notice::HiddenSheet { file: FILE.into(), sheet: "Konsekvensbedömningar".into() },
            Notice::DuplicateName {
                name: "Nyhetsbrev".into(),
                cells: vec![cell(SHEET, 14, 1), cell(SHEET, 15, 1)],
            },
        ],
        account: Account { cells: 1_234, mapped: 1_000, kept: 100, structural: 120, reported: 14 },
        ..Import::default()
    };
    ranked(&mut assessments);
    Made { import, assessments, orphans: vec![4], not_asked: vec![FactId::K2, FactId::K6] }
}

/// Ranks for those with a gap, in the order in which they stand.
fn ranked(assessments: &mut [Assessment]) {
    for (position, assessment) in (1..).zip(assessments.iter_mut()) {
        let Some(gap) = &assessment.gap else { continue };
        let row = assessment.activity as u32 + 4;
        let (step, sign) = match (gap.severity, assessment.need.verdict) {
            (Severity::Error, NeedVerdict::Required) => ("W-2", WorkSign::Required),
            (Severity::Error, _) => ("W-4", WorkSign::ProtectedIdentities),
            (Severity::Warning, _) => ("W-8", WorkSign::MetCriteria),
            (Severity::Note, _) => ("W-9", WorkSign::Recommended),
        };
        let written = if sign == WorkSign::Required { "D-35-3-B" } else { "Sekretessmarkering" };
        let reason = RankReason {
            sign,
            facts: vec![FactId::K7],
            written: Some(written.into()),
            after: None,
            changes: Vec::new(),
            dpia: None,
            cells: vec![cell(SHEET, row, 8)],
        };
        let ties = RankTies {
            pointed: true,
            certain: assessment.need.low,
            danger: 0,
            hinted: 0,
            persons: (position < 3).then_some(240),
            persons_else: 240,
            in_family: 1,
            start: None,
            since: gap.since,
        };
        let family = match position % 3 {
            0 => WorkFamily::Process("3.3".into()),
            1 => WorkFamily::System("Linnea".into()),
            _ => WorkFamily::Unnamed,
        };
        let step = Some(step.to_string());
        assessment.rank = Some(Rank { position, step, reasons: vec![reason], ties, family });
    }
}

pub(crate) static PACKS: LazyLock<RulePacks> = LazyLock::new(RulePacks::builtin);

impl Made {
    /// The whole register, as a list would show it.
    pub(crate) fn show<T>(&self, lang: Lang, shown: impl FnOnce(&GapView<'_>) -> T) -> T {
        self.show_some(
            lang,
            &Selection { shown: (0..self.assessments.len()).collect(), ..Selection::default() },
            &[],
            shown,
        )
    }

    pub(crate) fn show_some<T>(
        &self,
        lang: Lang,
        selection: &Selection,
        filters: &[String],
        shown: impl FnOnce(&GapView<'_>) -> T,
    ) -> T {
        let case = CaseFile::builder(day("2026-11-23")).of_import(self.import.clone()).unwrap();
        let mut assessed = case.assess().unwrap();
        assessed.assessments = self.assessments.clone();
        assessed.orphan_dpias = self.orphans.clone();
        assessed.not_asked = self.not_asked.clone();
        assessed.dpias_not_asked = Vec::new();
        let mut view = GapView::new(&assessed, selection, lang);
        view.filters = filters;
        shown(&view)
    }
}

/// A register with nothing in it.
pub(crate) fn empty() -> Made {
    Made { import: Import::default(), assessments: Vec::new(), orphans: Vec::new(), not_asked: Vec::new() }
}

/// A count of what a list holds, by key.
pub(crate) fn counted<K: Ord>(keys: impl IntoIterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}
