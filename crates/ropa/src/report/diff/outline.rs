//! A difference as headings and entries, whatever it is written as.

use super::changes::of_weight;
use super::entry::Entry;
use super::sentences::{Sentences, Side};
use crate::diff::{ChangeWeight, KeptDpia, KeptRecord, Sureness, WrittenCell};
use crate::report::common::page::Style;
use crate::report::common::quote::name;
use crate::text::template::Counted;

/// Entries below a heading.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) style: Style,
    pub(super) note: Option<String>,
    pub(super) entries: Vec<Entry>,
    /// Whether the entries are only shown where all is asked for; the title has their number.
    pub(super) aside: bool,
}

impl Section {
    /// How many changes its entries tell of.
    pub(super) fn count(&self) -> usize {
        self.entries.iter().map(|entry| entry.lines.len().max(1)).sum()
    }
}

/// The sections of a difference that hold something, in their order: what bears on the risk first, wording last.
pub(super) fn outline(s: &Sentences<'_, '_>) -> Vec<Section> {
    let sections = [law(s), risk(s), needs(s), records(s), answers(s), rest(s), dpias(s)];
    sections.into_iter().flatten().filter(|section| !section.entries.is_empty()).collect()
}

/// A section of a number of things.
struct Made<'s, 'v, 'a> {
    s: &'s Sentences<'v, 'a>,
    style: Style,
}

impl Made<'_, '_, '_> {
    fn of(&self, title: &Counted, count: usize, note: Option<&str>, entries: Vec<Entry>) -> Section {
        Section {
            title: self.s.counted(title, count),
            style: self.style,
            note: note.map(str::to_string),
            entries,
            aside: false,
        }
    }

    fn each(&self, title: &Counted, note: Option<&str>, entries: Vec<Entry>) -> Section {
        self.of(title, entries.len(), note, entries)
    }
}

/// What explains much of what follows: other rules, other names, other questions.
fn law(s: &Sentences<'_, '_>) -> Vec<Section> {
    let (diff, texts) = (s.view.diff, s.texts);
    let made = Made { s, style: Style::Heading };
    let packs: Vec<Entry> = diff.packs.iter().map(|change| Entry::plain(s.pack(change))).collect();
    let renames: Vec<Entry> = diff.renames.iter().map(|one| Entry::plain(s.rename(one))).collect();
    let questions: Vec<Entry> = diff.questions.iter().map(|one| Entry::plain(s.question(one))).collect();
    let packs = Section {
        title: texts.section.packs.clone(),
        style: Style::Heading,
        note: Some(texts.note.packs.clone()),
        entries: packs,
        aside: false,
    };
    vec![
        packs,
        made.each(&texts.section.renames, None, renames),
        made.each(&texts.section.questions, None, questions),
    ]
}

fn risk(s: &Sentences<'_, '_>) -> Vec<Section> {
    let changes = of_weight(&s.view.diff.kept, ChangeWeight::Risk);
    let made = Made { s, style: Style::Error };
    vec![made.of(&s.texts.section.risk, changes.len(), None, s.changes(changes))]
}

fn needs(s: &Sentences<'_, '_>) -> Vec<Section> {
    let texts = &s.texts.section;
    let (error, plain) = (Made { s, style: Style::Error }, Made { s, style: Style::Heading });
    vec![
        error.each(&texts.gap_opened, None, s.gaps(|gap| gap.before.is_none())),
        plain.each(&texts.gap_other, None, s.gaps(|gap| gap.before.is_some() && gap.now.is_some())),
        plain.each(&texts.gap_closed, None, s.gaps(|gap| gap.now.is_none())),
        plain.each(&texts.verdict, None, s.verdicts()),
    ]
}

/// New records, those that are not there, and those that are called otherwise.
fn records(s: &Sentences<'_, '_>) -> Vec<Section> {
    let (diff, texts) = (s.view.diff, s.texts);
    let made = Made { s, style: Style::Warning };
    let merged = diff.merged.iter().map(|one| {
        let record = s.record_in_unit(Side::Old, one.old);
        let other = s.record_in_unit(Side::New, one.new);
        Entry::plain(texts.gap.now_is.fill(&[("record", &record), ("other", &other)]))
    });
    let likely = diff.kept.iter().filter(|one| one.sureness == Sureness::Likely).map(|one| {
        let record = s.record_in_unit(Side::New, one.new);
        let other = s.name_in_unit(Side::Old, one.old);
        Entry::plain(texts.gap.was.fill(&[("record", &record), ("other", &other)]))
    });
    let renumbered = |one: &&KeptRecord| one.renumbered && one.sureness == Sureness::Sure;
    let renumbered = diff.kept.iter().filter(renumbered).map(|one| {
        let record = s.record(Side::New, one.new);
        match s.id(Side::Old, one.old) {
            Some(other) => {
                Entry::plain(texts.gap.had_id.fill(&[("record", &record), ("other", &name(other))]))
            }
            None => Entry::plain(texts.gap.had_no_id.fill(&[("record", &record)])),
        }
    });
    let note = &texts.note;
    vec![
        made.each(&texts.section.new, None, s.lone(Side::New, &diff.new)),
        made.each(&texts.section.gone, Some(&note.gone), s.lone(Side::Old, &diff.gone)),
        made.each(&texts.section.merged, Some(&note.merged), merged.collect()),
        made.each(&texts.section.likely, Some(&note.likely), likely.collect()),
        Section {
            aside: true,
            ..Made { s, style: Style::Heading }.each(&texts.section.renumbered, None, renumbered.collect())
        },
    ]
}

/// Answers that are gone, and answers that have come.
fn answers(s: &Sentences<'_, '_>) -> Vec<Section> {
    let texts = s.texts;
    let kept = &s.view.diff.kept;
    let (lost, answered) = (of_weight(kept, ChangeWeight::Lost), of_weight(kept, ChangeWeight::Answered));
    let (warning, plain) = (Made { s, style: Style::Warning }, Made { s, style: Style::Heading });
    vec![
        warning.of(&texts.section.lost, lost.len(), Some(&texts.note.lost), s.by_question(lost)),
        plain.of(
            &texts.section.answered,
            answered.len(),
            Some(&texts.note.answered),
            s.by_question(answered),
        ),
    ]
}

fn rest(s: &Sentences<'_, '_>) -> Vec<Section> {
    let texts = s.texts;
    let made = Made { s, style: Style::Heading };
    let of = |weight: ChangeWeight| of_weight(&s.view.diff.kept, weight);
    let (other, upkeep, wording) =
        (of(ChangeWeight::Other), of(ChangeWeight::Upkeep), of(ChangeWeight::Wording));
    let note = Some(&*texts.note.wording);
    let mut sections = vec![
        made.of(&texts.section.other, other.len(), None, s.changes(other)),
        made.of(&texts.section.upkeep, upkeep.len(), None, s.by_question(upkeep)),
        made.of(&texts.section.wording, wording.len(), note, s.by_question(wording)),
    ];
    sections.iter_mut().skip(1).for_each(|section| section.aside = true);
    sections
}

fn dpias(s: &Sentences<'_, '_>) -> Vec<Section> {
    let (diff, texts) = (&s.view.diff.dpias, s.texts);
    let made = Made { s, style: Style::Heading };
    let named =
        |side: Side, of: &[usize]| of.iter().map(|index| Entry::plain(s.dpia(side, *index))).collect();
    let changed = |one: &&KeptDpia| !one.changes.is_empty();
    let changed = diff.kept.iter().filter(changed).map(|one| s.dpia_changes(one));
    vec![
        made.each(&texts.section.dpias_new, None, named(Side::New, &diff.new)),
        made.each(&texts.section.dpias_gone, None, named(Side::Old, &diff.gone)),
        made.each(&texts.section.dpias_changed, None, changed.collect()),
    ]
}

impl Sentences<'_, '_> {
    /// A DPIA with what is said of it otherwise.
    fn dpia_changes(&self, one: &KeptDpia) -> Entry {
        let lines = one.changes.iter().map(|change| {
            let field = self.wording.lang.words().dpia_field.of(change.of.key());
            let told = |cells: &[WrittenCell]| match cells.is_empty() {
                true => self.texts.change.empty.clone(),
                false => self.written(cells),
            };
            let (before, now) = (told(&change.before), told(&change.now));
            self.texts.change.places.fill(&[("record", &field), ("before", &before), ("now", &now)])
        });
        Entry { head: self.dpia(Side::New, one.new), lines: lines.collect() }
    }
}
