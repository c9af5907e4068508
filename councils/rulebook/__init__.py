"""The rule book: every rule set in plain words with its source, further versions of it, and who compared them with the text."""
