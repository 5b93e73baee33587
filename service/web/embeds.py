"""Parts for other sites: the search box and a cited quote, for one line of HTML in their pages.

Who may frame them is decided by the headers (`service.headers`) from the setting; here they are
only drawn, always as the public sees them, and without anything of the frame around them.
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.citations import cite, permalink
from corpus.errors import NotFound
from corpus.records import Audience
from service.api.publications import seen_edition
from service.export.harvard import reference
from service.web.pages import marked_on
from service.web.templating import ANYONE, render, runtime_of

router = APIRouter(include_in_schema=False)


@router.get("/embed/search", dependencies=ANYONE)
def search_box(request: Request) -> HTMLResponse:
    """The search box for a page of another site."""
    return render(request, "embed_search.html")


@router.get("/embed/quote/{publication_id}/{number}", dependencies=ANYONE)
def quote(request: Request, publication_id: str, number: int) -> HTMLResponse:
    """A cited quote for a page of another site.

    *Raises*: NotFound, also where the words are not on the page or the public may not see it.
    """
    runtime = runtime_of(request)
    # Whoever is signed in here, what another site shows is what the public may see.
    view = runtime.view(Audience.PUBLIC)
    query = request.query_params
    publication, edition = seen_edition(view, publication_id, query.get("edition"))
    page = view.page(edition.sha256, number)
    marked = marked_on(page, query.get("at", ""), query.get("words", ""))
    if marked.span is None:
        raise NotFound("There is no such quote.")
    citation = cite(view, edition.sha256, marked.span)
    return render(
        request,
        "embed_quote.html",
        citation=citation,
        publication=publication,
        reference=reference(publication, citation),
        url=permalink(citation, base=runtime.settings.public_url),
    )
