/* Whose side a speaker is on, by the label that a turn has. Where memory runs out for folding a label, `arena`
 * fails. */
#ifndef GIJI_GRAMMAR_ROLES_H
#define GIJI_GRAMMAR_ROLES_H

#include "grammar/match.h"

/* What the side of a label, folded, has to say: a question where it ends with a title of the questioning
 * side (浜中委員), a statement where with one of those who lead the procedure (議長), else an answer. Of titles
 * in several lists the longest counts (監査委員 is no 委員); of one in several lists, a statement comes
 * before a question. */
giji_role giji_grammar_side(const struct grammar *grammar, giji_string label, struct arena *arena);

/* True where the label, folded and without what tells several of one title apart, ends with a word of the list. */
bool giji_grammar_ends_with(const struct grammar *grammar, enum word_list list, giji_string label,
                            struct arena *arena);

/* True where the label, folded, ends with a title of either side (課長, 委員). */
bool giji_grammar_is_title(const struct grammar *grammar, giji_string label, struct arena *arena);

/* True where the label's side is certain: it ends with a title, or with what units of an office end
 * with (課, 係). */
bool giji_grammar_is_known(const struct grammar *grammar, giji_string label, struct arena *arena);

/* True where the label, folded, is a group of officials (事務局, 説明員). */
bool giji_grammar_is_group(const struct grammar *grammar, giji_string label, struct arena *arena);

/* How many bytes of the label are the name before a member's title (浜中 in 浜中委員); 0 where it has none. */
size_t giji_grammar_name_length(const struct grammar *grammar, giji_string label);

/* What a turn's match says that tells the side: the speaker's office where it has one, else the label. */
giji_string giji_match_title(const struct match *match);

#endif
