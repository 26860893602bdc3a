"""The directory app; start-up puts the write guard on every database connection."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        from directory.editing import change, guard  # noqa: PLC0415  models are ready only now

        change.connect()
        connection_created.connect(guard.install, dispatch_uid="guard")
