"""Samsyn: one child's way from need to followed-up plan."""
