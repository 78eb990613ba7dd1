//! What the texts of a row, or the questions of a form, say together of being the headings of a table.

use crate::import::infer::meaning::{kinds, meanings};
use crate::import::table_info::TableKind;
use crate::model::{DpiaField, Field};
use std::collections::BTreeSet;

/// A heading is at most so long, in characters; longer text is prose.
const LONGEST: usize = 250;
/// A field counts as named from this share on.
const NAMED: f32 = 0.35;
/// What the name of a sheet or a title adds for the kind that it names.
const HINT: f32 = 4.0;
const SAID: f32 = 2.0;

/// What texts say together of being headings.
#[derive(Debug, Default)]
pub(in crate::import) struct HeadingEvidence {
    /// Cells looked at, and those of them that are short texts.
    cells: usize,
    texts: usize,
    /// By kind of text: the sums of the logarithms of shares, and of the shares.
    logs: [f32; 4],
    shares: [f32; 4],
    activity: BTreeSet<Field>,
    dpia: BTreeSet<DpiaField>,
    /// The texts, to tell what stands several times.
    seen: BTreeSet<String>,
}

impl HeadingEvidence {
    /// Looks at a cell that is no text.
    pub(in crate::import) fn no_text(&mut self) {
        self.cells += 1;
    }

    /// Looks at one text more.
    pub(in crate::import) fn look(&mut self, text: &str) {
        self.cells += 1;
        if text.chars().count() > LONGEST {
            return;
        }
        self.texts += 1;
        self.seen.insert(text.trim().to_lowercase());
        // One text is not to decide alone, however sure.
        for (kind, log) in kinds(text).into_iter().enumerate() {
            self.logs[kind] += log.max(-4.0);
            self.shares[kind] += log.exp();
        }
        let activity = meanings::<Field>(text, None);
        let dpia = meanings::<DpiaField>(text, None);
        let named = |share: f32| share.exp() >= NAMED;
        self.activity
            .extend(activity.first().filter(|(_, share)| named(*share)).and_then(|(field, _)| *field));
        self.dpia.extend(dpia.first().filter(|(_, share)| named(*share)).and_then(|(field, _)| *field));
    }

    /// How many fields are named, of the kind that more are named of.
    pub(in crate::import) fn recognised(&self) -> usize {
        self.activity.len().max(self.dpia.len())
    }

    /// How sure it is that these are headings of either kind: the sum of what speaks for it.
    pub(in crate::import) fn sum(&self) -> f32 {
        self.shares[0] + self.shares[1]
    }

    /// What kind of table has these headings.
    pub(in crate::import) fn kind(&self, hint: Option<TableKind>, says_dpia: bool) -> Option<TableKind> {
        let n = self.texts as f32;
        if self.texts < 3 || self.texts * 4 < self.cells * 3 || self.seen.len() * 4 < self.texts * 3 {
            return None;
        }
        let ours = self.shares[0] + self.shares[1];
        if ours < 0.55 * n || self.shares[3] > 0.4 * n {
            return None;
        }
        let mut lean = self.logs[0] - self.logs[1];
        match hint {
            Some(TableKind::Activities) => lean += HINT,
            Some(TableKind::Dpias) => lean -= HINT,
            _ if says_dpia => lean -= SAID,
            _ => {}
        }
        let (named, identified) = if lean >= 0.0 {
            let names = [Field::Id, Field::Name, Field::Purpose];
            (self.activity.len(), names.iter().any(|field| self.activity.contains(field)))
        } else {
            let names = [DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title, DpiaField::Covers];
            (self.dpia.len(), names.iter().any(|field| self.dpia.contains(field)))
        };
        let enough = named >= 4 && named * 2 >= self.texts || named >= 3 && named == self.texts;
        (enough && identified).then_some(if lean >= 0.0 { TableKind::Activities } else { TableKind::Dpias })
    }
}
