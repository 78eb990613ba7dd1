//! Folders made at random, as a board may have them: registers in several files, a list of DPIAs, DPIAs
//! that are documents, the four ledgers, settings. The same seed gives the same folder.

use rust_xlsxwriter::Workbook;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The day that counts as today in these folders.
pub const DAY: &str = "2026-11-24";

/// A source of choices: the same seed makes the same choices.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Choices of a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0xd1b5_4a32_d192_ed03)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ (word >> 31)) % end.max(1) as u64) as usize
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// Several in another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

/// One table of a folder, in a file of its own.
#[derive(Debug, Clone)]
pub struct Table {
    /// The file, with the ending that says its format.
    pub file: String,
    /// The headings.
    pub headings: Vec<String>,
    /// The records, one text for each heading.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    fn texts(&self) -> impl Iterator<Item = &Vec<String>> {
        std::iter::once(&self.headings).chain(&self.rows)
    }

    fn csv(&self) -> String {
        let quoted = |text: &String| {
            if text.contains([';', '"', '\n']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.clone()
            }
        };
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(";");
        format!("\u{feff}{}\r\n", self.texts().map(line).collect::<Vec<_>>().join("\r\n"))
    }

    fn bytes(&self) -> Vec<u8> {
        if self.file.ends_with(".csv") {
            return self.csv().into_bytes();
        }
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, texts) in (0..).zip(self.texts()) {
            for (col, text) in (0..).zip(texts) {
                if !text.is_empty() {
                    sheet.write(row, col, text).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }

    fn change(&mut self, change: impl Fn(&str) -> String) {
        for text in self.headings.iter_mut().chain(self.rows.iter_mut().flatten()) {
            *text = change(text);
        }
    }

    fn reorder(&mut self, dice: &mut Dice) {
        let mut columns: Vec<usize> = (0..self.headings.len()).collect();
        dice.shuffle(&mut columns);
        for row in std::iter::once(&mut self.headings).chain(&mut self.rows) {
            *row = columns.iter().map(|at| row[*at].clone()).collect();
        }
        dice.shuffle(&mut self.rows);
    }
}

/// A folder with a register and what stands beside it.
#[derive(Debug, Clone)]
pub struct Folder {
    /// What it was made from.
    pub seed: u64,
    /// Registers and the list of DPIAs, in the order in which they are named.
    pub tables: Vec<Table>,
    /// DPIAs that are documents: file and text.
    pub documents: Vec<(String, String)>,
    /// The ledgers, each with the words of a person.
    pub ledgers: Vec<Table>,
    /// The classification structure.
    pub structure: Table,
    /// Lines of `ropa.toml` but for the files.
    pub settings: Vec<String>,
    /// Links to accept, by the ids of activity and DPIA.
    pub accept: Vec<(String, String)>,
}

/// What an activity may be about: name, purpose, data subjects, data, sensitive data, process.
const SUBJECTS: [[&str; 6]; 12] = [
    [
        "Utredning av barns behov av skydd",
        "Utreda om barn behöver skydd eller stöd",
        "Barn; Vårdnadshavare",
        "Hälsa; Familjeförhållanden",
        "Ja, hälsa",
        "3.1",
    ],
    [
        "Trygghetslarm i ordinärt boende",
        "Ge hjälp när någon larmar",
        "Äldre; Anhöriga",
        "Hälsa; Kontaktuppgifter",
        "Hälsa",
        "3.2",
    ],
    ["Serveringstillstånd", "Pröva ansökan om tillstånd", "Sökande", "Ekonomi; Lämplighet", "Nej", "2.1"],
    [
        "Löneadministration",
        "Betala ut lön till medarbetare",
        "Medarbetare",
        "Lön; Bankkonto; Frånvaro",
        "Nej",
        "1.2",
    ],
    [
        "Kamerabevakning av entréer",
        "Förebygga hot och våld i receptionen",
        "Besökare; Medarbetare",
        "Bild",
        "Nej",
        "1.1",
    ],
    ["Elevhälsans journaler", "Dokumentera elevhälsans insatser", "Elever", "Hälsa", "Ja", "4.1"],
    [
        "Skolskjuts",
        "Planera resor till skolan",
        "Elever; Vårdnadshavare",
        "Adress; Funktionsnedsättning",
        "Ja, hälsa",
        "4.2",
    ],
    [
        "Behörigheter och loggkontroll",
        "Följa upp åtkomst till journaler",
        "Medarbetare",
        "Loggar; Användarnamn",
        "Nej",
        "1.3",
    ],
    [
        "Nyhetsbrev till föreningar",
        "Informera föreningar om bidrag",
        "Föreningsföreträdare",
        "E-post",
        "Nej",
        "2.2",
    ],
    [
        "Språkmodell som sammanfattar akter",
        "Korta ned långa akter med en språkmodell",
        "Brukare",
        "Hälsa; Sociala förhållanden",
        "Hälsa",
        "3.3",
    ],
    [
        "Ekonomiskt bistånd",
        "Pröva rätten till försörjningsstöd",
        "Sökande; Barn",
        "Ekonomi; Hälsa",
        "Ja",
        "3.4",
    ],
    [
        "Bibliotekets lån",
        "Hålla reda på lån och reservationer",
        "Låntagare",
        "Lån; Kontaktuppgifter",
        "",
        "5.1",
    ],
];

const UNITS: [&str; 5] = [
    "Socialförvaltningen / Barn",
    "Socialförvaltningen / Äldre",
    "Kansliet",
    "Skolförvaltningen",
    "Kultur  och fritid",
];

const HEADINGS: [&str; 19] = [
    "Behandlings-ID",
    "Behandling",
    "Enhet",
    "Process",
    "Ändamål",
    "Rättslig grund",
    "Kategorier av registrerade",
    "Kategorier av personuppgifter",
    "Känsliga personuppgifter",
    "Uppgifter om brott",
    "Antal registrerade",
    "System",
    "Gallring",
    "Tredjelandsöverföring",
    "Registrerad",
    "Senast uppdaterad",
    "Konsekvensbedömning krävs",
    "Referens till konsekvensbedömning",
    "Egen anmärkning",
];

fn activity(dice: &mut Dice, number: usize) -> Vec<String> {
    let [name, purpose, subjects, data, sensitive, process] = SUBJECTS[number % SUBJECTS.len()];
    let unit = dice.one(&UNITS);
    let own =
        |dice: &mut Dice, text: &'static str, percent: usize| if dice.chance(percent) { text } else { "" };
    let values = [
        name,
        unit,
        own(dice, process, 80),
        own(dice, purpose, 90),
        dice.one(&["Rättslig förpliktelse", "Allmänt intresse", "Avtal", "Samtycke", ""]),
        own(dice, subjects, 90),
        own(dice, data, 80),
        own(dice, sensitive, 80),
        dice.one(&["Nej", "Nej", "", "Ja, domar", "vet ej"]),
        dice.one(&["", "12", "800", "2 500", "40000", "ca 1200"]),
        dice.one(&["Lifecare", "Treserva", "Heroma", "", "Evolution; Heroma"]),
        dice.one(&["10 år", "", "Bevaras", "2 år efter avslut"]),
        dice.one(&["Nej", "", "Ja, USA", "Nej, inom EU"]),
        dice.one(&["2025-03-01", "2019-05-25", "2025", "", "2026-01-15"]),
        dice.one(&["2025-06-01", "2020-02-03", "", "2026-09-01"]),
        dice.one(&["Ja", "", "Nej", "Nej, låg risk", "vet ej"]),
        dice.one(&[
            "",
            "",
            "KB-1",
            "SN 2024/2",
            "KB-1; KB-3",
            "KB-9",
            "-",
            "Trygghetslarm",
            "KB-2 gäller inte denna behandling",
        ]),
        dice.one(&["", "Se pärm 4", "Åtgärdas våren 2027"]),
    ];
    std::iter::once(format!("PPB-{:03}", number + 1)).chain(values.map(str::to_owned)).collect()
}

fn dpia(dice: &mut Dice, number: usize) -> Vec<String> {
    let title = [
        "Konsekvensbedömning av barnavårdsutredningar",
        "Trygghetslarm",
        "Kamerabevakning i entréer",
        "Journaler i elevhälsan",
        "DPIA ekonomiskt bistånd",
    ][number];
    let (status, done, approved) = [
        ("Godkänd", "2026-01-10", "2026-01-15"),
        ("Godkänd", "2024-05-01", "2024-06-01"),
        ("Utkast", "", ""),
        ("Färdig", "2026-03-01", ""),
        ("Pågår", "", ""),
        ("Godkänd", "2026-01-10", ""),
    ][dice.below(6)];
    let by = if approved.is_empty() { "" } else { "Nämnden" };
    let advice = dice.one(&["2026-01-08", "", "2024-05-02"]);
    let systems = dice.one(&["", "Lifecare", "Treserva"]);
    [
        &format!("KB-{}", number + 1),
        &format!("SN 2024/{}", number + 1),
        title,
        status,
        done,
        approved,
        by,
        advice,
        systems,
    ]
    .map(|text| text.to_string())
    .to_vec()
}

const DPIA_HEADINGS: [&str; 9] = [
    "KB-ID",
    "Diarienummer",
    "Konsekvensbedömning",
    "Status",
    "Färdigställd",
    "Godkänd",
    "Godkänd av",
    "Synpunkter från dataskyddsombudet",
    "System",
];

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn structure() -> Table {
    let mut rows = vec![];
    for (code, name) in [("1", "Styra"), ("2", "Pröva"), ("3", "Stödja"), ("4", "Utbilda"), ("5", "Bilda")]
    {
        rows.push(texts(&[code, name, ""]));
    }
    for [name, _, _, _, _, code] in SUBJECTS {
        rows.push(texts(&[code, &format!("Process för {}", name.to_lowercase()), "ja"]));
    }
    rows.push(texts(&["5.2", "Utställningar", "nej"]));
    rows.sort();
    Table { file: "struktur.csv".into(), headings: texts(&["kod", "namn", "personuppgifter"]), rows }
}

impl Folder {
    /// The folder of a seed.
    pub fn new(seed: u64) -> Folder {
        let mut dice = Dice::new(seed);
        let dice = &mut dice;
        let mut numbers: Vec<usize> = (0..SUBJECTS.len()).collect();
        dice.shuffle(&mut numbers);
        numbers.truncate(4 + dice.below(5));
        let records: Vec<Vec<String>> = numbers.iter().map(|number| activity(dice, *number)).collect();
        let ending = |dice: &mut Dice| dice.one(&["csv", "xlsx"]);
        let register = |dice: &mut Dice, name: &str, rows: Vec<Vec<String>>| Table {
            file: format!("{name}.{}", ending(dice)),
            headings: texts(&HEADINGS),
            rows,
        };
        let mut tables = Vec::new();
        if dice.chance(50) {
            let (older, newer) = records.split_at(records.len() / 2);
            let mut newer = newer.to_vec();
            // A record that both files hold, word for word or said anew.
            if dice.chance(60) {
                newer.push(older[0].clone());
            } else if dice.chance(50) {
                let number = numbers[0];
                newer.push(activity(dice, number));
            }
            tables.push(register(dice, "register-2025", older.to_vec()));
            tables.push(register(dice, "register-2026", newer));
        } else {
            tables.push(register(dice, "register", records.clone()));
        }
        let dpias: Vec<Vec<String>> = (0..2 + dice.below(4)).map(|number| dpia(dice, number)).collect();
        let file = format!("konsekvensbedömningar.{}", ending(dice));
        tables.push(Table { file, headings: texts(&DPIA_HEADINGS), rows: dpias.clone() });
        let documents = documents(dice, &records);
        let ledgers = ledgers(dice, &records, &dpias);
        let settings = settings(dice);
        let mut accept = Vec::new();
        for _ in 0..dice.below(3) {
            let (activity, dpia) = (&records[dice.below(records.len())], &dpias[dice.below(dpias.len())]);
            accept.push((activity[0].clone(), dpia[0].clone()));
        }
        Folder { seed, tables, documents, ledgers, structure: structure(), settings, accept }
    }

    /// The files that a call names, in order.
    pub fn files(&self) -> Vec<&str> {
        let tables = self.tables.iter().map(|table| &*table.file);
        tables.chain(self.documents.iter().map(|(file, _)| &**file)).collect()
    }

    /// The settings, as `ropa.toml` has them.
    pub fn toml(&self) -> String {
        let files: Vec<String> = self.files().iter().map(|file| format!("{file:?}")).collect();
        let files = format!("files = [{}]\n", files.join(", "));
        // Keys without a section come first.
        let (above, below): (Vec<_>, Vec<_>) = self.settings.iter().partition(|line| !line.starts_with('['));
        let lines: Vec<&str> = above.into_iter().chain(below).map(|line| &**line).collect();
        format!("{files}{}\n[structure]\nfiles = [\"struktur.csv\"]\n", lines.join("\n"))
    }

    /// Writes the files of the folder.
    ///
    /// # Panics
    ///
    /// Panics where a file cannot be written.
    pub fn write(&self, to: &Path) {
        let write = |file: &str, bytes: &[u8]| std::fs::write(to.join(file), bytes).unwrap();
        for table in self.tables.iter().chain(&self.ledgers).chain([&self.structure]) {
            write(&table.file, &table.bytes());
        }
        for (file, text) in &self.documents {
            write(file, text.as_bytes());
        }
        write("ropa.toml", self.toml().as_bytes());
    }

    /// The same with every letter of every file in parts: `a` and a ring, not `å`.
    pub fn decomposed(mut self) -> Folder {
        let apart = |text: &str| text.nfd().collect::<String>();
        self.tables.iter_mut().chain(&mut self.ledgers).for_each(|table| table.change(apart));
        self.structure.change(apart);
        self.documents.iter_mut().for_each(|(_, text)| *text = apart(text));
        self
    }

    /// The same with files, columns and rows in another order.
    pub fn reordered(mut self) -> Folder {
        let mut dice = Dice::new(self.seed ^ 0x5eed);
        self.tables.iter_mut().chain(&mut self.ledgers).for_each(|table| table.reorder(&mut dice));
        dice.shuffle(&mut self.tables);
        dice.shuffle(&mut self.documents);
        self
    }
}

fn documents(dice: &mut Dice, records: &[Vec<String>]) -> Vec<(String, String)> {
    let mut documents = Vec::new();
    for (number, ending) in ["md", "txt"].into_iter().enumerate() {
        if !dice.chance(35) {
            continue;
        }
        let of = &records[dice.below(records.len())];
        let approved =
            dice.one(&["Godkänd: 2026-02-01\n\nGodkänd av: Nämnden\n\n", "Status: Utkast\n\n", ""]);
        let mark = if ending == "md" { "# " } else { "" };
        let text = format!(
            "{mark}Konsekvensbedömning {}\n\nDnr: SN 2026/{}\n\n{approved}Omfattar behandlingar: {}\n\n\
             Behandlingen prövas mot artikel 35 i dataskyddsförordningen.\n",
            of[1],
            40 + number,
            of[0],
        );
        documents.push((format!("bedömning-{}.{ending}", number + 1), text));
    }
    documents
}

fn ledgers(dice: &mut Dice, records: &[Vec<String>], dpias: &[Vec<String>]) -> Vec<Table> {
    let table = |file: &str, headings: &[&str], mut rows: Vec<Vec<String>>| {
        rows.sort();
        rows.dedup_by(|a, b| a[..5] == b[..5]);
        Table { file: file.into(), headings: texts(headings), rows }
    };
    let mut ledgers = Vec::new();
    if dice.chance(60) {
        let row = |dice: &mut Dice| {
            let (of, to) = (&records[dice.below(records.len())], &dpias[dice.below(dpias.len())]);
            let choice = dice.one(&["Koppla", "Koppla", "Avvisa", "Oklart"]);
            let scope = dice.one(&["", "", "Hela behandlingen", "endast barn"]);
            texts(&[&of[0], &of[1], &of[2], &to[0], &to[2], choice, scope, "för hand", "Anna", "2026-10-01"])
        };
        let rows = (0..1 + dice.below(3)).map(|_| row(dice)).collect();
        let headings = [
            "Nyckel",
            "Behandling",
            "Enhet",
            "KB-nyckel",
            "Konsekvensbedömning",
            "Koppling",
            "Omfattning",
            "Hur den hittades",
            "Av",
            "Den",
        ];
        ledgers.push(table("kopplingar.csv", &headings, rows));
    }
    if dice.chance(60) {
        let row = |dice: &mut Dice| {
            let (of, to) = (&records[dice.below(records.len())], &dpias[dice.below(dpias.len())]);
            let (kind, dpia, scope) = if dice.chance(70) {
                ("Behövs inte", "", "")
            } else {
                ("Täcks av", &*to[0], "Samma risker och samma system")
            };
            let reasons: Vec<String> = (1..=9).map(|number| format!("K{number}: liten påverkan")).collect();
            let full = dice.chance(80);
            let advice = if full { "Delar bedömningen" } else { "" };
            texts(&[
                &of[0],
                &of[1],
                &of[2],
                kind,
                dpia,
                scope,
                "Få uppgifter och få mottagare",
                &reasons.join("; "),
                advice,
                "2026-09-01",
                "Nämnden",
                "2026-09-15",
                dice.one(&["2027-09-15", "2026-10-01"]),
                "",
            ])
        };
        let rows = (0..1 + dice.below(2)).map(|_| row(dice)).collect();
        let headings = [
            "Nyckel",
            "Behandling",
            "Enhet",
            "Beslut",
            "Konsekvensbedömning",
            "Omfattning",
            "Skäl",
            "Skäl per kriterium",
            "Dataskyddsombudets synpunkter",
            "Synpunkter den",
            "Beslutat av",
            "Beslutat den",
            "Omprövas senast",
            "Fingeravtryck",
        ];
        ledgers.push(table("beslut.csv", &headings, rows));
    }
    if dice.chance(60) {
        let row = |dice: &mut Dice| {
            let of = &records[dice.below(records.len())];
            let question = dice.one(&["K1", "K2", "K3", "K5", "K6", "K8", "K9"]);
            let answer = dice.one(&["Ja", "Nej", "Vet ej"]);
            texts(&[
                &of[0],
                &of[1],
                &of[2],
                question,
                answer,
                "Prövat med verksamheten",
                "Berit",
                "2026-11-01",
            ])
        };
        let mut rows: Vec<Vec<String>> = (0..1 + dice.below(6)).map(|_| row(dice)).collect();
        // One answer to a question.
        rows.sort();
        rows.dedup_by(|a, b| a[0] == b[0] && a[3] == b[3]);
        let headings =
            ["Nyckel", "Behandling", "Enhet", "Fråga", "Svar", "Motivering", "Besvarat av", "Datum"];
        ledgers.push(table("svar.csv", &headings, rows));
    }
    ledgers
}

fn settings(dice: &mut Dice) -> Vec<String> {
    let mut lines = Vec::new();
    if dice.chance(25) {
        lines.push("language = \"en\"".to_owned());
    }
    if dice.chance(50) {
        lines.push(format!("[law]\nlarge_scale = {}", dice.one(&["10", "1000", "20000"])));
    }
    if dice.chance(50) {
        lines.push(format!("[merge]\nprefer = \"{}\"", dice.one(&["newest", "first"])));
    }
    if dice.chance(40) {
        lines.push(
            dice.one(&[
                "[check]\nstale_months = 6",
                "[check]\nignore = [\"C-81\"]",
                "[check.severity]\nC-53 = \"note\"",
            ])
            .to_owned(),
        );
    }
    if dice.chance(20) {
        lines.push("[controller]\nauthority = false".to_owned());
    }
    lines
}
