//! Rows of an invented register, the same for the same seed.

pub mod book;
pub mod headings;
pub mod keepers;
pub mod softmax;
pub mod ties;
pub mod values;

/// A small generator of numbers: the same seed gives the same register everywhere.
pub struct Random(u64);

impl Random {
    /// A generator from a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(2_685_821_657_736_338_717).max(1))
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// One of several texts.
    pub fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

/// The headers of the register: 40 columns, three of them the customer's own.
pub const HEADERS: [&str; 40] = [
    "Behandlings-ID",
    "Behandling",
    "Beskrivning",
    "Status",
    "Organisation / enhet",
    "Process i klassificeringsstrukturen",
    "Ansvarig för registreringen",
    "E-post",
    "Ändamål med behandlingen",
    "Rättslig grund",
    "Lagstöd / hänvisning",
    "Kategorier av registrerade",
    "Antal registrerade",
    "Kategorier av personuppgifter",
    "Känsliga personuppgifter",
    "Grund för känsliga uppgifter",
    "Uppgifter om lagöverträdelser",
    "Personnummer",
    "Skyddade personuppgifter",
    "Varifrån hämtas personuppgifterna?",
    "Mottagare",
    "Åtkomst",
    "Personuppgiftsbiträde",
    "Personuppgiftsbiträdesavtal",
    "Tredjelandsöverföring",
    "Skyddsåtgärd vid överföring",
    "Gallringstid",
    "Säkerhetsåtgärder",
    "System",
    "Information till registrerade",
    "Konsekvensbedömning krävs",
    "Konsekvensbedömning genomförd",
    "Referens till konsekvensbedömning",
    "Behandlingen påbörjad",
    "Registrerad",
    "Senast uppdaterad",
    "Nästa granskning",
    "Handläggarens egen fråga",
    "Beställarens kod",
    "Intern kommentar",
];

/// The cells of one row of the register; an empty text is an empty cell.
pub fn activity(number: usize, random: &mut Random) -> Vec<String> {
    const VERBS: [&str; 8] =
        ["Utreda", "Följa upp", "Besluta om", "Ta emot", "Planera", "Dokumentera", "Samordna", "Granska"];
    const MATTERS: [&str; 12] = [
        "orosanmälningar",
        "ekonomiskt bistånd",
        "boendestöd",
        "familjehem",
        "kontaktpersoner",
        "trygghetslarm",
        "serveringstillstånd",
        "rekrytering",
        "fakturor",
        "avtal",
        "synpunkter",
        "hemtjänstinsatser",
    ];
    const UNITS: [&str; 6] = [
        "Socialförvaltningen / Barn och unga",
        "Socialförvaltningen / Vuxna",
        "Socialförvaltningen / Äldre",
        "Socialförvaltningen / Stab",
        "Socialförvaltningen / Ekonomi",
        "Socialförvaltningen / Funktionsnedsättning",
    ];
    let (verb, matter) = (random.pick(&VERBS), random.pick(&MATTERS));
    let date = |random: &mut Random| {
        format!("20{:02}-{:02}-{:02}", 18 + random.below(9), 1 + random.below(12), 1 + random.below(28))
    };
    let sensitive = random.below(3) == 0;
    let done = random.below(4) == 0;
    vec![
        format!("PPB-{number:06}"),
        format!("{verb} {matter} i område {}", random.below(400)),
        format!(
            "Handläggare antecknar uppgifter när de ska {} {matter}. Ärende {number}.",
            verb.to_lowercase()
        ),
        random.pick(&["Aktiv", "Aktiv", "Utkast", "Under arbete"]).into(),
        random.pick(&UNITS).into(),
        format!("{}.{}.{}", 1 + random.below(10), 1 + random.below(20), 1 + random.below(19)),
        random.pick(&["Enhetschef", "Verksamhetschef", "Systemförvaltare"]).into(),
        "registrator@example.se".into(),
        format!(
            "Att {} {matter} enligt nämndens uppdrag, delmål {}",
            verb.to_lowercase(),
            random.below(9000)
        ),
        random.pick(&["Allmänt intresse", "Rättslig förpliktelse", "Myndighetsutövning", "Avtal"]).into(),
        random.pick(&["Socialtjänstlagen (2025:400)", "Lagen om stöd och service", ""]).into(),
        random.pick(&["Barn; Vårdnadshavare", "Anställda", "Brukare", "Leverantörer", "Medborgare"]).into(),
        format!("{}", 10 + random.below(5000)),
        random
            .pick(&["Namn; Kontaktuppgifter", "Kontaktuppgifter; Hälsa", "Personnummer; Ekonomi", "Namn"])
            .into(),
        if sensitive { "Ja" } else { "Nej" }.into(),
        if sensitive { "Artikel 9.2 h" } else { "" }.into(),
        random.pick(&["Nej", "Nej", "Ja", ""]).into(),
        random.pick(&["Ja", "Nej"]).into(),
        random.pick(&["Nej", "Ja, sekretessmarkering", ""]).into(),
        random.pick(&["Den registrerade", "Vårdnadshavare", "Annan myndighet"]).into(),
        random.pick(&["Inga", "Försäkringskassan", "Regionen"]).into(),
        "Handläggare på enheten".into(),
        random.pick(&["", "Exempelsystem AB", "Molntjänst i Norden AB"]).into(),
        random.pick(&["Ja", "Nej", "Under framtagande", ""]).into(),
        random.pick(&["Nej", "Nej", "Ja, USA"]).into(),
        String::new(),
        random.pick(&["5 år efter sista anteckning", "Bevaras", "2 år", "[fyll i]"]).into(),
        "Behörighetsstyrning, loggning och kryptering".into(),
        format!("Verksamhetssystem {}", random.below(40)),
        random.pick(&["Webbplatsen", "Brev", ""]).into(),
        random.pick(&["Ja", "Nej", "Vet ej", ""]).into(),
        if done { "Ja" } else { "Nej" }.into(),
        if done { format!("KB-{}", 1 + random.below(900)) } else { String::new() },
        date(random),
        date(random),
        date(random),
        date(random),
        random.pick(&["Ja", "Nej", "Delvis"]).into(),
        format!("{}", random.below(100_000)),
        random.pick(&["", "", "Se protokoll", "Stäm av med arkivet"]).into(),
    ]
}

/// The headers of the list of DPIAs.
pub const DPIA_HEADERS: [&str; 7] =
    ["KB-ID", "Diarienummer", "Titel", "Status", "Färdigställd", "Godkänd", "Nästa granskning"];

/// The cells of one DPIA.
pub fn dpia(number: usize, random: &mut Random) -> Vec<String> {
    vec![
        format!("KB-{number}"),
        format!("3.{}.1-{number}/2024", 1 + random.below(10)),
        format!("Konsekvensbedömning av verksamhetssystem {number}"),
        random.pick(&["Godkänd", "Godkänd", "Utkast", "Inväntar DSO"]).into(),
        "2024-03-01".into(),
        "2024-04-01".into(),
        random.pick(&["2025-06-01", "2027-06-01"]).into(),
    ]
}
