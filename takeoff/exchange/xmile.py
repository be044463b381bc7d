"""A case as an XMILE file (OASIS XMILE 1.0), which system-dynamics tools open.

What XMILE can carry: stocks, flows, auxiliaries and parameters with their units, controls closed by the chosen
schedule, values at the start, rates of change with explicit equations, milestones as 0 or 1, outcomes as they are at
every moment. Dimensions are written out, `software[leader]` as `software_leader`; numbers are in the inside units
(time in years), and TIME is years from the start.

What it cannot carry is told in the documentation of the variable `read_me`: milestones do not end a run, promises are
not checked, outcomes that look back over the run with `since` are left out, and so are events that never come. A model
with an event that does come is refused. Tools step over jumps and kinks, where takeoff finds their moment, and compute
the normal distribution function to 1.2e-7.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from takeoff.errors import printable
from takeoff.exchange.carry import carry
from takeoff.exchange.variables import Variable, sentences
from takeoff.solve.case import Case
from takeoff.version import package_version

NAMESPACE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"
STEP = 1 / 64
"""Default step of the tool that opens the file [year]."""


def xmile_text(case: Case, step: float = STEP, line: str = "") -> str:
    """A case as the text of an XMILE file.

    Arguments:
        case: a model with its values and schedules.
        step: time step for the tool that opens the file [year].
        line: the command that makes the file again, for its documentation.

    Raises:
        InputError: a schedule lacks an argument, or an event falls into the run.
    """
    carried = carry(case)
    root = ET.Element("xmile", {"version": "1.0", "xmlns": NAMESPACE})
    _header(ET.SubElement(root, "header"), case)
    specs = ET.SubElement(root, "sim_specs", {"method": "rk4", "time_units": "year"})
    for tag, value in (("start", 0.0), ("stop", case.horizon()), ("dt", step)):
        ET.SubElement(specs, tag).text = repr(value)
    variables = ET.SubElement(ET.SubElement(root, "model"), "variables")
    for variable in (_read_me(case, carried.notes, line), *carried.variables):
        _add(variables, variable)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _header(header: ET.Element, case: Case) -> None:
    ET.SubElement(header, "vendor").text = "takeoff"
    ET.SubElement(header, "product", {"version": package_version(), "lang": "en"}).text = "takeoff"
    ET.SubElement(header, "name").text = printable(case.meaning.header.title)


def _read_me(case: Case, notes: tuple[str, ...], line: str) -> Variable:
    told = [
        case.meaning.header.meaning,
        f"TIME is years from {case.start:g}; numbers are in the units shown, whatever units the model file has.",
        *notes,
        *(["Promises of the model are not checked."] if case.meaning.promises else []),
        "Jumps and kinks are found to a step only.",
        *([f"Made by: {line}"] if line else []),
    ]
    return Variable("aux", "read_me", "0", "1", sentences(*told))


def _add(variables: ET.Element, variable: Variable) -> None:
    element = ET.SubElement(variables, variable.kind, {"name": variable.name})
    lines = [("doc", variable.doc), ("eqn", variable.equation)]
    lines += [("inflow", name) for name in variable.inflows] + [("outflow", name) for name in variable.outflows]
    for tag, text in (*lines, ("units", variable.unit)):
        if text:
            ET.SubElement(element, tag).text = printable(text)
