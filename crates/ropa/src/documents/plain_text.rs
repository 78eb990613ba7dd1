//! Plain text.

use crate::documents::block::{BlockKind, Composer, Document};
use crate::documents::{DocumentLimits, DocumentProblem};
use crate::import::DocumentFormat;
use crate::source::Text;

/// A line with a number before it is a heading only when it is no longer than this.
const LONGEST_HEADING: usize = 80;

pub(super) fn read(file: &Text, text: &str, limits: &DocumentLimits) -> Result<Document, DocumentProblem> {
    let mut composer = Composer::new(file, limits);
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end().trim_start_matches('\u{c}')).collect();
    let mut in_table = false;
    let mut number = 0;
    while number < lines.len() {
        let line = lines[number];
        composer.at_line(u32::try_from(number).unwrap_or(u32::MAX));
        let cells = cells(line);
        if cells.len() < 2 && std::mem::take(&mut in_table) {
            composer.end_table();
        }
        if line.trim().is_empty() || is_rule(line) {
            number += 1;
        } else if cells.len() >= 2 {
            in_table = true;
            composer.row(cells)?;
            number += 1;
        } else if let Some(level) = heading(&lines, number) {
            composer.heading(level, line)?;
            number += 1;
        } else if let Some(item) = item(line) {
            let (more, after) = paragraph(&lines, number);
            let text = more.replacen(line.trim_start(), item, 1);
            composer.paragraph(BlockKind::Item, &text)?;
            number = after;
        } else {
            let (text, after) = paragraph(&lines, number);
            composer.paragraph(BlockKind::Paragraph, &text)?;
            number = after;
        }
    }
    Ok(composer.finish(DocumentFormat::Text, None))
}

/// The lines from one on that belong together, and the line after them.
fn paragraph(lines: &[&str], first: usize) -> (String, usize) {
    let mut text = lines[first].trim_start().to_string();
    let mut next = first + 1;
    while let Some(line) = lines.get(next)
        && !line.trim().is_empty()
        && !is_rule(line)
        && item(line).is_none()
        && cells(line).len() < 2
        && heading(lines, next).is_none()
    {
        text.push('\n');
        text.push_str(line.trim_start());
        next += 1;
    }
    (text, next)
}

/// The cells of a line that tabs or bars divide.
fn cells(line: &str) -> Vec<&str> {
    let bars = line.trim();
    if bars.len() > 1 && bars.starts_with('|') && bars.ends_with('|') {
        return bars[1..bars.len() - 1].split('|').map(str::trim).collect();
    }
    let cells: Vec<&str> = line.trim().split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    // A label and its value are a line as any other.
    if cells.len() == 2 && cells[0].ends_with(':') { Vec::new() } else { cells }
}

/// A line of nothing but `----`, `====` or the like.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '~' | '|' | ':' | ' ' | '+'))
}

fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["- ", "* ", "• ", "– ", "o "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim_start)
}

/// The level of a heading: underlined, numbered between blank lines, or all in capitals.
fn heading(lines: &[&str], number: usize) -> Option<u8> {
    let line = lines[number].trim();
    if line.chars().count() > LONGEST_HEADING || line.is_empty() || item(line).is_some() {
        return None;
    }
    let after = lines.get(number + 1).map_or("", |line| line.trim());
    if after.len() >= 3 && after.chars().all(|c| c == '=') {
        return Some(1);
    }
    if after.len() >= 3 && after.chars().all(|c| c == '-') {
        return Some(2);
    }
    if let Some(marks) = line.strip_prefix('#') {
        let more = marks.trim_start_matches('#');
        return more.starts_with(' ').then(|| (line.len() - more.len()) as u8);
    }
    let alone = number == 0 || lines[number - 1].trim().is_empty();
    let ends = line.ends_with(['.', ':', ';', ',']);
    if !alone || ends || line.contains(": ") {
        return None;
    }
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    if letters >= 4 && !line.chars().any(char::is_lowercase) {
        return Some(1);
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let numbered = digits.len() < line.len() && line.starts_with(|c: char| c.is_ascii_digit());
    let title = digits.trim_start_matches(')').strip_prefix(' ')?.trim_start();
    let dots = line[..line.len() - digits.len()].trim_end_matches('.').matches('.').count();
    (numbered && title.starts_with(char::is_uppercase)).then(|| (dots + 1).min(9) as u8)
}
