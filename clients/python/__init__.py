"""The Python client: one file to copy."""
