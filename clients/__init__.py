"""Clients of the API for other programs; no part of the service."""
