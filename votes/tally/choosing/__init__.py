"""Choosing: a text carried or lost, one winner, several seats. Pure and exact; every count returns its working."""
