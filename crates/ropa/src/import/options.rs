//! Columns of which each stands for one option, with a mark where it is chosen.
//!
//! An option is a point of an article (`Artikkel 9(2)(a) - Samtykke`), an item of a field that is named before it, by
//! the heading above or in the header itself, or the yes or the no of a question that has a column for each. Where
//! nothing names the field, the options tell it: crosses below "Elever | Personal | Vårdnadshavare" choose persons.

use crate::import::column::{Choice, Column, Context, HeaderCell, TableField};
use crate::import::header::{key, strong};
use crate::import::infer::meaning::meanings;
use crate::import::infer::settle::LIKELY;
use crate::import::infer::shape::Shape;
use crate::import::profile::FieldLabels;
use crate::import::values::Reading;
use crate::model::{Field, Item, Kind, Value};
use std::ops::Range;

/// Fewest columns of crosses below one heading, and below none, that are options.
const FEWEST_BELOW: usize = 2;
const FEWEST_ALONE: usize = 3;
/// How likely the question is at least, above a yes and a no.
const ASKED: f32 = 0.3;

/// Finds the columns of options.
pub(super) fn options<F: TableField>(
    headers: &[HeaderCell],
    profile: &FieldLabels<F>,
    context: &Context<'_>,
    columns: &mut [Column<F>],
) {
    let table = Options { headers, profile, context };
    let mut found: Vec<(usize, F, Item)> = Vec::new();
    for (index, header) in headers.iter().enumerate() {
        if table.is_open(index, columns)
            && let Some((field, item)) = table.named(header, columns, index)
        {
            found.push((index, field, item));
        }
    }
    // A single column that happens to name an item is a question of its own.
    for (index, field, item) in &found {
        if found.iter().filter(|(_, other, _)| other == field).count() >= 2 {
            choose(&mut columns[*index], *field, Choice::Item(item.clone()));
        }
    }
    table.answers(columns);
    table.unnamed(columns);
}

fn choose<F: TableField>(column: &mut Column<F>, field: F, option: Choice) {
    column.set(field);
    column.option = Some(option);
}

struct Options<'a, 'c, F> {
    headers: &'a [HeaderCell],
    profile: &'a FieldLabels<F>,
    context: &'a Context<'c>,
}

impl<F: TableField> Options<'_, '_, F> {
    /// Whether a column is none yet, or is taken for a text although it holds nothing but crosses.
    fn is_open(&self, index: usize, columns: &[Column<F>]) -> bool {
        let header = &self.headers[index];
        let holds_text = |field: F| matches!(field.kind(), Kind::Text | Kind::Name);
        columns[index].option.is_none()
            && columns[index]
                .field
                .is_none_or(|field| header.group.is_some() && holds_text(field) && self.holds_crosses(header))
    }

    /// The option that a header is of a field that is named before it.
    fn named(&self, header: &HeaderCell, columns: &mut [Column<F>], index: usize) -> Option<(F, Item)> {
        let (words, own) = (self.context.profile.words(), header.own.trim());
        let ticked = || (self.context.ticked)(header.place.col);
        let article = F::ARTICLES.iter().find_map(|(field, reference)| {
            let named = crate::import::values::names_point(words, (*field).into(), own)?;
            Some((*field, *reference, named))
        });
        if let Some((field, reference, term)) = article {
            if self.context.profile.layout.is_reference(own) {
                columns[index].set(reference);
                return None;
            }
            return ticked().then(|| (field, Item { written: own.into(), term: Some(term) }));
        }
        let parted = || [": ", " - ", " – "].iter().find_map(|mark| own.split_once(mark));
        let (question, option) = match &header.group {
            Some(group) => (&**group, own),
            None => parted()?,
        };
        let claims = self.profile.labels.by_key(&key(question));
        let known = strong(claims).map(|claim| claim.field);
        let crossed = || self.is_crossed(header);
        let field = known
            .or_else(|| if claims.is_empty() && crossed() { meant(question) } else { None })
            .filter(|field| field.takes_many())?;
        let item = match field.read(words, option) {
            // Beside other options a word of ours tells what an option is, whatever else it says.
            Reading { value: Value::Items(items), not_understood }
                if not_understood.is_empty() || crossed() =>
            {
                items.iter().find(|item| item.term.is_some()).cloned()
            }
            _ => None,
        };
        // Under a heading whose every column holds crosses each is an option, a word of ours or not.
        let item = item.or_else(|| {
            let item = || Item { written: option.into(), term: None };
            (field.kind() == Kind::Items && crossed()).then(item)
        });
        Some((field, Item { written: option.into(), ..item? })).filter(|_| ticked())
    }

    /// Finds a yes and a no of one question that have a column each: "Bedömning gjord: Ja | Nej".
    fn answers(&self, columns: &mut [Column<F>]) {
        for group in self.runs(|header| header.group.is_some()) {
            let said = |index: &usize| self.plain_answer(&self.headers[*index]).map(|yes| (*index, yes));
            let said: Vec<(usize, bool)> = group.clone().filter_map(|index| said(&index)).collect();
            let [(first, one), (second, other)] = said[..] else { continue };
            let crossed = |index: usize| self.holds_crosses(&self.headers[index]);
            let empty = |index: usize| (self.context.sample)(&self.headers[index]).is_empty();
            let chosen = crossed(first) || crossed(second);
            let nothing_else = [first, second].into_iter().all(|index| crossed(index) || empty(index));
            if one == other || !chosen || !nothing_else {
                continue;
            }
            let Some(field) = self.asked(&self.headers[first]) else { continue };
            for index in [first, second] {
                let own = self.headers[index].own.clone();
                choose(&mut columns[index], field, Choice::Answer(own));
            }
        }
    }

    /// The question of yes and no that the heading above an answer asks.
    fn asked(&self, header: &HeaderCell) -> Option<F> {
        let yes_no = |field: &F| field.kind() == Kind::YesNo;
        let group = header.group.as_deref().unwrap_or_default();
        let known = strong(self.profile.labels.by_key(&key(group))).map(|claim| claim.field).filter(yes_no);
        let meant = || {
            let meanings = meanings::<F>(&header.written(), None);
            let mut likely = meanings.into_iter().take_while(|(_, share)| share.exp() >= ASKED);
            likely.find_map(|(field, _)| field.filter(yes_no))
        };
        known.or_else(meant)
    }

    /// Whether a header says no more than yes or no.
    fn plain_answer(&self, header: &HeaderCell) -> Option<bool> {
        match self.context.profile.words().read_field(Field::K1, &header.own).value {
            Value::YesNo(answer) if answer.detail.is_none() => Some(answer.yes),
            _ => None,
        }
    }

    /// Finds options of which nothing names the field.
    fn unnamed(&self, columns: &mut [Column<F>]) {
        // Below a heading an option that nobody has chosen stands among the others.
        let crossed = |header: &HeaderCell| {
            self.holds_crosses(header) || header.group.is_some() && (self.context.sample)(header).is_empty()
        };
        let open: Vec<bool> = (0..columns.len())
            .map(|index| self.is_open(index, columns) && crossed(&self.headers[index]))
            .collect();
        for run in self.runs(|_| true) {
            let below = self.headers[run.start].group.is_some();
            let stretches = parts(run, &open).into_iter();
            let parts = stretches.flat_map(|part| if below { vec![part] } else { self.by_vocabulary(part) });
            for part in parts {
                let least = if below { FEWEST_BELOW } else { FEWEST_ALONE };
                let Some(field) = (part.len() >= least).then(|| self.told_by(part.clone())).flatten() else {
                    continue;
                };
                for index in part.clone() {
                    let own = self.headers[index].own.trim();
                    let item = self.term(field, own).unwrap_or(Item { written: own.into(), term: None });
                    choose(&mut columns[index], field, Choice::Item(Item { written: own.into(), ..item }));
                }
                self.others(field, below, part, columns);
            }
        }
    }

    /// The parts of a stretch below no heading whose options are of one vocabulary: persons, and then data.
    fn by_vocabulary(&self, columns: Range<usize>) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut of = None;
        for index in columns {
            let own = self.headers[index].own.trim();
            let known = |field: &F| self.term(*field, own).is_some();
            let field = of.filter(known).or_else(|| F::OPTIONS.iter().copied().find(known));
            match (parts.last_mut(), field) {
                (Some(part), Some(field)) if of.is_none_or(|of| of == field) => {
                    of = Some(field);
                    part.end = index + 1;
                }
                (Some(part), None) => part.end = index + 1,
                (_, field) => {
                    of = field.or(of);
                    parts.push(index..index + 1);
                }
            }
        }
        parts
    }

    /// Reads the column beside options in which people write what is none of them: "Annan: föräldrar".
    fn others(&self, field: F, below: bool, part: Range<usize>, columns: &mut [Column<F>]) {
        let Some(index) = Some(part.end).filter(|index| below && *index < columns.len()) else { return };
        let header = &self.headers[index];
        let cells = (self.context.sample)(header);
        let told = || Shape::of(&cells, self.context.profile.words()).is_of(field.into());
        if header.group == self.headers[part.start].group && columns[index].field.is_none() && told() {
            columns[index].set(field);
        }
    }

    /// The field of whose vocabulary most of some headers are.
    fn told_by(&self, columns: Range<usize>) -> Option<F> {
        let known = |field: F| {
            let headers = self.headers[columns.clone()].iter();
            headers.filter(|header| self.term(field, header.own.trim()).is_some()).count()
        };
        let (known, field) =
            F::OPTIONS.iter().rev().map(|field| (known(*field), *field)).max_by_key(|(known, _)| *known)?;
        let chosen = columns.clone().any(|index| self.holds_crosses(&self.headers[index]));
        let group = self.headers[columns.start].group.as_deref();
        let most = known >= 2 && known * 2 >= columns.len();
        // Whoever says "kryssa" above options leaves no doubt that they are such.
        let told = known >= 1 && group.is_some_and(|group| self.context.profile.layout.asks_to_tick(group));
        (chosen && (most || told)).then_some(field)
    }

    /// The item of a field's vocabulary that a text names.
    fn term(&self, field: F, text: &str) -> Option<Item> {
        match field.read(self.context.profile.words(), text).value {
            Value::Items(items) => items.iter().find(|item| item.term.is_some()).cloned(),
            _ => None,
        }
    }

    /// The columns that stand below one heading, or below none, side by side.
    fn runs(&self, wanted: impl Fn(&HeaderCell) -> bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (index, header) in self.headers.iter().enumerate().filter(|(_, header)| wanted(header)) {
            match runs.last_mut() {
                Some(run) if run.end == index && self.headers[run.start].group == header.group => {
                    run.end += 1
                }
                _ => runs.push(index..index + 1),
            }
        }
        runs
    }

    /// Whether a column holds crosses and no answers in words.
    fn holds_crosses(&self, header: &HeaderCell) -> bool {
        let cells = (self.context.sample)(header);
        !cells.is_empty() && cells.iter().all(|cell| is_cross(cell))
    }

    /// Whether all columns under a header's heading hold ticks and nothing else, and there are several.
    fn is_crossed(&self, header: &HeaderCell) -> bool {
        let beside =
            || self.headers.iter().filter(|other| other.group.is_some() && other.group == header.group);
        beside().count() >= 2 && beside().all(|other| (self.context.ticked)(other.place.col))
    }
}

/// The stretches of a range for which something holds.
fn parts(of: Range<usize>, holds: &[bool]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for index in of.filter(|index| holds[*index]) {
        match parts.last_mut() {
            Some(part) if part.end == index => part.end += 1,
            _ => parts.push(index..index + 1),
        }
    }
    parts
}

/// Whether a text is a mark and no word: a cross, a tick, a one.
fn is_cross(text: &str) -> bool {
    let mut letters = text.trim().chars();
    let (Some(mark), None) = (letters.next(), letters.next()) else { return false };
    matches!(mark, 'x' | 'X' | '1')
        || !(mark.is_alphanumeric() || matches!(mark, '-' | '–' | '?' | '.' | '0'))
}

/// The field that a heading above options most likely stands for.
fn meant<F: TableField>(heading: &str) -> Option<F> {
    let meanings = meanings::<F>(heading, None);
    let (field, share) = meanings.into_iter().find(|(field, _)| field.is_some_and(TableField::takes_many))?;
    field.filter(|_| share.exp() >= LIKELY)
}
