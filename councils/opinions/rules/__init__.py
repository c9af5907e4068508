"""What may be said and voted on, by whom and when; the mathematics of opinion groups."""
