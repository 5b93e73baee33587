"""Training of the reader: the small cross-encoder that says whether a text answers a question.

Nothing here is imported by the product, and it needs torch and transformers, which the service
never loads.
"""
