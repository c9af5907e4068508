"""Rules for spending a budget on projects, exact and explained: greedy, Equal Shares, Add1."""
