"""Which input is well formed about patterns and statistics?"""
