"""Motions handed in on paper of their own (议题单): who does what by when with how much money, signed, with a receipt."""
