"""Closed forms of whole models: each stock has a proven one that the integrator agrees with, or a true reason."""

from pathlib import Path

import pytest
import sympy

import takeoff
from takeoff.model import Model
from takeoff.spec.find import model_paths
from takeoff.theory.closed_forms.closed_form import ClosedForm
from takeoff.theory.closed_forms.naming import T
from tests.theory.closed_forms.small import assert_equals_run, by_name, write

Forms = dict[str, ClosedForm]


@pytest.fixture(scope="module")
def pause() -> tuple[Model, Forms]:
    model = takeoff.load("lead-and-pause")
    return model, by_name(model)


@pytest.fixture(scope="module")
def flagship() -> tuple[Model, Forms]:
    model = takeoff.load("automating-alignment")
    return model, by_name(model)


@pytest.mark.parametrize("name", [name for name in model_paths() if name != "automating-alignment"])
def test_every_stock_of_every_model_has_a_form_or_a_reason(name: str) -> None:
    model = takeoff.load(name)
    forms = model.closed_forms()
    assert [(form.stock, form.members) for form in forms] == [cell.key for cell in model.meaning.starts]
    for form in forms:
        assert (form.solution is None) == bool(form.reason) == (not form.kind)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("exponential", {"growth": 0.3, "size_start": 7}),
        ("logistic", {"growth": 2.5, "size_start": 3, "limit": 40}),
        ("logistic", {"size_start": 200}),
        ("logistic", {"growth": 0}),
        ("hyperbolic", {"size_start": 2, "acceleration": 0.15}),
    ],
)
def test_textbook_models_are_solved(name: str, changes: dict[str, float]) -> None:
    model = takeoff.load(name).change(**changes)
    assert_equals_run(model, by_name(model))


@pytest.mark.parametrize(
    ("caution", "changes"),
    [
        (0, {}),
        (0.3, {"theft_rate": 0.4}),
        (1, {"theft_rate": 0.4, "productivity_growth": 2}),
        (1, {}),
        (0.5, {"hazard_growth": 0, "theft_rate": 0.75, "productivity_growth": 0.75}),
    ],
)
def test_a_lead_and_a_constant_caution(pause: tuple[Model, Forms], caution: float, changes: dict[str, float]) -> None:
    model, forms = pause
    assert all(form.solution is not None for form in forms.values())
    assert_equals_run(model.with_schedules(caution=caution).change(**changes), forms)


def test_the_branch_of_a_minimum_is_a_condition(pause: tuple[Model, Forms]) -> None:
    model, forms = pause
    labour = "alignment_share*initial_labour*exp(productivity_growth*progress)"
    assert forms["alignment"].holds == (f"while {labour} <= supervision_limit",)
    assert all(not form.holds for name, form in forms.items() if name != "alignment")
    bound = model.change(supervision_limit=10, theft_rate=0.2).with_schedules(caution=0.4)
    other = by_name(bound)
    assert other["alignment"].holds == (f"while supervision_limit <= {labour}",)
    assert_equals_run(bound, other)


def test_a_scheduled_pause_is_solved_up_to_its_start(pause: tuple[Model, Forms]) -> None:
    forms = by_name(pause[0].with_schedules(caution=takeoff.abrupt(start=2)))
    assert forms["caution_time"].solution == sympy.Eq(sympy.Function("caution_time")(T), 0, evaluate=False)
    assert forms["caution_time"].holds == ("while t <= caution.start",)


def test_the_flagship_tells_which_of_its_stocks_can_be_solved(flagship: tuple[Model, Forms]) -> None:
    model, forms = flagship
    solved = {name: form for name, form in forms.items() if form.solution is not None}
    moving = {f"{stock}[{actor}]" for stock in ("compute", "training_compute") for actor in ("leader", "follower")}
    assert set(solved) == {*moving, "inference_efficiency", "caution_time", "supervisors"}
    assert forms["software[leader]"].reason.startswith("it feeds itself through logistic and ces")
    assert forms["software[follower]"].reason == "it depends on software[leader], which has none"
    assert forms["supervisors"].kind == "logistic"
    assert_equals_run(model, solved)
    assert_equals_run(model.with_schedules(caution=0.6, follower_caution=1).change(funding_dependence=0.3), solved)
    assert_equals_run(model.with_schedules(caution=1), solved)


def test_stocks_that_feed_each_other(tmp_path: Path) -> None:
    stocks = {"x": ("1", "a * y"), "y": ("0", "-a * x"), "z": ("0", "b * y"), "w": ("1", "-b * w")}
    model = write(tmp_path, stocks, {"a": 1, "b": 2})
    forms = by_name(model)
    assert forms["x"].reason == forms["y"].reason == "x and y feed each other"
    assert forms["z"].reason == "it depends on y, which has none"
    assert_equals_run(model, {"w": forms["w"]})


def test_a_chain_is_solved_in_its_order_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    stocks = {"z": ("0", "b * y - c * z"), "y": ("0", "a * x - b * y"), "x": ("first", "-a * x")}
    model = write(tmp_path, stocks, {"a": 1.5, "b": 0.5, "c": 2.0, "first": 4})
    forms = by_name(model)
    assert_equals_run(model, forms)
    for equal in ({"a": 0.5}, {"c": 0.5}, {"a": 2.0}, {"a": 0.5, "c": 0.5}):
        assert_equals_run(model.change(**equal), forms)


def test_what_follows_a_blow_up_ends_with_it(tmp_path: Path) -> None:
    stocks = {"x_log": ("first", "a * x_log**2"), "y": ("1", "a * x_log")}
    model = write(tmp_path, stocks, {"a": 0.1, "first": 2})
    forms = by_name(model)
    assert forms["y"].holds == forms["x_log"].holds == ("before t = 1/(a*first)",)
    assert_equals_run(model, forms)


def test_an_event_ends_what_holds(tmp_path: Path) -> None:
    event = '[events.theft]\nat = "tau"\nset = { x = "2 * x" }'
    form = by_name(write(tmp_path, {"x": ("1", "a * x")}, {"a": 1, "tau": 2}, event))["x"]
    assert form.holds == ("until the event theft",)


def test_a_kink_is_resolved_at_the_start(tmp_path: Path) -> None:
    model = write(tmp_path, {"x": ("1", "a * max(x, room)")}, {"a": 0.2, "room": 5})
    forms = by_name(model)
    assert forms["x"].holds == ("while x <= room",)
    assert_equals_run(model, forms)
    past = model.change(room=0.5)
    assert by_name(past)["x"].holds == ("while room <= x",)
    assert_equals_run(past, by_name(past))


def test_a_kink_right_at_the_start_is_a_reason(tmp_path: Path) -> None:
    form = by_name(write(tmp_path, {"x": ("room", "a * max(x, room)")}, {"a": 0.2, "room": 5}))["x"]
    assert (form.solution, form.reason) == (None, "its rate has a kink right at the start")


def test_a_lookup_table_is_a_reason(tmp_path: Path) -> None:
    table = '[tables.path]\nx = [0, 1, 2]\nx_unit = "year"\ny = [1, 3, 4]\nunit = "1"\nsource = "assumed"'
    form = by_name(write(tmp_path, {"x": ("1", "a * x * interpolate(path, t)")}, {"a": 0.2}, table))["x"]
    assert form.reason == "its rate reads a lookup table, which changes its formula at every row"


def test_a_form_without_a_solution_has_no_value(tmp_path: Path) -> None:
    forms = by_name(write(tmp_path, {"x": ("1", "a * y"), "y": ("1", "a * x")}, {"a": 1}))
    with pytest.raises(ValueError, match="x has no closed form: x and y feed each other"):
        forms["x"].at(1.0, {"a": 1.0})
