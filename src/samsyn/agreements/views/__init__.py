"""How does HTTP become one step of an agreement and one page?"""
