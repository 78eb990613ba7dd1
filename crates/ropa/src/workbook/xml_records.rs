//! Records that are elements of an XML document, as databases and case systems export them.
//!
//! An element with fields in it is a record, and those of one name in one place are a table: the names of the fields are
//! its headers, each element a row. A field is an element with a text, an attribute, or an element that names itself
//! (`<field name="Behandling">`). What stands several times in a record takes a line each in its cell; what stands deeper
//! has the way to it as its header, `kontakt.namn`.

use crate::source::{Place, Text};
use crate::workbook::collect::Collector;
use crate::workbook::excel::Sheets;
use crate::workbook::guard;
use crate::workbook::xml_text::{local, text_of};
use crate::workbook::{CellKind, Limits, Problem, Sheet};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// So many elements are held at once, whatever the limit of cells; each takes more room than a cell does.
const MOST_ELEMENTS: u64 = 5_000_000;

/// A record has at least so many fields.
const FEWEST: usize = 2;

#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    /// The text in it, that of its elements too where both stand side by side.
    text: String,
    /// Whether a text stands beside its elements, as in `Lön <b>och</b> arvode`.
    mixed: bool,
}

/// Reads the tables of a document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    guard::flat::check(bytes, limits)?;
    let root = tree(bytes, limits)?;
    let mut tables: Tables<'_> = Vec::new();
    find(&root, "", &[], &mut tables);
    if root.is_record() && tables.is_empty() {
        tables.push((root.name.clone(), vec![(&root, Vec::new())]));
    }
    if tables.is_empty() {
        return Err(Problem::NotASpreadsheet { what: "an XML document" });
    }
    if tables.len() > limits.sheets {
        return Err(Problem::TooManySheets { found: tables.len(), limit: limits.sheets });
    }
    let mut collector = Collector::new(limits);
    let mut sheets = Vec::new();
    for (path, records) in tables {
        let name = Text::from(path.rsplit('/').next().unwrap_or_default());
        let mut cells = collector.sheet(name.clone());
        let mut columns: HashMap<String, u32> = HashMap::new();
        for (row, (record, around)) in (1..).zip(records) {
            for (header, text) in record.fields().into_iter().chain(around) {
                let next = columns.len() as u32;
                let col = *columns.entry(header.clone()).or_insert(next);
                if col == next {
                    cells.push(Place::new(0, col), CellKind::Text, &header)?;
                }
                cells.push(Place::new(row, col), CellKind::Text, &text)?;
            }
        }
        sheets.push(Sheet::new(name, cells.finish()));
    }
    Ok((sheets, Vec::new()))
}

/// The root of a document with all that stands in it, but for descriptions of its own form.
fn tree(bytes: &[u8], limits: &Limits) -> Result<Element, Problem> {
    let mut xml = quick_xml::Reader::from_reader(bytes);
    xml.config_mut().expand_empty_elements = true;
    let most = limits.cells.min(MOST_ELEMENTS);
    let mut open: Vec<Element> = vec![Element::default()];
    let (mut elements, mut bytes_of_text, mut schema) = (0_u64, 0_u64, 0_u32);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(tag) => {
                elements += 1;
                if elements > most {
                    return Err(Problem::TooManyCells { sheet: None, limit: most });
                }
                if schema > 0 || local(tag.name().as_ref()).eq_ignore_ascii_case("schema") {
                    schema += 1;
                    continue;
                }
                let element = Element::of(&tag);
                bytes_of_text += element.attributes.iter().map(|(_, text)| text.len() as u64).sum::<u64>();
                open.push(element);
            }
            Event::End(_) if schema > 0 => schema -= 1,
            Event::End(_) => {
                let mut done = open.pop().unwrap_or_default();
                done.close();
                if let Some(parent) = open.last_mut() {
                    parent.children.push(done);
                }
            }
            Event::Eof => break,
            _ if schema > 0 => {}
            event => {
                let (Some(text), Some(element)) = (text_of(&event), open.last_mut()) else { continue };
                bytes_of_text += text.len() as u64;
                element.mixed |= !element.children.is_empty() && !text.trim().is_empty();
                element.text.push_str(&text);
            }
        }
        if bytes_of_text > limits.text_bytes {
            return Err(Problem::TooMuchText { limit: limits.text_bytes });
        }
    }
    let root = open.into_iter().next().and_then(|document| document.children.into_iter().next());
    root.ok_or(Problem::NotASpreadsheet { what: "an XML document" })
}

/// Records by the way to them, each with what the elements around it say.
type Tables<'e> = Vec<(String, Vec<(&'e Element, Fields)>)>;

/// Headers and texts.
type Fields = Vec<(String, String)>;

/// Finds the elements that are records.
fn find<'e>(within: &'e Element, path: &str, around: &[(String, String)], tables: &mut Tables<'e>) {
    for element in &within.children {
        if element.is_field() && !element.is_row() {
            continue;
        }
        let path = format!("{path}/{}", element.name);
        if element.is_entry() {
            find(element, &path, around, tables);
        } else if element.is_record() {
            let record = (element, around.to_vec());
            match tables.iter_mut().find(|(known, _)| *known == path) {
                Some((_, records)) => records.push(record),
                None => tables.push((path, vec![record])),
            }
        } else {
            find(element, &path, &[around, &element.own()].concat(), tables);
        }
    }
}

impl Element {
    fn of(tag: &BytesStart<'_>) -> Element {
        let mut element = Element { name: local(tag.name().as_ref()).to_string(), ..Element::default() };
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            // What is said of the document and not of what it tells.
            if key == "xmlns" || ["xmlns:", "xsi:", "xml:"].iter().any(|prefix| key.starts_with(prefix)) {
                continue;
            }
            if let Ok(value) = quick_xml::escape::unescape(&attribute.value) {
                element.attributes.push((local(key).to_string(), value.into_owned()));
            }
        }
        element
    }

    /// Takes the text of its elements where a text stands beside them.
    fn close(&mut self) {
        self.mixed |= !self.children.is_empty() && !self.text.trim().is_empty();
        if self.mixed {
            let inner = std::mem::take(&mut self.children);
            for element in inner {
                self.text.push(' ');
                self.text.push_str(&element.text);
            }
        }
    }

    /// Whether it holds a text or nothing.
    fn is_field(&self) -> bool {
        self.children.is_empty()
    }

    /// Whether its attributes are a record's fields: `<row Id="1" Namn="Lön"/>`.
    fn is_row(&self) -> bool {
        self.children.is_empty() && self.text.trim().is_empty() && self.attributes.len() >= FEWEST
    }

    fn is_record(&self) -> bool {
        let is_field = |element: &&Element| element.is_field() && !element.is_row();
        self.is_row() || self.children.iter().filter(is_field).count() >= FEWEST
    }

    /// Whether it is an entry of a feed, in which services wrap a record: `<entry><content><properties>`.
    fn is_entry(&self) -> bool {
        let holds = |element: &Element| {
            element.children.iter().any(|inner| inner.name == "properties" && inner.is_record())
        };
        holds(self) || self.children.iter().any(holds)
    }

    /// What it says itself, of all records in it.
    fn own(&self) -> Fields {
        let header = |name: &str| format!("{}.{name}", self.name);
        let attributes = self.attributes.iter().map(|(key, text)| (header(key), text.clone()));
        let fields = self.children.iter().filter(|element| element.is_field() && !element.is_row());
        attributes
            .chain(fields.map(|field| (header(field.called()), field.text.trim().to_string())))
            .collect()
    }

    /// What it is called: by an attribute where that names it, else by its element.
    fn called(&self) -> &str {
        const NAMES: [&str; 6] = ["name", "namn", "label", "rubrik", "displayname", "key"];
        let named =
            self.attributes.iter().find(|(key, _)| NAMES.iter().any(|name| key.eq_ignore_ascii_case(name)));
        match named {
            Some((_, name)) if self.attributes.len() == 1 && !name.trim().is_empty() => name.trim(),
            _ => &self.name,
        }
    }

    /// The fields of a record, each with its text, in the order in which they stand.
    fn fields(&self) -> Fields {
        let mut fields = Fields::new();
        for (key, text) in &self.attributes {
            // As lists of SharePoint write the names of their columns.
            let key = key.strip_prefix("ows_").unwrap_or(key);
            said(&mut fields, key, text);
        }
        for element in &self.children {
            element.say(element.called(), &mut fields);
        }
        fields
    }

    fn say(&self, path: &str, fields: &mut Fields) {
        if self.called() == self.name {
            for (key, text) in &self.attributes {
                said(fields, &format!("{path}.{key}"), text);
            }
        }
        if self.is_field() {
            said(fields, path, &self.text);
            return;
        }
        // A list of items has the name of the list: `<kategorier><kategori>`.
        let first = self.children[0].called();
        let is_list = self.children.iter().all(|element| element.called() == first);
        for element in &self.children {
            match is_list {
                true => element.say(path, fields),
                false => element.say(&format!("{path}.{}", element.called()), fields),
            }
        }
    }
}

/// Adds a text to a field: on a line of its own where the field has one.
fn said(fields: &mut Fields, header: &str, text: &str) {
    let text = text.trim();
    match fields.iter_mut().find(|(known, _)| known == header) {
        Some((_, before)) if !before.is_empty() && !text.is_empty() => {
            before.push('\n');
            before.push_str(text);
        }
        Some((_, before)) => before.push_str(text),
        None => fields.push((header.to_string(), text.to_string())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn cells(document: &str) -> Vec<Vec<String>> {
        let (sheets, _) = read(document.as_bytes(), &Limits::default()).unwrap();
        let texts = |sheet: &Sheet| -> Vec<String> {
            let cells = sheet.cells().iter().map(|cell| format!("{}={}", cell.place, cell.text));
            [sheet.name.to_string()].into_iter().chain(cells).collect()
        };
        sheets.iter().map(texts).collect()
    }

    #[test]
    fn records_are_found_however_a_document_holds_them() {
        let row = ["lista", "A1=Id", "B1=Namn", "A2=1", "B2=Lön", "A3=2", "B3=Skola"];
        for document in [
            "<rot><lista><Id>1</Id><Namn>Lön</Namn></lista><lista><Id>2</Id><Namn>Skola</Namn></lista></rot>",
            "<a:rot xmlns:a='x'><tid>12</tid><a:allt><a:lista><a:Id>1</a:Id><a:Namn>Lön</a:Namn></a:lista><a:lista><a:Id>2</a:Id><a:Namn>Skola</a:Namn></a:lista></a:allt></a:rot>",
            "<rot><lista Id='1' Namn='Lön'/><lista ows_Id='2' ows_Namn='Skola'/></rot>",
            "<rot><lista><f name='Id'>1</f><f name='Namn'>Lön</f></lista><lista><f name='Id'>2</f><f name='Namn'><![CDATA[Skola]]></f></lista></rot>",
            "<rot><xs:schema><xs:element a='1' b='2'/></xs:schema><dataroot><lista><Id>1</Id><Namn>Lön</Namn></lista><lista><Id>2</Id><Namn>Skola</Namn></lista></dataroot></rot>",
        ] {
            assert_eq!(cells(document), [row], "{document}");
        }
        let deep = "<rot><p><Id>1</Id><Namn>Lön <b>och</b> mer</Namn><Slag><Value>a</Value><Value>b</Value></Slag><Kontakt><Namn>Bo</Namn><Tel>1</Tel></Kontakt><Slag>c</Slag></p><andra><x>1</x><y>2</y></andra></rot>";
        assert_eq!(
            cells(deep),
            [
                vec![
                    "p",
                    "A1=Id",
                    "B1=Namn",
                    "C1=Slag",
                    "D1=Kontakt.Namn",
                    "E1=Kontakt.Tel",
                    "A2=1",
                    "B2=Lön  mer och",
                    "C2=a\nb\nc",
                    "D2=Bo",
                    "E2=1"
                ],
                vec!["andra", "A1=x", "B1=y", "A2=1", "B2=2"],
            ]
        );
    }

    #[test]
    fn what_stands_around_records_is_part_of_each() {
        let groups = "<rot skapad='2025'><enhet kod='7'><namn>HR</namn><p><Id>1</Id><Namn>Lön</Namn></p></enhet></rot>";
        assert_eq!(
            cells(groups),
            [["p", "A1=Id", "B1=Namn", "C1=enhet.kod", "D1=enhet.namn", "A2=1", "B2=Lön", "C2=7", "D2=HR"]]
        );
        let feed = "<feed><title>x</title><id>y</id><entry><id>z</id><title/><content><m:properties><d:Id>1</d:Id><d:Namn>Lön</d:Namn></m:properties></content></entry></feed>";
        assert_eq!(cells(feed)[0], ["properties", "A1=Id", "B1=Namn", "A2=1", "B2=Lön"]);
    }

    #[test]
    fn documents_without_records_are_refused_as_what_they_are() {
        let limits = Limits { cells: 10, ..Limits::default() };
        for document in ["<plan/>", "<a>text</a>", "<a><b>1</b></a>", ""] {
            let refused = read(document.as_bytes(), &limits).err();
            assert_eq!(refused, Some(Problem::NotASpreadsheet { what: "an XML document" }), "{document}");
        }
        let many = format!("<a>{}</a>", "<b><c>1</c><d>2</d></b>".repeat(10));
        assert!(matches!(read(many.as_bytes(), &limits), Err(Problem::TooManyCells { .. })));
        let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><a><b><c>1</c><d>2</d></b></a>";
        assert!(matches!(read(entity.as_bytes(), &limits), Err(Problem::XmlEntities { .. })));
    }
}
