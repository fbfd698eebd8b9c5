"""Who did what, and who read what? Append-only; knows only identities, no free text of a case."""
