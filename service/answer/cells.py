"""The cell of a comparison that says nothing."""

from service.answer.claims import TableCell

NOT_STATED = TableCell("not stated", None)
