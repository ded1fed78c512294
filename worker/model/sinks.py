"""The sinks a configuration can name, one section a kind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from worker.model.fieldtypes import (
    DurationS,
    Section,
    Whole,
    checked_mail_address,
    checked_secret_header,
    checked_secret_web_url,
)


class LogSink(Section):
    """Alerts as log events."""

    kind: Literal["log"] = Field(description="Alerts as log events.")


class FileSink(Section):
    """Alerts as JSON lines, exactly once by id."""

    kind: Literal["file"] = Field(description="Alerts as JSON lines in a file, each exactly once.")
    path: str = Field(min_length=1, description="The file, relative to the configuration file that names it.")


class FeedSink(Section):
    """The newest alerts as a feed that any reader can subscribe to."""

    kind: Literal["feed"] = Field(description="The newest alerts as a feed that any reader can subscribe to.")
    path: str = Field(
        min_length=1,
        description="The file, relative to the configuration file that names it: .json is JSON Feed, else Atom.",
    )
    title: str = Field("wirewatch", min_length=1, description="The feed's title.")
    entries: Whole = Field(200, ge=1, le=10_000, description="How many alerts it holds, the newest first.")


class WebhookSink(Section):
    """Alerts posted as JSON, one request each."""

    kind: Literal["webhook"] = Field(
        description="Alerts posted as JSON, one request each, signed if a secret is given."
    )
    url: Annotated[SecretStr, AfterValidator(checked_secret_web_url)] = Field(description="Where to post; never shown.")
    secret: SecretStr | None = Field(None, description="Key of the signature (HMAC-SHA256 of the body); never shown.")
    authorization: Annotated[SecretStr, AfterValidator(checked_secret_header)] | None = Field(
        None, description="The Authorization header, such as Bearer TOKEN; never shown."
    )
    timeout_s: DurationS = Field(15.0, gt=0, alias="timeout", description="Time for one request and its answer.")


class MailSink(Section):
    """Alerts as mails; all mails of a story in one thread."""

    kind: Literal["mail"] = Field(description="Alerts as mails; all mails of a story in one thread.")
    host: str = Field(min_length=1, description="The mail server.")
    port: Whole = Field(587, ge=1, le=65535, description="Its port.")
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection is protected; use none only for a server on this machine."
    )
    user: str | None = Field(None, description="The account, if the server wants one.")
    password: SecretStr | None = Field(None, description="Its password; never shown.")
    sender: Annotated[str, AfterValidator(checked_mail_address)] = Field(
        alias="from", description="The sender's address."
    )
    to: tuple[Annotated[str, AfterValidator(checked_mail_address)], ...] = Field(
        min_length=1, description="The recipients."
    )
    timeout_s: DurationS = Field(30.0, gt=0, alias="timeout", description="Time for each answer of the server.")


class AppriseSink(Section):
    """Alerts through Apprise, to any service it knows."""

    kind: Literal["apprise"] = Field(description="Alerts through Apprise: pip install 'wirewatch[notify]'.")
    urls: tuple[SecretStr, ...] = Field(min_length=1, description="Apprise addresses of the services; never shown.")


class CommandSink(Section):
    """Alerts handed to a program, one run each."""

    kind: Literal["command"] = Field(description="Alerts as JSON on the standard input of a program, one run each.")
    argv: tuple[str, ...] = Field(min_length=1, description="The program and its arguments; no shell is involved.")
    timeout_s: DurationS = Field(30.0, gt=0, alias="timeout", description="Time for one run, after which it is killed.")


SinkSettings = Annotated[
    LogSink | FileSink | FeedSink | WebhookSink | MailSink | AppriseSink | CommandSink, Field(discriminator="kind")
]
