"""Repair: what would mend a theory, and the cheapest way to mend it all."""
