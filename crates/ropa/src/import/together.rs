//! Questions that ask several things at once, as Art. 35(3) does: "Övervakas allmän plats i stor omfattning?"
//!
//! A yes is a yes to each of them. A no does not say to which, and is no answer to any.

use crate::import::column::{Column, TableField};
use crate::import::table_info::TableKind;
use crate::model::{Entry, OriginIndex, Value, YesNo};
use crate::source::{Place, Text};
use crate::text::phrases::Phrases;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A question, by what must be said in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    /// The lists of which a word is said.
    words: Vec<String>,
    /// The keys of the fields that it asks.
    fields: Vec<String>,
    /// Further fields that a heading may be taken for that asks these.
    #[serde(default)]
    instead: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    question: Vec<Question>,
    words: BTreeMap<String, Phrases<()>>,
}

static QUESTIONS: LazyLock<File> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../lexicons/together.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

/// The fields that a heading asks together, where it is read into one of them.
pub(super) fn asked_together<F: TableField>(heading: &str, field: F) -> Vec<F> {
    if F::KIND != TableKind::Activities {
        return Vec::new();
    }
    let key: &str = field.into();
    let says = |list: &String| QUESTIONS.words.get(list).is_some_and(|words| words.occur_in(heading));
    let asks = |question: &&Question| {
        question.fields.iter().chain(&question.instead).any(|one| one == key)
            && question.words.iter().all(says)
    };
    let asked = QUESTIONS.question.iter().find(asks);
    asked
        .map(|question| question.fields.iter().filter_map(|key| F::of_key(key)).collect())
        .unwrap_or_default()
}

impl<F: TableField> Column<F> {
    /// What an answer to a question that asks several things says of the field that the column is read into: a no to all
    /// of them together is no answer.
    pub(super) fn of_own(&self, value: Value) -> Value {
        let is_no = matches!(&value, Value::YesNo(answer) if !answer.yes);
        if is_no && !self.together.is_empty() { Value::Unknown } else { value }
    }

    /// What a yes says of the other things that the question asks.
    pub(super) fn of_others(&self, written: &Text, place: Place, value: &Value) -> Vec<Entry<F>> {
        let yes = matches!(value, Value::YesNo(answer) if answer.yes) || matches!(value, Value::Items(_));
        let others = self.together.iter().filter(|field| yes && Some(**field) != self.field);
        let entry = |field: &F| Entry {
            field: *field,
            origin: OriginIndex::OWN,
            written: written.clone(),
            place,
            value: Value::YesNo(YesNo { yes: true, word: None, detail: None }),
        };
        others.map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    #[test]
    fn what_the_law_asks_together_is_known_by_its_words() {
        use Field::*;
        for (heading, field, asked) in [
            ("Behandling i stor omfattning av känsliga uppgifter (35.3 b)", K5, vec![Sensitive, K5]),
            (
                "Systematisk övervakning av allmän plats i stor omfattning",
                PublicPlace,
                vec![K3, PublicPlace, K5],
            ),
            ("Övervakas allmän plats?", K3, vec![K3, PublicPlace]),
            ("Behandlas uppgifter i stor omfattning?", K5, vec![]),
            ("Känsliga personuppgifter", Sensitive, vec![]),
            ("Large scale processing of special categories", K5, vec![Sensitive, K5]),
        ] {
            assert_eq!(asked_together(heading, field), asked, "{heading}");
        }
    }
}
