#include "explain_roles.h"

#include "display.h"

enum { EXCERPT = 96 };

/* The text's first part, in at most EXCERPT bytes, cut at a character. */
static giji_string excerpt(giji_string text)
{
    if (text.length <= EXCERPT)
        return text;
    size_t length = EXCERPT;
    while (length > 0 && ((unsigned char)text.data[length] & 0xC0) == 0x80)
        length--;
    return (giji_string){text.data, length};
}

/* Prints text on one line: line ends and other control characters become spaces. */
static void print_line(FILE *file, giji_string text)
{
    print_clean(file, text);
    fputc('\n', file);
}

static void explain_turn(FILE *file, const giji_document *document, const giji_block *turn)
{
    giji_string name = giji_document_name(document);
    print_clean(file, name);
    fprintf(file, ":%u: %s %.2f  ", giji_block_line(turn), giji_role_name(giji_block_role(turn)),
            giji_block_confidence(turn));
    print_line(file, excerpt(giji_block_text(turn)));
    for (size_t i = 0; i < giji_block_evidence_count(turn); i++) {
        giji_evidence evidence = giji_block_evidence(turn, i);
        int width = evidence.text.length > 0 ? 14 : 0;
        fprintf(file, "  %+5.1f %-*.*s%s", evidence.weight, width, (int)evidence.cue.length,
                evidence.cue.data, width > 0 ? " " : "");
        print_line(file, excerpt(evidence.text));
    }
}

static const giji_block *following(const giji_block *block)
{
    if (giji_block_child(block))
        return giji_block_child(block);
    while (block && !giji_block_next(block))
        block = giji_block_parent(block);
    return block ? giji_block_next(block) : NULL;
}

bool explain_roles(FILE *file, const giji_document *document)
{
    for (const giji_block *block = giji_document_body(document); block; block = following(block))
        if (giji_block_evidence_count(block) > 0)
            explain_turn(file, document, block);
    return !ferror(file);
}
