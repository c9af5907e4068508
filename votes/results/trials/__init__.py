"""What if: the same papers counted live by another rule, with another budget or quota. Never the result."""
