"""`vru list`, `show`, `withdraw`, `restore`, `set`: looking after the publications."""

import typer

from corpus.reader import View
from corpus.records import Audience, Edition, Kind, Publication
from corpus.store import Record
from service import audit
from service.cli.options import AsJson, AudienceOption
from service.cli.output import say, say_json, say_table
from service.curating import corrected
from service.settings import Settings


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("list")(list_publications)
    app.command()(show)
    app.command()(withdraw)
    app.command()(restore)
    app.command("set")(set_facts)


def _view() -> View:
    return View(Settings().record_path, Audience.STAFF, curating=True)


def list_publications(as_json: AsJson = False) -> None:
    """List every publication."""
    from service.present import publication_body

    publications = _view().publications()
    if as_json:
        say_json({"publications": [publication_body(p) for p in publications]})
        return
    rows = [
        (p.id, p.title, p.kind, p.period.words if p.period else "", p.area, state(p))
        for p in publications
    ]
    say_table(("Id", "Title", "Kind", "Period", "Area", "For"), rows)


def state(publication: Publication) -> str:
    """Who sees a publication now, in a word or two."""
    if publication.withdrawn:
        return "withdrawn"
    if publication.waiting:
        return f"waiting: {publication.waiting}"
    return publication.audience if publication.held else "not held"


def show(publication_id: str, as_json: AsJson = False) -> None:
    """Show one publication: facts, editions and the quality report of its reading."""
    from service.present import publication_body

    view = _view()
    publication = view.publication(publication_id)
    editions = view.editions(publication_id)
    if as_json:
        say_json(publication_body(publication, editions))
        return
    say(f"{publication.title} ({publication.id}), for {state(publication)}")
    if publication.marking:
        say(f"Marked {publication.marking}")
    rows = [
        (f.name, f.value, f.found_in, f"{f.confidence:.2f}", f.page_number or "")
        for f in publication.facts
    ]
    say_table(("Fact", "Value", "Found in", "Sure", "Page"), rows)
    for edition in editions:
        _say_edition(edition)


def _say_edition(edition: Edition) -> None:
    quality = edition.quality
    say(f"Edition {edition.sha256[:16]}, {edition.file_name}, {edition.page_count} pages")
    say(f"  read {edition.added_at:%Y-%m-%d %H:%M} UTC by {edition.reader}")
    pages = {
        "pages without text": quality.pages_without_text,
        "pages read from the picture": quality.ocr_pages,
        "garbled pages": quality.garbled_pages,
        "pages with hidden text left out": quality.hidden_text_pages,
    }
    for name, numbers in pages.items():
        if numbers:
            say(f"  {name}: {', '.join(map(str, numbers))}")
    if quality.ocr_confidence is not None:
        say(f"  words read from pictures: {quality.ocr_confidence:.0%} sure")
    say(f"  tables found: {quality.tables}")
    for note in quality.notes:
        say(f"  {note}")


def withdraw(publication_id: str) -> None:
    """Withdraw a publication from every audience, from the next request on."""
    _change_withdrawn(publication_id, withdrawn=True)


def restore(publication_id: str) -> None:
    """Bring a withdrawn publication back."""
    _change_withdrawn(publication_id, withdrawn=False)


def _change_withdrawn(publication_id: str, *, withdrawn: bool) -> None:
    from service.access.caller import LOCAL
    from service.cli.care import build_index

    settings = Settings()
    with Record(settings.record_path) as record:
        publication = record.withdraw(publication_id, withdrawn=withdrawn)
    act = "withdraw" if withdrawn else "restore"
    audit.note(settings, act, LOCAL, what=publication_id)
    build_index(settings)
    say(f"{publication.title}: {'withdrawn' if withdrawn else 'restored'}.")


def set_facts(
    publication_id: str,
    title: str | None = typer.Option(None, "--title"),
    kind: Kind | None = typer.Option(None, "--kind"),
    audience: AudienceOption = None,
    area: str | None = typer.Option(None, "--area"),
    period: str | None = typer.Option(None, "--period", help='Such as "2023/24" or "2024-2027".'),
    publisher: str | None = typer.Option(None, "--publisher"),
    near_copy_of: str | None = typer.Option(None, "--near-copy-of", help="An id, or empty."),
    supersedes: str | None = typer.Option(
        None, "--supersedes", help="The id of the report whose place this one takes, or empty."
    ),
) -> None:
    """Correct facts; what is set here is never overwritten by reading again."""
    from service.cli.care import build_index

    given: dict[str, str | None] = {
        "title": title,
        "kind": kind.value if kind else None,
        "audience": audience.value if audience else None,
        "area": area,
        "period": period,
        "publisher": publisher,
        "near_copy_of": near_copy_of,
        "supersedes": supersedes,
    }
    said = {name: value for name, value in given.items() if value is not None}
    if not said:
        raise typer.BadParameter("Say what to set, such as --title or --audience.")
    settings = Settings()
    _put(settings, publication_id, said)
    build_index(settings)
    say(f"{publication_id}: set {', '.join(said)}.")


def _put(settings: Settings, publication_id: str, said: dict[str, str]) -> None:
    from service.access.caller import LOCAL

    with Record(settings.record_path) as record:
        before = record.publication(publication_id)
        after = corrected(before, said)
        record.put(after)
    audit.note(
        settings,
        "change",
        LOCAL,
        what=publication_id,
        changed=sorted(said),
        audience_before=before.audience.value,
        audience_after=after.audience.value,
    )
