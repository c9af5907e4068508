"""A question put to the vote without a budget (表决事项): yes or no, one of several, seats, consent, owners."""
