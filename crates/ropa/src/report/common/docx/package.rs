//! Which parts a document has, of what kind each is, and how they refer to each other.

use std::fmt::Write as _;

const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";

/// What the file holds.
pub(super) const PACKAGE: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

const RELATIONSHIPS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>";

/// The part that a chart is.
pub(super) fn chart(number: usize) -> String {
    format!("word/charts/chart{number}.xml")
}

/// The part that says where the numbers of a chart are.
pub(super) fn chart_relationships(number: usize) -> String {
    format!("word/charts/_rels/chart{number}.xml.rels")
}

/// The workbook that holds the numbers of a chart.
pub(super) fn numbers(number: usize) -> String {
    format!("word/embeddings/chart{number}.xlsx")
}

/// What the document calls a chart; its own three parts come before.
pub(super) fn chart_id(number: usize) -> String {
    format!("rId{}", number + 3)
}

/// What a chart calls its numbers.
pub(super) const NUMBERS_ID: &str = "rId1";

/// The kind of each part.
pub(super) fn content_types(charts: usize) -> String {
    let mut text = CONTENT_TYPES.to_string();
    for number in 1..=charts {
        let part = chart(number);
        let _ = write!(
            text,
            "<Override PartName=\"/{part}\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
        );
    }
    text.push_str("</Types>");
    text
}

/// What the text refers to.
pub(super) fn relationships(charts: usize) -> String {
    let mut text = RELATIONSHIPS.to_string();
    for number in 1..=charts {
        let id = chart_id(number);
        let _ = write!(
            text,
            "<Relationship Id=\"{id}\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart\" \
             Target=\"charts/chart{number}.xml\"/>"
        );
    }
    text.push_str("</Relationships>");
    text
}

/// What a chart refers to.
pub(super) fn of_chart(number: usize) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"{NUMBERS_ID}\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/package\" \
         Target=\"../embeddings/chart{number}.xlsx\"/></Relationships>"
    )
}
