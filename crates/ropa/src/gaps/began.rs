//! Whether processing is said to have begun before a day, where no day of its beginning can be read: "före 2000".

use crate::linking::dpia_words::WORDS;
use crate::model::{Entry, Field, ProcessingActivity, Value};
use crate::text::tokens::Tokens;
use chrono::NaiveDate;

/// So many words such an answer has at most; a longer one tells of something else.
const LONGEST: usize = 4;

/// Whether the register says that it began before a day.
pub(super) fn began_before(activity: &ProcessingActivity, day: NaiveDate) -> bool {
    let entries = [Field::Started, Field::Period].into_iter().flat_map(|field| activity.entries_of(field));
    entries.filter_map(latest_start).any(|latest| latest <= day)
}

/// The day that the beginning of processing surely came before.
fn latest_start(entry: &Entry<Field>) -> Option<NaiveDate> {
    if entry.value != Value::Text {
        return None;
    }
    let tokens = Tokens::of(&entry.written);
    let words = tokens.len();
    if !(2..=LONGEST).contains(&words) || !WORDS.says_before(tokens.word(0)) {
        return None;
    }
    let year = (1..words).find_map(|at| {
        let word = tokens.word(at);
        word.parse::<i32>().ok().filter(|_| word.len() == 4)
    })?;
    // Beside a month or a day the year alone does not tell how early: its last day is sure.
    match words {
        2 => NaiveDate::from_ymd_opt(year, 1, 1),
        _ => NaiveDate::from_ymd_opt(year, 12, 31),
    }
}

#[cfg(test)]
mod tests {
    use super::began_before;
    use crate::casefile::CaseFile;
    use chrono::NaiveDate;

    #[test]
    fn before_a_year_is_before_the_law_where_the_year_is() {
        let law = NaiveDate::from_ymd_opt(2018, 5, 25).expect("a day");
        for (written, expected) in [
            ("före 2000", true),
            ("innan 2018", true),
            ("Före år 2010", true),
            ("före 2019", false),
            ("före hösten 2018", false),
            ("före pandemin", false),
            ("efter 2000", false),
            ("", false),
        ] {
            let register = format!(
                "ID;Behandling;Kategorier av registrerade;Behandlingen påbörjad\nP1;Diarium;Barn;{written}\n"
            );
            let case =
                CaseFile::builder(law).file(("r.csv", register.as_bytes())).open().expect("a register");
            let activity = &case.register().activities[0];
            assert_eq!(began_before(activity, law), expected, "{written}");
        }
    }
}
