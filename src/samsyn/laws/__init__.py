"""Which paragraph of which law holds on a given day? Data in statutes.toml, answers in rules.py."""
