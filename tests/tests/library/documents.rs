//! DPIAs that are documents: read with places, refused where they must be.

use lopdf::dictionary;
use proptest::prelude::*;
use ropa::casefile::CaseFile;
use ropa::documents::{
    BlockKind, Document, DocumentError, DocumentLimits, DocumentProblem, add_documents, read_document,
};
use ropa::import::{DocumentOutcome, Import, Importer, NotADpia, Profile};
use ropa::model::{Answer, Dpia, DpiaField, DpiaStatus, Term, Value};
use ropa::workbook::{Limits, read_workbook};
use std::io::Write;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    ropa_tests::places::fixture("dpia-dokument")
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, DocumentProblem> {
    read_document(name, bytes, &DocumentLimits::default()).map_err(|error| error.problem)
}

/// One document, imported.
fn import(name: &str, bytes: &[u8]) -> Import {
    let document = read(name, bytes).unwrap();
    let mut import = Import::default();
    add_documents(&mut import, Profile::builtin(), &[document]);
    import
}

fn markdown(text: &str) -> Dpia {
    let mut import = import("dpia.md", text.as_bytes());
    assert_eq!(import.register.dpias.len(), 1, "{:?}", import.documents);
    import.register.dpias.remove(0)
}

fn open(path: &Path) -> Result<Document, DocumentError> {
    read_document(&path.to_string_lossy(), &std::fs::read(path).unwrap(), &DocumentLimits::default())
}

/// A fixture, imported.
fn fixture(name: &str) -> (Import, Dpia) {
    let document = open(&folder().join(name)).unwrap();
    let mut import = Import::default();
    add_documents(&mut import, Profile::builtin(), &[document]);
    let dpia = import.register.dpias.first().cloned().unwrap_or_else(|| panic!("{:?}", import.documents));
    (import, dpia)
}

/// The field's texts, each with its place.
fn said(dpia: &Dpia, field: DpiaField) -> Vec<String> {
    dpia.entries_of(field)
        .map(|entry| format!("{} [{}]", entry.written.replace('\n', " "), dpia.cell(entry)))
        .collect()
}

fn status(dpia: &Dpia) -> Option<DpiaStatus> {
    dpia.items(DpiaField::Status).find_map(|(_, item)| match item.term {
        Some(Term::Dpia(status)) => Some(status),
        _ => None,
    })
}

fn is_blank(dpia: &Dpia, field: DpiaField) -> bool {
    matches!(dpia.answer(field), Answer::Blank(Some(_)))
}

#[test]
fn a_word_document_is_read_with_its_places() {
    let (import, dpia) = fixture("ekonomiskt-bistand-v1.1.docx");
    let place = |field, expected: &[&str]| assert_eq!(said(&dpia, field), expected, "{field}");
    place(
        DpiaField::Title,
        &[
            "Konsekvensbedömning: Ekonomiskt bistånd med digital ansökan [Konsekvensbedömning: Ekonomiskt bistånd med digital ansökan, heading]",
        ],
    );
    place(
        DpiaField::CaseNumber,
        &["3.2.1-94/2025 [Konsekvensbedömning: Ekonomiskt bistånd med digital ansökan, row 2]"],
    );
    place(
        DpiaField::Covers,
        &["PPB-026 [2 Behandlingar som omfattas, row 2]", "PPB-028 [2 Behandlingar som omfattas, row 3]"],
    );
    place(DpiaField::Systems, &["Linnea; Porten [1 Allmänna uppgifter, row 4]"]);
    place(DpiaField::K1, &["Nej* [3 Tröskelanalys, row 2]"]);
    place(DpiaField::ResidualRisk, &["Medel [7 Åtgärder, ¶ 1]"]);
    place(DpiaField::DataSubjectViews, &["Nej [9 De registrerades synpunkter, ¶ 1]"]);
    place(DpiaField::ApprovedBy, &["Socialnämnden 2025-06-10, § 71 [11 Beslut, ¶ 5]"]);
    assert_eq!(dpia.date(DpiaField::Approved).unwrap().date.to_string(), "2025-06-10");
    assert_eq!(status(&dpia), Some(DpiaStatus::ApprovedWithConditions));
    for field in DpiaField::CONTENTS {
        assert!(dpia.answer(field).given().is_some(), "{field}");
    }
    // What nobody asks for is kept, the mentions in prose too.
    let kept = |part: &str| dpia.extras.iter().any(|extra| extra.written.contains(part));
    assert!(kept("Två eller fler uppfyllda kriterier") && kept("Cirka 900 hushåll"));

    let info = &import.documents[0];
    assert_eq!(info.versions, 2);
    let as_of = "2026-10-30".parse().unwrap();
    assert_eq!((info.measures.len(), info.open_measures(as_of)), (3, (2, 1)));
    assert_eq!(import.account.cells, import.account.mapped + import.account.kept + import.account.structural);
    assert_eq!(import.not_understood, []);
}

#[test]
fn the_nine_criteria_keep_their_shades() {
    let (_, dpia) = fixture("ekonomiskt-bistand-v1.1.docx");
    let answer = |field| match dpia.answer(field) {
        Answer::Given(entry) => match &entry.value {
            Value::YesNo(answer) => {
                if answer.yes {
                    "yes"
                } else {
                    "no"
                }
            }
            _ => "?",
        },
        Answer::Unknown(_) => "unknown",
        _ => "blank",
    };
    use DpiaField::*;
    let answers = [K1, K2, K3, K4, K5, K6, K7, K8, K9].map(answer);
    assert_eq!(answers, ["no", "no", "no", "yes", "unknown", "yes", "yes", "yes", "unknown"]);
}

#[test]
fn a_draft_waits_for_what_it_waits_for() {
    let (_, dpia) = fixture("skadligt-bruk-utkast.docx");
    assert_eq!(dpia.text(DpiaField::Title), Some("Utredning av skadligt bruk och beroende"));
    assert_eq!(status(&dpia), Some(DpiaStatus::Unfinished));
    assert_eq!(
        dpia.text(DpiaField::Covers),
        Some("PPB-040; PPB-041"),
        "and not PPB-042, which is only mentioned"
    );
    use DpiaField::*;
    for field in [Completed, DpoAdvice, ApprovedBy, DataSubjectViews, Necessity, Risks] {
        assert!(is_blank(&dpia, field), "{field}: {:?}", dpia.answer(field));
    }
    assert!(dpia.extras.iter().any(|extra| extra.written.contains("PPB-042")));
}

#[test]
fn an_opendocument_text_is_read_with_its_page_head() {
    let (_, dpia) = fixture("socialjour.odt");
    assert_eq!(said(&dpia, DpiaField::CaseNumber), ["3.1.3-48/2026 [sidhuvud, ¶ 1]"]);
    assert_eq!(dpia.text(DpiaField::Version), Some("1.0"));
    assert_eq!(status(&dpia), Some(DpiaStatus::Finished));
    assert_eq!(
        said(&dpia, DpiaField::Covers),
        ["PPB-024 Jour kvällar, nätter och helger [Koppling till registerförteckningen, ¶ 1]"]
    );
    assert_eq!(said(&dpia, DpiaField::Systems), ["Linnea [System, ¶ 1]", "Jourtelefonen [System, ¶ 2]"]);
    assert!(is_blank(&dpia, DpiaField::DpoAdvice) && is_blank(&dpia, DpiaField::ApprovedBy));
}

#[test]
fn a_pdf_is_read_with_pages_and_lines() {
    let (import, dpia) = fixture("digital-tillsyn.pdf");
    assert_eq!(
        dpia.text(DpiaField::Title),
        Some("Konsekvensbedömning av digital tillsyn nattetid i bostaden Tallmon")
    );
    assert_eq!(dpia.text(DpiaField::CaseNumber), Some("3.7.2-88/2025"));
    assert_eq!(dpia.text(DpiaField::Systems), Some("Linnea; Nattro"));
    assert_eq!(dpia.text(DpiaField::ResidualRisk), Some("Hög"));
    assert_eq!(dpia.text(DpiaField::PriorConsultation), Some("Nej"));
    assert_eq!(dpia.date(DpiaField::Review).unwrap().date.to_string(), "2027-11-30");
    assert_eq!(dpia.date(DpiaField::Approved).unwrap().date.to_string(), "2025-11-18");
    for field in [DpiaField::K3, DpiaField::K4, DpiaField::K7, DpiaField::K8] {
        assert!(
            matches!(dpia.answer(field).given().map(|entry| &entry.value), Some(Value::YesNo(answer)) if answer.yes),
            "{field}"
        );
    }
    let place = said(&dpia, DpiaField::CaseNumber).remove(0);
    assert!(place.contains("page 1, line "), "{place}");
    let as_of = "2026-10-30".parse().unwrap();
    assert_eq!(import.documents[0].open_measures(as_of), (1, 1));
}

#[test]
fn markdown_and_plain_text_are_read_with_lines() {
    let (import, dpia) = fixture("vald-i-nara-relation.md");
    let first = "Konsekvensbedömning – Stöd och skydd till våldsutsatta";
    assert_eq!(said(&dpia, DpiaField::CaseNumber), [format!("3.5.1-31/2026 [{first}, line 4]")]);
    assert_eq!(said(&dpia, DpiaField::Status), [format!("Komplett, inväntar godkännande [{first}, line 7]")]);
    assert_eq!(status(&dpia), Some(DpiaStatus::Finished));
    assert_eq!(dpia.date(DpiaField::Review).unwrap().date.to_string(), "2026-10-01");
    assert_eq!(
        said(&dpia, DpiaField::Covers),
        [
            "Utredning och stöd till våldsutsatta (PPB-045) [2.1 Behandlingar, line 34]",
            "Skyddat boende [2.1 Behandlingar, line 35]"
        ]
    );
    assert_eq!(said(&dpia, DpiaField::DataSubjectViews), ["Nej [7. Synpunkter, line 64]"]);
    assert_eq!(dpia.text(DpiaField::ViewsNotSought), Some("Kontakt skulle kunna utsätta dem för fara."));
    let as_of = "2026-10-30".parse().unwrap();
    assert_eq!((import.documents[0].measures.len(), import.documents[0].open_measures(as_of)), (2, (1, 1)));

    let (_, dpia) = fixture("familjehem.txt");
    assert_eq!(dpia.text(DpiaField::Title), Some("KONSEKVENSBEDÖMNING AV FAMILJEHEM"));
    assert_eq!(dpia.date(DpiaField::Completed).unwrap().date.to_string(), "2025-09-12");
    assert_eq!(dpia.date(DpiaField::Approved).unwrap().date.to_string(), "2025-10-07");
    assert_eq!(said(&dpia, DpiaField::Covers).len(), 2);
    assert!(dpia.text(DpiaField::SystematicDescription).unwrap().contains("Kronofogdemyndigheten"));
}

#[test]
fn a_suppliers_assessment_names_its_own_controller() {
    let (_, dpia) = fixture("leverantor/bildsamtal.odt");
    assert_eq!(dpia.text(DpiaField::Controller), Some("Bildsamtal Exempel AB"));
    assert_eq!(dpia.text(DpiaField::ResidualRisk), Some("Låg–Medel"));
    assert!(is_blank(&dpia, DpiaField::DpoAdvice) && is_blank(&dpia, DpiaField::Necessity));
    assert_eq!(status(&dpia), Some(DpiaStatus::Finished), "boxes that nobody ticked decide nothing");
}

#[test]
fn a_folder_gives_what_can_be_read_and_says_the_rest() {
    let today = ropa::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let case = CaseFile::builder(today).file(folder()).inspect().unwrap();
    let names = |paths: &[PathBuf]| -> Vec<String> {
        paths
            .iter()
            .map(|path| path.strip_prefix(folder()).unwrap().to_string_lossy().replace('\\', "/"))
            .collect()
    };
    assert_eq!(
        names(case.other_files()),
        ["ovrigt/karta.png", "ovrigt/telefonlista.csv", "~$skadligt-bruk-utkast.docx"]
    );
    let errors: Vec<(String, &'static str)> = case
        .unread_documents()
        .iter()
        .map(|error| (error.file.rsplit(['/', '\\']).next().unwrap().to_string(), error.problem.code()))
        .collect();
    let errors: Vec<(&str, &str)> = errors.iter().map(|(file, code)| (file.as_str(), *code)).collect();
    assert_eq!(
        errors,
        [
            ("anteckning.rtf", "old_format"),
            ("gammal.doc", "old_format"),
            ("losenord.docx", "password_protected"),
            ("losenord.pdf", "password_protected"),
            ("skannad.pdf", "no_text"),
            ("trasig.docx", "damaged"),
            ("trasig.pdf", "damaged"),
        ]
    );
    let import = case.import();
    let keys: Vec<&str> = import.register.dpias.iter().map(|dpia| &*dpia.key).collect();
    assert_eq!(
        keys,
        [
            "3.7.2-88/2025 v1.0",
            "3.2.1-94/2025 v1.0",
            "3.2.1-94/2025 v1.1",
            "3.3.4-205/2021 v2.0",
            "dpia-bildsamtal-för-kommuner-v2-4",
            "3.4.1-77/2026 v0.3",
            "3.1.3-48/2026 v1.0",
            "3.5.1-31/2026 v0.6",
        ],
        "two versions of one are two records"
    );
    let left: Vec<NotADpia> = import
        .documents
        .iter()
        .filter_map(|info| match &info.outcome {
            DocumentOutcome::NotADpia { sign, .. } => Some(*sign),
            _ => None,
        })
        .collect();
    assert_eq!(left, [NotADpia::Template, NotADpia::OtherKind]);
    let account = import.account;
    assert_eq!(account.cells, account.mapped + account.kept + account.structural + account.reported);
}

#[test]
fn copies_of_a_document_in_other_formats_are_one_dpia() {
    let text = "# Konsekvensbedömning av hemtjänst\n\nDnr: SN 2026/1\n\nVersion: 1.0\n\nStatus: Utkast\n";
    let import_of = |files: [(&str, &str); 2]| {
        let mut import = Import::default();
        let documents = files.map(|(file, text)| read(file, text.as_bytes()).unwrap());
        add_documents(&mut import, Profile::builtin(), &documents);
        import
    };
    let import = import_of([("kb/hem.txt", &text.replace("# ", "")), ("kb/hem.md", text)]);
    assert_eq!(import.register.dpias.len(), 1);
    let copies: Vec<_> = import.documents.iter().map(|info| info.copy_of.as_deref()).collect();
    assert_eq!(copies, [None, Some("kb/hem.txt")]);
    assert!(import.documents.iter().all(|info| matches!(&info.outcome, DocumentOutcome::Dpia { key, listed: false } if &**key == "SN 2026/1 v1.0")));
    // Another version, another title, another status: two, and a person is to say which is meant.
    for (said, other) in [("1.0", "1.1"), ("hemtjänst", "larm"), ("Utkast", "Godkänd")] {
        let import =
            import_of([("kb/hem.txt", &text.replace("# ", "")), ("kb/hem.md", &text.replace(said, other))]);
        assert_eq!(import.register.dpias.len(), 2, "{other}");
    }
}

#[test]
fn a_document_completes_the_row_of_its_list() {
    let list = "KB-ID;Diarienummer;Konsekvensbedömning;Version;Status;DSO:s yttrande\n\
                KB-1;SN 2026/1;Hemtjänst;1.0;Godkänd;\nKB-2;SN 2026/2;Larm;1.0;Godkänd;Lämnat\n";
    let book = read_workbook("lista.csv", list.as_bytes(), &Limits::default()).unwrap();
    let mut import = Importer::new(Profile::builtin()).import(&[book]);
    let text = "# Konsekvensbedömning av hemtjänst\n\nDnr: SN 2026/1\n\nStatus: Utkast\n\n## System\n\n- Linnea\n\n## DPO:s yttrande\n\nTillstyrks.\n";
    let newer = text.replace("Status:", "Version: 2.0\n\nStatus:");
    let documents =
        [read("hemtjanst.md", text.as_bytes()).unwrap(), read("ny.md", newer.as_bytes()).unwrap()];
    add_documents(&mut import, Profile::builtin(), &documents);
    assert_eq!(import.register.dpias.len(), 3, "another version is another record");
    let dpia = &import.register.dpias[0];
    assert_eq!((&*dpia.key, dpia.text(DpiaField::DpoAdvice)), ("KB-1", Some("Tillstyrks.")));
    assert_eq!(status(dpia), Some(DpiaStatus::Approved), "the list answers first");
    let advice = dpia.answer(DpiaField::DpoAdvice).given().unwrap();
    let cell = dpia.cell(advice);
    assert_eq!((&*cell.file, &*cell.sheet), ("hemtjanst.md", "DPO:s yttrande"));
    assert_eq!(dpia.cell(dpia.answer(DpiaField::Id).given().unwrap()).to_string(), "lista!A2");
    assert_eq!(import.documents[0].differs, [DpiaField::Status]);
    assert!(matches!(&import.documents[0].outcome, DocumentOutcome::Dpia { listed: true, .. }));
}

#[test]
fn a_case_file_reads_documents_within_the_limits_it_is_given() {
    let text = "# Konsekvensbedömning av hemtjänst\n\nDnr: SN 2024/7\n\n## Risker\n\nFel larm.\n";
    let case = |limits| {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let file = ("hem.md", text.as_bytes().to_vec());
        CaseFile::builder(day).file(file).document_limits(limits).inspect().unwrap()
    };
    assert_eq!(case(DocumentLimits::default()).register().dpias.len(), 1);
    let few = case(DocumentLimits { blocks: 2, ..DocumentLimits::default() });
    assert!(few.register().dpias.is_empty() && few.unread_documents().len() == 1);
}

#[test]
fn a_case_number_is_one_whatever_zeros_it_has() {
    let dpias = |rows: &str, number: &str| {
        let list = format!("KB-ID;Diarienummer;Konsekvensbedömning;Status\n{rows}");
        let book = read_workbook("lista.csv", list.as_bytes(), &Limits::default()).unwrap();
        let mut import = Importer::new(Profile::builtin()).import(&[book]);
        let text = format!("# Konsekvensbedömning av hemtjänst\n\nDnr: {number}\n\n## Risker\n\nFel larm.\n");
        add_documents(&mut import, Profile::builtin(), &[read("hem.md", text.as_bytes()).unwrap()]);
        import.register.dpias
    };
    let row = "KB-1;SN 2024/7;Hemtjänst;Godkänd\n";
    for number in ["SN 2024/00007", "SN 2024-7", "SN2024/007"] {
        let one = dpias(row, number);
        assert_eq!((one.len(), &*one[0].key), (1, "KB-1"), "{number}");
    }
    for number in ["SN 2024/70", "SN 20247", "KS 2024/7"] {
        assert_eq!(dpias(row, number).len(), 2, "{number}");
    }
    // What is written alike is meant; of two that are not, nobody says which.
    let other = "KB-2;SN 2024/0007;Larm;Godkänd\n";
    let two = dpias(&format!("{row}{other}"), "SN 2024/0007");
    assert!(two.len() == 2 && two[0].others.is_empty() && !two[1].others.is_empty());
    assert_eq!(dpias(&format!("{row}{other}"), "SN 2024/00007").len(), 3);
}

#[test]
fn words_decide_what_a_document_is() {
    let cases: [(&str, Option<NotADpia>); 6] = [
        ("# Konsekvensbedömning\n\n## Risker\n\nFel person läser.\n\nDnr: SN 1/2026\n", None),
        ("# DPIA for home care\n\n## Risks\n\nWrong reader.\n\nDPO advice: none\n", None),
        (
            "# Protokoll\n\n§ 3 Konsekvensbedömning av hemtjänst godkänns. DPO:s yttrande: lämnat\n",
            Some(NotADpia::OtherKind),
        ),
        ("# Riktlinjer för konsekvensbedömning\n\n## Risker\n\nBedöm risker.\n", Some(NotADpia::OtherKind)),
        ("# Mall för konsekvensbedömning\n\n## Risker\n\n[fyll i]\n", Some(NotADpia::Template)),
        ("# Inköp av bilar\n\nVi köper två bilar.\n", Some(NotADpia::NoSigns)),
    ];
    for (text, expected) in cases {
        let import = import("x.md", text.as_bytes());
        let sign = match &import.documents[0].outcome {
            DocumentOutcome::NotADpia { sign, .. } => Some(*sign),
            _ => None,
        };
        assert_eq!(sign, expected, "{text}");
        assert_eq!(import.register.dpias.is_empty(), expected.is_some());
    }
}

#[test]
fn boxes_labels_and_lists_mean_what_they_say() {
    let dpia = markdown(
        "# Konsekvensbedömning av larm\n\nVersion 1.2 · Status: Klar\n\nOmfattar behandlingar:\n\n- PPB-7\n- PPB-9\n\n\
         Krävs förhandssamråd? ☐ Ja ☒ Nej\n\n## Beslut\n\n- [ ] Godkänd\n- [x] Godkänd med villkor\n\n\
         ## Uppföljning\n\nNästa granskning sker 2027-01-15 och därefter varje år.\n\n\
         Se även KB-3 och dnr SN 2020/4.\n",
    );
    assert_eq!(dpia.entries_of(DpiaField::Covers).count(), 2);
    let consultation = dpia.answer(DpiaField::PriorConsultation).given().unwrap();
    assert!(matches!(&consultation.value, Value::YesNo(answer) if !answer.yes));
    assert!(consultation.written.contains('☒'), "as written");
    assert_eq!(dpia.date(DpiaField::Review).unwrap().date.to_string(), "2027-01-15");
    let statuses: Vec<_> = dpia.items(DpiaField::Status).filter_map(|(_, item)| item.term).collect();
    assert!(statuses.contains(&Term::Dpia(DpiaStatus::ApprovedWithConditions)), "{statuses:?}");
    assert!(dpia.extras.iter().any(|extra| extra.written.contains("KB-3")));
}

#[test]
fn nobody_has_approved_while_one_is_waited_for() {
    let table = |second: &str| {
        markdown(&format!(
            "# Konsekvensbedömning av larm\n\n## Risker\n\nFel larm.\n\n## Godkännande\n\n| Roll | Namn | Datum |\n|---|---|---|\n\
             | Chef | Enhetschef | 2026-02-03 |\n| Nämnd | | {second} |\n"
        ))
    };
    let waiting = table("⬜ Inväntar");
    assert!(is_blank(&waiting, DpiaField::ApprovedBy) && waiting.date(DpiaField::Approved).is_none());
    let done = table("2026-03-04");
    assert!(done.text(DpiaField::ApprovedBy).is_some());
    assert_eq!(done.entries_of(DpiaField::Approved).count(), 2);
}

/// A zip archive of parts.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn docx(body: &str) -> Vec<u8> {
    let xml = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

#[test]
fn word_documents_of_many_hands_are_read() {
    let body = "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>Ett &amp; tv&#229;</w:t></w:r></w:p>\
        <w:p><w:r><w:t>kvar</w:t></w:r><w:del><w:r><w:delText>borta</w:delText></w:r></w:del><w:ins><w:r><w:t> nytt</w:t></w:r></w:ins></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>y</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let document = read("a.docx", &docx(body)).unwrap();
    let texts: Vec<Vec<&str>> = document
        .blocks
        .iter()
        .map(|block| block.texts.iter().map(|passage| &*passage.text).collect())
        .collect();
    assert_eq!(texts, [vec!["Ett & två"], vec!["kvar nytt"], vec!["a\nx | y", "b"]]);
    assert_eq!(document.blocks[0].kind, BlockKind::Heading(2));
    assert!(document.tracked_changes);
}

#[test]
fn hostile_word_documents_are_refused() {
    let limits = DocumentLimits { inflated_bytes: 1 << 20, ..DocumentLimits::default() };
    let bomb = docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(4 << 20)));
    assert!(bomb.len() < 100_000);
    let problem = read_document("bomb.docx", &bomb, &limits).unwrap_err().problem;
    assert_eq!(problem, DocumentProblem::InflatedTooLarge { limit: 1 << 20 });

    let entity = zip(&[(
        "word/document.xml",
        b"<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>",
    )]);
    assert!(matches!(read("entity.docx", &entity), Err(DocumentProblem::XmlEntities { .. })));

    let deep = docx(&"<w:p>".repeat(5_000));
    assert!(matches!(read("deep.docx", &deep), Err(DocumentProblem::TooDeep { .. })));

    let limits = DocumentLimits { blocks: 10, ..DocumentLimits::default() };
    let long = docx(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(20));
    let problem = read_document("long.docx", &long, &limits).unwrap_err().problem;
    assert_eq!(problem, DocumentProblem::TooManyBlocks { limit: 10 });
}

#[test]
fn a_hostile_pdf_is_refused() {
    // A page whose content unpacks to far more than it takes.
    let mut pdf = lopdf::Document::with_version("1.5");
    let pages = pdf.new_object_id();
    let mut stream = lopdf::Stream::new(dictionary! {}, b"q Q ".repeat(1 << 20));
    stream.compress().unwrap();
    let content = pdf.add_object(stream);
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
    });
    pdf.objects.insert(
        pages,
        lopdf::Object::Dictionary(
            dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
        ),
    );
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    assert!(bytes.len() < 100_000);
    let limits = DocumentLimits { inflated_bytes: 1 << 20, ..DocumentLimits::default() };
    let problem = read_document("bomb.pdf", &bytes, &limits).unwrap_err().problem;
    assert_eq!(problem, DocumentProblem::InflatedTooLarge { limit: 1 << 20 });
    // Within the limit it is a page without text.
    assert_eq!(read("bomb.pdf", &bytes), Err(DocumentProblem::NoText { pages: 1 }));
}

#[test]
fn what_is_no_document_is_named() {
    let cases: [(&[u8], &str); 5] = [
        (b"", "file"),
        (b"{\\rtf1 hej}", "old_format"),
        (b"\x89PNG\r\n\x1a\n", "not_a_document"),
        (b"%PDF-1.7\n", "damaged"),
        (b"  \n\n", "no_text"),
    ];
    for (bytes, code) in cases {
        assert_eq!(read("x", bytes).unwrap_err().code(), code, "{bytes:?}");
    }
    let workbook = zip(&[("xl/workbook.xml", b"<workbook/>")]);
    assert!(matches!(
        read("x.docx", &workbook),
        Err(DocumentProblem::NotADocument { what: "an Excel workbook" })
    ));
}

/// Bytes of a kind that each reader takes for its own, and then something else.
fn odd_bytes() -> impl Strategy<Value = (String, Vec<u8>)> {
    let names = proptest::sample::select(vec!["a.txt", "a.md", "a.pdf", "a.docx", "a.odt"]);
    let heads = proptest::sample::select(vec![
        &b""[..],
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"PK\x03\x04",
        b"# Konsekvensbed\xc3\xb6mning\n\n| K\xc3\xa4nsliga uppgifter | Ja |\n",
        b"---\ntitle: x\n---\n",
    ]);
    (names, heads, proptest::collection::vec(any::<u8>(), 0..400))
        .prop_map(|(name, head, tail)| (name.to_string(), [head, &tail].concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_a_reader_panic((name, bytes) in odd_bytes()) {
        if let Ok(document) = read(&name, &bytes) {
            let mut import = Import::default();
            add_documents(&mut import, Profile::builtin(), &[document]);
        }
    }

    #[test]
    fn no_change_of_a_true_document_makes_a_reader_panic(
        name in proptest::sample::select(vec!["ekonomiskt-bistand-v1.0.docx", "socialjour.odt", "digital-tillsyn.pdf"]),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = std::fs::read(folder().join(name)).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(document) = read(name, &bytes) {
            let mut import = Import::default();
            add_documents(&mut import, Profile::builtin(), &[document]);
        }
    }

    #[test]
    fn every_text_of_a_document_is_accounted_for(
        lines in proptest::collection::vec("(#{1,3} |- |\\| )?(Version|Status|Risk|Åtgärd|Beslut|DPO:s yttrande|[a-zåäö]{1,8})?[: |]{0,3}(Ja|Nej|⬜ Inväntar|2026-01-02|[a-zåäö ]{0,12})", 0..30),
    ) {
        let text = format!("# Konsekvensbedömning av prov\n\n## Risker\n\n{}\n", lines.join("\n\n"));
        let document = read("prov.md", text.as_bytes()).unwrap();
        let texts = document.blocks.iter().flat_map(|block| &block.texts).filter(|passage| !passage.text.is_empty());
        let count = texts.count();
        let mut import = Import::default();
        add_documents(&mut import, Profile::builtin(), &[document]);
        let account = import.account;
        prop_assert_eq!(account.cells, count);
        prop_assert_eq!(account.cells, account.mapped + account.kept + account.structural + account.reported);
    }
}
