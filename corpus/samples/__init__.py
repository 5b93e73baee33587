"""Sample publications about Wealdshire, a county that does not exist.

The text and figures are in ``source``; ``python -m corpus.samples`` makes the PDFs, the truth
files, the manifest and the questions from them. Nothing here is imported while the service runs.
"""
