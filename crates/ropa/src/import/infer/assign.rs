//! The best fields for the columns of a table, taken together.
//!
//! Each column has its candidates, each with what speaks for it. A field that takes one column goes to the column for
//! which most speaks; the others take the next best. Where two columns would both gain by an exchange they exchange.

use crate::import::column::TableField;
use crate::import::infer::meaning::{Meanings, ModelOf, after, model};
use std::collections::BTreeSet;

/// So many candidates of a column are weighed.
const CANDIDATES: usize = 8;
/// What a second column of one field costs, where the field takes several.
const AGAIN: f32 = 1.0;
const AGAIN_SETTLED: f32 = 3.5;
/// How much the order of the columns weighs.
const ORDER: f32 = 0.5;
/// How often the columns are gone through for exchanges.
const ROUNDS: usize = 4;

/// The field of a column as it was inferred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::import) struct Inferred<F> {
    /// The field.
    pub field: F,
    /// How likely it is, from nothing to one, among what the column may be beside the others.
    pub share: f32,
}

/// The columns to be settled, and the fields that other columns have already.
pub(in crate::import) struct Columns<F> {
    /// What each column may be, absent where it is settled.
    pub open: Vec<Option<Meanings<F>>>,
    /// The fields of those that are settled.
    pub settled: Vec<Option<F>>,
}

impl<F: TableField> Columns<F> {
    /// The field of each column that has one.
    pub(in crate::import) fn settle(mut self) -> Vec<Option<Inferred<F>>> {
        for meanings in self.open.iter_mut().flatten() {
            let none = meanings.iter().find(|(field, _)| field.is_none()).copied();
            meanings.truncate(CANDIDATES);
            if meanings.iter().all(|(field, _)| field.is_some()) {
                meanings.push(none.unwrap_or((None, -9.0)));
            }
        }
        let mut chosen = self.greedy();
        for _ in 0..ROUNDS {
            let moved = self.improve(&mut chosen);
            if !self.exchange(&mut chosen) && !moved {
                break;
            }
        }
        (0..self.open.len()).map(|column| self.inferred(column, &chosen)).collect()
    }

    /// What a field is worth for a column beside what the others have; absent where another has it.
    fn worth(&self, column: usize, field: Option<F>, share: f32, chosen: &[Option<F>]) -> Option<f32> {
        let share = share + self.order(column, field, chosen);
        let Some(field) = field else { return Some(share) };
        let taken = chosen.iter().enumerate().any(|(other, held)| other != column && *held == Some(field));
        match (taken, field.takes_many()) {
            (false, _) => Some(share),
            // Beside a column that a label settles another is seldom the same.
            (true, true) if self.settled.contains(&Some(field)) => Some(share - AGAIN_SETTLED),
            (true, true) => Some(share - AGAIN),
            (true, false) => None,
        }
    }

    /// What the fields of the columns beside it say for a field.
    fn order(&self, column: usize, field: Option<F>, chosen: &[Option<F>]) -> f32 {
        let before = column.checked_sub(1).map(|before| chosen[before]);
        let after = chosen.get(column + 1).copied();
        let pair = |left: Option<F>, right: Option<F>| follows(left, right) * ORDER;
        before.map_or(0.0, |before| pair(before, field)) + after.map_or(0.0, |after| pair(field, after))
    }

    /// Lets each column have what is best for it beside the others; gives whether any changed.
    fn improve(&self, chosen: &mut [Option<F>]) -> bool {
        let mut any = false;
        for column in 0..self.open.len() {
            let Some((best, _)) = self.best(column, chosen) else { continue };
            any |= chosen[column] != best;
            chosen[column] = best;
        }
        any
    }

    fn greedy(&self) -> Vec<Option<F>> {
        let mut all: Vec<(f32, usize, Option<F>)> = Vec::new();
        for (column, meanings) in self.open.iter().enumerate() {
            all.extend(meanings.iter().flatten().map(|(field, share)| (*share, column, *field)));
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let mut chosen = self.settled.clone();
        let mut done = BTreeSet::new();
        for (share, column, field) in all {
            if !done.contains(&column) && self.worth(column, field, share, &chosen).is_some() {
                chosen[column] = field;
                done.insert(column);
            }
        }
        chosen
    }

    /// What a column's own candidate is worth where it stands.
    fn held(&self, column: usize, chosen: &[Option<F>]) -> Option<f32> {
        let field = chosen[column];
        let (_, share) = self.open[column].as_ref()?.iter().find(|(other, _)| *other == field)?;
        self.worth(column, field, *share, chosen)
    }

    /// The best that a column can have beside the others.
    fn best(&self, column: usize, chosen: &[Option<F>]) -> Option<(Option<F>, f32)> {
        let meanings = self.open[column].as_ref()?;
        let worth =
            |(field, share): &(Option<F>, f32)| Some((*field, self.worth(column, *field, *share, chosen)?));
        meanings.iter().filter_map(worth).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Lets columns take a field from another where the two together gain; gives whether any did.
    fn exchange(&self, chosen: &mut Vec<Option<F>>) -> bool {
        let mut any = false;
        for column in 0..self.open.len() {
            let Some(meanings) = &self.open[column] else { continue };
            let Some(now) = self.held(column, chosen) else { continue };
            for (field, share) in meanings {
                let Some(wanted) = *field else { continue };
                let holder =
                    (0..chosen.len()).find(|other| *other != column && chosen[*other] == Some(wanted));
                let Some(holder) = holder.filter(|_| !wanted.takes_many()) else { continue };
                let Some(held) = self.held(holder, chosen) else { continue };
                let mut trial = chosen.clone();
                trial[column] = Some(wanted);
                trial[holder] = None;
                let Some((next, worth)) = self.best(holder, &trial) else { continue };
                trial[holder] = next;
                let Some(gained) = self.worth(column, Some(wanted), *share, &trial) else { continue };
                if gained + worth > now + held + 1e-3 {
                    *chosen = trial;
                    any = true;
                    break;
                }
            }
        }
        any
    }

    /// A column's field, with its share among what the column may be beside the others.
    fn inferred(&self, column: usize, chosen: &[Option<F>]) -> Option<Inferred<F>> {
        let meanings = self.open[column].as_ref()?;
        let worth: Vec<(Option<F>, f32)> = meanings
            .iter()
            .filter_map(|(other, share)| Some((*other, self.worth(column, *other, *share, chosen)?)))
            .collect();
        let all: f32 = worth.iter().map(|(_, worth)| worth.exp()).sum();
        // Where it is most likely none, what it may be all the same.
        let next = || worth.iter().filter(|(field, _)| field.is_some()).max_by(|a, b| a.1.total_cmp(&b.1));
        let field = chosen[column].or_else(|| next()?.0)?;
        let own = worth.iter().find(|(other, _)| *other == Some(field))?.1.exp();
        Some(Inferred { field, share: own / all.max(f32::MIN_POSITIVE) })
    }
}

/// How much likelier a field is after another than anywhere, as a logarithm.
fn follows<F: TableField>(left: Option<F>, right: Option<F>) -> f32 {
    let model = model(F::KIND, ModelOf::Order);
    let key = |field: Option<F>| -> &'static str { field.map_or("-", Into::into) };
    let class = key(right);
    let Some(at) = model.classes.iter().position(|other| other == class) else { return 0.0 };
    model.weight(after(key(left)), at)
}
