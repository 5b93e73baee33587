"""Quotes as a Word file: each quote, its reference with a working link, and the hash behind it.

Written with python-docx, styles only, so that the reader's own template takes over.
"""

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from corpus.text import legible
from service.export.items import Item

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow and that some PDFs hold."""


def word_file(items: Sequence[Item], *, title: str = "Evidence") -> bytes:
    """The items as a .docx file."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(_clean(title), level=1)
    for item in items:
        _add(document, item)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Any, item: Item) -> None:
    document.add_paragraph(f"“{_clean(item.citation.quote)}”", style="Quote")
    reference = item.reference.removesuffix(f" Available at: {item.url}")
    paragraph = document.add_paragraph(f"{_clean(reference)} Available at: ")
    if item.url.startswith(("http://", "https://")):
        _link(paragraph, item.url)
    else:
        paragraph.add_run(_clean(item.url))
    document.add_paragraph(f"Edition SHA-256: {item.citation.edition_sha256}")


def _link(paragraph: Any, url: str) -> None:
    """A hyperlink, which python-docx has no call for."""
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = _clean(url)
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def _clean(text: str) -> str:
    return " ".join(_NOT_XML.sub("", legible(text)).split())
