//! Links between activities and DPIAs, the state of what is linked, and the gap that remains.

use ropa::dpia::{DpiaRemark, DpiaState, LinkState, LinkStatus};
use ropa::gaps::{Assessment, GapKind};
use ropa::linking::Via;
use ropa::model::Severity;
use ropa_tests::registers::{self, assess, rows, workbook};

/// A register of activities that all need a DPIA, with these references, and a list of DPIAs.
fn link(references: &str, dpias: &str) -> Vec<Assessment> {
    let mut activities = rows(references);
    for (number, row) in activities.iter_mut().enumerate() {
        let sensitive = ["Känsliga personuppgifter", "Kategorier av registrerade"];
        let answers = ["Ja", "Barn"];
        row.extend(if number == 0 { sensitive } else { answers }.map(String::from));
    }
    let book = workbook(&[("Register", activities), ("Konsekvensbedömningar", rows(dpias))]);
    assess(&book, |_, found| found.to_vec())
}

fn gap(assessment: &Assessment) -> Option<GapKind> {
    assessment.gap.as_ref().map(|gap| gap.kind)
}

fn remarks(link: &LinkState) -> Vec<DpiaRemark> {
    link.remarks.iter().map(|remark| remark.kind).collect()
}

const DPIAS: &str = "KB-ID | Diarienummer | Titel | Status | Färdigställd | Godkänd
    KB-1 | 3.3.1-581/2024 | Konsekvensbedömning av barnavårdsutredning | Godkänd | 2024-03-01 | 2024-04-01
    KB-2 | 3.2.1-12/2024 | Ekonomiskt bistånd, handläggning och utbetalning | Utkast | |
    KB-3 | SN 2025/117 | Trygghetslarm | Inväntar DSO | 2025-02-01 |
    KB-4 | SN 2025/118 | Familjehem | Ersatt | 2021-02-01 | 2021-03-01
    KB-5 | SN 2025/119 | Boendestöd | Planerad | |
    KB-6 | SN 2025/120 | Boendestöd | Underkänd | 2025-01-01 |";

#[test]
fn a_reference_is_found_by_id_case_number_or_title() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning
         1 | A | KB-1
         2 | B | dnr 3.3.1-581/2024
         3 | C | Barnavårdsutredning
         4 | D | se KB-1 (godkänd 2024-04-01)
         5 | E | kb-1, KB-3
         6 | F | https://diariet.example.se/arende/KB-1
         7 | G | Ekonomiskt bistånd, handläggning och utbetalning
         8 | H | SN 2025/117
         9 | I | Konsekvensbedömning avseende dataskydd för barnavårdsutredning",
        DPIAS,
    );
    let via: Vec<_> = found.iter().map(|a| a.resolution.links[0].link.via.clone()).collect();
    use Via::*;
    let expected = [Id, CaseNumber, Title, Id, Id, Id, Title, CaseNumber, Title];
    assert_eq!(via, expected.map(|via| vec![via]));
    assert!(found.iter().all(|a| a.resolution.unresolved.is_empty()), "{found:#?}");
    assert_eq!(found[4].resolution.links.len(), 2);
    assert_eq!(found[0].resolution.links[0].link.cells[0].to_string(), "Register!C2");
}

#[test]
fn each_state_of_the_best_dpia_is_its_own_gap() {
    let found = link(
        "Behandlings-ID | Behandling | Konsekvensbedömning genomförd | Referens till konsekvensbedömning
         1 | A | Ja | KB-1
         2 | B | | KB-2
         3 | C | Ja | KB-3
         4 | D | Ja | KB-4
         5 | E | | KB-5
         6 | F | Ja | KB-6
         7 | G | Ja | KB-99
         8 | H | Ja | Boendestöd
         9 | I | Ja |
         10 | J | Nej |
         11 | K | | KB-2; KB-1",
        DPIAS,
    );
    use GapKind::*;
    let expected = [
        None,
        Some(DpiaUnfinished),
        Some(DpiaNotApproved),
        Some(DpiaStale),
        Some(NoDpia),
        Some(DpiaNotApproved),
        Some(UnresolvedReference),
        Some(AmbiguousReference),
        Some(ClaimedWithoutReference),
        Some(NoDpia),
        // One of the two that it names is not finished.
        Some(DpiaUnfinished),
    ];
    assert_eq!(found.iter().map(gap).collect::<Vec<_>>(), expected);
    assert!(found.iter().filter_map(|a| a.gap.as_ref()).all(|gap| gap.severity == Severity::Error));
    assert_eq!(found[3].resolution.links[0].state, DpiaState::NotInForce);
    assert_eq!(found[4].resolution.status, LinkStatus::None);
    assert_eq!(found[7].resolution.unresolved[0].candidates, [4, 5]);
}

#[test]
fn the_dpia_can_name_the_processing_instead() {
    let found = link(
        "Behandlings-ID | Behandling | Enhet
         PPB-1 | Orosanmälan | Norr
         PPB-2 | Utredning | Norr
         PPB-3 | Placering | Norr
         PPB-4 | Placering | Söder",
        "KB-ID | Titel | Status | Omfattar behandlingar
         KB-1 | Mottagning | Godkänd | PPB-1, PPB-2
         KB-2 | Placering | Godkänd | Placering",
    );
    assert_eq!(found[0].resolution.status, LinkStatus::Approved);
    assert_eq!(found[1].resolution.links[0].link.via, [Via::Reverse]);
    // Two activities are called so; neither is linked by a guess.
    assert_eq!(found[2].resolution.status, LinkStatus::Ambiguous);
    assert_eq!(found[3].resolution.status, LinkStatus::Ambiguous);
}

#[test]
fn dates_make_an_approved_dpia_late_stale_or_due() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning | Behandlingen påbörjad | Senast uppdaterad
         1 | A | KB-1 | 2020-01-01 | 2024-01-01
         2 | B | KB-1 | 2025-01-01 | 2025-06-01
         3 | C | KB-2 | 2025-01-01 | 2023-06-01",
        "KB-ID | Titel | Status | Färdigställd | Godkänd | Nästa granskning
         KB-1 | A | Godkänd | 2024-03-01 | 2024-04-01 | 2027-01-01
         KB-2 | B | Godkänd | 2024-03-01 | 2024-04-01 | juni 2026",
    );
    assert_eq!(gap(&found[0]), None);
    assert_eq!(remarks(&found[0].resolution.links[0]), [DpiaRemark::MadeAfterStart]);
    // That the record bears a later date shows no change.
    assert_eq!(gap(&found[1]), None);
    assert_eq!(remarks(&found[1].resolution.links[0]), [DpiaRemark::RecordDatedLater]);
    assert_eq!(gap(&found[2]), Some(GapKind::DpiaReviewDue));
    assert_eq!(found[2].gap.as_ref().unwrap().since.unwrap().to_string(), "2026-06-30");
}

#[test]
fn a_status_word_outweighs_a_date_of_approval_and_the_contradiction_is_said() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning
         1 | A | KB-1
         2 | B | KB-2
         3 | C | KB-3",
        "KB-ID | Titel | Status | Godkänd | Godkänd av
         KB-1 | A | Utkast | 2024-04-01 | Nämnden
         KB-2 | B | | 2024-04-01 | Nämnden
         KB-3 | C | Godkänd | | ⬜ Inväntar signatur",
    );
    assert_eq!(gap(&found[0]), Some(GapKind::DpiaUnfinished));
    assert_eq!(remarks(&found[0].resolution.links[0]), [DpiaRemark::StatusContradictsApproval]);
    assert_eq!(gap(&found[1]), None);
    assert_eq!(remarks(&found[2].resolution.links[0]), [DpiaRemark::StatusContradictsApproval]);
}

#[test]
fn someone_elses_and_a_partial_dpia_do_not_meet_the_need() {
    let found = link(
        "Behandlings-ID | Behandling | Personuppgiftsansvarig | Referens till konsekvensbedömning
         1 | A | Socialnämnden | KB-1
         2 | B | Socialnämnden | KB-2",
        "KB-ID | Titel | Status | Personuppgiftsansvarig | Omfattning
         KB-1 | A | Godkänd | Kommunstyrelsen | Hela behandlingen
         KB-2 | B | Godkänd | Socialnämnden | Omfattar endast utredningsmodulen",
    );
    assert_eq!(found[0].resolution.links[0].state, DpiaState::OtherController);
    assert_eq!(gap(&found[0]), Some(GapKind::DpiaNotApproved));
    assert_eq!(gap(&found[1]), Some(GapKind::DpiaPartial));
}

#[test]
fn the_newest_version_in_force_counts_and_it_is_said() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning
         1 | A | Boendestöd",
        "KB-ID | Titel | Version | Status
         KB-1 | Boendestöd | 1.9 | Ersatt
         KB-2 | Boendestöd | 1.10 | Godkänd",
    );
    assert_eq!(found[0].resolution.status, LinkStatus::Approved);
    assert_eq!(remarks(&found[0].resolution.links[0]), [DpiaRemark::SeveralVersions]);
}

#[test]
fn not_needed_by_the_registers_own_word_is_an_incomplete_decision() {
    let found = link(
        "Behandlings-ID | Behandling | Konsekvensbedömning krävs | Motivering
         1 | A | Nej | Få personer och ingen ny teknik
         2 | B | Nej |
         3 | C | Ja |",
        DPIAS,
    );
    assert_eq!(gap(&found[0]), Some(GapKind::DecisionIncomplete));
    assert_eq!(found[0].decision().unwrap().missing.len(), 4);
    assert_eq!(gap(&found[1]), Some(GapKind::NoDpia));
    assert_eq!(gap(&found[2]), Some(GapKind::NoDpia));
}

#[test]
fn a_dpia_that_nothing_points_to_is_an_orphan() {
    let book = workbook(&[
        (
            "R",
            rows(
                "Behandlings-ID | Behandling | Känsliga personuppgifter | Referens till konsekvensbedömning\n1 | A | Ja | KB-1",
            ),
        ),
        ("K", rows(DPIAS)),
    ]);
    let import = registers::import(&book);
    assert_eq!(registers::assessed(&import.register).orphan_dpias, [1, 2, 3, 4, 5]);
}

#[test]
fn ended_processing_and_processor_records_are_only_noted() {
    let found = link(
        "Behandlings-ID | Behandling | Status | Roll (PuA/PuB)
         1 | A | Avslutad | Personuppgiftsansvarig
         2 | B | Aktiv | Personuppgiftsbiträde
         3 | C | Aktiv | Personuppgiftsansvarig",
        DPIAS,
    );
    let severities: Vec<_> = found.iter().map(|a| a.gap.as_ref().unwrap().severity).collect();
    assert_eq!(severities, [Severity::Note, Severity::Note, Severity::Error]);
}

#[test]
fn a_reference_that_denies_is_no_link_and_is_told() {
    let found = link(
        "Behandlings-ID | Behandling | Konsekvensbedömning genomförd | Referens till konsekvensbedömning
         1 | A | | KB-1 gäller inte denna behandling
         2 | B | Ja, påbörjad (KB-1 täcker inte) |
         3 | C | | Se KB-1 (annan nämnd)
         7 | G | | Barnavårdsutredning omfattar inte detta
         8 | H | | Ej: KB-4; KB-1",
        DPIAS,
    );
    for one in &found {
        let resolution = &one.resolution;
        assert!(resolution.links.is_empty(), "{one:#?}");
        assert_eq!(resolution.status, LinkStatus::Unresolved, "{one:#?}");
        assert_eq!(gap(one), Some(GapKind::UnresolvedReference));
        assert!(resolution.unresolved.iter().all(|reference| reference.denied), "{one:#?}");
        assert!(resolution.unresolved.iter().any(|reference| reference.candidates.contains(&0)), "{one:#?}");
    }
    let told = &found[2].resolution.unresolved[0];
    assert_eq!((&*told.written, told.cell.to_string()), ("Se KB-1 (annan nämnd)", "Register!D4".to_string()));
}

/// What the register says beside a draft of another matter does not let the approved one beside it speak for both; that it is
/// under way does. A series is named by its letters.
#[test]
fn a_draft_beside_an_approved_one_is_not_hidden_by_other_words() {
    let dpias = "KB-ID | Titel | Status | Godkänd
        STU-1 | Bokning | Godkänd | 2025-01-01
        STU-2 | Lås | Godkänd | 2025-01-01
        ADM-2 | Svar med AI | Påbörjad |";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("STU-1 samt ADM-2 när AI:n svarar", &[0, 2], Some(GapKind::DpiaUnfinished)),
        ("STU-1 samt ADM-2", &[0, 2], Some(GapKind::DpiaUnfinished)),
        ("STU-1 och ADM-2 (pågår)", &[0, 2], None),
        ("en av STU-bedömningarna, minns inte vilken", &[], Some(GapKind::AmbiguousReference)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// Where each unit numbers its own, the letters say whose number it is, in lists and ranges too.
#[test]
fn units_that_number_their_own_are_told_apart() {
    let dpias = "KB-ID | Titel | Status | Godkänd
        1/ER-20 | Renar | Godkänd | 2020-11-01
        2/ER-22 | Tamdjur | Godkänd | 2022-11-01
        3/ER-23 | E-tjänst | Klar |
        2/ST-22 | Tips | Godkänd | 2022-05-01
        3/ST-23 | Hot | Godkänd | 2023-05-01
        2/FÄ-21 | Halsband | Utkast |";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("1/ER-20 och 2/ER-22", &[0, 1], None),
        ("2/ST-22, 3/ST-23 samt 3/ER-23", &[2, 3, 4], Some(GapKind::DpiaNotApproved)),
        ("1/ER-20 t.o.m. 3/ER-23", &[0, 1, 2], Some(GapKind::DpiaNotApproved)),
        ("2/ST-22–3/ST-23", &[3, 4], None),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// A denial beside the name, of a thing that is not this processing, leaves a part out.
#[test]
fn a_denied_part_is_a_reservation() {
    let dpias = "KB-ID | Titel | Status | Godkänd
        KB-1 | Utredning | Godkänd | 2025-01-01";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KB-1 (ej sekretess enl. dnr. 12)", &[0], Some(GapKind::DpiaPartial)),
        ("KB-1, OBS! ej skyddad identitet", &[0], Some(GapKind::DpiaPartial)),
        ("KB-1 (täcker nog inte bilderna)", &[0], Some(GapKind::DoubtfulReference)),
        ("KB-1, inte denna", &[], Some(GapKind::UnresolvedReference)),
        ("KB-1 gäller inte här", &[], Some(GapKind::UnresolvedReference)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

#[test]
fn what_stands_beside_a_denial_is_a_link_and_a_title_denies_nothing() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning
         1 | A | KB-1; KB-2 gäller inte
         2 | B | Omfattas ej av KB-2. KB-1
         3 | C | Rapportering av ej verkställda beslut
         4 | D | se rapportering av ej verkställda beslut (2025)
         5 | E | Ersatt av KB-1",
        "KB-ID | Titel | Status | Godkänd
         KB-1 | Utredning | Godkänd | 2025-01-01
         KB-2 | Placering | Godkänd | 2025-01-01
         KB-3 | Rapportering av ej verkställda beslut | Godkänd | 2025-01-01",
    );
    let linked: Vec<Vec<usize>> =
        found.iter().map(|one| one.resolution.links.iter().map(|link| link.link.dpia).collect()).collect();
    assert_eq!(linked, [[0], [0], [2], [2], [0]]);
    assert!(found.iter().all(|one| one.gap.is_none()), "{found:#?}");
}

#[test]
fn a_dpia_that_says_what_it_leaves_out_covers_none_of_it() {
    let covers = |said: &str| {
        let found = link(
            "Behandlings-ID | Behandling
             SN-402 | Trygghetslarm
             SN-403 | Digital tillsyn nattetid
             SN-404 | Larm i särskilt boende",
            &format!(
                "KB-ID | Titel | Status | Godkänd | Omfattar behandlingar\nKB-1 | Larm | Godkänd | 2025-01-01 | {said}"
            ),
        );
        found.iter().map(|one| one.resolution.status).collect::<Vec<_>>()
    };
    use LinkStatus::{Approved, None, Unresolved};
    for (said, expected) in [
        ("SN-402. Omfattar ej SN-403 och SN-404", [Approved, Unresolved, Unresolved]),
        ("SN-402; SN-403 Digital tillsyn nattetid ingår inte", [Approved, Unresolved, None]),
        ("SN-402. Omfattar ej: SN-403; SN-404", [Approved, Unresolved, Unresolved]),
        ("SN-402. Omfattar ej t.ex. SN-403", [Approved, Unresolved, None]),
        ("Omfattar endast SN-402", [Approved, None, None]),
        ("SN-402, SN-403, SN-404", [Approved, Approved, Approved]),
        ("Trygghetslarm. Ej Digital tillsyn nattetid", [Approved, Unresolved, None]),
        ("Allt utom SN-403", [None, Unresolved, None]),
    ] {
        assert_eq!(covers(said), expected, "{said}");
    }
}

#[test]
fn a_case_number_of_several_dpias_is_no_number_of_versions() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning
         1 | Trygghetslarm | SN 2024/10
         2 | Tillsyn | Digital tillsyn nattetid
         3 | Boendestöd | SN 2024/11",
        "Diarienummer | Titel | Version | Status | Godkänd
         SN 2024/10 | Trygghetslarm | 1.0 | Utkast |
         SN 2024/10 | Digital tillsyn nattetid | 2.0 | Godkänd | 2025-02-01
         SN 2024/11 | Boendestöd v1.0 | 1.0 | Ersatt | 2023-02-01
         SN 2024/11 | Konsekvensbedömning av boendestöd (version 2.0) | 2.0 | Godkänd | 2025-02-01",
    );
    assert_eq!(gap(&found[0]), Some(GapKind::AmbiguousReference));
    assert_eq!(found[0].resolution.unresolved[0].candidates, [0, 1]);
    assert_eq!((gap(&found[1]), gap(&found[2])), (None, None));
}

/// References to six DPIAs as people write them, each with what they lead to and what remains to be done.
#[test]
fn references_are_followed_as_a_colleague_would() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Diarienummer | Status | Beslutad | Beslutad av | Anmärkning
        KB-01 | Trygghetslarm | SN 2024/00007 | Godkänd | 2024-05-02 | Nämnden |
        KB-02 | Gammalt system | SN 2020/1 | Godkänd | 2020-01-01 | Nämnden | Ersatt av KB-03
        KB-03 | Nytt system | SN 2024/9 | Godkänd | 2024-06-01 | Nämnden | Ersätter KB-02
        KB-05 | Kamerabevakning av entré | SN 2024/11 | Utkast | | |";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KB1", &[0], None),
        ("KB nr 001", &[0], None),
        ("DPIA no. 1", &[0], None),
        ("=\"KB-01\"", &[0], None),
        ("sn 2024-7", &[0], None),
        ("Dnr SN2024/7-3", &[0], None),
        ("2024/7", &[0], None),
        ("G:\\KB\\KB-01.docx", &[0], None),
        ("https://intranat.example.se/kb/KB-01.pdf", &[0], None),
        ("KB-01/03", &[0, 2], None),
        ("KB 1 och 3", &[0, 2], None),
        ("KB-01 – KB-03", &[0, 1, 2], None),
        ("KB 1-5", &[0, 1, 2, 3], Some(DpiaUnfinished)),
        ("se KB om trygghetslarmen", &[0], None),
        ("Konsekvensbedömning trygghetslarm 2024", &[0], None),
        ("Egen behövs ej, täcks av KB-03", &[2], None),
        ("KB-02, ersatt av KB-03", &[2], None),
        ("var KB-02, numera KB-03", &[2], None),
        ("inte KB-05 utan KB-03", &[2], None),
        ("någon av KB-01 och KB-03, oklart vilken", &[], Some(AmbiguousReference)),
        ("KB-01, inte uppe i nämnden än", &[0], Some(DpiaNotApproved)),
        ("KB-01, ev. även 03", &[0, 2], None),
        ("KB-01 täcker inte det här. Saknas alltså.", &[], Some(NoDpia)),
        ("Gjordes 2021, hittar inte pappret", &[], Some(ClaimedWithoutReference)),
        ("KB-03 (ersätter KB-02)", &[2], None),
        ("KB-01, beslut 2024-05-02", &[0], None),
        ("KB-02", &[1], Some(DpiaStale)),
        ("KB-01 (utgår, ny ska göras)", &[0], Some(DpiaStale)),
        ("KB-01 behöver ses över", &[0], Some(DpiaStale)),
        ("KB-01 - ej godkänd än", &[0], Some(DpiaNotApproved)),
        ("KB-01 (utkast)", &[0], Some(DpiaUnfinished)),
        ("KB-01 (endast larmcentralen)", &[0], Some(DpiaPartial)),
        ("KB-01?", &[0], Some(DoubtfulReference)),
        ("ev. KB-01", &[0], Some(DoubtfulReference)),
        ("KB om kameror", &[3], Some(DpiaUnfinished)),
        ("KB-99", &[], Some(UnresolvedReference)),
        ("KS 2024/7", &[], Some(UnresolvedReference)),
        ("1", &[], Some(ClaimedWithoutReference)),
        ("Utkast finns", &[], Some(Pending)),
        ("Ska göras 2027", &[], Some(Pending)),
        ("Nej, men planeras", &[], Some(Pending)),
        ("OK", &[], Some(ClaimedWithoutReference)),
        ("Behövs inte enligt DSO 2024-03-12", &[], Some(DecisionIncomplete)),
        ("KS ansvarar", &[], Some(OtherAnswers)),
        ("Nej", &[], Some(NoDpia)),
    ];
    let references =
        cases.iter().enumerate().map(|(number, (text, ..))| format!("{number} | B{number} | {text}"));
    let references: Vec<String> = references.collect();
    let found = link(
        &format!(
            "Behandlings-ID | Behandling | Referens till konsekvensbedömning\n{}",
            references.join("\n")
        ),
        dpias,
    );
    assert_links(cases, &found);
}

/// The numbers that people write where the list has more than a number.
#[test]
fn a_number_alone_means_a_dpia_where_nothing_else_can_be_meant() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Diarienummer | System | Status | Beslutad | Beslutad av
        FSN-003 | Passersystem i lokaler | FSN21/0088 | Nyckelvakten | Godkänd | 2024-05-02 | Nämnden
        FSN-009 | Trygghetslarm i boende | FSN22/0240 | Larmia | Godkänd | 2024-05-02 | Nämnden
        FSN-010 | Drönarfilmning av tak | FSN22/0311 | Fleetly | Godkänd | 2024-05-02 | Nämnden
        FSN-011 | Mätning av vatten | FSN23/0441 | Quria | Godkänd | 2024-05-02 | Nämnden";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("011", &[3], None),
        ("9:an", &[1], None),
        ("trean och nian", &[0, 1], None),
        ("Larmia-bedömningen samt 23/441", &[1, 3], None),
        ("drönarna", &[2], None),
        ("Nr 9, men den är nog för gammal vid det här laget", &[1], Some(DoubtfulReference)),
        ("nr 9 t.o.m. 11", &[1, 2, 3], None),
        ("FSN-003/-011", &[0, 3], None),
        ("FSN-009, gick ut vid årsskiftet och är inte förlängd", &[1], Some(DpiaStale)),
        ("Larmbedömningen gjordes innan vi bytte system", &[1], Some(DpiaStale)),
        ("kommunstyrelsen tar den (KS 2023/0029)", &[], Some(OtherAnswers)),
        ("Ska göras i vår, FSN-003 kan vi ha som mall", &[], Some(Pending)),
        ("Täcks inte av FSN-003, men det behövs ingen här", &[], Some(DecisionIncomplete)),
        ("10", &[2], None),
        ("alla från 009 till 011", &[1, 2, 3], None),
        ("inte 003 längre, 011 gäller", &[3], None),
        ("antingen 9 eller 3, minns inte", &[], Some(AmbiguousReference)),
        ("23/441", &[3], None),
        ("dnr 0240", &[1], None),
        ("https://arkiv.example.se/view?doc=FSN21%2F0088", &[0], None),
        ("drönar-dpian", &[2], None),
        ("Passersystemsbedömningen", &[0], None),
        ("Fleetly DPIA utkast", &[2], Some(DpiaUnfinished)),
        ("Fleetly DPIA v0.9 osignerad", &[2], Some(DpiaNotApproved)),
    ];
    let references =
        cases.iter().enumerate().map(|(number, (text, ..))| format!("P{number} | B{number} | {text}"));
    let references: Vec<String> = references.collect();
    let head = "Behandlings-ID | Behandling | Referens till konsekvensbedömning";
    assert_links(cases, &link(&format!("{head}\n{}", references.join("\n")), dpias));
}

/// Ids that have the year before their number.
#[test]
fn a_list_by_years_is_followed_where_the_rest_leaves_out_what_is_the_same() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Diarienummer | Status | Beslutad | Beslutad av
        KB 22-1 | Elevregister | UBN 2022/31 | Godkänd | 2022-05-17 | Nämnden
        KB 22-2 | Lärplattform | UBN 2022/164 | Godkänd | 2022-10-18 | Nämnden
        KB 22-3 | Skolskjuts | UBN 2022/170 | Godkänd | 2022-10-18 | Nämnden
        KB 24-2 | Molntjänst | UBN 2024/45 | Godkänd | 2024-06-11 | Nämnden
        KB 24-3 | Nationella prov | UBN 2024/46 | Godkänd | 2024-06-11 | Nämnden";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KB 22-1, 22-2 samt 24-2", &[0, 1, 3], None),
        ("KB 22-1 t.o.m. 22-3 exkl. 22-2", &[0, 2], None),
        ("KB 24", &[], Some(AmbiguousReference)),
        ("2023 års KB", &[], Some(UnresolvedReference)),
        ("2024 års KB", &[], Some(AmbiguousReference)),
        ("UBN 2024/45–46", &[3, 4], None),
        ("22-1", &[0], None),
        ("22-02 tror jag", &[1], Some(DoubtfulReference)),
    ];
    let references =
        cases.iter().enumerate().map(|(number, (text, ..))| format!("P{number} | B{number} | {text}"));
    let references: Vec<String> = references.collect();
    let head = "Behandlings-ID | Behandling | Referens till konsekvensbedömning";
    assert_links(cases, &link(&format!("{head}\n{}", references.join("\n")), dpias));
}

/// Asserts which DPIAs each reference links, and which gap is left.
fn assert_links(cases: &[(&str, &[usize], Option<GapKind>)], found: &[Assessment]) {
    let mut wrong = Vec::new();
    for ((text, linked, expected), one) in cases.iter().zip(found) {
        let mut dpias: Vec<usize> = one.resolution.links.iter().map(|link| link.link.dpia).collect();
        dpias.sort_unstable();
        if dpias != *linked || gap(one) != *expected {
            wrong.push(format!("{text}: {dpias:?} {:?}, not {linked:?} {expected:?}", gap(one)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How a list numbers its DPIAs is seen from the list, and the column may be called as it likes.
#[test]
fn a_list_teaches_how_its_ids_are_written() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Diarienummer | System | Status | Beslutad | Beslutad av
        MSN-K01 | Kamerabevakning av återvinningscentraler | MSN 2022/0114 | Ögat | Godkänd | 2022-09-20 | Nämnden
        MSN-K02 | Passersystem i kommunhuset | MSN 2022/0390 | Dörrvakt 4 | Godkänd | 2022-12-06 | Nämnden
        MSN-K04 | E-tjänst och arkiv för bygglov | MSN 2023/0207 | Microsoft 365 | Godkänd | 2023-06-13 | Nämnden
        MSN-K05 | Kamerabevakning av gästhamnen | MSN 2024/0018 | Hamnkollen | Godkänd | 2024-03-12 | Nämnden
        MSN-K12 | Skolskjuts med resekort | MSN 2025/0031 | Skjutsen | Utkast | |";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("K1", &[0], None),
        ("K 002", &[1], None),
        ("Kb 4", &[2], None),
        ("MNS-K05", &[3], None),
        ("MSN_K-01/K05", &[0, 3], None),
        ("K01–K02 samt K05", &[0, 1, 3], None),
        ("K1-K4", &[0, 1, 2], None),
        ("24/18", &[3], None),
        ("Ärende 207/2023", &[2], None),
        ("1, 4 och 5", &[0, 2, 3], None),
        ("Ja, K4. Beslutad av nämnden 230613", &[2], None),
        ("https://intra.example.se/kb/k5?visa=pdf#sid3", &[3], None),
        ("inte K01 utan K02", &[1], None),
        ("K12 utkast", &[4], Some(DpiaUnfinished)),
        ("ev. K01", &[0], Some(DoubtfulReference)),
        ("K02 från 2022, gäller inte de nya mobilnycklarna", &[1], Some(DpiaPartial)),
        ("K01. Gäller inte jourverksamheten.", &[0], Some(DpiaPartial)),
        ("K1 eller K2, minns inte", &[], Some(AmbiguousReference)),
        ("MSN-K1_", &[], Some(AmbiguousReference)),
        ("den från 2022", &[], Some(AmbiguousReference)),
        ("den från 2023", &[2], None),
        ("kamera-KB", &[], Some(AmbiguousReference)),
        ("återvinningskamerorna", &[0], None),
        ("kamera-KB:n från 2024", &[3], None),
        ("Pasersytem i komunhuset", &[1], None),
        ("bygglov + gästhamnen", &[2, 3], None),
        ("M365", &[2], None),
        ("KB_passersystem UTKAST2.docx", &[1], Some(DpiaUnfinished)),
        ("K1; passersystem-KB:n", &[0, 1], None),
        ("K10", &[], Some(UnresolvedReference)),
        ("SON-KB 1", &[], Some(UnresolvedReference)),
        ("SON KB 1", &[], Some(UnresolvedReference)),
        ("KB_hemtjanst_larm.docx", &[], Some(UnresolvedReference)),
        ("KB skolmat", &[], Some(UnresolvedReference)),
        ("finns men gammal", &[], Some(ClaimedWithoutReference)),
        ("kl 24/5", &[], Some(UnresolvedReference)),
    ];
    let lines = cases.iter().enumerate().map(|(number, (text, ..))| format!("{number} | B{number} | {text}"));
    let lines: Vec<String> = lines.collect();
    // A column that is called after the thing, and holds references.
    let found =
        link(&format!("Behandlings-ID | Behandling | Konsekvensbedömning\n{}", lines.join("\n")), dpias);
    assert_links(cases, &found);
}

/// A day is no number of a case, though a list numbers its DPIAs by year.
#[test]
fn a_day_is_no_id_and_a_year_may_be_whole() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Status | Beslutad | Beslutad av
        KB 24:1 | Simhallens skåp | Godkänd | 2024-03-20 | Nämnden
        KB 24:2 | Bokning av lokaler | Godkänd | 2024-06-06 | Nämnden";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KB 2024:2", &[1], None),
        ("KB 24:1", &[0], None),
        ("gjord 24/1 2025", &[], Some(ClaimedWithoutReference)),
        ("24/1", &[], Some(AmbiguousReference)),
    ];
    let lines = cases.iter().enumerate().map(|(number, (text, ..))| format!("{number} | B{number} | {text}"));
    let lines: Vec<String> = lines.collect();
    let register =
        format!("Behandlings-ID | Behandling | Referens till konsekvensbedömning\n{}", lines.join("\n"));
    assert_links(cases, &link(&register, dpias));
}

/// The rows of a register, one for each reference.
fn referring(cases: &[(&str, &[usize], Option<GapKind>)]) -> String {
    let line = |(number, (text, ..)): (usize, &(&str, _, _))| format!("{number} | B{number} | {text}");
    let lines: Vec<String> = cases.iter().enumerate().map(line).collect();
    format!("Behandlings-ID | Behandling | Referens till konsekvensbedömning\n{}", lines.join("\n"))
}

/// References by way of another record, of a successor, or of how far a DPIA has come.
#[test]
fn references_lead_by_way_of_others() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Diarienummer | Status | Beslutad | Anmärkning
        KB-01 | Skolskjuts | SN 2021/7 | Godkänd | 2021-05-02 |
        KB-02 | Gamla kameror | SN 2019/1 | Ersatt av KB-03 | 2019-01-01 |
        KB-03 | Kameror | SN 2024/9 | Godkänd | 2024-06-01 |
        KB-04 | Drönare | SN 2025/11 | På remiss | |
        KB-05 | Larm | SN 2024/12 | Fastställd | 2024-09-01 |
        KB-06 | Journal | SN 2025/14 | Avslagen av nämnden | |";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KB-01", &[0], None),
        ("samma som för Behandling B0", &[], Some(UnresolvedReference)),
        ("samma som B0", &[0], None),
        ("den som ersatte KB-02", &[2], None),
        ("den som är på remiss", &[3], Some(DpiaNotApproved)),
        ("den som blev avslagen", &[5], Some(DpiaNotApproved)),
        ("den vi fastställde 2021", &[0], None),
        ("den som godkändes 2024", &[], Some(AmbiguousReference)),
        ("den vi gjorde 2021", &[0], None),
        ("den som togs fram 2024", &[], Some(AmbiguousReference)),
        ("den vi gjorde", &[], Some(ClaimedWithoutReference)),
        ("tycker inte det behövs", &[], Some(DecisionIncomplete)),
        ("vi bedömde att det inte behövdes", &[], Some(DecisionIncomplete)),
        ("vet inte om det behövs", &[], Some(NoDpia)),
        ("Ingen egen – täcks av nämndens beslut 1 sep 2024", &[4], None),
        ("KB-01, men vikarierna täcks inte där", &[0], Some(DpiaPartial)),
        ("Skolskjuts. Vet ej om vikarierna är med där.", &[0], Some(DoubtfulReference)),
        ("de två från 2024 som är godkända", &[2, 4], None),
        ("KB-01 (SN 2024/9)", &[], Some(AmbiguousReference)),
        ("KB-01 (SN 2021/7)", &[0], None),
        ("KB-01 och KB-04", &[0, 3], Some(DpiaNotApproved)),
        ("behövs ej enligt beslut (SN 2026/4)", &[], Some(DecisionIncomplete)),
        ("den som KB-03 ersatte", &[1], Some(DpiaStale)),
        ("likadant som för B0", &[0], None),
        // Of KB-05 the list tells no successor; it is not told as missing.
        ("den som tog över efter KB-05", &[], Some(UnresolvedReference)),
        ("tänkte ta KB-01", &[0], Some(DoubtfulReference)),
        ("samma som B0 fast ej klar", &[], Some(Pending)),
        ("den om kameror som är på remiss?", &[2], Some(DoubtfulReference)),
        // What has been replaced is only told of where its successor is named beside it.
        ("Gamla KB-02 är ersatt, nu är det KB-03 som gäller", &[2], None),
        ("KB-01 alt. KB-05, minns inte vilken", &[], Some(AmbiguousReference)),
        ("KB-01 och KB-05, vet inte vilken", &[], Some(AmbiguousReference)),
        // The words in brackets are another's subject.
        ("KB-01 (kamerorna)", &[], Some(AmbiguousReference)),
        ("KB-01 (skolskjutsarna)", &[0], None),
        ("Ingen. KB-01 täcker inte det här", &[], Some(NoDpia)),
        ("Ingen. KB-03 gäller inte cyklarna.", &[], Some(NoDpia)),
        ("görs före start i januari", &[], Some(Pending)),
    ];
    let found = link(&referring(cases), dpias);
    assert_links(cases, &found);
    let after = cases.iter().position(|(text, ..)| text.starts_with("den som tog över")).unwrap();
    let [left] = &found[after].resolution.unresolved[..] else { panic!("one reference is left") };
    assert_eq!((&left.candidates[..], left.denied), (&[4][..], true));
}

/// A year in an id may be written out, and a system that two DPIAs have names both.
#[test]
fn years_are_written_out_and_systems_are_shared() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Status | Beslutad | System
        K3:25 | Schema och tjänstgöring | Godkänd | 2025-05-18 | Pulten
        K2:23 | Ansiktsigenkänning vid sceningången | Avslagen av GD | | Passera
        K3:24 | Passersystem och passerloggar | Godkänd | 2024-09-19 | Passera";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("K3:2025", &[0], None),
        ("Passera", &[], Some(AmbiguousReference)),
        ("Passersystemet Passera", &[2], None),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// Case numbers with a number before them are known without zeros and with a short year, and a day of decision by whoever took it.
#[test]
fn cases_of_many_numbers_and_decisions_by_their_day_are_followed() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Status | Fastställd | Diarienummer
        K19-01 | Ortnamn | Fastställd | 2019-05-14 | 3.4-118/2019
        K20-01 | Inspelningar | Fastställd | 2020-03-17 | 3.4-066/2020
        K20-02 | Ansikten | Avslagen | | 3.4-199/2020
        K23-03 | Visselblåsning | Fastställd | 2023-10-10 | 3.4-281/2023";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("3.4-66/2020", &[1], None),
        ("3.4-66/20", &[1], None),
        ("66/20", &[1], None),
        ("två st: 118/2019 o 66/2020", &[0, 1], None),
        ("Den som GD fastställde 10 okt 2023", &[3], None),
        ("Den som GD fastställde 11 okt 2023", &[], Some(ClaimedWithoutReference)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// An id without letters of its own, its year in full, a case number that belongs to another, and one of two by a word that has
/// lost a vowel in the plural.
#[test]
fn an_id_of_a_year_and_a_letter_is_known_however_written() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Status | Beslutad | Diarienummer
        21-A | Skotertillstånd: ansökan och tillsyn | Fastställd | 2021-09-21 | 3.7-87/2021
        21-B | Positionering av ledvaktarnas skotrar | Fastställd | 2021-10-19 | 3.7-140/2021
        21-C | Kameror vid parkeringen | Avslagen | | 3.7-166/2021
        22-A | Drönarfoto av broar | Fastställd | 2022-06-07 | 3.7-61/2022
        22-B | Lavinrapporter | Fastställd | 2022-12-06 | 3.7-198/2022";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("2022:A", &[3], None),
        ("dpia 21c", &[2], Some(DpiaNotApproved)),
        ("22-A, dnr 3.7-198/2022", &[], Some(AmbiguousReference)),
        ("22-A, dnr 3.7-61/2022", &[3], None),
        ("22-A och 3.7-198/2022", &[3, 4], None),
        ("Skoterbedömningen", &[], Some(AmbiguousReference)),
        (
            "Vi gjorde tröskelanalysen och kom fram till att det inte krävs någon",
            &[],
            Some(DecisionIncomplete),
        ),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// A number alone means one of several series, and what stands before the colon of a title names it.
#[test]
fn series_share_their_numbers_and_titles_have_heads() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Status | Beslutad | System
        KB/A1 | Bidrag | Godkänd | 2024-05-18 |
        KB/A2 | Måttbild: hembesök med surfplatta | Godkänd | 2024-05-18 | Måttbild
        KB/R2 | Spår 3: kläder med chip | Godkänd | 2024-09-19 | Spår
        KB/R3 | Kläder, spårning | Ersatt | 2019-09-19 | Spår";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KB 2", &[], Some(AmbiguousReference)),
        ("KB A2", &[1], None),
        ("KB 7", &[], Some(UnresolvedReference)),
        ("D:\\KB\\2024\\KB_A_2_surfplattor.docx", &[1], None),
        ("Måttbild. Har inte kollat om vikarierna är med.", &[1], Some(DoubtfulReference)),
        ("Spår 3", &[2], None),
        ("Spår", &[], Some(AmbiguousReference)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// Where letters tell the ids of one number apart, they are members of a series.
#[test]
fn letters_after_a_number_are_told_apart() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Status | Beslutad
        KBF-22A | Inpassering | Godkänd | 2022-05-18
        KBF-22B | Drönare över fälten | Avslagen av GD |
        KBF-22C | Besöksregister | Godkänd | 2022-09-06
        KBF-24A | Frösök på webben | Godkänd | 2024-02-11";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KBF-22A", &[0], None),
        ("22A", &[0], None),
        ("Se 22 A. Anmälningarna hör dit.", &[0], None),
        ("22A, 22C", &[0, 2], None),
        ("22A och C", &[0, 2], None),
        ("KBF-22A–C", &[0, 1, 2], Some(DpiaNotApproved)),
        ("KBF-22A t.o.m. KBF-22C", &[0, 1, 2], Some(DpiaNotApproved)),
        ("KBF-22A – KBF-24A", &[0, 1, 2, 3], Some(DpiaNotApproved)),
        ("KBF-22D", &[], Some(UnresolvedReference)),
        ("2022:C, måste göras om", &[2], Some(DpiaStale)),
        ("dpia 22b, drönarna", &[1], Some(DpiaNotApproved)),
        ("KBF-22, bokstaven minns jag inte", &[], Some(AmbiguousReference)),
        ("Antingen 22A eller 22C, minns inte vilken", &[], Some(AmbiguousReference)),
        ("24A?", &[3], Some(DoubtfulReference)),
        ("KBF-22A täcker inte detta och någon egen har vi inte", &[], Some(NoDpia)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// Where each id of a list ends in letters, its number is enough.
#[test]
fn letters_at_the_end_of_all_ids_may_be_left_out() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Status | Beslutad
        B01/L | Analyser | Godkänd | 2022-05-18
        B02/L | Biobank | Godkänd | 2021-11-09
        B03/H | Kamera | Utkast |
        B04/H | Journal ombord | Godkänd | 2023-03-02";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("B01/L", &[0], None),
        ("B01", &[0], None),
        ("B01, B02 och B04", &[0, 1, 3], None),
        ("B01-B02", &[0, 1], None),
        ("B02/L – B04/H", &[1, 2, 3], Some(DpiaUnfinished)),
        ("B05", &[], Some(UnresolvedReference)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// The old sign for a number is one, and no "nej".
#[test]
fn an_old_sign_for_a_number_is_a_number() {
    let dpias = "Nummer | Titel | Status | Beslutad
        N:o 1 | Prästkandidater | Godkänd | 2024-05-21
        N:o 2 | Konfirmandläger | Utkast |
        N:o 3 | Kyrkovalet | Godkänd | 2021-03-01";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("n:o 1", &[0], None),
        ("Utredning n:o 3", &[2], None),
        ("N:o 2", &[1], Some(GapKind::DpiaUnfinished)),
        ("nr 3", &[2], None),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// What a list names as covered outweighs a reference of the register.
#[test]
fn a_list_that_names_other_processing_does_not_cover_this() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning
         P-1 | Register | KB-1
         P-2 | Larm | KB-1
         P-3 | Lön | KB-2
         P-4 | Schema | KB-3",
        "KB-nr | Titel | Omfattar behandling | Status | Godkänd
         KB-1 | Register | P-1 | Godkänd | 2025-02-01
         KB-2 | Personal | P-1 m.fl. | Godkänd | 2025-02-01
         KB-3 | Schema | | Godkänd | 2025-02-01",
    );
    let gaps: Vec<_> = found.iter().map(gap).collect();
    assert_eq!(gaps, [None, Some(GapKind::DpiaPartial), None, None]);
}

/// What a list covers perhaps, or later, is not covered; a review that was missed is due.
#[test]
fn what_is_not_covered_yet_and_what_was_missed_is_told() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning
         P-1 | Register | KB-1
         P-2 | Larm |
         P-3 | Lön | KB-2
         P-4 | Schema | KB-3",
        "KB-nr | Titel | Omfattar behandling | Status | Godkänd | Nästa översyn
         KB-1 | Register | P-1 | Godkänd | 2025-02-01 | 2028-01-01
         KB-4 | Larm | ev. P-2 | Godkänd | 2025-02-01 | 2028-01-01
         KB-2 | Personal | P-3 | Godkänd | 2020-02-01 | feb 2024 (blev inte av)
         KB-3 | Schema | P-4 | Godkänd | 2020-02-01 | blev inte av",
    );
    let gaps: Vec<_> = found.iter().map(gap).collect();
    let due = Some(GapKind::DpiaReviewDue);
    assert_eq!(gaps, [None, Some(GapKind::AmbiguousReference), due, due]);
}

/// Another record's DPIA may be known by the list alone.
#[test]
fn what_a_list_covers_is_followed_by_way_of_another_record() {
    let found = link(
        "Behandlings-ID | Behandling | Referens till konsekvensbedömning
         P-1 | Register |
         P-2 | Larm | samma som för P-1",
        "KB-nr | Titel | Omfattar behandling | Status | Godkänd
         KB-1 | Register | P-1 | Utkast |",
    );
    let linked: Vec<_> = found[1].resolution.links.iter().map(|link| link.link.dpia).collect();
    assert_eq!((linked, gap(&found[1])), (vec![0], Some(GapKind::DpiaUnfinished)));
}

/// Ids that are numbered anew each year, with the year apart, left out, or told in words.
#[test]
fn ids_numbered_by_year_are_followed() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | Diarienummer | Status | Beslutad | Beslutad av
        KB 2021:1 | Kameror på boenden | SON 2021/0044 | Godkänd | 2021-05-12 | Socialnämnden § 61
        KB 2022:1 | Nyckelfri hemtjänst | SON 2022/0120 | Godkänd | 2022-10-11 | Förvaltningschef
        KB 2024:1 | Digital signering | SON 2024/0008 | Godkänd | 2024-02-06 | Socialnämnden § 12
        KB 2024:2 | Barn och unga | SON 2024/0051 | Godkänd | 2024-06-18 | Socialnämnden § 77
        KB 2024:3 | Äldreomsorg | SON 2024/0052 | Godkänd | 2024-06-18 | Socialnämnden § 78
        KB 2025:2 | Videosamtal | SON 2025/0010 | Utkast | |";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("kb 24:2", &[3], None),
        ("24:3", &[4], None),
        ("KB nr 2 från 2024", &[3], None),
        ("nr 3/2024", &[4], None),
        ("trean från 2024", &[4], None),
        ("2024 års KB nr 3", &[4], None),
        ("KB 1 (2021)", &[0], None),
        ("KB 2O24:l", &[2], None),
        ("KB 2024;3", &[4], None),
        ("BK 2024:1", &[2], None),
        ("2024:1–2024:3", &[2, 3, 4], None),
        ("2022:1 – 2024:2", &[1, 2, 3], None),
        ("KB 2024:1, :3 samt 2022:1", &[1, 2, 4], None),
        ("KB 1 och 3 från 2024", &[2, 4], None),
        ("KB 2024:1 till 3 utom tvåan", &[2, 4], None),
        ("KB 2024:1-3 (ej 2)", &[2, 4], None),
        ("alla tre från 2024", &[2, 3, 4], None),
        ("samtliga 2024 utom 1:an", &[3, 4], None),
        ("SON 2024.8 och .51", &[2, 3], None),
        ("KB 2024:1 och 2 bilagor", &[2], None),
        ("KB 2024:1, 3 april 2024", &[2], None),
        ("beslut 6/2 2024", &[2], None),
        ("Socialnämnden § 77", &[3], None),
        ("Socialnämnden § 78, 2024-06-18", &[4], None),
        ("Socialnämnden 18 juni 2024", &[], Some(AmbiguousReference)),
        ("Socialnämnden § 12, 2024-02-07", &[], Some(UnresolvedReference)),
        ("KB 1", &[], Some(AmbiguousReference)),
        ("alla fyra från 2024", &[], Some(AmbiguousReference)),
        ("KB 2024:7", &[], Some(UnresolvedReference)),
        ("KB 9 från 2024", &[], Some(UnresolvedReference)),
        ("gjord 2024-02", &[], Some(ClaimedWithoutReference)),
        ("Tröskelanalys 2024-02-06: låg risk, art. 35 ej tillämplig", &[], Some(DecisionIncomplete)),
        ("Omfattas inte av KB 2024:3, ny egen tas fram i vår", &[], Some(Pending)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// The year may stand last, a letter after the number, and the number may be told in words.
#[test]
fn other_habits_of_numbering_are_followed() {
    use GapKind::*;
    let by_year = "KB-nr | Titel | Status | Beslutad | Beslutad av
        SN-KB 1/22 | Kameror på boenden | Godkänd | 2022-05-12 | Nämnden
        SN-KB 1/24 | Digital signering | Godkänd | 2024-02-06 | Nämnden
        SN-KB 2/24 | Verksamhetssystem | Godkänd | 2024-03-06 | Nämnden
        SN-KB 3/24 | Läkemedelsrobot | Godkänd | 2024-11-05 | Nämnden";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KB 3/2024", &[3], None),
        ("SN-KB 1/24–3/24", &[1, 2, 3], None),
        ("KB 1-3/24", &[1, 2, 3], None),
        ("KB 1/22, 2/24", &[0, 2], None),
        ("NS-KB 3/24", &[3], None),
        ("KB 1", &[], Some(AmbiguousReference)),
        ("KB 4/24", &[], Some(UnresolvedReference)),
    ];
    assert_links(cases, &link(&referring(cases), by_year));
    let with_letters = "KB-nr | Titel | Status | Beslutad | Beslutad av
        KB 6 | Rekrytering | Godkänd | 2020-03-11 | Chefen
        KB 7a | Lön | Godkänd | 2021-02-09 | Chefen
        KB 7b | Pension | Utkast | |
        KB 8 | Rehabilitering | Godkänd | 2023-04-04 | Chefen
        KB 10 | Inpassering | Godkänd | 2024-04-05 | Chefen";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("KB7b", &[2], Some(DpiaUnfinished)),
        ("KB 7a och 8", &[1, 3], None),
        ("KB VIII", &[3], None),
        ("KB nr åtta", &[3], None),
        ("KB 6–8 (ej 6)", &[1, 2, 3], Some(DpiaUnfinished)),
        ("KB l0", &[4], None),
        ("KB 7", &[], Some(AmbiguousReference)),
    ];
    assert_links(cases, &link(&referring(cases), with_letters));
}

/// A system leads to its DPIA however its name is written, and never to another by one word that many titles have.
#[test]
fn a_system_leads_to_its_dpia() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | System | Status | Beslutad | Beslutad av | Anmärkning
        KB-1 | Kameror vid Björkskolan | Milestone XProtect | Godkänd | 2022-11-15 | Nämnden |
        KB-2 | Närvaro och frånvaro | Skola24 | Godkänd | 2025-05-20 | Nämnden |
        KB-3 | Larm i hemmet | Careium Eliza | Ersatt | 2022-03-02 | Nämnden | Ersatt av KB-4
        KB-4 | Trygghetslarm | Careium Eliza | Godkänd | 2025-09-09 | Nämnden | Ersätter KB-3
        KB-5 | Specialkost | Matilda | Godkänd | 2026-03-17 | Chefen |
        KB-6 | Passersystem | RCO M5 | Godkänd | 2026-03-17 | Chefen |
        KB-7 | Klientmöten på distans | Visiba Care | Godkänd | 2026-03-17 | Chefen |";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("Skola 24", &[1], None),
        ("skola24:s KB", &[1], None),
        ("RCO", &[5], None),
        ("Allergilistan går under Matilda-bedömningen", &[4], None),
        ("Visiba-KB:n", &[6], None),
        ("Nya KB:n för Careium, inte den från -22", &[3], None),
        ("Careium, inte den gamla", &[3], None),
        ("DPIA cameras, see Björkskolan file", &[0], None),
        ("Huvudbehandling: Visiba Care", &[6], None),
        ("Careium", &[], Some(AmbiguousReference)),
        ("Görs av leverantören (Visiba)", &[], Some(OtherAnswers)),
        ("Behövs inte, Matilda har bara rätter", &[], Some(DecisionIncomplete)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// What a DPIA is about is met in other forms of its words, in short words of its own, and in each part of a list; what no list
/// knows says what people mean by it.
#[test]
fn subjects_and_claims_are_met_in_peoples_own_words() {
    use GapKind::*;
    let dpias = "KB-nr | Titel | System | Status | Beslutad | Beslutad av
        KB-1 | Körjournal och GPS i tjänstefordon | Abax | Godkänd | 2025-11-15 | Nämnden
        KB-2 | Flygfotografering och drönare över bebyggelse | DroneDeploy | Godkänd | 2025-05-20 | Nämnden
        KB-3 | Viktbaserad avfallstaxa, kärl med chip | EDP | Godkänd | 2025-03-02 | Nämnden
        KB-4 | Bygglov och e-tjänst | ByggR | Godkänd | 2025-03-02 | Nämnden
        KB-5 | Sakägarregister | ArcCadastre | Godkänd | 2025-03-02 | Nämnden";
    let cases: &[(&str, &[usize], Option<GapKind>)] = &[
        ("drönarna", &[1], None),
        ("den om gps:en", &[0], None),
        ("GPS i bilarna", &[0], Some(DoubtfulReference)),
        ("chip i soptunnorna", &[2], Some(DoubtfulReference)),
        ("se KB bygglov resp. sakägarregistret", &[3, 4], None),
        ("KB-1 (vikarierna är inte med i den)", &[0], Some(DpiaPartial)),
        ("Görs till höstterminen", &[], Some(Pending)),
        ("Gjordes 2019, vet inte var den är", &[], Some(ClaimedWithoutReference)),
        ("Nada", &[], Some(NoDpia)),
        ("sopkvasten 14", &[], Some(UnresolvedReference)),
    ];
    assert_links(cases, &link(&referring(cases), dpias));
}

/// What is read otherwise than it is written is shown with the link.
#[test]
fn a_reading_that_mends_a_slip_is_shown() {
    let dpias = "KB-nr | Titel | Status | Beslutad | Beslutad av
        MSN-K03 | Tillsyn | Godkänd | 2023-04-18 | Nämnden
        MSN-K10 | Bygglov | Godkänd | 2023-06-13 | Nämnden";
    for reference in ["SMN-K03", "K1O"] {
        let register =
            format!("Behandlings-ID | Behandling | Referens till konsekvensbedömning\n1 | A | {reference}");
        let found = link(&register, dpias);
        let shown = remarks(&found[0].resolution.links[0]);
        assert!(shown.contains(&DpiaRemark::ReferenceReserved), "{reference}: {shown:?}");
    }
}

/// Under a heading that says who decided, a day or a paragraph says that it is decided, and nothing that leaves it open does.
#[test]
fn what_stands_under_a_heading_for_the_decision_is_read() {
    use DpiaState::*;
    for (heading, text, state) in [
        ("VD skrev på", "4 april, med penna", Approved),
        ("VD skrev på", "4/4", Approved),
        ("Beslut", "enl. delegation, avdelningschefen 240404", Approved),
        ("Fastställd", "SON § 31, 4 april 2024", Approved),
        ("Fastställd", "Ja, efter mycket om och men", Approved),
        ("Fastställd", "Ja, efter sommaren", Unclear),
        ("Fastställd", "Ja, efter att bilagan är klar", Unclear),
        ("VD skrev på", "4/4?", Unclear),
        ("Beslut", "§ 112", Unclear),
        ("Beslut", "KS § 112", Approved),
        ("VD skrev på", "nej 4/4", Unclear),
        ("Beslut", "till nämnden 4/4", NotApproved),
        ("Beslut", "4/4 återremitterad", Unfinished),
        ("Beslut", "Utskottet biföll inte", Rejected),
        ("Beslut", "Dragits tillbaka av chefen", NotInForce),
        ("Status", "SON § 31", Approved),
        ("Status", "Bifall", Approved),
        ("Status", "SON § 31?", Unclear),
        ("Status", "Avslag SON § 31", Rejected),
        ("Status", "Styrelsen har sagt ja. Vi kör!", Approved),
        ("Status", "Styrelsen har ännu inte sagt ja", Unclear),
        ("Status", "Färdig, bara underskriften kvar", NotApproved),
        ("Status", "Cirkulerar bland cheferna, svar senast 3 maj", Unfinished),
        ("Status", "Nix, har inte hunnit", NotStarted),
        ("Status", "Utkast, bilagan saknas", Unfinished),
        ("Status", "Klar, men underskrift saknas", NotApproved),
        ("Status", "DPIA saknas", NotStarted),
        ("Status", "Antagen av VD efter att ombudet yttrat sig", Approved),
        ("Status", "DSO har hörts och VD har sedan fattat beslut om att godkänna", Approved),
        ("Status", "Antas efter att ombudet yttrat sig", NotApproved),
        ("Status", "Bordlades två gånger men antogs till slut i maj", Approved),
        ("Status", "Beslutet fattades 2020 och står fast", Approved),
        ("Status", "Closed - godkänd", Approved),
        ("Status", "Avslutad", NotInForce),
        ("Status", "Fastställd. Nästa översyn 2031", Approved),
        ("Status", "Fastställd. Nästa översyn i maj 2024", ReviewDue),
        ("Status", "Godkänd, ses över enligt plan 2024", ReviewDue),
        ("Status", "Godkänd, revideras vartannat år", Approved),
        ("Status", "Styrelsen har godkänt, inget kvarstår", Approved),
        ("Status", "Omarbetad under våren, den nya versionen antogs 12 maj", Approved),
    ] {
        let dpias = format!("KB-nr | Titel på konsekvensbedömningen | {heading}\nKB-1 | Larm | {text}");
        let found =
            link("Behandlings-ID | Behandling | Referens till konsekvensbedömning\n1 | A | KB-1", &dpias);
        assert_eq!(found[0].resolution.links[0].state, state, "{heading}: {text}");
    }
}

/// A cell that answers neither yes nor no where that is asked names a DPIA, or tells of one; it is never passed over.
#[test]
fn words_under_a_question_for_a_yes_are_followed() {
    for (text, expected) in [
        ("KB om något helt annat", GapKind::UnresolvedReference),
        ("OK", GapKind::ClaimedWithoutReference),
        ("avslagen av chefen", GapKind::ClaimedWithoutReference),
        ("Lisa skriver på den", GapKind::Pending),
        ("Nej", GapKind::NoDpia),
    ] {
        let register = format!("Behandlings-ID | Behandling | Konsekvensbedömning genomförd\n1 | A | {text}");
        assert_eq!(gap(&link(&register, DPIAS)[0]), Some(expected), "{text}");
    }
}

/// Whatever a cell says of the DPIA that it names, the state is no better for it.
#[test]
fn a_reservation_never_improves_a_reference() {
    let said = [
        "utgår",
        "upphävd",
        "inaktuell",
        "gammal",
        "behöver uppdateras",
        "ersätts",
        "utkast",
        "förslag",
        "planeras",
        "?",
        "ev.",
        "ej klar",
        "ej godkänd än",
        "delvis",
        "kanske",
        "på remiss",
        "skrotas nog",
        "inte påskriven",
    ];
    let names = ["KB-1", "KB-2", "KB-3", "KB-4", "KB-5", "KB-6", "KB-99", "Trygghetslarm", "SN 2025/117"];
    let mut cells: Vec<(usize, String)> = Vec::new();
    for (of, name) in names.iter().enumerate() {
        cells.push((of, name.to_string()));
        for word in said {
            let forms = [
                format!("{name} ({word})"),
                format!("{name}, {word}"),
                format!("{word} {name}"),
                format!("{name} {word}"),
            ];
            cells.extend(forms.map(|form| (of, form)));
        }
    }
    let lines = cells.iter().enumerate().map(|(number, (_, text))| format!("{number} | B{number} | {text}"));
    let lines: Vec<String> = lines.collect();
    let found = link(
        &format!("Behandlings-ID | Behandling | Referens till konsekvensbedömning\n{}", lines.join("\n")),
        DPIAS,
    );
    let plain = |of: usize| cells.iter().position(|(one, text)| *one == of && text == names[of]).unwrap();
    for ((of, text), one) in cells.iter().zip(&found) {
        let bare = &found[plain(*of)].resolution;
        let better = |status: LinkStatus| status >= LinkStatus::Unfinished && status > bare.status;
        assert!(!better(one.resolution.status), "{text}: {:?}, {:?}", one.resolution.status, bare.status);
        assert!(one.resolution.status != LinkStatus::Approved || *text == names[*of], "{text}");
    }
}
