"""Studies: one split of a knowledge graph, and what different rules are worth on it."""
