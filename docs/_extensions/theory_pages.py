"""Pages of the theory: written from the derivations at every build, with the figure of each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pages import write_page, written_before_reading
from sphinx.application import Sphinx

from takeoff.figures.illustrations import illustration
from takeoff.figures.save import svg_text
from takeoff.tables.block_markdown import block_markdown
from takeoff.tables.markdown import anchor
from takeoff.tables.theory import topic_blocks
from takeoff.theory.topic import Topic
from takeoff.theory.topics import derive, topics

FOLDER, FIGURES = "theory", "figures"
INTRODUCTION = """# Theory

Every formula of these pages is the output of a derivation by sympy, from the assumptions that stand above it; nothing
is typed in. Each is proven in the tests against the condition or equation that it solves, against the integrated
model, and in its limits; a changed sign or exponent of an assumption changes it. `takeoff theory` shows the same on
the command line, `takeoff theory NAME --latex` for a paper."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the pages before they are read.

    Arguments:
        app: the build.
    """
    return written_before_reading(app, lambda sources, config: write_pages(sources / FOLDER))


def write_pages(folder: Path) -> None:
    """Write an index, a page for each topic, and the figures.

    Arguments:
        folder: made if it is not there.
    """
    write_page(folder / "index.md", _index())
    for topic in topics().values():
        write_page(folder / f"{topic.name}.md", block_markdown(topic_blocks(topic), FIGURES))
        for result in topic.results:
            if result.picture is not None:
                drawn = illustration(result.picture(derive(result.name)))
                write_page(folder / FIGURES / f"{result.name}.svg", svg_text(drawn, {"result": result.name}))


def _index() -> str:
    lines = [INTRODUCTION, "", *_contents(), "", "```{toctree}", ":hidden:", "", *topics(), "```"]
    return "\n".join(lines)


def _contents() -> Iterator[str]:
    for topic in topics().values():
        yield from (f"## [{topic.title}]({topic.name}.md)", "", topic.question, "", *_results(topic), "")


def _results(topic: Topic) -> Iterator[str]:
    for result in topic.results:
        yield f"- [{result.title}]({topic.name}.md#{anchor(result.title)})"
