"""The staff's page at a polling station: today's turnout, one person at a time, help with voting (代办), papers handed out."""
