"""First floor: what residents ask for."""
