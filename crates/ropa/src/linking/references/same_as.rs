//! References by way of another record: "samma som för Skolskjuts" means what that record's reference means.

use crate::linking::cell::CellReading;
use crate::linking::index::Index;
use crate::linking::link::{ReservationKind, Via};
use crate::linking::mention::Mention;
use crate::linking::reference_words::WORDS;
use crate::linking::references::{References, Referring, reservations};
use crate::model::{Field, ProcessingActivity, Register};
use crate::source::CellRef;

/// Gives records that name another in the same file, and no DPIA, what that one's own references lead to.
pub(super) fn follow(references: &mut References, activities: &Index, register: &Register) {
    for (index, activity) in register.activities.iter().enumerate() {
        for (text, cell) in cells(activity) {
            let Some((other, mention)) = named(text, index, activities, register) else { continue };
            if !references.is_open(index, &cell) {
                continue;
            }
            let theirs: Vec<_> = references.links_of(other).collect();
            if theirs.is_empty() {
                continue;
            }
            references.settle(index, &cell);
            for link in theirs {
                let referring = Referring {
                    activity: index,
                    text,
                    cell: cell.clone(),
                    must_resolve: true,
                    says_no: false,
                };
                // What the cell says of it besides: "samma som nr 1 fast ej klar".
                let said = reservations(&mention, &register.dpias[link.dpia], &referring);
                let said = said.into_iter().filter(|one| one.kind != ReservationKind::Other);
                let found = references.link(index, link.dpia, Via::Record, cell.clone());
                found.reservations.extend(link.reservations.into_iter().chain(said));
            }
        }
    }
}

fn cells(activity: &ProcessingActivity) -> impl Iterator<Item = (&str, CellRef)> {
    let fields = [Field::DpiaRef, Field::DpiaDone].into_iter();
    let entries = fields.flat_map(|field| activity.entries_of(field));
    entries.map(|entry| (&*entry.written, activity.cell(entry)))
}

/// The other record that a text names after "samma som".
fn named(text: &str, own: usize, activities: &Index, register: &Register) -> Option<(usize, Mention)> {
    let after = WORDS.same_as(text)?;
    let reading = CellReading::of(after, activities, false);
    let [mention] = &reading.mentions[..] else { return None };
    let hits = mention.hits.first().filter(|hits| hits.sure && !mention.denied)?;
    let [other] = hits.records[..] else { return None };
    let file = |record: usize| &register.activities[record].origin.file;
    (other != own && file(other) == file(own)).then(|| (other, mention.clone()))
}

impl References {
    /// Whether what a cell names is open: nothing, or one that may or may not be meant.
    fn is_open(&self, activity: usize, cell: &CellRef) -> bool {
        self.links_of(activity)
            .filter(|link| link.cells.contains(cell))
            .all(|link| link.reservations.iter().any(|one| one.kind == ReservationKind::Doubtful))
    }

    /// Takes away what was read of a cell.
    fn settle(&mut self, activity: usize, cell: &CellRef) {
        self.links.retain(|(of, _), found| *of != activity || !found.cells.contains(cell));
        if let Some(left) = self.unresolved.get_mut(&activity) {
            left.retain(|reference| reference.cell != *cell);
        }
        self.unresolved.retain(|_, left| !left.is_empty());
        if let Some(claims) = self.claims.get_mut(&activity) {
            claims.retain(|claim| claim.cell != *cell);
        }
    }
}
