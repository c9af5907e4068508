"""Before a session: motions handed in, the agenda, its papers, the notice, invitations, the calendar, the pack to read."""
