"""Real elections in the Pabulib format: read, counted, imported."""
