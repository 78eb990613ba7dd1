//! Names and texts of XML, as each reader of a document needs them.

use quick_xml::events::Event;

/// The text of an event that holds any.
pub(super) fn text_of(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.xml10_content().into_owned()),
        Event::CData(text) => Some(text.xml10_content().into_owned()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(letter)) => Some(letter.to_string()),
            _ => quick_xml::escape::resolve_predefined_entity(name).map(str::to_string),
        },
        _ => None,
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
