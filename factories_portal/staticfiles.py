"""Static files under names that carry a hash of their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage that also rewrites the imports between our ES modules."""

    support_js_module_import_aggregation = True
