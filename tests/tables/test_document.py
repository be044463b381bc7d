"""A model as a document in Markdown and LaTeX."""

import re

import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.spec.find import model_paths
from takeoff.tables.document import document
from takeoff.tables.latex import latex
from takeoff.tables.markdown import markdown

NAMES = tuple(model_paths())


@pytest.mark.parametrize("name", NAMES)
def test_every_quantity_stands_in_both(name: str) -> None:
    meaning = takeoff.load(name).meaning
    told = document(meaning)
    both = markdown(told), latex(told).replace(r"\allowbreak ", "").replace(r"\_", "_")
    assert all(quantity in text for quantity in meaning.quantities for text in both)


@pytest.mark.parametrize("name", NAMES)
def test_latex_closes_what_it_opens(name: str) -> None:
    text = latex(document(takeoff.load(name).meaning))
    opened, closed = re.findall(r"\\begin\{(\w+\*?)\}", text), re.findall(r"\\end\{(\w+\*?)\}", text)
    assert sorted(opened) == sorted(closed)
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    assert bare.count(r"\left") - bare.count(r"\leq") >= 0
    assert len(re.findall(r"\\left[^a-z]", text)) == len(re.findall(r"\\right[^a-z]", text))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_markdown_table_has_the_same_cells(name: str) -> None:
    text = markdown(document(takeoff.load(name).meaning))
    tables = [table.splitlines() for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE)]
    assert tables
    for header, *rows in tables:
        assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {header.count("|")}


def test_a_parameter_with_value_range_and_source() -> None:
    text = markdown(document(takeoff.load("automating-alignment").meaning, "lead"))
    assert "| `lead` | $X$ | 1 | year | [`greenblatt_plans`](#source-greenblatt_plans) | How far the" in text
    assert "### Source `greenblatt_plans`\n\nPlans A, B, C and D for misalignment risk" in text


def test_one_quantity_alone() -> None:
    text = markdown(document(takeoff.load("automating-alignment").meaning, "software_pace"))
    assert text.count("$$") == 2
    assert r"\qquad \text{for each actor}$$" in text


def test_a_scenario_and_a_name_that_is_not_there() -> None:
    meaning = takeoff.load("automating-alignment").meaning
    text = markdown(document(meaning, "plan-b"))
    assert "**`plan-b`**, scenario: Plan B: a government effort buys two years." in text
    assert text.endswith("(`lead = 2 year`)")
    with pytest.raises(InputError, match="nothing called 'softwear'"):
        document(meaning, "softwear")


def test_what_a_model_leaves_out_and_maps_to_is_told_in_all_forms() -> None:
    model = takeoff.load("slowdown-risk")
    told = document(model.meaning)
    for text in (model.explain(), markdown(told), latex(told)):
        assert "What it leaves out: What a slowdown costs" in text
        assert "Beside other models: Adjusted research time stands where" in text
    assert "leaves out" not in markdown(document(model.meaning, "effort"))


def test_guesses_are_counted_and_told() -> None:
    text = markdown(document(takeoff.load("automating-alignment").meaning))
    assert "40 of its 67 parameters are marked assumed" in text
    assert text.count("| **assumed** |") == 40
