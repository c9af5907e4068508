"""Making, reading, settling and reversing batches (bundles); the box as a whole and what goes from it into the register (boxes)."""

from votes.stations.batches.services.boxes import close_box, settled_papers

__all__ = ["close_box", "settled_papers"]
