"""Action items: what was resolved is done, late, escalated or given up, and the reviews that look at it regularly."""
