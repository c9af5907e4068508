"""Funding decisions: this proposal, this much, from this fund, by this resolution."""
