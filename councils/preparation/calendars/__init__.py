"""Sessions by the month, and as calendars that phones understand (RFC 5545)."""
