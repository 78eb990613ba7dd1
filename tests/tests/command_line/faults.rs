//! What goes wrong while a file is written leaves the old one whole, and nothing half-written behind.

use crate::program;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn register(rows: usize) -> String {
    let mut text = String::from("ID;Behandling;Ändamål;Registrerade;Referens till konsekvensbedömning\n");
    for row in 0..rows {
        let _ = writeln!(text, "P{row};Behandling {row};Ett ändamål med {row} ord;Barn;");
    }
    text
}

fn folder(rows: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("register.csv", &register(rows));
    write(
        "kb.csv",
        "KB-ID;Diarienummer;Konsekvensbedömning;Status;Godkänd\nKB-1;SN 1;Lön;Godkänd;2026-01-15\n",
    );
    write(
        "kopplingar.csv",
        "Nyckel;Behandling;KB-nyckel;Konsekvensbedömning;Koppling\nP1;Behandling 1;KB-1;Lön;Koppla\n",
    );
    folder
}

const IN_PLACE: &str =
    "convert register.csv kb.csv --write-links --links kopplingar.csv --in-place --as-of 2026-11-25";

/// Runs the program below a limit that a shell sets.
fn limited(folder: &Path, limit: &str, args: &str) -> Output {
    let program = program::PATH;
    let script = format!("{limit}; exec {program} {args}");
    Command::new("sh").current_dir(folder).args(["-c", &script]).output().unwrap()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file may grow to so many blocks of 512 bytes; beyond it the system refuses, as when the disk is full.
const NO_ROOM: &str = "trap '' XFSZ; ulimit -f 4";

#[test]
fn a_full_disk_leaves_the_old_file_and_nothing_else() {
    let folder = folder(400);
    let before = (names(folder.path()), std::fs::read(folder.path().join("register.csv")).unwrap());
    for args in [IN_PLACE, "convert register.csv -o ut.xlsx", "convert register.csv -o ut.json"] {
        let output = limited(folder.path(), NO_ROOM, args);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains("disken är full"), "{}", told(&output));
        let after = (names(folder.path()), std::fs::read(folder.path().join("register.csv")).unwrap());
        assert_eq!(after, before, "{args}");
    }
    let output = limited(folder.path(), NO_ROOM, "convert register.csv -o ut.xlsx --lang en");
    assert!(told(&output).contains("the disk is full"), "{}", told(&output));
}

#[test]
fn an_older_result_stands_when_a_new_one_cannot_be_written() {
    let folder = folder(400);
    std::fs::write(folder.path().join("ut.xlsx"), "gammal").unwrap();
    let output = limited(folder.path(), NO_ROOM, "convert register.csv -o ut.xlsx");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read(folder.path().join("ut.xlsx")).unwrap(), b"gammal");
}

#[test]
fn a_full_device_is_said_to_be_full() {
    let folder = folder(4);
    let output = limited(folder.path(), "true", "convert register.csv --dry-run > /dev/full");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
}

/// Whether the system holds this user to the modes of folders; an administrator it does not.
fn modes_count(folder: &Path) -> bool {
    let probe = folder.join("prov");
    let written = std::fs::write(&probe, "x").is_ok();
    let _ = std::fs::remove_file(probe);
    !written
}

#[test]
fn a_folder_that_may_not_be_written_in_is_said_to_be_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(4);
    let set = |mode| std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(mode)).unwrap();
    let before = std::fs::read(folder.path().join("register.csv")).unwrap();
    set(0o555);
    let counts = modes_count(folder.path());
    let output = limited(folder.path(), "true", IN_PLACE);
    set(0o755);
    if counts {
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains("du får inte skriva"), "{}", told(&output));
        assert_eq!(std::fs::read(folder.path().join("register.csv")).unwrap(), before);
        return;
    }
    // An administrator may write anywhere but where the system itself writes nothing.
    let output = limited(folder.path(), "true", "convert register.csv -o /proc/ropa/ut.csv");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    let output = limited(folder.path(), "true", "convert register.csv -o /proc/ut.csv");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
}

#[test]
fn a_program_that_is_killed_leaves_the_old_file_whole() {
    let folder = folder(6_000);
    let register = folder.path().join("register.csv");
    let before = std::fs::read(&register).unwrap();
    let program = program::PATH;
    let mut killed = 0;
    for wait in [5, 20, 60, 120, 250, 400, 700] {
        let mut child = Command::new(program)
            .current_dir(folder.path())
            .args(IN_PLACE.split(' '))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        let now = std::fs::read(&register).unwrap();
        let whole = now == before || now.len() == before.len() + "KB-1".len();
        assert!(whole, "after {wait} ms");
        // What was kept is whole, or is not there; an unfinished copy has the new content beside it or not at all.
        if now != before {
            std::fs::write(&register, &before).unwrap();
        }
    }
    assert!(killed > 0, "the program was too fast to be killed");
}

#[test]
fn a_program_that_is_killed_while_it_writes_leaves_the_older_result() {
    let folder = folder(6_000);
    std::fs::write(folder.path().join("ut.json"), "gammal").unwrap();
    let program = program::PATH;
    let mut child = Command::new(program)
        .current_dir(folder.path())
        .args("convert register.csv kb.csv -o ut.json".split(' '))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // Until the temporary file is there, which is when the writing has begun.
    let start = Instant::now();
    while !names(folder.path()).iter().any(|name| name.starts_with(".ropa-")) {
        if child.try_wait().unwrap().is_some() || start.elapsed() > Duration::from_secs(60) {
            // Faster than can be watched.
            return;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let now = std::fs::read(folder.path().join("ut.json")).unwrap();
    assert!(now == b"gammal" || now.ends_with(b"}\n"), "{}", now.len());
}

/// Writes accepted links into the register, and does something to the folder when the register is read and not yet
/// replaced; nothing where the program was faster than can be watched.
///
/// The new register is written beside the old one before the old one is looked at again: when that file shows, the
/// program is stopped, and goes on when the thing is done.
fn interrupted(folder: &Path, meanwhile: impl FnOnce()) -> Option<std::process::Output> {
    let mut child = Command::new(program::PATH)
        .current_dir(folder)
        .args("convert register.csv kb.csv --write-links --links kopplingar.csv --in-place".split(' '))
        .args("--as-of 2026-11-25".split(' '))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let signal = |name: &str, child: &std::process::Child| {
        let sent = Command::new("kill").args([name, &child.id().to_string()]).status();
        assert!(sent.unwrap().success());
    };
    while !names(folder).iter().any(|name| name.starts_with(".ropa-")) {
        if child.try_wait().unwrap().is_some() {
            return None;
        }
    }
    signal("-STOP", &child);
    let too_late = names(folder).iter().any(|name| name.contains(".bak"));
    if !too_late {
        meanwhile();
    }
    signal("-CONT", &child);
    let output = child.wait_with_output().unwrap();
    (!too_late).then_some(output)
}

#[test]
fn a_file_that_someone_else_changes_meanwhile_is_not_written_over() {
    let folder = folder(3_000);
    let theirs = register(3_000).replace("Behandling 7;", "Behandling sju;");
    let file = folder.path().join("register.csv");
    let Some(output) = interrupted(folder.path(), || std::fs::write(&file, &theirs).unwrap()) else { return };
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("har ändrats av någon annan"), "{}", told(&output));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), theirs);
    assert_eq!(names(folder.path()), ["kb.csv", "kopplingar.csv", "register.csv"]);
}

#[test]
fn a_file_that_vanishes_meanwhile_is_said_to_be_gone() {
    let folder = folder(3_000);
    let file = folder.path().join("register.csv");
    let Some(output) = interrupted(folder.path(), || std::fs::remove_file(&file).unwrap()) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("finns inte längre"), "{}", told(&output));
    assert_eq!(names(folder.path()), ["kb.csv", "kopplingar.csv"]);
}

#[test]
fn a_folder_that_is_not_there_is_named_in_full() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("r.csv"), "ID;Behandling;Ändamål\nP1;Val;Rösta\n").unwrap();
    let mut command = std::process::Command::new(program::PATH);
    command.current_dir(folder.path()).args(["convert", "r.csv", "-o", "saknas/ut.csv", "--lang", "sv"]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let whole = folder.path().canonicalize().unwrap().join("saknas");
    let said = told(&output);
    assert!(said.contains(&format!("mappen {}", whole.display())) || cfg!(windows), "{said}");
}
