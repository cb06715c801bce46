"""Runs the lab's notebooks headless, makes the book of what they showed, and serves them in JupyterLab."""
