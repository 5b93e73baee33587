"""Pages of words: help, accessibility statement, privacy notice, glossary, component gallery.

What they promise is read from the settings and the record where it can be, so that it stays true.
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.citations import link
from service.access.caller import PublicCaller
from service.errors import NotReady
from service.web.gallery import gallery
from service.web.templating import ANYONE, base_of, render, runtime_of

router = APIRouter(include_in_schema=False)

MOST_TERMS = 1000


@router.get("/help")
def help_page(request: Request, caller: PublicCaller) -> HTMLResponse:
    """How to search, ask, check and cite."""
    settings = runtime_of(request).settings
    publications = runtime_of(request).view(caller.audience).publications()
    return render(
        request,
        "help.html",
        base=base_of(request),
        can_embed=bool(settings.embed_sites),
        publication_count=len(publications),
    )


@router.get("/accessibility", dependencies=ANYONE)
def accessibility(request: Request) -> HTMLResponse:
    """The accessibility statement."""
    return render(request, "accessibility.html")


@router.get("/privacy", dependencies=ANYONE)
def privacy(request: Request) -> HTMLResponse:
    """The privacy notice."""
    settings = runtime_of(request).settings
    return render(request, "privacy.html", settings=settings)


@router.get("/glossary")
def glossary(request: Request, caller: PublicCaller) -> HTMLResponse:
    """What reports call things, each with the place that says so."""
    runtime = runtime_of(request)
    view = runtime.view(caller.audience)
    try:
        entries = runtime.glossary(caller.audience)[:MOST_TERMS]
    except NotReady:
        entries = ()
    passages = {p.id: p for p in view.passages([entry.passage_id for entry in entries])}
    terms = []
    for entry in sorted(entries, key=lambda e: e.term.casefold()):
        passage = passages.get(entry.passage_id)
        if passage is None:
            continue
        span = passage.spans[0]
        page = view.page(passage.edition_sha256, span.page)
        owner = view.owners([passage.edition_sha256])[passage.edition_sha256]
        address = link(
            owner.id, passage.edition_sha256, span, words=page.text[span.start : span.end]
        )
        terms.append((entry.term, entry.meaning, owner.title, page, address))
    return render(request, "glossary.html", terms=terms)


@router.get("/components", dependencies=ANYONE)
def components(request: Request) -> HTMLResponse:
    """Every component in every state, for those who build and check the site."""
    return render(request, "components.html", **gallery())
