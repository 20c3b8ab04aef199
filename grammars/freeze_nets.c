/* Writes the nets of the built-in grammars and what their classes and letters are. */
#include "freeze.h"

#include "grammar/filters.h"

enum { MOST_NETS = 257 };

static struct net *nets[MOST_NETS];
static size_t net_count;
static struct arena arena;

/* Letters are what the nets tell apart: characters of one letter are of one class in each of them. */
static uint16_t letters[PLANE];
static size_t letter_count = 1;

/* Tells characters of one letter apart where the net has them in two classes. */
static void split_letters(const struct net *net)
{
    size_t count = 0;
    uint32_t *numbers = giji_arena_alloc(&arena, letter_count * net->class_count * sizeof *numbers);
    if (!numbers)
        giji_freeze_fail("no memory");
    for (uint32_t i = 0; i < PLANE; i++) {
        uint32_t *number = &numbers[letters[i] * net->class_count + giji_net_class(net, i)];
        if (!*number)
            *number = (uint32_t)++count;
        letters[i] = (uint16_t)(*number - 1);
    }
    letter_count = count;
}

static void take_net(struct net *net)
{
    if (!giji_net_ready(net))
        giji_freeze_fail("no memory");
    if (net_count == MOST_NETS)
        giji_freeze_fail("too many forms");
    split_letters(net);
    nets[net_count++] = net;
}

static void print_classes(FILE *to, size_t number)
{
    static uint16_t classes[PLANE];
    for (uint32_t i = 0; i < PLANE; i++)
        classes[letters[i]] = (uint16_t)giji_net_class(nets[number], i);
    giji_freeze_numbers(to, "uint16_t", "classes", number, classes, sizeof *classes, letter_count);
}

static void print_nodes(FILE *to, size_t number)
{
    const struct net *net = nets[number];
    giji_freeze_array(to, "struct node", "nodes", number);
    for (size_t i = 0; i < net->node_count; i++) {
        const struct node *node = &net->nodes[i];
        fprintf(to, "\n    {%u, %u, %u, %u, {%u}},", node->kind, node->ticks, node->pattern,
                node->next, node->other);
    }
    fprintf(to, "\n    {0}};\n");
}

/* The arrays of a net. */
static void print_net(FILE *to, size_t number)
{
    const struct net *net = nets[number];
    giji_freeze_array(to, "uint16_t", "patterns", number);
    for (size_t i = 0; i < net->pattern_count; i++)
        giji_freeze_item(to, i, giji_freeze_code_number(net->patterns[i]->code));
    giji_freeze_last(to);
    giji_freeze_numbers(to, "uint32_t", "starts", number, net->starts, sizeof *net->starts,
                        net->pattern_count);
    print_nodes(to, number);
    print_classes(to, number);
    giji_freeze_numbers(to, "uint32_t", "borders", number, net->borders, sizeof *net->borders,
                        net->border_count);
    giji_freeze_numbers(to, "uint16_t", "border_classes", number, net->border_classes,
                        sizeof *net->border_classes, net->border_count);
    giji_freeze_numbers(to, "unsigned char", "members", number, net->members, 1,
                        net->class_count * net->member_width);
    giji_freeze_automata(to, net, number);
}

static void print_net_table(FILE *to)
{
    fprintf(to, "\nstatic const struct frozen_net nets[] = {\n");
    for (size_t i = 0; i < net_count; i++)
        fprintf(
            to,
            "    {patterns_%zu, %zu, starts_%zu, nodes_%zu, %zu, classes_%zu, borders_%zu,\n"
            "     border_classes_%zu, %zu, %zu, members_%zu, %zu, automata_%zu, %zu, states_%zu,\n"
            "     masks_%zu, shorts_%zu, bytes_%zu},\n",
            i, nets[i]->pattern_count, i, i, nets[i]->node_count, i, i, i, nets[i]->border_count,
            nets[i]->class_count, i, nets[i]->member_width, i, nets[i]->automaton_count, i, i, i,
            i);
    fprintf(to, "};\n");
}

static void print_letters(FILE *to)
{
    static uint16_t pages[LETTER_PAGES];
    size_t count = giji_fold_pages(letters, pages);
    fprintf(to, "\nstatic const uint16_t pages[] = {");
    for (size_t i = 0; i < LETTER_PAGES; i++)
        giji_freeze_item(to, i, pages[i]);
    fprintf(to, "};\n\nstatic const uint16_t letters[] = {");
    for (size_t i = 0; i < count; i++)
        giji_freeze_item(to, i, letters[i]);
    fprintf(to, "};\n");
}

size_t giji_freeze_nets(FILE *to, const giji_context *context)
{
    take_net(context->signs.net);
    for (size_t i = 0; i < context->grammar_count; i++) {
        const struct grammar *whole = giji_context_whole(context, context->grammars[i], NULL);
        if (!whole)
            giji_freeze_fail("no memory");
        take_net(whole->filters->net);
    }
    for (size_t i = 0; i < net_count; i++)
        print_net(to, i);
    print_net_table(to);
    print_letters(to);
    giji_arena_free(&arena);
    return net_count;
}
