"""Logic-LM programs that tests read: a strict one, and what makes one of a few lines."""

from __future__ import annotations

WORLD = """\
Predicates:
Cold($x, bool) ::: Is x cold?
Kind($x, bool) ::: Is x kind?
Likes($x, $y, bool) ::: Does x like y?
Facts:
Cold(Ann, True) ::: Ann is cold.
Kind(Bob, False) ::: Bob is not kind.
Likes(Ann, Bob, True) ::: Ann likes Bob.
Rules:
Cold($x, True) && Likes($x, $y, True) >>> Cold($y, True) ::: Cold ones make cold who they like.
"""
STRICT = f"""{WORLD}\
Cold($x, True) >>> Kind($x, True) ::: Cold people are kind.
Query:
Cold(Bob, True) ::: Bob is cold.
"""
TWO = ("A) True", "B) False")


def program(facts: str = "", rules: str = "", query: str = "P(a, True)", declared: str = "") -> str:
    return f"Predicates:\n{declared}\nFacts:\n{facts}\nRules:\n{rules}\nQuery:\n{query}\n"
