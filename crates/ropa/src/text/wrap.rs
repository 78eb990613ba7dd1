//! Texts broken between words into lines that fit.

use textwrap::WordSeparator;
use textwrap::core::{Word, break_words};
use textwrap::wrap_algorithms::wrap_first_fit;

/// A text as lines that fit: the first in so many columns, the others in so many. A word that is wider than its line
/// stays whole, since it may be copied.
pub(crate) fn wrapped(text: &str, first: usize, others: usize) -> Vec<String> {
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let words: Vec<Word<'_>> = WordSeparator::AsciiSpace.find_words(&text).collect();
    let line = |words: &[Word<'_>]| {
        let words: Vec<&str> = words.iter().map(|word| &**word).collect();
        words.join(" ")
    };
    wrap_first_fit(&words, &[first as f64, others as f64]).into_iter().map(line).collect()
}

/// How many lines a text takes in so many columns, a word that is wider than them broken where it must be.
#[cfg(feature = "write")]
pub(crate) fn lines_in(text: &str, room: usize) -> usize {
    let lines_of = |line| {
        let words = break_words(WordSeparator::AsciiSpace.find_words(line), room);
        wrap_first_fit(&words, &[room as f64]).len().max(1)
    };
    text.split('\n').map(lines_of).sum()
}

#[cfg(test)]
mod tests {
    use super::wrapped;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn lines_are_measured_in_columns() {
        let lines = wrapped("一二三四五六七八九十 一二三四五六七八九十 åäö", 40, 40);
        assert_eq!(lines, ["一二三四五六七八九十", "一二三四五六七八九十 åäö"]);
        assert!(lines.iter().all(|line| line.width() <= 40));
    }

    #[test]
    fn the_first_line_may_have_other_room_and_long_words_stay_whole() {
        assert_eq!(wrapped("ett  två tre fyra", 11, 8), ["ett två tre", "fyra"]);
        assert_eq!(wrapped("ett två tre fyra", 8, 11), ["ett två", "tre fyra"]);
        assert_eq!(wrapped("a sammansattaord b", 6, 6), ["a", "sammansattaord", "b"]);
        assert_eq!(wrapped("", 6, 6), [""]);
    }
}
