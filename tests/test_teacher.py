"""Teachers: keys, tolerant recordings, misses that name the nearest prompt, imports."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.logic import Code, InputError, TeacherError
from preceptor.teacher import (
    Record,
    Recording,
    ReplayTeacher,
    Request,
    merge,
    read_recording,
    show_recording,
)

FATHER = (("system", "Be brief."), ("user", "Write rules that conclude father(X, Y)."))
MOTHER = (("system", "Be brief."), ("user", "Write rules that conclude mother(X, Y)."))
PROMPTS = {"d/father": FATHER, "d/mother": MOTHER}


def record(name: str, sample: int, text: str) -> Record:
    return Record(name, sample, text, Request(PROMPTS[name], sample).key)


RECORDS = (record("d/father", 0, "one"), record("d/father", 1, "two"), record("d/mother", 0, "x"))


def test_a_key_is_the_hash_of_what_determines_the_reply() -> None:
    text = (
        '{"grammar":null,"messages":[["user","Grüße"]],"model":null,'
        '"sample":2,"schema":1,"seed":null,"temperature":null}'
    )
    request = Request((("user", "Grüße"),), sample=2)
    assert request.key == hashlib.sha256(text.encode()).hexdigest()


def test_every_part_of_a_request_changes_its_key() -> None:
    keys = {
        request.key
        for request in (
            Request(FATHER),
            Request(MOTHER),
            Request(FATHER[1:]),
            Request(FATHER, sample=1),
            Request(FATHER, model="m"),
            Request(FATHER, temperature=0.5),
            Request(FATHER, seed=0),
            Request(FATHER, grammar="start: x"),
        )
    }
    assert len(keys) == 8


def test_a_replay_gives_the_recorded_text() -> None:
    reply = ReplayTeacher(RECORDS, PROMPTS).ask(Request(FATHER, sample=1))
    assert (reply.text, reply.id, reply.sample) == ("two", "d/father", 1)


def test_a_miss_names_the_nearest_recorded_prompt() -> None:
    teacher = ReplayTeacher(RECORDS, PROMPTS)
    edited = (FATHER[0], ("user", "Write five rules that conclude father(X, Y)."))
    with pytest.raises(TeacherError, match=r"nearest recorded prompt: d/father \(samples 0, 1\)"):
        teacher.ask(Request(edited))
    with pytest.raises(TeacherError, match=r"no sample 7 of d/mother"):
        teacher.ask(Request(MOTHER, sample=7))


def test_an_edited_template_misses_and_says_so() -> None:
    edited = {**PROMPTS, "d/father": (FATHER[0], ("user", "Write all rules for father(X, Y)."))}
    with pytest.raises(TeacherError, match=r"text changed since the reply d/father#1 was recorded"):
        ReplayTeacher(RECORDS, edited).ask(Request(edited["d/father"], sample=1))


def test_an_empty_or_keyless_recording_misses() -> None:
    with pytest.raises(TeacherError, match="it is empty"):
        ReplayTeacher((), PROMPTS).ask(Request(FATHER))
    with pytest.raises(TeacherError, match=r"d/father#0 has no key"):
        ReplayTeacher([Record("d/father", 0, "one")], PROMPTS).ask(Request(FATHER))


def written(folder: Path, data: bytes) -> Recording:
    (folder / "replies.jsonl").write_bytes(data)
    return read_recording(folder / "replies.jsonl")


def line(name: str = "d/a", sample: object = 0, response: object = "ok", **more: object) -> bytes:
    return json.dumps({"id": name, "sample": sample, "response": response, **more}).encode() + b"\n"


def faults(recording: Recording) -> list[tuple[int, int, str]]:
    return [(f.origin.line, f.origin.column, f.message) for f in recording.faults]


def test_a_recording_keeps_its_good_lines_whatever_the_rest(tmp_path: Path) -> None:
    bad = b'{"id": "d/b", "sample": 0, "resp'
    recording = written(tmp_path, line() + b"\n" + bad + b"\n" + line("d/c"))
    assert [r.id for r in recording.records] == ["d/a", "d/c"]
    assert faults(recording) == [(3, 28, "the line ends inside its object")]


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", Code.MALFORMED, "the file holds no replies"),
        (b"[1]\n", Code.MALFORMED, "expected a JSON object"),
        (b'{"id": "a\x00b", "sample": 0, "response": ""}', Code.MALFORMED, "not JSON: Invalid"),
        (b'{"id": "\xff"}', Code.CHARACTER, "byte 0xff is not UTF-8"),
        (b"[" * 200_000, Code.LIMIT, "nested too deeply"),
        (b'{"id": "a", "id": "b"}', Code.MALFORMED, "the key 'id' occurs twice"),
        (line(response="\ud800"), Code.CHARACTER, "half a surrogate pair"),
        (line(name=""), Code.MALFORMED, "expected an id"),
        (line(sample=True), Code.MALFORMED, "d/a: expected a sample"),
        (line(sample=-1), Code.MALFORMED, "d/a: expected a sample"),
        (line(response=None), Code.MALFORMED, "d/a#0: expected a response"),
        (line(response="[" * 5_000_000), Code.LIMIT, "d/a#0: a reply of 5000000 characters"),
    ],
    ids=range(12),
)
def test_a_bad_line_has_a_place_and_a_reason(
    data: bytes, code: Code, message: str, tmp_path: Path
) -> None:
    recording = written(tmp_path, data)
    assert recording.records == ()
    (fault,) = recording.faults
    assert (fault.origin.line, fault.code) == (1, code)
    assert fault.message.startswith(message)
    assert len(str(fault)) < 600


def test_a_second_reply_to_one_sample_is_reported_and_a_repeated_line_is_not(
    tmp_path: Path,
) -> None:
    recording = written(tmp_path, line() + line() + line(response="other") + line(sample=1))
    assert [(r.sample, r.text) for r in recording.records] == [(0, "ok"), (1, "ok")]
    assert faults(recording) == [(3, 1, "d/a#0 differs from line 1, which is kept")]


def test_a_nul_in_a_reply_is_kept_for_the_reader_to_judge(tmp_path: Path) -> None:
    (kept,) = written(tmp_path, line(response="p(a).\x00\nq(b).")).records
    assert kept.text == "p(a).\x00\nq(b)."


def test_a_missing_recording_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_recording(tmp_path / "missing.jsonl")


def test_a_recording_is_written_sorted_and_read_back(tmp_path: Path) -> None:
    text = show_recording(reversed(RECORDS))
    read = written(tmp_path, text.encode())
    assert [r.place for r in read.records] == [("d/father", 0), ("d/father", 1), ("d/mother", 0)]
    assert show_recording(read.records) == text


KNOWN = Recording("known", RECORDS[:1], ())


def test_an_import_gives_each_reply_the_key_of_its_prompt() -> None:
    new = Recording("new", (Record("d/mother", 3, "m", line=1),), ())
    merged = merge(KNOWN, new, PROMPTS)
    assert (merged.added, merged.same, merged.replaced, merged.faults) == (1, 0, 0, ())
    assert merged.records[1].key == Request(MOTHER, 3).key


def test_an_import_refuses_what_it_cannot_place_and_takes_the_rest() -> None:
    new = Recording(
        "new",
        (
            Record("d/fathr", 0, "f", line=1),
            Record("d/father", 0, "another", line=2),
            Record("d/father", 0, "one", line=3),
            Record("d/mother", 0, "m", line=4),
        ),
        (),
    )
    merged = merge(KNOWN, new, PROMPTS)
    assert (merged.added, merged.same, merged.replaced) == (1, 1, 0)
    assert [(f.origin.line, f.message, f.hint) for f in merged.faults] == [
        (1, "there is no prompt 'd/fathr'", "did you mean 'd/father'?"),
        (
            2,
            "another reply to d/father#0 is recorded already",
            "replace the recorded reply on purpose, or number this one as another sample",
        ),
    ]
    assert merged.records[0] == RECORDS[0]


def test_an_import_replaces_only_when_told(tmp_path: Path) -> None:
    new = Recording("new", (Record("d/father", 0, "better", line=1),), ())
    merged = merge(KNOWN, new, PROMPTS, overwrite=True)
    assert (merged.replaced, merged.records[0].text) == (1, "better")


def test_importing_an_old_reply_again_does_not_move_it_to_an_edited_prompt() -> None:
    edited = {**PROMPTS, "d/father": MOTHER}
    merged = merge(KNOWN, Recording("new", (Record("d/father", 0, "one"),), ()), edited)
    assert merged.records == KNOWN.records
    assert merged.faults[0].message == "d/father#0 answers a prompt whose text has changed"


def test_kinship_is_recorded_whole_under_the_prompts_that_it_renders() -> None:
    domain = domains.load("kinship")
    recording = read_recording(domain.responses)
    prompts = {prompt.id: prompt.messages for prompt in domains.prompts(domain)}
    assert recording.faults == ()
    assert {r.place for r in recording.records} == {(p, s) for p in prompts for s in range(4)}
    teacher = ReplayTeacher(recording.records, prompts)
    for each in recording.records:
        assert teacher.ask(Request(prompts[each.id], each.sample)).text == each.text


def test_kinship_replies_are_the_recorded_ones_verbatim(shared: Path) -> None:
    recorded = (shared / "teacher" / "responses" / "kinship.jsonl").read_text().splitlines()
    expected = {(r["id"], r["sample"]): r["response"] for r in map(json.loads, recorded)}
    kept = read_recording(domains.load("kinship").responses).records
    assert {r.place: r.text for r in kept} == expected


def test_an_edit_of_the_kinship_settings_makes_its_prompts_miss(tmp_path: Path) -> None:
    domain = domains.load("kinship")
    text = domain.settings.read_text().replace("Cover inverse relations", "Cover inverses")
    (tmp_path / "domain.toml").write_text(text)
    edited = {p.id: p.messages for p in domains.prompts(domains.load(tmp_path))}
    teacher = ReplayTeacher(read_recording(domain.responses).records, edited)
    with pytest.raises(TeacherError, match=r"text changed since the reply kinship/father#0"):
        teacher.ask(Request(edited["kinship/father"]))
    assert teacher.ask(Request(edited["kinship/general"])).id == "kinship/general"
