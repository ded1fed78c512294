"""wirewatch: a headless feed monitor that raises one alert per story."""

__version__ = "0.1.0"
