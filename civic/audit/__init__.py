"""Who did what to which thing, when, with what facts: append-only and hash-chained."""
