"""Electorates: who has a paper at a ballot. Built from the register or imported, open to inspection, then frozen."""
