"""Mutations: the same program as other teachers write it, one change of form each.

Each takes the text of a program in the strict layout and gives it in another one that says the
same. They know the format's marks and nothing of what a program is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

Mutation = Callable[[str], str]

TITLES = (
    *("Predicates", "Facts", "Rules", "Query", "Premises", "Conclusion"),
    *("Domain", "Variables", "Constraints", "Declarations", "Options"),
)
TITLE = re.compile(rf"(?:# )?({'|'.join(TITLES)}):?")


def titled(form: str) -> Mutation:
    """Each heading in another form; `{n}` counts them."""

    def mutate(text: str) -> str:
        rows, n = [], 0
        for row in text.split("\n"):
            found = TITLE.fullmatch(row)
            n += found is not None
            rows.append(form.format(found[1], n=n, upper=found[1].upper()) if found else row)
        return "\n".join(rows)

    return mutate


def stated(change: Callable[[str], str], sign: str = " ::: ") -> Mutation:
    """Each statement changed, its comment behind another sign."""

    def row_changed(row: str) -> str:
        if not row.strip() or TITLE.fullmatch(row):
            return row
        body, _, comment = row.partition(":::")
        return change(body.strip()) + (sign + comment.strip() if comment else "")

    return lambda text: "\n".join(map(row_changed, text.split("\n")))


def numbered(form: str) -> Mutation:
    """Each statement behind its number."""

    def mutate(text: str) -> str:
        count = iter(range(1, 1000))
        return stated(lambda body: form.format(body, n=next(count)))(text)

    return mutate


def replaced(*pairs: tuple[str, str]) -> Mutation:
    def change(body: str) -> str:
        for old, new in pairs:
            body = body.replace(old, new)
        return body

    return stated(change)


def substituted(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Mutation:
    return stated(lambda body: re.sub(pattern, by, body))


def blocks(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    block: list[str] = []
    for row in text.split("\n"):
        title = TITLE.fullmatch(row)
        if title:
            block = found.setdefault(title[1], [])
        elif row.strip():
            block.append(row)
    return found


def turned_over(text: str) -> str:
    """The blocks in the opposite order."""
    mark, end = ("# ", "") if "# Declarations" in text else ("", ":")
    turned = reversed(blocks(text).items())
    return "\n".join(f"{mark}{name}{end}\n" + "\n".join(rows) for name, rows in turned)


def fenced_by_block(text: str) -> str:
    found = blocks(text).items()
    return "\n".join(f"**{name}:**\n```\n" + "\n".join(rows) + "\n```" for name, rows in found)


def captioned(text: str) -> str:
    """Each comment on a line of its own, above what it is about."""

    def above(row: str) -> str:
        body, _, comment = row.partition(":::")
        is_caption = comment and not body.startswith("Question")
        return f"# {comment.strip()}\n{body}" if is_caption else row

    return "\n".join(map(above, text.split("\n")))


LAYOUT: dict[str, Mutation] = {
    "fenced": lambda t: f"```\n{t}\n```",
    "fenced with prose": lambda t: (
        f"Here is the program:\n\n```prolog\n{t}\n```\n\nLet me know if you need anything else!"
    ),
    "fenced by block": fenced_by_block,
    "bold titles": titled("**{}:**"),
    "bold titles, colon outside": titled("**{}**:"),
    "markdown titles": titled("### {}"),
    "markdown titles with colons": titled("## {}:"),
    "capital titles": titled("{upper}:"),
    "numbered titles": titled("{n}. {}:"),
    "bold numbered titles": titled("**{n}. {}:**"),
    "plain titles": titled("{}"),
    "hash titles": titled("# {}"),
    "bracketed titles": titled("[{}]"),
    "commented titles": titled("// {}"),
    "percent titles": titled("% {}:"),
    "drawn titles": titled("=== {} ==="),
    "underlined titles": titled("{}\n------"),
    "titles between rules": titled("---\n{}:\n"),
    "titles with remarks": titled("{} (in the notation above):"),
    "bullets": stated(lambda b: f"- {b}"),
    "stars": stated(lambda b: f"* {b}"),
    "dots": stated(lambda b: f"• {b}"),
    "numbers": numbered("{n}. {}"),
    "numbers in parentheses": numbered("({n}) {}"),
    "quoted": lambda t: "\n".join(f"> {row}" for row in t.split("\n")),
    "backticks": stated(lambda b: f"`{b}`"),
    "bullets and backticks": stated(lambda b: f"- `{b}`"),
    "bold statements": stated(lambda b: f"**{b}**"),
    "full stops": stated(lambda b: f"{b}."),
    "semicolons": stated(lambda b: f"{b};"),
    "commas": stated(lambda b: f"{b},"),
    "hash comments": stated(str, "  # "),
    "slash comments": stated(str, "  // "),
    "block comments": lambda t: re.sub(r":::([^\n]*)", r"/*\1 */", t),
    "tight comments": stated(str, ":::"),
    "comments above": captioned,
    "wide colons": stated(str, " ：：： "),
    "wide punctuation": lambda t: t.translate(str.maketrans("(),", "（），")),
    "prose before": lambda t: f"Sure! Let me do that.\n\nFirst, we name what there is.\n\n{t}",
    "prose behind": lambda t: f"{t}\n\nThis is the program (see above), and the answer is A).\n",
    "an answer behind": lambda t: f"{t}\n\nAnswer: B) False",
    "an explanation behind": lambda t: f"{t}\n\nExplanation:\nIt holds, since P(x) -> Q(x) does.\n",
    "a note behind": lambda t: f"{t}\n\n**Note:** I have assumed that all statements hold.\n",
    "a rule behind": lambda t: f"{t}\n------\n",
    "thoughts": lambda t: (
        "<think>\nLet me see.\n" + "\n".join(t.split("\n")[::-1]) + f"\nRight?\n</think>\n\n{t}"
    ),
    "thoughts without beginning": lambda t: f"Let me see.\nFacts:\nFoo(bar, True)\n</think>\n{t}",
    "tags": lambda t: f"<program>\n{t}\n</program>",
    "a JSON text": json.dumps,
    "a JSON object": lambda t: json.dumps({"program": t}),
    "a JSON object in a fence": lambda t: f"```json\n{json.dumps({'program': t}, indent=1)}\n```",
    "JSON by block": lambda t: json.dumps(blocks(t)),
    "JSON by block, texts": lambda t: json.dumps({k: "\n".join(b) for k, b in blocks(t).items()}),
    "escaped line ends": lambda t: t.replace("\n", "\\n"),
    "CRLF": lambda t: t.replace("\n", "\r\n"),
    "a byte order mark": lambda t: "\ufeff" + t,
    "indented": lambda t: "\n".join(f"    {row}" for row in t.split("\n")),
    "blank lines": lambda t: t.replace("\n", "\n\n"),
    "wide blanks": lambda t: t.replace(" ", "\u00a0"),
    "unseen characters": lambda t: t.replace("(", "(\u200b"),
    "blanks at the end": lambda t: "\n".join(f"{row}   " for row in t.split("\n")),
    "entities": lambda t: t.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;"),
    "escaped markdown": lambda t: t.replace("_", "\\_").replace("[IN]", "\\[IN\\]"),
    "blocks turned over": turned_over,
}

_ATOM = r"(\w+)\(([^()]*), (True|False)\)"


def _negated(form: str) -> Mutation:
    return substituted(r"(\w+)\(([^()]*), False\)", lambda m: form.format(f"{m[1]}({m[2]}, True)"))


def _variables(form: Callable[[str], str]) -> Mutation:
    return substituted(r"\$(\w+)", lambda m: form(m[1]))


def _rules(form: Callable[[list[str], list[str], str], str]) -> Mutation:
    """Each rule in another form, of its variables, its conditions and its head; the values of
    truth are left out and False is a negation."""

    def change(body: str) -> str:
        if ">>>" not in body:
            return body
        names = sorted(set(re.findall(r"\$(\w+)", body)))
        text = re.sub(r"\$(\w+)", r"\1", body).replace(", True)", ")")
        text = re.sub(r"(\w+)\(([^()]*), False\)", r"¬\1(\2)", text)
        conditions, head = text.split(">>>")
        return form(names, [c.strip() for c in conditions.split("&&")], head.strip())

    return stated(change)


def _prefix(name: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{name}({', '.join(parts)})"


LOGIC: dict[str, Mutation] = {
    **{
        f"{true} and {false}": replaced((", True)", f", {true})"), (", False)", f", {false})"))
        for true, false in map(str.split, ("true false", "T F", "1 0", "TRUE FALSE", "Yes No"))
    },
    **{
        f"the arrow {arrow}": replaced((">>>", arrow))
        for arrow in (
            *("→", "->", "=>", "⇒", "-->", "==>", ">>", ">", "implies", "IMPLIES", "then"),
            *(r"\rightarrow", r"$\rightarrow$", r"\to", r"\Rightarrow", r"\implies"),
        )
    },
    **{
        f"and as {sign}": replaced(("&&", sign))
        for sign in ("∧", "&", "and", "AND", ",", "^", "/\\", r"\land", r"\wedge")
    },
    **{
        f"not as {form}": _negated(form)
        for form in ("!{}", "¬{}", "~{}", "not {}", "NOT {}", "Not({})", r"\neg {}", r"\+ {}")
    },
    "bare variables": _variables(str),
    "question marks": _variables(lambda v: f"?{v}"),
    "capital variables": _variables(str.upper),
    "braced variables": _variables(lambda v: f"${{{v}}}"),
    "underscored variables": _variables(lambda v: f"_{v}"),
    "no values": replaced((", True)", ")")),
    "equations": substituted(_ATOM, r"\1(\2) = \3"),
    "tests": substituted(_ATOM, r"\1(\2) == \3"),
    "quotes": substituted(r"(?<=\()([A-Z]\w*)(?=,)", r'"\1"'),
    "small predicates": substituted(r"\b([A-Z]\w*)\(", lambda m: f"{m[1].lower()}("),
    "small constants": substituted(r"(?<=\()([A-Z]\w*)(?=,)", lambda m: m[1].lower()),
    "loose arguments": replaced(("(", "( "), (")", " )"), (",", " , ")),
    "square brackets": replaced(("(", "["), (")", "]")),
    "grouped sides": stated(lambda b: f"({b.replace('>>>', ') >>> (')})" if ">>>" in b else b),
    "rules over lines": lambda t: t.replace(" && ", " &&\n    "),
    "Prolog": _rules(lambda _, body, head: f"{head} :- {', '.join(body)}."),
    "quantifiers": _rules(lambda v, b, h: f"{''.join(f'∀{x} ' for x in v)}({' ∧ '.join(b)} → {h})"),
    "one quantifier": _rules(lambda v, b, h: f"∀{', '.join(v)} ({' ∧ '.join(b)} → {h})"),
    "quantifiers in parentheses": _rules(
        lambda v, b, h: f"{''.join(f'(∀{x})' for x in v)}({' ∧ '.join(b)} → {h})"
    ),
    "forall and a stop": _rules(lambda v, b, h: f"forall {' '.join(v)}. {' & '.join(b)} -> {h}"),
    "for all and a colon": _rules(
        lambda v, b, h: f"for all {', '.join(v)}: {' and '.join(b)} => {h}"
    ),
    "functions": _rules(
        lambda v, b, h: (
            f"ForAll([{', '.join(v)}], Implies({_prefix('And', b)}, "
            f"{_prefix('And', h.replace('¬', 'Not ').split(' && '))}))"
        )
    ),
    "LaTeX": _rules(
        lambda v, b, h: (
            "$"
            + "".join(rf"\forall {x} " for x in v)
            + r" \land ".join(b).join(("(", ""))
            + rf" \rightarrow {h})$"
        ).replace("¬", r"\neg ")
    ),
    "if and then": _rules(lambda _, b, h: f"if {' and '.join(b)} then {h}"),
    "a question": lambda t: re.sub(r"(Query:\n[^\n:]*\))", r"\1?", t),
    "a Prolog goal": lambda t: t.replace("Query:\n", "Query:\n?- "),
    "a spoken question": lambda t: re.sub(r"Query:\n([^\n:]*\))", r"Query:\nIs \1 true?", t),
    "a query on its title's line": lambda t: t.replace("Query:\n", "Query: "),
    "another title": lambda t: t.replace("Query:", "Query Statement:"),
    "nothing declared": lambda t: t[t.index("Facts:") :],
    "everything twice": lambda t: f"{t}\n{t}",
}

_WORDS = (
    *(("∀", "for all "), ("∃", "there exists "), ("→", " implies "), ("¬", "not ")),
    *(("↔", " if and only if "), ("∧", " and "), ("∨", " or "), ("⊕", " xor ")),
)
_LATEX = (
    *(("∀", r"\forall "), ("∃", r"\exists "), ("→", r"\rightarrow "), ("¬", r"\neg ")),
    *(("↔", r"\leftrightarrow "), ("∧", r"\land "), ("∨", r"\lor "), ("⊕", r"\oplus ")),
)
_ASCII = (
    *(("∀", "forall "), ("∃", "exists "), ("→", "->"), ("¬", "~")),
    *(("↔", "<->"), ("∧", "&"), ("∨", "|"), ("⊕", "xor")),
)
_latex = replaced(*_LATEX)

FORMULA: dict[str, Mutation] = {
    "words": replaced(*_WORDS),
    "capital words": replaced(*((sign, word.upper()) for sign, word in _WORDS)),
    "ASCII": replaced(*_ASCII),
    "LaTeX": _latex,
    "LaTeX between dollars": lambda t: stated(lambda b: f"${b}$")(_latex(t)),
    "LaTeX in parentheses": lambda t: stated(lambda b: rf"\( {b} \)")(_latex(t)),
    "LaTeX texts": lambda t: substituted(r"\b([A-Z]\w*)\(", r"\\text{\1}(")(_latex(t)),
    "colons": substituted(r"([∀∃]\w)\s*", r"\1: "),
    "stops": substituted(r"([∀∃]\w)\s*", r"\1."),
    "quantifiers in parentheses": substituted(r"([∀∃]\w)\s*", r"(\1)"),
    "variables in parentheses": substituted(r"([∀∃])(\w)\s*", r"\1(\2) "),
    "all and stops": replaced(("∀x ", "all x. "), ("∃x ", "exists x. "), ("→", "->"), ("¬", "-")),
    "square brackets": substituted(r"^(∀\w) \((.*)\)$", r"\1 [\2]"),
    "long titles": lambda t: t.replace("Premises:", "First-Order-Logic Premises:"),
    "late titles": lambda t: t.replace("Conclusion:", "Conclusion in FOL:"),
    "labels": numbered("P{n}: {}"),
    "long labels": numbered("Premise {n}: {}"),
    "captions": lambda t: re.sub(r"(?m)^([^:\n]+) ::: ([^\n]*)$", r"\2\n\1", t),
    "therefore": lambda t: t.replace("Conclusion:\n", "Conclusion:\n∴ "),
    "turnstile": lambda t: t.replace("Conclusion:\n", "Conclusion:\n⊢ "),
    "nothing declared": lambda t: t[t.index("Premises:") :],
}

_LISTED = r"AllDifferentConstraint\(\[([^\]]*)\]\)"
_IN = r"\[IN\] \[(\d)[\d, ]*, (\d)\]"

FINITE: dict[str, Mutation] = {
    **{
        f"all different as {form}": substituted(_LISTED, lambda m, form=form: form.format(m[1]))  # type: ignore[misc]
        for form in (
            *("all_different({})", "all_different([{}])", "AllDifferent({})", "alldifferent([{}])"),
            *("Distinct([{}])", "AllDiff([{}])", "AllDifferent({{{}}})", "All different: {}"),
        )
    },
    **{
        f"in as {form}": lambda t, form=form: re.sub(_IN, lambda m: form.format(m[1], m[2]), t)  # type: ignore[misc]
        for form in (
            *("in {}..{}", "[IN] [{}..{}]", ": {}-{}", "∈ {{{}, ..., {}}}", "[IN] [{}, ..., {}]"),
            *("in range({}, 4)", "= [{}, 2, {}]", "∈ {{{}, 2, {}}}"),
        )
    },
    **{
        f"options as {form}": lambda t, form=form: re.sub(  # type: ignore[misc]
            r"(?m)^([A-C])\) ", lambda m: form.format(m[1]), t
        )
        for form in (
            *("({}) ", "{}. ", "{}: ", "Option {}: ", "- {}) ", "**{})** ", "- **{}**: "),
            *("{} - ", "**Option {}:** ", "* ({}) "),
        )
    },
    "single equals": replaced(("==", "=")),
    "is": replaced(("==", "is")),
    "equals": replaced(("==", "equals")),
    "unequal signs": replaced(("!=", "≠")),
    "SQL": replaced(("!=", "<>")),
    "spaced names": replaced(("blue_jay", "blue jay")),
    "hyphens": replaced(("blue_jay", "blue-jay")),
    "humps": replaced(("blue_jay", "BlueJay")),
    "LaTeX": stated(lambda b: f"${b.replace('!=', chr(92) + 'neq ').replace('==', '=')}$"),
    "options by name": lambda t: t.replace("Query:", "Answer Choices:"),
    "no domain": lambda t: t[t.index("Variables:") :],
    "everything twice": lambda t: f"{t}\n{t}",
}

LSAT: dict[str, Mutation] = {
    "titles with colons": titled("{}:"),
    "bare letters": lambda t: re.sub(r"::: \(([A-E])\)", r"::: \1", t),
    "letters and text": lambda t: re.sub(r"::: \(([A-E])\)", r"::: (\1) as said", t),
    "letters in front": lambda t: re.sub(r"(?m)^(is_.*) ::: \(([A-E])\)", r"(\2) \1", t),
    "options in front": lambda t: re.sub(r"(?m)^(is_.*) ::: \(([A-E])\)", r"Option \2: \1", t),
    "no letters": lambda t: re.sub(r" ::: \(([A-E])\)", "", t),
    "a question with a colon": lambda t: t.replace("Question :::", "Question:"),
    "small functions": substituted(r"\b(And|Not|Implies|ForAll)\(", lambda m: m[0].lower()),
    "quoted elements": substituted(
        r"(?<=EnumSort\(\[)[^\]]*", lambda m: ", ".join(f"'{e.strip()}'" for e in m[0].split(","))
    ),
    "named sorts": substituted(r"(\w+) = EnumSort\(", r"\1 = EnumSort('\1', "),
    "Z3's bool": replaced(("[bool]", "[BoolSort()]")),
    "a capital Bool": replaced(("[bool]", "[Bool]")),
    "functions without lists": substituted(
        r"Function\(\[(.*?)\] -> \[(\w+)\]\)", r"Function(\1 -> \2)"
    ),
    "variables in sorts": substituted(r"\[(\w+):(\w+)\]", r"[\1 in \2]"),
    "everything twice": lambda t: f"{t}\n{t}",
}
