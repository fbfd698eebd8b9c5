"""How do HTTP's questions about the log become one call and one page?"""
