"""Which faults recur, and which deviations stand behind each of them?"""
