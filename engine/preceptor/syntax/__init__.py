"""Text to logic and back: the parser and the printer of the rule language."""

from preceptor.syntax.goals import parse_atom, parse_goal
from preceptor.syntax.parse import (
    parse_rules,
    parse_theory,
    read_piece,
    read_rules,
)
from preceptor.syntax.show import (
    canonical,
    clause_id,
    rule_id,
    show_atom,
    show_expr,
    show_goal,
    show_literal,
    show_name,
    show_number,
    show_rule,
    show_term,
    show_theory,
)
from preceptor.syntax.split import Piece, pieces

__all__ = [
    "Piece",
    "canonical",
    "clause_id",
    "parse_atom",
    "parse_goal",
    "parse_rules",
    "parse_theory",
    "pieces",
    "read_piece",
    "read_rules",
    "rule_id",
    "show_atom",
    "show_expr",
    "show_goal",
    "show_literal",
    "show_name",
    "show_number",
    "show_rule",
    "show_term",
    "show_theory",
]
