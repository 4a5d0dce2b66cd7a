"""numpy and pandas, loaded when something is first asked of them; many commands never ask.

`from asnkarier.late import np, pd` instead of importing them, in modules that such commands load. A module must then
ask nothing of them while it is loaded itself: annotations stay unread (`from __future__ import annotations`).
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__all__ = ["np", "pd"]

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
else:

    class _Late(ModuleType):
        """A module that becomes the one of its name when it is first asked for something."""

        def __getattr__(self, name: str) -> Any:
            module = import_module(self.__name__)
            # From now on found at once, as in the module itself.
            self.__dict__.update(vars(module))
            return getattr(module, name)

    np = _Late("numpy")
    pd = _Late("pandas")
