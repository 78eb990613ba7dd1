//! Words by which lists of DPIAs describe their DPIAs, from `lexicons/dpia.toml`.

use crate::linking::pending_words::{PendingWords, has_any, is_short};
use crate::text::phrases::Phrases;
use crate::text::similarity::slips;
use crate::text::tokens::{Tokens, is_opaque};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Letters of a word that says something.
const SAYS: usize = 3;
/// Letters of a word that is a part of a longer one and not there by chance.
const INSIDE: usize = 4;
/// Letters of a word that is another with a slip of the pen.
const SLIPS: usize = 6;

/// The words, in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DpiaWords {
    pub(crate) title_prefixes: Vec<String>,
    pub(crate) title_joints: Vec<String>,
    denials: Vec<String>,
    denials_of_before: Vec<String>,
    pub(crate) partial_scope: Vec<String>,
    whole_scope: Vec<String>,
    list_goes_on: Vec<String>,
    no_names: Vec<String>,
    pub(crate) name_fillers: Vec<String>,
    no_objection: Vec<String>,
    plainly_finished: Vec<String>,
    plainly_ended: Vec<String>,
    against: Phrases<()>,
    not_against: Phrases<()>,
    conditions: Phrases<()>,
    unmet: Phrases<()>,
    review_missed: Phrases<()>,
    before: Phrases<()>,
    pub(super) replaced: Phrases<()>,
    pub(super) replaces: Phrases<()>,
    said_outdated: Phrases<()>,
    to_be_redone: Phrases<()>,
    redone_in_time: Phrases<()>,
    not_said_outdated: Phrases<()>,
    says_yes: Phrases<()>,
    names_dpia: Phrases<()>,
    left_out: Phrases<()>,
    changed: Phrases<()>,
    asks_changes: Phrases<()>,
    since_dpia: Phrases<()>,
    not_changed: Phrases<()>,
    covering: BTreeMap<String, Vec<String>>,
    out_of: Vec<String>,
    pub(crate) waits: PendingWords,
    approves_not: Vec<String>,
    risk: RiskWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RiskWords {
    high: Vec<String>,
    high_alone: Vec<String>,
    not_high: Vec<String>,
    low: Vec<String>,
    denied: Vec<String>,
}

/// The words that come with the library.
pub(crate) static WORDS: LazyLock<DpiaWords> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../lexicons/dpia.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

impl DpiaWords {
    /// Whether a scope, in lower case, says that something is left out.
    pub(crate) fn is_partial(&self, scope: &str) -> bool {
        self.partial_scope.iter().any(|word| has_phrase(scope, word))
    }

    /// Where the last words end by which a text, in lower case, denies or reserves what it names; `whole` says that
    /// to name a part only is a reservation too.
    pub(crate) fn denied_until(&self, text: &str, whole: bool) -> Option<usize> {
        let of_part = whole.then_some(&self.partial_scope).into_iter().flatten();
        let words = self.denials.iter().chain(&self.denials_of_before).chain(of_part);
        words.filter_map(|word| phrases(text, word).last().map(|start| start + word.len())).max()
    }

    /// Whether a text, in lower case, denies what stands before it.
    pub(crate) fn denies_what_is_before(&self, text: &str) -> bool {
        self.denials_of_before.iter().any(|words| has_phrase(text, words))
    }

    /// Whether a scope, in lower case, says that nothing is left out.
    pub(crate) fn is_whole(&self, scope: &str) -> bool {
        !self.is_partial(scope) && self.whole_scope.iter().any(|word| has_phrase(scope, word))
    }

    /// Whether a list, in lower case, says that it is not all.
    pub(crate) fn goes_on(&self, list: &str) -> bool {
        self.list_goes_on.iter().any(|word| has_phrase(list, word))
    }

    /// Whether advice, in lower case, says that there is nothing to object to.
    pub(crate) fn objects_not(&self, advice: &str) -> bool {
        self.no_objection.iter().any(|words| has_phrase(advice, words))
    }

    /// Whether a status, in lower case, says that it is finished and nothing more.
    pub(crate) fn is_plainly_finished(&self, text: &str) -> bool {
        self.plainly_finished.iter().any(|word| word == text)
    }

    /// Whether a status, in lower case, says that it has come to an end and nothing more.
    pub(crate) fn is_plainly_ended(&self, text: &str) -> bool {
        self.plainly_ended.iter().any(|word| word == text)
    }

    /// Whether advice speaks against the processing, or against approving.
    pub(crate) fn advises_against(&self, advice: &str) -> bool {
        let tokens = Tokens::of(advice);
        (0..tokens.len()).any(|at| {
            let against = self.against.find(&tokens, at);
            let before = at.saturating_sub(3)..at;
            against.is_some_and(|found| {
                !self.not_against.occurs(&tokens, before.start..(found.at + found.len + 2).min(tokens.len()))
            })
        })
    }

    /// Whether a sentence of a text says of a DPIA that it no longer fits what it is of. That it is to be made anew in a year to
    /// come, or within a time, is a plan.
    pub(crate) fn says_outdated(&self, text: &str, this_year: i32) -> bool {
        let to_come = |sentence: &str| {
            let years = sentence.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
            years.filter_map(|year| year.parse::<i32>().ok()).any(|year| year >= this_year)
        };
        let planned = |sentence: &str| to_come(sentence) || self.redone_in_time.occur_in(sentence);
        let mut sentences = text.split(['.', ';', '\n', '!']);
        sentences.any(|sentence| {
            let says = self.said_outdated.occur_in(sentence)
                || self.to_be_redone.occur_in(sentence) && !planned(sentence);
            says && !sentence.contains('?') && !self.not_said_outdated.occur_in(sentence)
        })
    }

    /// What follows a yes that a text begins with.
    pub(crate) fn after_yes<'t>(&self, text: &'t str) -> Option<&'t str> {
        let tokens = Tokens::of(text);
        let yes = self.says_yes.find(&tokens, 0)?;
        let end = tokens.end_before(yes.at + yes.len);
        text.get(end..)
    }

    /// Whether a text names a DPIA by a word for one, without a number that would say which.
    pub(crate) fn names_dpia(&self, text: &str) -> bool {
        let tokens = Tokens::of(text);
        (0..tokens.len()).any(|at| {
            let found = self.names_dpia.find(&tokens, at);
            found.is_some_and(|found| !tokens.is_number(found.at + found.len))
        })
    }

    /// Whether a text says that what it names leaves something out.
    pub(crate) fn says_left_out(&self, text: &str) -> bool {
        self.left_out.occur_in(text) && !text.contains('?')
    }

    /// Whether a heading asks for what has changed since the DPIA.
    pub(crate) fn asks_for_changes(&self, heading: &str) -> bool {
        self.asks_changes.occur_in(heading) && self.since_dpia.occur_in(heading)
    }

    /// Whether a clause of a text says of a processing that it is no longer what it was; what another clause plans takes nothing back.
    pub(crate) fn says_changed(&self, text: &str) -> bool {
        let mut clauses = text.split(['.', ',', ';', '\n', '!']);
        clauses.any(|clause| {
            self.changed.occur_in(clause) && !clause.contains('?') && !self.not_changed.occur_in(clause)
        })
    }

    /// Whether a sentence of a text says that conditions are not met.
    pub(crate) fn says_conditions_unmet(&self, text: &str) -> bool {
        let mut sentences = text.split(['.', ';', '\n', '!', '?']);
        sentences.any(|sentence| self.conditions.occur_in(sentence) && self.unmet.occur_in(sentence))
    }

    /// Whether a word puts a beginning before what follows: "före" of "före 2000".
    pub(crate) fn says_before(&self, word: &str) -> bool {
        self.before.are(word)
    }

    /// Whether what stands where the next review is asked for says that it has been missed: "blev inte av".
    pub(crate) fn review_is_missed(&self, text: &str) -> bool {
        self.review_missed.occur_in(text)
    }

    /// Whether a text, in lower case, stands where a name is asked for and is none.
    pub(crate) fn is_no_name(&self, text: &str) -> bool {
        self.no_names.iter().any(|word| word == text)
    }

    /// Whether the category `one` names the category `other` with it.
    pub(crate) fn covers(&self, one: &str, other: &str) -> bool {
        self.covering.get(one).is_some_and(|others| others.iter().any(|name| name == other))
    }

    /// Whether two names share a word that says something: the same, with another ending, as a part of a compound,
    /// or with a slip of the pen.
    pub(crate) fn share_a_word(&self, one: &str, other: &str) -> bool {
        let filler = |word: &str| {
            self.name_fillers
                .iter()
                .chain(&self.title_prefixes)
                .chain(&self.title_joints)
                .any(|of| of == word)
        };
        let words = |text: &str| -> Vec<String> {
            let tokens = Tokens::of(text);
            let words = tokens.words().filter(|word| !filler(word));
            words.filter(|word| word.chars().count() >= SAYS).map(String::from).collect()
        };
        let same = |one: &String, other: &String| {
            let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
            let letters = short.chars().count();
            short == long
                || letters >= INSIDE && !is_opaque(long) && long.contains(&**short)
                || letters >= SLIPS && slips(one, other, 1).is_some()
        };
        let others = words(other);
        words(one).iter().any(|one| others.iter().any(|other| same(one, other)))
    }

    /// Whether a text, in lower case, that stands where an approval is asked for, says that there is none.
    pub(crate) fn approves_not(&self, text: &str) -> bool {
        text == "no" || text.contains('?') || has_any(text, &self.approves_not)
    }

    /// How many of how many: "2 av 3", "2/3".
    pub(crate) fn out_of(&self, text: &str) -> Option<(u16, u16)> {
        let mut parts = self.out_of.iter().filter_map(|word| text.split_once(&**word));
        parts.find_map(|(some, all)| Some((some.trim().parse().ok()?, all.trim().parse().ok()?)))
    }

    /// Whether a remaining risk, in lower case, is high; `None` where that cannot be said.
    pub(crate) fn is_high(&self, risk: &str) -> Option<bool> {
        if risk.contains('?') {
            return None;
        }
        if let Some((step, steps)) = self.out_of(risk) {
            // The upper part of a scale is high, the lower is not, and of the middle nobody can say.
            return match (5 * u32::from(step)).checked_div(steps.into())? {
                5 | 4 => Some(true),
                0..=2 => Some(false),
                _ => None,
            };
        }
        let words = &self.risk;
        let denied = has_any(risk, &words.not_high);
        let high = has_any(risk, &words.high) || is_short(risk) && has_any(risk, &words.high_alone);
        match (high, has_any(risk, &words.low)) {
            (true, _) if !denied => Some(true),
            (true, _) => Some(false),
            (false, true) => (!has_any(risk, &words.denied)).then_some(false),
            (false, false) => None,
        }
    }

    /// A title in lower case without "Konsekvensbedömning av" and the like.
    pub(crate) fn bare_title<'t>(&self, title: &'t str) -> &'t str {
        let mut rest = title;
        if let Some(after) = strip_any(rest, &self.title_prefixes) {
            rest = after;
            while let Some(after) = strip_any(rest, &self.title_joints) {
                rest = after;
            }
        }
        // A title that is nothing but the prefix is its own name.
        if rest.is_empty() { title } else { rest }
    }
}

/// Strips the first of `words` that the text begins with as whole words.
fn strip_any<'t>(text: &'t str, words: &[String]) -> Option<&'t str> {
    let boundary = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    words
        .iter()
        .filter_map(|word| text.strip_prefix(&**word).filter(|rest| boundary(rest)))
        .min_by_key(|rest| rest.len())
        .map(|rest| rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':' || c == '-' || c == '–'))
}

/// Whether `text` holds `phrase` with no letter or digit on either side.
pub(crate) fn has_phrase(text: &str, phrase: &str) -> bool {
    phrases(text, phrase).next().is_some()
}

/// Where a phrase stands in a text with no letter or digit on either side.
fn phrases<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = usize> + 't {
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let found = text.match_indices(phrase).filter(move |(start, found)| {
        alone(text[..*start].chars().next_back()) && alone(text[start + found.len()..].chars().next())
    });
    found.map(|(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_what_every_title_begins_with() {
        for (title, bare) in [
            ("konsekvensbedömning av orosanmälningar", "orosanmälningar"),
            ("konsekvensbedömning avseende dataskydd för journalsystem", "journalsystem"),
            ("dpia: välfärdsteknik", "välfärdsteknik"),
            ("konsekvensbedömningar i stort", "konsekvensbedömningar i stort"),
            ("kb", "kb"),
        ] {
            assert_eq!(WORDS.bare_title(title), bare);
        }
    }

    #[test]
    fn conditions_are_said_not_to_be_met_in_one_sentence() {
        for (text, unmet) in [
            ("Villkoret om loggning är inte uppfyllt ännu.", true),
            ("KB-02, villkoren ej uppfyllda", true),
            ("Ett av villkoren kvarstår", true),
            ("Villkoren är ännu inte helt genomförda", true),
            ("Villkoren är uppfyllda", false),
            ("Inga villkor. Loggning är inte införd", false),
            ("Försörjningsvillkor prövas", false),
        ] {
            assert_eq!(WORDS.says_conditions_unmet(text), unmet, "{text}");
        }
    }

    #[test]
    fn a_scope_is_partial_only_by_whole_words() {
        assert!(WORDS.is_partial("omfattar endast modulen för utredning"));
        assert!(!WORDS.is_partial("omfattar hela verksamheten, barackens larm inräknat"));
    }

    #[test]
    fn names_share_a_word_or_none() {
        for (one, other, shared) in [
            ("Trygghetslarm", "Larm", true),
            ("Utredning av barns behov", "Barnavårdsutredningar", true),
            ("Orosanmälan", "Orosanmälningar", false),
            ("Familjehem", "Familjehemsplacering", true),
            ("Fritidsstöd", "Stöd på fritiden", true),
            ("Trygghetslarm", "Trygghetlarm", true),
            ("Familjehem", "Lönehantering", false),
            ("Hantering av löner", "Hantering av larm", false),
            ("Konsekvensbedömning av larm", "Konsekvensbedömning av oro", false),
        ] {
            assert_eq!(WORDS.share_a_word(one, other), shared, "{one} {other}");
        }
    }

    #[test]
    fn high_risk_is_read_inside_a_scale() {
        assert_eq!(WORDS.is_high("medel–hög"), Some(true));
        assert_eq!(WORDS.is_high("high"), Some(true));
        assert_eq!(WORDS.is_high("låg–medel"), Some(false));
        assert_eq!(WORDS.is_high("inte hög"), Some(false));
        assert_eq!(WORDS.is_high("4 av 5"), Some(true));
        assert_eq!(WORDS.is_high("2 av 3"), None);
        assert_eq!(WORDS.is_high("0 av 0"), None);
    }
}
