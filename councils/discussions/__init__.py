"""Written contributions beside the floor: their texts, which are not in the log, and the place to write them."""
