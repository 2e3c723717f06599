"""flake8's options, read by flake8's own machinery from its own config files."""

from __future__ import annotations

import argparse
import configparser
import importlib.metadata
from collections.abc import Sequence
from typing import NoReturn

import flake8
from flake8.exceptions import ExecutionError
from flake8.main.options import register_default_options, stage1_arg_parser
from flake8.options.aggregator import aggregate_options
from flake8.options.config import load_config
from flake8.options.manager import OptionManager
from flake8.plugins.finder import Checkers, LoadedPlugin, Plugins
from flake8.plugins.finder import Plugin as Registered

from flake8_topil import __version__
from flake8_topil.plugin import Plugin
from flake8_topil.settings import check_roots


class BadOption(Exception):
    """An option, or a config file, that flake8 would refuse."""


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """The options that flake8 would have with these arguments and this plugin alone.

    Raises BadOption if flake8 would end with an error.
    """
    try:
        first, rest = stage1_arg_parser().parse_known_args(arguments)
        config, directory = load_config(first.config, first.append_config, isolated=first.isolated)
        manager = _manager()
        options: argparse.Namespace = aggregate_options(manager, config, directory, rest)
        check_roots(options)
    except (ExecutionError, ValueError, configparser.Error) as error:
        raise BadOption(" ".join(str(error).split())) from error
    return options


def _manager() -> OptionManager:
    plugins = _this_plugin()
    manager = OptionManager(
        version=flake8.__version__,
        plugin_versions=plugins.versions_str(),
        parents=[stage1_arg_parser()],
        formatter_names=["default"],
    )
    manager.parser.error = _refuse
    register_default_options(manager)
    manager.register_plugins(plugins)
    return manager


def _this_plugin() -> Plugins:
    entry = importlib.metadata.EntryPoint("TPI", "flake8_topil.plugin:Plugin", "flake8.extension")
    loaded = LoadedPlugin(Registered("flake8-topil", __version__, entry), Plugin, {})
    return Plugins(Checkers([loaded], [], []), {}, [])


def _refuse(message: str) -> NoReturn:
    raise BadOption(message)
