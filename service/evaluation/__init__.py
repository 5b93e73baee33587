"""Judging retrieval and answers on a question set: `vru evaluate`."""
