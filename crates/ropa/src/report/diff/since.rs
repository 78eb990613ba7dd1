//! What has become of the gaps since an earlier register, for the report of a year: what is closed and what has come, with why.

use super::sentences::{Sentences, Side};
use super::view::DiffView;
use crate::diff::{GapCounts, KeptRecord, MergedRecord};
use crate::gaps::GapKind;
use crate::model::Severity;
use crate::screening::NeedVerdict;
use serde::Serialize;
use strum::{EnumIter, IntoStaticStr};

/// What has become of the gap of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(crate = "crate::text::variants")]
#[strum(serialize_all = "snake_case")]
pub(in crate::report) enum Became {
    /// It is not there any more.
    Closed,
    /// It was not there before.
    Opened,
    /// It is of a record that only the new register has.
    New,
    /// It is still there, of another kind.
    OtherKind,
    /// It was of a record that has become one with another.
    Merged,
    /// It was of a record that is not in the new register.
    Gone,
    /// It is as it was.
    Same,
}

/// How a record stood in one of the registers.
#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::report) struct Standing {
    /// Whether it needed a DPIA.
    pub(in crate::report) need: NeedVerdict,
    /// What stood on the list of work, where anything did.
    pub(in crate::report) gap: Option<GapKind>,
}

/// The gap of one record between two registers.
pub(in crate::report) struct SinceGap {
    pub(in crate::report) became: Became,
    /// The key of the record, of the side where it is named.
    pub(in crate::report) key: String,
    /// Its own id, else where it stands.
    pub(in crate::report) id: String,
    pub(in crate::report) name: String,
    pub(in crate::report) unit: String,
    /// The record with its gap, in words.
    pub(in crate::report) what: String,
    /// Why, in words without codes; empty where there is nothing to tell.
    pub(in crate::report) why: String,
    pub(in crate::report) before: Option<Standing>,
    pub(in crate::report) now: Option<Standing>,
}

/// What has become of the gaps.
pub(in crate::report) struct SinceRegister {
    /// The figures; they add up.
    pub(in crate::report) counts: GapCounts,
    /// Why gaps cannot be compared, where one of the registers names no DPIA.
    pub(in crate::report) warning: Option<&'static str>,
    /// Every gap of either register, in their order.
    all: Vec<SinceGap>,
}

impl SinceRegister {
    /// Tells what has become of the gaps between two registers: of what needs a DPIA and has none in force.
    pub(in crate::report) fn of(view: &DiffView<'_>) -> SinceRegister {
        let (s, diff) = (Sentences::new(view), view.diff);
        let kept = diff.kept.iter().filter_map(|one| kept(&s, one));
        let new = diff.new.iter().filter_map(|one| lone(&s, Became::New, Side::New, one.index));
        let merged = diff.merged.iter().filter_map(|one| merged(&s, one));
        let gone = diff.gone.iter().filter_map(|one| lone(&s, Became::Gone, Side::Old, one.index));
        let all = kept.chain(new).chain(merged).chain(gone).collect();
        SinceRegister { counts: diff.counts.lacking.clone(), warning: s.no_dpias(), all }
    }

    /// The gaps of which one thing has become.
    pub(in crate::report) fn that(&self, became: Became) -> impl Iterator<Item = &SinceGap> {
        self.all.iter().filter(move |one| one.became == became)
    }
}

/// What has become of the gap of a record that both registers have; nothing where it never had one.
fn kept(s: &Sentences<'_, '_>, record: &KeptRecord) -> Option<SinceGap> {
    let became = match (lacks(s, Side::Old, record.old), lacks(s, Side::New, record.new)) {
        (true, false) => Became::Closed,
        (false, true) => Became::Opened,
        (true, true) if record.gap.is_some() => Became::OtherKind,
        (true, true) => Became::Same,
        (false, false) => return None,
    };
    let (before, now) = (standing(s, Side::Old, record.old), standing(s, Side::New, record.new));
    let one = SinceGap { before, now, ..named(s, became, Side::New, record.new)? };
    Some(match (&record.gap, &record.verdict) {
        (Some(gap), _) => {
            let why = without_codes(&s.why(record.new, &gap.why));
            SinceGap { what: s.gap_head(record, gap), why, ..one }
        }
        // The same stands on the list of work, and is a gap by what is needed.
        (None, Some(verdict)) => {
            let why = without_codes(&s.why(record.new, &verdict.why));
            SinceGap { what: s.verdict_head(record, verdict), why, ..one }
        }
        (None, None) => one,
    })
}

/// The gap of a record that only one register has.
fn lone(s: &Sentences<'_, '_>, became: Became, side: Side, index: usize) -> Option<SinceGap> {
    let is = standing(s, side, index).filter(|_| lacks(s, side, index))?;
    let (before, now) = if side == Side::Old { (Some(is), None) } else { (None, Some(is)) };
    Some(SinceGap { before, now, ..named(s, became, side, index)? })
}

/// The gap of a record that has become one with another, which is told of it.
fn merged(s: &Sentences<'_, '_>, record: &MergedRecord) -> Option<SinceGap> {
    let one = lone(s, Became::Merged, Side::Old, record.old)?;
    let with = s.texts.gap.now_is.fill(&[("record", &one.what), ("other", &s.record(Side::New, record.new))]);
    Some(SinceGap { what: with, now: standing(s, Side::New, record.new), ..one })
}

/// A record of a side by what it is called, with its gap there.
fn named(s: &Sentences<'_, '_>, became: Became, side: Side, index: usize) -> Option<SinceGap> {
    let activity = s.activity(side, index)?;
    let gap = s.gap_of(side, index).map(|gap| s.wording.gap(gap)).unwrap_or_default();
    let record = s.record(side, index);
    Some(SinceGap {
        became,
        key: activity.key.to_string(),
        id: s.handle(side, index),
        name: activity.label().to_string(),
        unit: activity.unit().unwrap_or_default(),
        what: match side {
            Side::Old => s.texts.gap.closed.fill(&[("record", &record), ("before", &gap)]),
            Side::New => s.texts.gap.opened.fill(&[("record", &record), ("now", &gap)]),
        },
        why: String::new(),
        before: None,
        now: None,
    })
}

/// Whether a record needs a DPIA and has none in force.
fn lacks(s: &Sentences<'_, '_>, side: Side, index: usize) -> bool {
    let gap = s.assessed(side).of(index).and_then(|one| one.gap.as_ref());
    gap.is_some_and(|gap| gap.severity == Severity::Error)
}

fn standing(s: &Sentences<'_, '_>, side: Side, index: usize) -> Option<Standing> {
    let need = s.assessed(side).of(index)?.need.verdict;
    Some(Standing { need, gap: s.gap_of(side, index) })
}

/// A text without the codes of rules in brackets, `[S-PART]`: a board reads what they say.
fn without_codes(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" [") {
        plain.push_str(before);
        let is_code = |code: &str| {
            !code.is_empty() && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
        };
        match after.split_once(']').filter(|(code, _)| is_code(code)) {
            Some((_, after)) => rest = after,
            None => {
                plain.push_str(" [");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::without_codes;

    #[test]
    fn only_codes_are_left_out() {
        for (text, expected) in [
            ("omfattar inte allt [S-PART]", "omfattar inte allt"),
            ("a [S-36]; b [R-STALE-07]”.", "a; b”."),
            ("system [gamla] och [x", "system [gamla] och [x"),
            ("", ""),
        ] {
            assert_eq!(without_codes(text), expected);
        }
    }
}
