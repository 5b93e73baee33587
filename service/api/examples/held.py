"""Examples of what is held: publications, a page, what became of an upload, and the service."""

from dataclasses import replace

from corpus.records import Audience
from service.api import bodies, holdings, told
from service.api.examples.report import BASE, EDITION, PAGE, PUBLICATION, SHA256
from service.curating import corrected
from service.handlers import PROBLEMS
from service.present import page_body, publication_body

CHANGES = {"title": "Strategic Needs Assessment 2023/24", "audience": Audience.PARTNER.value}

LISTED = holdings.PublicationBody.model_validate(publication_body(PUBLICATION))
LIST = holdings.Publications(total=1, publications=[LISTED])
ONE = holdings.PublicationBody.model_validate(publication_body(PUBLICATION, [EDITION]))
CHANGED = holdings.PublicationBody.model_validate(publication_body(corrected(PUBLICATION, CHANGES)))
WITHDRAWN = holdings.PublicationBody.model_validate(
    publication_body(replace(PUBLICATION, withdrawn=True))
)
ON_PAGE = holdings.PageBody.model_validate(page_body(PUBLICATION, EDITION, PAGE))

ADDRESS = f"{BASE}/publications/{PUBLICATION.id}"
METADATA = holdings.Metadata.model_validate(
    {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": ADDRESS,
        "url": ADDRESS,
        "name": PUBLICATION.title,
        "inLanguage": PUBLICATION.language,
        "numberOfPages": EDITION.page_count,
        "genre": PUBLICATION.kind.value,
        "publisher": {"@type": "Organization", "name": PUBLICATION.publisher},
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentSize": f"{EDITION.size_bytes} B",
            "sha256": SHA256,
            "contentUrl": f"{BASE}/api/v1/publications/{PUBLICATION.id}/file",
        },
        "temporalCoverage": "2023-04-01/2024-03-31",
        "spatialCoverage": {"@type": "Place", "name": PUBLICATION.area},
    }
)

ADDED = bodies.Read(
    file_name=PUBLICATION.file_name,
    status="added",
    reason="",
    hint="",
    publication_id=PUBLICATION.id,
    pages=EDITION.page_count,
    also=[
        bodies.FileRead(
            file_name="flyer.pdf",
            status="refused",
            reason="The file has no pages.",
            hint="Ask who sent it for the whole file.",
            publication_id=None,
            pages=0,
        )
    ],
)
HEALTH = bodies.Health(live=True, ready=True, degraded=[], publications=10, version="0.1.0")

_KINDS = {
    name: told.ProblemKind(type=kind.type, title=kind.title, status=kind.status)
    for name, kind in PROBLEMS.items()
}
PROBLEM = _KINDS["not-found"]
SOME_PROBLEMS = told.ProblemKinds(problems=[_KINDS["not-found"], _KINDS["key-wrong"]])
