"""A device in the community centre for one ballot: nobody is signed in on it, and it forgets everyone at once."""
