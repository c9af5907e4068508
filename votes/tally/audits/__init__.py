"""What a count says about itself: how near each loser was, who was left behind, what the money does for whom."""
