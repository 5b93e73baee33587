"""Bringing reports in: each file with its outcome, a bad one never stops the others."""

from typing import Any

import pytest

from service.errors import UploadRefused
from tests.service.web.chromium import Chromium
from tests.service.web.conftest import Site
from tests.service.web.staff.conftest import Desk

WATCH = """(() => {
  globalThis.told = [];
  const note = () => told.push([
    document.getElementById('running-words').textContent,
    document.getElementById('running-bytes').value]);
  new MutationObserver(note).observe(document.getElementById('running'),
    {subtree: true, childList: true, characterData: true, attributes: true});
})()"""
DROP = """(() => {
  const files = new DataTransfer();
  for (const [name, size] of [['first.pdf', 3000000], ['bad.pdf', 5000]])
    files.items.add(new File([new Uint8Array(size)], name, {type: 'application/pdf'}));
  const drop = document.getElementById('drop');
  for (const kind of ['dragenter', 'dragover', 'drop'])
    drop.dispatchEvent(new DragEvent(kind,
      {dataTransfer: files, bubbles: true, cancelable: true}));
  return document.getElementById('file').files.length;
})()"""
DONE = "document.getElementById('running-words').textContent.startsWith('Done')"
BARS = "['running-bytes', 'running-bar'].map((n) => document.getElementById(n).position)"


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A reader that takes every file but those named bad, and notes what it was told."""
    told: list[dict[str, Any]] = []

    def take_in(settings: object, upload: Any, **given: Any) -> list[dict[str, Any]]:
        told.append(given | {"bytes": upload.read()})
        if "bad" in given["file_name"]:
            raise UploadRefused("It is a web page.", hint="Download it again.")
        names = ["one.pdf", "two.pdf"] if "mail" in given["file_name"] else [given["file_name"]]
        return [
            {
                "file_name": name, "status": "added", "reason": "", "hint": "",
                "publication_id": "public-report", "pages": 2,
            }
            for name in names
        ]  # fmt: skip

    monkeypatch.setattr("service.intake.take_in", take_in)
    return told


def send(desk: Desk, *names: str, **fields: str) -> Any:
    """Upload files of these names."""
    files = [("file", (name, b"%PDF-1.7", "application/pdf")) for name in names]
    data = {"form_token": desk.token} | fields
    accept = fields.pop("accept", "text/html")
    return desk.library.client.post(
        "/staff/upload", data=data, files=files, headers={"accept": accept}
    )


def test_plain_form_reads_every_file(desk: Desk, reading: list[dict[str, Any]]) -> None:
    """Two files, one bad: both outcomes stand on the page, with reason and what to do."""
    html = send(desk, "good.pdf", "bad.pdf", audience="staff", kind="strategy").text
    assert "added, 2 pages" in html
    assert "It is a web page. Download it again." in html
    assert [one["file_name"] for one in reading] == ["good.pdf", "bad.pdf"]
    assert {one["audience"].value for one in reading} == {"staff"}
    assert desk.trail().count('"act":"upload"') == 2


def test_each_file_of_an_e_mail_is_told(desk: Desk, reading: list[dict[str, Any]]) -> None:
    """An e-mail with two PDFs has an outcome for each, on the page and in the trail."""
    html = send(desk, "mail.eml").text
    assert "one.pdf" in html
    assert "two.pdf" in html
    assert desk.trail().count('"act":"upload"') == 2


def test_script_gets_outcomes_as_data(desk: Desk, reading: list[dict[str, Any]]) -> None:
    """The page's script sends one file at a time and gets its outcome as JSON."""
    reply = send(desk, "good.pdf", accept="application/json")
    assert reply.json()["files"][0]["status"] == "added"
    assert len(reading) == 1


def test_nothing_chosen_is_told_at_the_field(desk: Desk) -> None:
    """Sending no file comes back with an error tied to the field."""
    html = send(desk).text
    assert "Choose at least one PDF file." in html
    assert 'aria-invalid="true"' in html


def test_upload_from_elsewhere_is_refused(desk: Desk, reading: list[dict[str, Any]]) -> None:
    """Without the session's token nothing is read."""
    assert send(desk, "good.pdf", form_token="").status_code == 403
    assert reading == []


@pytest.mark.browser
def test_dropped_files_are_sent_with_their_bytes_told(
    site: Site, chromium: Chromium, reading: list[dict[str, Any]]
) -> None:
    """Files dropped on the form are sent one by one, told by bytes, then reading, then outcome."""
    chromium("open", url=f"{site.base}/staff/upload", cookies=site.cookies)
    assert chromium("evaluate", script=DROP) == 2
    chromium("evaluate", script=WATCH)
    chromium("evaluate", script="document.querySelector('#upload button').click()")
    chromium("until", script=DONE)
    told = chromium("evaluate", script="told")
    phases = list(dict.fromkeys(words for words, _ in told if words))
    assert phases == [
        f"{act} {name}, file {number} of 2."
        for number, name in ((1, "first.pdf"), (2, "bad.pdf"))
        for act in ("Sending", "Reading")
    ] + ["Done: 2 of 2."]
    sent = [count for _, count in told]
    assert sent == sorted(sent)
    assert sent[-1] == 3_005_000
    assert chromium("evaluate", script=BARS) == [1, 1]
    words = chromium("evaluate", script="document.getElementById('running').innerText")
    assert "3.0 MB of 3.0 MB" in words
    assert "first.pdf: added, 2 pages. See how first.pdf was read" in words
    assert "bad.pdf: refused. It is a web page. Download it again." in words
    assert [len(one["bytes"]) for one in reading] == [3_000_000, 5_000]
