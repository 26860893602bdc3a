"""Dockerfile, compose.yaml and deploy/ say what is true of the rest of the repository."""

import ast
import json
import re
import shlex
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from gunicorn.config import Config
from ruamel.yaml import YAML

from directory.editing.imports.reading import LARGEST
from tests.container import ROOT, instructions, of, start_command

COMPOSE = YAML(typ="safe").load(ROOT / "compose.yaml")
SERVICES = COMPOSE["services"]
PORTAL = SERVICES["portal"]
PUBLISHER = SERVICES["publisher"]
PORT = "8000"
#: What others read: Python, libpq, the image of PostgreSQL.
NOT_OF_THE_PORTAL = {"PATH", "PYTHONUNBUFFERED", "PGPASSWORD", "POSTGRES_DB", "POSTGRES_USER"}


def sent_to_the_builder():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in lines
    return {line.removeprefix("!") for line in lines if line.startswith("!")}


def fixed_environment():
    """The variables that the image sets."""
    return dict(word.split("=", 1) for line in of("ENV") for word in shlex.split(line))


def test_what_is_copied_is_there_and_sent_to_the_builder():
    sources = [
        source
        for line in of("COPY")
        if not line.startswith("--from")
        for source in line.split()[:-1]
    ]

    assert sources == ["requirements.lock", "."]
    assert "requirements.lock" in sent_to_the_builder()


def test_the_builder_gets_everything_that_the_portal_runs_on_and_nothing_else():
    folders = [settings.FIXTURES_DIR, *settings.STATICFILES_DIRS, *settings.LOCALE_PATHS]
    folders += settings.TEMPLATES[0]["DIRS"]
    ours = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == ROOT]
    needed = {path.relative_to(ROOT).parts[0] for path in (*folders, *ours)}
    alone = {"LICENSE", "manage.py", "requirements.lock", settings.ROOT_URLCONF.split(".")[0]}

    assert sent_to_the_builder() == needed | alone
    assert [name for name in alone if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "call",
    re.findall(
        r"manage\.py ([^|&;}]+)",
        "\n".join([*(rest for _, rest in instructions()), *PUBLISHER["command"]]),
    ),
)
def test_each_management_command_exists_and_takes_its_options(call):
    name, *options = shlex.split(call)
    command = load_command_class(get_commands()[name], name)

    assert command.create_parser("manage.py", name).parse_args(options)


def test_the_image_serves_with_options_that_gunicorn_knows():
    call = start_command().split("exec gunicorn ")[1].replace("${WEB_CONCURRENCY:-2}", "2")
    config = Config()

    options = vars(config.parser().parse_args(shlex.split(call)))
    for name in options.keys() & config.settings.keys():
        if options[name] is not None:
            config.set(name, options[name])

    assert options["args"] == [settings.WSGI_APPLICATION.rpartition(".")[0]]
    assert config.bind == [f"0.0.0.0:{PORT}"]
    assert config.forwarded_allow_ips == []


def test_one_port_everywhere():
    check = of("HEALTHCHECK")[0]
    nginx = (ROOT / "deploy" / "nginx.conf").read_text()

    assert of("EXPOSE") == [PORT]
    assert f"('127.0.0.1', {PORT}," in check
    assert PORTAL["ports"] == [f"127.0.0.1:${{PORT:-{PORT}}}:{PORT}"]
    assert re.findall(r"server 127\.0\.0\.1:(\d+);", nginx) == [PORT]


def test_the_health_check_is_a_program_that_python_understands():
    _options, call = of("HEALTHCHECK")[0].split("CMD", 1)
    program, option, code = json.loads(call)

    assert (program, option) == ("python", "-c")
    assert ast.parse(code).body


def test_the_image_runs_as_a_user_by_number_who_is_not_root():
    assert of("USER") == ["10001"]
    assert [line for line in of("RUN") if "useradd --uid 10001 " in line]
    assert instructions().index(("USER", "10001")) > instructions().index(
        ("COPY", "--from=build /portal /portal")
    )


def test_data_lives_in_volumes():
    var = fixed_environment()["VAR_DIR"]
    mounted = [volume.split(":") for service in SERVICES.values() for volume in service["volumes"]]

    assert of("VOLUME") == [var]
    assert ["portal", var] in mounted
    assert {name for name, _path in mounted} == set(COMPOSE["volumes"])


def test_static_files_are_collected_where_the_image_looks_for_them():
    [collecting] = [line for line in of("RUN") if "collectstatic" in line]

    assert f"STATIC_ROOT={fixed_environment()['STATIC_ROOT']} " in collecting


def test_each_variable_is_one_that_readme_explains():
    asked = re.findall(r"\$\{(\w+)[:}]", (ROOT / "compose.yaml").read_text() + start_command())
    given = {name for service in SERVICES.values() for name in service["environment"]}
    readme = (ROOT / "README.md").read_text()

    names = {*asked, *given, *fixed_environment()} - NOT_OF_THE_PORTAL
    assert {name for name in names if f"`{name}`" not in readme} == set()


def test_no_secret_is_kept_in_the_files():
    secrets = {
        value
        for service in SERVICES.values()
        for name, value in service["environment"].items()
        if re.search("PASSWORD|SECRET|KEY", name)
    }

    assert not re.search("PASSWORD|SECRET|KEY", " ".join(of("ENV") + of("ARG")))
    assert [secret.split("?")[0] for secret in secrets] == ["${POSTGRES_PASSWORD:"]
    assert "@" not in PORTAL["environment"]["DATABASE_URL"].split("://portal@")[1]


def test_the_portal_waits_for_a_database_that_answers():
    assert PORTAL["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert SERVICES["database"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    assert of("HEALTHCHECK")


def test_compose_names_the_image_that_make_builds():
    named = re.search(r"^IMAGE \?= (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1]

    assert PORTAL["image"] == PUBLISHER["image"] == named


def test_what_publishes_on_a_day_works_on_the_portal_s_own_data_with_no_more_rights():
    shared = ("environment", "volumes", "read_only", "tmpfs", "cap_drop", "security_opt")

    assert {name: PUBLISHER[name] for name in shared} == {name: PORTAL[name] for name in shared}
    assert "ports" not in PUBLISHER
    assert PUBLISHER["depends_on"] == {"portal": {"condition": "service_healthy"}}


def test_the_image_backs_up_with_the_programs_of_the_server_in_compose():
    [installing] = [line for line in of("RUN") if "apt-get install" in line]
    server = SERVICES["database"]["image"].removeprefix("postgres:")

    assert re.findall(r"postgresql-client-(\d+)", installing) == [server]


def test_both_stages_stand_on_the_same_image():
    build, final = (line.split()[0] for line in of("FROM"))

    assert build == final
    assert re.fullmatch(r"python:3\.\d+-slim", build)


def test_nginx_passes_on_the_path_of_the_public_address_that_it_names():
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    paths = re.findall(r"PUBLIC_URL=https://[\w.]+(/\w+)", text)

    assert paths == ["/factories"]
    assert re.findall(r"location (/\w+)/ ", text) == paths
    assert set(re.findall(r"proxy_pass (.+);", text)) == {"http://portal"}


def test_nginx_lets_the_largest_file_and_the_largest_form_pass():
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    largest = max(LARGEST, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

    sizes = re.findall(r"client_max_body_size (\d+)m;", text)

    assert len(sizes) == text.count("proxy_pass http")
    assert min(map(int, sizes)) * 1024**2 > largest
