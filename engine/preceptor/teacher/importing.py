"""Importing: replies that came from elsewhere, joined to the prompts that they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from preceptor.logic import Code, Fault, Origin, did_you_mean
from preceptor.teacher.recording import Record, Recording
from preceptor.teacher.request import Messages, Request, derived_id, is_derived


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

    A question that came up in a run is none of the prompts: its line is to hold the messages, as
    requests.jsonl does. A line for an unknown prompt is refused; so is one that says other than the
    known reply of that sample, or the same of a prompt since edited, unless `overwrite` is set. A
    line that says the same of the same prompt is no change.
    """
    records = {record.place: record for record in known.records}
    counts = {"added": 0, "same": 0, "replaced": 0}
    faults = list(new.faults)
    for record in new.records:
        messages = prompts.get(record.id)
        if messages is None:
            fault = _stray(new, record, prompts)
            if fault is not None:
                faults.append(fault)
                continue
            messages = record.messages or ()
        keyed = replace(record, key=Request(messages, record.sample).key)
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


def _stray(new: Recording, record: Record, prompts: Mapping[str, Messages]) -> Fault | None:
    """Why a line that answers no prompt answers no question of a run of the domain either."""
    domains = {name.rpartition("/")[0] for name in prompts}
    if not is_derived(record.id) or not any(record.id.startswith(f"{d}/") for d in domains):
        hint = did_you_mean(record.id, prompts)
        return _fault(new, record, f"there is no prompt {record.id!r}", hint)
    hint = "add the response to the line of requests.jsonl, and change nothing else in it"
    if record.messages is None:
        return _fault(new, record, f"{record.id}#{record.sample} says not what it answers", hint)
    if derived_id(record.id.rpartition("/")[0], record.messages) != record.id:
        return _fault(new, record, f"the messages of {record.id}#{record.sample} differ", hint)
    return None


def _fate(old: Record | None, new: Record) -> str:
    if old is None or (old.key is None and old.text == new.text):
        return "added"
    return "same" if (old.text, old.key) == (new.text, new.key) else "replaced"


def _fault(recording: Recording, record: Record, message: str, hint: str) -> Fault:
    origin = Origin(recording.source, record.line, 1)
    return Fault(origin, message, Code.MALFORMED, "", (), hint)
