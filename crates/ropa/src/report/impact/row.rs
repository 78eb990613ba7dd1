//! A record as a row: what is hit with why, and what is not with how it answers.

use super::sentences::Sentences;
use crate::impact::{HeavyData, Hit, NamesAnswer, Topic};
use crate::model::{Field, Tri};
use crate::report::common::wording::joined;
use crate::text::variants::IntoEnumIterator;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one record.
pub(super) struct Row<'r> {
    pub(super) activity: usize,
    /// Its number among the hits, where it is one.
    pub(super) hit: Option<(usize, &'r Hit)>,
    /// How it answers to the two questions of names.
    pub(super) answers: (NamesAnswer, NamesAnswer),
}

/// All rows, and what is looked up by activity.
pub(super) struct Rows<'s, 'v, 'a> {
    pub(super) sentences: &'s Sentences<'v, 'a>,
    heavy: BTreeMap<HeavyData, (BTreeSet<usize>, BTreeSet<usize>)>,
    dpias: BTreeMap<usize, Vec<usize>>,
    gaps: BTreeMap<usize, crate::gaps::GapKind>,
}

/// What a column holds.
pub(super) type Content = fn(&Rows<'_, '_, '_>, &Row<'_>) -> String;

/// The columns of what is hit, by the key of their header, with their widths in a workbook.
pub(super) const COLUMNS: [(&str, f64, Content); 30] = [
    ("ring", 13.0, |rows, row| rows.ring(row)),
    ("id", 11.0, |rows, row| rows.sentences.handle(row.activity)),
    ("name", 34.0, |rows, row| rows.sentences.view.activity(row.activity).label().to_string()),
    ("unit", 28.0, |rows, row| rows.sentences.view.activity(row.activity).unit().unwrap_or_default()),
    ("process", 10.0, |rows, row| joined(rows.sentences.view.activity(row.activity).processes())),
    ("why", 50.0, |rows, row| row.hit.map(|(_, hit)| rows.sentences.reasons(hit)).unwrap_or_default()),
    ("cells", 20.0, |rows, row| rows.cells(row)),
    ("processors", 26.0, |rows, row| rows.written(row, Field::Processors)),
    ("processors_answer", 14.0, |rows, row| rows.sentences.names_answer(row.answers.0).to_string()),
    ("systems", 22.0, |rows, row| rows.written(row, Field::Systems)),
    ("systems_answer", 14.0, |rows, row| rows.sentences.names_answer(row.answers.1).to_string()),
    ("persons", 14.0, |rows, row| rows.written(row, Field::DataSubjectCount)),
    ("whose", 30.0, |rows, row| rows.written(row, Field::DataSubjects)),
    ("protected_identity", 13.0, |rows, row| rows.heavy(row, HeavyData::ProtectedIdentity)),
    ("special", 13.0, |rows, row| rows.heavy(row, HeavyData::Special)),
    ("criminal", 13.0, |rows, row| rows.heavy(row, HeavyData::Criminal)),
    ("national_id", 13.0, |rows, row| rows.heavy(row, HeavyData::NationalId)),
    ("categories", 36.0, |rows, row| rows.written(row, Field::DataCategories)),
    ("since", 13.0, |rows, row| rows.told(row, Topic::Since)),
    ("time", 18.0, |rows, row| rows.sentences.time(row.activity).unwrap_or_default()),
    ("agreement", 24.0, |rows, row| rows.told(row, Topic::Agreement)),
    ("sub_processor", 24.0, |rows, row| rows.told(row, Topic::SubProcessor)),
    ("place", 22.0, |rows, row| rows.told(row, Topic::Place)),
    ("retention", 26.0, |rows, row| rows.told(row, Topic::Retention)),
    ("former_persons", 22.0, |rows, row| rows.told(row, Topic::FormerPersons)),
    ("owner", 24.0, |rows, row| rows.told(row, Topic::Owner)),
    ("dpias", 22.0, |rows, row| rows.dpias(row)),
    ("gap", 22.0, |rows, row| rows.gap(row)),
    ("file", 18.0, |rows, row| rows.sentences.view.activity(row.activity).origin.file.to_string()),
    ("row", 7.0, |rows, row| rows.sentences.view.activity(row.activity).origin.row.to_string()),
];

impl<'s, 'v, 'a> Rows<'s, 'v, 'a> {
    pub(super) fn new(sentences: &'s Sentences<'v, 'a>) -> Rows<'s, 'v, 'a> {
        let view = sentences.view;
        let heavy = view.impact.kinds.heavy.iter().map(|one| {
            let yes = one.yes.iter().map(|(activity, _)| *activity).collect();
            (one.kind, (yes, one.no.iter().copied().collect()))
        });
        let mut dpias: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut gaps = BTreeMap::new();
        for one in &view.assessed.assessments {
            let linked = one.resolution.links.iter().map(|link| link.link.dpia).collect();
            dpias.insert(one.activity, linked);
            if let Some(gap) = &one.gap {
                gaps.insert(one.activity, gap.kind);
            }
        }
        Rows { sentences, heavy: heavy.collect(), dpias, gaps }
    }

    /// What is hit, in its order.
    pub(super) fn hits(&self) -> Vec<Row<'a>> {
        let row = |(number, hit): (usize, &'a Hit)| Row {
            activity: hit.activity,
            hit: Some((number, hit)),
            answers: (hit.processors, hit.systems),
        };
        self.sentences.view.impact.hits.iter().enumerate().map(row).collect()
    }

    /// What is not hit: what does not answer first.
    pub(super) fn rest(&self) -> Vec<Row<'a>> {
        let searched = &self.sentences.view.impact.searched;
        let row = |activity: &usize| {
            let of = searched.of_record.get(*activity);
            let [processors, systems] = of.copied().unwrap_or([NamesAnswer::NotAsked; 2]);
            Row { activity: *activity, hit: None, answers: (processors, systems) }
        };
        searched.open.iter().chain(&searched.answered).map(row).collect()
    }

    fn ring(&self, row: &Row<'_>) -> String {
        let key = match row.hit {
            Some((_, hit)) => return self.sentences.ring(hit.ring).to_string(),
            None if row.answers.0.answers() && row.answers.1.answers() => "answered",
            None => "open",
        };
        self.sentences.texts.ring.of(key).to_string()
    }

    fn cells(&self, row: &Row<'_>) -> String {
        let reasons = row.hit.map_or(&[][..], |(_, hit)| &hit.reasons);
        joined(reasons.iter().map(|reason| self.sentences.wording.cell(&reason.cell)))
    }

    fn written(&self, row: &Row<'_>, field: Field) -> String {
        self.sentences.written(row.activity, field)
    }

    fn told(&self, row: &Row<'_>, topic: Topic) -> String {
        row.hit.map(|(number, _)| self.sentences.told_by(number, topic)).unwrap_or_default()
    }

    /// What a record says of a kind; only what is surely hit is counted.
    fn heavy(&self, row: &Row<'_>, kind: HeavyData) -> String {
        let Some((yes, no)) = self.heavy.get(&kind) else { return String::new() };
        let sure = row.hit.is_some_and(|(_, hit)| hit.ring != crate::impact::Ring::Likely);
        let answer = match row.activity {
            _ if !sure => return self.written(row, kind.field()),
            one if yes.contains(&one) => Tri::Yes,
            one if no.contains(&one) => Tri::No,
            _ => Tri::Unknown,
        };
        self.sentences.wording.tri(answer).to_string()
    }

    fn dpias(&self, row: &Row<'_>) -> String {
        self.dpias_of(row.activity)
    }

    /// The keys of the DPIAs linked to an activity.
    pub(super) fn dpias_of(&self, activity: usize) -> String {
        let linked = self.dpias.get(&activity).map_or(&[][..], Vec::as_slice);
        joined(linked.iter().map(|dpia| self.sentences.view.dpia(*dpia).key.to_string()))
    }

    fn gap(&self, row: &Row<'_>) -> String {
        self.gaps
            .get(&row.activity)
            .map(|gap| self.sentences.wording.gap(*gap))
            .unwrap_or_default()
            .to_string()
    }
}

/// Every topic that a document tells.
pub(super) fn topics() -> impl Iterator<Item = Topic> {
    Topic::iter()
}
