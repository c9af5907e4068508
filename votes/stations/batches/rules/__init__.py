"""What holds for the papers of a box: sheet by sheet and batch by batch (sheets), and as a whole (boxes)."""
