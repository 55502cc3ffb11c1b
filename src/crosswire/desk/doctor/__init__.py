"""The examination of an installation and of a desk."""
