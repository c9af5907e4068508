"""Turnout and papers, in two tables that nothing joins."""
