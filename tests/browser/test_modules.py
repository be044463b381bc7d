"""The pure modules of the page, called inside a browser."""

from collections.abc import Iterator
from typing import Any

import pytest

DESCRIPTION = """{
    model: "m", time: { start: 2026, stop: 2066 },
    goal: { name: "success", label: "success", unit: "1" }, lead: { name: "left", label: "lead left", unit: "year" },
    parameters: [
        { name: "lead", label: "lead", unit: "year", value: 1, low: 0, high: 20, date: false },
        { name: "x[one]", label: "x of one", unit: "1", value: 0.5, low: null, high: null, date: false },
        { name: "theft", label: "theft", unit: "year", value: null, low: 0, high: null, date: true },
    ],
    presets: [{ name: "b", title: "B", set: { lead: 2 } }],
    mechanisms: [{ name: "leaks", label: "leaks", set: { "x[one]": 0 } }],
    milestones: [{ name: "danger", label: "follower reaches the danger level", stop: true }],
    slowdown: { start: { low: 0, high: 40 }, depth: { low: 0, high: 1 }, length: { low: 0, high: 40 } },
}"""


HARD = "\u00a0"
"""A space that breaks no line: between a number and its sign of percent."""


@pytest.fixture(scope="module")
def call(browser: Any, address: str) -> Iterator[Any]:
    """Evaluate an expression in which the pure modules and a small `description` are known."""
    tab = browser.new_page()
    tab.goto(f"{address}style.css")

    def evaluate(expression: str) -> Any:
        return tab.evaluate(f"""async () => {{
            const [state, words, format, scale, scan, {{ Lane }}] = await Promise.all(
                ["state", "words", "format", "scale", "scan", "lane"].map((name) => import(`/${{name}}.js`)));
            const description = {DESCRIPTION};
            return {expression};
        }}""")

    yield evaluate
    tab.close()


def test_a_query_goes_round(call: Any) -> None:
    queries = [
        "v=1&model=m",
        "v=1&model=m&preset=b&p.lead=1",
        "v=1&model=m&p.theft=4.5&p.x[one]=-3e-7",
        "v=1&model=m&p.theft=4.5&off=leaks",
        "v=1&model=m&preset=b&pause.kind=ramp&pause.start=3.25&pause.depth=0.34&pause.length=1&compare=1",
    ]
    assert call(f"{queries}.map((query) => state.write(state.read(query, description).state))") == queries


def test_what_equals_its_preset_is_not_written(call: Any) -> None:
    assert call('state.write(state.read("preset=b&p.lead=2&pause.depth=1&compare=0", description).state)') == (
        "v=1&model=m&preset=b"
    )


def test_a_preset_is_read_before_what_differs_from_it(call: Any) -> None:
    assert call('state.read("p.lead=1&preset=b", description).state.changed') == {"lead": 1}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("p.lead=21", "The lead was 21, outside 0 to 20 years; it is now 20."),
        ("p.lead=nan", "“nan” is no number: lead keeps its value."),
        ("p.lead=never", "“never” is no number: lead keeps its value."),
        ("p.lead=0x10", "“0x10” is no number: lead keeps its value."),
        ("p.speed=1", "The model has no parameter “speed”."),
        ("preset=z", "There is no preset “z”; these are the model’s defaults."),
        (
            "off=leaks&p.x[one]=1",
            "The x of one is held by a mechanism that is off (leaks): its value is left out.",
        ),
        ("off=leaks,gravity", "There is no mechanism “gravity” to switch off."),
        ("pause.kind=sudden", "“pause.kind” cannot be “sudden”."),
        ("pause.depth=2", "The depth of the slowdown was 2, outside 0 to 1; it is now 1."),
        ("v=9", "This address is of version “9”; it is read as 1."),
        ("colour=red", "“colour” means nothing here and is left out."),
    ],
)
def test_what_is_wrong_is_named(call: Any, query: str, said: str) -> None:
    assert call(f"state.read({query!r}, description).notices") == [said]


def test_a_mechanism_that_is_switched_drops_what_was_changed_of_it(call: Any) -> None:
    changed = 'state.withParameter(state.initial(description), description, "x[one]", 0.7)'
    off = f'state.withMechanism({changed}, description, "leaks", false)'
    assert call(f"[{off}.off, {off}.changed, state.valueOf({off}, description, 'x[one]')]") == [["leaks"], {}, 0]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("format.number(48613.27)", "48,613"),
        ("format.number(0.33999)", "0.34"),
        ("format.number(-3.479)", "−3.48"),
        ("format.number(0)", "0"),
        ("format.number(null)", "never"),
        ("format.number(3.2e8)", "3.2\u202f×\u202f10⁸"),
        ("format.number(1e-9)", "10⁻⁹"),
        ("format.withUnit(1, 'year')", "1 year"),
        ("format.withUnit(30000, 'researcher year')", "30,000 researcher years"),
        ("format.withUnit(0.21, '1/year')", "0.21 per year"),
        ("format.unitText('researcher year/year')", "researcher years per year"),
        ("format.unitInFull('OOM')", "orders of magnitude (OOM)"),
        ("format.withUnit(0.9999, 'year')", "1 year"),
        ("format.shortPercent(0.4)", "40 %"),
        ("format.month(2035.3578752373387)", "May 2035"),
        ("format.month(2035)", "January 2035"),
        ("format.month(2034.9999)", "December 2034"),
        ("format.span(2)", "two years"),
        ("format.span(0.5)", "6 months"),
        ("format.spanBefore(1)", "one-year"),
        ("format.one('one-year ramp')", "a one-year ramp"),
        ("format.one('8-month ramp')", "an 8-month ramp"),
        ("format.one('18-month ramp')", "an 18-month ramp"),
        ("format.one('110-year ramp')", "a 110-year ramp"),
        ("format.apart([0.54766, 0.54839], '1').join()", "54.77 %,54.84 %"),
        ("format.apart([0.5, 0.5], '1').join()", "50.0 %,50.0 %"),
        ("format.apart([5, 7], 'researcher year').join()", "5 researcher years,7 researcher years"),
        ("String(format.typed('1,500'))", "1500"),
        ("String(format.typed('soon'))", "undefined"),
        ("format.editable(0.1 + 0.2)", "0.3"),
    ],
)
def test_numbers_are_written_for_readers(call: Any, expression: str, text: str) -> None:
    assert call(expression).replace(HARD, " ") == text


BEST = "{ better: true, start: 4.9, depth: 1, goal: 0.52, never: 0.491 }"
SHALLOW = "{ better: true, start: 1.7, depth: 0.34, goal: 0.55, never: 0.491 }"
NEVER = "{ better: false, start: null, depth: 1, goal: 0.491, never: 0.491 }"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (
            f"words.bestSentence(description, state.initial(description), {BEST}, null)",
            "Pause in November 2030, fully: success 52.0 %, against 49.1 % for never pausing.",
        ),
        (
            f"words.bestSentence(description, state.initial(description), {NEVER}, null)",
            "A full stop does not help, whenever it starts: never pausing gives success 49.1 %.",
        ),
        (
            f"words.otherSentence(description, state.initial(description), {BEST})",
            "A two-year ramp to a full stop that starts in November 2030 gives 52.0 %.",
        ),
        (
            "words.presetSentence(description, { outcomes: { success: 0.6 } })",
            "The preset’s own schedule gives 60.0 %.",
        ),
        (
            "words.otherSentence(description, state.initial(description), "
            "{ better: true, start: 8, depth: 1, goal: 0.54782, never: 0.54766 })",
            "A two-year ramp to a full stop that starts in January 2034 gives 54.78 %.",
        ),
        (
            "words.equalSentence(description, { start: 3.9, length: 2, lead: 0.4, goal: 0.53 })",
            "A two-year ramp with the same lead left (0.4 years) starts in November 2029 and gives 53.0 %.",
        ),
        (
            f"words.depthSentence(description, {{ kind: 'abrupt', depth: 1 }}, {SHALLOW})",
            "The best depth is 34 %, from September 2027: 55.0 %.",
        ),
        (
            f"words.depthSentence(description, {{ kind: 'abrupt', depth: 0.34 }}, {SHALLOW})",
            "No other depth gives more.",
        ),
        (
            f"words.depthSentence(description, {{ kind: 'ramp', depth: 0.34 }}, {SHALLOW})",
            "The best depth at once is 34 %, from September 2027: 55.0 %.",
        ),
        (
            "words.endSentence(description, { milestones: { danger: 2035.3 }, outcomes: { left: 1.4 } }, "
            "{ outcomes: { left: 2.1 } })",
            "Follower reaches the danger level in April 2035; "
            "lead left then: 1.4 years, against 2.1 years without a pause.",
        ),
        (
            "words.endSentence(description, { milestones: { danger: null }, outcomes: { left: 1.0004 }, end: 2030 }, "
            "{ outcomes: { left: 1.0004 } })",
            "The run ends in January 2030; lead left then: 1 year, as without a pause.",
        ),
        (
            "words.datesSentence({ draws: 4, never: 0.5, starts: [2030, 2031] })",
            "In 50 % of 4 draws never pausing is best. In the others the best pause starts in January 2031 "
            "at the median; half of them from January 2030 to January 2031.",
        ),
    ],
)
def test_answers_are_sentences(call: Any, expression: str, text: str) -> None:
    assert call(expression).replace(HARD, " ") == text


def test_the_shown_kind_is_the_main_line_of_a_scan(call: Any) -> None:
    scan = "{ x: [0, 1], date: [2026, 2027], abrupt: [0.1, 0.2], ramp: [0.3, 0.5], never: 0 }"
    shown = (
        "{ kind: 'ramp', start: 0.5, best: 0.5, names: words.runNames({ control: {} }, { kind: 'ramp', depth: 1 }) }"
    )
    picture = call(f"scan.scanPicture({scan}, description, {shown})")
    assert [line["label"] for line in picture["lines"]] == ["never", "full stop", "ramp"]
    assert picture["points"][0]["y"] == pytest.approx(0.4) and picture["shares"]


def test_a_slider_gives_back_what_it_shows(call: Any) -> None:
    slider = "{ low: 0.01, high: 100, log: true, step: 0.1 }"
    values = call(f"[0.01, 0.5, 1, 30, 100].map((value) => scale.atPlace({slider}, scale.placeOf({slider}, value)))")
    assert values == [0.01, 0.5, 1, 30, 100]


def test_a_lane_keeps_one_under_way_and_answers_the_newest(call: Any) -> None:
    assert call("""await (async () => {
        const begun = [];
        const lane = new Lane((name) => new Promise((resolve) => {
            begun.push(name);
            setTimeout(() => resolve(name), 5);
        }), 1000);
        const answers = await Promise.all(["a", "b", "c"].map((name) => lane.ask(name)));
        return [begun, answers];
    })()""") == [["a", "c"], ["a", None, "c"]]


def test_an_impatient_lane_ends_what_is_under_way(call: Any) -> None:
    assert call("""await (async () => {
        const lane = new Lane((name, signal) => new Promise((resolve, reject) => {
            signal.addEventListener("abort", () => reject(new Error("ended")));
            if (name === "last") resolve(name);
        }));
        return Promise.all([lane.ask("first"), lane.ask("last")]);
    })()""") == [None, "last"]
