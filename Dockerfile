FROM python:3.13-slim AS build
WORKDIR /portal
RUN python -m venv .venv
COPY requirements.lock .
RUN .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
# Into the code's own tree: a volume at VAR_DIR would hide the files of a newer image.
RUN SECRET_KEY=only-for-this-build STATIC_ROOT=/portal/collected \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && .venv/bin/python -m compileall -q directory factories_portal

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /portal portal \
 && install -d -o portal -g portal /var/lib/portal
COPY --from=build /portal /portal
WORKDIR /portal
ENV PATH=/portal/.venv/bin:$PATH PYTHONUNBUFFERED=1 \
    VAR_DIR=/var/lib/portal STATIC_ROOT=/portal/collected
VOLUME /var/lib/portal
USER portal
EXPOSE 8000
HEALTHCHECK --start-period=60s CMD \
    ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/', timeout=5)"]
# Status 1 of load_directory: records that were edited here were kept as edited; it has said which.
CMD ["sh", "-c", "python manage.py migrate --verbosity 0 \
 && { python manage.py load_directory || [ $? -eq 1 ]; } \
 && exec gunicorn --bind 0.0.0.0:8000 --workers ${WEB_CONCURRENCY:-2} --threads 4 \
    --worker-tmp-dir /dev/shm --no-control-socket --log-level warning factories_portal.wsgi"]
