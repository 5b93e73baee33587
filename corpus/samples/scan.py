"""Turns a typeset PDF into what an office scanner makes of it on paper: grey pictures, no text.

Each page is drawn at 150 dots an inch, laid slightly askew, greyed, speckled and packed as JPEG.
The speckles come from fixed seeds, so the same pages give the same scan.
"""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

from corpus.samples.publications import Sample

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

DOTS_PER_INCH = 150
LARGEST_SKEW_DEGREES = 0.9
JPEG_QUALITY = 32


def scan(sample: Sample, pdf: bytes) -> bytes:
    """The PDF with every page replaced by a grey picture of itself."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [
            _age(page.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil(), seed=number)
            for number, page in enumerate(document, start=1)
        ]
    made = io.BytesIO()
    stamped = time.struct_time((*sample.published.timetuple()[:3], 9, 0, 0, 0, 0, 0))
    pictures[0].save(
        made,
        format="PDF",
        save_all=True,
        append_images=pictures[1:],
        resolution=DOTS_PER_INCH,
        quality=JPEG_QUALITY,
        title=sample.title,
        creationDate=stamped,
        modDate=stamped,
    )
    return made.getvalue()


def _age(page: Picture, *, seed: int) -> Picture:
    """One page as the scanner saw it: askew, not quite white, a little blurred and speckled."""
    import numpy as np
    from PIL import Image, ImageFilter

    chance = np.random.default_rng(seed)
    angle = float(chance.uniform(-LARGEST_SKEW_DEGREES, LARGEST_SKEW_DEGREES))
    turned = page.convert("L").rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64)
    grain = chance.normal(0.0, 3.5, size=grey.shape)
    faded = 28.0 + grey * (236.0 - 28.0) / 255.0 + grain
    faded[chance.random(grey.shape) < 0.0004] = 70.0
    return Image.fromarray(np.clip(faded, 0, 255).astype(np.uint8))
