"""The checks themselves: a page with a planted fault is caught by each of them."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from tests.service.web.chromium import Chromium
from tests.service.web.test_keyboard import walk_faults
from tests.service.web.test_speed import FIRST_VIEW_BYTES, LARGEST_LAYOUT_SHIFT

pytestmark = pytest.mark.browser

FAULTY = b"""<!doctype html>
<html><head><title></title><style>a:focus{outline:none}.tiny{display:block;width:9px;height:9px;
overflow:hidden}.wide{width:2000px}</style></head><body>
<img src="http://localhost:9/outside.png">
<p style="color:#bbb;background:#fff">Pale words</p>
<a class="tiny" href="#x">x</a> <a href="#y" tabindex="5">jumps the queue</a>
<input name="nameless"><div class="wide">wide</div>
<button></button>
<script>document.cookie = "seen=1"; console.error("planted"); undefinedFunction();</script>
</body></html>"""


HEAVY = b"""<!doctype html><html lang="en"><head><title>Heavy</title></head><body>%s
<script>const push = () => {
  const late = document.createElement("div");
  late.style.height = "400px";
  document.body.prepend(late);
};
new PerformanceObserver((list) => {
  if (!list.getEntriesByName("first-contentful-paint").length) return;
  for (let turn = 1; turn <= 8; turn++) setTimeout(push, 250 * turn);
}).observe({ type: "paint", buffered: true });</script></body></html>
""" % (b"<p>Words that are pushed down once they stand, over and over again.</p>" * 2000)


@pytest.fixture(scope="module")
def faulty() -> Iterator[str]:
    """The address of a page with every fault at once."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(HEAVY if self.path == "/heavy" else FAULTY)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_each_check_catches_its_fault(faulty: str, chromium: Chromium) -> None:
    """Engines, validator, target size, width, console, requests and cookies all speak up."""
    shown = chromium("open", url=faulty, width=390)
    axe = " ".join(chromium("axe"))
    assert all(rule in axe for rule in ("color-contrast", "image-alt", "button-name", "label"))
    htmlcs = " ".join(chromium("htmlcs", url=faulty))
    assert "1_1_1" in htmlcs
    assert "1_4_3" in htmlcs
    markup = " ".join(chromium("markup", text=shown["text"]))
    assert "no-inline-style" in markup
    assert any("9x9" in target for target in chromium("targets"))
    assert shown["scroll_width"] > 390
    assert any("planted" in line for line in shown["console"])
    assert any("localhost:9" in asked for asked in shown["requests"])
    assert shown["cookies"] == ["seen"]


def test_keyboard_walk_catches_its_faults(faulty: str, chromium: Chromium) -> None:
    """A hidden outline and a stop out of order are found by the walk."""
    chromium("open", url=faulty, width=390)
    found = " ".join(walk_faults(chromium("keyboard")))
    assert "no outline" in found
    assert "out of order" in found


def test_lighthouse_catches_its_faults(faulty: str, chromium: Chromium) -> None:
    """A page with errors is badly made; a heavy one whose words are pushed down is told by both."""
    assert chromium("lighthouse", url=faulty)["best_practices"] < 0.95
    heavy = chromium("lighthouse", url=f"{faulty}heavy")
    assert heavy["bytes"] > FIRST_VIEW_BYTES
    assert heavy["layout_shift"] > LARGEST_LAYOUT_SHIFT
