"""The card wall: what people wrote, moved into clusters, with dots stuck on what matters most to them."""
