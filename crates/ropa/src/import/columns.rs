//! Which column of a table is read into which field.
//!
//! A header alone does not decide: `E-post` belongs to the person in the column before it, `Namn`
//! under the heading `Dataskyddsombud` is not the name of the processing, and of two columns for
//! one question only one can be it, unless the question takes several answers.

use crate::import::header::{Claim, ColumnMatch, MatchHow, key};
use crate::import::infer::assign::Columns;
use crate::import::infer::content::content;
use crate::import::infer::meaning::{Meanings, meanings};
use crate::import::infer::shape::Shape;
use crate::import::layout_words::LayoutWords;
use crate::import::profile::{FieldLabels, Profile};
use crate::import::table_info::TableKind;
use crate::import::value_words::ValueWords;
use crate::import::values::Reading;
use crate::model::{AnyField, DpiaField, Entry, Field, Item, Kind, Value};
use crate::source::{Place, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The header of one column.
#[derive(Debug, Clone)]
pub(super) struct HeaderCell {
    /// Where it stands.
    pub place: Place,
    /// The heading above it that spans several columns.
    pub group: Option<Text>,
    /// Its own text.
    pub own: Text,
}

impl HeaderCell {
    /// The header as written, with the heading above it.
    fn written(&self) -> Text {
        match &self.group {
            Some(group) => format!("{} – {}", group.trim(), self.own.trim()).into(),
            None => self.own.clone(),
        }
    }
}

/// One column, and what it is read into.
#[derive(Debug, Clone)]
pub(super) struct Column<F> {
    /// How its header was matched.
    pub matched: ColumnMatch,
    /// The field.
    pub field: Option<F>,
    /// A second field that has no column of its own and is read from this one too.
    pub also: Option<F>,
    /// What to call the column among those kept as they are; a repeated header is numbered.
    pub extra: Text,
    /// The item that a tick in the column chooses, where each option has a column of its own.
    pub option: Option<Item>,
    /// The column whose answers this one comments on.
    pub comments_on: Option<usize>,
}

/// A field of one kind of record, as far as its columns are concerned.
pub(super) trait TableField: Copy + Ord + Into<&'static str> + Into<AnyField> + 'static {
    /// Whether several columns may be read into it.
    fn takes_many(self) -> bool;

    /// What a header means under a heading that itself stands for a field; nothing where it is only
    /// a detail of it.
    fn under(self, heading: Self) -> Option<Self>;

    /// Whether a header can stand for it, after the columns to its left.
    fn fits(self, weak: bool, left: impl Iterator<Item = Self>) -> bool;

    /// Reads a cell.
    fn read(self, words: &ValueWords, written: &str) -> Reading;

    /// How its text is read.
    fn kind(self) -> Kind;

    /// The field with this key.
    fn of_key(key: &str) -> Option<Self>;

    /// The fields that a point of Art. 6 or 9 in a header stands for: as an option, and as a reference.
    const ARTICLES: &'static [(Self, Self)];

    /// The kind of table that has it.
    const KIND: TableKind;
}

/// What a table's cells and a profile's words say beside the headers.
pub(super) struct Context<'a> {
    /// The words of the profile.
    pub profile: &'a Profile,
    /// Whether a column holds nothing but ticks: `Ja`, `X`, `Nej`.
    pub ticked: &'a dyn Fn(u32) -> bool,
    /// What some of the cells below a header say.
    pub sample: &'a dyn Fn(&HeaderCell) -> Vec<&'a str>,
}

impl TableField for Field {
    fn takes_many(self) -> bool {
        Field::takes_many(self)
    }

    fn under(self, heading: Field) -> Option<Field> {
        use Field::*;
        match (heading, self) {
            (Responsible, ResponsibleEmail) => Some(ResponsibleEmail),
            (Controller | JointController | Representative | Dpo | Responsible | Processors, Name) => {
                Some(heading)
            }
            (
                Controller | JointController | Representative | Dpo | Processors,
                ResponsibleEmail | Responsible,
            ) => None,
            (DpiaNeeded | DpiaDone | DpiaRef, Id) => Some(DpiaRef),
            (
                DpiaNeeded | DpiaDone | DpiaRef,
                Name | Status | Responsible | Created | Registered | Updated | NextReview | RiskLevel
                | Description,
            ) => None,
            _ => Some(self),
        }
    }

    fn fits(self, weak: bool, mut left: impl Iterator<Item = Field>) -> bool {
        use Field::*;
        match self {
            ResponsibleEmail => !matches!(
                left.find(|field| *field != ResponsibleEmail),
                Some(Controller | JointController | Representative | Dpo | Processors)
            ),
            DpiaNotNeededReason if weak => {
                matches!(left.next(), Some(DpiaNeeded | DpiaDone | DpiaRef | DpiaDate))
            }
            _ => true,
        }
    }

    fn read(self, words: &ValueWords, written: &str) -> Reading {
        words.read_field(self, written)
    }

    fn kind(self) -> Kind {
        Field::kind(self)
    }

    fn of_key(key: &str) -> Option<Field> {
        key.parse().ok()
    }

    const ARTICLES: &'static [(Field, Field)] =
        &[(Field::LegalBasis, Field::LegalReference), (Field::Art9Basis, Field::Art9Reference)];

    const KIND: TableKind = TableKind::Activities;
}

impl TableField for DpiaField {
    fn takes_many(self) -> bool {
        DpiaField::takes_many(self)
    }

    fn under(self, _: DpiaField) -> Option<DpiaField> {
        Some(self)
    }

    fn fits(self, _: bool, _: impl Iterator<Item = DpiaField>) -> bool {
        true
    }

    fn read(self, words: &ValueWords, written: &str) -> Reading {
        words.read_dpia_field(self, written)
    }

    fn kind(self) -> Kind {
        DpiaField::kind(self)
    }

    fn of_key(key: &str) -> Option<DpiaField> {
        key.parse().ok()
    }

    const ARTICLES: &'static [(DpiaField, DpiaField)] = &[];

    const KIND: TableKind = TableKind::Dpias;
}

/// Decides for every column of a table what it is read into.
pub(super) fn assign<F: TableField>(
    headers: &[HeaderCell],
    profile: &FieldLabels<F>,
    context: &Context<'_>,
) -> Vec<Column<F>> {
    let mut claims: Vec<Vec<Claim<F>>> =
        headers.iter().map(|header| claims(header, profile, &context.profile.layout)).collect();
    // Who answered a form, and when, says nothing of the processing; the answer's number is its id.
    let respondent = context.profile.layout.respondent_columns(headers.iter().map(|header| &*header.own));
    for (claims, header) in claims.iter_mut().zip(headers).take(respondent) {
        if !context.profile.layout.numbers_answer(&header.own) {
            claims.clear();
        }
    }
    let left_of =
        |column: usize| claims[..column].iter().rev().filter_map(|claims| Some(strong(claims)?.field));
    let fits = |column: usize, claim: &Claim<F>| claim.field.fits(claim.weak, left_of(column));

    let mut chosen: Vec<Option<Claim<F>>> = vec![None; headers.len()];
    let mut single: BTreeMap<F, usize> = BTreeMap::new();
    for (column, claims) in claims.iter().enumerate() {
        let Some(claim) = strong(claims).filter(|claim| fits(column, claim)) else { continue };
        if !claim.field.takes_many()
            && let Some(&rival) = single.get(&claim.field)
        {
            // A question asked twice has two answers: the one fills what the other leaves open, and a
            // contradiction is told. What only resembles the question does not answer it.
            let alike = |how: MatchHow| how == MatchHow::Fuzzy;
            let asks_again = chosen[rival].is_some_and(|old| alike(old.how) == alike(claim.how));
            if claim.field.kind() == Kind::YesNo && asks_again {
                chosen[column] = Some(*claim);
                continue;
            }
            if chosen[rival].is_some_and(|old| old.how.rank() <= claim.how.rank()) {
                continue;
            }
            chosen[rival] = None;
        }
        single.insert(claim.field, column);
        chosen[column] = Some(*claim);
    }
    for (column, claims) in claims.iter().enumerate() {
        let Some(claim) = claims.iter().find(|claim| claim.weak) else { continue };
        let taken = chosen.iter().flatten().any(|other| other.field == claim.field);
        if !taken && fits(column, claim) {
            chosen[column] = Some(*claim);
        }
    }

    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut columns: Vec<Column<F>> = Vec::with_capacity(headers.len());
    for (header, claim) in headers.iter().zip(&chosen) {
        let written = header.written();
        let times = seen.entry(key(&written)).or_default();
        *times += 1;
        let extra = if *times > 1 { format!("{} ({times})", written.trim()).into() } else { written.clone() };
        columns.push(Column {
            matched: ColumnMatch {
                header: written,
                place: header.place,
                field: claim.map(|claim| claim.field.into()),
                how: claim.map_or(MatchHow::None, |claim| claim.how),
                possible: None,
            },
            field: claim.map(|claim| claim.field),
            also: None,
            extra,
            option: None,
            comments_on: None,
        });
    }
    options(headers, profile, context, &mut columns);
    comments(headers, context.profile, &mut columns);
    infer(headers, profile, context, &mut columns);
    refer(headers, context, &mut columns);
    for (&field, &other) in &profile.fallbacks {
        if !columns.iter().any(|column| column.field == Some(field))
            && let Some(column) = columns.iter_mut().find(|column| column.field == Some(other))
        {
            column.also = Some(field);
        }
    }
    columns
}

/// How likely an inferred field is at least, to be surely the one, and to be used at all.
const SURE: f32 = 0.85;
const LIKELY: f32 = 0.5;
/// What a field loses that the header's own words rule out.
const GAINSAID: f32 = 8.0;
/// How likely it is at least, to be named as what the column may be.
const POSSIBLE: f32 = 0.15;

/// Infers what the columns mean that no label settles.
fn infer<F: TableField>(
    headers: &[HeaderCell],
    profile: &FieldLabels<F>,
    context: &Context<'_>,
    columns: &mut [Column<F>],
) {
    let beside_options = |header: &HeaderCell| {
        let all = headers.iter().zip(columns.iter());
        header.group.is_some()
            && all.into_iter().any(|(other, column)| other.group == header.group && column.option.is_some())
    };
    let open = headers.iter().zip(columns.iter()).map(|(header, column)| {
        let settled = column.field.is_some()
            || column.comments_on.is_some()
            || header.own.trim().is_empty()
            || profile.labels.is_ignored(&header.own)
            || beside_options(header)
            // What a label stands for where its neighbours allow it was weighed by them already.
            || !profile.labels.find(&header.own).is_empty();
        (!settled).then(|| {
            let mut said = meanings::<F>(&header.own, header.group.as_deref());
            let cells = (context.sample)(header);
            let shape = Shape::of(&cells, context.profile.words());
            let words = &context.profile.layout;
            for (field, share) in &mut said {
                let Some(field) = *field else { continue };
                let gainsaid = words.gainsays(&header.own, field.kind());
                *share += shape.speaks(field) - if gainsaid { GAINSAID } else { 0.0 };
            }
            weighed(said, &content(&cells))
        })
    });
    let open: Vec<_> = open.collect();
    if open.iter().all(Option::is_none) {
        return;
    }
    let settled = columns.iter().map(|column| column.field).collect();
    for (column, inferred) in columns.iter_mut().zip(Columns { open, settled }.settle()) {
        let Some(inferred) = inferred else { continue };
        if inferred.share >= LIKELY {
            column.field = Some(inferred.field);
            column.matched.field = Some(inferred.field.into());
            column.matched.how = if inferred.share >= SURE { MatchHow::Inferred } else { MatchHow::Likely };
        } else if inferred.share >= POSSIBLE {
            column.matched.possible = Some(inferred.field.into());
        }
    }
    name(headers, context, columns);
}

/// Takes the leftmost texts that are all different for the names of the records, where nothing else tells one record
/// from another: without one nothing in the table would count.
fn name<F: TableField>(headers: &[HeaderCell], context: &Context<'_>, columns: &mut [Column<F>]) {
    const LEFTMOST: usize = 3;
    let keys =
        if F::KIND == TableKind::Dpias { ["title", "id", "case_number"] } else { ["name", "id", "id"] };
    let named = |column: &Column<F>| column.field.is_some_and(|field| keys.contains(&field.into()));
    let Some(name) = F::of_key(keys[0]).filter(|_| !columns.iter().any(named)) else { return };
    let tells_apart = |column: usize| {
        let cells = (context.sample)(&headers[column]);
        let different: BTreeSet<&str> = cells.iter().copied().collect();
        let texts = Shape::of(&cells, context.profile.words()).speaks(name) >= 0.0;
        cells.len() >= 3 && different.len() == cells.len() && texts
    };
    let free = |column: &usize| columns[*column].field.is_none() && columns[*column].comments_on.is_none();
    let first = (0..columns.len().min(LEFTMOST)).filter(free).find(|column| tells_apart(*column));
    if let Some(column) = first.map(|column| &mut columns[column]) {
        column.field = Some(name);
        column.matched.field = Some(name.into());
        column.matched.how = MatchHow::Likely;
        column.matched.possible = None;
    }
}

/// Takes a column that is called after DPIAs, and whose cells name them rather than answer whether there is one, for
/// references.
fn refer<F: TableField>(headers: &[HeaderCell], context: &Context<'_>, columns: &mut [Column<F>]) {
    let Some((done, reference)) = F::of_key("dpia_done").zip(F::of_key("dpia_ref")) else { return };
    if columns.iter().any(|column| column.field == Some(reference)) {
        return;
    }
    for (header, column) in headers.iter().zip(columns).filter(|(_, column)| column.field == Some(done)) {
        if Shape::of(&(context.sample)(header), context.profile.words()).names_more_than_it_answers() {
            column.field = Some(reference);
            column.matched.field = Some(reference.into());
            column.matched.how = MatchHow::Inferred;
        }
    }
}

/// What a heading may mean, weighed with what the cells below it say; the likeliest first.
fn weighed<F: TableField>(mut said: Meanings<F>, cells: &[(Option<F>, f32)]) -> Meanings<F> {
    let least = cells.iter().map(|(_, adds)| *adds).fold(0.0, f32::min);
    for (field, share) in &mut said {
        let adds = cells.iter().find(|(other, _)| other == field).map_or(least, |(_, adds)| *adds);
        *share += adds;
    }
    said.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    said
}

/// Finds the columns of which each stands for one option, with a tick where it is chosen.
///
/// An option is a point of an article (`Artikkel 9(2)(a) - Samtykke`), or an item of the vocabulary of a
/// field that is named before it: by the heading above, or in the header itself.
fn options<F: TableField>(
    headers: &[HeaderCell],
    profile: &FieldLabels<F>,
    context: &Context<'_>,
    columns: &mut [Column<F>],
) {
    let words = context.profile.words();
    let mut found: Vec<(usize, F, Item)> = Vec::new();
    for (index, header) in headers.iter().enumerate() {
        if columns[index].field.is_some() {
            continue;
        }
        let own = header.own.trim();
        let article = F::ARTICLES.iter().find_map(|(field, reference)| {
            let named = crate::import::values::names_point(words, (*field).into(), own)?;
            Some((*field, *reference, named))
        });
        if let Some((field, reference, term)) = article {
            if context.profile.layout.is_reference(own) {
                columns[index].set(reference);
            } else if (context.ticked)(header.place.col) {
                found.push((index, field, Item { written: own.into(), term: Some(term) }));
            }
            continue;
        }
        let parted = || [": ", " - ", " – "].iter().find_map(|mark| own.split_once(mark));
        let (question, option) = match &header.group {
            Some(group) => (&**group, own),
            None => match parted() {
                Some(parts) => parts,
                None => continue,
            },
        };
        let claims = profile.labels.by_key(&key(question));
        let known = strong(claims).map(|claim| claim.field);
        let crossed = || is_crossed(headers, header, context);
        let Some(field) = known
            .or_else(|| if claims.is_empty() && crossed() { meant(question) } else { None })
            .filter(|field| field.takes_many())
        else {
            continue;
        };
        let item = match field.read(words, option) {
            Reading { value: Value::Items(items), not_understood } if not_understood.is_empty() => {
                items.iter().find(|item| item.term.is_some()).cloned()
            }
            _ => None,
        };
        // Under a heading whose every column holds crosses each is an option, a word of ours or not.
        let item = item.or_else(|| {
            let item = || Item { written: option.into(), term: None };
            (field.kind() == Kind::Items && crossed()).then(item)
        });
        if let Some(item) = item.filter(|_| (context.ticked)(header.place.col)) {
            found.push((index, field, Item { written: option.into(), ..item }));
        }
    }
    // A single column that happens to name an item is a question of its own.
    for (index, field, item) in &found {
        if found.iter().filter(|(_, other, _)| other == field).count() >= 2 {
            columns[*index].set(*field);
            columns[*index].option = Some(item.clone());
        }
    }
}

/// Whether all columns under a header's heading hold crosses and nothing else, and there are several.
fn is_crossed(headers: &[HeaderCell], header: &HeaderCell, context: &Context<'_>) -> bool {
    let beside = || headers.iter().filter(|other| other.group.is_some() && other.group == header.group);
    beside().count() >= 2 && beside().all(|other| (context.ticked)(other.place.col))
}

/// The field that a heading above options most likely stands for.
fn meant<F: TableField>(heading: &str) -> Option<F> {
    let meanings = meanings::<F>(heading, None);
    let (field, share) = meanings.into_iter().find(|(field, _)| field.is_some_and(TableField::takes_many))?;
    field.filter(|_| share.exp() >= LIKELY)
}

/// Finds the columns that comment on another: `Systemstöd, text` on `Systemstöd`.
///
/// Where the question takes texts of any kind the comment is one more answer; else it is kept beside the
/// answer, and says more of a yes.
fn comments<F: TableField>(headers: &[HeaderCell], profile: &Profile, columns: &mut [Column<F>]) {
    for (index, header) in headers.iter().enumerate() {
        let below_heading = header.group.is_some() && profile.layout.comments_on_heading(&header.own);
        if below_heading && columns[index].field.is_none() {
            let answer = |other: &HeaderCell| {
                other.group == header.group && profile.layout.answers_heading(&other.own)
            };
            let near = |other: &usize| index.abs_diff(*other);
            let answers = (0..headers.len()).filter(|other| answer(&headers[*other]));
            if let Some(of) = answers.min_by_key(near) {
                comment(columns, index, of);
                continue;
            }
        }
        let Some(question) = profile.layout.commented(&header.own).map(key) else { continue };
        // What a bracket adds is no part of a label, and `X (kommentar)` matches as `X` does.
        let bracketed = key(&header.own) == question;
        if columns[index].field.is_some() && columns[index].matched.how != MatchHow::Fuzzy && !bracketed {
            continue;
        }
        let same = |other: &HeaderCell| other.group == header.group && key(&other.own) == question;
        let Some(of) = headers.iter().position(same).filter(|of| *of != index) else { continue };
        comment(columns, index, of);
    }
}

/// Lets one column comment on another.
fn comment<F: TableField>(columns: &mut [Column<F>], index: usize, of: usize) {
    match columns[of].field {
        Some(field) if field.takes_many() && field.kind() == Kind::Text => columns[index].set(field),
        _ => {
            columns[index].matched.field = None;
            columns[index].matched.how = MatchHow::None;
            columns[index].field = None;
            columns[index].comments_on = Some(of);
        }
    }
}

impl<F: TableField> Column<F> {
    /// A column that no header stands above.
    pub(super) fn without_header(place: Place) -> Column<F> {
        Column {
            matched: ColumnMatch {
                header: "".into(),
                place,
                field: None,
                how: MatchHow::None,
                possible: None,
            },
            field: None,
            also: None,
            extra: "".into(),
            option: None,
            comments_on: None,
        }
    }

    fn set(&mut self, field: F) {
        self.field = Some(field);
        self.matched.field = Some(field.into());
        self.matched.how = MatchHow::Alias;
    }
}

/// Adds what a comment says to a plain yes: `Ja` with `USA` beside it is read as `Ja, USA`.
pub(super) fn explain<F: TableField>(entry: &mut Entry<F>, comment: &str, words: &ValueWords) {
    let plain_yes = matches!(&entry.value, Value::YesNo(answer) if answer.yes && answer.detail.is_none());
    if !plain_yes || comment.trim().is_empty() {
        return;
    }
    let both = format!("{}: {}", entry.written.trim(), comment.trim());
    let reading = entry.field.read(words, &both);
    let still_yes = match &reading.value {
        Value::YesNo(answer) => answer.yes,
        Value::Items(items) => !items.is_empty(),
        _ => false,
    };
    if still_yes && reading.not_understood.is_empty() {
        entry.value = reading.value;
    }
}

/// A no that stands in a column which only likely asks for it is not known: what denies a need rests on no guess.
pub(super) fn doubted<F: TableField>(column: &Column<F>, value: Value) -> Value {
    let is_no = matches!(&value, Value::YesNo(answer) if !answer.yes);
    // That none was made is no reason against a need.
    let of_need = !matches!(column.matched.field, Some(AnyField::Activity(Field::DpiaDone | Field::DpiaRef)));
    if column.matched.how == MatchHow::Likely && is_no && of_need { Value::Unknown } else { value }
}

/// The fields that the columns ask for.
pub(super) fn asked<F: TableField>(columns: &[Column<F>]) -> BTreeSet<F> {
    columns.iter().flat_map(|column| [column.field, column.also]).flatten().collect()
}

fn strong<F>(claims: &[Claim<F>]) -> Option<&Claim<F>> {
    claims.iter().find(|claim| !claim.weak)
}

/// The fields that a header may stand for, seen together with the heading above it.
fn claims<F: TableField>(
    header: &HeaderCell,
    profile: &FieldLabels<F>,
    layout: &LayoutWords,
) -> Vec<Claim<F>> {
    let labels = &profile.labels;
    let Some(group) = &header.group else { return labels.find(&header.own) };
    let joined = labels.by_key(&key(&header.written()));
    if !joined.is_empty() {
        return joined.to_vec();
    }
    let own = labels.find(&header.own);
    let found = labels.find(group);
    let Some(heading) = strong(&found) else { return own };
    if layout.answers_heading(&header.own) {
        let how = if heading.how == MatchHow::Fuzzy { MatchHow::Fuzzy } else { MatchHow::Alias };
        return vec![Claim { field: heading.field, how, weak: false }];
    }
    if layout.comments_on_heading(&header.own) {
        return Vec::new();
    }
    own.into_iter()
        .filter_map(|claim| {
            let field = claim.field.under(heading.field)?;
            Some(if field == claim.field {
                claim
            } else {
                // What rests on a heading read by likeness is itself read by likeness, and listed.
                let likeness = heading.how == MatchHow::Fuzzy || claim.how == MatchHow::Fuzzy;
                let how = if likeness { MatchHow::Fuzzy } else { MatchHow::Alias };
                Claim { field, how, weak: false }
            })
        })
        .collect()
}
