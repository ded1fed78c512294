"""The whole worker from outside: a scripted web in front of it, a real store and real sinks behind it."""
