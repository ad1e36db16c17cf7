"""Language: claims into sentences, English and Chinese from the same objects (`sentence`), with what to beware of (`caution`), who issued a
figure (`issuer`) and what its source is called (`title`)."""

from hinterland.claims.cautions import caution, publisher, title
from hinterland.language.naming import copied, issuer
from hinterland.language.write import sentence, sentences

__all__ = ["caution", "copied", "issuer", "publisher", "sentence", "sentences", "title"]
