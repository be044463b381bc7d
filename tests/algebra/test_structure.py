"""The stock-and-flow graph of a model, whole and by sector."""

from pathlib import Path

import pytest

import takeoff
from takeoff.algebra.structure import PARAMETER, Structure, structure
from takeoff.errors import InputError
from tests.algebra.conftest import RACE, meaning_of


def flagship() -> Structure:
    return structure(takeoff.load("automating-alignment").meaning)


def test_names_pipes_and_links_of_a_race(tmp_path: Path) -> None:
    found = structure(meaning_of(RACE, tmp_path))
    assert {(pipe.flow.name, pipe.into.name) for pipe in found.pipes if pipe.into} == {
        ("learning", "skill"),
        ("leaking", "skill"),
        ("working", "work"),
    }
    assert {source.name for source, target in found.links if target.name == "share"} == {"skill", "total"}
    assert next(node.words for node in found.nodes if node.name == "skill") == "skill [actor]"


def test_what_only_a_start_reads_is_left_out(tmp_path: Path) -> None:
    text = '[stocks.x]\nunit = "1"\nstart = "begin"\n[parameters.begin]\nvalue = 1\nunit = "1"\n'
    assert [node.name for node in structure(meaning_of(text, tmp_path)).nodes] == ["x"]


def test_a_sector_holds_its_own_and_what_feeds_it() -> None:
    found = flagship().without(PARAMETER).of_sector("software")
    assert {node.name for node in found.nodes if node.sector == "software"} == {
        "software",
        "software_research",
        "software_leak",
        "software_pace",
        "experiment_compute",
        "research_input",
    }
    assert {node.name for node in found.nodes if node.sector != "software"} == {
        "compute",
        "research_labour",
        "restraint",
    }
    assert all(target.sector == "software" for _, target in found.links)


def test_every_end_of_a_link_is_drawn() -> None:
    for found in (flagship(), flagship().without(PARAMETER), flagship().of_sector("risk")):
        assert {node for link in found.links for node in link} <= {*found.nodes}
        assert {pipe.flow for pipe in found.pipes} <= {*found.nodes}


def test_a_sector_that_is_not_there() -> None:
    with pytest.raises(InputError, match="no sector 'softwear'") as caught:
        flagship().of_sector("softwear")
    assert "software" in str(caught.value)
