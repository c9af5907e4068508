"""Agendas being made: their entries, the days of notice, and the papers that may be attached."""
