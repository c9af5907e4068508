"""The trail: from a proposal to the last yuan paid for it, read in one go and shown the same on every page along it."""
