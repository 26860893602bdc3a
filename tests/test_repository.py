"""What holds for the repository as a whole."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUNTIME = PROJECT["dependencies"]
LOCKS = {
    "requirements.lock": RUNTIME,
    "requirements-dev.lock": RUNTIME + PROJECT["optional-dependencies"]["dev"],
}
LARGEST = 600_000  # bytes
# An address of a package index, or a path that only the machine of some author has.
NOT_OURS = re.compile(
    rb"\b(?:pypi|pythonhosted|registry\.npmjs|registry\.yarnpkg|docker)\.(?:org|com|io)\b"
    rb"|(?<![\w.*-])/(?:home|root|work)/"
)
VARIABLE = re.compile(r'\b(?:env|environment)\.\w+\(\s*"([A-Z_]+)"')


@pytest.fixture(scope="module")
def files():
    """The files that are kept in git, or will be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def variables():
    """The environment variables from which the portal is configured."""
    project = ROOT / "factories_portal"
    text = (project / "settings.py").read_text() + (project / "environment.py").read_text()
    return set(VARIABLE.findall(text))


def test_no_file_names_a_package_index_or_a_path_of_one_machine(files):
    found = {str(path): hit[0] for path in files if (hit := NOT_OURS.search(path.read_bytes()))}

    assert found == {}


def test_no_file_is_large(files):
    assert [str(path) for path in files if path.stat().st_size > LARGEST] == []


def test_each_dependency_has_its_reason():
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text()

    assert [name for name in map(name_of, RUNTIME) if f"| {name} |" not in reasons] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_dependency_is_locked_with_hashes(lock):
    text = (ROOT / lock).read_text()
    locked = set(re.findall(r"^([\w-]+)(?:\[.*\])?==.*\\\n +--hash=sha256:", text, re.MULTILINE))

    assert {name_of(dependency).replace(".", "-") for dependency in LOCKS[lock]} <= locked
    assert "://" not in text


def test_readme_explains_each_variable(variables):
    readme = (ROOT / "README.md").read_text()

    assert {name for name in variables if f"`{name}`" not in readme} == set()


def test_no_variable_leaks_into_the_tests(variables):
    makefile = (ROOT / "Makefile").read_text()

    assert {name for name in variables if f"-u {name}" not in makefile} == set()


def name_of(dependency):
    return re.match(r"[\w.-]+", dependency)[0]
