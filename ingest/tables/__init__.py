"""Tables of a page: their rows, columns and heads, from words and rules alone."""

from ingest.tables.find import find_tables, mark_continued, may_hold_table

__all__ = ["find_tables", "mark_continued", "may_hold_table"]
