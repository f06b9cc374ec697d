-- What a request said whose key is known: the same key with another content is another request. Blank where nobody noted it.
ALTER TABLE once ADD COLUMN content {text} NOT NULL DEFAULT '';
