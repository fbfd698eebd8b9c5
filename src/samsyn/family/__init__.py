"""What may a child and its guardians see by themselves? Their own pages, by their own log-in."""
