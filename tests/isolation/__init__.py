"""Every address, every role, every relation: what is answered?"""
