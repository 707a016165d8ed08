"""Decision tables of many rows: alone, and beside a law that some of their rows break.

    python benchmarks/tables.py [--rows 1000 2000]

Prints CPU seconds of a check, imports left out, and how many rules and findings there were, for
a table whose rows exclude each other (UNIQUE) and for one whose rows compete (FIRST).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from time import process_time

from preceptor import load
from preceptor.syntax import parse_rules

LAW = ":- level(C, 1), zone(C, north), age(C, A), A < 18."
ZONES = ("north", "south", "east", "west", "middle", "far", "near", "up", "down", "left")


def table(rows: int, policy: str) -> str:
    """Rows over bands of age and income, and zones: no two of them apply to one case."""
    bands = [(a, i, zone) for a in range(1000) for i in range(10) for zone in ZONES][:rows]
    lines = [
        f"{n},[{10 * age}..{10 * age + 10}),[{1000 * pay}..{1000 * pay + 1000}),{zone},{n % 5}"
        for n, (age, pay, zone) in enumerate(bands, 1)
    ]
    return "\n".join([f"{policy},age,income,zone,level:out", *lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1000])
    for rows in parser.parse_args().rows:
        for policy in ("U", "F"):
            measure(rows, policy)


def measure(rows: int, policy: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "table.csv")
        file.write_text(table(rows, policy))
        alone = load(file)
        beside = load(file).with_rules(parse_rules(LAW))
        for name, base in (("alone", alone), ("beside a law", beside)):
            began = process_time()
            report = base.check(with_prolog=False)
            spent = process_time() - began
            print(f"{policy} {rows:>6} rows {name:<14}{report.rules:>7} rules "
                  f"{len(report.findings):>4} findings {spent:8.2f} CPU s", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
