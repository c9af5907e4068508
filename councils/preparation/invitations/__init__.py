"""Who is asked to come to a session, what they answer, and who has a seat in the gallery."""
