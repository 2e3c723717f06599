from .pipelines import *
from .pipelines import UnclipPipeline as Pipeline
