//! Compound files: whether the tables of their sectors are what they can be.

use crate::workbook::Problem;
use std::collections::HashSet;

/// Checks the header and the list of the sectors that hold the allocation table (\[MS-CFB\] 2.2 to
/// 2.5), which the reader of compound files takes into memory as often as they are listed.
///
/// The chains themselves, of sectors and of small sectors, are checked by that reader: it refuses a
/// sector that two others point to, and a chain that returns to its start.
pub(super) fn check(bytes: &[u8]) -> Result<(), Problem> {
    const HEADER: usize = 512;
    /// Above these numbers stand marks: end of chain, free, table.
    const LAST_SECTOR: u32 = 0xFFFF_FFFA;
    const LISTED_IN_HEADER: usize = 109;
    let damaged = |what: &str| Problem::damaged(format!("the compound file {what}"));
    if bytes.len() < HEADER {
        return Err(damaged("is cut off"));
    }
    let u16_at = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    let u32_at = |at: usize| {
        bytes.get(at..at + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    };
    let sector = match (u16_at(26), u16_at(30), u16_at(32)) {
        (3, 9, 6) => 512,
        (4, 12, 6) => 4096,
        _ => return Err(damaged("states a size of its sectors that none has")),
    };
    // The header takes the place of one sector.
    let sectors = (bytes.len() / sector).saturating_sub(1) + usize::from(!bytes.len().is_multiple_of(sector));
    let start = |number: u32| (number as usize + 1) * sector;

    let mut tables = HashSet::new();
    let mut again = 0;
    let mut table = |number: Option<u32>| match number {
        Some(number) if number <= LAST_SECTOR => {
            if number as usize >= sectors {
                return Err(damaged("lists a sector beyond its end"));
            }
            // The last list may be padded with zeros; nothing else comes twice.
            if !tables.insert(number) {
                again += 1;
                if number != 0 || again > sector / 4 {
                    return Err(damaged("lists a sector twice"));
                }
            }
            Ok(())
        }
        _ => Ok(()),
    };
    for index in 0..LISTED_IN_HEADER {
        table(u32_at(76 + index * 4))?;
    }
    let mut list = u32_at(68).filter(|first| *first <= LAST_SECTOR);
    let mut lists = HashSet::new();
    while let Some(number) = list {
        if number as usize >= sectors || !lists.insert(number) {
            return Err(damaged("has a list of sectors that loops or leads out of it"));
        }
        let entries = sector / 4 - 1;
        for index in 0..entries {
            table(u32_at(start(number) + index * 4))?;
        }
        list = u32_at(start(number) + entries * 4).filter(|next| *next <= LAST_SECTOR);
    }
    Ok(())
}
