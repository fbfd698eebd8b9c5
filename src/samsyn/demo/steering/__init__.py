"""How does the steering half of the demo come to be? By calling operations, in two counties."""

from samsyn.demo.steering.loader import is_loaded, load_steering

__all__ = ["is_loaded", "load_steering"]
