"""What to read before a session (会前资料包), as a page and on paper."""
