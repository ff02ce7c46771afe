"""The playground as a program of its own, and a headless Chromium to look at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
REAL = ("-m", "bot", "playground")
SMALL = (
    "-c",
    "import asyncio; from bot.playground.server import serve; from bot.settings import Settings; "
    "from tests.playground.small_bot import SmallBot; "
    "asyncio.run(serve(Settings(_env_file=None), make_bot=SmallBot))",
)

PATIENCE_MS = 60_000

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is installed (Debian, Ubuntu: apt install chromium)"
)


@contextmanager
def program(arguments: tuple[str, ...], folder: Path) -> Iterator[str]:
    """Runs a playground in `folder` and gives its address; at the end it must obey SIGTERM well."""
    kept = {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"}
    running = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    try:
        yield next(found[0] for line in running.stdout if (found := re.search(r"http://[\d.:]+/", line)))
    finally:
        running.terminate()
        code = running.wait(20)
        running.stdout.close()
    assert code == 0


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser. What is expected of a page may take as long as a busy machine needs."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, address: str, width: int = 1280, theme: str = "dark") -> Iterator[Page]:
    """A page on the playground; anything on its console, or an error in it, fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)  # pyright: ignore
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    try:
        yield page
    finally:
        context.close()
    assert said == []


CONTRASTS = """
() => {
  const parse = (text) => {
    const parts = text.match(/[\\d.]+/g).map(Number);
    if (text.startsWith("color(srgb")) return [...parts.slice(0, 3).map((v) => v * 255), parts[3] ?? 1];
    return [...parts.slice(0, 3), parts[3] ?? 1];
  };
  const over = (top, below) => top.slice(0, 3).map((v, i) => v * top[3] + below[i] * (1 - top[3]));
  const background = (node) => {
    if (!node) return [255, 255, 255];
    const own = parse(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own : over(own, background(node.parentElement));
  };
  const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const low = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    const seen = node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    if (!seen || !walk.currentNode.data.trim()) continue;
    if (node.closest(".unseen, :disabled")) continue;
    const behind = background(node);
    const [a, b] = [light(over(parse(getComputedStyle(node).color), behind)), light(behind)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push(`${walk.currentNode.data.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
  }
  return low;
}
"""
"""Texts on screen whose contrast to what is behind them is under 4.5 to 1 (WCAG 2, level AA)."""

NAMELESS = """
() => [...document.querySelectorAll("button, input, textarea, a[href], [role=listbox], dialog[open]")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length
    || document.getElementById(node.getAttribute("aria-labelledby"))?.textContent))
  .map((node) => node.outerHTML.slice(0, 120))
"""
"""Controls on screen that a screen reader has no name for."""
