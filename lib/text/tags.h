/* Tags of HTML that an extraction has left in a text. */
#ifndef GIJI_TEXT_TAGS_H
#define GIJI_TEXT_TAGS_H

#include "base/arena.h"

/* What a tag does: nothing, since it is none; it shows letters otherwise (b, span); it breaks a line; it opens or
 * closes a block (p, td). */
enum tag_kind { TAG_NONE, TAG_LETTERS, TAG_BREAK, TAG_OPENS, TAG_CLOSES };

/* The kind of the tag that begins with the "<" at byte `at` and ends before byte `limit`, and its length in bytes;
 * TAG_NONE where none does. */
enum tag_kind giji_tag_at(giji_string text, size_t at, size_t limit, size_t *length);

/* The text with white space in place of its tags, byte for byte; where a block or a line begins behind other text, LF
 * stands last. The text itself where it has no tags; else a copy in the arena, empty where memory ran out. */
giji_string giji_untag(struct arena *arena, giji_string text);

#endif
