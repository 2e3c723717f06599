from .normalize import normalize
from .functional import sigmoid, tanh
from .random import rand
