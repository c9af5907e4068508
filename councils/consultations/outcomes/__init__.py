"""What came of a consultation: agreement, dissent with its reasons, who must answer by when, and what they answered."""
