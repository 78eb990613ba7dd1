//! Registers that nobody here wrote: every record read, Art. 30 columns mapped, nothing invented,
//! every cell accounted for. Runs where the collection stands beside the checkout
//! (`../shared/data/registers`, or under `ROPA_SHARED`).

use ropa::import::{Import, Importer, Profile};
use ropa::model::Field;
use ropa::screening::NeedVerdict;
use ropa::workbook::{Limits, open_workbook};
use ropa_tests::places::shared;
use ropa_tests::registers;

fn import(file: &str) -> Option<Import> {
    let path = shared("data/registers")?.join(file);
    let book = open_workbook(&path, &Limits::default()).unwrap();
    let cells = book.sheets.iter().flat_map(|sheet| sheet.cells()).filter(|cell| !cell.is_blank()).count();
    let import = Importer::new(Profile::builtin()).import(&[book]);
    let account = import.account;
    assert_eq!(account.cells, cells, "{file}");
    assert_eq!(
        account.cells,
        account.mapped + account.kept + account.structural + account.reported,
        "{file}"
    );
    Some(import)
}

#[test]
fn every_record_is_read_and_the_columns_of_article_30_are_mapped() {
    use Field::*;
    let sheet = [Purpose, DataSubjects, DataCategories, Recipients, Retention, Security, TransferSafeguard];
    let view =
        [Name, Unit, Purpose, DataSubjects, DataCategories, Recipients, Retention, Security, Responsible];
    for (file, records, fields) in [
        ("dpcat/Beta a processor of  employee expenses.xlsx", 1, &sheet[..]),
        ("dpcat/Customer Services deptartment of Alpha.xlsx", 3, &sheet[..]),
        ("dpcat/HR department of Alpha.xlsx", 4, &sheet[..]),
        ("dpcat/Marketing department of Alpha.xlsx", 3, &sheet[..]),
        ("dpcat/query-result-ropa-controller.csv", 13, &view[..]),
        (
            "edps/GDPR_A30.csv",
            3,
            &[Id, Name, Purpose, DataSubjects, DataCategories, Recipients, LegalBasis][..],
        ),
        ("edps/GDPR_A30_org_overview.csv", 11, &[Unit, Name, Purpose, Processors, JointController][..]),
    ] {
        let Some(import) = import(file) else { return };
        assert_eq!(import.register.activities.len(), records, "{file}");
        for field in fields {
            assert!(import.register.activities[0].asked.contains(field), "{file}: {field}");
        }
        assert!(import.is_english(), "{file}");
        assert_eq!(import.account.reported, 0, "{file}");
    }
}

#[test]
fn nothing_is_concluded_that_the_files_do_not_say() {
    let files = [
        "dpcat/HR department of Alpha.xlsx",
        "dpcat/Marketing department of Alpha.xlsx",
        "edps/GDPR_A30.csv",
    ];
    for file in files {
        let Some(import) = import(file) else { return };
        let assessed = registers::assessed(&import.register);
        for assessment in &assessed.assessments {
            let verdict = assessment.need.verdict;
            assert!(
                matches!(verdict, NeedVerdict::CannotBeExcluded | NeedVerdict::Presumed),
                "{file}: {verdict}"
            );
            assert!(assessment.resolution.links.is_empty() && assessment.resolution.claimed.is_none());
        }
    }
    // Employees and their finances; candidates and what referees say of them.
    let Some(import) = import("dpcat/HR department of Alpha.xlsx") else { return };
    let mut assessed = registers::assessed(&import.register).assessments;
    assessed.sort_by_key(|assessment| assessment.activity);
    let verdicts: Vec<_> = assessed.iter().map(|assessment| assessment.need.verdict).collect();
    assert_eq!(verdicts, [NeedVerdict::Presumed; 4]);
}

#[test]
fn the_second_header_row_is_no_record() {
    let Some(import) = import("dpcat/Marketing department of Alpha.xlsx") else { return };
    let first = &import.register.activities[0];
    assert_eq!(first.text(Field::Purpose), Some("Direct marketing via e-mail"));
    assert_eq!(first.origin.row, 3);
}
