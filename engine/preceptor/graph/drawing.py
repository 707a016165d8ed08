"""Drawings of the graph: DOT, Mermaid and GraphML.

Names come from a teacher's text, so each is printed in the rule language, which escapes control
characters, and then escaped once more for the format.
"""

from __future__ import annotations

from preceptor.graph.document import show_predicate
from preceptor.graph.rulegraph import RuleGraph
from preceptor.logic import Predicate

Edge = tuple[Predicate, Predicate, bool, str]  # read, concluded, whether under \+, label


def dot(graph: RuleGraph) -> str:
    """A Graphviz digraph: given predicates are boxes, dashed edges are read under `\\+`."""
    names = _names(graph)
    lines = ["digraph rules {", '  rankdir="LR";']
    for predicate, name in names.items():
        shape = "box" if predicate in graph.inputs else "ellipse"
        lines.append(f"  {name} [label={dot_string(show_predicate(predicate))}, shape={shape}];")
    for read, concluded, negative, label in _edges(graph):
        style = ", style=dashed" if negative else ""
        lines.append(f"  {names[read]} -> {names[concluded]} [label={dot_string(label)}{style}];")
    return "\n".join([*lines, "}\n"])


def mermaid(graph: RuleGraph) -> str:
    """A Mermaid flowchart: given predicates are boxes, dotted edges are read under `\\+`."""
    names = _names(graph)
    lines = ["flowchart LR"]
    for predicate, name in names.items():
        label = _mermaid_string(show_predicate(predicate))
        lines.append(f"  {name}[{label}]" if predicate in graph.inputs else f"  {name}({label})")
    for read, concluded, negative, label in _edges(graph):
        arrow = "-.->" if negative else "-->"
        lines.append(f"  {names[read]} {arrow}|{_mermaid_string(label)}| {names[concluded]}")
    return "\n".join(lines) + "\n"


def graphml(graph: RuleGraph) -> str:
    """GraphML with an edge for each literal of each rule, with `rule` and `negative`."""
    import networkx as nx

    names = _names(graph)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for predicate, name in names.items():
        network.add_node(
            name,
            label=show_predicate(predicate),
            input=predicate in graph.inputs,
            derived=predicate in graph.derived,
        )
    for number, (read, concluded, held) in enumerate(graph.network().edges(data=True)):
        network.add_edge(
            names[read],
            names[concluded],
            f"e{number}",
            rule=_printable(held["rule"]),
            negative=held["negative"],
        )
    return "\n".join(nx.generate_graphml(network)) + "\n"


def _names(graph: RuleGraph) -> dict[Predicate, str]:
    """A plain node name for each predicate."""
    return {predicate: f"n{number}" for number, predicate in enumerate(graph.predicates)}


def _edges(graph: RuleGraph) -> list[Edge]:
    """One edge for all rules that read a predicate, with one sign, to conclude another."""
    by_ends: dict[tuple[Predicate, Predicate, bool], dict[str, None]] = {}
    for read, concluded, held in graph.network().edges(data=True):
        by_ends.setdefault((read, concluded, held["negative"]), {})[held["rule"]] = None
    return [
        (*ends, next(iter(rules)) if len(rules) == 1 else f"{len(rules)} rules")
        for ends, rules in sorted(by_ends.items())
    ]


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):x}\\" for c in text)


def dot_string(text: str) -> str:
    """Any text as a quoted string of DOT."""
    escaped = _printable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _mermaid_string(text: str) -> str:
    """Everything but letters, digits and a few marks as a character code."""
    shown = (c if c.isalnum() or c in " _-/.,()" else f"#{ord(c)};" for c in _printable(text))
    return f'"{"".join(shown)}"'
