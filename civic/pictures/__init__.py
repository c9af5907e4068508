"""Photographs: decoded, shrunk and written anew, so that nothing hidden in the file survives."""
