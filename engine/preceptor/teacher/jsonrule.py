"""One rule from its JSON form: read as hostile input, key by key, and then by the parser itself."""

from __future__ import annotations

import re
from fractions import Fraction

from preceptor.logic import (
    Atom,
    Code,
    Compare,
    InputError,
    Literal,
    Not,
    Num,
    Op,
    ParseError,
    Rule,
    Signature,
    Term,
    Var,
    did_you_mean,
)
from preceptor.syntax import parse_atom, parse_rules, show_rule
from preceptor.syntax.build import MAX_DIGITS
from preceptor.teacher.placed import Members, Numeral, Placed

_VARIABLE = re.compile(r"[A-Z_][A-Za-z0-9_]*")
_FRACTION = re.compile(r"[0-9]+r0*[1-9][0-9]*")
_MAX_EXPONENT = 100
_SHOWN = 60  # characters of a text that a message quotes
_TERM = "a variable X, a name bob, 'New York' in single quotes, or a number"


class Misformed(Exception):
    """JSON that is no rule, from an offset on."""

    def __init__(
        self, offset: int, message: str, code: Code = Code.MALFORMED, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.code = code
        self.hint = hint


def read_rule(found: Placed, signature: Signature) -> Rule:
    """The rule as the parser would have it: what was read is printed and parsed again, so that
    nothing enters by JSON that the rule language has not.
    """
    members = _members(found, "a rule", ("head",), ("body", "weight"))
    head, body = members["head"], members.get("body")
    literals = () if body is None else _items_of(body, "a body is")
    atom = None if head.value is None else _atom(head, signature)
    weight = Fraction(1) if "weight" not in members else _weight(members["weight"])
    if atom is None and not literals:
        raise Misformed(found.start, "a rule with neither head nor body")
    if atom is None and weight != 1:
        hint = "drop the weight, or give the rule a head"
        raise Misformed(members["weight"].start, "a denial carries no weight", Code.SYNTAX, hint)
    rule = Rule(atom, tuple(_literal(literal, signature) for literal in literals), weight)
    try:
        (parsed,) = parse_rules(show_rule(rule))
    except ParseError as error:
        fault = error.faults[0]
        raise Misformed(found.start, fault.message, fault.code, fault.hint) from None
    return parsed


def _literal(found: Placed, signature: Signature) -> Literal:
    keys = _keys(found)
    if "not" in keys:
        return Not(_atom(_members(found, "a negation", ("not",))["not"], signature))
    if "op" in keys:
        members = _members(found, "a comparison", ("left", "op", "right"))
        left, right = _term(members["left"]), _term(members["right"])
        return Compare(_op(members["op"]), left, right)
    return _atom(found, signature)


def _op(found: Placed) -> Op:
    known = [op.value for op in Op]
    if found.value not in known:
        hint = f"there is: {' '.join(known)}"
        raise Misformed(found.start, "expected a comparison's sign", hint=hint)
    return Op(found.value)


def _atom(found: Placed, signature: Signature) -> Atom:
    members = _members(found, "an atom", ("pred",), ("args", "negated"))
    name = _text(members["pred"], "a predicate's name")
    args = _items_of(members["args"], "the arguments are") if "args" in members else ()
    negated = members["negated"].value if "negated" in members else False
    if not isinstance(negated, bool):
        raise Misformed(members["negated"].start, "negated is true or false")
    atom = Atom(name, tuple(map(_term, args)), negated)
    if signature and signature.declaration(atom.predicate) is None:
        raise _undeclared(members["pred"].start, atom, signature)
    return atom


def _undeclared(offset: int, atom: Atom, signature: Signature) -> Misformed:
    arities = sorted({d.predicate.arity for d in signature.named(atom.name)})
    if arities:
        known = " or ".join(map(str, arities))
        message = f"{atom.name} has {known} arguments, here {len(atom.args)}"
        return Misformed(offset, message, Code.ARITY)
    message = f"{atom.name}/{len(atom.args)} is not declared"
    names = (declaration.predicate.name for declaration in signature.declarations)
    return Misformed(offset, message, Code.UNDECLARED, did_you_mean(atom.name, names))


def _term(found: Placed) -> Term:
    if isinstance(found.value, Numeral):
        return Num(_number(found))
    text = _text(found, "a term")
    if _VARIABLE.fullmatch(text):  # not by the parser, which numbers each `_` of a text
        return Var(text)
    try:
        atom = parse_atom(f"t({text})")
    except InputError:
        raise Misformed(found.start, f"no term: {text[:_SHOWN]!r}", Code.SYNTAX, _TERM) from None
    if len(atom.args) != 1 or isinstance(atom.args[0], Var):  # a variable with more around it
        raise Misformed(found.start, f"not a single term: {text[:_SHOWN]!r}", Code.SYNTAX, _TERM)
    return atom.args[0]


def _weight(found: Placed) -> Fraction:
    match found.value:
        case Numeral():
            weight = _number(found)
        case str(text) if _FRACTION.fullmatch(text) and len(text) <= MAX_DIGITS:
            weight = Fraction(text.replace("r", "/"))
        case _:
            raise Misformed(found.start, "a weight is a number")
    if not 0 < weight <= 1:
        raise Misformed(found.start, "a weight lies in (0, 1]", Code.SYNTAX)
    return weight


def _number(found: Placed) -> Fraction:
    assert isinstance(found.value, Numeral)
    text = found.value.text
    digits, _, exponent = text.lower().partition("e")
    if len(text) > MAX_DIGITS or abs(int(exponent or 0)) > _MAX_EXPONENT:
        raise Misformed(found.start, f"a number of more than {MAX_DIGITS} digits", Code.LIMIT)
    return Fraction(digits) * Fraction(10) ** int(exponent or 0)


def _text(found: Placed, what: str) -> str:
    if not isinstance(found.value, str):
        raise Misformed(found.start, f"{what} is a text")
    return found.value


def _items_of(found: Placed, what: str) -> tuple[Placed, ...]:
    if not isinstance(found.value, tuple):
        raise Misformed(found.start, f"{what} a list")
    return found.value


def _keys(found: Placed) -> tuple[object, ...]:
    pairs = found.value.pairs if isinstance(found.value, Members) else ()
    return tuple(key.value for key, _ in pairs)


def _members(
    found: Placed, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Placed]:
    """The members of an object by key, each known and once, all that are required among them."""
    if not isinstance(found.value, Members):
        raise Misformed(found.start, f"{what} is an object with  {', '.join(required)}")
    members: dict[str, Placed] = {}
    for key, value in found.value.pairs:
        name = str(key.value)
        if name in members:
            raise Misformed(key.start, f"the key {name[:_SHOWN]!r} occurs twice")
        if name not in required + optional:
            hint = did_you_mean(name[:_SHOWN], required + optional)
            raise Misformed(key.start, f"{what} has no {name[:_SHOWN]!r}", hint=hint)
        members[name] = value
    for name in required:
        if name not in members:
            raise Misformed(found.start, f"{what} without {name!r}")
    return members
