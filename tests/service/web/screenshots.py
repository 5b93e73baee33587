"""Takes the pictures of the site for the README: `python -m tests.service.web.screenshots`.

Shows the data directory of `VRU_DATA` (the sample publications, after `make serve`) in a real
Chromium, so that the pictures are what a reader would see.
"""

import threading
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image

from service.app import create_app
from service.settings import Settings
from tests.service.web.chromium import Chromium, missing

FOLDER = Path(__file__).parents[3] / "docs" / "screenshots"
QUESTION = "How+many+violent+offences+with+injury+were+recorded+in+Northgate+in+2022%2F23%3F"
MISQUOTED = "In+2022%2F23+the+police+recorded+2%2C782+offences+of+violence+with+injury+in+Northgate"
COLOURS = 256
"""Colours of a kept picture: text and covers stay true and a file stays small."""

DRAWN = """[...document.images].every((one) =>
  one.getBoundingClientRect().top > innerHeight || (one.complete && one.naturalWidth > 0))"""
"""Whether every picture in sight is there; the first time each cover has yet to be drawn."""

DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 780, "density": 2}


def pictures(base: str, page: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each picture's name, address and how it is taken; `page` is that of a cited quote."""
    return {
        "home": (base, DESKTOP),
        "answer": (f"{base}/search?q={QUESTION}", DESKTOP),
        "page": (base + page, DESKTOP),
        "compare": (
            f"{base}/compare?q=How+have+robberies+changed+year+by+year+in+Wealdshire%3F",
            DESKTOP,
        ),
        "check": (f"{base}/check?quote={MISQUOTED}", DESKTOP),
        "publications": (f"{base}/publications", DESKTOP),
        "phone": (f"{base}/search?q={QUESTION}", PHONE),
        "dark": (f"{base}/search?q={QUESTION}", PHONE | {"scheme": "dark"}),
    }


def keep(path: Path) -> None:
    """Make a picture small enough to keep."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, kmeans=1)
    small.save(path, optimize=True)


def main() -> None:
    """Serve, look, keep."""
    lack = missing()
    if lack:
        raise SystemExit(lack)
    config = uvicorn.Config(create_app(Settings()), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    chromium = Chromium()
    chromium("open", url=f"{base}/search?q={QUESTION}")
    script = "document.querySelector('.sources a').getAttribute('href')"
    page = chromium("evaluate", script=script)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (address, how) in pictures(base, page).items():
        chromium("open", url=address, **how)
        chromium("until", script=DRAWN)
        chromium("screenshot", path=str(FOLDER / f"{name}.png"))
        keep(FOLDER / f"{name}.png")
    chromium.close()
    server.should_exit = True
    thread.join(timeout=10)


if __name__ == "__main__":
    main()
