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
    "sphinx_gallery.gen_gallery",
    "mathml",
    "theory_pages",
    "scenario_pages",
    "model_pages",
    "compared_pages",
    "figure_pages",
    "backcast_pages",
    "command_pages",
    "speed_pages",
]
exclude_patterns = ["_build", "_extensions", "examples/*.md", "figures/*.md", "data/*.md", "gallery"]
smartquotes_action = "D"  # dashes; straight quotes can be copied to a shell
html_theme = "furo"
html_title = "takeoff"
html_show_copyright = False
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
nitpicky = True

sphinx_gallery_conf = {
    "examples_dirs": "gallery",
    "gallery_dirs": "auto_gallery",
    "within_subsection_order": "FileNameSortKey",
    "image_scrapers": ("gallery_figures.scraped",),
    "reset_modules": (),
    "capture_repr": (),
    "run_stale_examples": True,
    "abort_on_example_error": True,
    "download_all_examples": False,
    "show_signature": False,
    "write_computation_times": False,
    "min_reported_time": 1e9,
}
autodoc_default_options = {"members": True, "member-order": "bysource"}
default_role = "code"
napoleon_numpy_docstring = False
napoleon_use_rtype = False
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
# Types that signatures name and these pages do not tell: those of other libraries, and what an answer is made from.
nitpick_ignore_regex = [("py:class", r"Path|(collections|matplotlib|numpy|os|pathlib|pint|sympy)\..*")]
nitpick_ignore = [
    ("py:class", f"takeoff.{name}")
    for name in (
        "algebra.structure.Structure",
        "decide.bounds.Bound",
        "decide.certificate.Certificate",
        "decide.nodes.Line",
        "decide.questions.Kind",
        "decide.yardstick.Length",
        "equations.meaning.Meaning",
        "schedules.bound.Bound",
        "solve.case.Case",
        "solve.gradient.Origin",
        "solve.program.Program",
        "solve.trajectory.Moments",
        "solve.trajectory.Trajectory",
        "spec.data_parts.DataSet",
        "theory.illustration.Illustration",
        "uncertainty.calibration.durations.Durations",
        "uncertainty.calibration.lens.Lens",
        "uncertainty.calibration.measurements.Measurements",
        "uncertainty.calibration.posterior.Learnt",
        "uncertainty.decision.Decision",
        "uncertainty.distribution.Distribution",
    )
]
