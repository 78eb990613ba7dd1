//! What stands above a table and says something of all of it.

use crate::import::layout::{Row, written};
use crate::import::table_info::Metadata;

/// What the lines above a table say of all of it.
pub(in crate::import) fn metadata(rows: &[Row<'_>]) -> Vec<Metadata> {
    let mut found = Vec::new();
    for (_, cells) in rows {
        let mut cells = written(cells).peekable();
        while let Some(cell) = cells.next() {
            let label = match cell.text.split_once(':') {
                Some((label, rest))
                    if is_label(label) && !rest.trim().is_empty() && !rest.starts_with("//") =>
                {
                    found.push(Metadata {
                        label: label.trim().into(),
                        text: rest.trim().into(),
                        place: cell.place,
                    });
                    continue;
                }
                Some((label, rest)) if rest.trim().is_empty() => label,
                _ => &cell.text,
            };
            // A label, and beside it what it says.
            if is_label(label)
                && let Some(says) = cells.next_if(|next| next.place.col <= cell.place.col.saturating_add(2))
            {
                found.push(Metadata {
                    label: label.trim().into(),
                    text: says.text.trim().into(),
                    place: says.place,
                });
            }
        }
    }
    found
}

fn is_label(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= 60
}
