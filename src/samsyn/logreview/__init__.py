"""Who has read about a child, and was it right? The reviewer's month, and the family's extract."""
