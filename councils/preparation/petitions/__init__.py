"""Asking for a session with enough names, as the rule set lets members, residents or households do."""
