"""Which input is well formed when one reports, answers, lifts and follows up?"""
