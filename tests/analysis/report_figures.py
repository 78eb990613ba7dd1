"""Counts the figures of `ropa report` anew from the cells of the csv fixture, and holds them against the report.

    python3 tests/analysis/report_figures.py target/debug/ropa-tested

It shares no code with the program, and reads only what a person can: the two csv files, the csv of the structure, and the
table of expected links, which was written by hand. A figure that it does not count must be named in NOT_COUNTED with why.
"""

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date

FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "fixtures")
DAY = date(2026, 10, 30)
APPLIED = date(2018, 5, 25)
STRUCTURE = "klassificering/klassificering-2026.csv"

NOT_COUNTED = {
    "records_at_fault": "the checks find them by dozens of rules",
    "protected_at_fault": "the same",
    "duplicates": "likeness of names",
    "against_by_process": "signs that the evaluation of the structure weighs",
    "needed_by_rule": "names rules of the packs",
    "plan_existing": "the plan is solved",
    "plan_new": "the same",
    "plan_first": "the same",
    "transfers_safeguarded": "the file does not ask",
    "information_described": "the file does not ask",
    "question_answered dpo": "of the data protection officer, whom the file does not ask about",
    "closed_since_last": "there is no last report",
    "new_since_last": "the same",
}
BY_HAND = {"steering", "rights", "incidents"}
BY_HAND_FIGURES = {"training_sessions", "staff_trained", "officer_time"}

QUESTIONS = {
    "purpose": "4. Ändamål",
    "data_subjects": "Kategorier av registrerade",
    "data_categories": "Kategorier av personuppgifter",
    "recipients": "Motagare",
    "third_country": "Tredjelandsöverföring",
    "retention": "Gallringstid",
    "security": "Säkerhetsåtgärder",
    "legal_basis": "5. Rättslig grund",
    "sensitive": "Känsliga uppg.",
    "art10": "Uppgifter om lagöverträdelser",
    "protected_identity": "Skyddade personuppgifter",
}

# Two of the nine criteria, as a person reads the columns: sensitive or highly personal data, and vulnerable people.
SENSITIVE = ["ja", "hälsa", "etniskt", "delvis", "genetiska", "kan förekomma"]
HIGHLY_PERSONAL = ["skulder", "inkomst", "kontonummer", "positionsuppgifter", "bilder", "ekonomi", "stödbehov", "familjeförh"]
VULNERABLE = ["barn", "ungdom", "klient", "brukare", "medarbetare", "anställda", "personal", "bistånd", "personer med"]
VULNERABLE += ["våldsutsatta", "skuldsatta", "hemlösa", "gravida", "sökande till tjänster"]


def table(file, first_header):
    """The rows of a csv file below its headers; what stands below the table has no second cell."""
    with open(os.path.join(FIXTURES, file), encoding="cp1252", newline="") as text:
        rows = [[cell.strip() for cell in row] for row in csv.reader(text, delimiter=";")]
    at = next(i for i, row in enumerate(rows) if row[0] == first_header)
    headers = [re.sub(r"\s+", " ", header) for header in rows[at]]
    return [dict(zip(headers, (re.sub(" +", " ", text) for text in row))) for row in rows[at + 1 :] if row[1]]


def cell(row, begins):
    return next(text for header, text in row.items() if header.startswith(begins))


def is_answer(text):
    blank = ["", "-", "–", "—", "?", "n/a", "[fyll i]"]
    unknown = ["vet ej", "vet inte", "osäkert", "oklart", "möjligen"]
    return text.lower() not in blank + unknown


def day(text):
    """The last day that a date can mean."""
    months = "januari februari mars april maj juni juli augusti september oktober november december".split()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"\d{4}", text) and int(text) < 2100:
        return date(int(text), 12, 31)
    named = re.fullmatch(r"(?:(\d+) )?(\w+) (\d{4})", text)
    if named and named[2] in months:
        month = months.index(named[2]) + 1
        return date(int(named[3]), month, int(named[1] or 28))
    return None


def begins(text, words):
    return any(text.lower().startswith(word) for word in words)


def holds(text, words):
    return any(word in text.lower() for word in words)


class Register:
    def __init__(self):
        self.rows = table("socialnamnden.csv", "Behandlings-ID")
        self.dpias = table("socialnamnden-konsekvensbedomningar.csv", "KB-ID")
        with open(os.path.join(FIXTURES, "expected-links.csv"), encoding="utf-8-sig", newline="") as text:
            self.links = list(csv.DictReader(text))
        self.in_use = [row for row in self.rows if row["Status"] != "Avslutad"]
        self.needed = [row for row in self.in_use if self.needs(row)]

    def key(self, row):
        return row["Behandlings-ID"] or cell(row, "Behandling *")

    def linked(self, row):
        return [link for link in self.links if link["activity"] == self.key(row)]

    def gap(self, row):
        return self.linked(row)[0]["gap"]

    def needs(self, row):
        data = cell(row, "Kategorier av personuppgifter")
        crime = cell(row, "Uppgifter om lagöverträdelser")
        sensitive = begins(cell(row, "Känsliga"), SENSITIVE) or begins(crime, SENSITIVE) or holds(data, HIGHLY_PERSONAL)
        return sensitive and holds(cell(row, "Kategorier av registrerade"), VULNERABLE)

    # Each of these gives the figures of its area, by kind and part: how many, and of how many.

    def registrations(self):
        rows, used = self.rows, self.in_use
        yield "registered", None, len(rows), None
        dated = [d for d in (day(row["Registrerad"]) for row in rows) if d]
        yield "registered_in_period", None, sum(d.year == DAY.year for d in dated), len(dated)
        given, units = 0, {}
        for field, header in QUESTIONS.items():
            answered = sum(is_answer(cell(row, header)) for row in used)
            given += answered
            yield "question_answered", field, answered, len(used)
        # The controller stands above the table and answers for every record.
        yield "question_answered", "controller", len(used), len(used)
        yield "answers", None, given + len(used), len(used) * (len(QUESTIONS) + 1)
        for row in used:
            of = units.setdefault(cell(row, "Organisation"), [0, 0])
            of[0] += 1 + sum(is_answer(cell(row, header)) for header in QUESTIONS.values())
            of[1] += 1 + len(QUESTIONS)
        for unit, (answered, asked) in units.items():
            yield "unit_answers", unit, answered, asked
        whole = [row for row in used if all(is_answer(cell(row, header)) for header in QUESTIONS.values())]
        yield "complete_records", None, len(whole), len(used)
        days = [[day(row["Registrerad"]), day(row["Senast uppdaterad"])] for row in used]
        touched = [max(d for d in both if d) for both in days if any(both)]
        year_ago = DAY.replace(year=DAY.year - 1)
        yield "touched", None, sum(d >= year_ago for d in touched), len(touched)
        reviews = [d for d in (day(row["Nästa granskning"]) for row in used) if d]
        yield "review_passed", None, sum(d < DAY for d in reviews), len(reviews)
        nobody = [row for row in used if not is_answer(row["Ansvarig för registreringen"]) and not is_answer(row["E-post"])]
        yield "without_responsible", None, len(nobody), len(used)
        yield "security_described", None, sum(is_answer(cell(row, "Säkerhet")) for row in used), len(used)

    def structure(self):
        with open(os.path.join(FIXTURES, STRUCTURE), encoding="utf-8-sig", newline="") as text:
            nodes = list(csv.DictReader(text, delimiter=";"))
        codes = {node["kod"] for node in nodes}
        leaves = [n["kod"] for n in nodes if not any(other.startswith(n["kod"] + ".") for other in codes)]
        own = {n["kod"]: n["namn"] for n in nodes if n["kod"] in leaves and n["personuppgifter"] != "nej"}
        said = [cell(row, "Process") for row in self.in_use]
        told = {re.match(r"[\d.]*\d|", text)[0] for text in said} | {text for text in said}
        covered = [code for code, name in own.items() if code in told or name in told]
        yield "structure_covered", None, len(covered), len(own)
        # A registration belongs to a process by a code of the structure; drafts and plans are not asked for one.
        registered = [row for row in self.in_use if row["Status"] not in ["Utkast", "Planerad"]]
        codes_of = lambda row: set(re.findall(r"[\d.]*\d", cell(row, "Process")))
        names = {node["namn"] for node in nodes}
        without = [row for row in registered if not codes_of(row) & codes and cell(row, "Process") not in names]
        yield "without_process", None, len(without), len(registered)

    def measures(self):
        used = self.in_use
        said = [cell(row, "Skyddade personuppgifter") for row in used]
        yes = [t for t in said if begins(t, ["ja", "sekretess", "skyddad", "kan förekomma", "fingerade"])]
        no = [t for t in said if begins(t, ["nej", "förekommer ej"]) and not begins(t, ["nej, men"])]
        yield "protected_identities", None, len(yes), len(yes) + len(no)
        none = ["nej", "inga", "inget", "saknas", "ej tillämpligt"]
        named = lambda text: is_answer(text) and not begins(text, none)
        processors = [re.split(r"[;|\n]", cell(row, "Personuppgiftsbiträde")) for row in self.rows]
        names = {re.sub(r"\(.*?\)", "", name).strip().lower() for cells in processors for name in cells if named(name.strip())}
        yield "suppliers", None, len(names), None
        with_one = [row for row in used if named(cell(row, "Personuppgiftsbiträde"))]
        yield "agreements", None, sum(row["PuB-avtal"].startswith("Ja") for row in with_one), len(with_one)
        systems = [row for row in self.rows if named(row["System"])]
        without = [row for row in systems if not named(cell(row, "Personuppgiftsbiträde"))]
        yield "system_without_processor", None, len(without), len(systems)
        said = [cell(row, "Tredjelands") for row in used]
        yes, no = sum(begins(t, ["ja"]) for t in said), sum(begins(t, ["nej", "ingen"]) for t in said)
        yield "transfers", None, yes, yes + no

    def needs_and_gaps(self):
        needed, used = self.needed, self.in_use
        lacking = [row for row in needed if self.gap(row)]
        yield "needed", None, len(needed), len(needed)
        yield "living", None, len(needed) - len(lacking), len(needed)
        yield "gaps", None, len(lacking), len(needed)
        yield "open", None, len(used) - len(needed), len(used)
        yield "decided", None, 0, None
        for kind, count in Counter(self.gap(row) for row in lacking).items():
            yield "gap_of_kind", kind, count, len(lacking)
        for unit, count in Counter(cell(row, "Organisation") for row in needed).items():
            yield "gap_of_unit", unit, sum(cell(row, "Organisation") == unit for row in lacking), count
        on_its_way = {"pending": None, "dpia_unfinished": None, "dpia_not_approved": "not_approved", "no_dpia": "not_started"}
        states = lambda row: {link["state"] for link in self.linked(row)}
        moving = [r for r in lacking if self.gap(r) in on_its_way and on_its_way[self.gap(r)] in {None, *states(r)}]
        yield "under_way", None, len(moving), len(lacking)
        linked = [row for row in used if any(link["dpia"] for link in self.linked(row))]
        yield "running_against", None, sum(bool(states(r) & {"rejected", "conditions_unmet"}) for r in linked), len(linked)
        said = [row["Behandlingen påbörjad"] for row in lacking]
        started = [(day(text), text) for text in said]
        earlier = [text for d, text in started if (d and d < APPLIED) or text.lower().startswith("före")]
        dated = [text for d, text in started if d or text.lower().startswith("före")]
        yield "before_the_law", None, len(earlier), len(dated)
        oldest = min(max(d, APPLIED) if d else APPLIED for d, text in started if text in dated)
        yield "oldest_gap", None, (DAY - oldest).days, None

    def list_of_dpias(self):
        tied = {link["dpia"] for link in self.links}
        yield "dpias_without_link", None, sum(d["KB-ID"] not in tied for d in self.dpias), len(self.dpias)
        begun = ["Utkast", "Pågående", "Planerad", "Under arbete", "Ersatt"]
        done = [d for d in self.dpias if d["KB-ID"] in tied and d["Status"] not in begun]
        advice = [d for d in done if d["DSO:s yttrande"].startswith("Lämnat")]
        yield "advice_sought", None, len(advice), len(done)
        against = [d for d in advice if holds(d["DSO:s yttrande"], ["avstyrker", "avråder"])]
        yield "advice_followed", None, len(advice) - len(against), len(advice)
        known = [d for d in done if is_answer(d["Kvarvarande risk"])]
        high = [d for d in known if d["Kvarvarande risk"] == "Hög" and d["Förhandssamråd"] == "Nej"]
        yield "high_risk_unconsulted", None, len(high), len(known)

    def all(self):
        areas = [self.registrations, self.structure, self.measures, self.needs_and_gaps, self.list_of_dpias]
        return {(kind, part): (counted, of) for area in areas for kind, part, counted, of in area()}


def main(ropa):
    files = [os.path.join(FIXTURES, name) for name in ["socialnamnden.csv", "socialnamnden-konsekvensbedomningar.csv"]]
    structure = ["--structure", os.path.join(FIXTURES, STRUCTURE)]
    call = [ropa, "report", *files, *structure, "--as-of", str(DAY), "--format", "json"]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1, (done.returncode, done.stderr)
    told = {(f["figure"], f["part"]): (f["counted"], f["of"]) for f in json.loads(done.stdout)["figures"]}
    areas = {f["figure"]: f["area"] for f in json.loads(done.stdout)["figures"]}
    counted = Register().all()
    wrong = [f"{kind} {part or ''}: the report says {told.get((kind, part))}, the cells {mine}"
             for (kind, part), mine in counted.items() if told.get((kind, part)) != mine]
    named = lambda kind, part: kind in NOT_COUNTED or f"{kind} {part}" in NOT_COUNTED
    passed = lambda kind, part: named(kind, part) or areas[kind] in BY_HAND or kind in BY_HAND_FIGURES
    wrong += [f"{kind} {part or ''} is counted by nobody" for kind, part in told
              if (kind, part) not in counted and not passed(kind, part)]
    assert not wrong, "\n".join(wrong)
    print(f"{len(counted)} figures of the report are what the cells say; not counted: {', '.join(NOT_COUNTED)}")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
