"""Derivations and topics as blocks."""

from __future__ import annotations

import pytest

from takeoff.tables.block_latex import block_latex
from takeoff.tables.block_markdown import block_markdown
from takeoff.tables.block_text import block_text
from takeoff.tables.formulas import formula_latex, formula_text
from takeoff.tables.theory import COLUMNS, list_rows, result_row, symbols_block, topic_blocks
from takeoff.theory.topics import derive, results, topics


@pytest.mark.parametrize("name", topics())
def test_a_page_tells_every_assumption_step_and_result(name: str) -> None:
    topic = topics()[name]
    blocks = list(topic_blocks(topic))
    written = block_markdown(blocks, "figures")
    assert written.startswith(f"# {topic.title}\n\n{topic.question}")
    assert topic.answer in written
    for result in topic.results:
        derivation = derive(result.name)
        told = [one.sentence for one in derivation.assumptions.values()] + [step.sentence for step in derivation.steps]
        assert all(sentence in written for sentence in (*told, derivation.holds, derivation.meaning))
        assert all(formula_latex(step.equation) in written for step in derivation.steps)
        assert (f"figures/{result.name}.svg" in written) == (result.picture is not None)
    assert "$$" not in block_text(blocks)
    assert block_latex(blocks).count(r"\subsection*{") == len(topic.results) + 1


@pytest.mark.parametrize("name", topics())
def test_a_short_page_has_results_and_no_steps(name: str) -> None:
    topic = topics()[name]
    written = block_text(topic_blocks(topic, steps=False))
    for result in topic.results:
        assert formula_text(derive(result.name).result) in written
    assert "Assume" not in written
    assert "Symbols" not in written


@pytest.mark.parametrize("name", topics())
def test_every_topic_says_what_is_asked_and_what_comes_out(name: str) -> None:
    topic = topics()[name]
    assert topic.name == name
    assert topic.question.endswith((".", "?"))
    assert topic.answer.endswith(".")
    assert any(result.picture for result in topic.results)


def test_symbols_that_do_not_occur_are_not_told() -> None:
    derivation = derive("best-stop")
    told = [row[0] for row in symbols_block(derivation).rows]
    assert "$X$" in told
    assert all(row[1] and row[2] for row in symbols_block(derivation).rows)
    assert len(told) == len(set(told)) <= len(derivation.notation)


def test_the_list_has_every_result_once() -> None:
    assert [row[1] for row in list_rows(topics())] == list(results())


def test_a_result_as_a_record() -> None:
    record = dict(zip(COLUMNS, result_row(results()["best-stop"]), strict=True))
    assert record["result"] == "p = Max(0, D + X + phi_0/(g*phi_1) - 1/g)"
    assert record["latex"].startswith(r"p = \max\left(0, ")
    assert "$" not in record["holds"] + record["meaning"]
