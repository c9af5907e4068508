"""What stands between one session and the next: their rhythm, standing agreements, and the team that runs them."""
