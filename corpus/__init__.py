"""The record: nouns, SQLite, citations and the sample publications. Imports nothing of ours."""
