#include "base/number.h"

#include <math.h>
#include <stdio.h>

struct number giji_number(double value, unsigned digits)
{
    struct number number;
    long long unit = 1;
    for (unsigned i = 0; i < digits; i++)
        unit *= 10;
    long long parts = llrint(fabs(value) * (double)unit);
    snprintf(number.text, sizeof number.text, "%s%lld.%0*lld", value < 0 && parts ? "-" : "",
             parts / unit, (int)digits, parts % unit);
    return number;
}
