"""Calls for bids, sealed bids, and awards with reasons."""
