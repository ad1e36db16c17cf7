"""Language: claims into sentences, English and Chinese from the same objects.

`sentence(claim, language)` writes a claim, `caution(c, language)` what to beware of in it, `issuer(source, language)` who issued
a figure and whose copy of it was read, `title(name, language)` what the source is called.
"""

from hinterland.claims.cautions import caution, publisher, title
from hinterland.language.naming import copied, issuer
from hinterland.language.write import sentence, sentences

__all__ = ["caution", "copied", "issuer", "publisher", "sentence", "sentences", "title"]
