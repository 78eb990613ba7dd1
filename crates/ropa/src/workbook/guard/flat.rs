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
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(_) => {
                depth += 1;
                if depth > limits.nesting {
                    return Err(Problem::NestedTooDeep { part: WHOLE.to_string(), limit: limits.nesting });
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return Err(Problem::damaged("the document is cut off")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
