//! Rooms and the arrows between them, as data and as text.

use super::arrows::Arrow;
use super::circles::Graph;
use super::settings::Settings;
use super::tree::{File, Tree};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The files of a crate that stand in no room: `lib.rs`, which is the library's door.
pub(crate) const DOOR: &str = "(lib.rs)";

/// What is drawn.
pub(crate) struct Drawing {
    pub(crate) tree: Tree,
    pub(crate) arrows: Vec<Arrow>,
    /// Rooms in the order of the list, then those that are not listed.
    pub(crate) rooms: Vec<String>,
    /// The room of each file; none for the command line.
    pub(crate) room_of: Vec<Option<usize>>,
}

impl Drawing {
    pub(crate) fn new(tree: Tree, arrows: Vec<Arrow>, settings: &Settings) -> Drawing {
        let names: Vec<_> = tree.files.iter().map(|file| room_name(file, settings)).collect();
        let mut rooms: Vec<String> = names.iter().flatten().cloned().collect();
        rooms.sort_by_key(|name| (settings.floor(name).unwrap_or(usize::MAX), name.clone()));
        rooms.dedup();
        let at = |name: &Option<String>| rooms.iter().position(|room| Some(room) == name.as_ref());
        let room_of = names.iter().map(at).collect();
        Drawing { tree, arrows, rooms, room_of }
    }

    pub(crate) fn file(&self, index: usize) -> &File {
        &self.tree.files[index]
    }

    /// Arrows between two rooms, by room and room.
    pub(crate) fn between_rooms(&self) -> BTreeMap<(usize, usize), Vec<&Arrow>> {
        let mut found: BTreeMap<_, Vec<&Arrow>> = BTreeMap::new();
        for arrow in &self.arrows {
            if let (Some(from), Some(to)) = (self.room_of[arrow.from], self.room_of[arrow.to])
                && from != to
            {
                found.entry((from, to)).or_default().push(arrow);
            }
        }
        found
    }

    /// The rooms as points.
    pub(crate) fn room_graph(&self) -> Graph {
        let mut graph = Graph::new();
        for (from, to) in self.between_rooms().into_keys() {
            graph.entry(from).or_default().insert(to);
        }
        graph
    }

    /// The files of a room, or of the command line, as points.
    pub(crate) fn file_graph(&self, within: impl Fn(usize) -> bool) -> Graph {
        let mut graph = Graph::new();
        for arrow in self.arrows.iter().filter(|arrow| within(arrow.from) && within(arrow.to)) {
            graph.entry(arrow.from).or_default().insert(arrow.to);
        }
        graph
    }

    /// The drawing as text: each room with what it knows, highest floor first.
    pub(crate) fn text(&self, settings: &Settings) -> String {
        let mut text = String::new();
        let between = self.between_rooms();
        let width = self.rooms.iter().map(|name| name.len()).max().unwrap_or_default();
        for (room, name) in self.rooms.iter().enumerate().rev() {
            let files = (0..self.tree.files.len()).filter(|file| self.room_of[*file] == Some(room));
            let (count, lines) =
                files.fold((0, 0), |(count, lines), file| (count + 1, lines + self.file(file).lines));
            let floor = settings.floor(name);
            let shown = floor.map_or("  -".to_string(), |floor| format!("{:>3}", floor + 1));
            let purpose = floor.map_or("", |floor| settings.room[floor].purpose.as_str());
            let _ = writeln!(text, "{shown}  {name:<width$}  {count:>3} files {lines:>6} lines  {purpose}");
            let knows: Vec<String> = between
                .iter()
                .filter(|((from, _), _)| *from == room)
                .map(|((_, to), arrows)| {
                    // Rooms in order stand before the one that knows them.
                    let against = if *to > room { "!" } else { "" };
                    format!("{against}{} {}", self.rooms[*to], arrows.len())
                })
                .collect();
            if !knows.is_empty() {
                let _ = writeln!(text, "     {:<width$}  knows {}", "", knows.join(", "));
            }
        }
        let missing: Vec<&str> =
            settings.room.iter().map(|room| room.name.as_str()).filter(|name| !self.has(name)).collect();
        if !missing.is_empty() {
            let _ = writeln!(text, "not built yet: {}", missing.join(", "));
        }
        for (face, name) in FACES {
            let of = |file: usize| self.file(file).of == face;
            let files = (0..self.tree.files.len()).filter(|file| of(*file)).count();
            let inner = self.arrows.iter().filter(|arrow| of(arrow.from) && of(arrow.to)).count();
            if files > 0 {
                let _ = writeln!(text, "{name}: {files} files, {inner} arrows between them");
            }
        }
        text
    }

    fn has(&self, name: &str) -> bool {
        self.rooms.iter().any(|room| room == name)
    }
}

/// The crates over the library, which are no rooms of it: by their names in code, and what they are called.
pub(crate) const FACES: [(&str, &str); 2] = [("ropa_cli", "command line"), ("ropa_web", "page")];

/// A crate that is called as a room is that room; else the modules at the top are rooms.
fn room_name(file: &File, settings: &Settings) -> Option<String> {
    if FACES.iter().any(|(face, _)| file.of == *face) {
        return None;
    }
    let own = file.of.strip_prefix("ropa_").filter(|name| settings.floor(name).is_some());
    let name = own.or(file.module.first().map(String::as_str)).unwrap_or(DOOR);
    Some(name.to_string())
}
