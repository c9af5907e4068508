"""Signing in: passwords, invitation codes, one-time set-up, server-side sign-ins, and drafts that survive it."""
