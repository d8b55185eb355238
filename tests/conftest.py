"""Settings for the whole suite."""

from hypothesis import settings

settings.register_profile("litlode", deadline=None)  # speed is measured in bench/, never in a test
settings.load_profile("litlode")
