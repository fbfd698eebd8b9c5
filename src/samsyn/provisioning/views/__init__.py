"""SCIM 2.0 over HTTP: one call of a directory becomes one query or one operation."""
