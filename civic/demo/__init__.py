"""What only a demo has: a clock that can be moved and a cast whose passwords are shown."""
