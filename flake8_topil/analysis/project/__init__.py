"""Other files of the project: which file a dotted name means, what is in it, and what its names stand for.

`layout` goes from names to files, `sources` reads files, `following` evaluates what the analysed module imports from
them, and `callers` finds who calls a function.
"""
