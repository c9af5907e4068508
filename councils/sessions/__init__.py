"""A meeting of a council, live: one log of events that is the meeting, and everything read from it."""
