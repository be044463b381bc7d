"""How the documentation is built: `make docs`, without a network."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "takeoff"
author = "The takeoff authors"
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "mathml",
    "theory_pages",
    "scenario_pages",
    "model_pages",
    "command_pages",
]
exclude_patterns = ["_build", "_extensions", "examples/*.md", "figures/*.md"]
smartquotes = False  # straight quotes can be copied to a shell
html_theme = "furo"
html_title = "takeoff"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
nitpicky = True

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_class_signature = "separated"
default_role = "code"
napoleon_numpy_docstring = False
napoleon_use_rtype = False
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
# Types that signatures name and these pages do not tell: those of other libraries, and what an answer is made from.
nitpick_ignore_regex = [("py:class", r"(collections|matplotlib|numpy|os|pathlib|pint|sympy)\..*")]
nitpick_ignore = [
    ("py:class", f"takeoff.{name}")
    for name in (
        "algebra.structure.Structure",
        "decide.bounds.Bound",
        "decide.certificate.Certificate",
        "decide.nodes.Line",
        "decide.yardstick.Length",
        "equations.meaning.Meaning",
        "schedules.bound.Bound",
        "solve.case.Case",
        "solve.gradient.Origin",
        "solve.program.Program",
        "solve.trajectory.Trajectory",
        "theory.illustration.Illustration",
    )
]
