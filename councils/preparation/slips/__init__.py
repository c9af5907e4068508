"""Printed invitations for people without an account, and their answers as they are entered at the desk."""
