"""What makes a vote checkable by a stranger: the papers, proofs, signatures, contests, and a bundle to recount."""
