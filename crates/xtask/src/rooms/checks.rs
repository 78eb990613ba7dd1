//! What is wrong with a drawing, each problem with its place and what to do.

use super::arrows::Arrow;
use super::circles::{Graph, knots, knots_without_parents, shortest_circle};
use super::drawing::{DOOR, Drawing, FACES};
use super::settings::Settings;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Something to mend.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// File and line; none where it has no single place.
    pub(crate) at: Option<(String, usize)>,
    pub(crate) what: String,
    pub(crate) remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line)) = &self.at {
            write!(f, "{file}:{line}: ")?;
        }
        write!(f, "{}\n    {}", self.what, self.remedy)
    }
}

/// All problems, those of the whole drawing first.
pub(crate) fn problems(drawing: &Drawing, settings: &Settings) -> Vec<Problem> {
    [
        unlisted(drawing, settings),
        circles_between_rooms(drawing),
        against_the_order(drawing, settings),
        circles_between_files(drawing),
        long_functions(drawing, settings),
        in_one_place(drawing, settings),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn unlisted(drawing: &Drawing, settings: &Settings) -> Vec<Problem> {
    let rooms = drawing.rooms.iter().enumerate();
    let unlisted = rooms.filter(|(_, name)| *name != DOOR && settings.floor(name).is_none());
    unlisted
        .map(|(room, name)| {
            let first = (0..drawing.tree.files.len()).find(|file| drawing.room_of[*file] == Some(room));
            Problem {
                at: first.map(|file| (drawing.file(file).path.clone(), 1)),
                what: format!("the room `{name}` is not listed"),
                remedy: "move what it holds into a listed room, or list it in crates/xtask/rooms.toml with its purpose"
                    .into(),
            }
        })
        .collect()
}

fn circles_between_rooms(drawing: &Drawing) -> Vec<Problem> {
    let graph = drawing.room_graph();
    let between = drawing.between_rooms();
    let never = |_: usize, _: usize| false;
    let told = |knot: &BTreeSet<usize>| {
        let names: Vec<&str> = knot.iter().map(|room| drawing.rooms[*room].as_str()).collect();
        let circle = shortest_circle(&graph, knot, &never);
        let mut what = format!("circle between rooms: {}", names.join(", "));
        for (from, to) in steps(&circle) {
            let arrows = &between[&(from, to)];
            let (from, to) = (&drawing.rooms[from], &drawing.rooms[to]);
            what += &format!("\n    {from} -> {to} ({} arrows): {}", arrows.len(), shown(drawing, arrows[0]));
        }
        Problem {
            at: None,
            what,
            remedy: "move what both need into a room below them, or hand it in as an argument".into(),
        }
    };
    knots(&graph).iter().map(told).collect()
}

fn against_the_order(drawing: &Drawing, settings: &Settings) -> Vec<Problem> {
    let mut found = Vec::new();
    for ((from, to), arrows) in drawing.between_rooms() {
        let (knows, known) = (drawing.rooms[from].as_str(), drawing.rooms[to].as_str());
        let (what, remedy) = match (settings.floor(knows), settings.floor(known)) {
            _ if known == DOOR => (
                format!("`{knows}` uses what lib.rs defines"),
                "define it in a room: lib.rs only opens rooms to those outside".to_string(),
            ),
            (Some(own), Some(other)) if other > own => (
                format!("`{knows}` (room {}) knows `{known}` (room {})", own + 1, other + 1),
                format!(
                    "a room knows only rooms above it in the list: move it down from `{known}`, or hand it in"
                ),
            ),
            _ => continue,
        };
        found.extend(arrows.into_iter().map(|arrow| Problem {
            at: Some((drawing.file(arrow.from).path.clone(), arrow.line)),
            what: format!("{what}: {} in {}", arrow.path, drawing.file(arrow.to).path),
            remedy: remedy.clone(),
        }));
    }
    found
}

/// Circles between files, in each room and in what stands over the library.
fn circles_between_files(drawing: &Drawing) -> Vec<Problem> {
    let rooms = drawing.rooms.iter().enumerate().map(|(room, name)| {
        (format!("in the room `{name}`"), drawing.file_graph(|file| drawing.room_of[file] == Some(room)))
    });
    let faces = FACES.iter().map(|(face, name)| {
        (format!("in the {name}"), drawing.file_graph(|file| drawing.file(file).of == *face))
    });
    rooms.chain(faces).flat_map(|(place, graph)| circles_in(drawing, &place, graph)).collect()
}

/// The circles of one drawing that have no arrow in common, the shortest first, until none is left.
fn circles_in(drawing: &Drawing, place: &str, mut graph: Graph) -> Vec<Problem> {
    let is_above = |one: usize, other: usize| drawing.file(one).is_above(drawing.file(other));
    let arrows: BTreeMap<_, _> = drawing.arrows.iter().map(|arrow| ((arrow.from, arrow.to), arrow)).collect();
    let mut found = Vec::new();
    while let Some(knot) = knots_without_parents(&graph, &is_above).into_iter().next() {
        let circle = shortest_circle(&graph, &knot, &is_above);
        let mut what = format!("circle between files {place}, in a knot of {} files", knot.len());
        for (from, to) in steps(&circle) {
            what += &format!("\n    {}", shown(drawing, arrows[&(from, to)]));
            graph.entry(from).or_default().remove(&to);
        }
        let first = arrows[&(circle[0], circle[1])];
        found.push(Problem {
            at: Some((drawing.file(first.from).path.clone(), first.line)),
            what,
            remedy: "move what both need into a file of its own, or to where only one of them needs it"
                .into(),
        });
    }
    found
}

fn long_functions(drawing: &Drawing, settings: &Settings) -> Vec<Problem> {
    let limit = settings.functions.lines;
    let folder = format!("{}/", settings.functions.folder.trim_end_matches('/'));
    let modules = drawing.tree.modules.iter().map(|module| (drawing.file(module.file), &module.parsed));
    let long = modules.filter(|(file, _)| file.path.starts_with(&folder)).flat_map(|(file, parsed)| {
        parsed.functions.iter().filter(|one| one.lines > limit).map(move |function| (file, function))
    });
    long.map(|(file, function)| Problem {
        at: Some((file.path.clone(), function.line)),
        what: format!("`{}` has {} lines, {limit} at most", function.name, function.lines),
        remedy: "move what is no talk with the user into the library, and name the steps that are left"
            .into(),
    })
    .collect()
}

fn in_one_place(drawing: &Drawing, settings: &Settings) -> Vec<Problem> {
    let mut found = BTreeMap::new();
    for module in &drawing.tree.modules {
        let file = &drawing.file(module.file).path;
        let uses = module.parsed.uses.iter().map(|used| (used.path.clone(), used.line));
        let whole = |path: &[String]| {
            let (first, rest) = path.split_first()?;
            let used = module.parsed.uses.iter().find(|used| used.name.as_ref() == Some(first))?;
            Some([&used.path, rest].concat())
        };
        let paths = &module.parsed.paths;
        let paths = paths.iter().map(|one| (whole(&one.path).unwrap_or_else(|| one.path.clone()), one.line));
        // A module of our own may have the name of a crate.
        let ours = |path: &[String]| path.first().is_some_and(|first| module.children.contains_key(first));
        for (path, line) in uses.chain(paths).filter(|(path, _)| !ours(path)) {
            for only in settings.only.iter().filter(|only| only.is_named_by(&path) && !only.allows(file)) {
                found.entry((file.clone(), line, only.path.clone())).or_insert_with(|| Problem {
                    at: Some((file.clone(), line)),
                    what: format!("{}: `{}` is used here", only.what, only.path),
                    remedy: format!("{}; it is allowed in {}", only.instead, only.allowed.join(", ")),
                });
            }
        }
    }
    found.into_values().collect()
}

/// Each point of a circle with the next.
fn steps(circle: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    circle.iter().copied().zip(circle.iter().copied().cycle().skip(1))
}

fn shown(drawing: &Drawing, arrow: &Arrow) -> String {
    let (from, to) = (drawing.file(arrow.from), drawing.file(arrow.to));
    format!("{}:{} uses {} ({})", from.path, arrow.line, to.path, arrow.path)
}
