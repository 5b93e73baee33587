"""Quotes as a Word file."""

import io

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from service.export.word import word_file
from tests.service.export.quotes import SHA256, URL, item


def test_quote_reference_hash_and_link_are_in_the_file() -> None:
    """The file opens, holds quote, reference and hash, and its link leads to the page."""
    document = Document(io.BytesIO(word_file([item()])))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "“Robbery rose by 12 % & fell_again.”" in text
    assert "p. 10 (page 12 of the file)" in text
    assert SHA256 in text
    links = [
        relation.target_ref
        for relation in document.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
    ]
    assert links == [URL]


def test_characters_that_xml_forbids_are_left_out() -> None:
    """A control character from a PDF does not break the file."""
    document = Document(io.BytesIO(word_file([item("Robbery\x00 fell\x0b.")])))
    assert "“Robbery fell.”" in [paragraph.text for paragraph in document.paragraphs]
