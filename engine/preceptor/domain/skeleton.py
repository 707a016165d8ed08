"""A new domain: a small working folder to start from."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from preceptor.domain.domain import SETTINGS
from preceptor.logic import InputError
from preceptor.syntax.files import write_text

_NAME = re.compile(r"[a-z][a-z0-9_-]*")

_SETTINGS = """\
# 1. Say below which predicates there are and what to ask a teacher.
# 2. preceptor prompts {folder}  shows the prompts: put them to any model, and write its replies
#    down as lines of JSON:  {{"id": "{name}/flies", "sample": 0, "response": "..."}}
# 3. preceptor import {folder} REPLIES  brings them in;  preceptor distil {folder}  distils them.

name = "{name}"
description = "What this domain is about, in one sentence."
about = "what animals are and can do." # opens every prompt: "Domain: ..."
goals = ["flies/1"] # what the rules and the student are to answer
# exclusive = [["walks", "swims"]] # no two of them hold together; disjoint = ... for classes
# total = [["walks", "swims"]] # of every animal one of them holds, or check shows the gap

[sorts.animal]

[predicates.bird]
args = ["animal"]
role = "input" # input: facts give it; derived: rules conclude it; both
# functional = [0] # the others follow from argument 0;  asymmetric, irreflexive = true
text = "{{0}} is a bird"

[predicates.penguin]
args = ["animal"]
role = "input"
text = "{{0}} is a penguin"

[predicates.flies]
args = ["animal"]
role = "derived"
text = "{{0}} flies"

[[topics]]
names = ["flies"]
prompt = "Write every rule you can think of that concludes {{name}}(X)."
"""

_CONSTRAINTS = """\
% What must always hold. A person writes this file: it is trusted, and never dropped.
% No penguin flies.
:- flies(X), penguin(X).
"""

_FACTS = """\
bird(tweety).
bird(pingu).
penguin(pingu).
"""


def init(name: str, folder: str | Path) -> Path:
    """Writes a small domain called `name` as `folder`, whole or not at all; gives the folder.

    Raises InputError for a name that is no lower-case word, and where the folder holds anything.
    """
    if not _NAME.fullmatch(name):
        hint = "a name is lower-case letters, digits, _ and -, and begins with a letter"
        raise InputError(f"{name!r} cannot name a domain", hint)
    target = Path(folder)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise InputError(f"{target} exists and is not empty", "name another folder")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
        try:
            write_text(part / SETTINGS, _SETTINGS.format(name=name, folder=target))
            write_text(part / "constraints.pl", _CONSTRAINTS)
            write_text(part / "facts" / "example.pl", _FACTS)
            part.chmod(0o755)
            if target.exists():
                target.rmdir()
            os.replace(part, target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror or error}") from None
    return target
