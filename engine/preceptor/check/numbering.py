"""Numbering: predicates and terms as small integers, which compare and hash at no cost."""

from __future__ import annotations

from preceptor.logic import Atom, Predicate, Term

Row = tuple[int, ...]  # the numbers of an atom's arguments
Key = tuple[int, Row]  # a ground atom: its predicate's number and its row

FALSE_KEY: Key = (0, ())


class Numbering:
    """Predicates and terms in order of first use; 0 is what a broken denial concludes."""

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self.predicates: list[Predicate] = [Predicate("\0false", 0)]
        self._of_term: dict[Term, int] = {}
        self._of_predicate: dict[tuple[str, int, bool], int] = {("\0false", 0, False): 0}

    def term(self, term: Term) -> int:
        number = self._of_term.get(term)
        if number is None:
            number = self._of_term[term] = len(self.terms)
            self.terms.append(term)
        return number

    def number(self, predicate: Predicate) -> int:
        return self._numbered((predicate.name, predicate.arity, predicate.negated))

    def predicate(self, atom: Atom) -> int:
        return self._numbered((atom.name, len(atom.args), atom.negated))

    def _numbered(self, key: tuple[str, int, bool]) -> int:
        number = self._of_predicate.get(key)
        if number is None:
            number = self._of_predicate[key] = len(self.predicates)
            self.predicates.append(Predicate(*key))
        return number

    def key(self, atom: Atom) -> Key:
        """The key of a ground atom."""
        return self.predicate(atom), tuple(map(self.term, atom.args))

    def atom(self, key: Key) -> Atom:
        predicate = self.predicates[key[0]]
        terms = tuple(self.terms[number] for number in key[1])
        return Atom(predicate.name, terms, predicate.negated)
