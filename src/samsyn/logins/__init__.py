"""How do people get in? Through the county's own identity providers; each a door of its own."""
