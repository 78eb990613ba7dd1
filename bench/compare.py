#!/usr/bin/env python3
"""Times `ropa gaps` beside bare readers of the same workbook, in one run.

    cargo build --profile dist --workspace
    python3 bench/compare.py [ROWS ...]          (default: 1000 10000 100000)

Each command runs once unmeasured, then RUNS times, all in turn, so that what else the machine does
falls on all of them alike; printed are the medians of wall and processor time, the largest resident
memory, that memory per row, and the ratio of processor time to that of calamine's streaming read. openpyxl and
polars are measured where they are installed (`pip install openpyxl polars fastexcel`).
Only Linux reports resident memory in KiB, as assumed here.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
BIN = os.path.join(os.path.dirname(__file__), "..", "target", "dist")

OPENPYXL = (
    "import openpyxl,sys\n"
    "w=openpyxl.load_workbook(sys.argv[1],read_only=True)\n"
    "print(sum(1 for s in w for r in s.iter_rows(values_only=True) for c in r if c is not None))"
)
POLARS = "import polars,sys\nprint(polars.read_excel(sys.argv[1],sheet_id=1,infer_schema_length=0).shape)"


def run(command):
    """Wall seconds, processor seconds and peak resident MiB of one run."""
    with open(os.devnull, "wb") as nowhere:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=nowhere, stderr=subprocess.PIPE)
        message = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1) or (child.returncode == 1 and b"Error" in message):
        sys.exit(f"{command[0]} failed: {message.decode(errors='replace')}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(commands):
    """For each command the median wall and processor seconds, and the largest resident MiB."""
    taken = {name: [] for name in commands}
    for _ in range(RUNS + 1):
        for name, command in commands.items():
            taken[name].append(run(command))
    for name, runs in taken.items():
        walls, cpus, peaks = zip(*runs[1:])
        yield name, statistics.median(walls), statistics.median(cpus), max(peaks)


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            book = os.path.join(folder, f"{rows}.xlsx")
            subprocess.run([os.path.join(BIN, "make-register"), str(rows), book], check=True)
            gaps = [os.path.join(BIN, "ropa"), "gaps", book, "--as-of", "2026-11-23", "--format"]
            bare = os.path.join(BIN, "bare-import")
            commands = {
                "calamine, streaming read": [os.path.join(BIN, "bare-read"), "stream", book],
                "calamine, worksheet_range": [os.path.join(BIN, "bare-read"), "range", book],
                "ropa, cells alone": [bare, "read", book],
                "ropa, import alone": [bare, "import", book],
                "ropa gaps --format json": [*gaps, "json"],
                "ropa gaps (text)": [*gaps, "text"],
            }
            if importlib.util.find_spec("polars") and importlib.util.find_spec("fastexcel"):
                commands["polars, read_excel"] = [sys.executable, "-c", POLARS, book]
            if importlib.util.find_spec("openpyxl"):
                commands["openpyxl, read-only"] = [sys.executable, "-c", OPENPYXL, book]
            size = os.path.getsize(book) / 2**20
            print(f"\n{rows:,} rows x 40 columns, {size:.1f} MiB\n")
            print("| command | wall s | cpu s | peak MiB | KiB a row | ratio |\n|---|---|---|---|---|---|")
            floor = None
            for name, wall, cpu, peak in measure(commands):
                floor = floor or cpu
                row = peak * 1024 / rows
                print(f"| {name} | {wall:.3f} | {cpu:.3f} | {peak:.0f} | {row:.1f} | {cpu / floor:.2f} |", flush=True)


if __name__ == "__main__":
    main()
