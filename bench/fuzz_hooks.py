"""What `bench/fuzz.py` adds to Schemathesis: every other request names something that is there.

Made-up ids alone end at 404 and never reach what lies behind. Ids and page numbers come from the
data directory, in the variable `VRU_FUZZ_HELD`. What staff write goes to two publications alone,
so that withdrawing them does not empty the reading routes.
"""

import json
import os
from typing import Any

import schemathesis
from hypothesis import strategies as st

HELD = json.loads(os.environ["VRU_FUZZ_HELD"])
WRITTEN, READ = HELD["publications"][:2], HELD["publications"][2:]


@schemathesis.hook
def flatmap_path_parameters(context: Any, path_parameters: Any) -> Any:
    """Places of the path, with what there is."""
    writes = context.operation.method.upper() in ("PATCH", "DELETE")
    return _mixed(
        path_parameters,
        {
            "publication_id": WRITTEN if writes else READ,
            "number": [1, 2, 3],
            "passage_id": HELD["passages"],
            "name": ["not-found"],
        },
    )


@schemathesis.hook
def flatmap_query(context: Any, query: Any) -> Any:  # noqa: ARG001
    """Parameters, with what there is."""
    return _mixed(
        query,
        {"passage": [[p] for p in HELD["passages"]], "q": HELD["questions"]},
    )


@schemathesis.hook
def flatmap_body(context: Any, body: Any) -> Any:  # noqa: ARG001
    """Bodies, with questions and quotes that have an answer."""
    return _mixed(body, {"question": HELD["questions"], "quote": HELD["quotes"]})


def _mixed(given: Any, there: dict[str, list[Any]]) -> Any:
    # What is against the description on purpose stays so, or its refusal would not be tried.
    fields = given if isinstance(given, dict) else {}
    names = [name for name in there if _is_like(fields.get(name), there[name][0])]
    if not names:
        return st.just(given)
    real = st.fixed_dictionaries({name: st.sampled_from(there[name]) for name in names})
    return st.one_of(st.just(given), real.map(lambda found: {**given, **found}))


def _is_like(value: Any, real: Any) -> bool:
    if isinstance(real, list):
        return isinstance(value, list) and bool(value) and all(_is_like(v, "") for v in value)
    if isinstance(real, str):
        return isinstance(value, str) and 0 < len(value) <= 200
    return type(value) is int and value > 0
