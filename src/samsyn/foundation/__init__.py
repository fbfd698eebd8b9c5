"""The ground that every other package stands on; knows no domain word."""
