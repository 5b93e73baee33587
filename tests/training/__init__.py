"""Tests of how the reader's training groups are made."""
