"""What residents say in short statements, what others think of them, and which groups of opinion that makes (意见征集)."""
