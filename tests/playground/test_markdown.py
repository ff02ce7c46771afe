"""Discord's markdown, as the page draws it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.playground.browser import SMALL, chromium, needs_chromium, opened, program

pytestmark = [pytest.mark.slow, needs_chromium]

LINK = 'target="_blank" rel="noopener noreferrer nofollow"'
CASES = [
    ("plain", "<p>plain</p>"),
    ("**bold** *it* __under__ ~~gone~~", "<p><strong>bold</strong> <em>it</em> <u>under</u> <s>gone</s></p>"),
    ("***both***", "<p><strong><em>both</em></strong></p>"),
    ("snake_case_name and 2*3*4", "<p>snake_case_name and 2<em>3</em>4</p>"),
    (r"\*not\* \_this\_", "<p>*not* _this_</p>"),
    ("`a *b* <c>`", "<p><code>a *b* &lt;c&gt;</code></p>"),
    ("```py\nx = 1\n```", '<pre tabindex="0"><code>x = 1</code></pre>'),
    ("> quoted\n> more\nnot", "<blockquote><p>quoted\nmore</p></blockquote><p>not</p>"),
    (">>> all\nof it", "<blockquote><p>all\nof it</p></blockquote>"),
    ("- one\n- two\n  - in", "<ul><li>one</li><li>two<ul><li>in</li></ul></li></ul>"),
    ("3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'),
    ("[docs](https://a.example/b)", f'<p><a href="https://a.example/b" {LINK}>docs</a></p>'),
    ("see https://a.example/b.", f'<p>see <a href="https://a.example/b" {LINK}>https://a.example/b</a>.</p>'),
    ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ("<b>&amp;", "<p>&lt;b&gt;&amp;amp;</p>"),
    ("**open *and _never `closed", "<p>**open *and _never `closed</p>"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with program(SMALL, tmp_path_factory.mktemp("small")) as address, chromium() as browser:
        with opened(browser, address) as found:
            yield found


def drawn(page: Page, text: str) -> str:
    return page.evaluate(
        """async (text) => (await import("/page/markdown.js")).markdown(text).innerHTML""", text
    )


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_markdown(page: Page, text: str, expected: str) -> None:
    assert drawn(page, text) == expected


def test_headings_and_small_print(page: Page) -> None:
    html = drawn(page, "# One\n### Three\n-# small")
    assert 'class="h1"' in html and 'class="h3"' in html and '<p class="subtext">small</p>' in html


def test_unknown_mentions_are_named_so(page: Page) -> None:
    html = drawn(page, "<@1> <#2> <@&3> </who:4> @everyone")
    for words in ("@unknown-user", "#unknown", "@deleted-role", "/who", "@everyone"):
        assert f'<span class="mention">{words}</span>' in html


def test_times_are_written_out(page: Page) -> None:
    assert "1 January 2026" in drawn(page, "<t:1767225600:D>")
    assert "<time" not in drawn(page, "<t:99999999999999999>")
    seconds = page.evaluate("import('/page/state.js').then((state) => Math.round(state.now() / 1000))")
    assert "in 3 hours" in drawn(page, f"<t:{seconds + 3 * 3600 + 60}:R>")


def test_a_spoiler_is_covered_until_pressed(page: Page) -> None:
    assert 'aria-hidden="true">secret</span></button>' in drawn(page, "||secret||")
