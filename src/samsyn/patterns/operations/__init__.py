"""What may happen to a pattern. Each operation is one transaction that leaves an event."""
