//! Bytes that can be read only so many times.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// A file in memory that stops giving bytes when it has been read through too often, as when
/// thousands of sheets name one and the same part.
pub(in crate::workbook) struct BudgetedBytes<'b> {
    bytes: Cursor<&'b [u8]>,
    left: u64,
}

impl<'b> BudgetedBytes<'b> {
    pub(in crate::workbook) fn new(bytes: &'b [u8]) -> BudgetedBytes<'b> {
        /// A workbook is read through at most four times: once opened, and each sheet once for
        /// values, once for merged areas and once for formulas.
        const TIMES: u64 = 8;
        /// Buffers read ahead, which weighs in small files of many parts.
        const READ_AHEAD: u64 = 16 << 20;
        BudgetedBytes { bytes: Cursor::new(bytes), left: bytes.len() as u64 * TIMES + READ_AHEAD }
    }
}

impl Read for BudgetedBytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.left = self
            .left
            .checked_sub(count as u64)
            .ok_or_else(|| io::Error::other("its sheets name the same part many times over"))?;
        Ok(count)
    }
}

impl Seek for BudgetedBytes<'_> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(position)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_cannot_be_read_through_without_end() {
        let bytes = vec![0; 4 << 20];
        let mut reader = BudgetedBytes::new(&bytes);
        let mut times = 0;
        while io::copy(&mut reader, &mut io::sink()).is_ok() {
            times += 1;
            reader.rewind().unwrap();
        }
        assert_eq!(times, 12, "eight times, and sixteen mebibytes read ahead");
    }
}
