"""Whom a consultation concerns: groups with their interest, who was invited, who came, whose voice is still missing."""
