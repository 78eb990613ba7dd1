//! Which code a number cell means that may have lost its final zero: 3.1 or 3.10.

use super::super::code::ProcessCode;
use super::super::code_reading::CellCode;
use super::raw_row::RawRow;
use std::collections::BTreeSet;

/// The settled code of each row; absent where the row has none, or where nothing in the sheet says which.
///
/// The rows that follow decide (children of 3.10 follow 3.10), then which of the two the sheet has
/// elsewhere or needs as a parent. Where 3.9 makes 3.10 likely and nothing tells them apart, the row stays open.
pub(super) fn settle_codes(raws: &[RawRow]) -> Vec<Option<ProcessCode>> {
    let mut settled: Vec<Option<ProcessCode>> = raws.iter().map(sure).collect();
    loop {
        let known: BTreeSet<ProcessCode> = settled.iter().flatten().cloned().collect();
        let mut changed = false;
        for index in 0..raws.len() {
            if settled[index].is_none()
                && let Some((short, long)) = either(&raws[index])
                && let Some(code) = decide(raws, &settled, &known, index, short, long)
            {
                settled[index] = Some(code);
                changed = true;
            }
        }
        if !changed {
            return settled;
        }
    }
}

fn sure(raw: &RawRow) -> Option<ProcessCode> {
    match raw.code.as_ref().map(|code| &code.read) {
        Some(Ok(CellCode::Sure(reading))) => Some(reading.code.clone()),
        _ => None,
    }
}

fn either(raw: &RawRow) -> Option<(&ProcessCode, &ProcessCode)> {
    match raw.code.as_ref().map(|code| &code.read) {
        Some(Ok(CellCode::Either { short, long })) => Some((short, long)),
        _ => None,
    }
}

fn decide(
    raws: &[RawRow],
    settled: &[Option<ProcessCode>],
    known: &BTreeSet<ProcessCode>,
    index: usize,
    short: &ProcessCode,
    long: &ProcessCode,
) -> Option<ProcessCode> {
    let raw = &raws[index];
    let same = |other: &RawRow| either(other).is_some_and(|(s, _)| s == short);
    // Rows of the same node follow each other in a plan of document types.
    let follows = |i: usize| raws[i].code.is_some() && !(raw.repeats && same(&raws[i]));
    let next = (index + 1..raws.len()).take_while(|i| raws[*i].source == raw.source).find(|i| follows(*i));
    if let Some(next) = next.and_then(|next| settled[next].as_ref()) {
        if next.is_below(long) {
            return Some(long.clone());
        }
        if next.is_below(short) {
            return Some(short.clone());
        }
    }
    if raw.repeats && index > 0 && raws[index - 1].source == raw.source && same(&raws[index - 1]) {
        return settled[index - 1].clone();
    }
    match (known.contains(short), known.contains(long)) {
        (false, true) => return Some(short.clone()),
        (true, _) => return None,
        (false, false) => {}
    }
    let rival =
        |(i, other): (usize, &RawRow)| i != index && settled[i].is_none() && same(other) && !raw.repeats;
    if raws.iter().enumerate().any(rival) {
        return None;
    }
    let below = |code: &ProcessCode| known.iter().any(|other| other.is_below(code));
    match (below(short), below(long)) {
        (true, true) => return None,
        (false, true) => return Some(long.clone()),
        (true, false) => return Some(short.clone()),
        (false, false) => {}
    }
    let last = long.segments().last().copied().unwrap_or_default();
    let before = long.with_last(last.saturating_sub(1));
    let likely = known.contains(&before) || raws.iter().any(|r| either(r).is_some_and(|(s, _)| *s == before));
    (!likely).then(|| short.clone())
}
