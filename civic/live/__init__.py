"""Live pages: an act announces a name after its commit, every process renders anew and sends to who is watching."""
