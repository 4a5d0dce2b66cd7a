"""What every part of config.yaml is."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A group of keys: frozen, and no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)
