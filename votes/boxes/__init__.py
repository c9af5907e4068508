"""Ballot boxes under two keys: what is cast can be read by nobody, operators included, before two people open the box."""
