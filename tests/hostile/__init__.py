"""The hostile web: scripted servers that break every rule, and a worker with default policy let loose on them."""
