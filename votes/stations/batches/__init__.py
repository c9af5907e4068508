"""Papers of paper, after the box is opened: bundled, read twice, settled, and added up against the roll."""
