//! Yes and no, with what else the cell says.

use crate::import::value_words::{Lead, Tables};
use crate::import::values::answer;
use crate::import::values::boxes::{Options, Symbol, symbol};
use crate::import::values::table::Table;
use crate::model::{Field, Value, YesNo};
use crate::text::phrases::Found;
use crate::text::tokens::Tokens;

/// What a text says to a yes/no question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answered {
    /// An answer.
    Value(Value),
    /// An answer with so much doubt or contradiction that a person must read it.
    Unclear,
    /// No answer to the question at all.
    Other,
}

/// Which answer speaks against a DPIA, so that it counts only when it is plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lenient {
    Yes,
    No,
    Neither,
}

pub(crate) fn lenient(field: Field) -> Lenient {
    use Field::*;
    match field {
        IndividualProfessional | LawRegulates => Lenient::Yes,
        DpiaDone | ProcessorAgreement | Archiving => Lenient::Neither,
        _ => Lenient::No,
    }
}

/// Reads an answer. `own` are the question's own words; `lenient` the answer that must be plain.
pub(crate) fn read(words: &Tables, own: Option<&Table<Lead>>, lenient: Lenient, text: &str) -> Answered {
    let Some(options) = Options::of(text) else { return answer(words, own, lenient, text) };
    match options.ticked[..] {
        [] if options.beside.is_empty() => Answered::Value(Value::Blank),
        [] => Answered::Other,
        [option] => match answer(words, own, lenient, option) {
            // What is written beside the options may say more than a plain no leaves room for.
            Answered::Value(Value::YesNo(said))
                if !options.beside.is_empty() && (!said.yes || lenient == Lenient::Yes) =>
            {
                Answered::Unclear
            }
            answered => answered,
        },
        _ => Answered::Unclear,
    }
}

/// Reads an answer that stands alone, or the one that is ticked.
fn answer(words: &Tables, own: Option<&Table<Lead>>, lenient: Lenient, text: &str) -> Answered {
    let tokens = Tokens::runs(text);
    if tokens.is_empty() {
        return Answered::Value(match symbol(text) {
            Symbol::Tick => plain(true),
            Symbol::Cross => return Answered::Unclear,
            Symbol::Question => Value::Unknown,
            Symbol::Nothing => Value::Blank,
        });
    }
    if tokens.len() == 1 {
        match tokens.word(0) {
            "x" | "1" => return Answered::Value(plain(true)),
            "0" => return Answered::Value(plain(false)),
            _ => {}
        }
    }
    let Some((found, in_own)) = answer::lead(words, own, &tokens, 0) else { return Answered::Other };
    let rest = Rest::new(&tokens, found.len);
    match found.value {
        Lead::Unknown => return Answered::Value(Value::Unknown),
        Lead::NotApplicable => return Answered::Value(Value::NotApplicable),
        // "Saknas" may be said of what is asked about, or of the answer.
        Lead::Nothing if rest.is_empty() && words.lacking.find(&tokens, 0).is_some() => {
            return Answered::Value(Value::Unknown);
        }
        // "Inga" answers; what "Inga undantag" answers cannot be said.
        Lead::Nothing if !rest.is_empty() => return Answered::Other,
        // "Förekommer" answers any question; "Förekommer i rutinen" only says where.
        Lead::SaysYes | Lead::SaysNo if !in_own && !rest.is_empty() && !rest.separated => {
            return Answered::Other;
        }
        // A single letter answers alone, or parted from what follows: "N", "J (2018)", but not "T.ex. loggar".
        Lead::Yes if rest.answer.chars().count() == 1 && rest.parted => {}
        _ if rest.answer.chars().count() == 1 && !rest.is_empty() && !rest.has_sign => {
            return Answered::Other;
        }
        _ => {}
    }
    if let Some(other) = other_answers(words, own, &tokens, found) {
        return other;
    }
    let yes = matches!(found.value, Lead::Yes | Lead::Partly | Lead::SaysYes);
    let plain_word = matches!(found.value, Lead::Yes | Lead::No);
    if rest.is_doubted() && plain_word {
        return Answered::Value(Value::Unknown);
    }
    let must_be_plain = lenient == if yes { Lenient::Yes } else { Lenient::No };
    let sentence = first_sentence(&tokens, found.len);
    let doubted = found.value == Lead::Partly || words.reservations.occurs(&tokens, found.len..sentence);
    // "Genomförd ej", "Tredje land: nej".
    let turned = !plain_word
        && (words.negations.find(&tokens, found.len).is_some()
            || answer::lead(words, None, &tokens, found.len).is_some_and(|(next, _)| next.value == Lead::No));
    if turned || must_be_plain && doubted {
        return Answered::Unclear;
    }
    Answered::Value(Value::YesNo(rest.answer(yes, found.value, text)))
}

/// The word after the first sentence of what follows the answer. Doubt beyond it is about details.
fn first_sentence(tokens: &Tokens<'_>, from: usize) -> usize {
    let ends = |at: &usize| {
        let gap = tokens.gap(*at);
        gap.contains(". ") || gap.contains(['!', '\n'])
    };
    (from + 1..tokens.len()).find(ends).unwrap_or(tokens.len())
}

pub(crate) fn plain(yes: bool) -> Value {
    Value::YesNo(YesNo { yes, word: None, detail: None })
}

/// Several answers in one cell: a form's unanswered "Ja/Nej", or answers that disagree.
fn other_answers(
    words: &Tables,
    own: Option<&Table<Lead>>,
    tokens: &Tokens<'_>,
    first: Found<Lead>,
) -> Option<Answered> {
    let says_yes = |lead| match lead {
        Lead::Yes | Lead::Partly => Some(true),
        Lead::No => Some(false),
        _ => None,
    };
    let yes = says_yes(first.value)?;
    let mut at = first.len;
    let mut differ = false;
    let mut listed = false;
    while at < tokens.len() {
        listed |= tokens.gap(at).contains([';', ',', '|', '\n', '.', ':']);
        if words.or.find(tokens, at).is_some() {
            at += 1;
            continue;
        }
        let (next, _) = answer::lead(words, own, tokens, at)?;
        differ |= says_yes(next.value)? != yes;
        at += next.len;
    }
    match (differ, listed) {
        (false, _) => None,
        (true, false) => Some(Answered::Value(Value::Blank)),
        (true, true) => Some(Answered::Unclear),
    }
}

/// What follows the answer.
struct Rest<'t> {
    answer: &'t str,
    mark: &'t str,
    text: &'t str,
    separated: bool,
    /// Whether a sign and a blank stand between the answer and what follows: "J, kort", "N – ej".
    has_sign: bool,
    /// The same, or only a blank before what is no name: "J kundregister", but not "J Andersson" or "t ex".
    parted: bool,
}

impl<'t> Rest<'t> {
    fn new(tokens: &Tokens<'t>, from: usize) -> Rest<'t> {
        let source = tokens.source();
        let end = tokens.end_before(from);
        let after = &source[end..];
        let unmarked = after.trim_start_matches(['*', '?', '¹', '²', '³']);
        let mark = &after[..after.len() - unmarked.len()];
        let opening = |c: char| c.is_whitespace() || ",.:;–—-/|!\"”'()[]".contains(c);
        let mut text = unmarked.trim_start_matches(opening).trim_end();
        let gap = &unmarked[..unmarked.len() - unmarked.trim_start_matches(opening).len()];
        if gap.contains('(')
            && text.ends_with(')')
            && !text[..text.len() - 1].contains(')')
            && !text.contains('(')
        {
            text = text[..text.len() - 1].trim_end();
        }
        if !text.contains(char::is_alphanumeric) {
            text = "";
        }
        let separated = gap.chars().any(|c| !c.is_whitespace()) || gap.contains('\n');
        let blank = gap.contains(char::is_whitespace);
        let has_sign = blank && gap.contains([',', ':', ';', '–', '—', '-', '(']);
        let is_word = from < tokens.len() && tokens.word(from).chars().count() > 2;
        let parted =
            has_sign || blank && !gap.contains('.') && is_word && text.starts_with(char::is_lowercase);
        Rest { has_sign, parted, answer: source[tokens.start(0)..end].trim(), mark, text, separated }
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// "Ja?" asks rather than answers.
    fn is_doubted(&self) -> bool {
        self.mark.contains('?')
    }

    fn answer(&self, yes: bool, lead: Lead, whole: &str) -> YesNo {
        let detail = |text: &str| (!text.is_empty()).then(|| text.into());
        let starred = self.mark.contains(['*', '¹', '²', '³']);
        let word = match lead {
            Lead::Yes | Lead::No if starred => Some(format!("{}{}", self.answer, self.mark).into()),
            Lead::Yes | Lead::No => None,
            // "Genomförd av enheten" is one sentence, not an answer and a detail.
            Lead::SaysYes | Lead::SaysNo if !self.separated && !self.is_empty() => {
                return YesNo { yes, word: None, detail: detail(whole) };
            }
            _ => Some(self.answer.into()),
        };
        YesNo { yes, word, detail: detail(self.text) }
    }
}
