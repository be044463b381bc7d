"""How the documentation is built: `make docs`, without a network."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "takeoff"
author = "The takeoff authors"
extensions = ["myst_parser", "mathml", "theory_pages", "scenario_pages", "model_pages"]
exclude_patterns = ["_build", "_extensions", "examples/*.md", "figures/*.md"]
html_theme = "furo"
html_title = "takeoff"
html_static_path = ["_static"]
html_css_files = ["formulas.css"]
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
nitpicky = True
