/* Checking that a form's threshold is one that its signs, and not one line alone, can reach. */
#include "grammar/thresholds.h"

#include "base/number.h"

/* For "%.*s". */
#define SHOW(string) (int)(string).length, (string).data ? (string).data : ""

static const giji_string nothing = {NULL, 0};

static void check_sign(const struct grammar *grammar, const struct sign *sign,
                       struct findings *findings)
{
    if (sign->weight < grammar->threshold)
        return;
    giji_found_line(findings, sign->pattern.file, sign->pattern.line, nothing,
                    "lower the weight, or raise the threshold",
                    "one accidental line would choose this form: the sign '%.*s' weighs %s, and "
                    "the threshold of '%.*s' is %s",
                    SHOW(sign->id), giji_number(sign->weight, 2).text, SHOW(grammar->id),
                    giji_number(grammar->threshold, 2).text);
}

static double most_possible(const struct grammar *grammar)
{
    double sum = 0;
    for (size_t i = 0; i < grammar->sign_count; i++)
        if (grammar->signs[i].weight > 0)
            sum += grammar->signs[i].weight * grammar->signs[i].most;
    return sum;
}

static void found_threshold(const struct grammar *grammar, const char *expected,
                            const char *message, struct findings *findings)
{
    giji_found_line(findings, grammar->detect_file, grammar->detect_line, nothing, expected,
                    "the threshold %s of '%.*s' %s", giji_number(grammar->threshold, 2).text,
                    SHOW(grammar->id), message);
}

void giji_check_thresholds(const struct grammar *grammar, struct findings *findings)
{
    if (!grammar->detect_file)
        return;
    if (grammar->threshold <= 0) {
        found_threshold(grammar, "say how much must speak for the form, 3 for instance",
                        "is no more than what an empty dump has", findings);
        return;
    }
    if (most_possible(grammar) < grammar->threshold)
        found_threshold(grammar, "lower the threshold, or let the signs weigh or count more",
                        "is more than its signs can reach together", findings);
    for (size_t i = 0; i < grammar->sign_count; i++)
        check_sign(grammar, &grammar->signs[i], findings);
}
