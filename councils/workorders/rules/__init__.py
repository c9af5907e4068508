"""The law of work orders: states and steps, who may take which, how fast, and which reports mean the same."""
