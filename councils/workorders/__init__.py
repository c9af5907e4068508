"""工单: what somebody found, sent to who is responsible, done within a time, and checked by who reported it."""
