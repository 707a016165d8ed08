"""Order: which topic is asked next, that of the head with the fewest accepted rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from preceptor.domain import Domain, Prompt
from preceptor.logic import Predicate, Role, Rule


def heads(domain: Domain, prompt: Prompt) -> tuple[Predicate, ...]:
    """What a topic asks to conclude: what it is named after, else what its task writes as an atom.

    Only what rules may conclude counts.
    """
    concluded = [d.predicate for d in domain.signature.declarations if d.role is not Role.INPUT]
    own = tuple(predicate for predicate in concluded if predicate.name == prompt.topic)
    if own:
        return own
    topic = domain.topic(prompt.topic)
    task = prompt.messages[-1].content.rpartition("\n\n")[2] if topic is None else topic.task
    written = set(re.findall(r"(\w+)\(", task))
    return tuple(predicate for predicate in concluded if predicate.name in written)


def least_covered(domain: Domain, left: Sequence[Prompt], accepted: Iterable[Rule]) -> Prompt:
    """The topic to ask next: its least covered head has the fewest accepted rules of all.

    Ties go by the name of that head, then by place; topics of no known head come last.
    """
    counts = Counter(
        (rule.head.predicate.name, rule.head.predicate.arity) for rule in accepted if rule.head
    )

    def need(place: int) -> tuple[bool, int, str, int]:
        about = heads(domain, left[place])
        least = min(((counts[h.name, h.arity], h.name) for h in about), default=(0, ""))
        return not about, *least, place

    return left[min(range(len(left)), key=need)]
