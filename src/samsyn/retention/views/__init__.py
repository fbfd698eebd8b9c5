"""The pages of those who keep a party's archive."""
