//! Several files to one register: what is alike, what one lacks, what differs, and that nothing is lost.

use proptest::prelude::*;
use ropa::import::{
    Apart, Choice, Import, Importer, MergeRule, Merging, Outcome, Prefer, Profile, Question, TableKind,
};
use ropa::model::{DpiaField, Field, Record, Value};
use ropa::source::{CellRef, Place};
use ropa::workbook::Workbook;
use ropa_tests::registers::{rows, workbook};
use std::collections::{BTreeMap, BTreeSet};

fn file(name: &str, lines: &str) -> Workbook {
    Workbook { file: name.into(), ..workbook(&[("Blad1", rows(lines))]) }
}

fn merged(books: &[Workbook], prefer: Option<Prefer>) -> Import {
    let import =
        Importer::new(Profile::builtin()).with_merging(Merging { prefer, choices: &[] }).import(books);
    let account = import.account;
    assert_eq!(account.cells, account.mapped + account.kept + account.structural + account.reported);
    import
}

fn keys(import: &Import) -> Vec<&str> {
    import.register.activities.iter().map(|activity| &*activity.key).collect()
}

fn text(import: &Import, index: usize, field: Field) -> Option<&str> {
    import.register.activities[index].text(field)
}

const HEAD: &str = "Behandlings-ID|Behandling|Enhet|Ändamål|Rättslig grund|Gallring|Senast uppdaterad|Eget";

fn years(old: &str, new: &str) -> [Workbook; 2] {
    [file("2024.csv", &format!("{HEAD}\n{old}")), file("2025.csv", &format!("{HEAD}\n{new}"))]
}

#[test]
fn what_is_alike_is_one_record_with_both_places() {
    let books = years(
        "A1|Lön|Ekonomi|Betala ut lön|Avtal|10 år|2024-01-01|x\nA2|Arkiv|Kansli|Bevara|Allmänt intresse||2024-01-01|",
        "A2|Arkiv|Kansli|Bevara|Allmänt intresse||1 januari 2024|\nA1|Lön|Ekonomi|Betala  ut lön|avtal|10 år|2024-01-01|x",
    );
    let found = merged(&books, None);
    assert_eq!(keys(&found), ["A1", "A2"]);
    assert_eq!((found.merged.folded(), found.merged.conflicts.len()), (2, 0));
    assert!(found.notices.is_empty(), "{:?}", found.notices);
    let activity = &found.register.activities[0];
    assert_eq!((&*activity.origin.file, activity.origin.row), ("2024.csv", 2));
    assert_eq!((&*activity.others[0].file, activity.others[0].row), ("2025.csv", 3));
}

#[test]
fn letters_taken_apart_soft_hyphens_and_dashes_are_no_other_answer() {
    let books = years(
        "Å1|Lön – öst|Ekonomi|Betala ut lön|Avtal|10 år|2024-01-01|före – efter\n|Arkiv för öl|Kansli|Bevara|Avtal||2024-01-01|",
        "A\u{30a}1|Lo\u{308}n - öst|Ekonomi|Beta\u{ad}la ut lo\u{308}n|avtal|10 a\u{30a}r|2024-01-01|fo\u{308}re - efter\n|Arkiv fo\u{308}r o\u{308}l|Kansli|Bevara|Avtal||2024-01-01|",
    );
    let found = merged(&books, None);
    assert_eq!(keys(&found), ["Å1", "arkiv-för-öl@kansli"]);
    assert_eq!((found.merged.folded(), found.merged.conflicts.len()), (2, 0));
    assert!(found.notices.is_empty(), "{:?}", found.notices);
}

#[test]
fn what_one_file_lacks_is_filled_and_said() {
    let books = [
        file("a.csv", "Behandlings-ID|Behandling|Ändamål|Rättslig grund|Gallring\nA1|Lön|Betala|Avtal|-"),
        file(
            "b.csv",
            "Behandlings-ID|Behandling|Ändamål|Gallring|System|Eget\nA1|Lön|Betala|10 år|Lönesystemet|viktigt",
        ),
    ];
    for books in [books.clone(), [books[1].clone(), books[0].clone()]] {
        let found = merged(&books, None);
        assert_eq!(keys(&found), ["A1"]);
        assert!(found.merged.conflicts.is_empty());
        assert_eq!(text(&found, 0, Field::Retention), Some("10 år"));
        assert_eq!(text(&found, 0, Field::LegalBasis), Some("Avtal"));
        let activity = &found.register.activities[0];
        assert!(activity.asked.contains(&Field::Systems) && activity.asked.contains(&Field::LegalBasis));
        // Each answer knows the file that it stands in.
        let cell = |field| activity.cell(activity.entries_of(field).next().unwrap());
        assert_eq!(
            (&*cell(Field::Retention).file, cell(Field::Retention).to_string()),
            ("b.csv", "Blad1!D2".into())
        );
        assert_eq!(
            (&*cell(Field::LegalBasis).file, cell(Field::LegalBasis).to_string()),
            ("a.csv", "Blad1!D2".into())
        );
        assert_eq!(&*activity.cell(&activity.extras[0]).file, "b.csv");
        assert_eq!(found.cell_of(activity, Field::Systems).unwrap().to_string(), "Blad1!E2");
        assert!(found.merged.filled() == 1 && !found.merged.records[0].filled.is_empty());
    }
}

#[test]
fn what_differs_stays_two_records_until_a_rule_is_asked_for() {
    let books = years(
        "A1|Lön|Ekonomi|Betala ut lön|Avtal|10 år|2024-05-01|gammalt",
        "A1|Lön|Ekonomi|Betala ut lön|Allmänt intresse||2025-03-01|",
    );
    let found = merged(&books, None);
    assert_eq!(keys(&found), ["A1", "A1#2"]);
    let conflict = &found.merged.conflicts[0];
    assert_eq!(conflict.outcome, Outcome::Apart(Apart::NoRule));
    let asked: Vec<_> = conflict.questions.iter().map(|one| one.question.to_string()).collect();
    assert_eq!(asked, ["legal_basis", "updated"]);
    let basis = &conflict.questions[0];
    let answers: Vec<_> = basis.answers.iter().map(|one| (&*one.text, one.cells[0].to_string())).collect();
    assert_eq!(answers, [("Avtal", "Blad1!E2".to_owned()), ("Allmänt intresse", "Blad1!E2".to_owned())]);
    assert_eq!(basis.chosen, None);

    let newest = merged(&books, Some(Prefer::Newest));
    assert_eq!(keys(&newest), ["A1"]);
    assert_eq!(text(&newest, 0, Field::LegalBasis), Some("Allmänt intresse"));
    // Never a blank over a value.
    assert_eq!(text(&newest, 0, Field::Retention), Some("10 år"));
    assert_eq!(&*newest.register.activities[0].extras[0].written, "gammalt");
    let conflict = &newest.merged.conflicts[0];
    assert_eq!(conflict.outcome, Outcome::Merged(MergeRule::Newest));
    assert_eq!(conflict.questions[0].chosen, Some(1));
    assert_eq!(&*newest.register.activities[0].origin.file, "2025.csv");

    let first = merged(&books, Some(Prefer::First));
    assert_eq!(text(&first, 0, Field::LegalBasis), Some("Avtal"));
    assert_eq!(first.merged.conflicts[0].questions[0].chosen, Some(0));
    let ask = merged(&books, Some(Prefer::Ask));
    assert_eq!((keys(&ask), ask.merged.open().count()), (vec!["A1", "A1#2"], 1));
}

#[test]
fn the_newest_is_told_by_dates_or_not_at_all() {
    let outcome = |old: &str, new: &str| {
        let books = years(
            &format!("A1|Lön|Ekonomi|Betala|Avtal||{old}|"),
            &format!("A1|Lön|Ekonomi|Annat|Avtal||{new}|"),
        );
        let found = merged(&books, Some(Prefer::Newest));
        (found.merged.conflicts[0].outcome, text(&found, 0, Field::Purpose).map(str::to_owned))
    };
    let newest = Outcome::Merged(MergeRule::Newest);
    assert_eq!(outcome("2024-01-01", "2025-01-01"), (newest, Some("Annat".into())));
    assert_eq!(outcome("2025-01-01", "2024"), (newest, Some("Betala".into())));
    let apart = Outcome::Apart(Apart::NotDated);
    for (old, new) in
        [("", "2025-01-01"), ("2025-01-01", "2025-01-01"), ("2025", "2025-03-01"), ("snart", "2025")]
    {
        assert_eq!(outcome(old, new).0, apart, "{old} {new}");
    }
    // Without a date of update that of registration counts.
    let head = "Behandlings-ID|Behandling|Ändamål|Rättslig grund|Registrerad";
    let books = [
        file("a.csv", &format!("{head}\nA1|Lön|Betala|Avtal|2025-01-01")),
        file("b.csv", &format!("{head}\nA1|Lön|Annat|Avtal|2024-01-01")),
    ];
    let found = merged(&books, Some(Prefer::Newest));
    assert_eq!(text(&found, 0, Field::Purpose), Some("Betala"));
}

#[test]
fn records_without_ids_meet_by_name_and_unit() {
    let head = "Behandling|Enhet|Ändamål|Rättslig grund";
    let books = [
        file("a.csv", &format!("{head}\nLön|Ekonomi|Betala|Avtal\nLön|Skola|Betala|Avtal")),
        file("b.csv", &format!("{head}\nLÖN|Ekonomi|Betala|Avtal\nPost|Ekonomi|Sortera|Avtal")),
        file("c.csv", &format!("Behandlings-ID|{head}\nA7|Lön|Ekonomi|Betala|Avtal")),
    ];
    let found = merged(&books, Some(Prefer::First));
    // The name is written otherwise in b: said, and the first counts.
    assert_eq!(keys(&found), ["A7", "lön@skola", "post@ekonomi"]);
    assert_eq!(text(&found, 0, Field::Name), Some("Lön"));
    assert_eq!(found.register.activities[0].others.len(), 2);
}

#[test]
fn an_id_used_for_two_things_never_makes_one() {
    let books = [
        file("skola.csv", "Nr|Behandling|Enhet|Ändamål|Rättslig grund\n1|Betyg|Skola|Sätta betyg|Avtal"),
        file("vård.csv", "Nr|Behandling|Enhet|Ändamål|Rättslig grund\n1|Journal|Vård|Dokumentera|Avtal"),
    ];
    for prefer in [None, Some(Prefer::First), Some(Prefer::Newest)] {
        let found = merged(&books, prefer);
        assert_eq!(found.register.activities.len(), 2, "{prefer:?}");
        assert_eq!(found.merged.conflicts[0].outcome, Outcome::Apart(Apart::OtherRecord));
    }
    // A running number that began anew: that both stand in one unit proves nothing.
    let head = "Nr|Behandling|Enhet|Ändamål|Känsliga personuppgifter|Senast uppdaterad";
    let books = [
        file(
            "2024.csv",
            &format!(
                "{head}\n1|Elevhälsans journal|Skola|Vård|Ja|2024-01-10\n2|Skolskjuts|Skola|Resor|Nej|2024-01-10"
            ),
        ),
        file(
            "2025.csv",
            &format!(
                "{head}\n1|Bokutlåning|Skola|Låna|Nej|2025-01-10\n2|Elevhälsans journal|Skola|Vård|Ja|2025-01-10"
            ),
        ),
    ];
    for prefer in [None, Some(Prefer::First), Some(Prefer::Newest)] {
        let found = merged(&books, prefer);
        let names: Vec<_> = (0..4).map(|index| text(&found, index, Field::Name).unwrap()).collect();
        assert_eq!(names, ["Elevhälsans journal", "Skolskjuts", "Bokutlåning", "Elevhälsans journal"]);
        assert!(found.merged.conflicts.iter().all(|one| one.outcome == Outcome::Apart(Apart::OtherRecord)));
    }
    // A new name for the same thing is the same thing.
    let books = [
        file("a.csv", "Nr|Behandling|Enhet|Ändamål|Rättslig grund\n1|Betyg|Skola|Sätta betyg|Avtal"),
        file("b.csv", "Nr|Behandling|Enhet|Ändamål|Rättslig grund\n1|Betygssättning|Skola|Sätta betyg|Avtal"),
    ];
    assert_eq!(keys(&merged(&books, Some(Prefer::First))), ["1"]);
}

#[test]
fn what_a_file_holds_twice_is_its_own_matter() {
    let twice = "A1|Lön|Ekonomi|Betala|Avtal|||\nA1|Lön|Ekonomi|Annat|Avtal|||";
    let one = [file("a.csv", &format!("{HEAD}\n{twice}"))];
    let alone = merged(&one, Some(Prefer::First));
    assert_eq!(keys(&alone), ["A1", "A1#2"]);
    let books = years(twice, "A1|Lön|Ekonomi|Tredje|Avtal|||");
    let found = merged(&books, Some(Prefer::First));
    assert_eq!(keys(&found), ["A1", "A1#2", "A1#3"]);
    assert_eq!(found.merged.conflicts[0].outcome, Outcome::Apart(Apart::Repeated));
}

#[test]
fn versions_of_a_dpia_are_both_kept() {
    let head = "KB-ID|Konsekvensbedömning|Version|Status|Godkänd|Omfattar behandlingar";
    let books = [
        file("a.csv", &format!("{head}\nKB-1|Kamera|1.0|Godkänd|2024-01-01|A1\nKB-2|Lön|1|Utkast||A2")),
        file("b.csv", &format!("{head}\nKB-1|Kamera|1.1|Godkänd|2025-01-01|A1\nKB-2|Lön|1|Utkast||A2")),
    ];
    let found = merged(&books, Some(Prefer::First));
    let versions: Vec<_> = found.register.dpias.iter().map(|dpia| dpia.text(DpiaField::Version)).collect();
    assert_eq!(versions, [Some("1.0"), Some("1"), Some("1.1")]);
    assert_eq!(found.merged.conflicts[0].outcome, Outcome::Apart(Apart::Versions));
    assert_eq!(found.merged.folded(), 1);
}

#[test]
fn choices_count_while_they_fit() {
    let books = years("A1|Lön|Ekonomi|Betala|Avtal|10 år||", "A1|Lön|Ekonomi|Betala ut|Avtal|7 år||");
    let cell = |row| CellRef {
        file: "konflikter.xlsx".into(),
        sheet: "Konflikter".into(),
        place: Place::new(row, 0),
    };
    let choice = |row, question: &str, answers: [&str; 2], chosen| Choice {
        kind: Some(TableKind::Activities),
        record: "A1".into(),
        question: question.into(),
        answers: answers.map(Into::into).to_vec(),
        chosen,
        cell: cell(row),
    };
    let settled = |choices: &[Choice]| {
        let merging = Merging { prefer: None, choices };
        Importer::new(Profile::builtin()).with_merging(merging).import(&books)
    };
    let both = [
        choice(1, "purpose", ["Betala", "Betala ut"], Some(1)),
        choice(2, "retention", ["10 år", "7 år"], Some(0)),
    ];
    let found = settled(&both);
    assert_eq!(keys(&found), ["A1"]);
    assert_eq!(
        (text(&found, 0, Field::Purpose), text(&found, 0, Field::Retention)),
        (Some("Betala ut"), Some("10 år"))
    );
    assert_eq!(found.merged.conflicts[0].outcome, Outcome::Merged(MergeRule::Chosen));
    assert!(found.merged.unused_choices.is_empty());
    // Half an answer settles nothing, and an answer to what is no longer said does not count.
    let half = settled(&both[..1]);
    assert_eq!((half.register.activities.len(), half.merged.unused_choices.len()), (2, 1));
    let old = [choice(1, "purpose", ["Betala", "Något annat"], Some(0)), both[1].clone()];
    let stale = settled(&old);
    assert_eq!((stale.register.activities.len(), stale.merged.unused_choices.len()), (2, 2));
    let apart = settled(&[choice(1, "purpose", ["Betala", "Betala ut"], None)]);
    assert_eq!(apart.merged.conflicts[0].outcome, Outcome::Apart(Apart::Decided));
    assert_eq!(apart.merged.open().count(), 0);
}

#[test]
fn the_workbook_of_conflicts_is_read_back() {
    use ropa::text::Lang;
    use ropa::workbook::{Limits, read_workbook};
    let books = years(
        "A1|Lön|Ekonomi|Betala\u{1}|Avtal|=1+1||x\nA2|Post|Ekonomi|Sortera|Avtal|||",
        "A1|Lön|Ekonomi|Betala ut|Avtal|7 år||y\nA2|Post|Ekonomi|Sortera post|Avtal|||",
    );
    let found = merged(&books, Some(Prefer::Ask));
    for lang in [Lang::Sv, Lang::En] {
        let mut bytes = Vec::new();
        assert_eq!(ropa::report::merge::workbook(&mut bytes, &found, lang).unwrap(), 0);
        let mut again = Vec::new();
        ropa::report::merge::workbook(&mut again, &found, lang).unwrap();
        assert_eq!(bytes, again);
        let book = read_workbook("konflikter.xlsx", &bytes, &Limits::default()).unwrap();
        assert!(ropa::ledger::read_choices(&book).unwrap().is_empty(), "nothing is chosen yet");
        // As a person fills it in: the second answer everywhere.
        let sheet = &book.sheets[0];
        let header = sheet.rows().next().unwrap().1;
        let word = if lang == Lang::Sv { ("Val", "Svar 2") } else { ("Choice", "Answer 2") };
        let column = header.iter().find(|cell| &*cell.text == word.0).unwrap().place.col;
        let mut cells: Vec<_> = sheet
            .cells()
            .iter()
            .filter(|cell| cell.place.row == 0 || cell.place.col != column)
            .cloned()
            .collect();
        for (row, _) in sheet.rows().skip(1) {
            let kind = ropa::workbook::CellKind::Text;
            cells.push(ropa::workbook::Cell { place: Place::new(row, column), kind, text: word.1.into() });
        }
        let filled =
            Workbook { sheets: vec![ropa::workbook::Sheet::new(&*sheet.name, cells)], ..book.clone() };
        let choices = ropa::ledger::read_choices(&filled).unwrap();
        assert_eq!(choices.len(), 4);
        let merging = Merging { prefer: None, choices: &choices };
        let settled = Importer::new(Profile::builtin()).with_merging(merging).import(&books);
        assert_eq!(keys(&settled), ["A1", "A2"]);
        assert_eq!(text(&settled, 0, Field::Retention), Some("7 år"));
        assert_eq!(&*settled.register.activities[0].extras[0].written, "y");
        assert!(settled.merged.unused_choices.is_empty());
    }
}

// --- Properties ---

/// What a record answers, whichever file it stands in.
fn content(record: &Record<Field>) -> BTreeSet<(String, String)> {
    let entries = record.entries.iter().filter(|entry| entry.value != Value::Blank);
    entries
        .map(|entry| {
            (entry.field.to_string(), entry.written.split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .chain(
            record
                .extras
                .iter()
                .map(|extra| (format!("column {}", extra.header), extra.written.trim().to_owned())),
        )
        .collect()
}

fn contents(import: &Import) -> BTreeMap<BTreeSet<(String, String)>, usize> {
    let mut contents = BTreeMap::new();
    for activity in &import.register.activities {
        *contents.entry(content(activity)).or_insert(0) += 1;
    }
    contents
}

fn any_file() -> impl Strategy<Value = String> {
    let id = prop::sample::select(vec!["A1", "A2", "A3", ""]);
    let name = prop::sample::select(vec!["Lön", "Post", "Arkiv"]);
    let unit = prop::sample::select(vec!["Ekonomi", "Skola", ""]);
    let purpose = prop::sample::select(vec!["Betala", "Sortera", "-", ""]);
    let basis = prop::sample::select(vec!["Avtal", "Samtycke", ""]);
    let retention = prop::sample::select(vec!["10 år", "", "vet ej"]);
    let updated = prop::sample::select(vec!["2024-01-01", "2025-01-01", "2025", ""]);
    let own = prop::sample::select(vec!["x", "y", ""]);
    prop::collection::vec((id, name, unit, purpose, basis, retention, updated, own), 1..7).prop_map(|rows| {
        let rows: Vec<String> =
            rows.iter().map(|(a, b, c, d, e, f, g, h)| [*a, *b, *c, *d, *e, *f, *g, *h].join("|")).collect();
        format!("{HEAD}\n{}", rows.join("\n"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_register_merged_with_itself_is_itself(lines in any_file()) {
        let alone = merged(&[file("a.csv", &lines)], None);
        for prefer in [None, Some(Prefer::Newest), Some(Prefer::First)] {
            let twice = merged(&[file("a.csv", &lines), file("b.csv", &lines)], prefer);
            prop_assert_eq!(contents(&alone), contents(&twice));
            prop_assert_eq!(keys(&alone), keys(&twice));
            prop_assert_eq!(twice.merged.folded(), alone.register.activities.len());
            prop_assert!(twice.merged.conflicts.is_empty(), "{:?}", twice.merged.conflicts);
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(a in any_file(), b in any_file(), c in any_file()) {
        let files = [file("a.csv", &a), file("b.csv", &b), file("c.csv", &c)];
        for prefer in [None, Some(Prefer::Newest)] {
            let one = merged(&files, prefer);
            for order in [[0, 2, 1], [1, 0, 2], [2, 1, 0]] {
                let files = order.map(|index: usize| files[index].clone());
                let other = merged(&files, prefer);
                prop_assert_eq!(contents(&one), contents(&other));
                prop_assert_eq!(one.merged.folded(), other.merged.folded());
                prop_assert_eq!(one.merged.conflicts.len(), other.merged.conflicts.len());
            }
        }
    }

    #[test]
    fn no_answer_vanishes(a in any_file(), b in any_file(), c in any_file()) {
        let files = [file("a.csv", &a), file("b.csv", &b), file("c.csv", &c)];
        for prefer in [None, Some(Prefer::Newest), Some(Prefer::First)] {
            let all = merged(&files, prefer);
            let single: Vec<Import> = files.iter().map(|file| merged(std::slice::from_ref(file), prefer)).collect();
            let mut sum = single[0].account;
            sum += single[1].account;
            sum += single[2].account;
            prop_assert_eq!(all.account, sum);

            // Every answer stands in the register under its own cell, or alike in the record that holds its
            // own, or is listed as the answer that another was preferred to.
            let mut kept: BTreeSet<CellRef> = BTreeSet::new();
            let mut alike: BTreeSet<(String, u32, String, String)> = BTreeSet::new();
            for activity in &all.register.activities {
                for entry in &activity.entries {
                    kept.insert(activity.cell(entry));
                }
                for origin in [&activity.origin].into_iter().chain(&activity.others) {
                    for (question, said) in content(activity) {
                        alike.insert((origin.file.to_string(), origin.row, question, said));
                    }
                }
            }
            let listed: BTreeSet<&CellRef> = all.merged.conflicts.iter()
                .flat_map(|conflict| &conflict.questions)
                .flat_map(|question| &question.answers)
                .flat_map(|answer| &answer.cells)
                .collect();
            for activity in single.iter().flat_map(|import| &import.register.activities) {
                for entry in activity.entries.iter().filter(|entry| entry.value != Value::Blank) {
                    let cell = activity.cell(entry);
                    let said = entry.written.split_whitespace().collect::<Vec<_>>().join(" ");
                    let own = (activity.origin.file.to_string(), activity.origin.row, entry.field.to_string(), said);
                    // Dates may be written in two ways and mean one day.
                    let found = kept.contains(&cell) || listed.contains(&cell) || alike.contains(&own);
                    prop_assert!(found, "{} {:?}", cell, own);
                }
            }
        }
    }
}

#[test]
fn questions_are_written_so_that_they_can_be_told_apart() {
    assert_eq!(Question::Field(ropa::model::Field::Purpose.into()).to_string(), "purpose");
    assert_eq!(Question::Column("Eget".into()).to_string(), "\"Eget\"");
}
