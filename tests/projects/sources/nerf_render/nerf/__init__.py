from . import render as render
from .render import Renderer as Renderer
