"""The count of a round and its working, certified once and explained to everyone."""
