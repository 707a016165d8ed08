"""Addresses: where a server is, whether it may be sent a key, and the key itself."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from preceptor.logic import InputError

_CHAT = "/chat/completions"
_OPENAI = ("api.openai.com", "OPENAI_API_KEY")


@dataclass(frozen=True, slots=True)
class Address:
    """The base URL of a server, without anything secret: neither user nor query stand in it."""

    url: str
    host: str
    is_loopback: bool

    @classmethod
    def read(cls, url: str, allow_http: bool = False) -> Address:
        """The address of `http(s)://HOST[:PORT][/v1]`; a path that is not given is /v1, and one
        that ends in /chat/completions is meant without that.

        Raises InputError for any other, and for http to another machine unless that is allowed.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:  # which may quote what must not be shown
            hint = "as in  https://HOST/v1"
            raise InputError(f"the teacher's URL is none ({type(error).__name__})", hint) from None
        if parts.username is not None or parts.password is not None or parts.query:
            raise InputError(
                f"the URL of {host} holds a user, a password or a query",
                "a key is named by --key-env, and never part of a URL",
            )
        if parts.scheme not in ("http", "https") or not host or parts.fragment:
            raise InputError(f"{url!r} is no URL of a server", "as in  https://HOST/v1")
        if any(ord(character) < 0x21 or ord(character) > 0x7E for character in url):
            raise InputError(f"{url!r} is no URL: it has a character that a URL has not")
        loopback = _is_loopback(host)
        if parts.scheme == "http" and not loopback and not allow_http:
            raise InputError(
                f"http to {host} would send prompts and key in the clear",
                "use https, or say --allow-http",
            )
        shown = f"[{host}]" if ":" in host else host
        place = shown if port is None else f"{shown}:{port}"
        path = parts.path.rstrip("/").removesuffix(_CHAT).rstrip("/") or "/v1"
        return cls(f"{parts.scheme}://{place}{path}", host, loopback)


@dataclass(frozen=True, slots=True)
class Secret:
    """A key from an environment variable. It is in no text that this makes of itself."""

    variable: str
    value: str = field(repr=False)

    def redact(self, text: str) -> str:
        """The text without the key, wherever a server repeats it."""
        return text.replace(self.value, "[key]")


def secret(address: Address, variable: str | None) -> Secret | None:
    """The key for a server: from the variable named, OPENAI_API_KEY for OpenAI's own.

    '' names none. Raises InputError where the variable is not set, or none is named for a server
    on another machine.
    """
    if variable is None and address.host == _OPENAI[0]:
        variable = _OPENAI[1]
    if variable is None and not address.is_loopback:
        raise InputError(
            f"no key for {address.host}",
            "--key-env NAME names the environment variable that holds it; --key-env '' sends none",
        )
    if not variable:
        return None
    value = os.environ.get(variable, "").strip()
    if not value:
        raise InputError(
            f"the environment variable {variable}, which is to hold the key of {address.host}, "
            "is not set",
            f"export {variable}=..., or name another with --key-env",
        )
    if not value.isascii() or not value.isprintable() or len(value) < 4:
        raise InputError(f"what {variable} holds cannot be a key: a printable word is expected")
    return Secret(variable, value)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
