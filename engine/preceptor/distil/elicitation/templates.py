"""Templates: how a run words what it asks beyond a domain's own prompts.

A name ends in the template's version: whoever edits a text gives it another, for a reply to the
old text answers something else. Of what goes in only our own print is used, and no more than bounds
allow, so that a plan can tell what a question may cost at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from preceptor.domain import Domain, Message, Prompt, Topic, render
from preceptor.logic import Rule
from preceptor.syntax import show_rule
from preceptor.teacher import derived_id

GUIDED = "guided/1"
CONSTRAINTS = "constraints/1"
PROBE = "probe/1"
REFINE = "refine/1"
VERSIONS = (GUIDED, CONSTRAINTS, PROBE, REFINE)

RULE_BYTES = 200  # a longer rule is no example
LAWS = 20  # shown with a topic
CASE_BYTES = 4000  # a longer case is not put to the teacher
ANSWER_BYTES = 1000  # of an answer that did not help, told again
WHY_BYTES = 300  # of the reason for that
SENTENCE_BYTES = 500  # a rule in more words is not probed

_CONSTRAINTS = (
    "Say what can never be the case in this domain. Write each as a constraint, which is a rule "
    "without a conclusion, such as\n:- a(X), b(X).\nfor: nothing is both a and b. Use the "
    "predicates above. Write constraints and nothing else."
)
_LAWS = "These must never hold, so write no rule that leads to one of them:"
_EXAMPLES = "These rules were accepted already. Write others, in the same form:"
_REFINE = (
    "Rules that you wrote were checked, and this case was found.\n\n{case}\n\n{before}"
    "Write each rule of yours that is wrong as it should be: in full, with the same conclusion, "
    "changed as little as possible. The constraint stays as it is. Write rules and nothing else."
)
_BEFORE = "You have answered before:\n{said}\nThat does not help: {why}.\n\n"
_PROBES = (  # each with the answer of a teacher who holds to the rule
    ('Is it {how} true that {sentence}? Answer with "yes" or "no" and nothing else.', "yes"),
    (
        "A colleague says: {Sentence}. That holds {how}, the colleague adds. Do you agree? "
        'Answer with "yes" or "no" and nothing else.',
        "yes",
    ),
    (
        "A colleague says: it is a mistake to think that {how}, {sentence}. "
        'Is the colleague right? Answer with "yes" or "no" and nothing else.',
        "no",
    ),
)


def texts() -> dict[str, str]:
    """The wording of each template, by name and version."""
    return {
        GUIDED: f"{_LAWS}\n{_EXAMPLES}",
        CONSTRAINTS: _CONSTRAINTS,
        PROBE: "\n".join(f"{text} {expected}" for text, expected in _PROBES),
        REFINE: _REFINE + _BEFORE,
    }


def ask_constraints(domain: Domain) -> Prompt:
    """What can never be."""
    return _derived(domain, "constraints", _CONSTRAINTS, CONSTRAINTS)


def guide(prompt: Prompt, laws: Sequence[Rule], exemplars: Sequence[Rule]) -> Prompt:
    """A topic's prompt with what must never hold, and rules that were accepted, below it.

    Without either it is the prompt as it was.
    """
    added = [
        "\n".join((opening, *map(show_rule, rules)))
        for opening, rules in ((_LAWS, laws), (_EXAMPLES, exemplars))
        if rules
    ]
    if not added:
        return prompt
    *before, (role, content) = prompt.messages
    messages = (*before, Message(role, "\n\n".join((content, *added))))
    return Prompt(derived_id(prompt.id, messages), prompt.topic, messages, GUIDED)


def refine(domain: Domain, case: str, said: str = "", why: str = "") -> Prompt:
    """A case that the check found, and what was answered to it before without effect."""
    shown = why.encode()[:WHY_BYTES].decode(errors="ignore")
    before = _BEFORE.format(said=said, why=shown) if said else ""
    return _derived(domain, "refine", _REFINE.format(case=case, before=before), REFINE)


def probes(domain: Domain, sentence: str, how: str) -> tuple[tuple[Prompt, str], ...]:
    """The questions whether a sentence holds, each with the answer of who holds to it.

    `how` is the adverb of its weight: always, usually, sometimes.
    """
    low = sentence[:1].lower() + sentence[1:]
    found = []
    for text, expected in _PROBES:
        task = text.format(sentence=low, Sentence=sentence, how=how)
        found.append((_derived(domain, "probe", task, PROBE, preamble=False), expected))
    return tuple(found)


def longest_guided(prompt: Prompt, exemplars: int) -> Prompt:
    """A prompt that no guided form of it is longer than."""
    *before, (role, content) = prompt.messages
    room = (LAWS + exemplars) * (RULE_BYTES + 1) + len(f"{_LAWS}{_EXAMPLES}") + 6
    return replace(prompt, messages=(*before, Message(role, content + "x" * room)))


def longest_refine(domain: Domain) -> Prompt:
    """A prompt that no refinement is longer than."""
    return refine(domain, "x" * CASE_BYTES, "x" * ANSWER_BYTES, "x" * WHY_BYTES)


def longest_probes(domain: Domain) -> tuple[Prompt, ...]:
    """The probes of a rule in as many words as may be."""
    return tuple(prompt for prompt, _ in probes(domain, "x" * SENTENCE_BYTES, "sometimes"))


def fits(rule: Rule) -> bool:
    """Whether a rule is short enough to be shown."""
    return len(show_rule(rule).encode()) <= RULE_BYTES


def _derived(
    domain: Domain, name: str, task: str, template: str, *, preamble: bool = True
) -> Prompt:
    prompt = render(domain, Topic(name, task, preamble), template)
    return replace(prompt, id=derived_id(prompt.id, prompt.messages))
