//! How a text or a cell is read as a code.

use super::code::{CodeError, ProcessCode};
use super::code_style::{CodeStyle, HyphenSuffix, SegmentWidth, Separator};
use super::lexicon::lexicon;
use crate::text::fold::tidy_code;
use std::str::FromStr;

/// A code read at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeReading {
    /// The code.
    pub code: ProcessCode,
    /// The running number of a document type, `5` of `2.3.1-5`.
    pub document_type: Option<u32>,
    /// Whether the code was the first part of a case number, `3.1.1-581/2015`.
    pub case_number: bool,
    /// What follows: usually the name.
    pub rest: String,
}

/// A code cell of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CellCode {
    /// A code, without doubt.
    Sure(CodeReading),
    /// A number that has lost any final zero: `3.1` or `3.10`.
    Either { short: ProcessCode, long: ProcessCode },
}

impl CodeStyle {
    /// The style that most of the texts are written in; the usual Swedish one when nothing says otherwise.
    ///
    /// ```
    /// use ropa::classification::CodeStyle;
    /// assert_eq!(CodeStyle::found(["00 00", "00 00 01"]), CodeStyle::two_digit_blanks());
    /// assert_eq!(CodeStyle::found(["3", "3.1", "3.10"]), CodeStyle::default());
    /// ```
    pub fn found<'t>(texts: impl IntoIterator<Item = &'t str>) -> CodeStyle {
        let (mut free, mut dots, mut blanks, mut padded) = (0usize, 0usize, 0usize, false);
        for text in texts {
            let text = tidy_code(text);
            let several = |style: CodeStyle| style.parse(&text).is_ok_and(|r| r.code.level() > 1);
            free += usize::from(several(CodeStyle::default()));
            dots += usize::from(several(CodeStyle::two_digit_dots()));
            blanks += usize::from(several(CodeStyle::two_digit_blanks()));
            padded |= text.starts_with('0') || text.contains(".0") && dots > 0;
        }
        if padded && blanks > dots && blanks > free {
            CodeStyle::two_digit_blanks()
        } else if padded && dots > 0 && dots >= free {
            CodeStyle::two_digit_dots()
        } else {
            CodeStyle::default()
        }
    }

    /// Reads the code at the beginning of a text.
    ///
    /// Blanks round dots, a dot after the code, no-break blanks, full-width digits and words such as
    /// "Verksamhetsområde" before the code do not matter.
    ///
    /// # Errors
    /// Why there is no code, or why it cannot be told which.
    ///
    /// ```
    /// use ropa::classification::CodeStyle;
    /// let reading = CodeStyle::default().parse("3.1.1-581/2015")?;
    /// assert_eq!(reading.code.to_string(), "3.1.1");
    /// assert!(reading.case_number);
    /// let reading = CodeStyle::default().parse("Verksamhetsområde 3: Ge stöd")?;
    /// assert_eq!((reading.code.to_string().as_str(), reading.rest.as_str()), ("3", "Ge stöd"));
    /// # Ok::<(), ropa::classification::CodeError>(())
    /// ```
    pub fn parse(&self, text: &str) -> Result<CodeReading, CodeError> {
        let tidied = tidy_code(text);
        let text = without_prefix(&tidied);
        if let Some(codes) = self.codes_of_date(text) {
            return Err(CodeError::Date(codes));
        }
        if let Some((whole, decimals)) = text.split_once(',')
            && is_number(whole, 3)
            && is_number(decimals, 2)
        {
            let code = |last: &str| self.code(&[whole, last]);
            let tenfold = format!("{decimals}0");
            return if decimals.len() == 1 && decimals != "0" {
                Err(CodeError::CommaDecimal(code(decimals)?, code(&tenfold)?))
            } else {
                Err(CodeError::CommaDecimal(code(decimals)?, code(decimals)?))
            };
        }
        let (segments, after) = self.segments(text)?;
        let code = self.code(&segments)?;
        let mut reading = CodeReading { code, document_type: None, case_number: false, rest: String::new() };
        let mut rest = after;
        if let Some(tail) = after.strip_prefix('-') {
            let digits = &tail[..tail.bytes().take_while(u8::is_ascii_digit).count()];
            let beyond = &tail[digits.len()..];
            if let Some(year) = beyond.strip_prefix('/').filter(|_| !digits.is_empty()) {
                let year_digits = year.bytes().take_while(u8::is_ascii_digit).count();
                if year_digits == 0 {
                    return Err(CodeError::NotANumber(after.to_owned()));
                }
                reading.case_number = true;
                rest = &year[year_digits..];
            } else if !digits.is_empty() {
                let number = digits.parse().ok().filter(|_| self.suffix == HyphenSuffix::DocumentType);
                if number.is_none() || beyond.starts_with(|c: char| !c.is_whitespace() && !",;:)".contains(c))
                {
                    return Err(CodeError::NotANumber(after.to_owned()));
                }
                reading.document_type = number;
                rest = beyond;
            }
        } else if let Some(c) = after.chars().next()
            && (c.is_alphanumeric() || c == '/')
        {
            return Err(CodeError::NotANumber(after.to_owned()));
        }
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":-,;)".contains(c));
        reading.rest = rest.trim_end().to_owned();
        Ok(reading)
    }

    /// Reads a code cell: a number may have lost its final zero.
    pub(super) fn parse_cell(&self, text: &str, number: bool) -> Result<CellCode, CodeError> {
        let reading = match self.parse(text) {
            Err(CodeError::CommaDecimal(short, long)) if short == long => {
                CodeReading { code: short, document_type: None, case_number: false, rest: String::new() }
            }
            Err(CodeError::CommaDecimal(short, long)) => return Ok(CellCode::Either { short, long }),
            other => other?,
        };
        if let [whole, last @ 1..=9] = *reading.code.segments()
            && number
            && self.width == SegmentWidth::Free
        {
            let long = ProcessCode::new(vec![whole, last * 10], false);
            return Ok(CellCode::Either { short: reading.code, long });
        }
        Ok(CellCode::Sure(reading))
    }

    /// The numbers at the beginning of a text, and what follows them.
    fn segments<'t>(&self, text: &'t str) -> Result<(Vec<&'t str>, &'t str), CodeError> {
        if text.starts_with('.') {
            return Err(CodeError::EmptySegment);
        }
        let mut segments = Vec::new();
        let mut rest = text;
        loop {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                return Err(if segments.is_empty() { CodeError::NoCode } else { CodeError::EmptySegment });
            }
            segments.push(&rest[..digits]);
            rest = &rest[digits..];
            match self.separator {
                Separator::Dot => {
                    let Some(after) = rest.trim_start().strip_prefix('.') else { break };
                    let next = after.trim_start();
                    if next.starts_with(|c: char| c.is_ascii_digit()) {
                        rest = next;
                    } else if next.starts_with('.') {
                        return Err(CodeError::EmptySegment);
                    } else if after.starts_with(|c: char| c.is_alphabetic()) {
                        return Err(CodeError::NotANumber(after.to_owned()));
                    } else {
                        rest = after;
                        break;
                    }
                }
                Separator::Blank => {
                    let next = rest.trim_start();
                    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
                    let whole = next[digits..].chars().next().is_none_or(|c| !c.is_alphanumeric());
                    let fits = digits == 2 || digits == 1 && self.width == SegmentWidth::Free;
                    if next.len() == rest.len() || !fits || !whole {
                        break;
                    }
                    rest = next;
                }
            }
        }
        Ok((segments, rest))
    }

    /// A code of numbers, when each suits the style.
    fn code(&self, segments: &[&str]) -> Result<ProcessCode, CodeError> {
        if segments.len() > 6 {
            return Err(CodeError::TooDeep);
        }
        let two = self.width == SegmentWidth::Two;
        let mut numbers = Vec::with_capacity(segments.len());
        for (index, segment) in segments.iter().enumerate() {
            let number = segment.parse::<u16>().ok().filter(|n| *n < 1000 && (!two || segment.len() == 2));
            let number = number.ok_or_else(|| CodeError::Width((*segment).to_owned()))?;
            if number == 0 && !two && (index == 0 || !self.zero_allowed) {
                return Err(CodeError::Zero);
            }
            numbers.push(number);
        }
        Ok(ProcessCode::new(numbers, two))
    }

    /// The codes that a spreadsheet may have turned into this date: day, month and year, or day and month.
    fn codes_of_date(&self, text: &str) -> Option<Vec<ProcessCode>> {
        let date = text.get(..10)?;
        if !text[10..].is_empty() && !text[10..].starts_with(['T', ' ']) {
            return None;
        }
        let iso: Vec<&str> = date.split('-').collect();
        let dotted: Vec<&str> = date.split('.').collect();
        let (year, month, day) = match (iso.as_slice(), dotted.as_slice()) {
            ([y, m, d], _) if y.len() == 4 => (*y, *m, *d),
            (_, [d, m, y]) if y.len() == 4 => (*y, *m, *d),
            _ => return None,
        };
        let (year, month, day): (u16, u16, u16) =
            (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let two = self.width == SegmentWidth::Two;
        let full = ProcessCode::new(vec![day, month, year % 100], two);
        Some(vec![full, ProcessCode::new(vec![day, month], two)])
    }
}

fn is_number(text: &str, digits: usize) -> bool {
    (1..=digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The text after a word such as "Verksamhetsområde" that stands before a code.
fn without_prefix(text: &str) -> &str {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    let lower = text.to_lowercase();
    for prefix in &lexicon().prefixes {
        // Lower case may be longer or shorter than the text; only equal lengths can be cut.
        if lower.len() == text.len()
            && let Some(rest) = lower.strip_prefix(prefix.as_str())
        {
            let rest = rest.trim_start_matches([' ', '.', ':']);
            if rest.starts_with(|c: char| c.is_ascii_digit()) {
                return text.get(text.len() - rest.len()..).unwrap_or(text);
            }
        }
    }
    text
}

/// Reads a code of the usual Swedish style, and nothing beside it.
impl FromStr for ProcessCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<ProcessCode, CodeError> {
        let reading = CodeStyle::default().parse(text)?;
        if reading.rest.is_empty() { Ok(reading.code) } else { Err(CodeError::NotANumber(reading.rest)) }
    }
}
