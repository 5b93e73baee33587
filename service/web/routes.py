"""The site's one router: the views together, each in its own file."""

from fastapi import APIRouter

from service.web import (
    checking,
    compare,
    embeds,
    files,
    guides,
    pages,
    publications,
    search,
    signing,
)
from service.web.staff import curate, editions, keys, overview, questions, upload

router = APIRouter(include_in_schema=False)
for part in (search, publications, pages, compare, checking, guides, signing, embeds, files):
    router.include_router(part.router)
for staff_part in (overview, upload, curate, editions, keys, questions):
    router.include_router(staff_part.router)
