"""Checking the books: every digest, signature and sum is worked out again from what is stored, and the first wrong thing is named."""
