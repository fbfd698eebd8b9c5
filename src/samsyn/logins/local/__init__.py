"""How does one get in before any provider is connected? By password and one-time code."""
