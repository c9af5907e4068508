"""What was decided on a matter, by which numbers, and why for each option."""
