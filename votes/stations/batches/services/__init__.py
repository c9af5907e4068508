"""Making, reading, settling and reversing batches (bundles); the box as a whole and what goes from it into the register (boxes)."""

from votes.stations.batches.services.boxes import settled_papers

__all__ = ["settled_papers"]
