"""Which input is well formed?"""
