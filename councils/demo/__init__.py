"""The living demo community: one scene a room, told in the order things happen."""
