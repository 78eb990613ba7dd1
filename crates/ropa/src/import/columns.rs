//! Which column of a table is read into which field.
//!
//! A header alone does not decide: `E-post` belongs to the person in the column before it, `Namn`
//! under the heading `Dataskyddsombud` is not the name of the processing, and of two columns for
//! one question only one can be it, unless the question takes several answers.

use crate::import::column::{Column, Context, HeaderCell, TableField};
use crate::import::header::{Claim, ColumnMatch, MatchHow, key, strong};
use crate::import::infer::settle::{contradicts, infer, refer};
use crate::import::layout_words::LayoutWords;
use crate::import::options::options;
use crate::import::profile::{FieldLabels, Profile};
use crate::import::together::asked_together;
use crate::import::value_words::ValueWords;
use crate::model::{AnyField, Entry, Field, Kind, Value};
use std::collections::{BTreeMap, BTreeSet};

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
    for (claims, header) in claims.iter_mut().zip(headers) {
        claims.retain(|claim| !contradicts(header, context, claim));
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
                grounds: None,
            },
            field: claim.map(|claim| claim.field),
            also: None,
            together: Vec::new(),
            extra,
            option: None,
            comments_on: None,
        });
    }
    options(headers, profile, context, &mut columns);
    comments(headers, context.profile, &mut columns);
    infer(headers, profile, context, &mut columns);
    refer(headers, context, &mut columns);
    for (header, column) in headers.iter().zip(&mut columns) {
        let plain = column.field.filter(|_| column.option.is_none());
        column.together = plain.map(|field| asked_together(&header.written(), field)).unwrap_or_default();
    }
    for (&field, &other) in &profile.fallbacks {
        if !columns.iter().any(|column| column.field == Some(field))
            && let Some(column) = columns.iter_mut().find(|column| column.field == Some(other))
        {
            column.also = Some(field);
        }
    }
    columns
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
    let of = |column: &Column<F>| -> Vec<F> {
        column.field.into_iter().chain(column.also).chain(column.together.iter().copied()).collect()
    };
    columns.iter().flat_map(of).collect()
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
    if layout.is_rest(&header.own) && heading.field.kind() == Kind::Items && heading.field.takes_many() {
        return vec![Claim { field: heading.field, how: MatchHow::Alias, weak: false }];
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
