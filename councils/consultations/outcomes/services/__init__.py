"""Acts around an outcome: writing and publishing it, answering it, taking a dispute further, handing it to a council."""
