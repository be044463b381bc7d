"""A model that extends another: what changes, what is added, what goes, where each key stands, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import takeoff
from takeoff.equations.understand import understand
from takeoff.errors import ModelError, Place
from takeoff.spec.bases import MOST_BASES
from takeoff.spec.figure_parts import WorthFigure
from takeoff.spec.read import Spec, read_model

PAGE = Path(__file__).resolve().parents[2] / "models" / "README.md"
BASE = """schema = 1
[model]
name = "base"
title = "Base"
meaning = "The model below."
time = { start = 2030.0, stop = 2040.0 }
[dimensions]
lab = ["ahead", "behind"]
[stocks.size]
over = "lab"
unit = "1"
start.ahead = "1"
start.behind = "exp(-lead * pace)"
[flows.growing]
over = "lab"
into = "size"
rate = "pace * size[lab]"
[parameters.lead]
value = "6 month"
unit = "year"
between = [0, 5]
[parameters.pace]
value = 0.5
unit = "1/year"
[outcomes]
ahead = { unit = "1", equation = "size[ahead]" }
behind = { unit = "1", equation = "size[behind]" }
ratio = { unit = "1", equation = "behind / ahead" }
"""
FIGURE = """[figures.best]
kind = "worth"
over = { start = "1..6 year" }
schedule = "abrupt"
maximise = "ahead"
"""
HEAD = 'extends = "base.toml"\nschema = 1\n[model]\nname = "own"\ntitle = "Own"\n'


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def own(folder: Path, changes: str = "") -> Path:
    write(folder, BASE, "base.toml")
    return write(folder, HEAD + changes)


def said(path: Path) -> list[str]:
    """Problems of a model: file, line and message."""
    with pytest.raises(ModelError) as caught:
        understand(read_model(path))
    return [f"{problem.place.short}: {problem.message}" for problem in caught.value.problems if problem.place]


def spot(spec: Spec, *path: str) -> str:
    return spec.place(*path).short


def test_nothing_changed_but_the_name(tmp_path: Path) -> None:
    spec = read_model(own(tmp_path))
    base = read_model(tmp_path / "base.toml")
    assert (spec.parts.model.name, spec.parts.model.title) == ("own", "Own")
    assert spec.parts.model.time == base.parts.model.time
    assert spec.parts.model_copy(update={"model": base.parts.model}) == base.parts
    assert (spot(spec, "model"), spot(spec, "model", "name"), spot(spec)) == ("own.toml:3", "own.toml:4", "own.toml:1")
    assert spot(spec, "stocks", "size", "start") == "base.toml:12"
    assert list(spec.sectors) == ["base", "own"]
    assert takeoff.load(tmp_path / "own.toml").run().outcome("ratio") == pytest.approx(0.7788, abs=1e-4)


def test_single_keys_change(tmp_path: Path) -> None:
    spec = read_model(own(tmp_path, 'time.stop = 2035.0\n[parameters.lead]\nvalue = "1 year"\n'))
    lead, time = spec.parts.parameters["lead"], spec.parts.model.time
    assert (lead.value, lead.unit, lead.between) == ({"": "1 year"}, "year", (0, 5))
    assert (time.start, time.stop) == (2030, 2035)
    assert spot(spec, "parameters", "lead", "value") == "own.toml:8"
    assert spot(spec, "parameters", "lead", "unit") == "base.toml:20"
    assert spot(spec, "parameters", "lead") == "base.toml:18"
    assert spec.sector("parameters", "lead") == "base"


def test_parts_are_added(tmp_path: Path) -> None:
    added = '[auxiliaries.twice]\nunit = "1"\nequation = "2 * size[ahead]"\n'
    model = takeoff.load(own(tmp_path, added + '[outcomes.last]\nunit = "1"\nequation = "twice"\n'))
    assert list(model.meaning.spec.parts.outcomes) == ["ahead", "behind", "ratio", "last"]
    assert model.run().outcome("last") == pytest.approx(2 * model.run().outcome("ahead"))
    assert spot(model.meaning.spec, "auxiliaries", "twice") == "own.toml:6"


def test_an_equation_of_one_member_changes(tmp_path: Path) -> None:
    spec = read_model(own(tmp_path, '[stocks.size]\nstart.behind = "lead / lead"\n'))
    assert spec.parts.stocks["size"].start == {"ahead": "1", "behind": "lead / lead"}
    assert spot(spec, "stocks", "size", "start", "behind") == "own.toml:7"
    assert spot(spec, "stocks", "size", "start", "ahead") == "base.toml:12"


def test_a_text_takes_the_place_of_a_table_and_the_reverse(tmp_path: Path) -> None:
    changes = '[stocks.size]\nstart = "lead / lead"\n[flows.growing]\nrate = { ahead = "pace", behind = "2 * pace" }\n'
    spec = read_model(own(tmp_path, changes))
    assert spec.parts.stocks["size"].start == {"": "lead / lead"}
    assert spec.parts.flows["growing"].rate == {"ahead": "pace", "behind": "2 * pace"}
    assert spot(spec, "stocks", "size", "start", "behind") == "own.toml:7"
    assert spot(spec, "flows", "growing", "rate", "ahead") == "own.toml:9"
    understand(spec)


def test_a_new_dimension_of_a_part_starts_its_members_afresh(tmp_path: Path) -> None:
    changes = '[dimensions]\nside = ["left"]\n[stocks.size]\nover = "side"\nstart.left = "1"\n'
    assert read_model(own(tmp_path, changes)).parts.stocks["size"].start == {"left": "1"}


def test_figures_are_those_of_the_model_itself(tmp_path: Path) -> None:
    write(tmp_path, BASE + FIGURE, "drawn.toml")
    head = HEAD.replace("base.toml", "drawn.toml")
    assert read_model(write(tmp_path, head)).parts.figures == {}
    spec = read_model(write(tmp_path, head + FIGURE.replace('"ahead"', '"behind"')))
    assert [one.maximise for one in spec.parts.figures.values() if isinstance(one, WorthFigure)] == ["behind"]
    assert spot(spec, "figures", "best", "maximise") == "own.toml:10"


def test_a_dimension_changes_as_a_whole(tmp_path: Path) -> None:
    changes = '[dimensions]\nlab = ["ahead", "behind", "third"]\n'
    assert said(own(tmp_path, changes)) == ["base.toml:12: stocks.size.start: nothing for third"]
    assert takeoff.load(own(tmp_path, changes + '[stocks.size]\nstart.third = "0"\n'))


def test_parts_go_by_name(tmp_path: Path) -> None:
    spec = read_model(own(tmp_path, '[remove]\noutcomes = ["ratio", "behind", "ratio"]\n'))
    assert list(spec.parts.outcomes) == ["ahead"]
    understand(spec)


def test_what_still_reads_a_removed_part_is_told_where_it_stands(tmp_path: Path) -> None:
    removed = own(tmp_path, '[remove]\nparameters = ["pace"]\n')
    assert said(removed) == [
        "base.toml:13: stocks.size.start.behind: unknown name 'pace'",
        "base.toml:17: flows.growing.rate: unknown name 'pace'",
    ]


def test_a_part_removed_and_defined_anew_keeps_nothing_but_its_position(tmp_path: Path) -> None:
    changes = '[remove]\nparameters = ["lead"]\noutcomes = ["ahead"]\n'
    changes += '[parameters.lead]\nvalue = 1\nunit = "year"\n[outcomes.ahead]\nunit = "1"\nequation = "size[ahead]"\n'
    spec = read_model(own(tmp_path, changes))
    assert spec.parts.parameters["lead"].between is None
    assert list(spec.parts.outcomes) == ["ahead", "behind", "ratio"]
    assert spot(spec, "parameters", "lead") == "own.toml:9"
    assert spot(spec, "parameters", "lead", "between") == "own.toml:9"
    assert spec.sector("parameters", "lead") == "own"


def test_errors_carry_the_file_they_come_from(tmp_path: Path) -> None:
    path = own(tmp_path, '[parameters.lead]\nunit = "USD"\n[parameters.spare]\nunit = "1"\nvalue = 1\nx = 1\n')
    write(tmp_path, BASE + 'wrong = { unit = "1", equation = "sise" }\n', "base.toml")
    assert [problem.split(": ")[:2] for problem in said(path)] == [
        ["base.toml:13", "stocks.size.start.behind"],
        ["base.toml:19", "parameters.lead"],
        ["base.toml:29", "outcomes.wrong.equation"],
        ["own.toml:11", "unknown key 'x' in parameters.spare"],
    ]


def test_unreadable_bases(tmp_path: Path) -> None:
    path = own(tmp_path)
    write(tmp_path, "schema = = 1\n", "base.toml")
    assert said(path) == ["base.toml:1: not TOML: Invalid value"]


def test_the_digest_covers_all_files(tmp_path: Path) -> None:
    path = own(tmp_path)
    before = read_model(path).digest
    assert read_model(path).digest == before != read_model(tmp_path / "base.toml").digest
    write(tmp_path, BASE + "# changed", "base.toml")
    assert read_model(path).digest != before


def test_folders_extend_folders_and_models_shipped(tmp_path: Path) -> None:
    write(tmp_path, BASE, "mine/below/model.toml")
    write(tmp_path, '[sector]\ntitle = "More"\n[sources.s]\ntitle = "S"\n', "mine/below/more.toml")
    write(tmp_path, HEAD.replace("base.toml", "below"), "mine/model.toml")
    write(tmp_path, "[parameters.lead]\nvalue = 2\n", "mine/values.toml")
    spec = read_model(tmp_path / "mine")
    assert spec.parts.parameters["lead"].value == {"": 2}
    assert [(stem, sector.title) for stem, sector in spec.sectors.items()] == [
        ("model", ""),
        ("more", "More"),
        ("values", ""),
    ]
    write(tmp_path, HEAD.replace("base.toml", "exponential"))
    assert takeoff.load(tmp_path / "own.toml").run().outcome("doubling_time") == pytest.approx(1.386, abs=1e-3)


def test_extends_belongs_into_the_first_file_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, BASE, "mine/model.toml")
    write(tmp_path, 'extends = "exponential"\n[remove]\nstocks = ["size"]\n', "mine/more.toml")
    assert said(tmp_path / "mine") == [
        "more.toml:1: [extends] belongs into model.toml",
        "more.toml:2: [remove] belongs into model.toml",
    ]


def chained(folder: Path, bases: int) -> Path:
    write(folder, BASE, "m0.toml")
    for number in range(1, bases + 1):
        text = HEAD.replace("base.toml", f"m{number - 1}.toml") + f"[parameters.lead]\nvalue = {number / 2}\n"
        path = write(folder, text, f"m{number}.toml")
    return path


def test_chains(tmp_path: Path) -> None:
    spec = read_model(chained(tmp_path, MOST_BASES))
    assert spec.parts.parameters["lead"].value == {"": MOST_BASES / 2}
    assert len(spec.sectors) == MOST_BASES + 1
    message = "m1.toml:1: extends: more than 5 models, one extending the other"
    assert said(chained(tmp_path, MOST_BASES + 1)) == [message]


def test_circles(tmp_path: Path) -> None:
    write(tmp_path, HEAD.replace("base.toml", "own.toml"), "base.toml")
    assert said(write(tmp_path, HEAD)) == ["base.toml:1: extends: 'own.toml' leads back to own.toml"]
    write(tmp_path, HEAD.replace("base.toml", "."), "mine/model.toml")
    assert said(tmp_path / "mine") == ["model.toml:1: extends: '.' leads back to model.toml"]
    write(tmp_path, HEAD.replace("base.toml", "more.toml"), "mine/model.toml")
    write(tmp_path, BASE, "mine/more.toml")
    assert "model.toml:1: extends: 'more.toml' is a file of this very model" in said(tmp_path / "mine")


def test_links_lead_nowhere_else(tmp_path: Path) -> None:
    write(tmp_path, BASE, "base.toml")
    write(tmp_path, BASE, "outside/model.toml")
    inner = tmp_path / "inner"
    path = write(inner, HEAD)
    (inner / "base.toml").symlink_to(tmp_path / "base.toml")
    assert said(path) == ["own.toml:1: extends: 'base.toml' is a link out of the folder of this file"]
    (inner / "linked").symlink_to(tmp_path / "outside")
    write(inner, HEAD.replace("base.toml", "linked"))
    assert said(path) == ["own.toml:1: extends: 'linked' is a link out of the folder of this file"]
    write(inner, BASE, "real/model.toml")
    (inner / "real" / "sector.toml").symlink_to(tmp_path / "base.toml")
    write(inner, HEAD.replace("base.toml", "real"))
    assert said(path) == ["own.toml:1: extends: 'real' is a link out of the folder of this file"]
    (inner / "loop.toml").symlink_to(inner / "loop.toml")
    write(inner, HEAD.replace("base.toml", "loop.toml"))
    assert said(path) == ["own.toml:1: extends: no model called 'loop.toml', and no such file"]


@pytest.mark.parametrize(
    "given", ["", " ", "/base.toml", "~/base.toml", "../base.toml", "a/../base.toml", "..", "a" * 999]
)
def test_paths_that_lead_elsewhere(tmp_path: Path, given: str) -> None:
    path = own(tmp_path)
    path.write_text(HEAD.replace("base.toml", given), encoding="utf-8")
    (problem,) = said(path)
    assert problem.startswith("own.toml:1: extends: ")


@pytest.mark.parametrize("given", ["C:base.toml", "a\\\\base.toml", "base.toml\\u0000", "a\\nb", "//host/base.toml"])
def test_paths_of_other_systems(tmp_path: Path, given: str) -> None:
    path = own(tmp_path)
    path.write_text(HEAD.replace("base.toml", given), encoding="utf-8")
    (problem,) = said(path)
    assert "is no path that is read here" in problem or "is not a path from this file on" in problem


def test_a_list_of_very_many_unknown_names(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(50_000)]
    assert len(said(own(tmp_path, f"[remove]\nparameters = {names}\n"))) == 20


def test_bases_of_any_shape(tmp_path: Path) -> None:
    path = own(tmp_path, '[remove]\nstocks = ["size"]\n[flows.growing]\nrate = 1\n')
    write(tmp_path, 'stocks = 3\nmodel = "x"\nschema = 1\nflows = { growing = 1 }\n', "base.toml")
    assert said(path)


def test_the_example_of_the_page(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml extends\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    model = takeoff.load(write(tmp_path, example))
    base = takeoff.load("lead-and-pause")
    assert model.run().end == pytest.approx(base.run().end + 0.25)
    assert "two-pauses" not in model.meaning.spec.parts.scenarios
    assert model.meaning.spec.place("model", "name") == Place(str(tmp_path / "own.toml"), 5)
