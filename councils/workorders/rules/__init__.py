"""The law of work orders: states and steps, who may take which, and how fast."""
