"""Keys are shown once, listed without their secret, and revoked for good."""

from tests.service.cli.conftest import Vru, told


def test_a_key_is_shown_once_and_never_again(vru: Vru) -> None:
    """Creating prints the secret; listing does not."""
    made = told(vru("keys", "create", "--name", "Police", "--audience", "partner", "--json"))
    listed = vru("keys", "list", "--json")
    assert made["audience"] == "partner"
    assert made["id"] in listed.stdout
    assert made["key"] not in listed.stdout


def test_a_revoked_key_is_listed_as_such(vru: Vru) -> None:
    """Revoking tells whose key it was, and the list says so afterwards."""
    made = told(vru("keys", "create", "--name", "Police", "--json"))
    assert vru("keys", "revoke", made["id"]).exit_code == 0
    (key,) = told(vru("keys", "list", "--json"))["keys"]
    assert key["state"] == "revoked"
