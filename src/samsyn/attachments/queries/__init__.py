"""Which files may the actor see, and is what stands on disk what once was kept?"""

from samsyn.attachments.queries.pages import (
    AttachmentsPage,
    attachment_for,
    attachment_to_take_off,
    attachments_page,
    has_been_shared,
    opened_file,
)

__all__ = [
    "AttachmentsPage",
    "attachment_for",
    "attachment_to_take_off",
    "attachments_page",
    "has_been_shared",
    "opened_file",
]
