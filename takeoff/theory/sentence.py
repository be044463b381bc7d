r"""Sentences with formulas between dollar signs, as plain text and as words of a figure."""

import re
import unicodedata

_MATH = re.compile(r"\$([^$]*)\$")
_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_PLAIN = {
    r"\leq": "<=",
    r"\geq": ">=",
    r"\ll": "<<",
    r"\gg": ">>",
    r"\neq": "!=",
    r"\to": "->",
    r"\cdot": "*",
    r"\times": "x",
    r"\infty": "infinity",
    r"\,": " ",
    r"\ ": " ",
    r"\left": "",
    r"\right": "",
    r"\mathrm": "",
    r"\text": "",
}
_GREEK = re.compile(r"\\(alpha|beta|gamma|delta|eta|theta|kappa|lambda|mu|rho|sigma|tau|phi|chi|omega)(?![A-Za-z])")


def plain(sentence: str) -> str:
    r"""A sentence with its formulas in plain letters: "$0 \leq \phi_1$" becomes "0 <= phi_1".

    Arguments:
        sentence: formulas between dollar signs, in simple LaTeX.
    """
    return _MATH.sub(lambda found: _spelled(found[1]), sentence)


def lettered(sentence: str) -> str:
    r"""A sentence for a figure, Greek letters as themselves: "the ratio $g/\gamma$" becomes "the ratio g/γ".

    Arguments:
        sentence: formulas between dollar signs, in simple LaTeX.
    """
    return plain(_GREEK.sub(lambda found: unicodedata.lookup(f"GREEK SMALL LETTER {found[1]}"), sentence))


def _spelled(latex: str) -> str:
    text = _FRACTION.sub(r"(\1)/(\2)", latex)
    for command, word in _PLAIN.items():
        text = re.sub(re.escape(command) + r"(?![A-Za-z])", word, text)
    return re.sub(r"\s+", " ", re.sub(r"[\\{}]", "", text)).strip()
