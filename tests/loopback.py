"""A server of our own that speaks the OpenAI wire format over loopback, with faults on demand.

In a test it runs in a thread (`with Loopback() as server`); `python tests/loopback.py` runs it as
a process and prints its URL. Faults are drawn by seed for each attempt at each request, whatever
the order in which requests come.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

Body = Mapping[str, Any]

FAULTS = ("429", "500", "503", "reset", "truncated", "malformed", "hang", "drip", "no-choices")
# After these a client cannot know whether it was billed; the reply was made all the same.
_ANSWERED = ("truncated", "malformed", "hang", "drip", "no-choices")
_REASON = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 429: "Too Many"}


def say(body: Body) -> str:
    """What this teacher answers when nobody says otherwise: a rule of the prompt's own words."""
    digest = hashlib.sha256(json.dumps(body["messages"]).encode()).hexdigest()[:8]
    return f"seen_{digest}(X) :- thing(X), kind(X, {body.get('seed') or 0}).\n"


class Loopback:
    """`answer` gives the text of a reply. `faults` are shares of attempts, by name; `script` is
    fates for the first attempts, in order, before any chance. `refuses` are fields of a body that
    it knows not (400). A request whose idempotency key was answered before is not billed again.
    """

    def __init__(
        self,
        answer: Callable[[Body], str] = say,
        *,
        faults: Mapping[str, float] | None = None,
        script: tuple[str, ...] = (),
        seed: int = 0,
        delay_s: float = 0.0,
        key: str | None = None,
        refuses: tuple[str, ...] = (),
        finish: str = "stop",
        usage: bool = True,
        retry_after: str = "0.01",
        keep: bool = True,
    ) -> None:
        self.answer = answer
        self.faults = dict(faults or {})
        self.script = list(script)
        self.seed = seed
        self.delay_s = delay_s
        self.key = key
        self.refuses = refuses
        self.finish = finish
        self.usage = usage
        self.retry_after = retry_after
        self.keep = keep
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.fates: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()  # by idempotency key: replies sent in full
        self.attempts: Counter[str] = Counter()
        self.active = self.most_active = 0
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    # Life in a thread

    def __enter__(self) -> Loopback:
        self._thread.start()
        assert self._started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def _serve(self) -> None:
        asyncio.run(self.run())

    async def run(self, announce: bool = False) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        if announce:
            print(self.url, flush=True)
        self._tasks: set[asyncio.Task[Any]] = set()
        await self._stop.wait()
        server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # One connection

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection stays."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        except asyncio.IncompleteReadError:
            return False
        method, path, _ = head[0].split(" ")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        data = await reader.readexactly(int(headers.get("content-length", 0)))
        self.active += 1
        self.most_active = max(self.active, self.most_active)
        try:
            return await self._respond(method, path, headers, data, writer)
        finally:
            self.active -= 1

    async def _respond(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        data: bytes,
        writer: asyncio.StreamWriter,
    ) -> bool:
        if (method, path) != ("POST", "/v1/chat/completions"):
            return await _send(writer, 404, _error(f"no {method} {path}"))
        body = json.loads(data)
        if self.keep:
            self.bodies.append(body)
            self.headers.append(headers)
        given = headers.get("authorization", "")
        if self.key is not None and given != f"Bearer {self.key}":
            return await _send(writer, 401, _error(f"Incorrect API key provided: {given}"))
        for field in self.refuses:
            if field in body:
                return await _send(writer, 400, _error(f"Unsupported parameter: '{field}'"))
        key = headers.get("idempotency-key") or hashlib.sha256(data).hexdigest()
        self.attempts[key] += 1
        fate = self._fate(key)
        self.fates[fate] += 1
        if fate == "ok" or fate in _ANSWERED:
            await asyncio.sleep(self.delay_s)
        return await self._suffer(fate, key, body, writer)

    def _fate(self, key: str) -> str:
        if self.script:
            return self.script.pop(0)
        chance = random.Random(f"{self.seed} {key} {self.attempts[key]}").random()
        for name, share in self.faults.items():
            if chance < share:
                return name
            chance -= share
        return "ok"

    async def _suffer(self, fate: str, key: str, body: Body, writer: asyncio.StreamWriter) -> bool:
        if fate == "429":
            return await _send(
                writer, 429, _error("slow down"), f"Retry-After: {self.retry_after}\r\n"
            )
        if fate in ("400", "403", "500", "503"):
            return await _send(writer, int(fate), _error(f"scripted {fate}"))
        if fate.startswith("echo-"):  # an error that repeats the key
            return await _send(writer, int(fate[5:]), _error(f"not for {self.key}"))
        if fate == "reset":
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
            return False
        if fate == "hang":
            await asyncio.sleep(3600)
        if fate == "malformed":
            return await _send(writer, 200, b'{"choices": [{"message": {"content": "x')
        if fate == "no-choices":
            return await _send(writer, 200, b'{"object": "chat.completion", "choices": []}')
        payload = json.dumps(self._completion(body)).encode()
        if fate == "truncated":
            head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(payload)}\r\n\r\n".encode()
            writer.write(head + payload[: len(payload) // 2])
            await writer.drain()
            return False
        if fate == "drip":
            writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(payload)}\r\n\r\n".encode())
            for byte in payload:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0.02)
            return True
        self.answered[key] += 1
        return await _send(writer, 200, payload)

    def _completion(self, body: Body) -> dict[str, Any]:
        text = self.answer(body)
        message: dict[str, Any] = {"role": "assistant", "content": text}
        if tools := body.get("tools"):
            custom = {"name": tools[0]["custom"]["name"], "input": text}
            call = {"id": "call_1", "type": "custom", "custom": custom}
            message = {"role": "assistant", "content": None, "tool_calls": [call]}
        said = sum(len(message["content"].split()) for message in body["messages"])
        usage = {"prompt_tokens": said, "completion_tokens": len(text.split())}
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1_790_000_000,
            "model": f"{body['model']}-0613",
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish}],
            **({"usage": {**usage, "total_tokens": sum(usage.values())}} if self.usage else {}),
        }


async def _send(
    writer: asyncio.StreamWriter, status: int, payload: bytes, headers: str = ""
) -> bool:
    head = (
        f"HTTP/1.1 {status} {_REASON.get(status, 'Error')}\r\nContent-Type: application/json\r\n"
        f"{headers}Content-Length: {len(payload)}\r\n\r\n"
    )
    writer.write(head.encode() + payload)
    await writer.drain()
    return True


def _error(message: str) -> bytes:
    return json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--rules", action="store_true", help="answer with rules of prompts' heads")
    options = parser.parse_args()
    asyncio.run(Loopback(delay_s=options.delay, keep=False).run(announce=True))
