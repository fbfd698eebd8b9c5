"""Which input is well formed when one administers?"""
