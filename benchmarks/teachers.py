"""Live teachers: requests at once against a server of ours, and the replay of a journal.

    python benchmarks/teachers.py --seconds 5

A server in a process of its own (tests/loopback.py) answers each request after 50 ms; 64 are asked
at once. Ideal is 64 every 50 ms. Beside the share of the ideal, with and without a journal, stands
that of bare http.client connections in as many threads: what this machine, as busy as it is now,
gives to anybody. Then 10,000 replies are replayed from a journal and from its export, each request
built anew, each hash verified.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from urllib.parse import urlsplit

import preceptor
from preceptor.teacher import (
    Journal,
    Kept,
    OpenAICompatible,
    Recorded,
    Reply,
    Request,
    Usage,
    ask_many,
    read_replay,
    show_replay,
)

SERVER = Path(__file__).parents[1] / "tests" / "loopback.py"
RESULTS = Path(__file__).parent / "results" / "teachers.jsonl"
PARALLEL = 64
DELAY_S = 0.05
AIM = 0.9  # of the ideal
SIZE = 600  # characters of a prompt
Result = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=5.0, help="of ideal throughput [5]")
    parser.add_argument("--replies", type=int, default=10_000, help="in the journal [10000]")
    options = parser.parse_args()
    number = round(options.seconds / DELAY_S) * PARALLEL
    results: Result = {"version": preceptor.__version__, "load": round(os.getloadavg()[0], 1)}
    print(f"load average {results['load']}, {os.cpu_count()} CPUs")
    with server() as url, tempfile.TemporaryDirectory() as folder:
        results["concurrency"] = [*throughput(url, number, Path(folder))]
        results["replay"] = [*replays(options.replies, Path(folder))]
    with RESULTS.open("a") as file:
        file.write(f"{json.dumps(results)}\n")


@contextmanager
def server() -> Iterator[str]:
    command = [sys.executable, str(SERVER), "--delay", str(DELAY_S)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def throughput(url: str, number: int, folder: Path) -> Iterator[Result]:
    """The share of the ideal that each way of asking reaches, and how its memory grows."""
    ideal = number / PARALLEL * DELAY_S
    print(f"\n{number} requests, {PARALLEL} at once, {1000 * DELAY_S:g} ms each: ideal {ideal:g} s")
    print(f"{'asked by':<24}{'of ideal':>9}{'CPU ms each':>13}{'memory grows':>14}")
    teacher = OpenAICompatible(url, "m", parallel=PARALLEL)
    with Journal(folder / "live.sqlite3") as journal:
        recorded = Recorded(teacher, journal)
        arms: tuple[tuple[str, Callable[[int], None]], ...] = (
            ("http.client, no more", lambda n: bare(url, n)),
            ("a server teacher", lambda n: asked(teacher, n)),
            ("with a journal", lambda n: asked(recorded, n)),
        )
        for name, arm in arms:
            arm(PARALLEL)  # connections are made, and what is lazy is imported
            arm(number // 4)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            started, cpu = perf_counter(), process_time()
            arm(number)
            share = ideal / (perf_counter() - started)
            each = 1000 * (process_time() - cpu) / number
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            missed = "" if share >= AIM else f"   below the aim of {AIM:.0%}"
            print(f"{name:<24}{share:>8.1%}{each:>13.2f}{grown:>10} kiB{missed}")
            yield {"arm": name, "share": round(share, 3), "cpu_ms": round(each, 3), "kib": grown}
    teacher.close()


_asked = 0


def requests(number: int) -> Iterator[Request]:
    """Prompts that were not asked before."""
    global _asked
    for _ in range(number):
        _asked += 1
        yield Request((("user", f"{_asked}".rjust(SIZE)),), 0, "m", seed=_asked, max_tokens=64)


def asked(teacher: Recorded | OpenAICompatible, number: int) -> None:
    wanted = _asked
    for outcome in ask_many(teacher, requests(number)):
        wanted += 1
        assert outcome.reply is not None, outcome.error
        assert outcome.request.seed == wanted  # in order
        assert f"kind(X, {wanted})" in outcome.reply.text


def bare(url: str, number: int) -> None:
    place = urlsplit(url)
    left = requests(number)
    lock = threading.Lock()

    def work() -> None:
        connection = http.client.HTTPConnection(place.hostname or "", place.port)
        while True:
            with lock:
                request = next(left, None)
            if request is None:
                return connection.close()
            messages = [{"role": "user", "content": request.messages[0][1]}]
            body = json.dumps({"model": "m", "messages": messages, "seed": request.seed})
            connection.request("POST", f"{place.path}/chat/completions", body)
            json.loads(connection.getresponse().read())

    threads = [threading.Thread(target=work) for _ in range(PARALLEL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def replays(number: int, folder: Path) -> Iterator[Result]:
    path, export = folder / "kept.sqlite3", folder / "kept.jsonl"
    filled(path, number)
    print(f"\n{number} replies replayed")
    print(f"{'from':<24}{'replies a CPU s':>16}")
    with Journal(path) as journal:
        export.write_text(show_replay(kept for kept in journal if isinstance(kept, Kept)))
        yield replayed("a journal", number, lambda: Recorded(None, journal, "replay"))
    yield replayed(
        "its export, as it is read", number, lambda: Recorded(None, read_replay(export), "replay")
    )


def filled(path: Path, number: int) -> None:
    """A journal of so many replies, put by many at once so that they share their syncs."""

    class Filler:
        def ask(self, request: Request) -> Reply:
            text = f"flies(X) :- bird(X), kind(X, {request.seed}).\n" * 8
            return Reply(text, request.key, model="m", usage=Usage(200, 100), date="2026-01-01")

    with Journal(path) as journal:
        for _ in ask_many(Recorded(Filler(), journal), kept_requests(number), 64):
            pass


def kept_requests(number: int) -> Iterator[Request]:
    for seed in range(number):
        yield Request((("user", f"{seed}".rjust(SIZE)),), 0, "m", seed=seed, max_tokens=64)


def replayed(name: str, number: int, opened: Callable[[], Recorded]) -> Result:
    cpu = process_time()
    teacher = opened()
    for request in kept_requests(number):
        assert f"kind(X, {request.seed})" in teacher.ask(request).text
    rate = number / (process_time() - cpu)
    print(f"{name:<24}{rate:>16,.0f}")
    return {"from": name, "replies_per_cpu_s": round(rate)}


if __name__ == "__main__":
    main()
