"""What has been published? Each module answers for one part of the open site."""
