"""Files of a figure: the same bytes each time, with their provenance, whole or not at all."""

import json
import re
import struct
import xml.etree.ElementTree as ElementTree  # noqa: S405
from pathlib import Path
from types import MappingProxyType

import pytest

from takeoff.decide.slowdowns import Comparison
from takeoff.figures import provenance, save, slowdowns
from takeoff.figures import save as save_function


def png_texts(path: Path) -> dict[str, str]:
    content, texts, at = path.read_bytes(), {}, 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt"):
            name, _, rest = body.partition(b"\0")
            texts[name.decode()] = rest.lstrip(b"\0").decode("utf-8" if kind == b"iTXt" else "latin-1")
        at += 12 + length
    return texts


def svg_description(path: Path) -> str:
    tree = ElementTree.parse(path)  # noqa: S314
    found = tree.find(".//{http://purl.org/dc/elements/1.1/}description")
    assert found is not None and found.text
    return found.text


def test_two_files_with_the_same_bytes_each_time(by_hand: Comparison, tmp_path: Path) -> None:
    figure = slowdowns(by_hand)
    first = [path.read_bytes() for path in save(figure, tmp_path / "first", {"a": 1})]
    again = [path.read_bytes() for path in save(figure, tmp_path / "again", {"a": 1})]
    afresh = [path.read_bytes() for path in save(slowdowns(by_hand), tmp_path / "afresh", {"a": 1})]
    assert first == again == afresh
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{stem}.{ending}" for stem in ("first", "again", "afresh") for ending in ("png", "svg")
    )


def test_provenance_is_kept_in_both(by_hand: Comparison, tmp_path: Path) -> None:
    given = provenance(by_hand)
    vector, raster = save(slowdowns(by_hand), tmp_path / "figure", given)
    assert json.loads(svg_description(vector)) == json.loads(png_texts(raster)["Description"])
    told = json.loads(svg_description(vector))
    assert told["ranked_by"] == "alignment"
    assert told["slowdowns"]["abrupt"]["schedule"] == {"caution": "abrupt(start=0.5)"}
    assert told["slowdowns"]["abrupt"]["model"] == "lead-and-pause"


def test_title_is_kept_and_the_date_is_not(by_hand: Comparison, tmp_path: Path) -> None:
    vector, raster = save(slowdowns(by_hand, title="One & two"), tmp_path / "figure", {})
    assert png_texts(raster)["Title"] == "One & two"
    text = vector.read_text(encoding="utf-8")
    assert "<dc:title>One &amp; two</dc:title>" in text
    assert not re.search(r"<dc:date>|Creation", text)


def pdf_subject(path: Path) -> str:
    """The "Subject" of a PDF file, whose text is UTF-16 where it is not ASCII."""
    found = re.search(rb"/Subject \((.*?[^\\])\)\s*(?:/|>>)", path.read_bytes(), re.DOTALL)
    assert found is not None
    escapes = {rb"\n": b"\n", rb"\r": b"\r", rb"\t": b"\t", rb"\b": b"\b", rb"\f": b"\f"}
    plain = re.sub(rb"\\(.)", lambda one: escapes.get(one.group(0), one.group(1)), found.group(1), flags=re.DOTALL)
    return plain.decode("utf-16" if plain.startswith(b"\xfe\xff") else "ascii")


def test_pdf_has_the_same_bytes_each_time_and_keeps_its_provenance(alone: Comparison, tmp_path: Path) -> None:
    first, again = (save(slowdowns(alone), tmp_path / stem, {"a": "½ (每年)"}, ["pdf"]) for stem in ("first", "again"))
    assert [path.name for path in (*first, *again)] == ["first.pdf", "again.pdf"]
    assert first[0].read_bytes() == again[0].read_bytes()
    assert b"CreationDate" not in first[0].read_bytes()
    assert json.loads(pdf_subject(first[0])) == {"a": "½ (每年)"}


def test_any_mapping_and_any_script_will_do(alone: Comparison, tmp_path: Path) -> None:
    given = MappingProxyType({"changes": MappingProxyType({"growth": "½ 每年"}), "file": Path("x")})
    vector, raster = save(slowdowns(alone), str(tmp_path / "v1.5"), given)
    assert (vector.name, raster.name) == ("v1.5.svg", "v1.5.png")
    assert json.loads(svg_description(vector)) == {"changes": {"growth": "½ 每年"}, "file": "x"}


def test_an_interruption_leaves_what_was_there(
    alone: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = slowdowns(alone)
    (tmp_path / "figure.svg").write_text("before")

    def interrupted(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_function(figure, tmp_path / "figure", {})
    assert [path.name for path in tmp_path.iterdir()] == ["figure.svg"]
    assert (tmp_path / "figure.svg").read_text() == "before"


def test_a_missing_folder_is_said(alone: Comparison, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save(slowdowns(alone), tmp_path / "nowhere" / "figure", {})
