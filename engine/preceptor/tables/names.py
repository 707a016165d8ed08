"""Names: the predicates that columns and decisions become."""

from __future__ import annotations

import re

_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GAPS = re.compile(r"[\W_]+")


def predicate_name(text: str) -> str:
    """`Applicant.MonthlyIncome` as `applicant_monthly_income`; what holds no letter stays."""
    words = _GAPS.sub("_", _HUMPS.sub("_", text)).strip("_").lower()
    return words or text.strip() or "unnamed"


class Names:
    """The predicates of one file: one for each different text, two texts never share one."""

    def __init__(self) -> None:
        self._by_text: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The predicate of a text; the text itself where another has taken the plain name."""
        known = " ".join(text.split())
        if known not in self._by_text:
            plain = predicate_name(known)
            taken = set(self._by_text.values())
            while plain in taken:
                plain = known if known not in taken else f"{plain}_"
            self._by_text[known] = plain
        return self._by_text[known]
