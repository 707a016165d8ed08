"""Run folders: stages done once, outputs whole, other settings refused; nothing asked twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.distil.asking import Asker, ask
from preceptor.distil.folder import STAGES, TIMING, Folder, digest
from preceptor.distil.inquiry import Inquiry, asking, replaying
from preceptor.distil.progress import Event, silent
from preceptor.distil.replyfile import REPLIES, REQUESTS
from preceptor.domain import Domain
from preceptor.logic import InputError, TeacherError
from preceptor.teacher import Reply, Request

CONFIG = {"domain": "d", "seed": 0, "version": "1"}


def test_a_stage_is_done_once_while_its_inputs_and_outputs_stay(tmp_path: Path) -> None:
    done: list[str] = []

    def run(inputs: str) -> None:
        folder = Folder.open(tmp_path / "run", CONFIG)
        folder.stage("one", [inputs], lambda: done.append(inputs) or {"a.txt": inputs})

    run("x")
    run("x")
    assert done == ["x"]
    run("y")
    assert (tmp_path / "run" / "a.txt").read_text() == "y"
    (tmp_path / "run" / "a.txt").write_text("edited")
    run("y")
    (tmp_path / "run" / "a.txt").unlink()
    run("y")
    assert done == ["x", "y", "y", "y"]


def test_a_stage_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    def broken() -> Iterator[None]:
        raise KeyboardInterrupt

    folder = Folder.open(tmp_path, CONFIG)
    folder.stage("one", ["x"], lambda: {"a.txt": "good"})
    with pytest.raises(KeyboardInterrupt):
        folder.stage("one", ["y"], lambda: {"a.txt": next(broken())})  # type: ignore[dict-item]
    with pytest.raises(KeyboardInterrupt):
        folder.subfolder("sub", [], lambda path: next(broken()))
    assert (tmp_path / "a.txt").read_text() == "good"
    assert not (tmp_path / "sub").exists()
    Folder.open(tmp_path, CONFIG).stage("one", ["x"], lambda: pytest.fail("done before"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "config.json", STAGES, TIMING]


def test_a_subfolder_appears_whole(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path, CONFIG)
    folder.subfolder("sub", ["1"], lambda path: (path / "x").write_text("1") and None)
    folder.subfolder("sub", ["2"], lambda path: (path / "y").write_text("2") and None)
    assert [path.name for path in (tmp_path / "sub").iterdir()] == ["y"]
    folder.subfolder("sub", ["2"], lambda path: pytest.fail("done before"))


def test_parts_of_a_killed_writer_are_cleared(tmp_path: Path) -> None:
    Folder.open(tmp_path, CONFIG)
    (tmp_path / ".rules.pl.123.part").write_text("half")
    (tmp_path / ".student.part").mkdir()
    Folder.open(tmp_path, CONFIG)
    assert [path.name for path in tmp_path.iterdir()] == ["config.json"]


def test_a_folder_of_other_settings_is_refused_and_says_which(tmp_path: Path) -> None:
    Folder.open(tmp_path / "run", CONFIG)
    with pytest.raises(InputError, match=r"other settings: seed 0, not 1\n.*--out"):
        Folder.open(tmp_path / "run", {**CONFIG, "seed": 1})
    Folder.open(tmp_path / "run", {**CONFIG, "version": "2"})
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="no run folder, and not empty"):
        Folder.open(tmp_path / "mine", CONFIG)
    (tmp_path / "run" / "config.json").write_text("{")
    with pytest.raises(InputError, match="damaged"):
        Folder.open(tmp_path / "run", CONFIG)


def test_a_digest_tells_apart_what_a_join_would_not() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest([]) != digest([""])


class Scripted:
    """Answers with the task's last word; breaks off at the request of that number."""

    def __init__(self, stop: int | None = None, refuse: tuple[str, ...] = ()) -> None:
        self.asked: list[str] = []
        self.stop = stop
        self.refuse = refuse

    def ask(self, request: Request) -> Reply:
        if len(self.asked) == self.stop:
            raise KeyboardInterrupt
        word = f"{request.messages[1][1].split()[-1]}#{request.sample}"
        if word in self.refuse:
            raise TeacherError(f"no answer to {word}")
        self.asked.append(word)
        return Reply(f"says {word}", request.key)


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    folder = domains.init("animals", tmp_path / "animals")
    settings = (folder / "domain.toml").read_text()
    (folder / "domain.toml").write_text(settings.replace('["flies"]', '["flies", "runs", "eats"]'))
    return domains.load(folder)


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_no_question_is_asked_twice_however_often_it_breaks_off(
    domain: Domain, tmp_path: Path
) -> None:
    heard: list[str] = []
    for stop in (1, 0, 2):
        teacher = Scripted(stop)
        with pytest.raises(KeyboardInterrupt):
            ask(Asker(asking(domain, teacher, 2), tmp_path, silent))
        heard += teacher.asked
    teacher = Scripted()
    files = ask(Asker(asking(domain, teacher, 2), tmp_path, silent))
    heard += teacher.asked
    topics = [f"{name}(X).#{n}" for name in ("flies", "runs", "eats") for n in (0, 1)]
    assert heard == topics
    replies = lines(files[REPLIES])
    assert [reply["response"] for reply in replies] == [f"says {topic}" for topic in topics]
    assert [(r["id"], r["sample"]) for r in replies[:2]] == [
        ("animals/flies", 0),
        ("animals/flies", 1),
    ]


def test_what_nobody_answers_is_left_to_be_answered(domain: Domain, tmp_path: Path) -> None:
    teacher = Scripted(refuse=("runs(X).#0", "eats(X).#1"))
    with pytest.raises(TeacherError, match=r"2 of 6 requests have no reply .*no answer to runs"):
        ask(Asker(asking(domain, teacher, 2), tmp_path, silent))
    left = lines((tmp_path / REQUESTS).read_text())
    assert [(r["id"], r["sample"]) for r in left] == [("animals/runs", 0), ("animals/eats", 1)]
    assert len(teacher.asked) == 4
    patient = Scripted()
    ask(Asker(asking(domain, patient, 2), tmp_path, silent))
    assert patient.asked == ["runs(X).#0", "eats(X).#1"]


def record(domain: Domain, *replies: tuple[str, int, str]) -> Inquiry:
    prompts = {prompt.id: prompt.messages for prompt in domains.prompts(domain)}
    text = "".join(
        json.dumps(
            {
                "id": name,
                "sample": sample,
                "key": Request(prompts[name], sample).key,
                "response": reply,
            }
        )
        + "\n"
        for name, sample, reply in replies
    )
    domain.responses.write_text(text)
    return replaying(domain)


def test_a_replay_asks_for_the_samples_that_were_recorded(domain: Domain, tmp_path: Path) -> None:
    inquiry = record(
        domain,
        ("animals/eats", 0, "e"),
        ("animals/flies", 3, "f3"),
        ("animals/flies", 1, "f1"),
        ("animals/runs", 0, "r"),
    )
    events: list[Event] = []
    replies = lines(ask(Asker(inquiry, tmp_path, events.append))[REPLIES])
    assert [reply["response"] for reply in replies] == ["f1", "f3", "r", "e"]
    assert events[-1] == Event("ask", 4, 4)


def test_a_prompt_that_was_never_recorded_misses(domain: Domain, tmp_path: Path) -> None:
    inquiry = record(domain, ("animals/flies", 0, "f"), ("animals/eats", 0, "e"))
    with pytest.raises(TeacherError, match=r"1 of 3 requests .*no reply to .*runs"):
        ask(Asker(inquiry, tmp_path, silent))


def test_a_damaged_line_is_told_and_the_rest_replayed(domain: Domain, tmp_path: Path) -> None:
    record(domain, *((f"animals/{name}", 0, name) for name in ("flies", "runs", "eats")))
    with domain.responses.open("a") as file:
        file.write('{"id": "animals/flies", "sample": 1, "resp')
    files = ask(Asker(replaying(domain), tmp_path, silent))
    assert len(lines(files[REPLIES])) == 3
    assert json.loads(files["recording.json"])["faults"] == [
        {
            "place": "responses.jsonl:4:38",
            "code": "P107",
            "message": "the line ends inside its object",
        }
    ]


def test_a_reply_to_a_prompt_no_longer_asked_is_told(domain: Domain) -> None:
    record(domain, *((f"animals/{name}", 0, name) for name in ("flies", "runs", "eats")))
    domain.settings.write_text(domain.settings.read_text().replace(', "runs"', ""))
    inquiry = replaying(domains.load(domain.path))
    assert [prompt.topic for prompt, _ in inquiry.questions] == ["flies", "eats"]
    (fault,) = inquiry.faults
    assert (fault.origin.line, fault.message) == (
        2,
        "animals/runs#0 answers no prompt of the domain",
    )


def test_a_changed_recording_is_read_anew(domain: Domain, tmp_path: Path) -> None:
    names = ("flies", "runs", "eats")
    first = record(domain, *((f"animals/{name}", 0, "old") for name in names))
    with pytest.raises(KeyboardInterrupt):
        ask(Asker(first, tmp_path, _stop_at(2)))
    second = record(domain, *((f"animals/{name}", 0, "new") for name in names))
    replies = lines(ask(Asker(second, tmp_path, silent))[REPLIES])
    assert {reply["response"] for reply in replies} == {"new"}


def _stop_at(number: int) -> object:
    def progress(event: Event) -> None:
        if event.done == number:
            raise KeyboardInterrupt

    return progress
