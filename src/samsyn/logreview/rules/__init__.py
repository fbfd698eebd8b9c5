"""What is odd in a log, what is drawn from it, and how is it told to a family? Pure."""
