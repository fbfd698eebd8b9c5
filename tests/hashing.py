"""The same hash of passwords as in production, made cheap: no test asks how slow it is."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """Eight KiB, once."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
