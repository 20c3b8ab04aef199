/* Writes the sieve of the signs of all forms. */
#include "freeze.h"

#include "grammar/sieve.h"

#include <inttypes.h>

static void print_mask(FILE *to, size_t index, uint64_t mask)
{
    fprintf(to, index % 8 ? "UINT64_C(%" PRIu64 ")," : "\n    UINT64_C(%" PRIu64 "),", mask);
}

static void print_masks(FILE *to, const char *name, const uint64_t *masks, size_t count)
{
    fprintf(to, "    .%s = {", name);
    for (size_t i = 0; i < count; i++)
        print_mask(to, i, masks[i]);
    fprintf(to, "},\n");
}

static void print_kinds(FILE *to, const struct kinds *kinds)
{
    fprintf(to, "\nstatic const struct kinds kinds = {\n    .count = %zu,\n", kinds->count);
    print_masks(to, "first", kinds->first, MOST_KINDS);
    print_masks(to, "second", kinds->second, MOST_KINDS);
    fprintf(to, "    .of_character = {");
    for (size_t i = 0; i < PLANE; i++)
        giji_freeze_item(to, i, kinds->of_character[i]);
    fprintf(to, "}};\n");
}

static void print_heads(FILE *to, const struct sieve *sieve)
{
    giji_freeze_array(to, "uint64_t", "heads", 0);
    for (size_t i = 0; i < sieve->group_count; i++) {
        const struct head *heads = sieve->meshes[i].heads;
        for (size_t j = 0; heads && j < sieve->net->class_count * HEAD; j++)
            print_mask(to, j, heads[j / HEAD].ways[j % HEAD]);
    }
    giji_freeze_last(to);
    giji_freeze_array(to, "uint64_t", "signs", 0);
    for (size_t i = 0; i < sieve->group_count * MOST_WAYS; i++)
        print_mask(to, i, sieve->meshes[i / MOST_WAYS].signs[i % MOST_WAYS]);
    giji_freeze_last(to);
}

static void print_groups(FILE *to, const struct sieve *sieve)
{
    giji_freeze_array(to, "unsigned char", "counts", 0);
    for (size_t i = 0; i < sieve->group_count; i++)
        giji_freeze_item(to, i, sieve->groups[i].count);
    giji_freeze_last(to);
    giji_freeze_array(to, "uint16_t", "sign_numbers", 0);
    for (size_t i = 0; i < sieve->group_count; i++)
        for (size_t j = 0; j < sieve->groups[i].count; j++)
            giji_freeze_item(to, j, sieve->groups[i].numbers[j]);
    giji_freeze_last(to);
}

void giji_freeze_sieve(FILE *to, struct sieve *sieve)
{
    if (!giji_sieve_ready(sieve))
        giji_freeze_fail("no memory");
    print_kinds(to, sieve->kinds);
    print_heads(to, sieve);
    giji_freeze_array(to, "bool", "visible", 0);
    for (size_t i = 0; i < sieve->net->class_count; i++)
        giji_freeze_item(to, i, sieve->visible[i]);
    giji_freeze_last(to);
    print_groups(to, sieve);
    fprintf(to,
            "\nstatic const struct frozen_sieve sieve = {\n    counts_0, sign_numbers_0, %zu, "
            "visible_0, &kinds, "
            "heads_0, signs_0};\n",
            sieve->group_count);
}
