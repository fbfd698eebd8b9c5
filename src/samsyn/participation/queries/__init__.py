"""What may be seen of it, and by whom?"""
