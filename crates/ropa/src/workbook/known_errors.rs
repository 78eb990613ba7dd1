//! Errors in cells as calamine knows them: for one that it does not know it refuses the whole workbook.

/// The error values that calamine knows, as they are written in XML.
pub(super) const KNOWN_ERRORS: [&[u8]; 7] =
    [b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"];

/// The code of an error as calamine knows it; one that came later than the format is "not available".
pub(super) fn known_error(code: u8) -> u8 {
    const KNOWN: [u8; 8] = [0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B];
    if KNOWN.contains(&code) { code } else { 0x2A }
}

/// A cell with an error, written as it is (BrtCellError) or come to by a formula (BrtFmlaError).
const ERROR: u16 = 3;
const ERROR_OF_FORMULA: u16 = 11;

/// Makes each error of a sheet's part one that calamine reads: it knows neither those that came later nor those that
/// formulas come to.
pub(super) fn know_errors(part: &mut [u8]) {
    /// After the column and the format.
    const CODE: usize = 8;
    let mut at = 0;
    while let Some((kind, data, length)) = header(part, at) {
        if is_error(kind) && length > CODE {
            part[at] = ERROR as u8;
            if let Some(code) = part.get_mut(data + CODE) {
                *code = known_error(*code);
            }
        }
        at = data.saturating_add(length);
    }
}

/// The type of the record that begins at a place, where its data begin and how long they are.
fn header(part: &[u8], start: usize) -> Option<(u16, usize, usize)> {
    let mut at = start;
    let mut next = || {
        let byte = part.get(at).copied();
        at += 1;
        byte
    };
    let low = next()?;
    let kind = match low & 0x80 {
        0 => u16::from(low),
        _ => u16::from(low & 0x7F) | u16::from(next()? & 0x7F) << 7,
    };
    let mut length = 0;
    for bytes in 0..4 {
        let byte = next()?;
        length |= usize::from(byte & 0x7F) << (7 * bytes);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((kind, at, length))
}

/// Whether a record of an .xlsb is a cell with an error.
pub(super) fn is_error(kind: u16) -> bool {
    matches!(kind, ERROR | ERROR_OF_FORMULA)
}

#[cfg(test)]
mod tests {
    use super::{is_error, know_errors};

    #[test]
    fn errors_are_made_such_as_calamine_reads() {
        let cell = |kind: u8, code: u8| [&[kind, 9][..], &[0; 8], &[code]].concat();
        // A record whose type takes two bytes and which holds what looks like an error stands between.
        let between = [0x9C, 0x01, 3, 3, 1, 0x30];
        let written =
            [cell(3, 0x07), between.to_vec(), cell(11, 0x2D), cell(3, 0x30), cell(7, 0x30)].concat();
        let right = [cell(3, 0x07), between.to_vec(), cell(3, 0x2A), cell(3, 0x2A), cell(7, 0x30)].concat();
        let mut part = written.clone();
        know_errors(&mut part);
        assert_eq!(part, right);
        assert!(is_error(3) && is_error(11) && !is_error(7));
        // What is cut off is left to the reader.
        for end in 0..written.len() {
            know_errors(&mut written[..end].to_vec());
        }
    }
}
