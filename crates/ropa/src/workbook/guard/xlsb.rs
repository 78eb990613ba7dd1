//! Binary parts of an .xlsb: how long their records say they are, how many texts they list, and their errors.

use crate::workbook::Problem;
use crate::workbook::known_errors::is_error;

/// Walks the records of a part (\[MS-XLSB\] 2.1.4) as its bytes pass.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Records {
    state: State,
    /// Whether some cell holds an error.
    pub(super) errors: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a byte of the type.
    Type { low: u16, second: bool },
    /// Before a byte of the length, so many having been read.
    Length { kind: u16, bytes: u32, length: u32 },
    /// Within a record's data.
    Data { left: u32 },
}

impl Default for State {
    fn default() -> State {
        State::Type { low: 0, second: false }
    }
}

/// An item of the shared texts (BrtSSTItem).
const SHARED_STRING: u16 = 19;
impl Records {
    /// Walks on; gives how many shared texts begin.
    pub(super) fn look(&mut self, mut bytes: &[u8]) -> Result<u64, Problem> {
        let mut strings = 0;
        while let Some((byte, rest)) = bytes.split_first() {
            let more = byte & 0x80 != 0;
            let seven = u32::from(byte & 0x7F);
            self.state = match self.state {
                State::Type { second: false, .. } if more => State::Type { low: seven as u16, second: true },
                State::Type { low, second } => {
                    let kind = if second { low | (seven as u16) << 7 } else { seven as u16 };
                    strings += u64::from(kind == SHARED_STRING);
                    self.errors |= is_error(kind);
                    State::Length { kind, bytes: 0, length: 0 }
                }
                State::Length { kind, bytes, length } => {
                    let length = length | seven << (7 * bytes);
                    match (more && bytes < 3, length) {
                        (true, _) => State::Length { kind, bytes: bytes + 1, length },
                        (false, 0) => State::default(),
                        (false, left) => State::Data { left },
                    }
                }
                State::Data { left } => {
                    let here = bytes.len().min(left as usize);
                    bytes = &bytes[here..];
                    let left = left - here as u32;
                    self.state = if left == 0 { State::default() } else { State::Data { left } };
                    continue;
                }
            };
            bytes = rest;
        }
        Ok(strings)
    }

    /// Refuses a part whose last record says that it is longer than what is there: calamine makes
    /// room for what it says.
    pub(super) fn finish(self, part: &str) -> Result<(), Problem> {
        match self.state {
            State::Data { left } => {
                Err(Problem::damaged(format!("a record of {part} lacks {left} bytes of what it promises")))
            }
            _ => Ok(()),
        }
    }
}
