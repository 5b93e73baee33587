"""Answering by quoting: retrieve, select, write, ground; what is not on its page is dropped."""
