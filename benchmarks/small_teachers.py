"""A small teacher: what it writes free and held to a grammar, and what its likelihoods are worth.

    python benchmarks/small_teachers.py [--teacher gguf:smollm2] [--seeds N] [--tokens N]

Of five domains each seed writes a reply free and one under the domain's grammar, after two rules of
the domain. A line is finished when its end was written; of these the share is counted that parses,
and that says nothing but the domain's predicates at their arities. What the grammar costs in the
server is the difference in processor time for a token, prompts not counted, over pairs of a free
and a held reply, with its quartiles: on a busy machine they span more than the mask takes. So
beside it is the mask alone, on the same vocabulary, as `hf:` teachers use it. Then every probe that
is shipped is measured, as `preceptor probe` does.
Each run is a line of JSON in benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import quantiles
from time import process_time
from typing import Any

import llguidance
import torch

import preceptor
from preceptor import domain as domains
from preceptor.domain import Domain
from preceptor.learn import LikelihoodCritic, measure
from preceptor.logic import Atom, InputError, Not, Rule, Signature, variables
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_rules, show_rule
from preceptor.teacher import Finish, GgufTeacher, Grammar, Request, lock, open_local
from preceptor.teacher.masks import SLICES, Mask

RESULTS = Path(__file__).parent / "results" / "small_teachers.jsonl"
DOMAINS = ("kinship", "animals", "sentiment", "policy/personal-loan", "umls")
TIMES = 5  # that the mask alone is led through a reply
SYSTEM = "You write logic rules in Prolog. One rule per line, no comments."


@dataclass
class Written:
    """What came of all replies of one kind."""

    lines: int = 0
    parsed: int = 0
    in_words: int = 0
    safe: int = 0
    different: set[str] = field(default_factory=set)
    tokens: int = 0
    cpu_s: float = 0.0

    def read(self, text: str, finish: Finish, signature: Signature) -> None:
        """Counts the finished lines of a reply."""
        lines = text.split("\n")
        for line in lines if finish is Finish.STOP else lines[:-1]:
            if not line.strip() or line.startswith("```"):
                continue
            self.lines += 1
            try:
                rules = parse_rules(line)
            except InputError:
                continue
            self.parsed += 1
            self.in_words += all(in_words(rule, signature) for rule in rules)
            self.safe += all(is_safe(rule) for rule in rules)
            self.different |= {show_rule(rule) for rule in rules}

    def say(self, name: str) -> str:
        share = 100 * self.in_words / max(1, self.lines)
        return (
            f"{name:<8}{self.lines:>5} lines{self.parsed:>5} parse{self.in_words:>5} in the words "
            f"({share:.1f} %){len(self.different):>5} different{self.safe:>5} safe"
            f"{self.tokens:>6} tokens, {1000 * self.per_token:.2f} CPU ms each"
        )

    @property
    def per_token(self) -> float:
        return self.cpu_s / max(1, self.tokens)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--teacher", default="gguf:smollm2", metavar="gguf:FILE")
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="of each domain [3]")
    parser.add_argument("--tokens", type=int, default=120, metavar="N", help="of a reply [120]")
    options = parser.parse_args()
    started = process_time()
    teacher = open_local(options.teacher)
    assert isinstance(teacher, GgufTeacher)
    result: dict[str, Any] = {
        "preceptor": preceptor.__version__,
        "python": platform.python_version(),
        "teacher": teacher.weights.name,
        "load_cpu_s": round(process_time() - started, 2),
        "seeds": options.seeds,
        **writing(teacher, options.seeds, options.tokens),
        "probes": probes(teacher),
    }
    print(f"all: {process_time() - started:.0f} CPU s, of which loading {result['load_cpu_s']}")
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")


def writing(teacher: GgufTeacher, seeds: int, tokens: int) -> dict[str, Any]:
    """Both kinds of replies in all domains, and what the mask costs."""
    kinds = {"free": Written(), "held": Written()}
    costs: dict[str, list[float]] = {"free": [], "held": []}  # of a token, reply by reply
    sample: tuple[Grammar, str] | None = None
    for name in DOMAINS:
        domain = domains.load(name)
        grammar = lock(domain.signature)
        messages = prompt(domain)
        for kind, held in (("free", None), ("held", grammar)):
            # The prompt, and what a first token under a new grammar costs, are not the mask's.
            for limit in (1, 1):
                _, alone = timed(teacher, Request(messages, grammar=held, max_tokens=limit))
            for seed in range(seeds):
                request = Request(messages, seed, grammar=held, max_tokens=tokens)
                reply, cpu_s = timed(teacher, request)
                written = kinds[kind]
                written.read(reply.text, reply.finish, domain.signature)
                made = reply.usage.completion_tokens - 1 if reply.usage else 0
                written.tokens += made
                written.cpu_s += cpu_s - alone
                costs[kind].append((cpu_s - alone) / max(1, made))
                sample = (grammar, reply.text) if held else sample
    for kind, written in kinds.items():
        print(written.say(kind))
    assert sample is not None
    more = [held - free for free, held in zip(costs["free"], costs["held"], strict=True)]
    low, overhead, high = quantiles(more, n=4)
    mask, compiled = mask_alone(teacher, *sample)
    print(
        f"a token held took {1e6 * overhead:.0f} microseconds more than a free one in the server "
        f"(median of {len(more)} pairs of replies, quartiles {1e6 * low:.0f} and {1e6 * high:.0f});"
        f"\nthe mask alone takes {1e6 * mask:.0f}, and {1000 * compiled:.0f} ms to begin with"
    )
    return {
        **{k: {**asdict(w), "different": len(w.different)} for k, w in kinds.items()},
        "held_us_a_token": [round(1e6 * each) for each in (low, overhead, high)],
        "mask_us_a_token": round(1e6 * mask),
        "llguidance_grammar_ms": round(1000 * compiled, 1),
    }


def prompt(domain: Domain) -> tuple[tuple[str, str], ...]:
    """A request for rules, with the first two of the domain's own as examples."""
    rules = [rule for rule in parse_rules(domain.rules.read_text()) if rule.head and rule.body]
    shown = "\n".join(map(show_rule, rules[:2]))
    task = f"Here are two rules about {domain.about.rstrip('.')}:\n{shown}\nWrite eight new rules."
    return (("system", SYSTEM), ("user", task))


def timed(teacher: GgufTeacher, request: Request) -> tuple[Any, float]:
    started = process_time()
    reply = teacher.ask(request)
    return reply, process_time() - started


def mask_alone(teacher: GgufTeacher, grammar: Grammar, text: str) -> tuple[float, float]:
    """CPU seconds for a token, and for a grammar, of llguidance led through a reply: the least
    of several times."""
    tokens = llguidance.LLTokenizer(Vocabulary(teacher).wrapped, slices=SLICES)
    said = teacher._tokens(text)
    scores = torch.zeros(tokens.vocab_size)
    seconds, compiled = [], []
    for _ in range(TIMES):
        started = process_time()
        mask = Mask(tokens, grammar)
        compiled.append(process_time() - started)
        for token in said:
            mask.hold(scores)
            mask.take(token)
        seconds.append(mask.seconds / len(said))
    return min(seconds), min(compiled)


class Vocabulary:
    """The tokens of a GGUF file as llguidance wants them: listed by the server in one answer."""

    def __init__(self, teacher: GgufTeacher) -> None:
        self.teacher = teacher
        body = {"prompt": "a", "max_tokens": 1, "temperature": 0, "logprobs": 1_000_000}
        said = teacher._done("completions", body)
        listed = said["choices"][0]["logprobs"]["content"][0]["top_logprobs"]
        texts = {token["id"]: bytes(token["bytes"]) for token in listed}
        self.tokens = [texts[number] for number in range(len(texts))]
        self.special_token_ids = [number for number, text in enumerate(self.tokens) if not text]
        self.eos_token_id = self.special_token_ids[0]
        self.bos_token_id = None
        self.known: dict[bytes, list[int]] = {}

    def __call__(self, text: bytes) -> list[int]:
        """Asks the server once for each text: a tokenizer in this process takes microseconds."""
        if text not in self.known:
            self.known[text] = self.teacher._tokens(text.decode(errors="replace"))
        return self.known[text]

    @property
    def wrapped(self) -> llguidance.TokenizerWrapper:
        return llguidance.TokenizerWrapper(self)


def probes(teacher: GgufTeacher) -> dict[str, dict[str, Any]]:
    """The figures of every probe that is shipped."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(Path(str(RULESETS)).rglob(domains.PROBE)):
        domain = domains.load(path.parents[1])
        probe = domains.load_probe(domain)
        started = process_time()
        figures = measure(LikelihoodCritic(teacher, probe.phrasing), probe.questions)
        cpu_s = process_time() - started
        print(
            f"{domain.name:<10} AUC {figures.auc:.3f} ({figures.lower:.2f} to {figures.upper:.2f})"
            f"  top {figures.top:.2f}, by chance {figures.random:.2f}"
            f"  {1000 * cpu_s / figures.statements:.0f} CPU ms a statement"
            f"  {'refused' if figures.at_chance else 'used'}"
        )
        found[domain.name] = {
            **asdict(figures), "refused": figures.at_chance, "cpu_s": round(cpu_s, 2)
        }  # fmt: skip
    return found


def in_words(rule: Rule, signature: Signature) -> bool:
    """Whether every atom is one of a declared predicate, at its arity."""
    atoms = [part.atom if isinstance(part, Not) else part for part in (rule.head, *rule.body)]
    return all(
        signature.declaration(atom.predicate) is not None
        for atom in atoms
        if isinstance(atom, Atom)
    )


def is_safe(rule: Rule) -> bool:
    """Whether every variable occurs in a plain atom of the body."""
    bound = {name for part in rule.body if isinstance(part, Atom) for name in variables(part)}
    return set(variables(rule)) <= bound


if __name__ == "__main__":
    main()
