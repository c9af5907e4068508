"""Taking part in three minutes, for those who cannot come in the evening: one thing after another, resumed where left."""
