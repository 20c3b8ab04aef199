/* A first grammar for dumps that no form, or not quite, reads: giji_propose_grammar. */
#include "survey/propose.h"

#include "base/error.h"
#include "context.h"

/* ---- the form to begin with --------------------------------------------------------------- */

static const struct grammar *form_of(const giji_context *context, const giji_document *dump)
{
    for (size_t i = 0; i < context->grammar_count; i++)
        if (giji_slice_equal(context->grammars[i]->id, dump->grammar_id))
            return context->grammars[i];
    return NULL;
}

static bool reads_turns(const struct section *section)
{
    for (size_t i = 0; i < section->rule_count; i++)
        if (section->rules[i]->kind == RULE_BLOCK && section->rules[i]->type == GIJI_BLOCK_TURN)
            return true;
    return false;
}

/* How many rules for turns lead from `grammar`'s sections to `to`. */
static size_t count_ways(const struct grammar *grammar, const struct section *to)
{
    size_t ways = 0;
    for (size_t i = 0; i < grammar->rule_count; i++)
        ways += grammar->rules[i]->kind == RULE_BLOCK &&
                grammar->rules[i]->type == GIJI_BLOCK_TURN && grammar->rules[i]->next == to;
    return ways;
}

/* The section that most turns lead to, else the first behind the header that reads some. */
static const struct section *find_discussion(const struct grammar *base)
{
    const struct section *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < base->section_count; i++) {
        const struct section *section = base->sections[i];
        size_t ways = count_ways(base, section);
        bool first = !best && i > 0 && reads_turns(section);
        if (ways > most || first) {
            best = section;
            most = ways;
        }
    }
    return best;
}

static bool have_one_form(const giji_document *const *dumps, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!giji_slice_equal(dumps[i]->grammar_id, dumps[0]->grammar_id))
            return false;
    return true;
}

/* Whether the form was taken because the dump has its signs, or because somebody said so; and not for want
 * of a better one. */
static bool is_near(const giji_context *context, const struct grammar *form)
{
    return form == context->forced || (form->sign_count && !form->last);
}

/* Finds the form to include, if one is to be, or else how strong the one is that the new grammar has to
 * outdo. False, with an error, where memory ran out. */
static bool find_base(struct proposal *proposal, const giji_context *context,
                      giji_propose_flags flags, giji_error *error)
{
    const giji_document *const *dumps = proposal->survey.dumps;
    const struct grammar *form = form_of(context, dumps[0]);
    if (!form || !is_near(context, form))
        return true;
    if (flags & GIJI_PROPOSE_ALONE || !have_one_form(dumps, proposal->survey.dump_count)) {
        proposal->rival = dumps[0]->grammar_score;
        return true;
    }
    proposal->base = giji_context_whole(context, form, error);
    proposal->discussion = proposal->base ? find_discussion(proposal->base) : NULL;
    return proposal->base != NULL;
}

/* ---- the file --------------------------------------------------------------------------- */

static void put_head(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    giji_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    giji_put_report(proposal);
    giji_buffer_print(out,
                      "<grammar xmlns=\"urn:giji:grammar:1\" id=\"%.*s\" version=\"0.1\">\n"
                      "  <title>Minutes like ",
                      (int)proposal->id.length, proposal->id.data);
    giji_put_text(out, giji_base_name(proposal->survey.dumps[0]->name));
    giji_put(out, "</title>\n"
                  "  <about>Say here which minutes these are, and how one knows them.</about>\n");
}

static void put_include(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    if (!proposal->base) {
        giji_put(out,
                 "  <!-- What minutes of every form share: numbers, labels of header rows, titles, "
                 "decisions. -->\n"
                 "  <include file=\"common.xml\"/>\n\n");
        return;
    }
    giji_buffer_print(
        out,
        "  <!-- The dump has the signs of this form: what it says holds here too, but for what "
        "follows. -->\n"
        "  <include file=\"");
    giji_put_text(out, giji_base_name(proposal->base->source));
    giji_put(out, "\"/>\n\n");
}

static void put_fields(struct proposal *proposal)
{
    enum { MOST = 20 };
    struct buffer *out = &proposal->out;
    size_t count = proposal->rows.count < MOST ? proposal->rows.count : MOST;
    if (!count)
        return;
    giji_put(out,
             "  <!-- Labels in the header that nobody knows. Where one is a date, a place or the "
             "like, move it to <field key=\"date\"> ... -->\n"
             "  <fields>\n    <field key=\"other\">\n");
    for (size_t i = 0; i < count; i++) {
        giji_put(out, "      <label>");
        giji_put_text(out, proposal->rows.items[i].text);
        giji_put(out, "</label>\n");
    }
    for (size_t i = 0; i < count; i++) {
        const struct tally *row = &proposal->rows.items[i];
        giji_put(out, "      <sample label=\"");
        giji_put_text(out, row->text);
        giji_put(out, "\">");
        giji_put_text(out, giji_cut_characters(row->first->text, 60));
        giji_put(out, "</sample>\n");
    }
    giji_put(out, "    </field>\n  </fields>\n\n");
}

static void put_speakers(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    if (!proposal->has_speakers) {
        giji_put(
            out,
            proposal->base
                ? "  <!-- The included form reads all labels of speakers that were found. A rule "
                  "of "
                  "your own stands in a group of rules,\n       which a section that extends the "
                  "included one uses: see grammars/README.md. -->\n"
                : "  <!-- No labels of speakers were found. Where yours has some, give them a rule "
                  "of type=\"turn\" and\n       goto=\"proceedings\" in a group of rules, and use "
                  "that group in both sections: see grammars/README.md. -->\n\n");
        return;
    }
    giji_put(out,
             "  <!-- Those who speak: a rule for each look of their labels and each side. -->\n"
             "  <rules id=\"our-speakers\">\n");
    giji_put_speakers(proposal);
    giji_put(out, "  </rules>\n\n");
}

static void put_structure(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    if (!proposal->has_structure)
        return;
    giji_put(out, "  <!-- What stands between the speeches. -->\n  <rules id=\"our-structure\">\n");
    static const enum shape_kind kinds[] = {SHAPES_CLOCK, SHAPES_ACTS, SHAPES_ITEMS,
                                            SHAPES_HEADINGS};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool there = kinds[i] == SHAPES_ITEMS      ? proposal->has_items
                     : kinds[i] == SHAPES_HEADINGS ? giji_plan_heading_marks(proposal).count > 0
                                                   : giji_plan_has(proposal, kinds[i]);
        if (there)
            giji_put_shape(proposal, kinds[i],
                           kinds[i] >= SHAPES_ITEMS ? " after=\"sentence\"" : " within=\"turn\"",
                           true);
    }
    giji_put(out, "  </rules>\n\n");
}

static void put_header_section(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    giji_put(
        out,
        "  <!-- A dump is read in the first section at first, until a rule leads to another. -->\n"
        "  <section id=\"header\">\n");
    giji_put(out, "    <use rules=\"noise\"/>\n");
    if (proposal->has_course || !proposal->has_speakers)
        giji_put_shape(proposal, SHAPES_COURSE, " goto=\"proceedings\"", false);
    if (proposal->has_speakers && !proposal->early)
        giji_put(out, "    <use rules=\"our-speakers\"/>\n");
    if (proposal->has_speakers && proposal->early && !proposal->has_course)
        giji_put_first_speaker(proposal);
    giji_put(out, "    <fields/>\n");
    if (proposal->has_title)
        giji_put_shape(proposal, SHAPES_TITLES, " key=\"title\"", false);
    giji_put(out, "  </section>\n");
}

/* The sections of a form that includes none. */
static void put_own_sections(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    put_header_section(proposal);
    giji_put(out, "  <section id=\"proceedings\" otherwise=\"paragraph\">\n"
                  "    <use rules=\"noise\"/>\n");
    if (proposal->has_end)
        giji_put_shape(proposal, SHAPES_CLOSINGS,
                       " goto=\"closing\" continues=\"no\" after=\"sentence\"", true);
    giji_put(out, proposal->has_speakers ? "    <use rules=\"our-speakers\"/>\n" : "");
    giji_put(out, proposal->has_structure ? "    <use rules=\"our-structure\"/>\n" : "");
    giji_put(out, proposal->has_speakers ? "" : "    <use rules=\"plain-decisions\"/>\n");
    giji_put(out, "  </section>\n");
    if (proposal->has_end)
        giji_put(out, "  <section id=\"closing\" otherwise=\"closing\">\n"
                      "    <use rules=\"noise\"/>\n  </section>\n");
}

/* Whether somebody speaks in that section of the included form, or a dump begins there with speeches. */
static bool takes_speakers(const struct proposal *proposal, size_t index)
{
    const struct section *section = proposal->base->sections[index];
    return reads_turns(section) || section->otherwise == GIJI_BLOCK_TURN ||
           (index == 0 && proposal->early);
}

static bool any_takes_speakers(const struct proposal *proposal)
{
    for (size_t i = 0; i < proposal->base->section_count; i++)
        if (takes_speakers(proposal, i))
            return true;
    return false;
}

/* The included sections in which somebody speaks; all of a form in which nobody does. */
static void put_extended_sections(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    const struct grammar *base = proposal->base;
    if (!proposal->has_speakers)
        return;
    bool any = any_takes_speakers(proposal);
    giji_put(out, "  <!-- These rules come before those of the included sections. -->\n");
    for (size_t i = 0; i < base->section_count; i++) {
        if (any && !takes_speakers(proposal, i))
            continue;
        giji_buffer_print(out,
                          "  <section id=\"%.*s\" extend=\"yes\">\n"
                          "    <use rules=\"our-speakers\"/>\n  </section>\n",
                          (int)base->sections[i]->id.length, base->sections[i]->id.data);
    }
}

static void put_grammar(struct proposal *proposal)
{
    put_head(proposal);
    put_include(proposal);
    giji_put_speaker_fragments(proposal);
    giji_put_signs(proposal);
    put_fields(proposal);
    put_speakers(proposal);
    if (proposal->base) {
        put_extended_sections(proposal);
    } else {
        put_structure(proposal);
        put_own_sections(proposal);
    }
    giji_put(&proposal->out, "</grammar>\n");
}

bool giji_propose_grammar(const giji_context *context, const giji_document *const *dumps,
                          size_t count, const char *id, giji_propose_flags flags, giji_sink *sink,
                          void *data, giji_error *error)
{
    struct proposal proposal = {.id = giji_slice(id)};
    bool good = giji_survey_open(&proposal.survey, dumps, count) || giji_error_memory(error);
    good = good && find_base(&proposal, context, flags, error);
    if (good) {
        giji_plan(&proposal);
        put_grammar(&proposal);
        good = (!proposal.out.failed && !proposal.survey.arena.failed) || giji_error_memory(error);
    }
    if (good && !sink(data, proposal.out.data, proposal.out.length))
        good = giji_error_set(error, GIJI_ERROR_IO, "the sink refused the grammar");
    giji_buffer_free(&proposal.out);
    giji_survey_close(&proposal.survey);
    return good;
}
