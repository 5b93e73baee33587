"""What a running service holds: the record as each audience, its index, the model, the pictures.

Everything is opened when first needed and in one way only, so that a part that is missing is named
in `status` and the rest goes on. Does not know HTTP; audiences are decided in
`service.access.caller`.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from corpus.errors import RecordMissing
from corpus.reader import View
from corpus.records import Audience
from corpus.store import Record
from index import cross_encoders, models
from index.embedder import Embedder
from index.errors import FindingError, NoGeneration, OtherModel
from index.generation import current_name, folder_of
from index.hits import Filters, Found, Query
from index.lexicon.glossary import GlossaryEntry
from index.reader import Reader
from index.rerank import reading
from index.search import Searcher
from service.answer.answerer import Answerer
from service.answer.claims import Answer, AnswerStatus, Told
from service.answer.safety import SUPPORT, Support, load_support
from service.answer.writer import EndpointWriter
from service.embedding import open_made, open_reader
from service.errors import NotReady
from service.pictures import Pictures
from service.settings import Settings
from service.unanswered import THEMES, Unanswered
from service.verify import Verifier
from service.withdrawals import Withdrawals, cleared, narrowed

NO_EMBEDDER = "no embedder: searching by words alone until vru refresh"
OTHER_MODEL = "index made by another model: searching by words alone until vru rebuild"
NO_RERANKER = "no reranker of the name that is set: hits are not read again until vru refresh"
NO_INDEX = "no index yet"
UNUSABLE_INDEX = "index damaged or of an older form: build it with vru rebuild"
NO_RECORD = "no record yet"
STALE = "index behind the record: the newest changes are not found yet"


@dataclass(frozen=True, slots=True)
class Status:
    """How the service is, for one audience: ready to answer or not, and what is degraded."""

    is_ready: bool
    degraded: tuple[str, ...]
    publications: int


class Runtime:
    """The opened parts of one service; may be used from many threads."""

    def __init__(self, settings: Settings, *, embedder: Embedder | None = None) -> None:
        self.settings = settings
        self.pictures = Pictures(settings.files_dir, settings.pictures_dir)
        self._embedder = embedder
        self._reader: Reader | None = None
        self._reader_sought = False
        self._reranker: Reader | None = None
        self._lock = threading.RLock()
        self._views: dict[tuple[Audience, bool], View] = {}
        self._searchers: dict[tuple[Audience, bool, bool], Searcher] = {}
        self.withdrawals = Withdrawals(settings.generations_dir)
        self._answerers: dict[tuple[Audience, bool], Answerer] = {}
        self._verifiers: dict[Audience, Verifier] = {}

    def view(self, audience: Audience, *, curating: bool = False) -> View:
        """The record as an audience sees it.

        *Raises*: RecordMissing.
        """
        key = (audience, curating)
        with self._lock:
            if key not in self._views:
                self._views[key] = View(self.settings.record_path, audience, curating=curating)
            return self._views[key]

    def record(self) -> Record:
        """The record for writing; whoever asks closes it.

        *Raises*: RecordReadOnly.
        """
        return Record(self.settings.record_path)

    def embedder(self) -> Embedder | None:
        """The embedding model, or None while none has been made ready."""
        with self._lock:
            if self._embedder is None:
                folder = models.made(self.settings.model, self.settings.models_dir)
                if folder is not None:
                    self._embedder = open_made(folder)
            return self._embedder

    def reader(self) -> Reader | None:
        """The model that judges whether a text answers a question, or None where it cannot run."""
        with self._lock:
            if not self._reader_sought:
                self._reader_sought = True
                self._reader = open_reader()
            return self._reader

    def reranker(self) -> Reader | None:
        """What reads the best hits again; None where none is set, or it is not made ready."""
        name = self.settings.reranker
        if name in ("", cross_encoders.OWN):
            return self.reader() if name else None
        with self._lock:
            if self._reranker is None:
                folder = cross_encoders.made(name, self.settings.models_dir)
                self._reranker = open_reader(folder) if folder else None
            return self._reranker

    def _writer(self) -> EndpointWriter | None:
        settings = self.settings
        if not settings.llm_url:
            return None
        return EndpointWriter(settings.llm_url, settings.llm_model, settings.llm_key)

    def searcher(self, audience: Audience, *, by_words_alone: bool = False) -> Searcher:
        """What searches for an audience, with the models where there are any."""
        embedder = None if by_words_alone else self.embedder()
        reranker = self.reranker()
        key = (audience, embedder is not None, reranker is not None)
        with self._lock:
            if key not in self._searchers:
                self._searchers[key] = Searcher(
                    self.settings.generations_dir,
                    audience,
                    embedder,
                    rerank=reading(self.view(audience), reranker) if reranker else None,
                )
            return self._searchers[key]

    def _usable(self, audience: Audience) -> Searcher:
        """The searcher, by words alone where the index was made by another model.

        *Raises*: NotReady.
        """
        searcher = self.searcher(audience)
        try:
            searcher.opened()
        except NoGeneration as error:
            raise NotReady("There is nothing to search yet.") from error
        except OtherModel:
            # Words still stand where they stood.
            return self.searcher(audience, by_words_alone=True)
        return searcher

    def search(self, query: Query, *, is_reread: bool = True) -> Found:
        """Search as the query's audience; what was withdrawn a moment ago is left out.

        *Raises*: NotReady.
        """
        view = self.view(query.audience)
        searcher = self._usable(query.audience)
        found = searcher.search(query, is_reread=is_reread)
        if self.withdrawals.gone(view, found.generation):
            held = narrowed(query, self.withdrawals.visible(view))
            found = cleared(searcher.search(held, is_reread=is_reread), query.filters)
        degraded = (OTHER_MODEL,) if found.degraded and self.embedder() else found.degraded
        if self.withdrawals.missing(view, found.generation):
            degraded = (*degraded, STALE)
        return replace(found, degraded=(*degraded, *self.unread()))

    def unread(self) -> tuple[str, ...]:
        """What to say where hits should be read again and cannot be; else nothing."""
        return (NO_RERANKER,) if self.settings.reranker and not self.reranker() else ()

    def glossary(self, audience: Audience) -> tuple[GlossaryEntry, ...]:
        """The acronyms that the publications of an audience define, withdrawn ones left out.

        *Raises*: NotReady.
        """
        visible = self.withdrawals.visible(self.view(audience))
        entries = self._usable(audience).glossary()
        return tuple(entry for entry in entries if entry.publication_id in visible)

    def ask(
        self, question: str, *, audience: Audience, filters: Filters | None = None, limit: int = 10
    ) -> Answer:
        """Answer as an audience.

        *Raises*: NotReady.
        """
        told = self.live(question, audience=audience, filters=filters, limit=limit)
        return next(one for one in told if isinstance(one, Answer))

    def live(
        self, question: str, *, audience: Audience, filters: Filters | None = None, limit: int = 10
    ) -> Iterator[Told]:
        """The same, told as it is made: sentences of a writer once proven, the answer last.

        *Raises*: NotReady, before anything is told.
        """
        answerer = self._answerer(audience)
        return answerer.live(question, filters=filters or Filters(), limit=limit)

    def unanswered(self) -> Unanswered:
        """What was asked and not answered, counted by theme."""
        settings = self.settings
        return Unanswered(
            settings.unanswered_path,
            keep_days=settings.unanswered_days,
            themes=self._own_copy(THEMES),
        )

    def _own_copy(self, file: Path) -> Path:
        """The copy of an editable file in the data directory where there is one, else the file."""
        own = self.settings.data / file.name
        return own if own.is_file() else file

    def support(self) -> Support:
        """The support lines, by the service's own file where it has one."""
        return load_support(self._own_copy(SUPPORT))

    def note_outcome(self, answer: Answer) -> None:
        """Count an answer that was none or half a one; who asked is not known here."""
        if answer.status in (AnswerStatus.NOT_FOUND, AnswerStatus.PARTIAL):
            # A count that cannot be written must not cost anybody their answer.
            with suppress(sqlite3.Error):
                self.unanswered().note(answer.question, answer.status.value)

    def verifier(self, audience: Audience) -> Verifier:
        """What checks quotes as an audience.

        *Raises*: RecordMissing.
        """
        with self._lock:
            if audience not in self._verifiers:
                self._verifiers[audience] = Verifier(self.view(audience))
            return self._verifiers[audience]

    def _answerer(self, audience: Audience) -> Answerer:
        embedder = self.embedder()
        with self._lock:
            key = (audience, embedder is not None)
            if key not in self._answerers:
                self._answerers[key] = Answerer(
                    self.view(audience),
                    # The answerer reads for itself, and was calibrated on hits not read before.
                    partial(self.search, is_reread=False),
                    embedder,
                    self.reader(),
                    self._writer(),
                    self.settings.public_url,
                    rarity=lambda stems: self._usable(audience).rarity(stems),
                    support=self.support(),
                )
            return self._answerers[key]

    def picture(self, sha256: str, number: int, scale: float) -> Path:
        """The picture of a page; whoever asks has proven that the page may be seen.

        *Raises*: PictureFailed.
        """
        return self.pictures.picture(sha256, number, scale)

    def warm(self) -> None:
        """Open what the first request would wait for; what is missing is left for `status`."""
        with contextlib.suppress(RecordMissing, FindingError):
            for audience in Audience:
                self.view(audience)
                self.searcher(audience).opened()

    def status(self, audience: Audience = Audience.PUBLIC) -> Status:
        """What is ready and what is degraded, told from this audience's side alone."""
        try:
            view = self.view(audience)
            publications = len(self.withdrawals.visible(view))
        except RecordMissing:
            return Status(False, (NO_RECORD,), 0)
        generation = current_name(folder_of(self.settings.generations_dir, audience))
        if generation is None:
            return Status(False, (NO_INDEX,), publications)
        degraded = [NO_EMBEDDER] if self.embedder() is None else []
        try:
            if self._usable(audience) is not self.searcher(audience) and self.embedder():
                degraded.append(OTHER_MODEL)
        except (FindingError, NotReady):
            return Status(False, (UNUSABLE_INDEX,), publications)
        degraded.extend(self.unread())
        if self.withdrawals.missing(view, generation) or self.withdrawals.gone(view, generation):
            degraded.append(STALE)
        return Status(True, tuple(degraded), publications)
