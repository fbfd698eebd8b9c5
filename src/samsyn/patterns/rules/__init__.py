"""What is a recurring fault, how does it move, and what is said of it? Pure."""
