"""The pages of a consultation: its list, its life, the road through it in three minutes, the panels lent to pages below."""
