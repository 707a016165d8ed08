"""From parse to claims: the actions that LALR calls for english.lark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from lark import Token, Transformer, v_args

from preceptor.harvest.claims import Alternatives, Claim, Conditions, rules
from preceptor.harvest.lexicon import Lexicon
from preceptor.logic import Atom, Code, Compare, Num, Op, Rule, Var
from preceptor.syntax.build import Refused

USUALLY = Fraction(9, 10)  # what a teacher's "usually" counts for
PROBABLY = Fraction(8, 10)
OFTEN = Fraction(7, 10)
SOMETIMES = Fraction(5, 10)

_WEIGHTS = {
    **dict.fromkeys(("usually", "normally", "generally", "typically", "mostly"), USUALLY),
    **dict.fromkeys(("probably", "likely"), PROBABLY),
    "often": OFTEN,
    "sometimes": SOMETIMES,
}
_MEASURES = {"at least": Op.GE, "at most": Op.LE, "less than": Op.LT, "fewer than": Op.LT}


@dataclass(frozen=True, slots=True)
class _Thing:
    """Someone spoken of, with what makes a description mean them."""

    term: Var
    given: Conditions = ()


@dataclass(frozen=True, slots=True)
class _Mode:
    denied: bool = False
    weight: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun (or an adjective, or a verb) with its first token, which gives its place."""

    text: str
    token: Token


_Nouns = tuple[_Noun, ...]  # alternatives
_Article = Token | None
_Ignored = _Nouns | None


@v_args(inline=True)
class Sentence(Transformer[Token, tuple[Rule, ...]]):
    """Turns the parse of one sentence into the rules that it states, not yet placed."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._described = 0

    # ------------------------------------------------------------ sentences

    def sentence(
        self,
        hedge: Token | None,
        conditions: tuple[Claim, ...],
        conclusion: tuple[Token | None, tuple[Claim, ...], Conditions],
    ) -> tuple[Rule, ...]:
        nearer, claims, exception = conclusion
        return _rules(claims, conditions, exception, _weight(nearer) or _weight(hedge))

    def without_then(self, hedge: Token | None, conditions: tuple[Claim, ...]) -> tuple[Rule, ...]:
        """`If X is the son of Y, Y is a parent of X.`"""
        if len(conditions) < 2:
            raise Refused(Code.ENGLISH, "a condition without a conclusion")
        return _rules(conditions[-1:], conditions[:-1], (), _weight(hedge))

    def turned_round(
        self, claims: tuple[Claim, ...], conditions: tuple[Claim, ...], exception: Conditions | None
    ) -> tuple[Rule, ...]:
        """`X is the son of Y if Y is a parent of X and X is male.`"""
        return _rules(claims, conditions, exception or (), None)

    def conclusion(
        self, hedge: Token | None, claims: tuple[Claim, ...], exception: Conditions | None
    ) -> tuple[Token | None, tuple[Claim, ...], Conditions]:
        return hedge, claims, exception or ()

    def exception(self, claim: Claim) -> Conditions:
        return claim.exceptions()

    def claims(self, *claims: Claim) -> tuple[Claim, ...]:
        return claims

    def condition(self, claim: Claim) -> tuple[Claim, ...]:
        return (claim,)

    def after_comma(self, before: tuple[Claim, ...], claim: Claim) -> tuple[Claim, ...]:
        return (*before, claim)

    after_and = after_comma

    # ------------------------------------------------------------ claims

    def quality(self, thing: _Thing, _is: Token, mode: _Mode, _a: _Article, nouns: _Nouns) -> Claim:
        return self._claim(mode, nouns, (thing,))

    def relation(
        self,
        one: _Thing,
        _is: Token,
        mode: _Mode,
        _a: _Article,
        nouns: _Nouns,
        of: Token,
        other: _Thing,
    ) -> Claim:
        return self._claim(mode, nouns, (one, other), of)

    def action(
        self, one: _Thing, mode: _Mode, verbs: _Nouns, preposition: Token | None, other: _Thing
    ) -> Claim:
        return self._claim(mode, verbs, (one, other), preposition)

    def possession(
        self, one: _Thing, _is: Token, mode: _Mode, owner: Token, nouns: _Nouns
    ) -> Claim:
        return self._claim(mode, nouns, (one, _Thing(Var(str(owner)))))

    def equality(self, one: _Thing, _is: Token, mode: _Mode, other: Token) -> Claim:
        return _compare(mode, one, Op.SAME, _Thing(Var(str(other))))

    def identity(
        self, one: _Thing, _is: Token, mode: _Mode, _the: Token, _who: _Ignored, other: _Thing
    ) -> Claim:
        return _compare(mode, one, Op.SAME, other)

    def difference(
        self, one: _Thing, _is: Token, mode: _Mode, _from: Token, other: _Thing
    ) -> Claim:
        return _compare(mode, one, Op.DIFFERENT, other)

    def measure(self, one: _Thing, _is: Token, mode: _Mode, words: Token, side: Var | Num) -> Claim:
        op = _MEASURES.get(" ".join(words.split()), Op.GT)
        return Claim(((Compare(op, one.term, side),),), mode.denied, mode.weight, one.given)

    def qualities(self, pair: tuple[_Thing, _Thing], mode: _Mode, nouns: _Nouns) -> Claim:
        """`X and Y are siblings` where that is a relation, else `X and Y are male`."""
        if all(self._names(noun, 2, plural=True) for noun in nouns):
            return self._claim(mode, nouns, pair, plural=True)
        return self._each(mode, nouns, tuple((thing,) for thing in pair))

    def relations(
        self, pair: tuple[_Thing, _Thing], mode: _Mode, nouns: _Nouns, of: Token, other: _Thing
    ) -> Claim:
        return self._each(mode, nouns, tuple((thing, other) for thing in pair), of)

    def relations_article(
        self, pair: tuple[_Thing, _Thing], mode: _Mode, _the: Token, nouns: _Nouns, of: Token,
        other: _Thing,
    ) -> Claim:  # fmt: skip
        return self.relations(pair, mode, nouns, of, other)

    def different(self, pair: tuple[_Thing, _Thing], mode: _Mode, _people: _Ignored) -> Claim:
        return _compare(mode, pair[0], Op.DIFFERENT, pair[1])

    def same(
        self, pair: tuple[_Thing, _Thing], mode: _Mode, _the: Token, _person: _Ignored
    ) -> Claim:
        return _compare(mode, pair[0], Op.SAME, pair[1])

    # ------------------------------------------------------------ parts of claims

    def variable(self, token: Token) -> _Thing:
        return _Thing(Var(str(token)))

    def description(self, _the: Token, nouns: _Nouns, of: Token, other: _Thing) -> _Thing:
        """`the father of X`: someone of whom that holds."""
        self._described += 1
        someone = _Thing(Var(f"Someone{self._described}"))
        claim = self._claim(_Mode(), nouns, (someone, other), of)
        return _Thing(someone.term, claim.conditions())

    def pair(self, one: Token, other: Token) -> tuple[_Thing, _Thing]:
        return _Thing(Var(str(one))), _Thing(Var(str(other)))

    def mode(self, *tokens: Token) -> _Mode:
        denied = sum(token.type == "NOT" for token in tokens) % 2 == 1
        weights = [weight for token in tokens if (weight := _weight(token)) is not None]
        return _Mode(denied, weights[0] if weights else None)

    def nouns(self, *parts: _Noun | Token | None) -> _Nouns:
        return tuple(part for part in parts if isinstance(part, _Noun))

    def noun(self, *words: Token) -> _Noun:
        return _Noun(" ".join(words), words[0])

    def side(self, token: Token) -> Var | Num:
        return Var(str(token)) if token.type == "VARIABLE" else Num(Fraction(str(token)))

    # ------------------------------------------------------------ nouns to atoms

    def _claim(
        self,
        mode: _Mode,
        nouns: _Nouns,
        things: tuple[_Thing, ...],
        preposition: Token | None = None,
        plural: bool = False,
    ) -> Claim:
        terms = tuple(thing.term for thing in things)
        given = tuple(alternatives for thing in things for alternatives in thing.given)
        atoms = tuple(
            Atom(name, terms)
            for noun in nouns
            for name in self._known(_with(noun, preposition), len(terms), plural)
        )
        return Claim((atoms,), mode.denied, mode.weight, given)

    def _each(
        self,
        mode: _Mode,
        nouns: _Nouns,
        subjects: tuple[tuple[_Thing, ...], ...],
        preposition: Token | None = None,
    ) -> Claim:
        """The same of each subject."""
        claims = [self._claim(mode, nouns, things, preposition, plural=True) for things in subjects]
        return replace(claims[0], parts=tuple(part for claim in claims for part in claim.parts))

    def _names(self, noun: _Noun, arity: int, plural: bool) -> tuple[str, ...]:
        return self._lexicon.names(noun.text, arity, plural)

    def _known(self, noun: _Noun, arity: int, plural: bool) -> tuple[str, ...]:
        names = self._names(noun, arity, plural)
        if not names:
            message = f"no predicate of {arity} for {noun.text!r}"
            raise Refused(
                Code.ENGLISH, message, self._lexicon.hint(noun.text, arity), token=noun.token
            )
        return names


def _rules(
    claims: tuple[Claim, ...],
    conditions: tuple[Claim, ...],
    exception: Conditions,
    weight: Fraction | None,
) -> tuple[Rule, ...]:
    holding: tuple[Alternatives, ...] = tuple(
        alternatives for claim in conditions for alternatives in claim.conditions()
    )
    return rules(claims, (*holding, *exception), Fraction(1) if weight is None else weight)


def _weight(adverb: Token | None) -> Fraction | None:
    return None if adverb is None else _WEIGHTS.get(str(adverb))


def _with(noun: _Noun, preposition: Token | None) -> _Noun:
    """`married to` is married_to; `of` is what every noun of two has."""
    if preposition is None or preposition == "of":
        return noun
    return replace(noun, text=f"{noun.text} {preposition}")


def _compare(mode: _Mode, one: _Thing, op: Op, other: _Thing) -> Claim:
    comparison = Compare(op, one.term, other.term)
    return Claim(((comparison,),), mode.denied, mode.weight, (*one.given, *other.given))
