//! Documents of markup that are no archive: how deep they nest, and that they declare no entities.

use crate::workbook::{Limits, Problem};
use memchr::memmem;
use quick_xml::events::Event;

/// What a document is called in what is said of it.
const WHOLE: &str = "XML";

/// Refuses a document that declares entities, or nests its elements deeper than the limit.
pub(in crate::workbook) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Problem> {
    if memmem::find(bytes, b"<!ENTITY").is_some() {
        return Err(Problem::XmlEntities { part: WHOLE.to_string() });
    }
    let mut xml = quick_xml::Reader::from_reader(bytes);
    let mut depth = 0_u32;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(_) => return Err(broken(bytes, xml.error_position())),
        };
        match event {
            Event::Start(_) => {
                depth += 1;
                if depth > limits.nesting {
                    return Err(Problem::NestedTooDeep { part: WHOLE.to_string(), limit: limits.nesting });
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return Err(broken(bytes, bytes.len() as u64)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A document that is broken at an offset.
fn broken(bytes: &[u8], offset: u64) -> Problem {
    let before = &bytes[..usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    Problem::BrokenXml { line, column }
}
