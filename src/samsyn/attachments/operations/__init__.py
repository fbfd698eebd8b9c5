"""Put a file to a case, and take off one that nobody else has been able to see."""

from samsyn.attachments.operations.adding import Given, attach_file
from samsyn.attachments.operations.taking_off import take_off_attachment

__all__ = ["Given", "attach_file", "take_off_attachment"]
