"""What is kept of an attachment: its row behind the wall, its bytes in a folder of their own."""

from samsyn.attachments.models.attachment import Attachment

__all__ = ["Attachment"]
