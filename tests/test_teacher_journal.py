"""The journal: on disk before use, shared, tamper-evident; its exports, and recorded teachers."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from preceptor.logic import InputError, TeacherError
from preceptor.teacher import (
    Finish,
    Journal,
    Kept,
    Recorded,
    Reply,
    Request,
    Usage,
    ask_many,
    read_replay,
    show_replay,
)


def request(number: int) -> Request:
    return Request((("user", f"question {number}"),), 0, "m", 0.7, number, max_tokens=8)


def reply(number: int, **said: Any) -> Reply:
    known = {"usage": Usage(3, 5), "date": "2026-11-24T10:00:00+00:00", "licence": "MIT"}
    text = f'says {number} "ä\u2028\x00"\n'
    return Reply(text, request(number).key, model="m-1", **{**known, **said})


class Counting:
    """Answers, and counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def ask(self, request: Request) -> Reply:
        number = int(request.messages[0][1].split()[-1])
        self.asked.append(number)
        return reply(number)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def edit(path: Path, sql: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql, values)
    connection.commit()
    connection.close()


def test_what_is_put_is_found_by_whoever_opens_it_next(path: Path) -> None:
    said = reply(1, finish=Finish.CUT, usage=None, held="lark", retries=2, lost=1, seconds=0.25)
    with Journal(path) as journal:
        assert journal.find(request(1).key) is None
        journal.put(request(1), said, "run")
        with Journal(path) as other:  # at the same time
            assert other.find(request(1).key) == Kept(request(1).canonical, said, "run")
    with Journal(path, create=False) as journal:
        found = journal.find(request(1).key)
        assert found is not None
        assert found.reply == said
        assert (found.reply.retries, found.reply.lost, found.reply.seconds) == (2, 1, 0.25)
    assert [each.name for each in path.parent.iterdir()] == [path.name]  # no -wal is left


def test_a_sync_is_asked_for_at_every_commit(path: Path) -> None:
    with Journal(path) as journal:
        for connection in (journal._reader, journal._scribe._connection):
            assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_later_reply_takes_the_place_of_an_earlier(path: Path) -> None:
    with Journal(path) as journal:
        journal.put(request(1), reply(1), "a")
        journal.put(request(1), replace(reply(1), text="new"), "b")
        found = journal.find(request(1).key)
        assert found is not None
        assert (found.reply.text, found.origin) == ("new", "b")
        assert journal.counts() == {"replies": 1, "superseded": 1}
        assert [kept.reply.text for kept in journal.of("a")] == [reply(1).text]
        assert journal.prune() == 1
        assert journal.counts() == {"replies": 1, "superseded": 0}


def test_what_is_older_than_a_day_can_be_pruned(path: Path) -> None:
    with Journal(path) as journal:
        for number, date in enumerate(("2025-12-31T23:59:59+00:00", "2026-01-01T00:00:00+00:00")):
            journal.put(request(number), reply(number, date=date))
        assert journal.prune("2026-01-01") == 1
        assert journal.find(request(0).key) is None
        assert journal.find(request(1).key) is not None


DAMAGES = {
    "reply": "UPDATE replies SET reply = replace(reply, 'says', 'said')",
    "request": "UPDATE replies SET request = replace(request, 'question', 'quest')",
    "key": "UPDATE replies SET key = replace(key, substr(key, 1, 1), 'x')",
    "hash": "UPDATE replies SET hash = ''",
    "kind": "UPDATE replies SET reply = x'00ff'",
}


@pytest.mark.parametrize("part", DAMAGES)
def test_a_damaged_reply_is_named_and_never_used(part: str, path: Path) -> None:
    with Journal(path) as journal:
        journal.put(request(1), reply(1))
        assert journal.verify() == ()
    edit(path, DAMAGES[part])
    with Journal(path) as journal:
        (fault,) = journal.verify()
        assert str(path) in str(fault)
        assert "is damaged" in fault.message
        (row,) = journal
        assert row == fault
        assert journal.find(request(1).key) is None
        teacher = Counting()
        assert Recorded(teacher, journal).ask(request(1)) == reply(1)
        assert teacher.asked == [1]
        assert journal.prune() == 1
        assert journal.verify() == ()
        assert journal.find(request(1).key) is not None


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"not a database" * 100, "cannot be used as a journal: file is not a database"),
        (None, "there is no journal"),
    ],
)
def test_a_file_that_is_no_journal_is_refused(
    content: bytes | None, error: str, path: Path
) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=error):
        Journal(path, create=False)
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_database_of_somebody_else_is_refused(path: Path) -> None:
    edit(path, "CREATE TABLE replies (key TEXT)")
    before = path.read_bytes()
    with pytest.raises(InputError, match="is a database, and no journal"):
        Journal(path)
    assert path.read_bytes() == before


def test_a_journal_of_another_version_is_refused(path: Path) -> None:
    Journal(path).close()
    edit(path, "PRAGMA user_version = 9")
    with pytest.raises(InputError, match="version 9, not 1"):
        Journal(path)


def test_an_export_is_sorted_and_replays(path: Path, tmp_path: Path) -> None:
    with Journal(path) as journal:
        for number in (3, 1, 2):
            journal.put(request(number), reply(number))
        text = show_replay(kept for kept in journal if isinstance(kept, Kept))
    lines = [json.loads(line) for line in text.split("\n")[:-1]]
    assert [line["key"] for line in lines] == sorted(request(n).key for n in (1, 2, 3))
    file = tmp_path / "export.jsonl"
    file.write_text(text)
    replay = read_replay(file)
    assert replay.faults == ()
    assert show_replay(replay.replies.values()) == text
    teacher = Recorded(None, replay, "replay")
    assert teacher.ask(request(2)) == reply(2)
    with pytest.raises(TeacherError, match=f"no reply to the request {request(4).key[:12]}"):
        teacher.ask(request(4))


def test_each_damaged_line_of_an_export_is_named_and_left_out(tmp_path: Path) -> None:
    kept = [Kept(request(n).canonical, reply(n)) for n in range(8)]
    good = [each.document() for each in kept]
    lines = [json.dumps(document) for document in good]
    lines[1] = lines[1].replace("says", "said")
    lines[2] = lines[2].replace("question", "quest")
    lines[3] = json.dumps({**good[3], "hash": good[4]["hash"]})
    lines[4] = lines[4][:-9]
    lines[5] = json.dumps({**good[5], "request": good[6]["request"]})
    lines[6] = json.dumps({"key": 1})
    lines += [
        lines[0],
        json.dumps(Kept(kept[7].request, replace(kept[7].reply, text="x")).document()),
    ]
    file = tmp_path / "export.jsonl"
    file.write_text("\n".join(lines))
    replay = read_replay(file)
    assert set(replay.replies) == {request(0).key, request(7).key}
    assert replay.replies[request(7).key].reply == reply(7)
    assert [fault.origin.line for fault in replay.faults] == [2, 3, 4, 5, 6, 7, 10]
    assert all(fault.message for fault in replay.faults)


def test_modes(path: Path) -> None:
    def asked(mode: Any, origin: str, *numbers: int) -> list[int]:
        teacher = Counting()
        with Journal(path) as journal:
            recorded = Recorded(teacher, journal, mode, origin=origin)
            for number in numbers:
                assert recorded.ask(request(number)) == reply(number)
        return teacher.asked

    assert asked("record", "one", 1, 2, 1) == [1, 2]
    assert asked("record", "one", 1, 3) == [3]  # broken off, it goes on
    with pytest.raises(TeacherError, match=r"kept for another run on 2026-11-24.*refresh asks"):
        asked("record", "two", 1)
    assert asked("auto", "two", 1, 4) == [4]
    assert asked("refresh", "two", 1, 4, 1) == [1]
    assert asked("refresh", "two", 1, 2) == [2]
    with Journal(path) as journal:
        assert journal.counts() == {"replies": 4, "superseded": 2}
        with pytest.raises(TeacherError, match="is kept"):
            Recorded(Counting(), journal, "replay").ask(request(9))
        with pytest.raises(InputError, match="needs a teacher"):
            Recorded(None, journal, "auto")
        with pytest.raises(InputError, match="no mode 'reply'"):
            Recorded(None, journal, "reply")  # type: ignore[arg-type]


def test_many_threads_that_want_the_same_ask_once(path: Path) -> None:
    teacher = Counting()
    with Journal(path) as journal:
        recorded = Recorded(teacher, journal)
        wanted = [request(number % 5) for number in range(200)]
        outcomes = list(ask_many(recorded, wanted, 16))
    assert [outcome.request for outcome in outcomes] == wanted
    assert all(o.reply == reply(number % 5) for number, o in enumerate(outcomes))
    assert sorted(teacher.asked) == [0, 1, 2, 3, 4]


def test_a_reply_is_on_disk_before_it_is_used(path: Path) -> None:
    """Another connection sees each reply when it is handed over."""
    with Journal(path) as journal:
        recorded = Recorded(Counting(), journal)
        for outcome in ask_many(recorded, map(request, range(50)), 8):
            connection = sqlite3.connect(path)
            found = connection.execute(
                "SELECT count(*) FROM replies WHERE key = ?", (outcome.request.key,)
            ).fetchone()
            connection.close()
            assert found == (1,)


SHARING = """
import sys
from pathlib import Path
from test_teacher_journal import Counting, request
from preceptor.teacher import Journal, Recorded, ask_many

class Slow(Counting):
    def ask(self, request):
        import time
        time.sleep(0.005)
        return super().ask(request)

teacher = Slow()
print("ready", flush=True)
sys.stdin.readline()
with Journal(Path(sys.argv[1])) as journal:
    wanted = map(request, range(60)[::int(sys.argv[2])])
    for outcome in ask_many(Recorded(teacher, journal), wanted, 4):
        assert outcome.reply is not None
print(*teacher.asked, flush=True)
"""


def test_two_processes_share_a_journal_and_ask_once(path: Path) -> None:
    command = [sys.executable, "-c", SHARING, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [
        subprocess.Popen(  # type: ignore[call-overload]
            [*command, order], cwd=Path(__file__).parent, **pipes
        )
        for order in ("1", "-1")  # they meet halfway
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    asked = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(int(number) for each in asked for number in each) == list(range(60))
    assert all(asked)  # both did some of it
    with Journal(path) as journal:
        assert journal.counts() == {"replies": 60, "superseded": 0}
        assert journal.verify() == ()


def test_a_claim_keeps_other_threads_out_until_it_ends(path: Path) -> None:
    entered: list[int] = []
    with Journal(path) as journal:

        def enter(number: int) -> None:
            with journal.claim(request(number).key):
                entered.append(number)

        threads = [threading.Thread(target=enter, args=(number,)) for number in (1, 2)]
        with journal.claim(request(1).key):
            for thread in threads:
                thread.start()
            threads[0].join(0.1)
            threads[1].join(5)
            assert entered == [2]
        threads[0].join(5)
        assert entered == [2, 1]
