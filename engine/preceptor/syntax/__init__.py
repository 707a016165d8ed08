"""Text to logic and back: the parser and the printer of the rule language, and rule files."""

from preceptor.syntax.amie import read_amie
from preceptor.syntax.anyburl import read_anyburl
from preceptor.syntax.chatrule import read_chatrule
from preceptor.syntax.goals import parse_atom, parse_goal
from preceptor.syntax.guess import guess
from preceptor.syntax.mined import Measures, Mined
from preceptor.syntax.parse import (
    parse_rules,
    parse_theory,
    read_piece,
    read_rules,
)
from preceptor.syntax.say import say_atom
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
from preceptor.syntax.show_amie import show_amie
from preceptor.syntax.show_anyburl import show_anyburl
from preceptor.syntax.show_chatrule import show_chatrule
from preceptor.syntax.split import Piece, pieces

__all__ = [
    "Measures",
    "Mined",
    "Piece",
    "canonical",
    "clause_id",
    "guess",
    "parse_atom",
    "parse_goal",
    "parse_rules",
    "parse_theory",
    "pieces",
    "read_amie",
    "read_anyburl",
    "read_chatrule",
    "read_piece",
    "read_rules",
    "rule_id",
    "say_atom",
    "show_amie",
    "show_anyburl",
    "show_atom",
    "show_chatrule",
    "show_expr",
    "show_goal",
    "show_literal",
    "show_name",
    "show_number",
    "show_rule",
    "show_term",
    "show_theory",
]
