"""Social organisations, social enterprises and firms that may bid, and who acts for them."""
