"""The run folder: every stage's outputs, written whole, with a record of what they were made from.

A stage whose inputs and outputs are those of the record is not run again. So a run that was
broken off goes on where it stopped, and comes to the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from preceptor.distil.progress import Event, Progress, silent
from preceptor.logic import InputError
from preceptor.syntax.files import read_text, write_text

CONFIG = "config.json"
STAGES = "stages.json"
JOURNAL = "journal.sqlite3"  # may be there before the run: what it holds was paid for
TIMING = "timing.json"
SEAL = "metrics.json"  # the last file of a run: where it is, the others belong together

Files = Mapping[str, str]  # the texts that a stage makes, by file name


@dataclass(slots=True)
class Folder:
    """A run folder that is being filled. `open` makes or resumes it; `stage` does the work."""

    path: Path
    progress: Progress = silent
    record: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path, config: Mapping[str, Any], progress: Progress = silent) -> Folder:
        """The folder for a run of these settings. Raises InputError where it holds another."""
        before = path / CONFIG
        if before.exists():
            _same(path, read_document(before), config)
        elif path.exists() and (not path.is_dir() or any(map(_is_foreign, path.iterdir()))):
            raise InputError(f"{path} is no run folder, and not empty", "name another with --out")
        for part in path.glob(".*.part"):  # of a process that was killed while it wrote
            shutil.rmtree(part) if part.is_dir() else part.unlink()
        write_text(before, document(config))
        stages = path / STAGES
        return cls(path, progress, read_document(stages) if stages.exists() else {})

    def text(self, name: str) -> str:
        return read_text(self.path / name)

    def stage(self, name: str, inputs: Iterable[str], work: Callable[[], Files]) -> None:
        """Does the work of a stage, unless that was done with the same inputs."""
        due = self._due(name, inputs)
        if due:
            with self._timed(name):
                files = work()
                for file, text in files.items():
                    write_text(self.path / file, text)
            self._finish(name, due, files)

    def forget(self, *names: str) -> None:
        """Makes stages due, though their outputs are there."""
        for name in names:
            self.record.pop(name, None)

    def subfolder(self, name: str, inputs: Iterable[str], work: Callable[[Path], None]) -> None:
        """A stage whose output is a whole folder of its own name, made aside and moved in."""
        due = self._due(name, inputs)
        if due:
            part, target = self.path / f".{name}.part", self.path / name
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            with self._timed(name):
                work(part)
            shutil.rmtree(target, ignore_errors=True)
            part.rename(target)
            self._finish(name, due, (name,))

    def _due(self, name: str, inputs: Iterable[str]) -> str:
        """The hash of the stage's inputs; '' where its outputs are there, made from just those."""
        wanted = digest(inputs)
        known = self.record.get(name, {})
        files = known.get("files", {})
        done = known.get("inputs") == wanted and all(
            (self.path / file).exists() and digest_path(self.path / file) == found
            for file, found in files.items()
        )
        self.progress(Event(name, note="done before" if done else ""))
        if done:
            return ""
        (self.path / SEAL).unlink(missing_ok=True)
        return wanted

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        path = self.path / TIMING
        timing = read_document(path) if path.exists() else {}
        timing[name] = {
            "wall_s": round(time.perf_counter() - wall, 3),
            "cpu_s": round(time.process_time() - cpu, 3),
        }
        write_text(path, document(timing))

    def _finish(self, name: str, inputs: str, files: Iterable[str]) -> None:
        made = {file: digest_path(self.path / file) for file in files}
        self.record[name] = {"inputs": inputs, "files": made}
        write_text(self.path / STAGES, document(self.record))


def document(value: Mapping[str, Any]) -> str:
    """A JSON document for people and programs: indented, keys in the given order."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def read_document(path: Path) -> dict[str, Any]:
    """A JSON document of the run. Raises InputError where it was damaged from outside."""
    try:
        value = json.loads(read_text(path))
    except ValueError as error:
        raise InputError(f"{path} is damaged: {error}", "delete it, or the run folder") from None
    if not isinstance(value, dict):
        raise InputError(f"{path} is damaged: expected a JSON object", "delete the run folder")
    return value


def digest(texts: Iterable[str]) -> str:
    """One hash of several texts, each with its length so that none can run into the next."""
    whole = hashlib.sha256()
    for text in texts:
        data = text.encode()
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()


def digest_path(path: Path) -> str:
    """The hash of a file, or of a folder's files with their names."""
    if path.is_dir():
        inner = sorted(p for p in path.rglob("*") if p.is_file())
        return digest(f"{p.relative_to(path).as_posix()}\n{digest_path(p)}" for p in inner)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_foreign(path: Path) -> bool:
    """Whether a file is neither a journal's nor what a process that was killed had half written."""
    part = path.name.startswith(".") and path.name.endswith(".part")
    return not part and not path.name.startswith(JOURNAL)


def _same(path: Path, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    keys = sorted({*before, *now} - {"version"})  # a new version makes stages due, no new run
    differ = [key for key in keys if before.get(key) != now.get(key)]
    if differ:
        said = "; ".join(f"{key} {before.get(key)!r}, not {now.get(key)!r}" for key in differ)
        raise InputError(f"{path} holds a run of other settings: {said}", "name another with --out")
