"""A guard around readers of texts from strangers: nothing may be evaluated."""

import ast
import builtins
import contextlib
from collections.abc import Callable, Iterator

import pytest


@contextlib.contextmanager
def nothing_runs() -> Iterator[None]:
    """Fail where a text is evaluated."""

    def watched(name: str) -> Callable[..., object]:
        original: Callable[..., object] = getattr(builtins, name)

        def call(source: object, *arguments: object, **options: object) -> object:
            flags = arguments[2] if len(arguments) > 2 else options.get("flags", 0)
            only_parsed = name == "compile" and isinstance(flags, int) and flags & ast.PyCF_ONLY_AST
            imported = bool(arguments) and not str(arguments[0]).startswith("<")
            assert only_parsed or imported or not isinstance(source, (str, bytes)), f"a text went to {name}"
            return original(source, *arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("eval", "exec", "compile"):
            patch.setattr(builtins, name, watched(name))
        yield
