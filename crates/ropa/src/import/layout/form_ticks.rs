//! Forms in which a question is answered by a cross: under a yes and a no that head columns, or under one of several options.

use crate::import::layout::{Row, written};
use crate::import::profile::Profile;
use crate::import::values::is_tick;
use crate::model::{Field, Value};
use crate::workbook::{Cell, CellKind};
use std::collections::BTreeMap;

/// So many rows below one that heads answers are looked at for crosses.
const LOOKED_BELOW: usize = 3;

/// The cells of a row that crosses below stand under, by their columns: "Ja | Nej | Vet ej".
pub(super) fn heads<'a>(
    rows: &[Row<'a>],
    index: usize,
    label_col: u32,
    profile: &Profile,
) -> Option<BTreeMap<u32, &'a Cell>> {
    let right = |cells: &'a [Cell]| written(cells).filter(move |cell| cell.place.col > label_col);
    let (_, cells) = rows[index];
    let heads: BTreeMap<u32, &Cell> = right(cells).map(|cell| (cell.place.col, cell)).collect();
    let said = |cell: &&Cell| {
        let whole = cell.kind == CellKind::Text && cell.text.trim().chars().count() > 1;
        whole.then(|| profile.words().read_field(Field::K1, &cell.text).value)
    };
    let yes_no = |yes: bool| {
        heads.values().any(|cell| matches!(said(cell), Some(Value::YesNo(answer)) if answer.yes == yes))
    };
    let answers =
        |cell: &&Cell| matches!(said(cell), Some(Value::YesNo(_) | Value::Unknown | Value::NotApplicable));
    if !(yes_no(true) && yes_no(false) && heads.values().all(answers)) {
        return None;
    }
    let mut below = rows[index + 1..].iter().take(LOOKED_BELOW);
    let ticked = |(_, cells): &Row<'a>| {
        let mut crosses = right(cells).peekable();
        let asked = written(cells).any(|cell| cell.place.col == label_col);
        asked
            && crosses.peek().is_some()
            && crosses.all(|cell| is_tick(&cell.text) && heads.contains_key(&cell.place.col))
    };
    below.any(ticked).then_some(heads)
}

/// The cells of the row above that crosses stand under, and how many others it has: the options that were chosen. None where one
/// of the crosses stands under nothing.
pub(super) fn options<'a>(
    above: &'a [Cell],
    crosses: &[&Cell],
    label_col: u32,
) -> Option<(Vec<&'a Cell>, usize)> {
    let options: Vec<&Cell> = written(above).filter(|cell| cell.place.col > label_col).collect();
    let under = |option: &&Cell| crosses.iter().any(|cross| cross.place.col == option.place.col);
    let chosen: Vec<&Cell> = options.iter().copied().filter(|option| under(option)).collect();
    let all = crosses.iter().all(|cross| is_tick(&cross.text)) && chosen.len() == crosses.len();
    (all && options.len() > 1).then(|| {
        let left = options.len() - chosen.len();
        (chosen, left)
    })
}
