from service.engines.distributions import ABSENT, installed_version


def test_tells_the_version_of_the_first_that_is_installed() -> None:
    assert installed_version("no-such-distribution", "pytest")[0].isdigit()
    assert installed_version("no-such-distribution") == ABSENT
