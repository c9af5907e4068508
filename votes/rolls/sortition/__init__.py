"""Drawing a panel by lot from a roll, announced before the seed is known, so that anyone can repeat it."""
