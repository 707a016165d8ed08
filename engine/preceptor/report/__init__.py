"""Reports: what a run or a study found, drawn."""
