"""Holds the tables of `ropa export tables` against each other and against the lists, in DuckDB.

    python3 tests/analysis/tables.py target/debug/ropa

Parquet read back must equal CSV, and the questions of docs/analysis.md must have an answer. Where DuckDB or Parquet is
missing, that is said and nothing fails.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TABLES = ["boards", "activities", "facts", "rules", "links", "dpias", "gaps", "findings"]
DAY = ["--as-of", "2026-11-23"]


def left_out(why):
    print(f"left out: {why}")
    sys.exit(0)


def run(*args, status):
    done = subprocess.run(args, capture_output=True, text=True)
    assert done.returncode == status, (args, done.returncode, done.stderr)
    return done.stdout


def boards(folder):
    """Two boards with registers, one with nothing that can be read."""
    files = {"Socialnämnden": "socialnamnden.xlsx", "I fjol": "socialnamnden-2025.xlsx", "Trasig": None}
    for name, file in files.items():
        path = os.path.join(folder, name)
        os.makedirs(path)
        with open(os.path.join(path, "ropa.toml"), "w", encoding="utf-8") as settings:
            settings.write('files = ["register.xlsx"]\n')
        if file:
            shutil.copy(os.path.join(ROOT, "fixtures", file), os.path.join(path, "register.xlsx"))


def main(ropa):
    try:
        import duckdb
    except ImportError:
        left_out("duckdb is not installed (pip install duckdb)")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        boards("boards")
        for form in ["csv", "parquet"]:
            call = [ropa, "export", "tables", "--boards", "boards", "-o", f"{form}-tables", "--format", form, *DAY]
            done = subprocess.run(call, capture_output=True, text=True)
            if form == "parquet" and "Parquet" in done.stderr and not os.path.exists("parquet-tables"):
                left_out("this ropa is built without parquet (cargo build -p ropa-cli --features parquet)")
            assert done.returncode == 2 and "Trasig" in done.stderr, done.stderr
        os.rename("parquet-tables", "tables")
        for table in TABLES:
            same(duckdb, table)
        counted(duckdb, ropa)
        asked(duckdb)
    print("parquet equals csv, and the questions are answered")


def same(duckdb, table):
    """The rows of both forms, as a set and by number."""
    read = f"read_parquet('tables/{table}/**/*.parquet')"
    columns = duckdb.sql(f"DESCRIBE SELECT * FROM {read}").fetchall()
    casts = {name: kind for name, kind, *_ in columns}
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in casts.items())
    csv = f"read_csv('csv-tables/{table}/**/*.csv', delim = ';', header = true, types = {{{types}}}, nullstr = '')"
    for one, other in [(read, csv), (csv, read)]:
        more = duckdb.sql(f"SELECT * FROM {one} EXCEPT ALL SELECT * FROM {other}").fetchall()
        assert not more, (table, more[:3])
    count = duckdb.sql(f"SELECT count(*) FROM {read}").fetchall()[0][0]
    assert count > 0, table
    print(f"{table}: {count} rows, the same in both forms")


def counted(duckdb, ropa):
    """The gaps of a board are those of its list."""
    told = run(ropa, "gaps", "boards/Socialnämnden/register.xlsx", "--format", "json", *DAY, status=1)
    listed = json.loads(told)["summary"]["severities"]["error"]
    query = "SELECT count(*) FROM read_parquet('tables/gaps/**/*.parquet') WHERE board = 'Socialnämnden' AND severity = 'error'"
    assert duckdb.sql(query).fetchall()[0][0] == listed
    query = "SELECT gaps FROM read_parquet('tables/boards/**/*.parquet') WHERE board = 'Socialnämnden'"
    assert duckdb.sql(query).fetchall()[0][0] == listed


def asked(duckdb):
    """The questions of the documentation, word for word."""
    with open(os.path.join(ROOT, "docs", "analysis.md"), encoding="utf-8") as page:
        questions = re.findall(r"```sql\n(.*?)```", page.read(), re.S)
    assert len(questions) >= 4
    for question in questions:
        rows = duckdb.sql(question).fetchall()
        assert rows, question
        print(rows[:2])


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
