"""This floor's migrations, in order."""
