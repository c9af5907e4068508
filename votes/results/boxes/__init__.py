"""Closed boxes kept in memory for a while, and the one thread that counts them for readers."""
