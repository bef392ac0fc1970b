"""Rule packs: each module holds one ``PACK``, named as the module is."""
