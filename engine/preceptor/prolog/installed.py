"""What of SWI-Prolog is installed here, what each part gives, and the one command that gets it."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_CHECK_GIVES = "every kept theory is run by a second engine, which must agree"
_IN_PROCESS_GIVES = "answers from SWI-Prolog inside the Python process"

# The first package manager found on the path is the one to tell of.
_COMMANDS = (
    ("apt-get", "sudo apt-get install swi-prolog-nox"),
    ("dnf", "sudo dnf install pl"),
    ("pacman", "sudo pacman -S swi-prolog"),
    ("zypper", "sudo zypper install swipl"),
    ("brew", "brew install swi-prolog"),
    ("winget", "winget install SWI-Prolog.SWI-Prolog"),
    ("conda", "conda install -c conda-forge swi-prolog"),
)


@dataclass(frozen=True, slots=True)
class Swipl:
    """The SWI-Prolog that would be started: its executable and its version, `9.0.4`."""

    path: str
    version: str


@dataclass(frozen=True, slots=True)
class Part:
    """One optional part: where it is (None where it is missing) and what it is good for."""

    name: str
    path: str | None
    version: str | None
    gives: str
    command: str

    @property
    def found(self) -> bool:
        return self.path is not None


def swipl() -> Swipl | None:
    """The SWI-Prolog on the path, None where there is none that runs."""
    path = shutil.which("swipl")
    version = _variables(path).get("PLVERSION", "") if path else ""
    if path is None or not version.isdigit():
        return None
    major, minor, patch = int(version) // 10000, int(version) // 100 % 100, int(version) % 100
    return Swipl(path, f"{major}.{minor}.{patch}")


def status() -> tuple[Part, ...]:
    """The executable, the library and the Python bridge, in the order in which they build up."""
    found = swipl()
    library = _variables(found.path).get("PLLIBSWIPL") if found else None
    version = found.version if found else None
    try:
        bridge: str | None = importlib.metadata.version("pyswip")
    except importlib.metadata.PackageNotFoundError:
        bridge = None
    pip = "pip install 'preceptor[prolog]'"
    return (
        Part("swipl", found.path if found else None, version, _CHECK_GIVES, command()),
        Part("libswipl", library, version if library else None, _IN_PROCESS_GIVES, command()),
        Part("pyswip", "pyswip" if bridge else None, bridge, _IN_PROCESS_GIVES, pip),
    )


def command() -> str:
    """The command that installs SWI-Prolog on this system."""
    for manager, line in _COMMANDS:
        if shutil.which(manager):
            return line
    system = {"darwin": "macOS", "win32": "Windows"}.get(sys.platform, sys.platform)
    return f"install SWI-Prolog 9 for {system} from www.swi-prolog.org, with swipl on the path"


@cache
def _variables(path: str) -> Mapping[str, str]:
    """What `swipl --dump-runtime-variables` says of itself; empty if it cannot run."""
    try:
        run = subprocess.run(
            [path, "--dump-runtime-variables"], capture_output=True, text=True, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return {}
    return dict(re.findall(r'^(\w+)="(.*)";$', run.stdout, re.MULTILINE))
