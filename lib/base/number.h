/* Numbers as text, the same whatever locale the program has set: printf takes the decimal point from it. */
#ifndef GIJI_BASE_NUMBER_H
#define GIJI_BASE_NUMBER_H

struct number {
    char text[48];
};

/* The value, which is no larger than what a grammar can say, with so many `digits` behind a point: "2.50". To be
 * used as giji_number(value, 2).text, which lasts as long as the expression that it stands in. */
struct number giji_number(double value, unsigned digits);

#endif
