"""Voting where people come in person: a kiosk, help from staff (代办), a proxy (代投), and papers of paper in batches.

Every way leads into the one register: whoever comes first by any of them has cast the entry's one paper.
"""
