"""The same questions before and after, answered without a name: how far talking moved people."""
