"""Requests to an application without a server: what it answers, at once."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI

BASE = "http://127.0.0.1:8750"


class Client:
    """Asks an application; each request by itself, with the headers that all of them have."""

    def __init__(self, app: FastAPI, **headers: str) -> None:
        self.app = app
        self.headers = {"X-Crosswire": "1"}
        self.headers |= {name.replace("_", "-"): value for name, value in headers.items()}

    def __call__(self, method: str, path: str, **more: Any) -> httpx.Response:
        """What it answers; `more` is what httpx takes: json, headers, params."""
        return asyncio.run(self._answer(method, path, more))

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self("POST", path, **more)

    def delete(self, path: str, **more: Any) -> httpx.Response:
        return self("DELETE", path, **more)

    async def _answer(self, method: str, path: str, more: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url=BASE, headers=self.headers
        ) as client:
            return await client.request(method, path, **more)
