"""How does HTTP become one step of a case and one page?"""
