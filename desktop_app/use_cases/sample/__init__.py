"""The sample workspace: a made-up year of a county, played through the use cases."""

from desktop_app.use_cases.sample.create import create_sample
from desktop_app.use_cases.sample.remove import remove_sample

__all__ = ["create_sample", "remove_sample"]
