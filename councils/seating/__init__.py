"""Who sits: how seats end, who follows, who attends without a vote, what members declared, and who came."""
