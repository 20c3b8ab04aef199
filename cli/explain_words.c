/* The words and colours of `giji explain`. */
#include "explain.h"
#include "display.h"

#include <string.h>

void set_style(const struct explanation *explanation, enum style style)
{
    static const char *const codes[] = {"\033[0m",  "\033[1m",  "\033[2m", "\033[1;32m",
                                        "\033[31m", "\033[33m", "\033[36m"};
    if (explanation->colour)
        fputs(codes[style], explanation->file);
}

void print_styled(const struct explanation *explanation, enum style style, giji_string text)
{
    set_style(explanation, style);
    print_clean(explanation->file, text);
    set_style(explanation, STYLE_NONE);
}

void print_rule_place(const struct explanation *explanation, const giji_trial *trial)
{
    print_styled(explanation, STYLE_DIM, trial->file);
    set_style(explanation, STYLE_DIM);
    fprintf(explanation->file, ":%u", trial->line);
    set_style(explanation, STYLE_NONE);
}

giji_string rule_name(giji_string rule)
{
    const char *slash = rule.length ? memchr(rule.data, '/', rule.length) : NULL;
    size_t skip = slash ? (size_t)(slash - rule.data) + 1 : 0;
    return (giji_string){rule.data + skip, rule.length - skip};
}

/* "turn b7 answer", "resolution b9 approved", "item b2". */
static void describe_block(const giji_block *block, char *words, size_t size)
{
    const char *role = giji_role_name(giji_block_role(block));
    const char *decision = giji_decision_name(giji_block_decision(block));
    const char *more = role ? role : decision ? decision : "";
    snprintf(words, size, "%s b%u%s%s", giji_block_type_name(giji_block_type_of(block)),
             giji_block_id(block), *more ? " " : "", more);
}

static void describe_text(const giji_block *block, const char *before, char *words, size_t size)
{
    if (block)
        snprintf(words, size, "%s%s b%u", before, giji_block_type_name(giji_block_type_of(block)),
                 giji_block_id(block));
    else
        snprintf(words, size, "noise");
}

void describe_fate(const giji_trace *trace, char *words, size_t size)
{
    switch (trace->fate) {
    case GIJI_FATE_FIELD:
    case GIJI_FATE_FIELD_TEXT:
        snprintf(words, size, "%sfield %s", trace->fate == GIJI_FATE_FIELD ? "" : "+ ",
                 giji_header_key_name(giji_header_field_key(trace->field)));
        break;
    case GIJI_FATE_BLOCK:
    case GIJI_FATE_OTHERWISE:
    case GIJI_FATE_UNCLAIMED:
        describe_block(trace->block, words, size);
        break;
    case GIJI_FATE_BLOCK_TEXT:
        describe_text(trace->block, "+ ", words, size);
        break;
    case GIJI_FATE_NOISE:
        describe_text(trace->block, "", words, size);
        break;
    case GIJI_FATE_OMITTED:
        describe_text(trace->block, "out of ", words, size);
        break;
    }
}

bool is_unclaimed(const giji_trace *trace)
{
    if (trace->fate == GIJI_FATE_FIELD)
        return !trace->winner && giji_header_field_label(trace->field).length == 0;
    return trace->fate == GIJI_FATE_UNCLAIMED;
}
