"""Who does what for this child? The engine answers; the pages only show."""
