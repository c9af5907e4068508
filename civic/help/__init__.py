"""Help for first-timers, and the rules this house counts by, each with its source."""
