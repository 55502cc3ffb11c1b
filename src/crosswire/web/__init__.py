"""A desk in the browser: pages, interface, safety."""

from crosswire.error import extra

with extra("serve"):
    import fastapi  # noqa: F401 - both are there, or the message says how to install them
    import uvicorn  # noqa: F401
