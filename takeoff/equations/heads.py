"""Smooth functions of the language as sympy heads: opaque to simplification, with derivatives that do not overflow."""

from __future__ import annotations

from typing import Any

import sympy

from takeoff.equations.functions import NUMERICS


class Head(sympy.Function):
    """A function that algebra leaves alone, and that has a number where its arguments have."""

    def _eval_evalf(self, prec: int) -> Any:
        if not all(argument.is_comparable for argument in self.args):
            return None
        try:
            return sympy.Float(NUMERICS[type(self).__name__](*map(float, self.args)))
        except (ArithmeticError, ValueError):
            return sympy.nan


class logistic(Head):  # noqa: N801 - sympy prints a head by its class name
    """1/(1 + exp(-x))."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative: p (1 - p)."""
        return self * (1 - self)


class softplus(Head):  # noqa: N801
    """log(1 + exp(x))."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative: logistic(x)."""
        return logistic(self.args[0])


class normal_cdf(Head):  # noqa: N801
    """Standard normal distribution function."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative: the normal density."""
        return sympy.exp(-(self.args[0] ** 2) / 2) / sympy.sqrt(2 * sympy.pi)


class soft_min(Head):  # noqa: N801
    """(a^-n + b^-n)^(-1/n) for positive a and b."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative, also where an argument is 0."""
        a, b, n = self.args
        return soft_min_bend(a, b, n) if argindex == 3 else soft_min_slope(*((a, b) if argindex == 1 else (b, a)), n)


class soft_min_slope(Head):  # noqa: N801
    """(1 + (a/b)^n)^(-1 - 1/n): the derivative of the soft minimum by a."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative of the explicit form."""
        a, b, n = self.args
        return sympy.diff((1 + (a / b) ** n) ** (-1 - 1 / n), self.args[argindex - 1])


class soft_min_bend(Head):  # noqa: N801
    """The derivative of the soft minimum by its sharpness."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative of the explicit form."""
        a, b, n = self.args
        return sympy.diff((a**-n + b**-n) ** (-1 / n), n, self.args[argindex - 1])


class ces_bottleneck(Head):  # noqa: N801
    """(f^(1-rho) m^rho + (1-f)^(1-rho) h^rho)^(1/rho): the task CES where machines are abundant."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative by share, machine labour, human labour and rho."""
        f, m, h, rho = self.args
        if argindex == 1:
            worker = h / (1 - f)
            return self ** (1 - rho) * (1 - rho) * worker**rho * box_cox(sympy.log(m / f) - sympy.log(worker), rho)
        if argindex == 2:
            return (f * self / m) ** (1 - rho)
        if argindex == 3:
            return ((1 - f) * self / h) ** (1 - rho)
        return ces_bend(f, m, h, rho)


class ces_bend(Head):  # noqa: N801
    """The derivative of the task CES by rho."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative of the explicit form."""
        f, m, h, rho = self.args
        explicit = (f ** (1 - rho) * m**rho + (1 - f) ** (1 - rho) * h**rho) ** (1 / rho)
        return sympy.diff(explicit, rho, self.args[argindex - 1])


class box_cox(Head):  # noqa: N801
    """(exp(n x) - 1)/n, which is x at n = 0."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative: exp(n x) by x, the explicit form's by n."""
        x, n = self.args
        return sympy.exp(n * x) if argindex == 1 else sympy.diff((sympy.exp(n * x) - 1) / n, n)


class power(Head):  # noqa: N801
    """x^n, as it is differentiated: without dividing by x."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative, also where x is 0."""
        x, n = self.args
        return n * x ** (n - 1) if argindex == 1 else power_bend(x, n)


class power_bend(Head):  # noqa: N801
    """x^n ln(x): the derivative of x^n by n, which is 0 where x is."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative of the explicit form by x, which is 0 as x is where n is above 1."""
        x, n = self.args
        return x ** (n - 1) + n * power_bend(x, n - 1) if argindex == 1 else self * sympy.log(x)
