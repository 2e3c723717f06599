"""Whatever the argument is, the whole of it is clamped, and every comment is kept."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize

import libcst as cst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_topil.analysis import Finding
from flake8_topil.analysis.values import Dtype, Kind
from flake8_topil.fix.repair import ANY_SAFETY, repair

NAMES = st.sampled_from(["a", "b", "image"])
ATOMS = st.one_of(
    NAMES, st.sampled_from(["1", "1.5", "2j", "'s'", "'s' 't'", "b's'", "...", "None", "f'{a}'", "()", "[]", "{}"])
)

FORMS = [
    "({0})",
    "{0}.real",
    "{0}[0]",
    "{0}[1:{1}]",
    "f({0}, *{1}, k={0}, **{1})",
    "-{0}",
    "not {0}",
    "{0} + {1}",
    "{0} ** {1}",
    "{0} @ {1}",
    "{0} and {1}",
    "{0} < {1} < {0}",
    "{0} not in {1}",
    "{0} if {1} else {0}",
    "(lambda a: {0})",
    "lambda a, *b: {0}",
    "[{0}, *{1}]",
    "({0}, {1})",
    "{{{0}, {1}}}",
    "{{{0}: {1}, **{0}}}",
    "[{0} for a in {1} if {0}]",
    "{{{0} for a in {1}}}",
    "{{{0}: {1} for a in {1}}}",
    "({0} for a in {1})",
    "(yield {0})",
    "(yield from {0})",
    "await {0}",
    "(c := {0})",
    "c := {0}",
    "(  # comment\n    {0}  # another (\n    + {1}\n)",
    "f(  # )\n    {0},\n)",
    "{0}  # trailing\n",
    "\n    # leading\n    {0}",
    "f'{{{0}!r:>{{b}}}}'",
]
KINDS = {
    "Attribute", "Subscript", "Call", "UnaryOperation", "BinaryOperation", "BooleanOperation", "Comparison",
    "IfExp", "Lambda", "List", "Tuple", "Set", "Dict", "ListComp", "SetComp", "DictComp", "GeneratorExp", "Yield",
    "Await", "NamedExpr", "FormattedString", "ConcatenatedString", "SimpleString", "Integer", "Float", "Imaginary",
    "Ellipsis", "Name",
}  # fmt: skip

EXPRESSIONS = st.recursive(
    ATOMS, lambda inner: st.builds(str.format, st.sampled_from(FORMS), inner, inner), max_leaves=4
)
CALLS = st.sampled_from(
    [
        "to_pil_image({})",
        "to_pil_image({},)",
        "to_pil_image({}, 'L')",
        "to_pil_image(mode='L', pic={})",
        "x = (to_pil_image)({})",
    ]
)


def module(call: str, argument: str) -> str | None:
    """A function with the call, or None if the argument cannot stand there."""
    text = f"async def f(a, b, image):\n    {call.format(argument)}\n"
    try:
        compile(text, "f", "exec", dont_inherit=True)
        cst.parse_module(text)
    except (SyntaxError, cst.ParserSyntaxError):
        return None
    return text


def converted(tree: ast.AST) -> ast.expr:
    """The argument of the outermost call of the converter."""
    [call] = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "to_pil_image"
    ]
    return call.args[0] if call.args else next(one.value for one in call.keywords if one.arg == "pic")


def comments(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def finding(text: str) -> Finding:
    line = next(i for i, one in enumerate(text.splitlines(), start=1) if "to_pil_image" in one)
    column = text.splitlines()[line - 1].index("to_pil_image")
    column -= text.splitlines()[line - 1][column - 1] == "("
    inputs = frozenset([(Kind.TENSOR, Dtype.FLOAT)])
    return Finding(line, column, "TPI001", "to_pil_image input can leave [0, 1]", inputs)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(CALLS, EXPRESSIONS)
def test_the_whole_argument_is_clamped(call: str, argument: str) -> None:
    text = module(call, argument)
    if text is None:
        return
    found = finding(text)
    # What is to be shown is the insertion; that it settles the finding is shown elsewhere.
    result = repair(text, [found], lambda new: [found] if new == text else [], allowed=ANY_SAFETY)
    before, after = converted(ast.parse(text)), converted(ast.parse(result.text))
    assert isinstance(after, ast.Call)
    assert isinstance(after.func, ast.Attribute)
    assert (after.func.attr, [ast.literal_eval(one) for one in after.args]) == ("clamp", [0, 1])
    assert ast.dump(after.func.value) == ast.dump(before)
    assert comments(result.text) == comments(text)


def test_every_kind_of_expression_of_libcst_is_generated() -> None:
    """The forms above are all that libcst has, less the syntax of later versions of Python."""
    seen: set[str] = set()

    class Kinds(cst.CSTVisitor):
        def on_visit(self, node: cst.CSTNode) -> bool:
            if isinstance(node, cst.BaseExpression):
                seen.add(type(node).__name__)
            return True

    atoms = ["1", "1.5", "2j", "'s'", "'s' 't'", "f'{a}'", "...", "a"]
    for form in FORMS:
        text = module("to_pil_image({})", form.format("a", "b"))
        if text is not None:
            cst.parse_module(text).visit(Kinds())
    for atom in atoms:
        cst.parse_module(textwrap.dedent(f"f({atom})")).visit(Kinds())
    assert seen >= KINDS
    known = {
        name
        for name, value in vars(cst).items()
        if isinstance(value, type) and issubclass(value, cst.BaseExpression) and not name.startswith("Base")
    }
    assert known - seen <= {"TemplatedString", "StarredElement", "StarredDictComp", "From"}
