"""The wheel holds everything: models, schedules, units, licences; it works without the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "import takeoff; m = takeoff.load('lead-and-pause'); print(takeoff.__file__, m.run().outcome('end'))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_every_model_and_data_file_is_inside(wheel: Path) -> None:
    models = {path.relative_to(ROOT / "models") for path in (ROOT / "models").rglob("*.toml")}
    assert models
    assert {path.relative_to(wheel / "takeoff/models") for path in (wheel / "takeoff/models").rglob("*.toml")} == models
    files = ("models/model.schema.json", "equations/units.txt", "schedules/kinds/ramp.toml", "spec/starter.toml")
    scripts = ("exchange/javascript/engine/run.js", "page/export/static/file_source.js", "page/static/main.js")
    for name in ("py.typed", *files, *scripts):
        assert (wheel / "takeoff" / name).is_file()


def test_what_is_vendored_brings_its_licence(wheel: Path) -> None:
    (folder,) = wheel.glob("takeoff-*.dist-info/licenses")
    told = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    vendored = {path.relative_to(ROOT) for path in (ROOT / "takeoff").rglob("LICENSE")}
    assert vendored and told == {Path("LICENSE"), *vendored}


def test_the_reference_to_cite_names_the_version_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = re.findall(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited == [project["version"]]
    assert f"## [{project['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_an_installed_wheel_finds_its_own_models(wheel: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    file, end = done.stdout.split()
    assert Path(file).is_relative_to(wheel)
    assert float(end) == pytest.approx(3.5)
