"""A small domain, and teachers for it that answer by rules: what they say is known by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from preceptor import domain as domains
from preceptor.domain import Domain

Answer = Callable[[str], str]  # from the text of a question

SETTINGS = """\
name = "pets"
about = "what animals do."
goals = ["flies/1", "swims/1", "walks/1"]

[sorts.animal]

[predicates.bird]
args = ["animal"]
role = "input"
text = "{0} is a bird"
[predicates.penguin]
args = ["animal"]
role = "input"
text = "{0} is a penguin"
[predicates.fish]
args = ["animal"]
role = "input"
text = "{0} is a fish"
[predicates.flies]
args = ["animal"]
role = "derived"
text = "{0} flies"
[predicates.swims]
args = ["animal"]
role = "derived"
text = "{0} swims"
[predicates.walks]
args = ["animal"]
role = "derived"
text = "{0} walks"

[[topics]]
names = ["walks", "flies", "swims"]
prompt = "Write every rule you can think of that concludes {name}(X)."
"""
LAWS = ":- flies(X), penguin(X).\n:- flies(X), swims(X).\n"

# The second law is broken by a bird that is a penguin, and by one that is a fish; the first by the
# penguin alone.
FLIES = "flies(X) :- bird(X)."
SWIMS = "swims(X) :- penguin(X).", "swims(X) :- fish(X)."
WALKS = "0.9 :: walks(X) :- bird(X)."
BETTER = "flies(X) :- bird(X), \\+ penguin(X)."  # mends what penguins break
BEST = "swims(X) :- fish(X), \\+ bird(X)."  # and with it nothing is left
STATED = {"flies": FLIES, "swims": "\n".join(SWIMS), "walks": WALKS}
RECORDED = {f"pets/{name}": f"{said}\n" for name, said in STATED.items()}


def pets(path: Path) -> Domain:
    path.mkdir(parents=True)
    (path / "domain.toml").write_text(SETTINGS)
    (path / "constraints.pl").write_text(LAWS)
    return domains.load(path)


def mending(question: str) -> str:
    """Who mends the flying of penguins, and then the swimming of what is no fish."""
    return BETTER if "forbids that:  :- flies(X), penguin(X)" in question else BEST


def teacher(mend: Answer = mending, probe: Answer | None = None) -> Callable[[Any], str]:
    """States rules that contradict each other; `mend` answers when they come back."""

    def answer(body: Mapping[str, Any]) -> str:
        text = str(body["messages"][-1]["content"])
        if "never be the case" in text:
            return ":- fish(X), walks(X).\n"
        if "Rules that you wrote were checked" in text:
            return mend(text)
        if '"yes" or "no"' in text:
            return (probe or holding)(text)
        (topic,) = (name for name in STATED if f"concludes {name}(X)" in text)
        return f"{STATED[topic]}\n"

    return answer


def holding(question: str) -> str:
    """Who holds to what was said."""
    return "No." if "mistake" in question else "**Yes**, I do."
