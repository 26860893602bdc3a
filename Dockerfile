FROM python:3.13-slim AS build
WORKDIR /portal
RUN python -m venv .venv
COPY requirements.lock .
RUN .venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
# Into the code's own tree: a volume at VAR_DIR would hide the files of a newer image.
RUN SECRET_KEY=only-for-this-build-and-never-used-again STATIC_ROOT=/portal/collected \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && .venv/bin/python -m compileall -q accounts directory factories_portal

FROM python:3.13-slim
# What backups need, of the version of the server in compose.yaml.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-log-init --no-create-home --home-dir /portal portal \
 && install -d -o portal -g portal /var/lib/portal
COPY --from=build /portal /portal
WORKDIR /portal
ENV PATH=/portal/.venv/bin:$PATH PYTHONUNBUFFERED=1 \
    VAR_DIR=/var/lib/portal STATIC_ROOT=/portal/collected
VOLUME /var/lib/portal
# By number, for hosts that must see that it is not root.
USER 10001
EXPOSE 8000
# Not urllib, which would ask a proxy that HTTP_PROXY names.
HEALTHCHECK --start-period=60s --timeout=10s CMD ["python", "-c", "\
import http.client, sys; \
portal = http.client.HTTPConnection('127.0.0.1', 8000, timeout=8); \
portal.request('HEAD', '/'); \
sys.exit(portal.getresponse().status != 200)"]
# Status 1 of load_directory: records that were edited here were kept as edited; it has said which.
# Whether headers of a proxy are believed is TRUST_PROXY's to say, not gunicorn's.
CMD ["sh", "-c", "python manage.py migrate --verbosity 0 \
 && { python manage.py load_directory || [ $? -eq 1 ]; } \
 && exec gunicorn --bind 0.0.0.0:8000 --workers ${WEB_CONCURRENCY:-2} --threads 4 \
    --worker-tmp-dir /dev/shm --no-control-socket --forwarded-allow-ips '' --log-level warning \
    factories_portal.wsgi"]
