"""The four roles, as groups."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from directory.editing.roles import create_roles

#: The apps of the accounts, which administrators look after.
ACCOUNTS = ("accounts", "auth")


def make_groups(apps, schema_editor):
    for name in ("directory", *ACCOUNTS):
        config = apps.get_app_config(name)
        config.models_module = True  # without it the permissions of a historical app are not made
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    groups, permissions = (apps.get_model("auth", name) for name in ("Group", "Permission"))
    create_roles(groups._default_manager, permissions._default_manager, ACCOUNTS)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_editing"),
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
