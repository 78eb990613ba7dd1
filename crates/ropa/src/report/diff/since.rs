//! What has become of the gaps since an earlier register, for the report of a year: what is closed and what has come, with why.

use super::judged::Told;
use super::sentences::{Sentences, Side};
use super::view::DiffView;
use crate::diff::{GapCounts, KeptRecord};
use crate::model::Severity;

/// What has become of the gaps.
pub(in crate::report) struct SinceRegister {
    /// The figures; they add up.
    pub(in crate::report) counts: GapCounts,
    /// What is closed.
    pub(in crate::report) closed: Vec<Told>,
    /// What has come of processing that was there.
    pub(in crate::report) opened: Vec<Told>,
    /// New processing that has a gap, by its id and its name.
    pub(in crate::report) new: Vec<Told>,
}

impl SinceRegister {
    /// Tells what has become of the gaps between two registers: of what needs a DPIA and has none in force.
    pub(in crate::report) fn of(view: &DiffView<'_>) -> SinceRegister {
        let s = Sentences::new(view);
        let lacks = |side: Side, index: usize| {
            let gap = s.assessed(side).of(index).and_then(|one| one.gap.as_ref());
            gap.is_some_and(|gap| gap.severity == Severity::Error)
        };
        let kept = |is: &dyn Fn(&KeptRecord) -> bool| -> Vec<Told> {
            let told = view.diff.kept.iter().filter(|one| is(one)).filter_map(|one| s.told(one));
            told.map(|one| Told { why: without_codes(&one.why), ..one }).collect()
        };
        let new = view.diff.new.iter().filter(|one| lacks(Side::New, one.index));
        SinceRegister {
            counts: view.diff.counts.lacking.clone(),
            closed: kept(&|one| lacks(Side::Old, one.old) && !lacks(Side::New, one.new)),
            opened: kept(&|one| !lacks(Side::Old, one.old) && lacks(Side::New, one.new)),
            new: new.map(|one| s.told_new(one.index)).collect(),
        }
    }
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
