"""Under which name the log keeps what somebody does."""

import getpass
import os


def user_name() -> str:
    """Return the name of the person at work; a container may run under a number that nobody has given a name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "?"
