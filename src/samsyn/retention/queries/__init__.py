"""What may go, what is stopped, and what went?"""
