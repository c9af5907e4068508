"""有事来协商: a matter talked through with those it concerns, from the topic raised to the answer and what was done."""
