"""Papers that came after the notice: dated additions, and what is tabled while the session runs."""
