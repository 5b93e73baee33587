"""`vru evaluate`: judge retrieval and answers on a question set."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from corpus.errors import NotFound
from corpus.reader import View
from corpus.records import Audience
from service.cli.options import AsJson
from service.cli.output import progress, say, say_json, say_table
from service.settings import Settings


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(evaluate)


def evaluate(
    questions: Path = typer.Argument(help="The question set, JSON lines."),
    run_out: Path | None = typer.Option(None, "--run-out", help="Write the run here."),
    against: Path | None = typer.Option(
        None, "--against", help="An earlier run: say which questions did better or worse."
    ),
    curve_out: Path | None = typer.Option(
        None, "--curve-out", help="Draw coverage against error here, as SVG."
    ),
    audience: Audience = typer.Option(Audience.STAFF, "--audience", help="Ask as this audience."),
    search_only: bool = typer.Option(
        False, "--search-only", help="Judge the search alone, without answering."
    ),
    as_json: AsJson = False,
) -> None:
    """Judge a question set: right pages, verbatim quotes, refusing, each with its interval."""
    from service.evaluation.curve import draw
    from service.evaluation.judging import changes, judge
    from service.evaluation.questions import load_questions, read_run, write_run
    from service.evaluation.running import require_models, run_questions
    from service.runtime import Runtime

    asked = load_questions(questions)
    earlier = read_run(against) if against else ()
    runtime = Runtime(Settings())
    require_models(runtime, audience)
    view = runtime.view(audience)
    with progress("questions") as bar:
        task = bar.add_task("Asking", total=len(asked), rate="")
        rows = run_questions(
            runtime,
            asked,
            audience=audience,
            is_asked=not search_only,
            advance=lambda: bar.advance(task),
        )
    if run_out:
        write_run(run_out, rows)
    judgement = judge(asked, rows, is_verbatim=_verbatim_in(view))
    if curve_out:
        curve_out.write_text(draw(judgement.curve), encoding="utf-8")
    moved = changes(asked, earlier, rows) if against else ()
    body = _body(judgement, moved)
    if as_json:
        say_json(body)
    else:
        _report(body)


def _verbatim_in(view: View) -> Any:
    pages: dict[tuple[str, int], str] = {}
    editions: dict[str, list[str]] = {}
    for publication in view.publications():
        for edition in view.editions(publication.id):
            editions.setdefault(edition.file_name, []).append(edition.sha256)

    def text_of(sha256: str, number: int) -> str:
        if (sha256, number) not in pages:
            try:
                pages[sha256, number] = " ".join(view.page(sha256, number).text.split())
            except NotFound:
                pages[sha256, number] = ""
        return pages[sha256, number]

    def is_verbatim(hit: Any) -> bool:
        quote = " ".join(hit.quote.split())
        return bool(quote) and any(
            quote in text_of(sha256, hit.page) for sha256 in editions.get(hit.document, ())
        )

    return is_verbatim


def _body(judgement: Any, moved: Any) -> dict[str, Any]:
    def measure(m: Any) -> dict[str, Any]:
        return {"value": m.value, "low": m.low, "high": m.high, "count": m.count}

    return {
        "measures": {m.name: measure(m) for m in judgement.measures},
        "by_kind": {
            kind: {m.name: measure(m) for m in measures}
            for kind, measures in judgement.by_kind.items()
        },
        "curve": [
            {"confidence": c, "coverage": coverage, "error": error}
            for c, coverage, error in judgement.curve
        ],
        "changes": [asdict(c) | {"words": c.words} for c in moved],
    }


def _report(body: dict[str, Any]) -> None:
    rows = [(name, *_figures(m), m["count"]) for name, m in body["measures"].items()]
    say_table(("Measure", "Value", "95 % interval", "Questions"), rows)
    say("")
    for kind, measures in body["by_kind"].items():
        shown = ", ".join(f"{name[7:]}: {m['value']:.2f}" for name, m in measures.items())
        count = next(iter(measures.values()))["count"]
        say(f"{kind} ({count}): recall at {shown}")
    for name, is_better in (("Worse", False), ("Better", True)):
        some = [change for change in body["changes"] if (change["gain"] > 0) is is_better]
        if some:
            say(f"\n{name} than before ({len(some)}):")
        for change in some:
            say(f"  {change['id']}: {change['words']}. {change['question']}")


def _figures(measure: dict[str, Any]) -> tuple[str, str]:
    if measure["value"] is None:
        return "none", ""
    return f"{measure['value']:.3f}", f"{measure['low']:.3f} to {measure['high']:.3f}"
