//! The rows of each table, of one assessed register. Each is what its own list shows; nothing is counted a second way.

use super::schema::Table;
use super::value::TableValue;
use super::view::TablesView;
use crate::art30::Finding;
use crate::dpia::LinkState;
use crate::gaps::Assessment;
use crate::law::FactId;
use crate::model::{DateValue, Dpia, DpiaField, Field, Origin, ProcessingActivity, Severity};
use crate::report::common::wording::{joined_by, tri_code};
use crate::report::gaps::files;
use crate::screening::{Fact, NeedVerdict};
use crate::source::CellRef;
use std::collections::{BTreeMap, BTreeSet};

/// A row, in the order of the columns.
pub(super) type Row = Vec<TableValue>;

/// What stands between several things in one value.
const BETWEEN: &str = "; ";

impl TablesView<'_> {
    /// The rows of a table, in the order of the register.
    pub(super) fn rows(&self, table: Table) -> Vec<Row> {
        match table {
            Table::Boards => vec![self.board_row()],
            Table::Activities => self.of_each(|one| vec![self.activity_row(one)]),
            Table::Facts => self.of_each(|one| self.fact_rows(one)),
            Table::Rules => self.of_each(|one| self.rule_rows(one)),
            Table::Links => self.of_each(|one| self.link_rows(one)),
            Table::Dpias => self.dpia_rows(),
            Table::Gaps => self.of_each(|one| self.gap_row(one).into_iter().collect()),
            Table::Findings => self.finding_rows(),
        }
    }

    fn board(&self) -> TableValue {
        TableValue::Text(self.board.to_string())
    }

    /// What each assessment gives, in the order of the register: the order of work is a column.
    fn of_each(&self, rows: impl Fn(&Assessment) -> Vec<Row>) -> Vec<Row> {
        let by_activity: BTreeMap<usize, &Assessment> =
            self.assessed.assessments.iter().map(|one| (one.activity, one)).collect();
        by_activity.into_values().flat_map(rows).collect()
    }

    fn activity(&self, one: &Assessment) -> &ProcessingActivity {
        self.assessed.activity(one)
    }

    fn key(&self, one: &Assessment) -> TableValue {
        TableValue::text(&self.activity(one).key)
    }

    fn board_row(&self) -> Row {
        let summary = self.assessed.summary();
        let all = &self.assessed.assessments;
        let verdicts = |of: &[NeedVerdict]| {
            let is = |one: &&Assessment| one.standing.is_none() && of.contains(&one.need.verdict);
            TableValue::count(all.iter().filter(is).count())
        };
        let severity =
            |of: Severity| TableValue::count(summary.severities.get(&of).copied().unwrap_or_default());
        let packs = self.assessed.packs().packs().iter();
        let packs = joined_by(BETWEEN, packs.map(|pack| format!("{} {}", pack.id, pack.version)));
        vec![
            self.board(),
            TableValue::Date(self.assessed.as_of()),
            TableValue::count(files(self.assessed.import()).len()),
            TableValue::count(all.len()),
            TableValue::count(self.assessed.register().dpias.len()),
            verdicts(&[NeedVerdict::Required, NeedVerdict::Presumed]),
            verdicts(&[NeedVerdict::CannotBeExcluded]),
            severity(Severity::Error),
            severity(Severity::Warning),
            severity(Severity::Note),
            TableValue::text(packs),
        ]
    }

    fn activity_row(&self, one: &Assessment) -> Row {
        let activity = self.activity(one);
        let day = |field: Field| TableValue::day(activity.date(field).map(|date| date.date));
        let head = [
            self.board(),
            TableValue::text(&activity.key),
            TableValue::maybe(activity.text(Field::Id)),
            TableValue::text(activity.label()),
            TableValue::maybe(activity.unit()),
            TableValue::text(joined_by(BETWEEN, activity.processes())),
            day(Field::Started),
            day(Field::Registered),
            day(Field::Updated),
            TableValue::text(word(one.need.verdict)),
            TableValue::count(one.need.low),
            TableValue::count(one.need.high),
            TableValue::text(word(one.resolution.status)),
            TableValue::maybe(one.standing.map(word)),
        ];
        head.into_iter().chain(place(&activity.origin)).collect()
    }

    fn fact_rows(&self, one: &Assessment) -> Vec<Row> {
        let row = |criterion: FactId| {
            let fact = one.facts.get(criterion).unwrap_or_else(|| Fact::nothing_known());
            let support = fact.support.iter().flat_map(|support| &support.cells);
            vec![
                self.board(),
                self.key(one),
                TableValue::text(word(criterion)),
                TableValue::text(tri_code(fact.value)),
                TableValue::text(word(fact.basis)),
                cells(support),
            ]
        };
        FactId::CRITERIA.into_iter().map(row).collect()
    }

    fn rule_rows(&self, one: &Assessment) -> Vec<Row> {
        let rules = one.need.rules.iter().map(|rule| {
            vec![
                self.board(),
                self.key(one),
                TableValue::text(&rule.rule),
                TableValue::text(&rule.pack),
                TableValue::text(word(rule.strength)),
                TableValue::text(tri_code(rule.holds)),
                TableValue::Boolean(one.need.overridden.contains(&rule.rule)),
            ]
        });
        rules.collect()
    }

    fn link_rows(&self, one: &Assessment) -> Vec<Row> {
        let row = |link: &LinkState| {
            let dpia = self.assessed.register().dpias.get(link.link.dpia)?;
            let remarks = link.remarks.iter().map(|remark| word(remark.kind));
            Some(vec![
                self.board(),
                self.key(one),
                TableValue::text(&dpia.key),
                TableValue::text(word(link.state)),
                TableValue::text(word(link.status)),
                TableValue::text(joined_by(BETWEEN, link.link.via.iter().map(|via| word(*via)))),
                TableValue::day(link.since),
                TableValue::text(joined_by(BETWEEN, remarks)),
                cells(&link.link.cells),
            ])
        };
        one.resolution.links.iter().filter_map(row).collect()
    }

    fn dpia_rows(&self) -> Vec<Row> {
        let mut linked: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for link in self.assessed.assessments.iter().flat_map(|one| &one.resolution.links) {
            linked.entry(link.link.dpia).or_default().insert(link.link.activity);
        }
        let row = |(index, dpia): (usize, &Dpia)| {
            let day = |field| TableValue::day(dpia.date(field).map(DateValue::latest));
            let head = [
                self.board(),
                TableValue::text(&dpia.key),
                TableValue::text(dpia.label()),
                TableValue::maybe(dpia.text(DpiaField::Status)),
                day(DpiaField::Completed),
                day(DpiaField::Approved),
                day(DpiaField::Review),
                TableValue::count(linked.get(&index).map_or(0, BTreeSet::len)),
            ];
            head.into_iter().chain(place(&dpia.origin)).collect()
        };
        self.assessed.register().dpias.iter().enumerate().map(row).collect()
    }

    fn gap_row(&self, one: &Assessment) -> Option<Row> {
        let gap = one.gap.as_ref()?;
        let rank = one.rank.as_ref();
        Some(vec![
            self.board(),
            self.key(one),
            TableValue::text(word(gap.kind)),
            TableValue::text(word(gap.severity)),
            TableValue::day(gap.since),
            TableValue::Boolean(gap.began_earlier),
            rank.map_or(TableValue::Missing, |rank| TableValue::count(rank.position)),
            TableValue::maybe(rank.and_then(|rank| rank.step.as_deref())),
        ])
    }

    fn finding_rows(&self) -> Vec<Row> {
        let row = |(finding, accepted): (&Finding, bool)| {
            let activity = self.assessed.register().activities.get(finding.activity)?;
            Some(vec![
                self.board(),
                TableValue::text(&activity.key),
                TableValue::text(&finding.rule.id),
                TableValue::text(word(finding.severity)),
                TableValue::text(finding.field.key()),
                cells(finding.cell.as_slice()),
                TableValue::Boolean(accepted),
            ])
        };
        let found = self.checked.findings.iter().map(|finding| (finding, false));
        found.chain(self.checked.waived.iter().map(|finding| (finding, true))).filter_map(row).collect()
    }
}

/// The code of a closed word.
fn word(code: impl Into<&'static str>) -> &'static str {
    code.into()
}

fn place(origin: &Origin) -> [TableValue; 3] {
    let row = TableValue::Integer(i64::from(origin.row));
    [TableValue::Text(origin.file.to_string()), TableValue::Text(origin.sheet.to_string()), row]
}

/// Cells with their files, each once.
fn cells<'c>(cells: impl IntoIterator<Item = &'c CellRef>) -> TableValue {
    let mut seen: Vec<String> = Vec::new();
    for cell in cells {
        let written = format!("{}: {cell}", cell.file);
        if !seen.contains(&written) {
            seen.push(written);
        }
    }
    TableValue::text(joined_by(BETWEEN, seen))
}
