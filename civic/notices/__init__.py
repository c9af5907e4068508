"""公示: something shown in public for a number of days, the objections to it and their answers."""
