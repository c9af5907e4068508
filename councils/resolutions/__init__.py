"""What was resolved, by which motion, in which minutes."""
