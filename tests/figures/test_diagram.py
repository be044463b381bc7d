"""The stock-and-flow diagram: everything is on it, readable, and inside the sheet."""

import itertools
from pathlib import Path

import pytest
from matplotlib.figure import Figure

import takeoff
from takeoff.algebra.structure import PARAMETER, Structure, structure
from takeoff.errors import InputError
from takeoff.figures.diagram import LEGEND, diagram
from takeoff.figures.save import svg_text

CHAIN = """
schema = 1
[model]
name = "chain"
title = "An epidemic"
time = { start = 2026.0, stop = 2036.0 }
[stocks]
well = { unit = "1", start = "0.99" }
ill = { unit = "1", start = "0.01" }
recovered = { unit = "1", start = "0" }
[flows]
falling_ill = { out_of = "well", into = "ill", rate = "contacts * well * ill" }
recovering = { out_of = "ill", into = "recovered", rate = "ill / duration" }
[parameters]
contacts = { value = 5, unit = "1/year" }
duration = { value = 0.5, unit = "year" }
"""


def of(name: str | Path) -> Structure:
    return structure(takeoff.load(name).meaning)


def words(figure: Figure) -> list[str]:
    return [text.get_text().replace("\n", " ") for text in figure.axes[0].texts]


def check_readable(figure: Figure) -> None:
    """No word lies on another, and all are inside the sheet."""
    figure.canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent()) for text in figure.axes[0].texts]
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        assert not first.overlaps(second), (one, other)
    width, height = figure.get_size_inches() * figure.dpi
    assert all(box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height for _, box in boxes)


@pytest.mark.parametrize("name", ["exponential", "lead-and-pause", "automating-alignment"])
def test_everything_is_there_and_readable(name: str) -> None:
    found = of(name).without(PARAMETER)
    figure = diagram(found)
    assert {node.words for node in found.nodes} <= {*words(figure)}
    check_readable(figure)


def test_sectors_are_readable_with_its_parameters() -> None:
    whole = of("automating-alignment")
    for sector in ("alignment", "software", "tasks"):
        figure = diagram(whole.of_sector(sector), sector)
        assert figure.get_suptitle() == whole.sectors[sector]
        check_readable(figure)


def test_a_chain_of_stocks(tmp_path: Path) -> None:
    path = tmp_path / "chain.toml"
    path.write_text(CHAIN, encoding="utf-8")
    figure = diagram(of(path))
    assert sorted(words(figure)) == sorted(
        [
            LEGEND,
            "well",
            "<well>",
            "ill",
            "<ill>",
            "<ill>",
            "recovered",
            "falling ill",
            "recovering",
            "contacts",
            "duration",
        ]
    )
    check_readable(figure)


def test_the_text_of_the_svg_is_the_same_each_time() -> None:
    first, second = (svg_text(diagram(of("logistic")), {"model": "logistic"}) for _ in range(2))
    assert first == second
    assert first.startswith("<?xml")
    assert "logistic" in first


def test_nothing_to_draw_says_so() -> None:
    with pytest.raises(InputError, match="neither stocks nor auxiliaries"):
        diagram(of("researcher-supply"))
