"""What may be seen of patterns and statistics, and by whom?"""
