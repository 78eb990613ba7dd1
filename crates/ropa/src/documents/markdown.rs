//! Markdown.

use crate::documents::block::{BlockKind, Composer, Document};
use crate::documents::{DocumentLimits, DocumentProblem};
use crate::import::DocumentFormat;
use crate::source::Text;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub(super) fn read(file: &Text, text: &str, limits: &DocumentLimits) -> Result<Document, DocumentProblem> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let lines = Lines::of(text);
    let mut composer = Composer::new(file, limits);
    let mut said = String::new();
    // The line that the block begins on; none outside blocks.
    let mut begun: Option<usize> = None;
    let mut row: Vec<String> = Vec::new();
    let mut items: Vec<()> = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > limits.depth {
                    return Err(DocumentProblem::TooDeep { limit: limits.depth });
                }
                match tag {
                    Tag::Item => {
                        // The item's own text ends where a list inside it begins.
                        flush(&mut composer, &lines, &mut said, begun.take(), BlockKind::Item)?;
                        items.push(());
                        begun = Some(range.start);
                    }
                    Tag::List(_) => {
                        let kind = kind_in(&items);
                        flush(&mut composer, &lines, &mut said, begun.take(), kind)?;
                    }
                    Tag::Heading { .. }
                    | Tag::Paragraph
                    | Tag::CodeBlock(_)
                    | Tag::MetadataBlock(_)
                    | Tag::HtmlBlock => {
                        begun = begun.or(Some(range.start));
                    }
                    Tag::TableHead | Tag::TableRow => row.clear(),
                    Tag::TableCell => said.clear(),
                    _ => {}
                }
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                match tag {
                    TagEnd::Heading(level) => {
                        let line = lines.number(begun.take().unwrap_or(range.start));
                        composer.at_line(line);
                        composer.heading(number(level), &std::mem::take(&mut said))?;
                    }
                    TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock => {
                        let kind = kind_in(&items);
                        flush(&mut composer, &lines, &mut said, begun.take(), kind)?;
                    }
                    TagEnd::Item => {
                        flush(&mut composer, &lines, &mut said, begun.take(), BlockKind::Item)?;
                        items.pop();
                    }
                    TagEnd::TableCell => row.push(std::mem::take(&mut said)),
                    TagEnd::TableHead | TagEnd::TableRow => {
                        composer.at_line(lines.number(range.start));
                        composer.row(row.iter().map(String::as_str))?;
                    }
                    TagEnd::Table => composer.end_table(),
                    _ => {}
                }
            }
            Event::Text(text) | Event::Code(text) => said.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => said.push_str(markup(&html)),
            Event::SoftBreak | Event::HardBreak => said.push('\n'),
            Event::TaskListMarker(ticked) => said.push_str(if ticked { "☒ " } else { "☐ " }),
            _ => {}
        }
    }
    Ok(composer.finish(DocumentFormat::Markdown, None))
}

fn kind_in(items: &[()]) -> BlockKind {
    if items.is_empty() { BlockKind::Paragraph } else { BlockKind::Item }
}

fn flush(
    composer: &mut Composer<'_>,
    lines: &Lines,
    said: &mut String,
    begun: Option<usize>,
    kind: BlockKind,
) -> Result<(), DocumentProblem> {
    let text = std::mem::take(said);
    let Some(begun) = begun else { return Ok(()) };
    composer.at_line(lines.number(begun));
    composer.paragraph(kind, &text)
}

/// A break between lines is one; other markup is not text, and remarks are.
fn markup(html: &str) -> &str {
    let tag = html.trim();
    if tag.starts_with("<br") {
        "\n"
    } else if let Some(remark) = tag.strip_prefix("<!--") {
        remark.strip_suffix("-->").unwrap_or(remark)
    } else {
        ""
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).collect())
    }

    /// The number of the line, from zero, that a byte stands on.
    fn number(&self, at: usize) -> u32 {
        self.0.partition_point(|start| *start <= at) as u32
    }
}
