//! Files of other projects, where they stand beside the checkout.

use super::text_at;
use ropa::import::{Importer, Profile};
use ropa::workbook::{
    Limits, Problem, ReadNote, ReadingRemarkKind, Workbook, open_workbook, read_workbook_with_password,
};
use ropa_tests::places::{files_below, shared};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn open(path: &Path) -> Workbook {
    open_workbook(path, &Limits::default()).unwrap()
}

/// How long this thread has run, where the system tells, so that what else the machine does is not
/// counted; elsewhere the time of day.
fn taken() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let run = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = run.and_then(|run| run.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// The most memory that this process has held, in KiB, where the system tells.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Takes a file through the whole import, whatever it holds, and counts its cells.
fn import(path: &Path, book: Workbook) {
    let cells = book.sheets.iter().flat_map(|sheet| sheet.cells()).filter(|cell| !cell.is_blank()).count();
    let account = Importer::new(Profile::builtin()).import_owned([book]).account;
    assert_eq!(account.cells, cells, "{}", path.display());
    let sum = account.mapped + account.kept + account.structural + account.reported;
    assert_eq!(account.cells, sum, "{}", path.display());
}

#[test]
fn every_file_is_read_or_refused() {
    let Some(corpus) = shared("data/corpus") else { return };
    let (mut read, mut refused) = (0, 0);
    for path in files_below(&corpus) {
        let start = taken();
        match open_workbook(&path, &Limits::default()) {
            Ok(book) => {
                read += 1;
                import(&path, book);
            }
            Err(_) => refused += 1,
        }
        let time = taken() - start;
        assert!(time < Duration::from_secs(10), "{} takes {time:?}", path.display());
        if let Some(peak) = peak_kib() {
            assert!(peak < 1 << 20, "{} takes the process to {peak} KiB", path.display());
        }
    }
    assert!(read > refused * 10, "{read} read, {refused} refused");
}

#[test]
fn protected_workbooks_are_told_as_such() {
    let Some(corpus) = shared("data/corpus") else { return };
    let protected = |path: &&PathBuf| {
        let name = path.to_string_lossy().to_ascii_lowercase();
        name.contains("pass_protected") || name.contains("_protected_pass")
    };
    let files = files_below(&corpus);
    let found: Vec<_> = files.iter().filter(protected).collect();
    assert!(found.len() > 3);
    for path in found {
        let problem = open_workbook(path, &Limits::default()).unwrap_err().problem;
        let told = matches!(problem, Problem::PasswordProtected | Problem::CannotDecrypt { .. });
        assert!(told, "{}: {problem:?}", path.display());
    }
}

#[test]
fn protected_workbooks_open_with_the_passwords_that_are_known_of_them() {
    let Some(corpus) = shared("data/corpus") else { return };
    let find = |ending: &str| {
        let found = files_below(&corpus).into_iter().find(|path| path.to_string_lossy().ends_with(ending));
        found.unwrap_or_else(|| panic!("{ending}"))
    };
    let open = |ending: &str, password: &str| {
        let bytes = std::fs::read(find(ending)).unwrap();
        read_workbook_with_password(ending, &bytes, &Limits::default(), password)
    };
    // The first is encrypted as in Excel 2007, the others as since Excel 2010.
    for (ending, password) in [
        ("testEXCEL_protected_passtika.xlsx", "tika"),
        ("testEXCEL_protected_passtika_2.xlsx", "tika"),
        ("tests__pass_protected.xlsx", "123"),
    ] {
        let book = open(ending, password).unwrap();
        // Excel wrote the sum over what it encrypted.
        let changed = |note: &ReadNote| matches!(note, ReadNote::Remark(remark) if remark.kind == ReadingRemarkKind::ChangedAfterEncryption);
        assert!(!book.notes.iter().any(changed), "{ending}");
        assert!(!book.sheets.is_empty(), "{ending}");
        assert_eq!(open(ending, "Tika1").unwrap_err().problem, Problem::WrongPassword, "{ending}");
    }
}

#[test]
fn known_cells_of_the_corpus() {
    let Some(corpus) = shared("data/corpus") else { return };
    let sheets = |name: &str| open(&corpus.join("calamine").join(name)).sheets;
    let namespaced = sheets("tests__richtext-namespaced.xlsx");
    let lines = namespaced.iter().flat_map(|sheet| sheet.cells()).map(|cell| &*cell.text);
    assert_eq!(lines.collect::<Vec<_>>(), ["inline string\nLine 2\nLine 3", "shared string\nLine 2\nLine 3"]);
    for name in [
        "tests__date.xlsx",
        "tests__date.xls",
        "tests__date.xlsb",
        "tests__date_1904.xlsx",
        "tests__date.ods",
    ] {
        let sheets = sheets(name);
        let date = &sheets[0].cells()[0];
        assert_eq!(&*date.text, "2021-01-01", "{name}");
    }
    let strict = &sheets("tests__strict_iso_paths.xlsx")[0];
    assert!(strict.cells().iter().any(|cell| &*cell.text == "Number Off Fold Tracks"));
}

#[test]
fn known_cells_of_the_registers() {
    let Some(registers) = shared("data/registers") else { return };
    for path in files_below(&registers) {
        if path.extension().is_some_and(|ending| ending == "xlsx" || ending == "csv") {
            assert!(!open(&path).sheets[0].cells().is_empty(), "{}", path.display());
        }
    }
    let edps = &open(&registers.join("edps/GDPR_A30.csv")).sheets[0];
    assert_eq!(text_at(edps, 0, 4), "personaldata");
    assert_eq!(text_at(edps, 2, 1), "Selection of Director");
    assert!(text_at(edps, 1, 5).ends_with("appointed as an observer."));
    let alpha = &open(&registers.join("dpcat/HR department of Alpha.xlsx")).sheets[0];
    assert!(alpha.cells().iter().any(|cell| &*cell.text == "dpv:TechnicalOrganisationalMeasure "));
}
