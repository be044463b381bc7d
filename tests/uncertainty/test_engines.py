"""Which engine a name means: a plan names the one that computed its members."""

import pytest

from takeoff.errors import InputError
from takeoff.solve.case import Case
from takeoff.uncertainty.engines import ENGINES, engine_name
from takeoff.uncertainty.plan import plan


@pytest.mark.parametrize(("installed", "meant"), [(object(), "heyoka"), (None, "numpy")])
def test_auto_is_the_fastest_that_is_installed(
    installed: object, meant: str, spread: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("takeoff.uncertainty.engines.find_spec", lambda name: installed)
    assert engine_name("auto") == meant
    assert plan(spread, 4, 1).engine == meant


def test_an_engine_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takeoff.uncertainty.engines.find_spec", lambda name: None)
    assert [engine_name(name) for name in ENGINES if name != "heyoka"] == ["numpy", "scipy"]
    with pytest.raises(InputError, match="the engine 'heyoka' needs the extra 'fast'"):
        engine_name("heyoka")
    with pytest.raises(InputError, match="no engine 'nunpy'(.|\\n)*did you mean 'numpy'"):
        engine_name("nunpy")
