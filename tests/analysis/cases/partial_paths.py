"""Clamped on some of the paths to the conversion."""

import contextlib

import torch
from torchvision.transforms.functional import to_pil_image
from unseen import cond, fail, numbers, times


def one_branch():
    x = torch.randn(3, 16, 16)
    if cond():
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI004


def both_branches():
    x = torch.randn(3, 16, 16)
    if cond():
        x = x.clamp(0, 1)
    else:
        x = x.sigmoid()
    to_pil_image(x)


def one_branch_of_a_parameter(x):
    if cond():
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI004|TPI101


def one_of_three():
    x = torch.randn(3, 16, 16)
    if cond():
        x = x.clamp(0, 1)
    elif cond():
        x = x.sigmoid()
    else:
        x = x.tanh()
    to_pil_image(x)  # expect: TPI004|TPI002


def no_else():
    x = torch.randn(3, 16, 16)
    if cond():
        x = x.clamp(0, 1)
    elif cond():
        x = x.sigmoid()
    to_pil_image(x)  # expect: TPI004


def branch_that_leaves():
    x = torch.randn(3, 16, 16)
    if cond():
        x = x.clamp(0, 1)
    else:
        return None
    return to_pil_image(x)


def branch_that_raises():
    x = torch.randn(3, 16, 16)
    if cond():
        x = x.clamp(0, 1)
    else:
        raise ValueError
    return to_pil_image(x)


def loop_that_may_not_run():
    x = torch.randn(3, 16, 16)
    for _ in times():
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI004


def loop_that_runs():
    x = torch.randn(3, 16, 16)
    for _ in range(3):
        x = x.clamp(0, 1)
    to_pil_image(x)


def loop_that_runs_n_times(n):
    x = torch.randn(3, 16, 16)
    for _ in range(n):
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI004


def loop_that_is_endless():
    x = torch.randn(3, 16, 16)
    while True:
        x = x.clamp(0, 1)
        if cond():
            break
    to_pil_image(x)


def loop_that_is_left_too_early():
    x = torch.randn(3, 16, 16)
    while True:
        if cond():
            break
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI004


def loop_with_an_else():
    x = torch.randn(3, 16, 16)
    for _ in times():
        pass
    else:
        x = x.clamp(0, 1)
    to_pil_image(x)


def loop_with_a_break_before_the_else():
    x = torch.randn(3, 16, 16)
    for _ in times():
        if cond():
            break
    else:
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI004


def continue_before_the_clamp():
    for image in torch.randn(9, 3, 16, 16):
        if cond():
            continue
        image = image.clamp(0, 1)
        to_pil_image(image)


def continue_that_skips_the_clamp():
    image = torch.randn(3, 16, 16)
    for _ in range(3):
        if cond():
            continue
        image = image.clamp(0, 1)
    to_pil_image(image)  # expect: TPI004


def handler_without_a_clamp():
    x = torch.randn(3, 16, 16)
    try:
        fail()
        x = x.clamp(0, 1)
    except RuntimeError:
        pass
    to_pil_image(x)  # expect: TPI004


def handler_with_a_clamp():
    x = torch.randn(3, 16, 16)
    try:
        fail()
        x = x.clamp(0, 1)
    except RuntimeError:
        x = x.sigmoid()
    to_pil_image(x)


def handler_that_leaves():
    x = torch.randn(3, 16, 16)
    try:
        fail()
        x = x.clamp(0, 1)
    except RuntimeError:
        return None
    return to_pil_image(x)


def in_finally():
    x = torch.randn(3, 16, 16)
    try:
        fail()
    except RuntimeError:
        pass
    finally:
        x = x.clamp(0, 1)
    to_pil_image(x)


def in_the_else_of_a_try():
    x = torch.randn(3, 16, 16)
    try:
        fail()
    except RuntimeError:
        to_pil_image(x)  # expect: TPI001
    else:
        x = x.clamp(0, 1)
        to_pil_image(x)
    to_pil_image(x)  # expect: TPI004


def suppressed():
    x = torch.randn(3, 16, 16)
    with contextlib.suppress(RuntimeError):
        fail()
        x = x.clamp(0, 1)
        to_pil_image(x)
    to_pil_image(x)  # expect: TPI004


def suppressed_and_raised_at_once():
    x = torch.randn(3, 16, 16)
    with contextlib.suppress(RuntimeError):
        raise RuntimeError
        x = x.clamp(0, 1)
    to_pil_image(x)  # expect: TPI0


def comprehension_that_may_not_run():
    x = torch.randn(3, 16, 16)
    [x.clamp_(0, 1) for _ in times()]
    to_pil_image(x)  # expect: TPI004


def not_suppressed():
    x = torch.randn(3, 16, 16)
    with torch.no_grad():
        x = x.clamp(0, 1)
    to_pil_image(x)


def matched(kind):
    x = torch.randn(3, 16, 16)
    match kind:
        case "rgb":
            x = x.clamp(0, 1)
        case "gray":
            x = x.mean(0).sigmoid()
    to_pil_image(x)  # expect: TPI004


def matched_with_a_default(kind):
    x = torch.randn(3, 16, 16)
    match kind:
        case "rgb":
            x = x.clamp(0, 1)
        case _:
            x = x.mean(0).sigmoid()
    to_pil_image(x)


def short_circuit():
    x = torch.randn(3, 16, 16)
    cond() and x.clamp_(0, 1)
    to_pil_image(x)  # expect: TPI004
    x = torch.randn(3, 16, 16)
    True and x.clamp_(0, 1)
    to_pil_image(x)


def ternary():
    x = torch.randn(3, 16, 16)
    to_pil_image(x.clamp(0, 1) if cond() else x)  # expect: TPI004
    to_pil_image(x.clamp(0, 1) if cond() else x.sigmoid())
    to_pil_image((x if cond() else x * 2).clamp(0, 1))


def reopened_on_one_path():
    x = torch.rand(3, 16, 16)
    if cond():
        x = x * 2
    to_pil_image(x)  # expect: TPI0
    x = torch.rand(3, 16, 16)
    if cond():
        x = x / 2
    to_pil_image(x)


def under_no_grad_only():
    x = torch.randn(3, 16, 16)
    if torch.is_grad_enabled():
        y = x
    else:
        y = x.clamp(0, 1)
    to_pil_image(y)  # expect: TPI004


def growing_in_a_loop():
    x = torch.rand(3, 16, 16) * 0.5
    for factor in numbers():
        x = x * 1.5
        to_pil_image(x)  # expect: TPI0
    x = torch.rand(3, 16, 16)
    for factor in numbers():
        x = x * 0.5
        to_pil_image(x)


def growing_over_the_rounds():
    """The first round is in range, the third is not."""
    total = torch.zeros(3, 16, 16)
    for _ in range(5):
        total = total + 0.4
        to_pil_image(total)  # expect: TPI0
    average = torch.zeros(3, 16, 16)
    for _ in range(5):
        average = 0.9 * average + 0.1 * torch.rand(3, 16, 16)
        to_pil_image(average)


def clamped_in_the_round_before():
    x = torch.randn(3, 16, 16)
    for _ in range(3):
        to_pil_image(x)  # expect: TPI004|TPI001
        x = x.clamp(0, 1)


def one_variable_behind_another():
    """`last` is what `x` was two rounds before."""
    last = before = torch.rand(3, 16, 16)
    for _ in range(4):
        to_pil_image(last)  # expect: TPI0
        last = before
        before = torch.randn(3, 16, 16)
