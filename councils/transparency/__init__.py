"""What a place keeps of its promises: shares worked out from rows, each with the way to them."""
