"""Everything named as single PDFs, in order."""

from pathlib import Path

from ingest.errors import NoPdfAttached
from ingest.intake.incoming import incoming
from tests.ingest.intake.test_mail import PDF, eml


def test_folders_files_and_mails_become_one_list(tmp_path: Path) -> None:
    """Folders give their PDFs and e-mails in order of names; attachments say where they were."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "b.pdf").write_bytes(PDF)
    (tmp_path / "in" / "notes.txt").write_text("no")
    (tmp_path / "in" / "deep" / "z.PDF").write_bytes(PDF)
    mail = eml(tmp_path / "in" / "a.eml", [("x.pdf", PDF, "pdf"), ("y.pdf", PDF, "pdf")])
    own = tmp_path / "own.pdf"
    folder = tmp_path / "unpacked"
    folder.mkdir()
    found = list(incoming([tmp_path / "in", own], folder))
    assert [f.path.name for f in found] == ["x.pdf", "y.pdf", "b.pdf", "z.PDF", "own.pdf"]
    assert [f.origin.name for f in found] == ["a.eml", "a.eml", "b.pdf", "z.PDF", "own.pdf"]
    assert found[0].source == "E-mail of 5 July 2024"
    assert found[0].path.parent.parent == folder
    assert mail.exists()


def test_a_mail_without_pdf_keeps_its_place_with_its_refusal(tmp_path: Path) -> None:
    """Every file named gets an outcome, also one with nothing to read."""
    (found,) = incoming([eml(tmp_path / "a.eml", [])], tmp_path)
    assert found.path.name == "a.eml"
    assert isinstance(found.refusal, NoPdfAttached)
