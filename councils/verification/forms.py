"""What may be handed in to be checked."""

from civic.web.fields import Upload
from civic.web.forms import Form


class FileForm(Form):
    """A file to compare with what we gave out."""

    file: Upload
