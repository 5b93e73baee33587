"""Questions for staff: what the reports could not answer, and the golden set with its trend."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from service import audit
from service.access.caller import StaffCaller
from service.answer.claims import ComparisonTable, TableCell
from service.errors import BadRequest
from service.golden import SHOWN, Golden, Run
from service.web.chart import Chart, chart_of
from service.web.staff.acts import (
    Posted,
    ask_first,
    done,
    done_words,
    is_confirmed,
    posted,
    said,
)
from service.web.templating import render, runtime_of

router = APIRouter(include_in_schema=False)

LAST_RUNS = 8
MOST_COUNTS = 60


@router.get("/staff/questions")
def questions(request: Request, caller: StaffCaller) -> HTMLResponse:
    """Both lists."""
    return _page(request, caller)


def _page(request: Request, caller: StaffCaller, *, error: str = "") -> HTMLResponse:
    runtime = runtime_of(request)
    golden = Golden(runtime.settings)
    runs = golden.runs()[-LAST_RUNS:]
    return render(
        request,
        "staff/questions.html",
        status=422 if error else 200,
        golden=golden.questions(),
        is_running=golden.is_running,
        runs=runs,
        names=shown_names(runs),
        chart=trend(runs),
        publications=[p for p in runtime.view(caller.audience).publications() if p.held],
        error=error,
        counts=runtime.unanswered().counts()[:MOST_COUNTS],
        kept=runtime.unanswered().kept()[:MOST_COUNTS],
        days=runtime.settings.unanswered_days,
        done=done_words(request),
    )


def shown_names(runs: tuple[Run, ...]) -> list[str]:
    """The measures whose trend is shown: those that every run has."""
    return [name for name in SHOWN if runs and all(name in run.measures for run in runs)]


def trend(runs: tuple[Run, ...]) -> Chart | None:
    """The share of questions whose page is among the first five, run by run."""
    values = [run.measures.get("recall@5") for run in runs]
    cells = tuple(TableCell("" if v is None else f"{v:.2f}", None) for v in values)
    return chart_of(
        ComparisonTable(
            caption="Right page among the first five",
            columns=tuple(f"{run.at:%d %b}" for run in runs),
            rows=("All questions",),
            cells=(cells,),
        )
    )


@router.post("/staff/questions/golden")
def add(request: Request, caller: StaffCaller, form: Posted) -> Response:
    """Keep a golden question."""
    runtime = runtime_of(request)
    page = said(form, "page")
    try:
        Golden(runtime.settings).add(
            said(form, "question")[:1000],
            file_name=said(form, "file_name"),
            page=int(page) if page.isascii() and page.isdigit() else None,
        )
    except BadRequest as error:
        return _page(request, caller, error=str(error))
    audit.note(runtime.settings, "add golden question", caller)
    return done("/staff/questions", "kept")


@router.post("/staff/questions/golden/{question_id}/remove")
def remove(request: Request, question_id: str, caller: StaffCaller, form: Posted) -> Response:
    """Take a golden question out, after asking."""
    runtime = runtime_of(request)
    golden = Golden(runtime.settings)
    words = next((q["question"] for q in golden.questions() if q["id"] == question_id), "")
    if not is_confirmed(form):
        return ask_first(
            request,
            title="Take this question out of the golden set?",
            changes=[("Question", words, "")],
            fields={},
            button="Take it out",
            back="/staff/questions",
        )
    golden.remove(question_id)
    audit.note(runtime.settings, "remove golden question", caller, what=question_id)
    return done("/staff/questions", "forgotten")


@router.post("/staff/questions/golden/run", dependencies=[Depends(posted)])
def run(request: Request, caller: StaffCaller) -> Response:
    """Ask all golden questions, in the background."""
    runtime = runtime_of(request)
    started = Golden(runtime.settings).start()
    if started:
        audit.note(runtime.settings, "ask golden questions", caller)
    return done("/staff/questions", "running" if started else "busy")
