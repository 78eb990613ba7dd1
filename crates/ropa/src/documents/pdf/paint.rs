//! The operators of a page, followed as far as they place text.

use crate::documents::DocumentLimits;
use crate::documents::pdf::font::Font;
use lopdf::content::{Content, Operation};
use lopdf::{DecompressError, Dictionary, Document, Error, Object, ObjectId, Result};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A piece of text on a page. The origin is the page's lower left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) x: f32,
    pub(super) y: f32,
    /// Where it ends to the right.
    pub(super) end: f32,
    /// The font's size on the page.
    pub(super) size: f32,
    /// Whether a text object begins with it: what programs do for a cell of a table, seldom inside words.
    pub(super) begins: bool,
    pub(super) text: String,
}

/// Forms inside forms that are followed.
const DEEPEST: usize = 12;
/// States that a page may put aside.
const MOST_SAVED: usize = 512;
/// Operators of all pages together that are followed.
const MOST_OPERATORS: usize = 20_000_000;

type Matrix = [f32; 6];
const UNMOVED: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Applies `first`, then `second`.
fn then(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

#[derive(Clone)]
struct State<'d> {
    matrix: Matrix,
    font: Option<Rc<Font<'d>>>,
    size: f32,
    character_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Follows the pages of one document, within what may be unpacked in all.
pub(super) struct Painter<'d> {
    pdf: &'d Document,
    fonts: BTreeMap<ObjectId, Option<Rc<Font<'d>>>>,
    left: usize,
    text_left: usize,
    operators: usize,
    pieces: Vec<Piece>,
    /// A text object has begun, and nothing of it is painted yet.
    begins: bool,
}

impl<'d> Painter<'d> {
    pub(super) fn new(pdf: &'d Document, limits: &DocumentLimits) -> Painter<'d> {
        Painter {
            pdf,
            fonts: BTreeMap::new(),
            left: usize::try_from(limits.inflated_bytes).unwrap_or(usize::MAX),
            text_left: limits.text_bytes,
            operators: MOST_OPERATORS,
            pieces: Vec::new(),
            begins: false,
        }
    }

    /// The pieces of text of one page, in the order painted.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<Vec<Piece>> {
        let content = self.pdf.get_page_content_with_limit(page, self.left)?;
        self.spend(content.len())?;
        let (own, ids) = self.pdf.get_page_resources(page)?;
        let shared = ids.into_iter().filter_map(|id| self.pdf.get_dictionary(id).ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(shared).collect();
        self.content(&content, &resources, UNMOVED, 0)?;
        Ok(std::mem::take(&mut self.pieces))
    }

    fn spend(&mut self, bytes: usize) -> Result<()> {
        let limit = self.left;
        self.left = limit.checked_sub(bytes).ok_or(DecompressError::MemoryLimitExceeded { limit })?;
        Ok(())
    }

    fn content(
        &mut self,
        content: &[u8],
        resources: &[&'d Dictionary],
        matrix: Matrix,
        depth: usize,
    ) -> Result<()> {
        let mut state = State {
            matrix,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State<'d>> = Vec::new();
        // Where the next character stands, and where the line began.
        let (mut text, mut line) = (UNMOVED, UNMOVED);
        for operation in Content::decode_iter(content) {
            // What follows a fault cannot be followed; what stands before it is text all the same.
            let Ok(Operation { operator, operands }) = operation else { break };
            self.operators = self
                .operators
                .checked_sub(1)
                .ok_or(DecompressError::MemoryLimitExceeded { limit: MOST_OPERATORS })?;
            let number =
                |index: usize| operands.get(index).and_then(|one| one.as_float().ok()).unwrap_or(0.0);
            let string = |index: usize| operands.get(index).and_then(|one| one.as_str().ok());
            match operator.as_str() {
                "q" if saved.len() < MOST_SAVED => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.matrix = then(std::array::from_fn(number), state.matrix),
                "BT" => {
                    (text, line) = (UNMOVED, UNMOVED);
                    self.begins = true;
                }
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    state.font = self.font(name, resources)?;
                    state.size = number(1);
                }
                "Tc" => state.character_space = number(0),
                "Tw" => state.word_space = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = then([1.0, 0.0, 0.0, 1.0, number(0), number(1)], line);
                    text = line;
                }
                "Tm" => {
                    line = std::array::from_fn(number);
                    text = line;
                }
                "T*" => (text, line) = next_line(line, &state),
                "Tj" => self.show(string(0), &state, &mut text)?,
                "'" => {
                    (text, line) = next_line(line, &state);
                    self.show(string(0), &state, &mut text)?;
                }
                "\"" => {
                    (state.word_space, state.character_space) = (number(0), number(1));
                    (text, line) = next_line(line, &state);
                    self.show(string(2), &state, &mut text)?;
                }
                "TJ" => {
                    for part in operands.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
                        match part.as_float() {
                            Ok(back) => {
                                let by = -back * 0.001 * state.size * state.stretch;
                                text = then([1.0, 0.0, 0.0, 1.0, by, 0.0], text);
                            }
                            Err(_) => self.show(part.as_str().ok(), &state, &mut text)?,
                        }
                    }
                }
                "Do" if depth < DEEPEST => {
                    let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    self.form(name, resources, state.matrix, depth)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Paints a string, and moves on to its end.
    fn show(&mut self, codes: Option<&[u8]>, state: &State<'d>, text: &mut Matrix) -> Result<()> {
        let (Some(codes), Some(font)) = (codes, &state.font) else { return Ok(()) };
        let (width, count, blanks) = font.advance(codes);
        let extra = count as f32 * state.character_space + blanks as f32 * state.word_space;
        let by = (width * state.size + extra) * state.stretch;
        let shown = font.text(codes);
        let at = then(then([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], *text), state.matrix);
        *text = then([1.0, 0.0, 0.0, 1.0, by, 0.0], *text);
        let end = then(*text, state.matrix);
        let is_level = at[1].abs() <= at[0].abs();
        let placed = [at[4], at[5], end[4]].iter().all(|number| number.is_finite());
        // Text that stands on end is a stamp or a margin's mark.
        if shown.is_empty() || !placed || !is_level {
            return Ok(());
        }
        let limit = self.text_left;
        self.text_left =
            limit.checked_sub(shown.len()).ok_or(DecompressError::MemoryLimitExceeded { limit })?;
        let begins = std::mem::take(&mut self.begins);
        let size = state.size.abs() * (at[2] * at[2] + at[3] * at[3]).sqrt();
        self.pieces.push(Piece { x: at[4], y: at[5], end: end[4].max(at[4]), size, begins, text: shown });
        Ok(())
    }

    /// Follows a form: content that pages share.
    fn form(
        &mut self,
        name: &[u8],
        resources: &[&'d Dictionary],
        matrix: Matrix,
        depth: usize,
    ) -> Result<()> {
        let found = resources.iter().find_map(|resources| {
            let forms = self.pdf.get_dict_in_dict(resources, b"XObject").ok()?;
            self.pdf.dereference(forms.get(name).ok()?).ok()?.1.as_stream().ok()
        });
        let Some(form) = found else { return Ok(()) };
        if !form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            return Ok(());
        }
        let content = match form.get_plain_content_with_limit(self.left) {
            Ok(content) => content,
            Err(error @ Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => return Err(error),
            // A form that cannot be unpacked shows nothing.
            Err(_) => return Ok(()),
        };
        self.spend(content.len().max(1))?;
        let own = form.dict.get(b"Matrix").and_then(Object::as_array).ok().map(|matrix| {
            std::array::from_fn(|index| matrix.get(index).and_then(|one| one.as_float().ok()).unwrap_or(0.0))
        });
        let resources = match self.pdf.get_dict_in_dict(&form.dict, b"Resources") {
            Ok(own) => vec![own],
            Err(_) => resources.to_vec(),
        };
        self.content(&content, &resources, then(own.unwrap_or(UNMOVED), matrix), depth + 1)
    }

    /// A font by its name among the resources, each read once.
    fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Result<Option<Rc<Font<'d>>>> {
        for resources in resources {
            let Ok(fonts) = self.pdf.get_dict_in_dict(resources, b"Font") else { continue };
            let Ok(font) = fonts.get(name) else { continue };
            let Ok((id, found)) = self.pdf.dereference(font) else { return Ok(None) };
            if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
                return Ok(known.clone());
            }
            let Ok(found) = found.as_dict() else { return Ok(None) };
            let font = match Font::of(found, self.pdf, self.left) {
                Ok(font) => Some(Rc::new(font)),
                Err(error @ Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                    return Err(error);
                }
                Err(_) => None,
            };
            if let Some(id) = id {
                self.fonts.insert(id, font.clone());
            }
            return Ok(font);
        }
        Ok(None)
    }
}

/// The start of the next line, for the text and for the line.
fn next_line(line: Matrix, state: &State<'_>) -> (Matrix, Matrix) {
    let next = then([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
    (next, next)
}
