"""One line of an agenda on its own page, and the papers attached to it."""
