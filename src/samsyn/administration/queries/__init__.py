"""What does an administrator see? Units, people, assignments and open work without a name."""
