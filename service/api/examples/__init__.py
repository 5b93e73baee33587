"""The examples that the description of the API shows, one module a kind of answer.

All are of one page of an invented county's report, so that they agree with each other: addresses,
offsets and references are made from it as the service makes them, never written down.
"""
