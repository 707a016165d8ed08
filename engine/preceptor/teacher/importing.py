"""Importing: replies that came from elsewhere, joined to the prompts that they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from preceptor.logic import Code, Fault, Origin, did_you_mean
from preceptor.teacher.recording import Record, Recording
from preceptor.teacher.request import Messages, Request


@dataclass(frozen=True, slots=True)
class Import:
    """What an import came to: all records now, how many are new, the same, or replaced.

    `faults` name each line that was refused and why; the others were brought in.
    """

    records: tuple[Record, ...]
    added: int
    same: int
    replaced: int
    faults: tuple[Fault, ...]


def merge(
    known: Recording, new: Recording, prompts: Mapping[str, Messages], overwrite: bool = False
) -> Import:
    """The known records and the new ones, each new one under the key of the prompt it answers.

    A line for an unknown prompt is refused; so is one that says other than the known reply of
    that sample, or the same of a prompt since edited, unless `overwrite` is set. A line that
    says the same of the same prompt is no change.
    """
    records = {record.place: record for record in known.records}
    counts = {"added": 0, "same": 0, "replaced": 0}
    faults = list(new.faults)
    for record in new.records:
        if record.id not in prompts:
            hint = did_you_mean(record.id, prompts)
            faults.append(_fault(new, record, f"there is no prompt {record.id!r}", hint))
            continue
        keyed = replace(record, key=Request(prompts[record.id], record.sample).key)
        old = records.get(record.place)
        fate = _fate(old, keyed)
        if fate == "replaced" and not overwrite:
            message = f"another reply to {record.id}#{record.sample} is recorded already"
            if old is not None and old.text == keyed.text:
                message = f"{record.id}#{record.sample} answers a prompt whose text has changed"
            hint = "replace the recorded reply on purpose, or number this one as another sample"
            faults.append(_fault(new, record, message, hint))
            continue
        counts[fate] += 1
        records[record.place] = keyed
    faults.sort(key=lambda fault: fault.origin.line)
    return Import(tuple(records.values()), **counts, faults=tuple(faults))


def _fate(old: Record | None, new: Record) -> str:
    if old is None or (old.key is None and old.text == new.text):
        return "added"
    return "same" if (old.text, old.key) == (new.text, new.key) else "replaced"


def _fault(recording: Recording, record: Record, message: str, hint: str) -> Fault:
    origin = Origin(recording.source, record.line, 1)
    return Fault(origin, message, Code.MALFORMED, "", (), hint)
