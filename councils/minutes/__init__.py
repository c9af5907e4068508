"""Minutes: composed from the log, signed by recorder and chair, published, chained."""
