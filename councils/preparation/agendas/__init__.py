"""The agenda of a session while it is being made, its papers, and its publication as a notice."""
