"""Other files of the project: which file a dotted name means, what is in it, and what its names stand for.

`layout` goes from names to files, `sources` reads files, `entangled` finds the statements in them that belong together,
and `patching` what modules assign to each other. A `module` is what is known of one, `following` evaluates what the
analysed module imports, and `callers` finds who calls a function.
"""
