"""The pages of a counted round: who was chosen, why, step by step, and how its rule counts."""
