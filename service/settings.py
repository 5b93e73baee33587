"""Every setting of the service, read once from the environment (prefix `VRU_`).

Nothing below this file reads the environment. `docs/settings.md` lists the same and is tested
against this class.
"""

from functools import cached_property
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings, each with the sentence that stands in docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="VRU_", frozen=True, extra="ignore")

    data: Path = Field(
        Path("data"), description="The data directory: record, files, generations, page pictures."
    )
    public_url: str = Field("", description="The address that permalinks start with.")
    model: str = Field(
        "", description="Embedding model, by name or path; empty is the packaged MiniLM."
    )
    reranker: str = Field(
        "",
        description="Cross-encoder that reads the best hits of a search again: own for the one "
        "that comes along, or a sentence-transformers CrossEncoder by name or path; empty is none.",
    )
    threads: int = Field(2, ge=1, le=64, description="Processor threads that embedding may use.")
    site_name: str = Field("VRU Evidence", description="The name of the site, in its header.")
    site_organisation: str = Field(
        "Violence Reduction Unit", description="Whose site it is, as pages and statements say it."
    )
    site_colour: str = Field(
        "#1d4d6b",
        pattern="^#[0-9a-fA-F]{6}$",
        description="The colour of header, links and buttons; darkened until it can be read.",
    )
    site_logo: Path | None = Field(
        None, description="A logo for the header, as an SVG, PNG or WebP file."
    )
    contact_email: str = Field("", description="Where readers may write to, or empty.")
    copy_request_address: str = Field(
        "", description="E-mail or web address to ask for a copy of a report that is not held."
    )
    embed_sites: str = Field(
        "",
        description="Sites that may show embedded parts: origins with blanks between.",
    )
    llm_url: str = Field("", description="Base address of an OpenAI-compatible endpoint, or empty.")
    llm_model: str = Field("", description="Name of the model to ask for there.")
    llm_key: str = Field("", description="Key for that endpoint.", repr=False)

    trusted_proxies: str = Field(
        "",
        description="Networks whose X-Forwarded-For is believed, such as 127.0.0.1/32; "
        "blanks between.",
    )
    address_per_minute: int = Field(
        3000,
        ge=1,
        description="Requests a minute for each address without a key; a whole council may share "
        "one address, so it is generous. A question counts for five.",
    )
    key_per_minute: int = Field(
        6000, ge=1, description="Requests a minute for each key or signed-in person."
    )
    most_in_flight: int = Field(
        200, ge=1, description="Requests that may wait at once; more are told to come back."
    )
    log_level: str = Field(
        "info",
        pattern="^(debug|info|warning|error)$",
        description="What is logged: debug, info, warning or error.",
    )
    otel_endpoint: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="Address of an OpenTelemetry collector (OTLP over HTTP) that each request is "
        "told to, such as http://127.0.0.1:4318; empty tells none.",
    )
    otel_headers: str = Field(
        "",
        description="Headers sent to that collector, such as its key: name=value, commas between.",
        repr=False,
    )
    fetch_private: bool = Field(
        False,
        description="Whether `vru fetch` may also fetch from private and loopback addresses.",
    )
    log_queries: bool = Field(
        False,
        description="Whether the words of queries are logged; off, since they may be private.",
    )
    unanswered_days: int = Field(
        0,
        ge=0,
        le=365,
        description="Days that the words of unanswered questions are kept; 0 keeps only counts.",
    )
    cors_sites: str = Field(
        "",
        description="Sites whose scripts may call the API from a browser: origins, blanks between.",
    )
    upload_megabytes: int = Field(
        100, ge=1, le=2000, description="Largest file that staff may upload, in megabytes."
    )
    upload_seconds: float = Field(
        600.0, gt=0, description="Longest time that reading an upload may take, in seconds."
    )
    audit_days: int = Field(365, ge=1, description="Days that the audit trail is kept.")
    oidc_issuer: str = Field(
        "",
        description="Address of the OpenID Connect provider that people sign in with, or empty.",
    )
    oidc_client_id: str = Field("", description="The service's client id at that provider.")
    oidc_client_secret: str = Field("", description="Its client secret.", repr=False)
    oidc_scope: str = Field(
        "openid profile email", description="What is asked of the provider; openid is needed."
    )
    oidc_groups_claim: str = Field(
        "groups", description="The claim of the provider that names a person's groups or roles."
    )
    oidc_partner_groups: str = Field(
        "", description="Groups whose members are partners; blanks between."
    )
    oidc_staff_groups: str = Field(
        "", description="Groups whose members are staff; blanks between."
    )
    mcp_key: str = Field(
        "",
        description="Key by which vru mcp reads on standard input; without one it sees what is "
        "public.",
        repr=False,
    )
    session_hours: int = Field(10, ge=1, le=168, description="Hours until a session ends.")

    @cached_property
    def record_path(self) -> Path:
        """The SQLite file of the record."""
        return self.data / "record.sqlite"

    @cached_property
    def files_dir(self) -> Path:
        """The publications' bytes, each named by its SHA-256."""
        return self.data / "files"

    @cached_property
    def generations_dir(self) -> Path:
        """The index: one folder for each audience, each with its generations."""
        return self.data / "generations"

    @cached_property
    def pictures_dir(self) -> Path:
        """Page pictures, by edition; a cache."""
        return self.data / "pictures"

    @cached_property
    def models_dir(self) -> Path:
        """Embedding models made ready to run."""
        return self.data / "models"

    @cached_property
    def unanswered_path(self) -> Path:
        """The SQLite file of what was asked and not answered."""
        return self.data / "unanswered.sqlite"

    @cached_property
    def access_path(self) -> Path:
        """The SQLite file of keys and sessions."""
        return self.data / "access.sqlite"

    @cached_property
    def golden_dir(self) -> Path:
        """Golden questions and how their runs went."""
        return self.data / "golden"

    @cached_property
    def audit_dir(self) -> Path:
        """The audit trail, one file a day."""
        return self.data / "audit"
