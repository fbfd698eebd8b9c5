"""What may happen here. Each operation is one transaction that leaves an event."""
