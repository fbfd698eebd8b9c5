"""Which input is well formed about arenas, mandates, matters, meetings and the balance list?"""
