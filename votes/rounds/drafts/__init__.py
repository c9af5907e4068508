"""Setting a round up on one page: filling it in, changing it, seeing it as a voter will, calling it off."""
