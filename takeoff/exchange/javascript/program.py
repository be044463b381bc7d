"""A program as JavaScript: its tables and its functions, and with the engine a module that runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sympy

from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.symbols import symbol_of
from takeoff.algebra.system import pointwise
from takeoff.equations.meaning import RaceMeaning
from takeoff.equations.scope import Key
from takeoff.exchange.javascript.functions import conditions_text, function_text
from takeoff.exchange.javascript.modules import engine_modules, joined
from takeoff.exchange.javascript.printer import HELPERS
from takeoff.exchange.javascript.tables import followed, json_text, promised, tables
from takeoff.schedules.close import argument_key
from takeoff.solve.case import Case
from takeoff.solve.generate import Generated, generate
from takeoff.solve.motion import computed
from takeoff.solve.program import Program

_LAST = """
/**
 * Integrate the model.
 * @param {Record<string, number | "never">} changes parameters ("lead", "caution.start", "horizon"), in declared units
 * @param {Partial<Settings>} settings accuracy and budget
 * @returns {Run}
 */
export function run(changes = {}, settings = {}) {
  return runProgram(program, changes, settings);
}
"""


def module_text(case: Case) -> str:
    """A case as a module that runs by itself: it exports `program`, and `run` for changed values.

    Arguments:
        case: a model with its values and schedules.

    Raises:
        InputError: an argument of a schedule that is none.
    """
    return f"{joined(engine_modules())}\nexport const program = {program_text(case)};\n{_LAST}"


def program_module(case: Case, quantities: Sequence[Key] | None = None, races: Sequence[RaceMeaning] = ()) -> str:
    """A case as a module that the engine runs: it imports its functions from `numerics.js` and exports `program`.

    Arguments:
        case: a model with its values and schedules.
        quantities: those that a run can be asked for; all unless given.
        races: whose leads a run can be asked for.
    """
    imported = f'import {{ {", ".join(HELPERS)} }} from "./numerics.js";\n'
    return f"{imported}\nexport const program = {program_text(case, quantities, races)};\n"


def program_text(case: Case, quantities: Sequence[Key] | None = None, races: Sequence[RaceMeaning] = ()) -> str:
    """A case's program as an object: tables, and functions of floats.

    Arguments:
        case: a model with its values and schedules.
        quantities: those that a run can be asked for; all unless given.
        races: whose leads a run can be asked for: a function of both quantities for each.

    Raises:
        InputError: an argument of a schedule that is none.
    """
    program = case.programs.program(case.kinds())
    keys = list(program.system.quantities if quantities is None else quantities)
    parts = {
        **{name: function_text(one) for name, one in _plain(program).items()},
        "quantities": function_text(program.inside({}, [program.symbol(key) for key in keys])),
        "races": _listed([_race(program, race) for race in races]),
        "conditions": _conditions(program),
        "jumps": _listed(program.jumps),
        "computed": _listed(_computed(case, program)),
        "fits": function_text(_fits(case, program)),
    }
    functions = "".join(f"    {name}: {text},\n" for name, text in parts.items())
    return f"{{\n  tables: {json_text(tables(case, program, keys))},\n  functions: {{\n{functions}  }},\n}}"


def _plain(program: Program) -> Mapping[str, Generated]:
    return {
        "start": program.start,
        "rates": program.rates,
        "roots": program.roots,
        "scales": program.scales,
        "signs": program.signs,
        "dates": program.dates,
        "levels": program.levels,
        "asked": program.inside({}, program.asked),
        "outcomes": program.outcomes,
        "promises": program.promises,
    }


def _race(program: Program, race: RaceMeaning) -> Generated:
    return program.inside({}, [program.symbol(race.leader), program.symbol(race.follower)])


def _listed(functions: Sequence[Generated]) -> str:
    return f"[{', '.join(map(function_text, functions))}]"


def _conditions(program: Program) -> str:
    conditions = [milestone.when for milestone in program.system.milestones]
    conditions += [event.when for event in program.system.events if event.when is not None]
    return conditions_text(program.modes, conditions)


def _computed(case: Case, program: Program) -> list[Generated]:
    """Parameters -> one computed parameter, for each that the case does not give."""
    return list(_computed_one_by_one(case, program))


def _computed_one_by_one(case: Case, program: Program) -> Iterator[Generated]:
    every = frozenset(case.meaning.computed)
    for key in followed(case):
        lines = computed(program.system, every - {key})
        target = lines.pop(program.system.parameters[key])
        yield generate(lines, [target], [], program.parameters)


def _fits(case: Case, program: Program) -> Generated:
    """Parameters -> 1 or 0 for every promise of the kinds of schedule."""
    board, kinds, targets = Board(), case.kinds(), []
    for control, promise, _ in promised(case):
        kind = kinds[control].kind

        def symbol(key: Key, control: str = control, keys: Mapping[Key, str] = kind.keys) -> sympy.Symbol:
            return symbol_of(argument_key(control, keys.get(key, key[0])))

        targets.append(Lowering(board, symbol, kind.members).condition(promise.tree))
    lines = {**board.assignments, **{switch.symbol: pointwise(switch) for switch in board.switches.values()}}
    return generate(lines, targets, [], program.parameters)
