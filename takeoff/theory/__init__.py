"""Closed forms that sympy derives from definitions, one result a file, each with its steps."""
