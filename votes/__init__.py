"""Second floor: how a choice is made."""
