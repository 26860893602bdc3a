"""What the portal is called, and the terms on which anybody may use its data."""

#: Brands are the same in every language.
NAME = "AI Factories Portal"
LICENCE_ID = "CC-BY-4.0"
LICENCE_NAME = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = f"{NAME}, compiled from public sources"
