"""What a file must be like, which column means what, and what is wrong with a line."""
