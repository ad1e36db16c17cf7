"""Language: claims into sentences, English and Chinese from the same objects.

`sentence(claim, language)` writes a claim, `caution(c, language)` what to beware of in it, `publisher(name, language)` who issued
a figure, `title(name, language)` what the source is called.
"""

from hinterland.claims.cautions import caution, publisher, title
from hinterland.language.write import sentence, sentences

__all__ = ["caution", "publisher", "sentence", "sentences", "title"]
