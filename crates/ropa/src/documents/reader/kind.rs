//! Whether a document is a DPIA.

use crate::documents::lexicon::WORDS;
use crate::documents::reader::walker::Read;
use crate::documents::{BlockKind, Document};
use crate::import::NotADpia;
use crate::model::DpiaField;
use crate::source::Text;
use crate::text::fold;

/// Blocks at the beginning that tell what a document is.
const BEGINNING: usize = 12;

/// What tells against a document, with what it begins with; nothing where it is a DPIA.
pub(super) fn against(document: &Document, read: &Read) -> Option<(NotADpia, Text)> {
    let texts = || {
        let blocks = document.blocks.iter().filter(|block| block.kind != BlockKind::Margin);
        blocks.take(BEGINNING).flat_map(|block| &block.texts).map(|passage| &passage.text)
    };
    let begins = texts().next().cloned().unwrap_or_default();
    let first = fold(&begins).into_owned();
    if WORDS.kind.templates.begin_as_words(&first) {
        return Some((NotADpia::Template, begins));
    }
    let name = document.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let titled =
        texts().take(3).any(|text| is_named(text)) || document.title.as_deref().is_some_and(is_named);
    if WORDS.kind.others.begin_as_words(&first) {
        return Some((NotADpia::OtherKind, begins));
    }
    let named = titled || is_named(name) || texts().any(|text| is_named(text));
    let signs = signs(read);
    let is_one = (titled && signs >= 1) || (named && signs >= 2) || signs >= 5;
    if is_one { None } else { Some((NotADpia::NoSigns, begins)) }
}

/// Whether a text names a DPIA.
pub(super) fn is_named(text: &str) -> bool {
    WORDS.kind.names.stand_in(&fold(text))
}

/// How many things the document has that belong to a DPIA and to little else.
fn signs(read: &Read) -> usize {
    const TELLING: [DpiaField; 9] = [
        DpiaField::DpoAdvice,
        DpiaField::DataSubjectViews,
        DpiaField::ResidualRisk,
        DpiaField::PriorConsultation,
        DpiaField::Review,
        DpiaField::ApprovedBy,
        DpiaField::Covers,
        DpiaField::CaseNumber,
        DpiaField::Status,
    ];
    let fields = TELLING.iter().filter(|field| read.asked.contains(field)).count();
    let contents = DpiaField::CONTENTS.iter().filter(|field| read.asked.contains(field)).count();
    let criteria = usize::from(read.entries.iter().any(|entry| entry.field == DpiaField::K4));
    fields + contents + criteria
}
