"""The running program says who it is and that it is well, and answers whatever way it is asked."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from bot.app import INVITE_RIGHTS
from tests.process.conftest import Server
from tests.process.program import Program
from tests.process.reading import EPHEMERAL, text_of
from tests.standin.client import StandIn

QUESTION = "who patches the guest operating system on RDS?"


def test_the_invite_link_asks_for_what_the_bot_uses(discord: StandIn, running: Program) -> None:
    link = running.wait_for_line(r"https://discord\.com/\S+")[0]
    asked = parse_qs(urlsplit(link).query)
    assert asked["client_id"] == [discord.bot_id]
    assert set(asked["scope"][0].split()) == {"bot", "applications.commands"}
    assert asked["permissions"] == [str(INVITE_RIGHTS.value)]


def test_a_running_bot_is_healthy(running: Program) -> None:
    running.wait_for_line(r"https://discord\.com/\S+")
    asked = Program(running.folder, {"DATA_DIR": "data"}, "health")
    code = asked.exit_code()
    asked.stop()
    assert code == 0, asked.output + running.output


def test_its_commands_are_registered(discord: StandIn, running: Program) -> None:
    discord.wait("commands")
    names = {command["name"] for command in discord.commands()}
    assert {"who", "help", "Who is responsible?"} <= names


def test_a_command_is_answered_within_three_seconds(
    discord: StandIn, running: Program, server: Server
) -> None:
    discord.wait("commands")
    asked = discord.slash(server.alice, server.channel, "who", thing="guest OS patching", service="RDS")
    answer = discord.answer_to(asked)
    assert "AWS" in text_of(answer["data"])
    assert answer["elapsed_ms"] < 3000


def test_a_private_question_is_answered_privately(discord: StandIn, running: Program, server: Server) -> None:
    discord.wait("commands")
    asked = discord.slash(server.alice, server.channel, "who", thing="guest OS patching", private=True)
    answer = discord.answer_to(asked)
    assert answer["message"]["flags"] & EPHEMERAL
    assert answer["message"]["id"] not in [each["id"] for each in discord.messages(server.channel)]


def test_a_command_is_completed_while_typing(discord: StandIn, running: Program, server: Server) -> None:
    discord.wait("commands")
    asked = discord.complete(server.alice, server.channel, "who", "service", service="lamb")
    choices = discord.answer_to(asked)["data"]["choices"]
    assert "Lambda" in choices[0]["name"]


def test_a_mention_is_answered_without_a_ping(discord: StandIn, running: Program, server: Server) -> None:
    after = discord.mark()
    question = discord.write(server.alice, server.channel, f"<@{discord.bot_id}> {QUESTION}")
    reply = discord.wait("message", after=after, channel=server.channel)["message"]
    assert reply["message_reference"]["message_id"] == int(question)
    assert "AWS" in text_of(reply)
    assert reply["mentions"] == []


def test_a_direct_message_is_answered(discord: StandIn, running: Program, server: Server) -> None:
    dm = discord.ask("dm_channel", user=server.alice)
    discord.write(server.alice, dm, QUESTION)
    assert "AWS" in text_of(discord.wait("message", channel=dm)["message"])


def test_the_message_menu_answers_privately(discord: StandIn, running: Program, server: Server) -> None:
    discord.wait("commands")
    message = discord.write(server.alice, server.channel, QUESTION)
    answer = discord.answer_to(discord.menu(server.alice, server.channel, "Who is responsible?", message))
    assert answer["message"]["flags"] & EPHEMERAL
    assert "AWS" in text_of(answer["data"])


def test_a_question_too_late_is_no_traceback(discord: StandIn, running: Program, server: Server) -> None:
    discord.wait("commands")
    asked = discord.slash(server.alice, server.channel, "who", thing="guest OS patching", age=4)
    discord.wait("late", interaction=asked)
    still = discord.slash(server.alice, server.channel, "who", thing="guest OS patching")
    assert discord.answer_to(still)
    assert "Traceback" not in running.output
