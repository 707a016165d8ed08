"""`preceptor learn`: rules mined from triples, and given ones, ranked by what they find."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.parser import at_least, one_of
from preceptor.cli.progress import Bar
from preceptor.distil import Event
from preceptor.learn.completion import PROTOCOLS
from preceptor.learn.triples import read_split
from preceptor.report.curves import draw, ready
from preceptor.study import Plan, Result, Study, files, study, taught, telling
from preceptor.study.curves import curves
from preceptor.study.rulefile import FORMATS, written
from preceptor.syntax.files import write_text

_EPILOG = """\
examples:
  preceptor learn --data family
  preceptor learn --train train.txt --valid valid.txt --test test.txt --length 3 --out rules.txt
  preceptor learn --data umls --rules umls --repair --controls --json > learn.json
  preceptor learn --data umls --rules rules-100.txt --no-mining --protocol pyclause

Triples are lines of head, relation and tail with tabs between. Every rule is scored exactly on
train; the test part is ranked by each arm: no rules, the rules given (weighted as their author
says, by their scores, and as fitted to train), what was mined, and both. What can be chosen is
chosen on valid. RULES is a file in our language or of AnyBURL, PyClause, AMIE or ChatRule, or a
domain's name; a domain's `[graphs.NAME]` says what the data NAME calls its predicates.

  strict      every query, heads and tails, filtered, average ties, train graph alone
  chatrule    tails, relations without rules skipped, train and valid graph, pessimistic ties
  pyclause    as strict, ties by frequency, nothing past rank 100
  optimistic  tails, train and valid graph, an answer first among its equals

Only figures under `strict` can be compared. Ctrl-C ends the mining, and what was found by then
is ranked; once more ends the command.
Exit code: 0 done, 2 an error in the input."""


def configure(parser: ArgumentParser) -> None:
    given = parser.add_argument_group("the data")
    given.add_argument(
        "--data", type=Path, metavar="DIR", help="has train.txt, valid.txt, test.txt"
    )
    given.add_argument("--train", type=Path, metavar="T", help="a file of triples to learn from")
    given.add_argument("--valid", type=Path, metavar="V", help="triples to choose by")
    given.add_argument("--test", type=Path, metavar="S", help="triples to rank")
    given.add_argument("--name", metavar="NAME", help="what reports call the data [the folder]")
    rules = parser.add_argument_group("the rules")
    rules.add_argument(
        "--rules",
        nargs="+",
        action="extend",
        default=[],
        metavar="RULES",
        help="rule files or domains to compare; may be given several times",
    )
    rules.add_argument("--no-mining", action="store_true", help="rank the given rules alone")
    rules.add_argument(
        "--length",
        type=int,
        choices=(1, 2, 3),
        default=2,
        metavar="N",
        help="mine paths of 1 to 3 steps [2]",
    )
    rules.add_argument(
        "--constants",
        type=at_least(0),
        default=0,
        metavar="N",
        help="mine rules about single entities too, the N best for each head that names one [0]",
    )
    rules.add_argument(
        "--per-head",
        type=at_least(1),
        default=500,
        metavar="N",
        help="keep N of a relation [500]",
    )
    rules.add_argument(
        "--seconds",
        type=float,
        default=60.0,
        metavar="S",
        help="mine for S CPU seconds [60]",
    )
    rules.add_argument(
        "--repair",
        action="store_true",
        help="read given rules from their other atoms too, and narrow them by types",
    )
    rules.add_argument(
        "--controls", action="store_true", help="random rules of their shapes, mined ones as many"
    )
    rules.add_argument(
        "--student", action="store_true", help="fit ComplEx, rank by it alone and beside rules"
    )
    parser.add_argument(
        "--protocol",
        type=one_of(*PROTOCOLS),
        default="strict",
        metavar="|".join(PROTOCOLS),
        help="how ranks are counted [strict]",
    )
    out = parser.add_argument_group("the results")
    out.add_argument(
        "--proofs", action="store_true", help="certify a proof of each right answer in first place"
    )
    out.add_argument("--out", type=Path, metavar="F", help="write the rules of the best arm to F")
    out.add_argument(
        "--to",
        type=one_of(*FORMATS),
        default="rules",
        metavar="|".join(FORMATS),
        help="their format [rules]",
    )
    out.add_argument(
        "--plot", type=Path, metavar="F", help="draw MRR by number of rules and by CPU seconds"
    )
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    if options.plot is not None:
        ready(options.plot)
    protocol = PROTOCOLS[options.protocol]
    paths = files(options.train, options.valid, options.test, options.data)
    split = read_split(*paths, name=options.name)
    for line in telling.say_notes(split):
        console.note(f"note: {line}")
    sources = tuple(taught(rules, split) for rules in options.rules)
    for source in sources:
        for line in telling.say_source(source, split):
            console.note(line)
    plan = Plan(
        protocol,
        mining=not options.no_mining,
        length=options.length,
        constants=options.constants,
        per_head=options.per_head,
        seconds=options.seconds,
        repair=options.repair,
        controls=options.controls,
        student=options.student,
        proofs=options.proofs,
        seed=options.seed,
    )
    console.lines(telling.say_split(split, protocol))
    console.line(telling.COLUMNS)
    bar = Bar(console)

    def tell(result: Result) -> None:
        bar.close()
        console.line(telling.row(result))

    try:
        done = study(
            split,
            sources,
            plan,
            watch=lambda p: bar(Event("mine", p.done, p.of, remark=f"{p.rules} rules")),
            tell=tell,
        )
    finally:
        bar.close()
    console.lines(telling.say_end(done))
    console.lines(telling.say_proofs(done))
    if done.mined is not None and done.mined.stopped:
        console.note(f"mining is not complete: {done.mined.stopped}")
    _write(options, console, done)
    console.document(done.document())
    return Exit.OK


def _write(options: Namespace, console: Console, done: Study) -> None:
    """The rules and the drawing that are asked for."""
    if options.out is not None:
        best = done.best.arm
        write_text(options.out, written(best.rules, options.to))
        console.note(f"{len(best.rules)} rules of {best.name} written to {options.out}")
    if options.plot is not None:
        title = f"{done.split.name}, {done.plan.protocol.name}"
        draw(curves(done), title, options.plot)
        console.note(f"drawn in {options.plot}")
