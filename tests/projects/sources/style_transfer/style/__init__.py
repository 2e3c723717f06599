"""Neural style transfer."""
from style.loading import load
from style.stats import MEAN, STD

try:
    from style._fast import finish
except ImportError:
    from style.post import finish
