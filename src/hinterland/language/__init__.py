"""Language: claims into sentences, English and Chinese from the same objects. `sentence(claim, language)` writes one."""

from hinterland.language.write import sentence, sentences

__all__ = ["sentence", "sentences"]
