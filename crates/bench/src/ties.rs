//! Registers with known ties between DPIAs and processing, in realistic and unhelpful wording.

use crate::Random;

/// What is done: the noun for a name, the verb for a purpose, and how else people say it.
const DONE: [(&str, &str, &[&str]); 12] = [
    ("Utredning av", "utreda", &["Utreda", "Utredningar om", "Handläggning av"]),
    ("Uppföljning av", "följa upp", &["Uppföljningar av", "Följa upp", "Kvalitetsuppföljning av"]),
    ("Beslut om", "besluta om", &["Beslutsfattande om", "Besluta om", "Prövning av"]),
    ("Dokumentation av", "dokumentera", &["Dokumentera", "Journalföring av", "Social dokumentation av"]),
    ("Planering av", "planera", &["Planera", "Schemaläggning av", "Planläggning av"]),
    ("Tillsyn av", "utöva tillsyn över", &["Tillsyn över", "Granskning av", "Kontroll av"]),
    ("Utbetalning av", "betala ut", &["Betala ut", "Utbetalningar av", "Ersättning för"]),
    ("Samordning av", "samordna", &["Samordna", "Samverkan om", "Koordinering av"]),
    ("Ansökan om", "ta emot ansökan om", &["Ansökningar om", "E-tjänst för", "Anmälan om"]),
    ("Avtal om", "ingå avtal om", &["Upphandling av", "Avtalsuppföljning av", "Kontrakt om"]),
    ("Statistik om", "föra statistik om", &["Rapportering av", "Uttag om", "Analys av"]),
    ("Övervakning av", "övervaka", &["Bevakning av", "Larm vid", "Kamera vid"]),
];

/// What it is about: as the register says it, as a compound, and other words for it.
const ABOUT: [(&str, &str, &[&str]); 48] = [
    ("ekonomiskt bistånd", "bistånds", &["försörjningsstöd", "ek. bistånd"]),
    ("barns behov av skydd", "barnskydds", &["barn som far illa", "skydd för barn"]),
    ("familjehem", "familjehems", &["jour- och familjehem", "fosterhem"]),
    ("färdtjänst", "färdtjänst", &["riksfärdtjänst", "färdtjänstresor"]),
    ("hemtjänst", "hemtjänst", &["hjälp i hemmet", "hemtjänstinsatser"]),
    ("särskilt boende för äldre", "äldreboende", &["äldreboenden", "SÄBO"]),
    ("personlig assistans", "assistans", &["LSS-assistans", "assistansersättning"]),
    ("missbruk och beroende", "missbruks", &["skadligt bruk", "beroendevård"]),
    ("faderskap", "faderskaps", &["föräldraskap", "fastställande av faderskap"]),
    ("serveringstillstånd", "serverings", &["alkoholtillstånd", "servering av alkohol"]),
    ("skuldsanering", "skuld", &["budget- och skuldrådgivning", "skuldrådgivning"]),
    ("våld i nära relationer", "vålds", &["våldsutsatta", "hedersrelaterat våld"]),
    ("elevers frånvaro", "frånvaro", &["skolfrånvaro", "närvaro i skolan"]),
    ("modersmålsundervisning", "modersmåls", &["undervisning i modersmål", "studiehandledning"]),
    ("elevhälsans journaler", "elevhälso", &["skolhälsovård", "elevhälsa"]),
    ("betyg och bedömning", "betygs", &["omdömen", "bedömningar av elever"]),
    ("skolskjuts", "skolskjuts", &["elevresor", "resor till skolan"]),
    ("förskoleplatser", "förskole", &["plats i förskola", "barnomsorg"]),
    ("bygglov", "bygglovs", &["lov för byggnader", "byggärenden"]),
    ("strandskyddsdispens", "strandskydds", &["dispens vid strand", "strandskydd"]),
    ("avfallshämtning", "avfalls", &["sophämtning", "hämtning av sopor"]),
    ("parkeringstillstånd", "parkerings", &["boendeparkering", "P-tillstånd"]),
    ("livsmedelskontroller", "livsmedels", &["livsmedelsverksamheter", "kontroll av livsmedel"]),
    ("enskilda avlopp", "avlopps", &["små avlopp", "avloppsanläggningar"]),
    ("rekrytering av personal", "rekryterings", &["anställning", "jobbsökande"]),
    ("lönehantering", "löne", &["löner", "löneutbetalning"]),
    (
        "rehabilitering och sjukfrånvaro",
        "rehabiliterings",
        &["sjukskrivning", "arbetslivsinriktad rehabilitering"],
    ),
    ("medarbetarundersökningar", "medarbetar", &["enkät till anställda", "personalenkät"]),
    ("passerkort och lås", "passer", &["inpassering", "nyckelfria lås"]),
    ("visselblåsning", "visselblåsar", &["visselblåsarfunktion", "rapportering om missförhållanden"]),
    ("biblioteksutlåning", "biblioteks", &["boklån", "utlåning på bibliotek"]),
    ("föreningsbidrag", "förenings", &["bidrag till föreningar", "stöd till föreningslivet"]),
    ("kulturskolan", "kulturskole", &["musikskola", "elever i kulturskolan"]),
    ("simhallens kunder", "simhalls", &["badgäster", "medlemmar i simhallen"]),
    ("överförmyndarens akter", "överförmyndar", &["god man och förvaltare", "ställföreträdare"]),
    ("val och folkomröstningar", "val", &["röstmottagare", "valadministration"]),
    ("nämndens protokoll", "protokoll", &["sammanträden", "kallelser till nämnd"]),
    ("begäran om allmän handling", "utlämnande", &["utlämnande av handlingar", "handlingsbegäran"]),
    ("räddningsinsatser", "räddnings", &["insatsrapporter", "utryckningar"]),
    ("sotning och brandskydd", "sotnings", &["brandskyddskontroll", "rengöring av eldstäder"]),
    ("trygghetslarm", "larm", &["larm i hemmet", "digital tillsyn"]),
    ("läkemedelshantering", "läkemedels", &["medicinskåp", "utlämning av läkemedel"]),
    ("daglig verksamhet", "sysselsättnings", &["sysselsättning enligt LSS", "dagverksamhet"]),
    ("ensamkommande barn", "mottagnings", &["mottagande av unga", "asylsökande barn"]),
    ("fältarbete bland unga", "fält", &["uppsökande arbete", "fältassistenter"]),
    ("feriearbete", "feriearbets", &["sommarjobb", "ferieplatser"]),
    ("arbetsmarknadsinsatser", "arbetsmarknads", &["praktikplatser", "jobbcoachning"]),
    ("vatten och avgifter", "va", &["VA-kunder", "vattenmätare"]),
];

/// Systems, invented.
const SYSTEMS: [&str; 16] = [
    "Linnea",
    "Havsörn",
    "Provia",
    "Månsken",
    "Treva",
    "Kvisten",
    "Dalkarl",
    "Ekorren",
    "Solbo",
    "Vintra",
    "Arkipel",
    "Nordlyx",
    "Fjärilen",
    "Granit",
    "Tallkotten",
    "Blåhake",
];

const UNITS: [&str; 8] = ["Stab", "Barn och unga", "Vuxna", "Äldre", "Skola", "Teknik", "Miljö", "Kultur"];

/// A register, a list of DPIAs, and which belong together.
pub struct Tied {
    /// As a delimited file.
    pub register: String,
    /// As a delimited file.
    pub dpias: String,
    /// Numbers of activity and DPIA, from zero.
    pub ties: Vec<(usize, usize)>,
}

struct Activity {
    name: String,
    about: usize,
    done: usize,
    unit: usize,
    system: &'static str,
    process: String,
}

/// Makes a register of so many activities and DPIAs. About a fifth of the DPIAs concern nothing in it, a
/// tenth cover a family of activities, and every other activity has a neighbour that shares its words.
pub fn tied(activities: usize, dpias: usize, seed: u64) -> Tied {
    let mut random = Random::new(seed);
    let mut list: Vec<Activity> = Vec::new();
    for number in 0..activities {
        // Pairs of what is done and what it is about, without repeats until all are used.
        let (about, done) = (number % ABOUT.len(), (number / ABOUT.len() + number * 5) % DONE.len());
        let again = number / (ABOUT.len() * DONE.len());
        let mut name = format!("{} {}", DONE[done].0, ABOUT[about].0);
        if again > 0 {
            name = format!("{name}, {} {again}", random.pick(&["område", "distrikt", "avdelning"]));
        }
        list.push(Activity {
            name,
            about,
            done,
            unit: random.below(UNITS.len()),
            system: SYSTEMS[(about * 7 + done * 3 + random.below(2)) % SYSTEMS.len()],
            process: format!("{}.{}.{}", 1 + about % 4, 1 + about / 4, 1 + done),
        });
    }
    // A generator's own order would tell which belong together.
    for index in (1..list.len()).rev() {
        list.swap(index, random.below(index + 1));
    }
    let mut register = String::from(
        "Behandlings-ID;Behandling;Organisation / enhet;Process i klassificeringsstrukturen;Ändamål med behandlingen;System\n",
    );
    for (number, activity) in list.iter().enumerate() {
        let purpose = format!("För att {} {}", DONE[activity.done].1, ABOUT[activity.about].0);
        register += &format!(
            "P-{number:05};{};{};{};{purpose};{}\n",
            activity.name, UNITS[activity.unit], activity.process, activity.system
        );
    }
    let mut text = String::from(
        "KB-ID;Diarienummer;Konsekvensbedömning;Status;Organisation / enhet;Omfattning;System\n",
    );
    let mut ties = Vec::new();
    for dpia in 0..dpias {
        let orphan = random.below(10) < 2;
        let of = random.below(list.len());
        let family = !orphan && random.below(10) == 0;
        let subject = if orphan { None } else { Some(&list[of]) };
        let title = match subject {
            None => orphan_title(&mut random),
            Some(activity) if family => format!("{} {}", prefix(&mut random), noun(activity, &mut random)),
            Some(activity) => title(activity, &mut random),
        };
        if let Some(activity) = subject {
            for (number, other) in list.iter().enumerate() {
                let same = if family { other.about == activity.about } else { number == of };
                if same {
                    ties.push((number, dpia));
                }
            }
        }
        let sometimes = |random: &mut Random, chance: usize, text: &str| {
            if random.below(10) < chance { text.to_string() } else { String::new() }
        };
        let process = subject.map_or("9.9.9", |activity| &activity.process);
        let number = match random.below(10) {
            0 | 1 if !family => format!("{process}-{}/2025", 100 + dpia),
            _ => format!("SN 2025/{}", 100 + dpia),
        };
        let unit = subject.map_or(UNITS[0], |activity| UNITS[activity.unit]);
        let system = subject.map_or(SYSTEMS[0], |activity| activity.system);
        let scope = match subject {
            Some(activity) if random.below(3) == 0 => ABOUT[activity.about].0.to_string(),
            _ => String::new(),
        };
        let unit = if family { String::new() } else { sometimes(&mut random, 4, unit) };
        let system = if family { String::new() } else { sometimes(&mut random, 4, system) };
        text += &format!("KB-{dpia:04};{number};{title};Godkänd;{unit};{scope};{system}\n");
    }
    Tied { register, dpias: text, ties }
}

fn prefix(random: &mut Random) -> &'static str {
    random.pick(&[
        "Konsekvensbedömning av",
        "Konsekvensbedömning för",
        "Konsekvensbedömning avseende dataskydd för",
        "DPIA",
        "KB:",
        "DPIA -",
    ])
}

fn noun(activity: &Activity, random: &mut Random) -> String {
    let (plain, _, others) = ABOUT[activity.about];
    if random.below(3) == 0 { others[random.below(others.len())].to_string() } else { plain.to_string() }
}

/// A title as someone else would write it.
fn title(activity: &Activity, random: &mut Random) -> String {
    let (plain, compound, others) = ABOUT[activity.about];
    let (done, _, ways) = DONE[activity.done];
    let prefix = prefix(random);
    let title = match random.below(10) {
        0..=2 => format!("{prefix} {} {plain}", done.to_lowercase()),
        3 | 4 => format!("{prefix} {} {plain}", ways[random.below(ways.len())].to_lowercase()),
        5 => format!("{prefix} {compound}{}", done.split(' ').next().unwrap_or_default().to_lowercase()),
        6 => format!("{prefix} {} {}", done.to_lowercase(), others[random.below(others.len())]),
        7 => format!("{prefix} {plain} i {}", activity.system),
        8 => format!("{prefix} {} – {}", activity.system, plain),
        _ => format!("{prefix} {} {plain} ({})", done.to_lowercase(), UNITS[activity.unit]),
    };
    match random.below(6) {
        0 => misspelt(&title, random),
        1 => format!("{title} v{}", 1 + random.below(3)),
        _ => title,
    }
}

/// One letter left out or doubled in the latter half.
fn misspelt(title: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = title.chars().collect();
    let at = letters.len() / 2 + random.below((letters.len() / 2).max(1));
    let at = at.min(letters.len().saturating_sub(1));
    if letters.get(at).is_some_and(|letter| letter.is_alphabetic()) {
        if random.below(2) == 0 {
            letters.remove(at);
        } else {
            letters.insert(at, letters[at]);
        }
    }
    letters.into_iter().collect()
}

/// A DPIA of something that the register does not have, in words that it does.
fn orphan_title(random: &mut Random) -> String {
    let prefix = prefix(random);
    match random.below(3) {
        0 => format!("{prefix} molntjänst för e-post och kalender"),
        1 => format!(
            "{prefix} {}",
            random.pick(&[
                "chattrobot på webbplatsen",
                "drönare vid inmätning",
                "ansiktsigenkänning i kassan"
            ])
        ),
        _ => {
            let done = DONE[random.below(DONE.len())].0.to_lowercase();
            format!(
                "{prefix} {done} {}",
                random.pick(&["skogsbruk", "hamnar", "kyrkogårdar", "idrottsevenemang", "museets samlingar"])
            )
        }
    }
}
