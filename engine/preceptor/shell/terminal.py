"""The toplevel on a terminal: history, Tab, several lines, one key for the next answer."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from preceptor.logic import visible
from preceptor.shell.completion import completions
from preceptor.shell.core import CONTINUED, ShellCore
from preceptor.shell.keys import read_choice


def run_terminal(core: ShellCore, out: TextIO) -> int:
    """Prompts until `halt.` or Ctrl-D. Ctrl-C drops the input or the goal, never the session."""
    session = _prompt_session(core)
    while not core.halted:
        try:
            if core.waits:
                _write(out, core.feed(read_choice()))
            else:
                _write(out, core.feed(session.prompt(core.prompt)))
        except KeyboardInterrupt:
            _write(out, core.interrupt())
        except EOFError:
            _write(out, core.end())
    return 0


def _prompt_session(core: ShellCore) -> PromptSession[str]:
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        """Enter hands in a clause that its full stop ends; else it opens a line."""
        buffer = event.current_buffer
        text = buffer.text.rstrip()
        if not text or text.endswith(".") or text.startswith("%"):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return PromptSession(
        key_bindings=keys,
        multiline=True,
        prompt_continuation=CONTINUED,
        history=_history(),
        completer=_Words(core),
        complete_while_typing=False,
    )


class _Words(Completer):
    def __init__(self, core: ShellCore) -> None:
        self.core = core

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        for word, length in completions(self.core, document.text_before_cursor):
            yield Completion(word, start_position=-length)


def _history() -> History:
    """The history file, PRECEPTOR_HISTORY or one in the user's state folder, if it can be kept."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    path = Path(os.environ.get("PRECEPTOR_HISTORY") or state / "preceptor" / "history")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def _write(out: TextIO, text: str) -> None:
    out.write(visible(text))
    out.flush()
