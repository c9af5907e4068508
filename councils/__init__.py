"""Third floor: who decides, and what becomes of it."""
