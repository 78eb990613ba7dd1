//! What the columns of a table mean that no label settles.

use crate::import::column::{Choice, Column, Context, HeaderCell, TableField};
use crate::import::header::{Claim, Grounds, MatchHow};
use crate::import::infer::assign::{Columns, Inferred};
use crate::import::infer::content::content;
use crate::import::infer::meaning::{Meanings, meanings};
use crate::import::infer::shape::Shape;
use crate::import::profile::FieldLabels;
use crate::import::table_info::TableKind;
use crate::text::linear::log_shares;
use std::collections::BTreeSet;

/// How likely an inferred field is at least, to be surely the one, and to be used at all.
const SURE: f32 = 0.85;
pub(in crate::import) const LIKELY: f32 = 0.6;
/// The fields that are used where they are sure, and proposed else: each of their cells is followed, and told where it
/// leads nowhere.
const SURE_ONLY: [&str; 2] = ["dpia_ref", "dpia_not_needed_reason"];
/// What a field loses that the header's own words rule out.
const GAINSAID: f32 = 20.0;
/// How likely it is at least, to be named as what the column may be.
const POSSIBLE: f32 = 0.15;

/// How likely another field is at least, and that of the label at most, where heading and cells contradict a label.
const SURELY_OTHER: f32 = 0.9;
const HARDLY: f32 = 0.03;

/// How likely it is at least by the heading alone.
const HEARD: f32 = 0.003;
/// And this likely to be a criterion among options.
const SAID: f32 = 0.3;
/// From this on a heading below another asks for a criterion by its own words.
const ASKS: f32 = 0.95;

/// What speaks for the fields of one column.
struct Evidence<F> {
    /// By the heading alone.
    heading: Meanings<F>,
    shape: Shape,
    /// By all together.
    all: Meanings<F>,
}

/// Infers what the columns mean that no label settles.
pub(in crate::import) fn infer<F: TableField>(
    headers: &[HeaderCell],
    profile: &FieldLabels<F>,
    context: &Context<'_>,
    columns: &mut [Column<F>],
) {
    let beside_options = |header: &HeaderCell| {
        let all = headers.iter().zip(columns.iter());
        header.group.is_some()
            && all.into_iter().any(|(other, column)| {
                other.group == header.group && matches!(column.option, Some(Choice::Item(_)))
            })
            && !counts(&(context.sample)(header))
    };
    let evidence = headers.iter().zip(columns.iter()).map(|(header, column)| {
        let settled = column.field.is_some()
            || column.comments_on.is_some()
            || header.own.trim().is_empty()
            || profile.labels.is_ignored(&header.own)
            || beside_options(header)
            // What a label stands for where its neighbours allow it was weighed by them already.
            || profile.labels.find(&header.own).iter().any(|claim| !contradicts(header, context, claim));
        (!settled).then(|| weigh(header, context))
    });
    let evidence: Vec<Option<Evidence<F>>> = evidence.collect();
    if evidence.iter().any(Option::is_some) {
        let open = evidence.iter().map(|one| one.as_ref().map(|one| one.all.clone())).collect();
        let settled = columns.iter().map(|column| column.field).collect();
        let mut inferred = Columns { open, settled }.settle();
        for at in 0..inferred.len() {
            if is_stray_criterion(at, headers, context, columns, &inferred, &evidence) {
                inferred[at] = None;
            }
        }
        for ((column, inferred), evidence) in columns.iter_mut().zip(inferred).zip(&evidence) {
            if let (Some(inferred), Some(evidence)) = (inferred, evidence) {
                enter(column, inferred, evidence);
            }
        }
    }
    one_body(headers, context, columns);
    retitle(headers, profile, context, columns);
    name(headers, context, columns);
    identify(headers, context, columns);
}

/// Whether a column of crosses below a heading is taken for a criterion where most of the others below it are none: they
/// are options of something else.
fn is_stray_criterion<F: TableField>(
    at: usize,
    headers: &[HeaderCell],
    context: &Context<'_>,
    columns: &[Column<F>],
    inferred: &[Option<Inferred<F>>],
    evidence: &[Option<Evidence<F>>],
) -> bool {
    let is_criterion = |field: F| {
        let key: &str = field.into();
        key.strip_prefix('k').is_some_and(|number| number.parse::<u8>().is_ok())
    };
    let guessed = inferred[at].as_ref().is_some_and(|one| is_criterion(one.field));
    if !guessed || headers[at].group.is_none() || !(context.ticked)(headers[at].place.col) {
        return false;
    }
    // "Görs det i stor omfattning?" asks by itself, whatever stands above it.
    let own = meanings::<F>(&headers[at].own, None);
    if own.iter().any(|(field, share)| field.is_some_and(is_criterion) && share.exp() >= ASKS) {
        return false;
    }
    let beside: Vec<usize> =
        (0..headers.len()).filter(|other| headers[*other].group == headers[at].group).collect();
    // What only crosses and neighbours say of a heading is no criterion.
    let heard = |other: usize, field: F| {
        let heading = evidence[other].iter().flat_map(|one| &one.heading);
        heading.into_iter().any(|(of, share)| *of == Some(field) && share.exp() >= SAID)
    };
    let inferred =
        |other: usize| inferred[other].as_ref().map(|one| one.field).filter(|field| heard(other, *field));
    let field = |other: &usize| columns[*other].field.or_else(|| inferred(*other));
    let criteria = beside.iter().filter(|other| field(other).is_some_and(is_criterion)).count();
    2 * criteria <= beside.len()
}

/// Takes one body that stands in every row of a guessed column of processors for the controller: each keeper engages several, or
/// none, but is one and the same.
fn one_body<F: TableField>(headers: &[HeaderCell], context: &Context<'_>, columns: &mut [Column<F>]) {
    /// Fewer rows may engage the same by chance.
    const FEWEST: usize = 5;
    let Some((processors, controller)) = F::of_key("processors").zip(F::of_key("controller")) else { return };
    let known = columns.iter().any(|column| column.field == Some(controller));
    for (header, column) in headers.iter().zip(columns) {
        let guessed = matches!(column.matched.how, MatchHow::Inferred | MatchHow::Likely);
        let cells = (context.sample)(header);
        let one = cells.len() >= FEWEST && cells.iter().all(|cell| cell.trim() == cells[0].trim());
        if !(guessed && one && column.field == Some(processors)) {
            continue;
        }
        column.field = Some(controller).filter(|_| !known);
        column.matched.field = column.field.map(Into::into);
        column.matched.how = MatchHow::Likely;
        column.matched.grounds = None;
    }
}

/// Whether cells are numbers: beside options that are chosen they count, and are no further option.
fn counts(cells: &[&str]) -> bool {
    !cells.is_empty() && cells.iter().all(|text| text.trim().parse::<f64>().is_ok_and(|number| number > 1.0))
}

/// Weighs what the heading, the cells and their shape say of a column.
fn weigh<F: TableField>(header: &HeaderCell, context: &Context<'_>) -> Evidence<F> {
    let heading = meanings::<F>(&header.own, header.group.as_deref());
    let cells = (context.sample)(header);
    let shape = Shape::of(&cells, context.profile.words());
    let words = &context.profile.layout;
    let mut said = heading.clone();
    for (field, share) in &mut said {
        let Some(field) = *field else { continue };
        let gainsaid = words.gainsays(&header.own, field.kind());
        *share += shape.speaks(field) - if gainsaid { GAINSAID } else { 0.0 };
    }
    Evidence { heading, shape, all: weighed(said, &content(&cells)) }
}

/// Whether a heading and the cells below it say together that a column is surely another field than a label of many
/// wordings stands for: below `Klar?` may stand a day, or how far it has come.
pub(in crate::import) fn contradicts<F: TableField>(
    header: &HeaderCell,
    context: &Context<'_>,
    claim: &Claim<F>,
) -> bool {
    if !matches!(claim.how, MatchHow::Alias | MatchHow::Fuzzy) {
        return false;
    }
    let Evidence { mut all, shape, .. } = weigh::<F>(header, context);
    let mut shares: Vec<f32> = all.iter().map(|(_, share)| *share).collect();
    log_shares(&mut shares);
    all.iter_mut().zip(shares).for_each(|(meaning, share)| meaning.1 = share.exp());
    let own = all.iter().find(|(field, _)| *field == Some(claim.field)).map_or(0.0, |(_, share)| *share);
    let other = all.first().is_some_and(|(field, share)| field.is_some() && *share >= SURELY_OTHER);
    shape.has_cells() && other && own < HARDLY
}

/// Reads a column into what it most likely is, or names what it may be.
fn enter<F: TableField>(column: &mut Column<F>, inferred: Inferred<F>, evidence: &Evidence<F>) {
    let alone = evidence.heading.iter().find(|(field, _)| *field == Some(inferred.field));
    let alone = alone.map_or(0.0, |(_, share)| share.exp());
    // What only the cells and the neighbours say is a guess, unless the cells are of the field's own vocabulary.
    if alone < HEARD && !evidence.shape.is_of(inferred.field.into()) {
        return;
    }
    let least = if SURE_ONLY.contains(&inferred.field.into()) { SURE } else { LIKELY };
    let percent = |share: f32| (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    if inferred.share >= least {
        column.field = Some(inferred.field);
        column.matched.field = Some(inferred.field.into());
        column.matched.how = if inferred.share >= SURE { MatchHow::Inferred } else { MatchHow::Likely };
    } else if inferred.share >= POSSIBLE {
        column.matched.possible = Some(inferred.field.into());
    } else {
        return;
    }
    column.matched.grounds = Some(Grounds {
        likely: percent(inferred.share),
        heading: percent(alone),
        cells: evidence.shape.most(),
    });
}

/// How long the names of a column are on the average, in characters.
const NAME_LENGTH: std::ops::RangeInclusive<usize> = 3..=90;

/// Takes the texts that most look like names for the names of the records, where nothing else tells one record
/// from another: without one nothing in the table would count.
fn name<F: TableField>(headers: &[HeaderCell], context: &Context<'_>, columns: &mut [Column<F>]) {
    let keys =
        if F::KIND == TableKind::Dpias { ["title", "id", "case_number"] } else { ["name", "id", "id"] };
    let is =
        |column: &Column<F>, keys: &[&str]| column.field.is_some_and(|field| keys.contains(&field.into()));
    let Some(name) = F::of_key(keys[0]).filter(|_| !columns.iter().any(|column| is(column, &keys[..1])))
    else {
        return;
    };
    // Where ids tell the records apart, what they are called stands right beside.
    let id = columns.iter().position(|column| is(column, &keys[1..]));
    let free = |column: &usize| {
        let beside = id.is_none_or(|id| *column == id + 1);
        beside && columns[*column].field.is_none() && columns[*column].comments_on.is_none()
    };
    let like_a_name = |column: usize| {
        let cells = (context.sample)(&headers[column]);
        let different: BTreeSet<&str> = cells.iter().copied().collect();
        let letters: usize = cells.iter().map(|text| text.chars().count()).sum();
        let texts = Shape::of(&cells, context.profile.words()).speaks(name) >= 0.0;
        let fits = cells.len() >= 2
            && different.len() == cells.len()
            && texts
            && NAME_LENGTH.contains(&(letters / cells.len()))
            && cells.iter().all(|text| text.chars().any(char::is_alphabetic));
        // The further to the left the likelier; gaps speak against it.
        fits.then(|| cells.len() * 4 - column.min(cells.len() * 4))
    };
    let first = (0..columns.len()).filter(free).filter_map(|column| Some((like_a_name(column)?, column)));
    let best = first.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    // Of two columns that seem to answer one question the first is more likely what the records are called.
    let again = |column: &usize| {
        let of = &columns[*column];
        let guessed = matches!(of.matched.how, MatchHow::Inferred | MatchHow::Likely);
        guessed && columns[column + 1..].iter().any(|other| other.field.is_some() && other.field == of.field)
    };
    let best = best.or_else(|| {
        if id.is_some() {
            return None;
        }
        let mut repeated = (0..columns.len()).filter(again);
        repeated.find_map(|column| Some((like_a_name(column)?, column)))
    });
    if let Some(column) = best.map(|(_, column)| &mut columns[column]) {
        column.field = Some(name);
        column.matched.field = Some(name.into());
        column.matched.how = MatchHow::Likely;
        column.matched.possible = None;
        column.matched.grounds = None;
    }
}

/// Takes what seems to hold the titles for the ids where its cells are numbered in one series, and another column is called
/// after the title: "DPIA | Tittel" above "DPIA-1 | Språkbad".
fn retitle<F: TableField>(
    headers: &[HeaderCell],
    profile: &FieldLabels<F>,
    context: &Context<'_>,
    columns: &mut [Column<F>],
) {
    let Some((id, title)) = F::of_key("id").zip(F::of_key("title")) else { return };
    if columns.iter().any(|column| column.field == Some(id)) {
        return;
    }
    let numbered =
        |at: &usize| columns[*at].field == Some(title) && is_series(&(context.sample)(&headers[*at]));
    let called = |at: &usize| {
        columns[*at].field.is_none()
            && profile.labels.find(&headers[*at].own).iter().any(|claim| claim.field == title)
    };
    let Some(first) = (0..columns.len()).find(numbered) else { return };
    let Some(other) = (0..columns.len()).find(called) else { return };
    for (at, field) in [(first, id), (other, title)] {
        columns[at].field = Some(field);
        columns[at].matched.field = Some(field.into());
        columns[at].matched.how = MatchHow::Inferred;
        columns[at].matched.possible = None;
        columns[at].matched.grounds = None;
    }
}

/// Takes the leftmost column whose cells are numbered in one series (`VA-01`, `VA-02`) for the ids of the records, where
/// none is: what refers to the records names them so.
fn identify<F: TableField>(headers: &[HeaderCell], context: &Context<'_>, columns: &mut [Column<F>]) {
    let Some(id) = F::of_key("id").filter(|id| !columns.iter().any(|column| column.field == Some(*id)))
    else {
        return;
    };
    let is_named =
        |column: &Column<F>| column.field.is_some_and(|field| matches!(field.into(), "name" | "title"));
    let before_name = columns.iter().position(is_named).unwrap_or(0).max(1);
    let free = |column: &Column<F>| column.field.is_none() && column.comments_on.is_none();
    let numbered = |index: &usize| free(&columns[*index]) && is_series(&(context.sample)(&headers[*index]));
    let Some(index) = (0..before_name.min(columns.len())).find(numbered) else { return };
    let column = &mut columns[index];
    column.field = Some(id);
    column.matched.field = Some(id.into());
    column.matched.how = MatchHow::Inferred;
    column.matched.possible = None;
    column.matched.grounds = None;
}

/// Fewest members of a series.
const SERIES: usize = 3;

/// Whether texts are different numbers behind the same letters, alone or after a year: `VA-01`, `BK 24-1`.
fn is_series(cells: &[&str]) -> bool {
    let parted = |text: &'_ str| -> Option<(String, Vec<u32>)> {
        let text = text.trim();
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, number) = text.split_at(digits);
        let numbers: Option<Vec<u32>> = number.split(['-', ':', '/']).map(|part| part.parse().ok()).collect();
        let numbers = numbers.filter(|numbers| numbers.len() <= 2)?;
        (letters.chars().any(char::is_alphabetic) && letters.chars().count() <= 6)
            .then(|| (letters.to_lowercase(), numbers))
    };
    let members: Option<BTreeSet<(String, Vec<u32>)>> = cells.iter().map(|text| parted(text)).collect();
    let Some(members) = members.filter(|members| members.len() == cells.len() && cells.len() >= SERIES)
    else {
        return false;
    };
    let letters: BTreeSet<&str> = members.iter().map(|(letters, _)| &**letters).collect();
    letters.len() == 1
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

/// Takes a column that is called after DPIAs, and whose cells name them rather than answer whether there is one, for
/// references.
pub(in crate::import) fn refer<F: TableField>(
    headers: &[HeaderCell],
    context: &Context<'_>,
    columns: &mut [Column<F>],
) {
    let Some((done, reference)) = F::of_key("dpia_done").zip(F::of_key("dpia_ref")) else { return };
    if columns.iter().any(|column| column.field == Some(reference)) {
        return;
    }
    for (header, column) in headers.iter().zip(columns).filter(|(_, column)| column.field == Some(done)) {
        if Shape::of(&(context.sample)(header), context.profile.words()).names_more_than_it_answers() {
            column.field = Some(reference);
            column.matched.field = Some(reference.into());
            column.matched.how = MatchHow::Inferred;
            // They were those of another field.
            column.matched.grounds = None;
        }
    }
}
