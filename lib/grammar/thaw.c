#include "grammar/thaw.h"

#include "grammar/classes.h"
#include "grammar/transitions.h"

const struct frozen_automaton *giji_frozen_automaton(const struct automaton *automaton)
{
    const struct frozen_net *net = automaton->net->frozen;
    if (!net || automaton->number >= net->automaton_count)
        return NULL;
    const struct frozen_automaton *frozen = &net->automata[automaton->number];
    const uint16_t *numbers = net->shorts + frozen->numbers;
    bool same = frozen->count == automaton->count && frozen->kind == automaton->kind &&
                frozen->state_count > 0;
    for (size_t i = 0; same && i < automaton->count; i++)
        same = numbers[i] == automaton->numbers[i];
    return same ? frozen : NULL;
}

static void thaw_classes(struct automaton *automaton, const struct frozen_automaton *frozen)
{
    const struct frozen_net *net = automaton->net->frozen;
    automaton->unread = frozen->unread;
    automaton->conditional = frozen->conditional;
    automaton->endless = frozen->endless;
    automaton->classes = net->shorts + frozen->classes;
    automaton->samples = net->shorts + frozen->samples;
    automaton->class_count = frozen->class_count;
    automaton->last_nodes = net->shorts + frozen->last_nodes;
    automaton->last_count = frozen->last_count;
    automaton->seeds = net->bytes + frozen->seeds;
    automaton->seed_count = frozen->seed_count;
    automaton->seeds_found = frozen->seeds_found;
    automaton->seeds_living = (struct living){frozen->seed_ways, frozen->seed_conditions};
}

struct state giji_thaw_state(const struct automaton *automaton, size_t number)
{
    const struct frozen_net *net = automaton->net->frozen;
    const struct frozen_state *frozen = &automaton->frozen_states[number - STATE_START];
    return (struct state){
        .found = net->masks[frozen->found],
        .at_end = net->masks[frozen->at_end],
        .alive = net->masks[frozen->alive],
        .origin = {.found = net->masks[frozen->origin_found],
                   .roots = net->shorts + frozen->roots,
                   .hash = frozen->hash,
                   .root_count = frozen->root_count,
                   .standing = (unsigned char)frozen->standing},
        .ways = net->bytes + frozen->ways,
        .way_count = frozen->way_count,
        .same_bucket = frozen->same_bucket,
    };
}

bool giji_thaw_automaton(struct automaton *automaton, const struct frozen_automaton *frozen)
{
    const struct frozen_net *net = automaton->net->frozen;
    thaw_classes(automaton, frozen);
    if (!giji_transitions_open(automaton))
        return false;
    automaton->frozen_states = net->states + frozen->states;
    automaton->frozen_masks = net->masks;
    automaton->frozen_runs = net->shorts + frozen->runs;
    automaton->frozen_blocks = net->shorts + frozen->blocks;
    automaton->frozen_count = automaton->state_count = STATE_START + frozen->state_count;
    return giji_state_alive(automaton, STATE_START);
}
