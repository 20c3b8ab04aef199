/* Whose side a speaker is on, by the label that a turn has. */
#ifndef GIJI_GRAMMAR_ROLES_H
#define GIJI_GRAMMAR_ROLES_H

#include "grammar/grammar.h"

/* True where the label, folded, ends with a title of the questioning side (議長, 浜中委員). */
bool giji_grammar_is_member(const struct grammar *grammar, giji_string label);

/* True where the label, folded, ends with a title of either side (課長, 委員). */
bool giji_grammar_is_title(const struct grammar *grammar, giji_string label);

/* True where the label's side is certain: it ends with a title, or with what units of an office end
 * with (課, 係). */
bool giji_grammar_is_known(const struct grammar *grammar, giji_string label);

/* True where the label, folded, is a group of officials (事務局, 説明員). */
bool giji_grammar_is_group(const struct grammar *grammar, giji_string label);

/* How many bytes of the label are the name before a member's title (浜中 in 浜中委員); 0 where it has none. */
size_t giji_grammar_name_length(const struct grammar *grammar, giji_string label);

#endif
