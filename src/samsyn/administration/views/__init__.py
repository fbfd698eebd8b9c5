"""How does HTTP become one call and one page?"""
