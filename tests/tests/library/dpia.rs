//! What there is to say of a linked DPIA: each remark with what makes it, what does not, and what it makes of
//! the gap.

use ropa::dpia::{About, DpiaRemark, DpiaState, LinkStatus};
use ropa::gaps::{Assessment, GapKind};
use ropa::law::RulePacks;
use ropa::linking::{LinkChoice, RecordedLink};
use ropa::model::{DpiaField, Register, Severity};
use ropa::screening::Fingerprint;
use ropa::source::{CellRef, Place};
use ropa_tests::registers::{self, import, workbook};

/// Columns and cells of one record, parted by ` | `; a cell is written `header = text`.
fn table(first: &[(&str, &str)], more: &str) -> Vec<Vec<String>> {
    let more = more.split(" | ").filter(|cell| !cell.is_empty()).map(|cell| {
        let (header, text) = cell.split_once('=').unwrap_or_else(|| panic!("{cell}"));
        (header.trim(), text.trim())
    });
    let mut cells: Vec<(&str, &str)> = first.to_vec();
    for (header, text) in more {
        match cells.iter_mut().find(|(known, _)| *known == header) {
            Some(cell) => cell.1 = text,
            None => cells.push((header, text)),
        }
    }
    let column = |of: fn(&(&str, &str)) -> String| cells.iter().map(of).collect();
    vec![column(|cell| cell.0.into()), column(|cell| cell.1.into())]
}

const ACTIVITY: [(&str, &str); 5] = [
    ("Behandlings-ID", "1"),
    ("Behandling", "Utredning"),
    ("Känsliga personuppgifter", "Ja"),
    ("Sårbara registrerade", "Ja"),
    ("Referens till konsekvensbedömning", "KB-1"),
];
const DPIA: [(&str, &str); 5] = [
    ("KB-ID", "KB-1"),
    ("Titel", "Utredning"),
    ("Status", "Godkänd"),
    ("Färdigställd", "2024-03-01"),
    ("Godkänd", "2024-04-01"),
];

fn register(activity: &str, dpia: &str) -> Register {
    let tables = [("Register", table(&ACTIVITY, activity)), ("Konsekvensbedömningar", table(&DPIA, dpia))];
    import(&workbook(&tables)).register
}

fn assess_one(activity: &str, dpia: &str) -> Assessment {
    registers::assessed(&register(activity, dpia)).assessments[0].clone()
}

fn remarks(assessment: &Assessment) -> Vec<DpiaRemark> {
    assessment.resolution.links[0].remarks.iter().map(|remark| remark.kind).collect()
}

/// What is said of a DPIA, the state it is in, and the gap it leaves.
type Case<'c> = (&'c str, &'c str, &'c [DpiaRemark], DpiaState, Option<GapKind>);

fn check(cases: &[Case<'_>]) {
    for (activity, dpia, expected, state, gap) in cases {
        let found = assess_one(activity, dpia);
        assert_eq!(remarks(&found), *expected, "{activity:?} {dpia:?}");
        assert_eq!(found.resolution.links[0].state, *state, "{activity:?} {dpia:?}");
        assert_eq!(found.gap.as_ref().map(|gap| gap.kind), *gap, "{activity:?} {dpia:?}");
        if let Some(gap) = &found.gap {
            assert_eq!(gap.severity, Severity::Error, "{activity:?} {dpia:?}");
        }
    }
}

use DpiaRemark::*;
use DpiaState::{Approved, ApprovedWithConditions};

#[test]
fn made_after_the_start_is_said_and_decides_nothing() {
    check(&[
        ("Behandlingen påbörjad = 2024-01-01", "", &[MadeAfterStart], Approved, None),
        ("Behandlingen påbörjad = 2024-03-01", "", &[], Approved, None),
        // March may be the first or the last of it.
        ("Behandlingen påbörjad = mars 2024", "", &[], Approved, None),
        ("Behandlingen påbörjad =", "", &[], Approved, None),
    ]);
}

#[test]
fn the_contents_of_article_35_7() {
    let missing = Some(GapKind::DpiaPartial);
    let all = "Systematisk beskrivning = x | Nödvändighet och proportionalitet = Ja | Risker för de registrerade = Se avsnitt 5 | Åtgärder = 2024-02-01";
    check(&[
        ("", all, &[], Approved, None),
        // A risk assessment only.
        (
            "",
            "Systematisk beskrivning = | Nödvändighet = | Risker = Ja | Åtgärder =",
            &[ContentsMissing],
            DpiaState::ContentsMissing,
            missing,
        ),
        ("", "Nödvändighet = Nej", &[ContentsMissing], DpiaState::ContentsMissing, missing),
        ("", "Nödvändighet = Saknas | Risker = Ja", &[ContentsMissing], DpiaState::ContentsMissing, missing),
        // Not filled in at all, or not known: a question.
        ("", "Nödvändighet = | Risker =", &[ContentsUnknown], Approved, None),
        ("", "Nödvändighet = Vet ej | Risker = Ja", &[ContentsUnknown], Approved, None),
        ("", "Nödvändighet = Delvis | Risker = Ja", &[ContentsUnknown], Approved, None),
        // What is not asked is not missing.
        ("", "Risker = Ja | Åtgärder = Ja", &[], Approved, None),
    ]);
    let found = assess_one("", "Systematisk beskrivning = | Risker = x | Åtgärder = Nej");
    let about = &found.resolution.links[0].remarks[0].about;
    let expected = [DpiaField::SystematicDescription, DpiaField::Measures].map(About::Question);
    assert_eq!(*about, expected);
}

#[test]
fn the_advice_of_the_data_protection_officer() {
    let missing = (DpiaState::DpoAdviceMissing, Some(GapKind::DpiaNotApproved));
    let lacks = |cell| ("", cell, &[DpoAdviceMissing][..], missing.0, missing.1);
    let has = |cell| ("", cell, &[][..], Approved, None);
    check(&[
        lacks("DSO:s yttrande ="),
        lacks("DSO:s yttrande = -"),
        lacks("DSO:s yttrande = ⬜ Inväntar"),
        lacks("DSO:s yttrande = Nej"),
        lacks("DSO:s yttrande = Ej inhämtat"),
        lacks("DSO:s yttrande = Vet ej"),
        has("DSO:s yttrande = 2024-02-01"),
        has("DSO:s yttrande = Ingen erinran"),
        has("DSO:s yttrande = Nej, inga synpunkter"),
        has("DSO:s yttrande = Ja"),
    ]);
}

#[test]
fn advice_that_is_only_on_its_way_is_no_advice() {
    for said in [
        "Begärt",
        "Begärt 2024-02-01",
        "Ej inkommet",
        "DSO har inte svarat",
        "Ska inhämtas",
        "DSO ej tillfrågad",
        "DSO har ännu inte yttrat sig.",
        "DSO yttrade sig inte",
        "Ja, begärt",
        "Skickat till DSO",
        "Inget yttrande har inkommit",
        "Yttrande från DSO saknas",
        "På remiss",
        "Pågår",
        "DSO?",
        "2031-02-01",
        "DPO har ikke svart",
        "Skal innhentes",
        "Er ikke indhentet endnu",
        "Requested, not received",
        "To be obtained",
    ] {
        let found = assess_one("", &format!("DSO:s yttrande = {said}"));
        assert_eq!(remarks(&found), [DpoAdviceMissing], "{said}");
        assert_eq!(found.gap.map(|gap| gap.kind), Some(GapKind::DpiaNotApproved), "{said}");
    }
    for said in [
        "DSO tillstyrker",
        "DSO avstyrker inte",
        "DSO ser inga hinder",
        "DSO ser inte några hinder",
        "DSO har inget att erinra",
        "Begärt 2024-01-10, inkommet 2024-02-01: tillstyrker",
        "DSO rekommenderar att loggning ska införas. Uppgifterna ska inte lämnas ut.",
        "Lämnat 2024-02-01, ska följas upp",
        "Ja, se bilaga 2 (ej sekretess)",
        "Se dnr SN 2024/12",
        "Loggning ska införas",
        "Loggning krävs",
        "Nämnden bör inhämta synpunkter från de registrerade",
        "Inga synpunkter på beslutet",
        "DPO anbefaler tiltak",
        "No objections, measures should be logged",
    ] {
        assert_eq!(remarks(&assess_one("", &format!("DSO:s yttrande = {said}"))), [], "{said}");
    }
}

#[test]
fn only_a_yes_or_a_date_says_that_the_authority_was_consulted() {
    let consulted = |said: &str| assess_one("", &format!("Kvarvarande risk = Hög | Förhandssamråd = {said}"));
    for said in [
        "Ej genomfört",
        "Inte gjort",
        "Ska begäras",
        "Behövs",
        "Planerat",
        "Begärt, svar saknas",
        "Ja, ska begäras",
        "Ja, krävs",
        "Ja?",
        "2031-02-01",
        "Se bilaga",
    ] {
        let found = consulted(said);
        assert_eq!(remarks(&found), [PriorConsultationMissing], "{said}");
        assert_eq!(found.gap.map(|gap| gap.kind), Some(GapKind::DpiaNotApproved), "{said}");
    }
    for said in ["Ja", "2024-02-01", "Ja, 2024-02-01", "Genomfört", "Genomfört 2024-02-01"] {
        assert_eq!(remarks(&consulted(said)), [], "{said}");
    }
    // That it is needed does not say that it was held.
    for needed in ["Förhandssamråd krävs", "Behov av förhandssamråd"] {
        let of = |more: &str| remarks(&assess_one("", &format!("{needed} = {more}")));
        assert_eq!(of("Ja | Kvarvarande risk = Hög"), [PriorConsultationMissing], "{needed}");
        assert_eq!(of("Ja"), [PriorConsultationMissing], "{needed}");
        assert_eq!(of("Ja | Datum för förhandssamråd = 2024-02-01"), [], "{needed}");
        assert_eq!(of("Nej"), [], "{needed}");
    }
    // The answer itself is still to come, and the processing goes on.
    let running = "Behandlingen påbörjad = 2024-06-01";
    for said in ["Begärt", "Inget svar ännu", "Har inte kommit"] {
        let dpia = format!("Kvarvarande risk = Hög | Förhandssamråd = Ja | Svar på förhandssamråd = {said}");
        assert_eq!(remarks(&assess_one(running, &dpia)), [StartedBeforeAnswer], "{said}");
    }
}

#[test]
fn conditions_are_met_when_that_is_said() {
    let met = |said: &str| {
        remarks(&assess_one("", &format!("Status = Godkänd med villkor | Villkoren uppfyllda = {said}")))
    };
    for said in ["Pågår", "Snart", "2 av 3", "Inte alla", "Nej"] {
        assert_eq!(met(said), [ConditionsUnmet], "{said}");
    }
    for said in ["Delvis", "Se protokollet", "Vet ej", "2031-01-01"] {
        assert_eq!(met(said), [Conditions], "{said}");
    }
    for said in ["Ja", "2024-05-01", "Uppfyllda 2024-05-01", "3 av 3"] {
        assert_eq!(met(said), [], "{said}");
    }
}

/// What stands beside an approval and takes nothing from it, though it denies something.
#[test]
fn an_approval_without_reservations_is_one() {
    for status in [
        "Godkänd utan anmärkning",
        "Beslutad utan villkor, i kraft",
        "Godkänd av nämnden, ombudet hört",
        "Ombudet ok, signerad av chefen",
        "Reviderad version beslutad av GD 2025-02-04 och gäller, ersätter den förra",
        "Årlig översyn gjord 2025 utan ändringar, fortfarande fastställd och gällande",
        "Dataskyddsombudet har hörts, direktören beslutade om den 12 dec 2024 och den gäller",
    ] {
        check(&[("", &format!("Status = {status}"), &[], Approved, None)]);
    }
    let unmet = assess_one("", "Status = Fastställd med villkor att lagringstiden kortas, det är inte gjort");
    assert_eq!(unmet.gap.unwrap().kind, GapKind::DpiaNotApproved);
}

/// "Avslutad" may be said of the work or of the assessment: only a decision beside it and a review to come tell.
#[test]
fn an_ended_assessment_is_in_force_where_its_review_is_to_come() {
    let ended = "Status = Avslutad | Godkänd av = Nämnden § 21";
    let stale = Some(GapKind::DpiaStale);
    check(&[
        ("", &format!("{ended} | Nästa översyn = 2036-03-20"), &[], Approved, None),
        ("", &format!("{ended} | Nästa översyn = 2020-03-20"), &[], DpiaState::NotInForce, stale),
        ("", ended, &[], DpiaState::NotInForce, stale),
        ("", "Status = Avslutad, ersatt | Nästa översyn = 2036-03-20", &[], DpiaState::NotInForce, stale),
        ("", "Status = Avslutad | Godkänd = | Nästa översyn = 2036-03-20", &[], DpiaState::NotInForce, stale),
    ]);
}

/// Words of operation approve nothing alone; beside a decision they say that it is in force.
#[test]
fn what_is_in_operation_is_approved_where_it_was_decided() {
    for status in ["I drift", "Live", "Låst", "Skarp"] {
        let undecided = format!("Status = {status} | Godkänd = | Godkänd av =");
        check(&[
            ("", &format!("Status = {status} | Godkänd av = VD"), &[], Approved, None),
            ("", &undecided, &[], DpiaState::NotApproved, Some(GapKind::DpiaNotApproved)),
        ]);
    }
}

/// What the register says of the conditions in its remarks counts as the list's own answer does.
#[test]
fn conditions_are_unmet_where_words_say_so() {
    let on = "Status = Godkänd med villkor";
    let said = |notes: &str| remarks(&assess_one(&format!("Anteckningar = {notes}"), on));
    for notes in ["Villkoret om loggning är inte uppfyllt ännu.", "Infört 2024. Villkoren ej uppfyllda"] {
        assert_eq!(said(notes), [ConditionsUnmet], "{notes}");
    }
    assert_eq!(said("Villkoren är uppfyllda sedan maj"), [Conditions]);
    assert_eq!(said("Avtalet är inte klart"), [Conditions]);
    assert_eq!(
        remarks(&assess_one("", &format!("{on} | Anteckningar = Ett villkor kvarstår"))),
        [ConditionsUnmet]
    );
    // A list that says that they are met is believed.
    let met = format!("{on} | Villkoren uppfyllda = Ja");
    assert_eq!(remarks(&assess_one("Anteckningar = Villkoret är inte uppfyllt", &met)), []);
}

#[test]
fn contents_still_to_be_written_are_not_there() {
    for said in ["Ska göras", "Pågår", "Ej klart", "Planeras"] {
        let found = assess_one("", &format!("Nödvändighet = {said} | Risker = Ja"));
        assert_eq!(remarks(&found), [ContentsUnknown], "{said}");
    }
    // What is written of the measures themselves is their description.
    let found = assess_one("", "Åtgärder = Ska loggas och får inte lämnas ut utan beslut | Risker = Ja");
    assert_eq!(remarks(&found), []);
}

#[test]
fn the_views_of_data_subjects_or_why_not() {
    let lacks = |cell| ("", cell, &[DataSubjectViewsMissing][..], Approved, None);
    let has = |cell| ("", cell, &[][..], Approved, None);
    check(&[
        lacks("De registrerades synpunkter ="),
        lacks("De registrerades synpunkter = Nej"),
        lacks("De registrerades synpunkter = Nej | Skäl att inte inhämta synpunkter ="),
        has("De registrerades synpunkter = Nej | Skäl att inte inhämta synpunkter = Barnen är för unga"),
        has("De registrerades synpunkter = Nej, barnen är för unga"),
        has("De registrerades synpunkter = Ej tillämpligt"),
        has("De registrerades synpunkter = Brukarråd 2024-01-15"),
        // Only the reason is asked for: a view may well have been sought.
        has("Skäl att inte inhämta synpunkter ="),
    ]);
}

#[test]
fn high_risk_that_remains_and_prior_consultation() {
    let not = Some(GapKind::DpiaNotApproved);
    let missing =
        |cell| ("", cell, &[PriorConsultationMissing][..], DpiaState::PriorConsultationMissing, not);
    let started = "Behandlingen påbörjad = 2024-06-01";
    check(&[
        missing("Kvarvarande risk = Hög | Förhandssamråd = Nej"),
        missing("Kvarvarande risk = Medel–hög"),
        missing("Kvarstår hög risk? = Ja"),
        ("", "Kvarvarande risk = Inte hög", &[], Approved, None),
        ("", "Kvarvarande risk = Hög | Förhandssamråd = Ja", &[], Approved, None),
        ("", "Kvarvarande risk = Hög | Datum för förhandssamråd = 2024-02-01", &[], Approved, None),
        ("", "Kvarstår hög risk? = Nej | Kvarvarande risk =", &[], Approved, None),
        // Not known is a question.
        ("", "Kvarvarande risk =", &[ResidualRiskUnknown], Approved, None),
        ("", "Kvarstår hög risk? = Vet ej", &[ResidualRiskUnknown], Approved, None),
        (
            started,
            "Kvarvarande risk = Hög | Förhandssamråd = Ja | Svar på förhandssamråd = 2024-08-01",
            &[StartedBeforeAnswer],
            DpiaState::StartedBeforeAnswer,
            not,
        ),
        (
            started,
            "Kvarvarande risk = Hög | Förhandssamråd = Ja | Svar på förhandssamråd =",
            &[StartedBeforeAnswer],
            DpiaState::StartedBeforeAnswer,
            not,
        ),
        (
            started,
            "Kvarvarande risk = Hög | Förhandssamråd = Ja | Svar på förhandssamråd = 2024-05-01",
            &[],
            Approved,
            None,
        ),
    ]);
}

#[test]
fn the_risk_that_remains_in_the_words_and_scales_of_lists() {
    let says =
        |risk: &str| remarks(&assess_one("", &format!("Förhandssamråd = Nej | Kvarvarande risk = {risk}")));
    for high in [
        "Röd",
        "Kritisk",
        "Extrem",
        "Mycket allvarlig",
        "Oacceptabel",
        "Ej acceptabel",
        "Inte acceptabel",
        "Betydande",
        "5 av 5",
        "4/5",
        "Låg för anställda, hög för barn",
        "Uacceptabel",
        "Severe",
        "Not acceptable",
        "Inte låg, kritisk",
    ] {
        assert_eq!(says(high), [PriorConsultationMissing], "{high}");
    }
    for low in [
        "Låg",
        "Medel",
        "Låg–medel",
        "Måttlig",
        "Grön",
        "Gul",
        "Acceptabel",
        "Inte hög",
        "Ingen hög risk",
        "1 av 5",
        "2/5",
        "Begränsad",
        "Försumbar",
        "Ingen",
        "Acceptable",
        "Lav",
        "Nej",
    ] {
        assert_eq!(says(low), [], "{low}");
    }
    for unclear in ["4", "Förhöjd", "Se bilaga", "Inte låg", "3 av 5", "Risk 7", "Orange", "Hög?", "Låg?"]
    {
        let found = assess_one("", &format!("Förhandssamråd = Nej | Kvarvarande risk = {unclear}"));
        assert_eq!(remarks(&found), [ResidualRiskUnknown], "{unclear}");
        let about = &found.resolution.links[0].remarks[0].about[..];
        assert!(
            matches!(about, [About::Stated { written, .. }] if &**written == unclear),
            "{unclear}: {about:?}"
        );
    }
}

#[test]
fn someone_elses_is_no_ones_until_it_is_adopted() {
    let ours = "Personuppgiftsansvarig = Socialnämnden";
    let theirs = |adopted: &str| format!("Personuppgiftsansvarig = Kommunstyrelsen{adopted}");
    let foreign = (&[OtherController][..], DpiaState::OtherController, Some(GapKind::DpiaNotApproved));
    for adopted in ["", " | Antagen av den egna nämnden =", " | Antagen av den egna nämnden = Nej"] {
        check(&[(ours, &theirs(adopted), foreign.0, foreign.1, foreign.2)]);
    }
    for adopted in ["2024-05-02", "SN 2024 § 41", "Ja"] {
        let theirs = theirs(&format!(" | Antagen av den egna nämnden = {adopted}"));
        check(&[(ours, &theirs, &[], Approved, None)]);
    }
}

#[test]
fn a_status_in_doubt_approves_nothing() {
    for said in [
        "Godkänd?",
        "Godkänd nej",
        "Beslutad: nej",
        "Godkänd - behöver uppdateras",
        "Godkänd, ny version behövs",
        "Godkänd (gammal version)",
        "Godkänd av leverantören",
        "Godkänd av dataskyddsombudet",
        "DSO har godkänt",
        "Ombudet har sagt ja",
        "Godkänd av dataskyddsombudet, GD har inte beslutat",
        "Godkänd, ej beslutad",
        "Beslutad, inte signerad",
        "Godkänd av annan nämnd",
        "Fastställd av förvaltningschef, nämnd återstår",
        "Ej godkänd",
    ] {
        // Neither with a day of approval in another column nor without.
        for approved in ["2024-04-01", ""] {
            let found = assess_one("", &format!("Status = {said} | Godkänd = {approved}"));
            let link = &found.resolution.links[0];
            assert_eq!(
                (link.state, &*remarks(&found)),
                (DpiaState::Unclear, &[ApprovalUnclear][..]),
                "{said}"
            );
            assert_eq!(found.gap.as_ref().map(|gap| gap.kind), Some(GapKind::DpiaNotApproved), "{said}");
            let [About::Stated { field: DpiaField::Status, written, cell }] = &link.remarks[0].about[..]
            else {
                panic!("{said}")
            };
            assert_eq!((&**written, cell.place.to_string().as_str()), (said, "C2"));
        }
    }
}

/// What a list writes itself of an approved DPIA that no longer fits counts; a plan for reviews says nothing against it.
#[test]
fn a_list_that_says_that_it_no_longer_fits_is_believed() {
    use GapKind::DpiaStale;
    for (said, gap) in [
        ("Avser gamla leverantören. Inte omgjord efter bytet 2025", Some(DpiaStale)),
        ("Behöver göras om när nya modulen kommer", None),
        ("Behöver göras om, nya modulen är inte med", Some(DpiaStale)),
        ("Appens version 2 (2026) visar läge, ikke vurdert", Some(DpiaStale)),
        ("Ses över varje år", None),
        ("Bör ses över", Some(DpiaStale)),
        ("Bör ses över 2091", None),
        ("Bör ses över inom två år", None),
        ("Ska den göras om?", None),
        ("Rutinen är inte uppdaterad", None),
        ("Kort gallring", None),
    ] {
        let found =
            assess_one("", &format!("Status = Godkänd | Godkänd = 2024-04-01 | Anmärkningar = {said}"));
        assert_eq!(found.gap.as_ref().map(|gap| gap.kind), gap, "{said}");
        let state = found.resolution.links[0].state;
        assert_eq!(state == DpiaState::Outdated, gap.is_some(), "{said}");
    }
    // What a column says that no field stands for is read too.
    let found =
        assess_one("", "Status = Godkänd | Godkänd = 2024-04-01 | Pärmrygg = Inte omgjord efter flytten");
    assert_eq!(found.resolution.links[0].state, DpiaState::Outdated);
}

/// What the register writes itself of a change after the DPIA counts; a plan, a doubt, the start and what the DPIA was made for
/// do not.
#[test]
fn a_change_that_the_register_tells_of_makes_it_stale() {
    use GapKind::{DpiaPartial, DpiaStale};
    for (said, gap) in [
        ("nytt GPS-syst. o. ny lev. fr. maj 2025", Some(DpiaStale)),
        ("New tracker and new vendor from 2025-09-01", Some(DpiaStale)),
        ("Bytte leverantör 2025", Some(DpiaStale)),
        ("New vendor since May 2025", Some(DpiaStale)),
        ("Nytt system från maj 2025, ska dokumenteras", Some(DpiaStale)),
        ("Nytt syst. Kortex fr. 2025-06, KB ej omgj.", Some(DpiaStale)),
        ("KB inte uppdaterad", Some(DpiaStale)),
        ("Objektigenkänning införd, inte med i KB-1", Some(DpiaPartial)),
        // What is said of another thing, of before, of a plan, or without a day.
        ("Rutinen är inte uppdaterad", None),
        ("KB-7 är inte uppdaterad", None),
        ("KB-1 saknas i diariet", None),
        ("KB-1 is not in use at night", None),
        ("Nytt system fr. 2023-06", None),
        ("Nytt system planeras till hösten 2025", None),
        ("Nytt system från 2091", None),
        ("Nytt system?", None),
        ("Nytt system", None),
        ("Nytt system Larmvakt från 2025-02-01", None),
        ("Avtalet löper till 2026-06-30", None),
    ] {
        let dpia = "Status = Godkänd | Godkänd = 2024-04-01 | System som omfattas = Larmvakt";
        let found = assess_one(&format!("Anmärkningar = {said}"), dpia);
        assert_eq!(found.gap.as_ref().map(|gap| gap.kind), gap, "{said}");
        let told = remarks(&found).contains(&ToldChange);
        assert_eq!(told, gap == Some(DpiaStale), "{said}");
    }
    // A column may ask for it.
    for (said, stale) in [("karta på nätet", true), ("nej", false), ("–", false), ("ny app 2023-01", false)]
    {
        let activity = format!("changelog efter DPIA = {said}");
        let found = assess_one(&activity, "Status = Godkänd | Godkänd = 2024-04-01");
        assert_eq!(remarks(&found).contains(&ToldChange), stale, "{said}");
    }
    let at_start = "Anmärkningar = Nytt system från 2025-06-15 | Behandlingen påbörjad = 2025-06-01";
    let found = assess_one(at_start, "Status = Godkänd | Godkänd = 2025-04-01");
    assert_eq!(remarks(&found), []);
}

/// What should be done is advice; that the officer should be asked is none.
#[test]
fn advice_that_says_what_should_be_done_is_advice() {
    for (said, missing) in [
        ("Bör ses över inom två år", false),
        ("Bör kompletteras med loggning", false),
        ("Ja, men titta igen om två år", false),
        ("ja, begärt", true),
        ("Bör inhämtas", true),
        ("Ska inhämtas", true),
    ] {
        let dpia = format!("Status = Godkänd | Godkänd = 2024-04-01 | Dataskyddsombudets råd = {said}");
        let found = assess_one("", &dpia);
        assert_eq!(remarks(&found).contains(&DpoAdviceMissing), missing, "{said}");
    }
}

#[test]
fn a_status_holds_from_and_to_the_days_beside_it() {
    let none = "Godkänd = ";
    for until in ["Godkänd till 2024-12-31", "Gällande t.o.m. 2024-12-31", "Godkänd 2020-01-01 – 2024-12-31"]
    {
        for approved in [none, ""] {
            let found = assess_one("", &format!("Status = {until} | {approved}"));
            assert_eq!(remarks(&found), [ReviewPassed], "{until}");
            assert_eq!(found.gap.unwrap().kind, GapKind::DpiaReviewDue, "{until}");
        }
        // Whatever day another column names.
        let found = assess_one("", &format!("Status = {until} | Nästa granskning = 2031-01-01"));
        assert_eq!(found.gap.unwrap().kind, GapKind::DpiaReviewDue, "{until}");
    }
    for later in ["Godkänd i juni 2027", "Godkänd från 2027-01-01", "Gällande fr.o.m. 2027-01-01"] {
        for approved in [none, ""] {
            let found = assess_one("", &format!("Status = {later} | {approved}"));
            assert_eq!(found.gap.unwrap().kind, GapKind::DpiaNotApproved, "{later}");
        }
    }
    for holds in ["Godkänd t.o.m. 2031-12-31", "Godkänd i juni 2024", "Fastställd 2024-05-02, § 12"] {
        check(&[("", &format!("Status = {holds} | {none}"), &[], Approved, None)]);
    }
}

#[test]
fn who_approved_it_is_a_name_and_no_denial() {
    let not = Some(GapKind::DpiaNotApproved);
    for said in [
        "Nej",
        "Ej godkänd",
        "Saknas",
        "Beslut saknas",
        "Ska tas upp i nämnden i maj",
        "Avslag i nämnden",
        "Nämnden?",
        "Ikke godkjent",
        "Not approved",
        "To be decided by the board",
    ] {
        let bare = "Status = | Färdigställd = | Godkänd =";
        let found = assess_one("", &format!("{bare} | Godkänd av = {said}"));
        let link = &found.resolution.links[0];
        assert_eq!((link.state, found.gap.as_ref().map(|gap| gap.kind)), (DpiaState::Unclear, not), "{said}");
        assert_eq!(remarks(&found), [ApprovalUnclear], "{said}");
        // A day beside it approves nothing either, and a status word contradicts it.
        let found = assess_one("", &format!("Status = | Godkänd av = {said}"));
        assert_eq!(found.gap.as_ref().map(|gap| gap.kind), not, "{said}");
        check(&[("", &format!("Godkänd av = {said}"), &[StatusContradictsApproval], Approved, None)]);
    }
    for said in ["Nej", "Ej godkänd", "Ska godkännas"] {
        check(&[("", &format!("Godkänd = {said}"), &[StatusContradictsApproval], Approved, None)]);
        let found = assess_one("", &format!("Status = | Godkänd = {said} | Godkänd av = Nämnden"));
        assert_eq!(found.gap.map(|gap| gap.kind), not, "{said}");
    }
    for said in ["Socialnämnden", "SN 2024 § 41", "Förvaltningschef", "Anna Noll", "Ulla Ejdervik"] {
        check(&[("", &format!("Status = | Godkänd = | Godkänd av = {said}"), &[], Approved, None)]);
    }
}

#[test]
fn conditions_and_rejections() {
    let not = Some(GapKind::DpiaNotApproved);
    let on = "Status = Godkänd med villkor";
    check(&[
        ("", on, &[Conditions], ApprovedWithConditions, None),
        ("", &format!("{on} | Villkoren uppfyllda = Ja"), &[], ApprovedWithConditions, None),
        ("", &format!("{on} | Villkoren uppfyllda ="), &[Conditions], ApprovedWithConditions, None),
        (
            "",
            &format!("{on} | Villkoren uppfyllda = Nej"),
            &[ConditionsUnmet],
            DpiaState::ConditionsUnmet,
            not,
        ),
        // Planned processing can still wait for them.
        (
            "Status = Planerad",
            &format!("{on} | Villkoren uppfyllda = Nej"),
            &[Conditions],
            ApprovedWithConditions,
            None,
        ),
        ("", "Status = Underkänd | Godkänd =", &[RejectedButRunning], DpiaState::Rejected, not),
        ("Status = Planerad", "Status = Underkänd | Godkänd =", &[], DpiaState::Rejected, not),
    ]);
}

#[test]
fn what_the_dpia_does_not_name() {
    let partial = |activity, dpia| {
        (activity, dpia, &[PartialScope][..], DpiaState::Partial, Some(GapKind::DpiaPartial))
    };
    let covers = |activity, dpia| (activity, dpia, &[][..], Approved, None);
    check(&[
        partial("System = Linnea; Porten", "System = Linnea"),
        covers("System = Linnea (Tietoevry)", "System = LINNEA\nPorten"),
        covers("System = Linnea; Porten", "System ="),
        covers("System = Linnea; Porten", "System = Linnea m.fl."),
        covers("System = Linnea; Porten", ""),
        partial("Personuppgiftsbiträde = Molnet AB; Driften AB", "Personuppgiftsbiträden = Molnet"),
        covers("Personuppgiftsbiträde = Tieto", "Personuppgiftsbiträden = TietoEvry AB"),
        covers("Personuppgiftsbiträde = Nej", "Personuppgiftsbiträden = Molnet"),
        partial("Kategorier av registrerade = Barn; Anställda", "Kategorier av registrerade = Barn"),
        covers("Kategorier av registrerade = Barn", "Kategorier av registrerade = Barn; Anställda"),
        partial("Kategorier av personuppgifter = Namn; Hälsa", "Omfattade personuppgifter = Namn"),
        covers(
            "Kategorier av personuppgifter = Namn; Hälsa",
            "Omfattade personuppgifter = Namn; Känsliga personuppgifter",
        ),
        // A purpose in other words is the same purpose; one of which nothing is said is not.
        covers("Ändamål = Utreda barns behov av skydd", "Omfattade ändamål = Utredning av barn som far illa"),
        partial("Ändamål = Utreda behov; Debitera avgifter", "Omfattade ändamål = Utredning av behov"),
        partial("", "Omfattning = Endast ansökan"),
    ]);
    let found = assess_one("System = Linnea; Porten; Arkivet", "System = Linnea");
    let about = &found.resolution.links[0].remarks[0].about;
    assert_eq!(*about, [About::NotNamed(DpiaField::Systems, vec!["Porten".into(), "Arkivet".into()])]);
    // None in common: the link may be wrong.
    let found = assess_one("System = Porten", "System = Linnea");
    assert_eq!(remarks(&found), [PartialScope, SystemNotNamed]);
}

#[test]
fn review_and_changes_by_their_dates() {
    check(&[
        (
            "",
            "Nästa granskning = juni 2026",
            &[ReviewPassed],
            DpiaState::ReviewDue,
            Some(GapKind::DpiaReviewDue),
        ),
        ("", "Nästa granskning = 2027-01-01", &[], Approved, None),
        ("Senast uppdaterad = 2025-01-01", "", &[RecordDatedLater], Approved, None),
        ("Senast uppdaterad = 2024-03-15", "", &[], Approved, None),
        ("", "Godkänd av = ⬜ Inväntar signatur", &[StatusContradictsApproval], Approved, None),
    ]);
}

#[test]
fn a_review_is_due_in_whatever_form_its_day_is_written() {
    let due = |review: &str| {
        let found = assess_one("", &format!("Nästa granskning = {review}"));
        let day = found.resolution.links[0].remarks.iter().find_map(|remark| remark.day());
        (remarks(&found), day.map(|day| day.to_string()))
    };
    for (review, day) in [
        ("våren 2025", "2025-05-31"),
        ("Q1 2026", "2026-03-31"),
        ("2026 Q1", "2026-03-31"),
        ("kvartal 2, 2025", "2025-06-30"),
        ("v. 12 2026", "2026-03-22"),
        ("2026-W12", "2026-03-22"),
        ("vecka 12 -25", "2025-03-23"),
        ("vintern 2024", "2025-02-28"),
        ("HT 2025", "2025-12-31"),
        ("andra halvåret 2025", "2025-12-31"),
        ("senast 2025-06-30", "2025-06-30"),
        ("Slutet av 2025", "2025-12-31"),
        ("årligen", "2025-04-01"),
        ("Vid behov, minst vartannat år", "2026-04-01"),
        ("every other year", "2026-04-01"),
    ] {
        assert_eq!(due(review), (vec![ReviewPassed], Some(day.to_string())), "{review}");
    }
    for review in ["våren 2030", "Q4 2029", "vart femte år", "v. 50 2029", "2025-01-01, nästa 2031-01-01"]
    {
        assert_eq!(due(review).0, [], "{review}");
    }
    for review in ["saknas", "vid behov", "Se plan", "våren", "inte årligen", "Q1 2026?", "v. 60 2026"] {
        let found = assess_one("", &format!("Nästa granskning = {review}"));
        assert_eq!((remarks(&found), found.gap), (vec![ReviewUnclear], None), "{review}");
    }
    // Nobody knows from when an interval counts.
    assert_eq!(due("årligen | Godkänd = | Färdigställd =").0, [ReviewUnclear]);
    assert_eq!(due("").0, []);
}

#[test]
fn the_weightiest_decides_and_all_are_said() {
    let found = assess_one(
        "System = Linnea; Porten | Behandlingen påbörjad = 2020-01-01",
        "System = Linnea | DSO:s yttrande = | Kvarvarande risk = Hög | Nästa granskning = 2025-01-01",
    );
    let said = [PriorConsultationMissing, DpoAdviceMissing, PartialScope, MadeAfterStart, ReviewPassed];
    assert_eq!(remarks(&found), said);
    let link = &found.resolution.links[0];
    assert_eq!((link.state, link.status), (DpiaState::PriorConsultationMissing, LinkStatus::NotApproved));
    assert_eq!(link.deciding().unwrap().kind, PriorConsultationMissing);
}

#[test]
fn a_draft_of_the_next_version_leaves_the_one_in_force() {
    let mut dpias = table(&DPIA, "Version = 1.0");
    let mut draft = dpias[1].clone();
    draft[0] = "KB-2".into();
    draft[2] = "Utkast".into();
    draft[5] = "2.0".into();
    dpias.push(draft);
    let activity = table(&ACTIVITY, "Referens till konsekvensbedömning = Utredning");
    let register = import(&workbook(&[("R", activity), ("K", dpias)])).register;
    let found = registers::assessed(&register).assessments[0].clone();
    assert_eq!(remarks(&found), [SeveralVersions]);
    assert_eq!((found.resolution.links[0].link.dpia, found.gap), (0, None));
}

// --- What the ledger remembers ---

fn tie(scope: Option<&str>, on: &str, fingerprint: Option<Fingerprint>) -> RecordedLink {
    RecordedLink {
        choice: LinkChoice::Accepted,
        activity: Some("1".into()),
        name: None,
        unit: None,
        dpia: Some("KB-1".into()),
        title: None,
        scope: scope.map(Into::into),
        how: None,
        by: Some("Ombudet".into()),
        on: Some(on.parse().unwrap()),
        fingerprint,
        note: None,
        cell: CellRef { file: "kopplingar.csv".into(), sheet: "".into(), place: Place::new(1, 0) },
    }
}

/// A tie accepted on the record as it was, seen from the record as it is.
fn after(then: &str, now: &str, dpia: &str) -> Assessment {
    let packs = RulePacks::builtin();
    let was = register(then, dpia);
    let (facts, need) = registers::need_of_first(&was);
    let fingerprint = Fingerprint::of_link(&was.activities[0], &facts, &need, &packs);
    // A ledger is a text between the two.
    let ties = [tie(None, "2024-06-01", Some(fingerprint.to_string().parse().unwrap()))];
    let is = register(now, dpia);
    registers::Case { links: &ties, ..registers::Case::default() }.assess(&is).assessments[0].clone()
}

#[test]
fn changes_since_the_tie_was_accepted_are_told_by_what_changed() {
    let stale = Some(GapKind::DpiaStale);
    for (then, now, expected, gap) in [
        ("System = Linnea", "System = linnea", &[][..], None),
        ("System = Linnea", "System = Havsörn", &[RecordChanged], stale),
        ("Ny teknik = Nej", "Ny teknik = Ja", &[NewTechnology], stale),
        ("Stor omfattning =", "Stor omfattning = Ja", &[CriterionAdded], stale),
        // A criterion that falls away overtakes nothing.
        ("Stor omfattning = Ja", "Stor omfattning = Nej, 12 personer", &[], None),
        (
            "Skyddsåtgärd vid överföring = Standardavtalsklausuler",
            "Skyddsåtgärd vid överföring =",
            &[TransferGroundChanged],
            stale,
        ),
        // The date alone is no change that bears on the risk, where the record is known to be the same.
        (
            "System = Linnea | Senast uppdaterad = 2024-01-01",
            "System = Linnea | Senast uppdaterad = 2025-01-01",
            &[],
            None,
        ),
    ] {
        let found = after(then, now, "");
        assert_eq!(remarks(&found), expected, "{then:?} {now:?}");
        assert_eq!(found.gap.map(|gap| gap.kind), gap, "{then:?} {now:?}");
    }
    // Made anew after the change: the change has been assessed.
    let renewed = "Färdigställd = 2025-06-01 | Godkänd = 2025-06-01";
    let found = after(
        "System = Linnea | Senast uppdaterad = 2024-01-01",
        "System = Havsörn | Senast uppdaterad = 2025-01-01",
        renewed,
    );
    assert_eq!(remarks(&found), []);
}

#[test]
fn another_version_of_the_pack_of_a_rule_that_held_is_only_said() {
    let packs = RulePacks::builtin();
    let register = register("", "");
    let (facts, need) = registers::need_of_first(&register);
    let now = Fingerprint::of_link(&register.activities[0], &facts, &need, &packs).to_string();
    let version = now.split_whitespace().find_map(|part| part.strip_prefix("rule.D-WP248-2=")).unwrap();
    let then = now.replace(version, "eu-gdpr@2020-01-01");
    let ties = [tie(None, "2024-06-01", Some(then.parse().unwrap()))];
    let found = registers::Case { links: &ties, ..registers::Case::default() }.assess(&register).assessments
        [0]
    .clone();
    assert_eq!(remarks(&found), [RulesChanged]);
    assert_eq!(found.gap, None);
}

#[test]
fn the_scope_of_a_tie_narrows_widens_and_names() {
    let found = |scope, activity, dpia| {
        let register = register(activity, dpia);
        let ties = [tie(Some(scope), "2024-06-01", None)];
        let assessment =
            registers::Case { links: &ties, ..registers::Case::default() }.assess(&register).assessments[0]
                .clone();
        assessment.resolution.links[0].state
    };
    let two = "System = Linnea; Porten";
    assert_eq!(found("endast ansökan", "", ""), DpiaState::Partial);
    assert_eq!(found("hela behandlingen", two, "System = Linnea"), Approved);
    // The activity is that part.
    assert_eq!(found("hela behandlingen", "", "Omfattning = Endast utredning"), Approved);
    assert_eq!(found("Linnea och Porten", two, "System = Linnea"), Approved);
    assert_eq!(found("Linnea", two, "System = Linnea; Porten"), DpiaState::Partial);
    assert_eq!(found("som i beslutet", two, "System = Linnea; Porten"), Approved);
}

// --- What is law is said as law ---

#[test]
fn every_remark_is_explained_by_its_code_and_by_its_rule() {
    let packs = RulePacks::builtin();
    let mut rules = Vec::new();
    for remark in DpiaRemark::all() {
        let state = packs.state(remark.into()).unwrap_or_else(|| panic!("no text on {remark}"));
        assert!(state.severity.is_some(), "{remark}");
        assert!(packs.explain(&remark.to_string()).is_some());
        if let Some(rule) = &state.rule {
            assert_eq!(packs.explain(&rule.to_lowercase()).unwrap().code, rule);
            rules.push(rule.as_str());
        }
    }
    rules.sort_unstable();
    let expected = [
        "R-STALE-01",
        "R-STALE-02",
        "R-STALE-03",
        "R-STALE-05",
        "R-STALE-07",
        "R-STALE-08",
        "S-36",
        "S-7",
        "S-COVERS",
        "S-DPO",
        "S-DPO-AGAINST",
        "S-FOREIGN",
        "S-LATE",
        "S-PART",
        "S-VIEWS",
    ];
    assert_eq!(rules, expected);
    for state in DpiaState::all() {
        assert!(packs.state(state.into()).is_some(), "no text on {state}");
    }
}

#[test]
fn a_pack_of_ones_own_can_let_a_remark_decide() {
    let own = r#"
id = "own"
version = "1"
status = "in_force"
valid_from = "2020-01-01"
title = { sv = "Egna regler", en = "Own rules" }
[[states]]
id = "made_after_start"
severity = "error"
makes = "not_approved"
name = { sv = "Sen", en = "Late" }
explanation = { sv = "Sen", en = "Late" }
remedy = { sv = "Nej", en = "No" }
[[states.citations]]
text = "Eget beslut"
evidence = "conclusion"
"#;
    let packs = RulePacks::builtin().with_pack("own.toml", own).unwrap();
    let register = register("Behandlingen påbörjad = 2020-01-01", "");
    let found =
        registers::Case { packs, ..registers::Case::default() }.assess(&register).assessments[0].clone();
    assert_eq!(found.gap.unwrap().kind, GapKind::DpiaNotApproved);
}

#[test]
fn what_no_list_asks_is_said_once() {
    let asks_little = register("", "");
    let not_asked = registers::assessed(&asks_little).dpias_not_asked;
    let expected = [
        DpiaField::SystematicDescription,
        DpiaField::Necessity,
        DpiaField::Risks,
        DpiaField::Measures,
        DpiaField::DpoAdvice,
        DpiaField::DataSubjectViews,
        DpiaField::ResidualRisk,
        DpiaField::PriorConsultation,
        DpiaField::Review,
    ];
    assert_eq!(not_asked, expected);
    let asks = register("", "Kvarstår hög risk? = Nej | Risker = Ja");
    let not_asked = registers::assessed(&asks).dpias_not_asked;
    assert!(!not_asked.contains(&DpiaField::ResidualRisk) && !not_asked.contains(&DpiaField::Risks));
    assert_eq!(registers::assessed(&Register::default()).dpias_not_asked, []);
}
