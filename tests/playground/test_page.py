"""The page in a real browser: asking, answering, moving about, with mouse and keyboard, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.playground.browser import (
    CONTRASTS,
    NAMELESS,
    REAL,
    SMALL,
    chromium,
    needs_chromium,
    opened,
    program,
)

pytestmark = [pytest.mark.slow, needs_chromium]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with program(REAL, tmp_path_factory.mktemp("real")) as address:
        yield address


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with program(SMALL, tmp_path_factory.mktemp("small")) as address:
        yield address


def command(page: Page, name: str) -> None:
    """Types a command that needs no options, and sends it."""
    page.fill("#text", f"/{name}")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")


def become(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).check()
    page.wait_for_function("() => document.querySelector('#text').placeholder")


def last(page: Page) -> Locator:
    return page.locator(".message").last


def test_a_question_is_typed_with_suggestions_and_answered(browser: Browser, real: str) -> None:
    with opened(browser, real) as page:
        page.locator("#text").press_sequentially("/wh")
        expect(page.get_by_role("option", name="/who")).to_contain_text("responsible")
        page.keyboard.press("Enter")
        # The last list is the one to choose from: an earlier one may be replaced under the cursor.
        with page.expect_response(lambda answer: '"patching"' in (answer.request.post_data or "")):
            page.keyboard.type("patching")
        suggested = page.locator("#suggest-list [role=option]", has_text="patching").first
        name = suggested.inner_text()
        while suggested.get_attribute("aria-selected") != "true":
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_label("thing, required")).to_have_value(name)
        page.keyboard.press("Enter")
        expect(last(page)).to_contain_text("responsible")
        expect(last(page)).to_contain_text("alice used /who")
        expect(page.locator("#spoken")).to_contain_text("ResponsiBot:")
        expect(page.locator("#text")).to_be_focused()


def test_what_is_typed_faster_than_the_suggestions_come_is_sent_as_typed(browser: Browser, real: str) -> None:
    with opened(browser, real) as page:
        page.fill("#text", "/who")
        page.keyboard.press("Enter")
        page.keyboard.type("patching the os on rds")
        page.keyboard.press("Escape")
        expect(page.get_by_label("thing, required")).to_have_value("patching the os on rds")
        page.keyboard.press("Enter")
        expect(last(page)).to_contain_text("Amazon RDS")


def test_a_private_answer_stays_with_its_member_and_the_bot_can_be_written_to(
    browser: Browser, real: str
) -> None:
    with opened(browser, real) as page:
        page.get_by_role("button", name="general").click()
        page.fill("#text", "/who")
        page.keyboard.press("Enter")
        page.keyboard.type("patching the os on rds")
        page.keyboard.press("Escape")
        page.get_by_label("private, optional").fill("True")
        page.get_by_role("button", name="Send").click()
        expect(last(page)).to_contain_text("Only you can see this")
        become(page, "bob")
        expect(page.locator("#empty")).to_be_visible()
        page.get_by_role("button", name="Direct messages").click()
        expect(page.locator("#place")).to_have_text("ResponsiBot")
        page.fill("#text", "who patches the OS on RDS?")
        page.keyboard.press("Enter")
        expect(page.locator(".message")).to_have_count(2)
        expect(last(page)).to_contain_text("AWS")
        become(page, "alice")
        expect(page.locator(".message")).to_have_count(0)
        page.get_by_role("button", name="Cloud Study Hall").click()
        page.get_by_role("button", name="general").click()
        page.get_by_role("button", name="Dismiss message").click()
        expect(page.locator(".message")).to_have_count(0)


def test_the_clock_jumps_and_the_bot_restarts(browser: Browser, real: str) -> None:
    with opened(browser, real) as page:
        before = page.locator("#clock").inner_text()
        page.get_by_role("button", name="+1 day").click()
        expect(page.locator("#clock")).not_to_have_text(before)
        generation = page.locator("body").get_attribute("data-ready")
        page.get_by_role("button", name="Restart the bot").click()
        expect(page.locator("body")).not_to_have_attribute("data-ready", generation or "")
        command(page, "help")
        expect(last(page)).to_contain_text("alice used /help")


def test_every_component_is_drawn_and_works(browser: Browser, small: str) -> None:
    with opened(browser, small) as page:
        command(page, "parts")
        card = last(page)
        expect(card.get_by_role("heading", name="All parts")).to_be_visible()
        expect(card.get_by_alt_text("A small picture")).to_have_js_property("naturalWidth", 1)
        expect(card.locator("blockquote")).to_have_text("quoted")
        card.get_by_role("button", name="Spoiler").click()
        expect(card).to_contain_text("hidden")
        expect(card.get_by_role("link", name="Read more")).to_have_attribute(
            "rel", "noopener noreferrer nofollow"
        )
        card.get_by_role("button", name="Keep 7").click()
        expect(last(page)).to_contain_text("Kept 7")
        page.get_by_role("button", name="Pick a member").click()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(last(page)).to_contain_text("Picked @bob")


def test_an_embed_is_drawn(browser: Browser, small: str) -> None:
    with opened(browser, small) as page:
        command(page, "embedded")
        card = last(page).locator(".embed")
        expect(card).to_contain_text("A title")
        expect(card.locator("strong", has_text="Text")).to_be_visible()
        expect(card.locator(".field")).to_contain_text("Value")
        expect(card.locator("img")).to_have_js_property("naturalWidth", 1)
        expect(card).to_contain_text("Foot")
        expect(last(page).locator("img")).to_have_count(1)


def test_a_form_is_filled_and_left_by_keyboard(browser: Browser, small: str) -> None:
    with opened(browser, small) as page:
        command(page, "form")
        dialog = page.get_by_role("dialog", name="A form")
        expect(dialog.get_by_label("Words")).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        command(page, "form")
        dialog.get_by_label("Words").fill("one two")
        page.keyboard.press("Enter")
        expect(last(page)).to_contain_text("You wrote: one two")
        expect(dialog).to_be_hidden()


def test_an_error_of_the_bot_is_shown(browser: Browser, small: str) -> None:
    with opened(browser, small) as page:
        command(page, "crash")
        expect(page.get_by_role("alert")).to_have_text("The application did not respond.")
        expect(page.locator("#troubles")).to_contain_text("RuntimeError: on purpose")


def test_what_members_type_is_shown_and_never_run(browser: Browser, small: str) -> None:
    with opened(browser, small) as page:
        page.get_by_role("button", name="general").click()
        text = "<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1)) <@1> `a<b`"
        page.fill("#text", text)
        page.keyboard.press("Enter")
        expect(last(page)).to_contain_text("<img src=x onerror=alert(1)> bold [x](javascript:alert(1))")
        assert last(page).locator("img, a").count() == 0
        expect(last(page).locator("strong", has_text="bold")).to_be_visible()


def test_older_messages_come_on_demand(browser: Browser, small: str) -> None:
    with opened(browser, small) as page:
        page.get_by_role("button", name="Exam Club").click()
        expect(page.locator("#place")).to_have_text("#lobby")
        page.evaluate(
            """async () => {
              const { post } = await import("/page/api.js");
              for (let at = 1; at <= 60; at += 1) await post("send", { text: `number ${at}` });
            }"""
        )
        expect(last(page)).to_contain_text("number 60")
        expect(page.locator(".message")).to_have_count(50)
        page.get_by_role("button", name="Show older messages").click()
        expect(page.locator(".message")).to_have_count(60)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("width", [1280, 390])
def test_texts_have_contrast_and_controls_have_names(
    browser: Browser, small: str, theme: str, width: int
) -> None:
    with opened(browser, small, width, theme) as page:
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        command(page, "parts")
        last(page).get_by_role("button", name="Keep 7").click()
        expect(last(page)).to_contain_text("Only you can see this")
        page.fill("#text", "/")
        expect(page.locator("#suggest")).to_be_visible()
        assert page.evaluate(CONTRASTS) == []
        assert page.evaluate(NAMELESS) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_narrow_page_the_side_panels_open_over_it(browser: Browser, real: str) -> None:
    with opened(browser, real, width=390) as page:
        expect(page.locator("#channels")).to_be_hidden()
        page.get_by_role("button", name="Channels and members").click()
        page.get_by_role("button", name="daily-questions").click()
        expect(page.locator("#place")).to_have_text("#daily-questions")
        expect(page.locator("#channels")).to_be_hidden()
        page.get_by_role("button", name="Tools").click()
        page.get_by_role("button", name="/help").click()
        page.get_by_role("button", name="Send").click()
        expect(last(page)).to_contain_text("alice used /help")


def test_phone_width_and_theme_can_be_switched(browser: Browser, real: str) -> None:
    with opened(browser, real) as page:
        page.get_by_role("button", name="Phone width").click()
        box = page.locator("#chat").bounding_box()
        assert box is not None and box["width"] == 390
        page.get_by_role("button", name="Dark").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
