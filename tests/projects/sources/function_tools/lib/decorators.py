import functools


def clamped(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs).clamp(0, 1)

    return wrapper


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        logged.calls += 1
        return function(*args, **kwargs)

    return wrapper


logged.calls = 0


def scaled(by):
    def decorate(function):
        def wrapper(x):
            return function(x) * by

        return wrapper

    return decorate


def clamp_input(function):
    def wrapper(x, *args):
        return function(x.clamp(0, 1), *args)

    return wrapper
