"""Sources: files of rules and decision tables, the domain that frames them, what is not read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from preceptor import domain as domains
from preceptor.domain import Domain
from preceptor.graph import predicates
from preceptor.logic import (
    NO_SIGNATURE,
    Code,
    Fault,
    InputError,
    ParseError,
    Rule,
    Signature,
    did_you_mean,
)
from preceptor.syntax import read_rules
from preceptor.syntax.files import decode, read_text
from preceptor.tables import Remark, Table, is_table, read_tables, rules_of, signature_of

Paths = str | Path | Sequence[str | Path]

STDIN = Path("-")
RULES = "rules.pl"
SETTINGS = "domain.toml"
RUN = "config.json"  # of a run folder


@dataclass(frozen=True, slots=True)
class Reading:
    """The rules of some files in order, the faults of the rest, and the domain they belong to.

    The rules of decision tables are among them; `remarks` say what of a table file is no table.
    """

    files: tuple[Path, ...]
    rules: tuple[Rule, ...]
    faults: tuple[Fault, ...] = ()
    domain: Domain | None = None
    constraints: tuple[Rule, ...] = ()
    tables: tuple[Table, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def signature(self) -> Signature:
        """What the domain and the tables declare; the domain where both do.

        Without a domain, rules beside the tables may speak only of what the tables declare: else
        nothing is declared, as a signature forbids what it does not name.
        """
        own = NO_SIGNATURE if self.domain is None else self.domain.signature
        if not self.tables:
            return own
        written = tuple(rule for table in self.tables for rule in rules_of(table))
        found = signature_of(self.tables, written)
        used = (predicate for rule in self.rules for predicate in predicates(rule))
        if not own and any(found.declaration(predicate) is None for predicate in used):
            return own
        return replace(
            own,
            sorts=(*own.sorts, *found.sorts),
            declarations=(*own.declarations, *found.declarations),
        )

    def own_facts(self, names: Sequence[str | Path]) -> tuple[Path, ...]:
        """The facts/ beside the rules, where they were read by a folder's or domain's name."""
        if len(names) != 1 or Path(names[0]) in self.files:
            return ()
        facts = self.files[0].parent / "facts"
        return (facts,) if facts.is_dir() else ()


def read(names: Iterable[str | Path], domain: str | Path | None = None) -> Reading:
    """Reads files of rules or decision tables (.dmn, .csv, .tsv), or the rules.pl of folders and of
    domains known by name; `-` is stdin.

    The domain is `domain`, else the one whose domain.toml lies beside a file; it gives the
    signature and the constraints. Raises InputError for a name that leads to no rules, and for
    files of two domains.
    """
    files = tuple(locate(name) for name in names)
    frame = domains.load(domain) if domain is not None else _beside(files)
    rules: list[Rule] = []
    faults: list[Fault] = []
    tables: list[Table] = []
    remarks: list[Remark] = []
    for file in files:
        if is_table(file):
            found = read_tables(file)
            tables += found.tables
            remarks += found.remarks
            rules += (rule for table in found.tables for rule in rules_of(table))
            faults += found.faults
        else:
            good, bad = _read(file)
            rules += good
            faults += bad
    faults += _ids_in_two_files(rules)
    constraints = () if frame is None or _holds_constraints(files, frame) else frame.constraints
    return Reading(
        files, tuple(rules), tuple(faults), frame, constraints, tuple(tables), tuple(remarks)
    )


def each(paths: Paths) -> tuple[str | Path, ...]:
    """One path or several, as several."""
    return (paths,) if isinstance(paths, str | Path) else tuple(paths)


def locate(name: str | Path) -> Path:
    """The rule file that a path, a folder or a domain's name stands for."""
    path = Path(name)
    if path == STDIN or path.is_file():
        return path
    if path.is_dir():
        return _rules_in(path, str(name))
    if str(name) in domains.available():
        return _rules_in(domains.find(name), str(name))
    group = domains.members(name)
    if group:
        raise InputError(f"{name} is a group of domains", f"say which: {', '.join(group)}")
    siblings = path.parent.iterdir() if path.parent.is_dir() else ()
    files = (file for file in siblings if file.suffix == ".pl" or is_table(file))
    known = (*domains.available(), *map(str, files))
    raise InputError(
        f"no rule file, folder or domain {str(name)!r}", did_you_mean(str(name), known)
    )


def _read(file: Path) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    try:
        if file == STDIN:
            return read_rules(decode(sys.stdin.buffer.read(), "<stdin>"), "<stdin>")
        return read_rules(read_text(file), str(file))
    except ParseError as error:  # the bytes are no text
        return (), error.faults


def _rules_in(folder: Path, name: str) -> Path:
    file = folder / RULES
    if file.is_file():
        return file
    if (folder / "identities.txt").is_file():
        raise InputError(f"{name} holds identities, not rules", f"see  preceptor check {name}")
    if (folder / SETTINGS).is_file():
        raise InputError(f"{name} has no {RULES} yet", f"make it:  preceptor distil {name}")
    raise InputError(f"{folder} holds no {RULES}", "name a .pl file, or a folder that has one")


def _beside(files: Iterable[Path]) -> Domain | None:
    """The domain of files; its own files are named as theirs are, from where the caller is."""
    folders = {file.resolve().parent: file.parent for file in files if file != STDIN}
    frames = (frame for folder in folders.values() if (frame := _frame(folder)) is not None)
    framed = {frame.resolve(): frame for frame in frames}
    if len(framed) > 1:
        names = " and ".join(map(str, sorted(framed)))
        raise InputError(f"files of two domains: {names}", "say which one: domain=, or --domain")
    return domains.load(next(iter(framed.values())) / SETTINGS) if framed else None


def _frame(folder: Path) -> Path | None:
    """The domain of a folder: its own domain.toml, or that of the domain it is a run of."""
    if (folder / SETTINGS).is_file():
        return folder
    try:
        name = json.loads((folder / RUN).read_bytes())["domain"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return domains.find(name) if name in domains.available() else None


def _holds_constraints(files: Iterable[Path], frame: Domain) -> bool:
    """Whether the domain's own constraints.pl is among the files: then it is not read twice."""
    own = (frame.path / "constraints.pl").resolve()
    return any(file.resolve() == own for file in files)


def _ids_in_two_files(rules: Iterable[Rule]) -> Iterator[Fault]:
    """A fault for each `@id` that names clauses in two files; within one the parser says so."""
    first: dict[str, str] = {}
    said: set[tuple[str, str]] = set()
    for rule in rules:
        if rule.name is None or rule.origin is None:
            continue
        file = rule.origin.source
        if first.setdefault(rule.name, file) != file and (rule.name, file) not in said:
            said.add((rule.name, file))
            message = f"the id {rule.name!r} already names a clause in {first[rule.name]}"
            yield Fault(rule.origin, message, Code.DUPLICATE_ID)
