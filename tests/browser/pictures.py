"""`python -m tests.browser.pictures`: the pictures of the page in the documentation, taken anew."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.opening import CHROMIUM, FLAGS, ROOT, SETTLED, served

FOLDER = ROOT / "docs" / "figures"
SIZES = {"page-wide": (1280, 800), "page-narrow": (390, 844)}
QUERY = "?v=1&model=automating-alignment&pause.depth=0.34"
PATIENCE = 300_000
COLOURS = 256
"""So few keep files small."""


def take(folder: Path) -> None:
    """Save a picture of each size.

    Arguments:
        folder: where to.
    """
    from playwright.sync_api import sync_playwright

    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (width, height) in SIZES.items():
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.goto(f"{address}{QUERY}")
            tab.wait_for_selector(SETTLED, timeout=PATIENCE)
            picture = Image.open(BytesIO(tab.screenshot())).convert("RGB")
            picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                folder / f"{name}.png", optimize=True
            )
        browser.close()


if __name__ == "__main__":
    take(FOLDER)
