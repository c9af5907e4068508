"""Rules for spending a budget on projects, exact and explained: lists of votes, Equal Shares, Add1, Phragmén."""
