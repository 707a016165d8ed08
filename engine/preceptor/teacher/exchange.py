"""Exchanges: one HTTP POST and its answer, within limits on bytes and seconds."""

from __future__ import annotations

import time
import weakref
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

from preceptor.logic import Unavailable
from preceptor.teacher.failures import Failure

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `is_cut`: there was more, past the limit on bytes."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    is_cut: bool = False

    @property
    def wait_s(self) -> float | None:
        """How long the server asks to wait before the next attempt: Retry-After, in seconds."""
        for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
            said = self.headers.get(name, "")
            try:
                return max(0.0, min(float(said) / unit, 1e9))
            except ValueError:
                pass
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
        except (ValueError, OverflowError):
            return None


class Exchange:
    """Connections to one URL, each lent to one request at a time. Safe to use from many threads."""

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        *,
        timeout_s: float,
        max_bytes: int,
        is_loopback: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        library = _library()
        self._httpx = library
        self.url = library.URL(url)
        self.headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        self.headers |= headers
        self.timeout_s = timeout_s
        self.max_bytes = max_bytes
        self.clock = clock
        self._idle: deque[httpx.HTTPTransport] = deque()
        weakref.finalize(self, _close, self._idle)  # for a caller who does not close it
        self._proxy = None if is_loopback else _proxy(url)
        self._verify = library.create_ssl_context() if self.url.scheme == "https" else False
        waits = dict.fromkeys(("connect", "write", "pool"), min(30.0, timeout_s))
        self._timeouts = {**waits, "read": timeout_s}

    def post(self, data: bytes, headers: Mapping[str, str]) -> Answer:
        """Sends the bytes and returns the answer. Raises Failure where none comes whole."""
        httpx = self._httpx
        request = httpx.Request(
            "POST",
            self.url,
            content=data,
            headers={**self.headers, **headers},
            extensions={"timeout": self._timeouts},
        )
        transport = self._lent()
        started = self.clock()
        try:
            answer = self._read(transport.handle_request(request), started)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            transport.close()
            raise Failure(f"cannot connect: {_said(error)}", passing=True) from None
        except httpx.TimeoutException:
            transport.close()
            message = f"no answer within {self.timeout_s:g} s"
            raise Failure(message, passing=True, billed=True) from None
        except httpx.TransportError as error:
            transport.close()
            message = f"the connection broke: {_said(error)}"
            raise Failure(message, passing=True, billed=True) from None
        except BaseException:
            transport.close()
            raise
        if answer.is_cut:
            transport.close()
        else:
            self._idle.append(transport)
        return answer

    def close(self) -> None:
        _close(self._idle)

    def _lent(self) -> httpx.HTTPTransport:
        """A transport of one connection: a pool's search through many takes longer than asking."""
        try:
            return self._idle.pop()
        except IndexError:
            limits = self._httpx.Limits(max_connections=1)
            made: httpx.HTTPTransport = self._httpx.HTTPTransport(
                verify=self._verify, limits=limits, proxy=self._proxy, trust_env=False
            )
            return made

    def _read(self, response: httpx.Response, started: float) -> Answer:
        """The body up to the limits. A server that drips is given no longer than a silent one."""
        parts: list[bytes] = []
        size = 0
        try:
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > self.max_bytes:
                    break
                if self.clock() - started > self.timeout_s:
                    message = f"the answer had not ended after {self.timeout_s:g} s"
                    raise Failure(message, passing=True, billed=True)
        finally:
            response.close()
        data = b"".join(parts)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, data[: self.max_bytes], size > self.max_bytes)


def _close(idle: deque[httpx.HTTPTransport]) -> None:
    while idle:
        idle.pop().close()


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for a URL."""
    scheme, _, rest = url.partition("://")
    return None if proxy_bypass(rest.partition("/")[0]) else getproxies().get(scheme)


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__


def _library() -> Any:
    try:
        import httpx
    except ImportError:
        raise Unavailable(
            "httpx", "pip install 'preceptor[http]'", "recorded replies are replayed"
        ) from None
    return httpx
